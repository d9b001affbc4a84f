public import Vocabulary

/// The most that one place of a line may cost.
public struct FeeCap: Hashable, Sendable {
  /// The unit-cost line, for example `fees_independent`.
  public var line: String
  /// The most that a plan may cost in a year, in cash.
  public var perYear: Money
  /// The first financial year in which it holds; it holds until a later cap of the line.
  public var from: FinancialYear
  /// Where the figure comes from.
  public var provenance: Provenance

  /// Caps a line.
  public init(
    line: String, perYear: Money, from: FinancialYear,
    provenance: Provenance = Provenance(.assumption, "set by the scenario")
  ) {
    self.line = line
    self.perYear = perYear
    self.from = from
    self.provenance = provenance
  }
}

/// What costing takes for granted: the evidence, and what a scenario changed in it.
public struct CostingAssumptions: Sendable {
  /// Unit costs, other costs, inflation and income.
  ///
  /// Of inflation rows for one line, the one with the latest year not after the financial year
  /// counts, the later in the list where two have the same year; a row of the line counts before a
  /// row for all lines.
  public var finances: Finances
  /// Caps on unit costs, applied after inflation.
  public var feeCaps: [FeeCap]
  /// Growth of income lines after the last year given; rows count as those of inflation do. A line
  /// without a row stays as it is in cash.
  public var incomeGrowth: [YearlyGrowth]
  /// Transfer from the schools block, in percent of it, by financial year; none where left out.
  public var blockTransfers: [FinancialYear: Double]
  /// Fees of independent schools rise by so many per cent for each per cent by which their share of plans is above the base
  /// census's; 0 for no such pressure.
  public var priceElasticity = 0.0
  /// Plans at the base census, need × provision; what the share is compared with.
  public var basePlans: [Int] = []
  /// Plans in other bands than the evidence has them in.
  public var bandShifts: [BandShift] = []
  /// Weeks of provision paid back for a new plan, the mean over all new plans: those that came after week 20 are paid from week 20. nil
  /// where none are paid, which has no line.
  public var backPay: (weeks: Double, provenance: Provenance)?
  /// The plans and places of the year that `finances.outturn` closes; nil where they are not known.
  public var closedYear: CostedYear?
  /// The settings, in the order of `CostedYear.before` and `CostedYear.after`.
  public var settings: [Setting]
  /// The code lists of `CostedYear.planYears24`.
  public var codes: CodeLists

  /// Collects assumptions.
  public init(
    finances: Finances, feeCaps: [FeeCap] = [], incomeGrowth: [YearlyGrowth] = [],
    blockTransfers: [FinancialYear: Double] = [:], settings: [Setting], codes: CodeLists
  ) {
    self.finances = finances
    self.feeCaps = feeCaps
    self.incomeGrowth = incomeGrowth
    self.blockTransfers = blockTransfers
    self.settings = settings
    self.codes = codes
  }
}
