public import Vocabulary

/// How a financial year is shared between the academic year that ends in it and the one that
/// starts in it.
///
/// Pre-16 places change in September (5 and 7 months), post-16 places in August (4 and 8).
public struct Phasing: Hashable, Sendable {
  /// Months of the financial year in the academic year that ends in it.
  public let monthsBefore: Int
  /// Months of the financial year in the academic year that starts in it.
  public let monthsAfter: Int

  /// Shares twelve months.
  public init(monthsBefore: Int) {
    precondition((0...12).contains(monthsBefore), "a year has no \(monthsBefore) months before")
    self.monthsBefore = monthsBefore
    monthsAfter = 12 - monthsBefore
  }

  /// The amount of a financial year from two annual amounts, rounded once, halves away from zero.
  ///
  /// - Parameters:
  ///   - before: What the academic year that ends in the financial year costs in twelve months.
  ///   - after: What the academic year that starts in it costs in twelve months.
  @inlinable
  public func phased(_ before: Money, _ after: Money) -> Money {
    Money(
      pence: Money.divided(before.pence * monthsBefore + after.pence * monthsAfter, by: 12))
  }
}
