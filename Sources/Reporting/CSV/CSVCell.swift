import Vocabulary

/// A cell of a long table: text made ready once, or a number printed without a detour over `String`.
enum CSVCell {
  /// Text as it stands in the file.
  case ready([UInt8])
  /// So many tenths, hundredths…, with all decimals.
  case decimal(Int, decimals: Int)
  /// The same without the zeros that end it.
  case trimmed(Int, decimals: Int)
  /// A whole number.
  case whole(Int)
  /// Nothing is known, or to be said.
  case empty

  /// Text, quoted where it must be.
  static func text(_ text: String) -> CSVCell { .ready(Array(CSVText.cell(text).utf8)) }

  /// The mean of some draws with two decimals, exact from their sum.
  static func mean(_ sum: Int, of count: Int) -> CSVCell {
    .decimal(Money.divided(sum * 100, by: count), decimals: 2)
  }

  /// The mean with four decimals, for small figures.
  static func fineMean(_ sum: Int, of count: Int) -> CSVCell {
    .decimal(Money.divided(sum * 10_000, by: count), decimals: 4)
  }

  /// A quantile in hundredths.
  static func quantile(_ hundredths: Int) -> CSVCell { .trimmed(hundredths, decimals: 2) }

  /// A share of the draws, 0 to 1, with up to four decimals.
  static func share(_ part: Int, of count: Int) -> CSVCell {
    .trimmed(Money.divided(part * 10_000, by: count), decimals: 4)
  }

  /// A number with two decimals.
  static func rounded(_ value: Double) -> CSVCell {
    .decimal(Int((value * 100).rounded(.toNearestOrAwayFromZero)), decimals: 2)
  }

  /// Pounds with two decimals; empty for nil.
  static func pounds(_ money: Money?) -> CSVCell { pounds(pence: money?.pence) }

  /// Pounds with two decimals from pence; empty for nil.
  static func pounds(pence: Int?) -> CSVCell { pence.map { .decimal($0, decimals: 2) } ?? .empty }

  func write(to bytes: inout [UInt8]) {
    switch self {
    case .ready(let text): bytes.append(contentsOf: text)
    case .decimal(let units, let decimals): Self.write(units, decimals, trims: false, to: &bytes)
    case .trimmed(let units, let decimals): Self.write(units, decimals, trims: true, to: &bytes)
    case .whole(let value): Self.write(value, 0, trims: false, to: &bytes)
    case .empty: break
    }
  }

  private static func write(_ units: Int, _ decimals: Int, trims: Bool, to bytes: inout [UInt8]) {
    var (rest, places) = (units.magnitude, decimals)
    while trims, places > 0, rest % 10 == 0 {
      rest /= 10
      places -= 1
    }
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    let start = bytes.count
    var written = 0
    repeat {
      if written == places, places > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
      written += 1
    } while rest > 0 || written <= places
    var (left, right) = (start, bytes.count - 1)
    while left < right {
      bytes.swapAt(left, right)
      left += 1
      right -= 1
    }
  }
}
