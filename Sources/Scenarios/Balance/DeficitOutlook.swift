import Costing
public import Vocabulary

/// The high needs deficit of a run, draw by draw: what of it stood at 31 March 2026, the stability grant both ways, what it costs to
/// carry, and how likely it is to pass reserves.
///
/// Source of share and dates: rules `stability_grant_share`, `statutory_override`, `central_funding`.
public struct DeficitOutlook: Sendable {
  /// A figure of a financial year.
  public enum Item: String, CaseIterable, Sendable {
    /// Income less cost of the year.
    case inYear = "in_year_balance"
    /// The balance at 31 March.
    case cumulative = "cumulative_balance"
    /// The part of it that stood at 31 March 2026 already.
    case before = "balance_to_31_march_2026"
    /// The part of it that came after 31 March 2026.
    case after = "balance_after_31_march_2026"
    /// The stability grant, if it is approved: paid in 2026-27.
    case grant = "stability_grant_if_approved"
    /// The balance at 31 March with the grant.
    case withGrant = "cumulative_balance_with_grant"
    /// What financing the deficit costs in the year without the grant: a memo of the general fund.
    case financing = "financing_cost_memo"
    /// The same with the grant.
    case financingWithGrant = "financing_cost_memo_with_grant"
    /// Usable reserves less the deficit at 31 March 2028, where reserves are given.
    case reservesLeft = "reserves_less_deficit"
    /// The same with the grant.
    case reservesLeftWithGrant = "reserves_less_deficit_with_grant"
    /// The block if it grows by `block_growth_low` after the last year given: a named assumption.
    case blockLow = "high_needs_block_low"
    /// The balance at 31 March with it.
    case cumulativeLow = "cumulative_balance_block_low"
    /// The block if it grows by `block_growth_high`.
    case blockHigh = "high_needs_block_high"
    /// The balance at 31 March with it.
    case cumulativeHigh = "cumulative_balance_block_high"
  }

  /// A figure in every draw, in pence.
  public struct Row: Sendable {
    /// The financial year that ends on the day.
    public let year: FinancialYear
    /// What it is.
    public let item: Item
    /// Mean and quantiles.
    public let spread: Spread
    /// The number of draws in which the deficit is beyond the threshold (balances) or reserves (reserves); nil where none is given.
    public let beyond: Int?
  }

  /// The figures, year by year; none where the run is not costed.
  public let rows: [Row]
  /// What the figures rest on.
  public let terms: DeficitTerms
  /// Where the authority stands with the grant.
  public let stabilityGrant: StabilityGrant
  /// The first financial year from which SEND costs are to be managed centrally; nil in years that end before.
  ///
  /// A switch that changes no balance by itself; from it on no year in which the deficit clears is given.
  public let centralFrom: FinancialYear?
  /// The first financial year at whose end the middle balance is no deficit, before central funding; nil where there is none.
  public let clears: FinancialYear?
  /// The last financial year whose block is given in `income.csv`; nil where the run is not costed.
  public let lastAllocation: FinancialYear?

  /// The last day of it parts the deficit for the grant.
  static let grantYear = FinancialYear(start: 2025)
  /// Reserves are compared at its end: the last year of the override.
  static let overrideYear = FinancialYear(start: 2027)

  /// Works a run's deficit out.
  public init(_ run: ScenarioRun) {
    let model = run.model
    terms = DeficitTerms(model.evidence.assumptions)
    stabilityGrant = model.evidence.authority.stabilityGrant
    let years = model.financialYears
    guard !years.isEmpty else {
      (rows, centralFrom, clears, lastAllocation) = ([], nil, nil, nil)
      return
    }
    let central = years.first { Self.rule(Rule.centralFunding, $0) > 0 }
    let share = Self.rule(Rule.stabilityGrant, Self.grantYear.next) / 100
    let balances = Balances(run, terms, share: share * terms.eligibleShare)
    lastAllocation = AllocationRange.lastGiven(model)
    rows = balances.rows(terms)
    centralFrom = central
    clears =
      zip(years, balances.cumulative).first { year, draws in
        central.map { year < $0 } ?? true && DrawStore.summary(draws).median >= 0
      }?.0
  }

  private static func rule(_ name: String, _ year: FinancialYear) -> Double {
    do {
      return try Rulebook.published().value(of: name, on: year).number
    } catch {
      preconditionFailure("the rulebook was read when the run was prepared, and now: \(error)")
    }
  }
}

extension FinancialYear {
  fileprivate var next: FinancialYear { FinancialYear(start: start + 1) }
}

/// The balances of a run by financial year and draw, in pence.
private struct Balances {
  let years: [FinancialYear]
  let inYear: [[Int64]]
  let cumulative: [[Int64]]
  /// The deficit at 31 March 2026 by draw, below 0; nil where the run does not hold that day.
  let parted: [Int64]?
  /// The grant by draw.
  let grant: [Int64]?
  /// With the block of the low and of the high case.
  let low: AllocationRange
  let high: AllocationRange

