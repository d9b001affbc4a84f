import Vocabulary

extension ReadingSession {
  /// Schemes of place programmes, in the order of their file, with their places by year and year group.
  mutating func readSchemes() {
    register.steps = rows(of: .schemePlaces) { $0.schemeStep() }
    let steps = Dictionary(grouping: register.steps.map(\.value), by: \.scheme)
      .mapValues { $0.map(\.step).sorted { $0.order < $1.order } }
    let base = hasFrame ? AcademicYear(census: base) : nil
    register.schemes = rows(of: .schemes) { $0.scheme(steps, after: base) }
    evidence.schemes = register.schemes.map(\.value)
  }
}

extension Row {
  fileprivate mutating func schemeStep() -> RegisterRows.Step? {
    let (scheme, year) = (name("scheme"), integer("year", in: 0...50))
    let ncys = span("ncy_from", "ncy_to", in: NCY.range)
    let places = integer("places", in: -100_000...100_000)
    guard let provenance = provenance(among: Provenance.Status.judged), let scheme, let year,
      let ncys, let places
    else { return nil }
    let step = Scheme.Step(year: year, ncys: ncys, places: places, provenance: provenance)
    return .init(scheme: scheme, step: step)
  }

  fileprivate mutating func scheme(
    _ steps: [String: [Scheme.Step]], after base: AcademicYear?
  ) -> Scheme? {
    let (id, name, setting) = (name("scheme"), name("name"), name("setting"))
    let opens = opening(after: base)
    let isCommitted = code("committed", among: ["yes", "no"]).map { $0 == "yes" }
    let (probability, slip) = (share("delivery_probability"), slip())
    let (capital, funding) = (capital(), funding())
    if let capital, let funding { checkFunding(funding, capital) }
    guard let provenance = provenance(among: Provenance.Status.judged), let id, let name,
      let setting, let opens, let isCommitted, let probability, let slip, let capital, let funding
    else { return nil }
    return Scheme(
      id: id, name: name, setting: setting, opens: opens, isCommitted: isCommitted,
      deliveryProbability: probability, slip: slip, steps: steps[id] ?? [], capital: capital,
      funding: funding, provenance: provenance)
  }

  private mutating func opening(after base: AcademicYear?) -> AcademicYear? {
    guard let year = academicYear("opens") else { return nil }
    guard let base, year <= base else { return year }
    report(
      .schemeBeforeBase, "opens", seen: year.description,
      expected: "a year after \(base), the year of the base census",
      remedy: "Count places that are open already in commissioned_places.csv.")
    return nil
  }

  /// The capital, which may be left out where it is not known: `.some(nil)`.
  private mutating func capital() -> Money?? {
    known("capital_gbp") { row, column in
      guard let amount = row.money(column) else { return nil }
      guard amount >= .zero else {
        row.report(
          .negative, column, seen: amount.description, expected: "0 or more",
          remedy: "Correct the amount; leave the cell empty if it is not known.")
        return nil
      }
      return amount
    }
  }

  private mutating func checkFunding(_ funding: [Scheme.Funding: Money], _ capital: Money?) {
    let sum = funding.values.reduce(.zero, +)
    guard !funding.isEmpty, capital.map({ sum > $0 }) ?? true else { return }
    report(
      .fundingAboveCapital, "funding",
      seen: "funding of £\(sum) and \(capital.map { "capital of £\($0)" } ?? "no capital_gbp")",
      expected: "funding of the capital, or of a part of it",
      remedy: "Give the whole cost in capital_gbp, or correct the funding.")
  }
}

extension Scheme.Step {
  /// By year and year groups, so that the order of the rows does not matter.
  fileprivate var order: (Int, Int, Int) { (year, ncys.lowerBound, ncys.upperBound) }
}
