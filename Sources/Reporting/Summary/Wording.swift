import Vocabulary

/// Figures as people read them: thousands separated, whole children, millions of pounds.
enum Wording {
  /// `7,196`.
  static func count(_ value: Double) -> String { count(whole(value)) }

  /// `7,196`.
  static func count(_ value: Int) -> String { (value < 0 ? "-" : "") + grouped(String(abs(value))) }

  /// `7,196.50`: a decimal number with its thousands separated.
  static func separated(_ decimal: String) -> String {
    let digits = decimal.hasPrefix("-") ? decimal.dropFirst() : decimal[...]
    let whole = digits.prefix { $0 != "." }
    return (digits.count < decimal.count ? "-" : "") + grouped(String(whole))
      + digits.dropFirst(whole.count)
  }

  /// `+120`, `-12`, `0`.
  static func change(_ value: Double) -> String {
    let rounded = whole(value)
    return (rounded > 0 ? "+" : "") + count(rounded)
  }

  /// `112.4` of an amount in pence: millions of pounds with one decimal.
  static func millions(_ pence: Double) -> String {
    let tenths = whole(pence / 10_000_000)
    let pounds = grouped(String(abs(tenths) / 10))
    return "\(tenths < 0 ? "-" : "")\(pounds).\(abs(tenths) % 10)"
  }

  /// `1,406` of an amount in pence: whole millions of pounds.
  static func wholeMillions(_ pence: Double) -> String { count(pence / 100_000_000) }

  /// `+1.2`, `-12.0`: a change in millions of pounds.
  static func millionsChange(_ pence: Double) -> String {
    (whole(pence / 10_000_000) > 0 ? "+" : "") + millions(pence)
  }

  /// `7,100 to 7,300`: the range that holds 8 simulations in 10; empty where they all agree.
  static func range(_ spread: Spread, _ word: (Double) -> String = { count($0) }) -> String {
    let (low, high) = (word(spread.quantiles[1]), word(spread.quantiles[5]))
    return low == high ? "" : "\(low) to \(high)"
  }

  /// `7,200 (7,100 to 7,300)`.
  static func figure(_ spread: Spread, _ word: (Double) -> String = { count($0) }) -> String {
    let range = range(spread, word)
    return word(spread.median) + (range.isEmpty ? "" : " (\(range))")
  }

  /// The same, without a range that is within one in a hundred.
  static func firm(_ spread: Spread, _ word: (Double) -> String) -> String {
    let span = abs(spread.quantiles[5] - spread.quantiles[1])
    return span < abs(spread.median) / 100 ? word(spread.median) : figure(spread, word)
  }

  /// A name without what it says in brackets.
  static func short(_ name: String) -> String {
    guard let bracket = name.firstIndex(of: "(") else { return name }
    let start = name[..<bracket]
    return String(start.last == " " ? start.dropLast() : start)
  }

  /// At most some characters, the end cut off.
  static func cut(_ text: String, to width: Int) -> String {
    text.count <= width ? text : text.prefix(max(0, width - 1)) + "…"
  }

  private static func whole(_ value: Double) -> Int { Int(value.rounded(.toNearestOrAwayFromZero)) }

  private static func grouped(_ digits: String) -> String {
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }
}
