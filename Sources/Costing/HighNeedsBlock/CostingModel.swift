public import Vocabulary

/// The high needs account of an authority: all that does not depend on a draw, worked out once.
///
/// Immutable, so that all draws share it. Building it costs in proportion to years × cells
/// × rows of unit costs; `account(_:)` in proportion to years × (cells + settings).
public struct CostingModel: Sendable {
  /// The lines of the account: places, unit costs, top-up without a plan, other costs, income,
  /// totals.
  public let lines: [AccountLine]
  /// The financial years that can be costed, in order.
  public let years: [FinancialYear]
  /// The balance at the start of the first year; negative for a deficit.
  public let openingBalance: Money
  /// Every value used, with where it comes from.
  public let assumptionLog: [Assumption]

  /// How the account meets the outturn of a closed year; empty where the evidence has none.
  public let calibrations: [Calibration]

  /// The authority's cost of a plan beside England's, as given, before any tie.
  public let comparisons: [UnitCostComparison]

  let layout: AccountLayout
  let roles: [SettingRole]
  let pence: [[Int]]
  let driven: [DrivenLines]
  let places: [PlaceFunding]
  let ties: ClosedYearTies
  let importExport: [ImportExport]
  let fixed: [[Money]]
  let schoolsBlocks: [Money?]
  let kinds: [Provision.Kind]
  /// What the account was worked out from, for whoever asks how.
  let origin: Origin
  /// Standard error of the prices of each unit-cost line as a share of them.
  public let priceUncertainty: [(line: String, share: Double)]

  /// Prices every cell and line of the years.
  ///
  /// - Parameters:
  ///   - assumptions: Evidence as a scenario changed it.
  ///   - rulebook: The funding rules.
  ///   - years: Consecutive financial years, at least one.
  ///   - occurring: Need × provision (provision running fastest): true where plans can occur.
  ///     Others need no unit cost.
  /// - Throws: `CostingError` with all faults of the evidence; `RulebookError` where a year is
  ///   before the first value of a rule.
  public init(
    assumptions: CostingAssumptions, rulebook: Rulebook, years: [FinancialYear],
    occurring: [Bool]
  ) throws {
    let cells = assumptions.codes.needs.count * assumptions.codes.provisions.count
    precondition(occurring.count == cells, "\(occurring.count) flags for \(cells) cells")
    precondition(
      !years.isEmpty && zip(years, years.dropFirst()).allSatisfy { $0.start + 1 == $1.start },
      "financial years must be consecutive: \(years)")
    var faults = FaultList()
    let layout = AccountLayout(
      assumptions.finances, hasBackPay: assumptions.backPay != nil)
    try assumptions.check(layout, rulebook, &faults)
    let ties = try ClosedYearTies(assumptions, layout, rulebook, &faults)
    let assumptions = ties.carried(assumptions)
    let prices = PlanPrices(
      assumptions, layout, years: years, occurring: occurring, ties: ties.ofLine, &faults)
    driven = try years.enumerated().map {
      try DrivenLines(assumptions, layout, rulebook, prices, $1, at: $0, &faults)
    }
    let fixedLines = FixedLines(assumptions, layout, years: years, &faults)
    try faults.throwIfAny()

    lines = layout.lines
    self.years = years
    openingBalance = fixedLines.openingBalance
    assumptionLog = try AssumptionLog(assumptions, layout, rulebook, years)
      .entries(unitCosts: prices.units.used, ties.calibrations)
    calibrations = ties.calibrations
    comparisons = assumptions.comparedWithEngland(layout)
    self.layout = layout
    self.ties = ties
    roles = assumptions.settings.map { SettingRole($0, assumptions.codes) }
    pence = years.indices.map { year in
      zip(prices.units.pence(year), prices.units.lineOfCell).map { pence, line in
        guard line >= 0, let tie = ties.ofLine[layout.unitLines[line]] else { return pence }
        return tie.tied(Money(pence: pence)).pence
      }
    }
    places = try years.map { try PlaceFunding(rulebook, $0) }
    importExport = try years.map { try ImportExport(rulebook, $0, assumptions.finances) }
    fixed = fixedLines.accounts
    schoolsBlocks = FixedLines.schoolsBlocks(assumptions, years: years)
    kinds = assumptions.codes.provisions.map(\.kind)
    priceUncertainty = assumptions.uncertainty(of: layout.unitLines)
    origin = Origin(assumptions: assumptions, rulebook: rulebook, occurring: occurring)
  }

  /// The inputs, other costs of a closed year being its outturn: behind one reference, as every draw's thread copies the model.
  final class Origin: Sendable {
    let assumptions: CostingAssumptions
    let rulebook: Rulebook
    let occurring: [Bool]

    init(assumptions: CostingAssumptions, rulebook: Rulebook, occurring: [Bool]) {
      self.assumptions = assumptions
      self.rulebook = rulebook
      self.occurring = occurring
    }
  }
}
