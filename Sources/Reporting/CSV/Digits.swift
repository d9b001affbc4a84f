import Vocabulary

/// Numbers as the files print them: no locale, no exponent, no minus before a zero, halves away from zero.
enum Digits {
  /// The mean of a count with two decimals, exact from sum and number of draws.
  static func mean(_ spread: Spread) -> String {
    ratio(Int(spread.sum), of: spread.count, decimals: 2)
  }

  /// A quantile of a count with at most two decimals.
  static func quantile(_ value: Double) -> String { trimmed(fixed(hundredths(value), decimals: 2)) }

  /// The mean of an amount in pence, in pounds with two decimals.
  static func poundsMean(_ spread: Spread) -> String {
    Money(pence: Money.divided(Int(spread.sum), by: spread.count)).description
  }

  /// A quantile of an amount in pence, in pounds with two decimals.
  static func poundsQuantile(_ pence: Double) -> String {
    // A quantile lies on a thousandth of a penny: the first rounding removes what binary fractions added.
    let thousandths = Int((pence * 1000).rounded(.toNearestOrAwayFromZero))
    return Money(pence: Money.divided(thousandths, by: 1000)).description
  }

  /// `part / whole` with a number of decimals, exact.
  static func ratio(_ part: Int, of whole: Int, decimals: Int) -> String {
    fixed(Money.divided(part * power(decimals), by: whole), decimals: decimals)
  }

  /// Without the zeros that end a decimal, and without its point if nothing is left of it.
  static func trimmed(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: ".")) else { return text }
    var digits = text.utf8[...]
    while digits.last == UInt8(ascii: "0") { digits.removeLast() }
    if digits.last == UInt8(ascii: ".") { digits.removeLast() }
    return String(Substring(digits))
  }

  /// A whole number of tenths, hundredths… as a decimal: 1230 hundredths are `12.30`.
  static func fixed(_ units: Int, decimals: Int) -> String {
    let unit = power(decimals)
    let magnitude = abs(units)
    let rest = String(magnitude % unit)
    let zeros = String(repeating: "0", count: decimals - rest.count)
    return "\(units < 0 ? "-" : "")\(magnitude / unit).\(zeros)\(rest)"
  }

  private static func hundredths(_ value: Double) -> Int {
    Int((value * 100).rounded(.toNearestOrAwayFromZero))
  }

  private static func power(_ decimals: Int) -> Int {
    (0..<decimals).reduce(1) { value, _ in value * 10 }
  }
}