  init(_ run: ScenarioRun, _ terms: DeficitTerms, share: Double) {
    let lines = run.model.accountLines
    func draws(_ name: String, _ year: Int) -> [Int64] {
      let position = lines.firstIndex { $0.name == name } ?? 0
      return run.store.pence(year * lines.count + position)
    }
    years = run.model.financialYears
    inYear = years.indices.map { draws("in_year_balance", $0) }
    cumulative = years.indices.map { draws("cumulative_balance", $0) }
    parted = years.firstIndex(of: DeficitOutlook.grantYear).map { draws("cumulative_balance", $0) }
    // To the penny, halves away from zero.
    grant = parted?.map { Int64((Double(max(0, -$0)) * share).rounded(.toNearestOrAwayFromZero)) }
    let block = years.indices.map { draws("high_needs_block", $0) }
    let balance = cumulative
    func range(_ percent: Double) -> AllocationRange {
      AllocationRange(run.model, percent: percent, block: block, cumulative: balance)
    }
    low = range(terms.blockGrowthLow)
    high = range(terms.blockGrowthHigh)
  }

  func rows(_ terms: DeficitTerms) -> [DeficitOutlook.Row] {
    years.indices.flatMap { rows($0, terms) + allocations($0, terms) }
  }

  /// What the block and the balance are in the low and the high case.
  private func allocations(_ year: Int, _ terms: DeficitTerms) -> [DeficitOutlook.Row] {
    [
      row(year, .blockLow, low.block[year]),
      row(year, .cumulativeLow, low.cumulative[year], terms.threshold),
      row(year, .blockHigh, high.block[year]),
      row(year, .cumulativeHigh, high.cumulative[year], terms.threshold),
    ]
  }

  private func rows(_ year: Int, _ terms: DeficitTerms) -> [DeficitOutlook.Row] {
    let end = cumulative[year]
    let start = zip(end, inYear[year]).map { $0 - $1 }
    var rows = [row(year, .inYear, inYear[year]), row(year, .cumulative, end, terms.threshold)]
    rows.append(row(year, .financing, financing(start, end, terms)))
    guard let parted, let grant, years[year] >= DeficitOutlook.grantYear else {
      return rows + reserves(year, end, .reservesLeft, terms)
    }
    rows.append(row(year, .before, parted))
    rows.append(row(year, .after, zip(end, parted).map { $0 - $1 }))
    let isPaid = years[year] > DeficitOutlook.grantYear
    let granted = zip(end, grant).map { isPaid ? $0 + $1 : $0 }
    let startGranted = zip(start, grant).map {
      years[year].start > DeficitOutlook.grantYear.start + 1 ? $0 + $1 : $0
    }
    if years[year] == DeficitOutlook.grantYear.next { rows.append(row(year, .grant, grant)) }
    rows.append(row(year, .withGrant, granted, terms.threshold))
    rows.append(row(year, .financingWithGrant, financing(startGranted, granted, terms)))
    return rows + reserves(year, end, .reservesLeft, terms)
      + reserves(year, granted, .reservesLeftWithGrant, terms)
  }

  /// Interest on the mean of the deficits at both ends of the year, to the penny.
  private func financing(_ start: [Int64], _ end: [Int64], _ terms: DeficitTerms) -> [Int64] {
    zip(start, end).map { start, end in
      let mean = Double(max(0, -start) + max(0, -end)) / 2
      return Int64((mean * terms.financingRate / 100).rounded(.toNearestOrAwayFromZero))
    }
  }

  private func reserves(
    _ year: Int, _ balance: [Int64], _ item: DeficitOutlook.Item, _ terms: DeficitTerms
  ) -> [DeficitOutlook.Row] {
    guard let reserves = terms.usableReserves, years[year] == DeficitOutlook.overrideYear else {
      return []
    }
    let left = balance.map { Int64((reserves * 100).rounded()) + min(0, $0) }
    let beyond = left.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
    return [
      DeficitOutlook.Row(
        year: years[year], item: item, spread: DrawStore.summary(left, tails: true),
        beyond: beyond)
    ]
  }

  private func row(
    _ year: Int, _ item: DeficitOutlook.Item, _ draws: [Int64], _ threshold: Double? = nil
  ) -> DeficitOutlook.Row {
    let beyond = threshold.map { limit in
      draws.reduce(0) { $0 + (Double(-$1) > limit * 100 ? 1 : 0) }
    }
    return DeficitOutlook.Row(
      year: years[year], item: item, spread: DrawStore.summary(draws, tails: true),
      beyond: beyond)
  }
}
