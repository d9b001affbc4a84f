import Vocabulary

/// Numbers and columns as the report prints them.
enum Text {
  /// Whole pounds, halves away from zero, thousands apart.
  static func pounds(_ money: Money) -> String {
    let pounds = Money.divided(money.pence, by: 100)
    var digits = String(abs(pounds))
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits[...], at: 0)
    return (pounds < 0 ? "-" : "") + groups.joined(separator: ",")
  }

  /// One decimal with its sign; a dash for none.
  static func percent(_ value: Double?) -> String {
    guard let value else { return "-" }
    let tenths = Int((value * 10).rounded(.toNearestOrAwayFromZero))
    let sign = tenths < 0 ? "-" : "+"
    return "\(sign)\(abs(tenths) / 10).\(abs(tenths) % 10)"
  }

  /// The first cell to the left, all others to the right.
  static func row(_ cells: [String], widths: [Int]) -> String {
    zip(cells, widths).enumerated().map { index, cell in
      let gap = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return index == 0 ? cell.0 + gap : gap + cell.0
    }.joined(separator: " ")
  }
}

/// Where the errors of many authorities lie.
struct Distribution {
  private let sorted: [Double]

  init(_ values: [Double]) { sorted = values.sorted() }

  var count: Int { sorted.count }

  /// A quantile, interpolated between the two nearest values; nil of none.
  func quantile(_ share: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let position = share * Double(sorted.count - 1)
    let lower = Int(position)
    let upper = min(lower + 1, sorted.count - 1)
    return sorted[lower] + (position - Double(lower)) * (sorted[upper] - sorted[lower])
  }

  /// How many are within so many of 0, in percent of all.
  func share(within limit: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    return 100 * Double(sorted.count { abs($0) <= limit }) / Double(sorted.count)
  }
}
