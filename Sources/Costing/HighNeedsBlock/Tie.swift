import Vocabulary

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
