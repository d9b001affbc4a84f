/// An amount in whole pence.
public struct Money: Hashable, Comparable, AdditiveArithmetic, Sendable, CustomStringConvertible {
  /// Whole pence; negative for a deficit.
  public var pence: Int

  /// An amount in pence.
  @inlinable
  public init(pence: Int) { self.pence = pence }

  /// An amount in whole pounds.
  public init(pounds: Int) { self.pence = pounds * 100 }

  /// Reads `12345.67`, `-12`, `12345.6`; nil for anything else. Thousands separators are refused.
  public init?(_ text: String) {
    let negative = text.hasPrefix("-")
    let digits = negative ? text.dropFirst() : text[...]
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), !parts[0].isEmpty, parts[0].count <= 15,
      parts[0].allSatisfy(\.isASCIIDigit), let pounds = Int(parts[0])
    else { return nil }
    var pence = 0
    if parts.count == 2 {
      guard (1...2).contains(parts[1].count), parts[1].allSatisfy(\.isASCIIDigit),
        let value = Int(parts[1])
      else { return nil }
      pence = parts[1].count == 1 ? value * 10 : value
    }
    self.pence = (pounds * 100 + pence) * (negative ? -1 : 1)
  }

  /// Nothing.
  public static let zero = Money(pence: 0)

  /// The sum, to the penny.
  public static func + (left: Self, right: Self) -> Self { Money(pence: left.pence + right.pence) }

  /// The difference, to the penny.
  public static func - (left: Self, right: Self) -> Self { Money(pence: left.pence - right.pence) }

  /// Smaller amounts come first.
  public static func < (left: Self, right: Self) -> Bool { left.pence < right.pence }

  /// `times / parts` of the amount, halves away from zero.
  ///
  /// Used where a rule phases an annual amount over months: £60,000 for 7 of 12 months is £35,000.
  @inlinable
  public func share(_ times: Int, of parts: Int) -> Money {
    Money(pence: Money.divided(pence * times, by: parts))
  }

  /// Integer division with halves rounded away from zero.
  @inlinable
  public static func divided(_ value: Int, by parts: Int) -> Int {
    precondition(parts > 0, "an amount cannot be divided into \(parts) parts")
    let magnitude = (abs(value) * 2 + parts) / (2 * parts)
    return value < 0 ? -magnitude : magnitude
  }

  /// The amount grown by a factor, to the nearest penny, halves away from zero.
  public func grown(by factor: Double) -> Money {
    Money(pence: Int((Double(pence) * factor).rounded(.toNearestOrAwayFromZero)))
  }

  /// `-1234.50`: pounds and two decimals, no separators, as the CSV files print it.
  public var description: String {
    let magnitude = abs(pence)
    let rest = magnitude % 100
    return "\(pence < 0 ? "-" : "")\(magnitude / 100).\(rest < 10 ? "0" : "")\(rest)"
  }
}

extension Character {
  /// True for 0 to 9 only.
  var isASCIIDigit: Bool { isASCII && isNumber }
}
