/// A value of a funding rule that a line rests on.
public struct RuleBasis: Sendable, Hashable {
  /// The rule's name.
  public var name: String
  /// What it is, in words.
  public var label: String
  /// The value as the rulebook prints it.
  public var value: String
  /// `gbp`, `months`, `percent` or `flag`.
  public var unit: String
  /// The day on which it was asked for, such as `1 September 2028`.
  public var day: String
  /// The first day on which it holds.
  public var from: String
  /// Where it comes from.
  public var provenance: Provenance

  /// Records a value.
  public init(
    name: String, label: String, value: String, unit: String, day: String, from: String,
    provenance: Provenance
  ) {
    self.name = name
    self.label = label
    self.value = value
    self.unit = unit
    self.day = day
    self.from = from
    self.provenance = provenance
  }
}

/// Why the block is adjusted for pupils in other authorities' schools, or not.
public struct ImportExportBasis: Sendable {
  /// Why there is no adjustment in a year.
  public enum Reason: Sendable, Hashable {
    /// The block of the year is given, and contains its own.
    case given
    /// The block is last year's in cash.
    case rolledOver(RuleBasis)
  }

  /// The calendar year of the January with which the account compares: the one before its first year.
  public var allocated: Int
  /// Mean pupils in other authorities' schools then.
  public var atAllocation: Double
  /// The mean in the January before the year.
  public var pupils: Double
  /// GBP a pupil.
  public var rate: RuleBasis
  /// Why there is none; nil where there is one.
  public var reason: Reason?
  /// The mean amount.
  public var amount: Money

  /// Records an adjustment.
  public init(
    allocated: Int, atAllocation: Double, pupils: Double, rate: RuleBasis, reason: Reason?,
    amount: Money
  ) {
    self.allocated = allocated
    self.atAllocation = atAllocation
    self.pupils = pupils
    self.rate = rate
    self.reason = reason
    self.amount = amount
  }
}

/// How lines of the account meet the outturn of a closed year.
public struct TieBasis: Sendable, Hashable {
  /// The lines that share the outturn, in the order of the account.
  public var lines: [String]
  /// The closed year.
  public var year: FinancialYear
  /// What was planned; nil where the evidence leaves it out.
  public var budget: Money?
  /// What was spent.
  public var outturn: Money
  /// What plans, places and prices make of that year.
  public var modelled: Money
  /// Outturn over modelled, by which the lines are multiplied in all years; nil for a line that is carried with inflation.
  public var factor: Double?
  /// Where the outturn comes from.
  public var provenance: Provenance

  /// Records a tie.
  public init(
    lines: [String], year: FinancialYear, budget: Money?, outturn: Money, modelled: Money,
    factor: Double?, provenance: Provenance
  ) {
    self.lines = lines
    self.year = year
    self.budget = budget
    self.outturn = outturn
    self.modelled = modelled
    self.factor = factor
    self.provenance = provenance
  }
}
