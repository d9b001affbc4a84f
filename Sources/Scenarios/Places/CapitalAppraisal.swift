public import Vocabulary

/// The schemes of a run: what they open, what they cost, and what the scenario avoids against the baseline.
///
/// What is avoided is that of all levers of the scenario together, shared out by places among the schemes it brings.
public struct CapitalAppraisal: Sendable {
  /// A scheme, or all of them.
  public struct Row: Sendable {
    /// The scheme; nil for all.
    public let scheme: Scheme?
    /// Places when complete.
    public let places: Int
    /// Places expected by the last projected year, delivery and delay weighed.
    public let expectedPlaces: Double
    /// The calendar year of the September in which it opens if it is delivered, delays weighed; nil for all.
    public let opening: Double?
    /// Capital; for all the sum of what is known. Nil where none is known.
    public let capital: Money?
    /// How much of it each source funds.
    public let funding: [Scheme.Funding: Money]
    /// Capital that no source funds; nil where the capital is not known.
    public let unfunded: Money?
    /// Capital for a place; nil where the capital is not known or no place opens.
    public let costAPlace: Money?
    /// Cost that the scenario avoids a year, its share; nil where there is nothing to compare.
    public let avoided: Money?
    /// Years in which avoided cost pays the capital back; nil where it does not.
    public let yearsToRepay: Double?
    /// What borrowing costs a year.
    public let borrowingCost: Money
    /// What a reader must know of the row.
    public let notes: [String]
  }

  /// The schemes, in the order of the run; then all of them, where there is any.
  public let rows: [Row]

  /// Appraises the schemes of a run.
  ///
  /// - Parameter baseline: the baseline's series; nil for the baseline itself, or where it was not run.
  public init(_ run: ScenarioRun, baseline: ComparedSeries?) {
    let model = run.model
    let schemes = model.schemes
    let brought = Set(
      model.scenario.allLevers.compactMap { lever -> String? in
        if case .scheme(let scheme) = lever.change { scheme.id } else { nil }
      })
    let avoided = baseline.flatMap { Self.avoided(run, $0) }
    let shares = Self.shared(avoided, schemes.map { brought.contains($0.id) ? $0.places : 0 })
    let terms = BorrowingTerms(model.evidence.assumptions)
    let last = AcademicYear(census: model.baseCensus + model.years)
    let each = zip(schemes, shares).map { scheme, share in
      Self.row(
        scheme, isBrought: brought.contains(scheme.id), avoided: share, isCosted: avoided != nil,
        terms: terms, last: last)
    }
    rows = each.isEmpty ? [] : each + [Self.all(schemes, each, brought, avoided)]
  }

  /// Mean pounds a year of the last three costed years by which all levers together lower the cost.
  private static func avoided(_ run: ScenarioRun, _ baseline: ComparedSeries) -> Money? {
    let lines = run.model.accountLines
    let years = run.model.financialYears.enumerated().suffix(3)
    guard let cost = lines.firstIndex(where: { $0.name == "total_cost" }), !years.isEmpty else {
      return nil
    }
    var (sum, count) = (0, 0)
    for (index, year) in years {
      let measure = ComparedMeasure(
        measure: "high_needs_block", period: "\(year)", item: "total_cost", unit: "GBP")
      guard let position = baseline.measures.firstIndex(of: measure) else { return nil }
      let ours = run.store.pence(index * lines.count + cost)
      for (draw, pence) in baseline.draws[position].enumerated() { sum += Int(pence - ours[draw]) }
      count += ours.count
    }
    return Money(pence: Money.divided(sum, by: count))
  }

  /// An amount in proportion to places, adding up to the penny; nil where a scheme has no part in it.
  private static func shared(_ amount: Money?, _ places: [Int]) -> [Money?] {
    let total = places.reduce(0) { $0 + max(0, $1) }
    guard let amount, total > 0 else { return places.map { _ in nil } }
    var passed = 0
    return places.map { here in
      guard here > 0 else { return nil }
      let before = amount.share(passed, of: total)
      passed += here
      return amount.share(passed, of: total) - before
    }
  }

