import Vocabulary

/// The lines that plans, children and places move, in one financial year: prices and rules as they hold then, ties and uncertainty not.
struct DrivenLines: Sendable {
  private let layout: AccountLayout
  private let units: [UnitCosts.Term]
  private let transport: [UnitCosts.Term]
  private let weights: [Billing: BillingWeights]
  private let unit: Int
  private let topUpPence: [Int]
  private let places: PlaceFunding
  private let funded: [FundedPlaces]
  private let roles: [SettingRole]
  private let pressure: PricePressure
  /// Hundredths of weeks paid back for a new plan.
  private let backPayWeeks: Int
  private let provisions: Int

  /// The lines of a year.
  ///
  /// - Parameters:
  ///   - year: the financial year.
  ///   - position: where `prices` have it.
  init(
    _ assumptions: CostingAssumptions, _ layout: AccountLayout, _ rulebook: Rulebook,
    _ prices: PlanPrices, _ year: FinancialYear, at position: Int, _ faults: inout FaultList
  ) throws {
    self.layout = layout
    units = prices.units.terms[position]
    transport = prices.transport[position]
    weights = Dictionary(
      uniqueKeysWithValues: Billing.allCases.map { ($0, BillingWeights($0, in: year)) })
    unit = BillingWeights.unit(in: year)
    topUpPence = prices.topUps.pence[position]
    places = try PlaceFunding(rulebook, year)
    funded = try FundedPlacesRow.Line.allCases.compactMap { line in
      try layout.fundedLines.firstIndex(of: line.rawValue).map {
        try FundedPlaces(line, at: $0, assumptions, rulebook, year, &faults)
      }
    }
    roles = assumptions.settings.map { SettingRole($0, assumptions.codes) }
    pressure = PricePressure(assumptions, layout, lineOfCell: prices.units.lineOfCell)
    backPayWeeks = Int(((assumptions.backPay?.weeks ?? 0) * 100).rounded())
    provisions = assumptions.codes.provisions.count
  }

  /// The plans that places outside the register follow: by provision, in the January before a financial year.
  struct Followed {
    /// In the January before the first year.
    var base: [Int]
    /// A year before the year at hand.
    var earlier: [Int]
    /// In the January before the year at hand.
    var plans: [Int]
  }

  /// True where places follow plans.
  var followsPlans: Bool { !funded.isEmpty }

  /// Plans of the January before a year, by provision.
  func byProvision(_ opening: [Int]) -> [Int] {
    opening.indices.reduce(into: Array(repeating: 0, count: provisions)) {
      $0[$1 % provisions] += opening[$1]
    }
  }

  /// Adds the amounts of a year to an account in which these lines are 0, but for the pressure on prices; each is rounded once.
  func write(
    _ costed: CostedYear, before: PlaceCounts, _ followed: Followed?, into amounts: inout [Money]
  ) {
    places.write(before, PlaceCounts(costed.after, roles), into: &amounts)
    for places in funded {
      guard let followed else { preconditionFailure("places that follow no plans") }
      amounts[layout.firstFundedLine + places.line] = places.amount(followed)
    }
    add(units, costed.stock, at: layout.firstUnitLine, count: layout.unitLines.count, to: &amounts)
    addTopUps(costed.topUpYears24, to: &amounts)
    addBackPay(costed.stock, to: &amounts)
    add(transport, costed.stock, at: layout.firstMemo, count: layout.memoLines.count, to: &amounts)
  }

  /// Raises fees as more children go to independent schools.
  func press(_ stock: PlanStock, _ amounts: inout [Money]) {
    pressure.raise(&amounts, from: layout.firstUnitLine, stock)
  }

  /// The places outside the register in the two academic years of a year, line by line.
  func fundedCounts(_ followed: Followed?) -> [FundedPlaces.Counts] {
    guard let followed else { return [] }
    return funded.map { $0.counts(followed) }
  }

  /// Pence × plans as they fall due, divided once by line, halves away from zero.
  private func add(
    _ terms: [UnitCosts.Term], _ stock: PlanStock, at first: Int, count: Int,
    to amounts: inout [Money]
  ) {
    for billing in Billing.allCases {
      guard let weights = weights[billing] else { continue }
      for term in terms where term.billing == billing {
        amounts[first + term.line].pence += term.pence * weights.weighted(stock, term.cell)
      }
    }
    for line in first..<(first + count) { amounts[line] = amounts[line].share(1, of: unit) }
  }

  private func addTopUps(_ topUpYears24: [Int], to amounts: inout [Money]) {
    precondition(
      topUpYears24.count == topUpPence.count,
      "\(topUpYears24.count) of \(topUpPence.count) top-up cells")
    guard !topUpPence.isEmpty else { return }
    let sum = zip(topUpPence, topUpYears24).reduce(0) { $0 + $1.0 * $1.1 }
    amounts[layout.topUpLine] = Money(pence: sum).share(1, of: 24)
  }

  private func addBackPay(_ stock: PlanStock, to amounts: inout [Money]) {
    guard !layout.backPayLines.isEmpty else { return }
    let perYear = units.reduce(0) { $0 + $1.pence * stock.newPlans[$1.cell] }
    amounts[layout.backPayLine] = Money(pence: perYear).share(backPayWeeks, of: 5200)
  }
}

/// What plans and children without a plan cost in each financial year.
struct PlanPrices {
  let units: UnitCosts
  let topUps: TopUpCosts
  /// Transport, by year.
  let transport: [[UnitCosts.Term]]

  init(
    _ assumptions: CostingAssumptions, _ layout: AccountLayout, years: [FinancialYear],
    occurring: [Bool], ties: [String: Tie] = [:], _ faults: inout FaultList
  ) {
    units = UnitCosts(
      assumptions, lines: layout.unitLines, years: years, occurring: occurring, ties: ties, &faults)
    topUps = TopUpCosts(assumptions, years: years, &faults)
    transport =
      TransportCosts(
        assumptions, lines: layout.memoLines, years: years, occurring: occurring, &faults
      ).terms
  }
}
