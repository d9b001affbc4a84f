public import Vocabulary

/// What a line is multiplied by so that a closed year is met: its outturn over what the account gives for it.
struct Tie: Sendable, Hashable {
  let outturn: Money
  let modelled: Money

  /// An amount as it is tied, rounded once to the penny, halves away from zero.
  ///
  /// The account's own amount becomes the outturn exactly.
  func tied(_ amount: Money) -> Money {
    let product = Int128(amount.pence) * Int128(outturn.pence)
    let parts = Int128(modelled.pence)
    let rounded = (abs(product) * 2 + parts) / (2 * parts)
    return Money(pence: Int(product < 0 ? -rounded : rounded))
  }

  /// The amount that becomes this one when tied, to the penny.
  func untied(_ amount: Money) -> Money {
    guard outturn > .zero else { return amount }
    return Tie(outturn: modelled, modelled: outturn).tied(amount)
  }

  var factor: Double { Double(outturn.pence) / Double(modelled.pence) }
}

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

  /// Outturn over what the account gives; nil where it gives nothing.
  public var factor: Double? {
    modelled == .zero ? nil : Double(outturn.pence) / Double(modelled.pence)
  }

  /// Factors further from 1 than this are named in a warning.
  public static let usual = 0.90...1.10
}