  private static func row(
    _ scheme: Scheme, isBrought: Bool, avoided: Money?, isCosted: Bool, terms: BorrowingTerms,
    last: AcademicYear
  ) -> Row {
    let funded = scheme.funding.values.reduce(.zero, +)
    var notes: [String] = []
    if scheme.capital == nil { notes.append("capital is not known") }
    if !isBrought {
      notes.append("in the baseline too: nothing is avoided by it here")
    } else if !isCosted {
      notes.append("nothing to compare with")
    } else if let avoided, avoided <= .zero {
      notes.append("not repaid by avoided cost")
    }
    return Row(
      scheme: scheme, places: scheme.places, expectedPlaces: expected(scheme, last),
      opening: Double(scheme.opens.start)
        + scheme.slip.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element },
      capital: scheme.capital, funding: scheme.funding,
      unfunded: scheme.capital.map { max(.zero, $0 - funded) },
      costAPlace: perPlace(scheme.capital, scheme.places), avoided: avoided,
      yearsToRepay: years(scheme.capital, avoided),
      borrowingCost: terms.payment(scheme.funding[.borrowing] ?? .zero), notes: notes)
  }

  private static func all(
    _ schemes: [Scheme], _ rows: [Row], _ brought: Set<String>, _ avoided: Money?
  ) -> Row {
    let known = schemes.filter { $0.capital != nil }
    let capital = known.isEmpty ? nil : known.compactMap(\.capital).reduce(.zero, +)
    let ours = schemes.filter { brought.contains($0.id) }
    let isKnown = !ours.isEmpty && ours.allSatisfy { $0.capital != nil }
    let avoided = ours.isEmpty ? nil : avoided
    var notes: [String] = []
    if known.count < schemes.count {
      notes.append("capital of \(schemes.count - known.count) schemes is not known")
    }
    if let avoided, avoided <= .zero { notes.append("not repaid by avoided cost") }
    let funding = schemes.reduce(into: [:]) { sums, scheme in
      sums.merge(scheme.funding) { $0 + $1 }
    }
    return Row(
      scheme: nil, places: schemes.reduce(0) { $0 + $1.places },
      expectedPlaces: rows.reduce(0) { $0 + $1.expectedPlaces }, opening: nil, capital: capital,
      funding: funding,
      unfunded: known.isEmpty ? nil : rows.compactMap(\.unfunded).reduce(.zero, +),
      costAPlace: perPlace(capital, known.reduce(0) { $0 + $1.places }), avoided: avoided,
      yearsToRepay: isKnown
        ? years(ours.compactMap(\.capital).reduce(.zero, +), avoided) : nil,
      borrowingCost: rows.reduce(.zero) { $0 + $1.borrowingCost }, notes: notes)
  }

  /// Places open in an academic year: the probability of delivery times the mean over the delays.
  private static func expected(_ scheme: Scheme, _ year: AcademicYear) -> Double {
    let byRange = Dictionary(grouping: scheme.steps, by: \.ncys)
    func open(_ delay: Int) -> Int {
      byRange.values.reduce(0) { sum, steps in
        let reached = steps.filter { scheme.opens.start + delay + $0.year <= year.start }
        return sum + (reached.max { $0.year < $1.year }?.places ?? 0)
      }
    }
    let mean = scheme.slip.enumerated().reduce(0.0) { $0 + $1.element * Double(open($1.offset)) }
    return scheme.deliveryProbability * mean
  }

  private static func perPlace(_ capital: Money?, _ places: Int) -> Money? {
    places > 0 ? capital.map { $0.share(1, of: places) } : nil
  }

  private static func years(_ capital: Money?, _ avoided: Money?) -> Double? {
    guard let capital, let avoided, avoided > .zero else { return nil }
    return Double(capital.pence) / Double(avoided.pence)
  }
}
