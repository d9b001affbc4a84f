/// How lines of the account meet the outturn of a closed year.
public struct Calibration: Sendable, Hashable {
  /// The lines that share a row of the outturn, in the order of the account.
  public let lines: [String]
  /// The closed year.
  public let year: FinancialYear
  /// Their sum from the plans, places and prices of that year.
  public let modelled: Money
  /// What was planned; nil where the evidence leaves it out.
  public let budget: Money?
  /// What was spent.
  public let outturn: Money
  /// True for a line that plans and places move, which is multiplied in all years; false for one that is carried with inflation.
  public let isDriven: Bool
  /// Their sum after the calibration, which is the outturn.
  public let tied: Money
  /// Where the outturn comes from.
  public let provenance: Provenance

  /// Records how a row of the outturn is met.
  public init(
    lines: [String], year: FinancialYear, modelled: Money, budget: Money?, outturn: Money,
    isDriven: Bool, tied: Money, provenance: Provenance
  ) {
    self.lines = lines
    self.year = year
    self.modelled = modelled
    self.budget = budget
    self.outturn = outturn
    self.isDriven = isDriven
    self.tied = tied
    self.provenance = provenance
  }

  /// Outturn over what the account gives; nil where it gives nothing.
  public var factor: Double? {
    modelled == .zero ? nil : Double(outturn.pence) / Double(modelled.pence)
  }

  /// Factors further from 1 than this are named in a warning.
  public static let usual = 0.90...1.10
}
