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

  let layout: AccountLayout
  let roles: [SettingRole]
  let lineOfCell: [Int]
  let pence: [[Int]]
  let topUpPence: [[Int]]
  let places: [PlaceFunding]
  let importExport: [ImportExport]
  let fixed: [[Money]]
  let schoolsBlocks: [Money?]
  let pressure: PricePressure
  let kinds: [Provision.Kind]

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
    let layout = AccountLayout(assumptions.finances)
    try assumptions.check(layout, rulebook, &faults)
    let unitCosts = UnitCosts(assumptions, layout, years: years, occurring: occurring, &faults)
    let topUps = TopUpCosts(assumptions, years: years, &faults)
    let fixedLines = FixedLines(assumptions, layout, years: years, &faults)
    try faults.throwIfAny()

    lines = layout.lines
    self.years = years
    openingBalance = fixedLines.openingBalance
    assumptionLog = try AssumptionLog(assumptions, layout, rulebook, years)
      .entries(unitCosts: unitCosts.used)
    self.layout = layout
    roles = assumptions.settings.map { SettingRole($0, assumptions.codes) }
    lineOfCell = unitCosts.lineOfCell
    pence = unitCosts.pence
    topUpPence = topUps.pence
    places = try years.map { try PlaceFunding(rulebook, $0) }
    importExport = try years.map { try ImportExport(rulebook, $0, assumptions.finances) }
    fixed = fixedLines.accounts
    schoolsBlocks = FixedLines.schoolsBlocks(assumptions, years: years)
    pressure = PricePressure(assumptions, layout, lineOfCell: unitCosts.lineOfCell)
    kinds = assumptions.codes.provisions.map(\.kind)
  }
}
