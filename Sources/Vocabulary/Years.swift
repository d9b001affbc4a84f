/// A school year, September to August: 2024/25 starts in September 2024.
public struct AcademicYear: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The calendar year in which it starts.
  public let start: Int

  /// The academic year that starts in September of a calendar year.
  public init(start: Int) { self.start = start }

  /// The academic year that holds a January census.
  public init(census: Int) { self.start = census - 1 }

  /// Reads `2024/25`; nil if the two halves do not follow one another.
  public init?(_ text: String) {
    guard let start = yearPair(text, separator: "/") else { return nil }
    self.start = start
  }

  /// `2024/25`.
  public var description: String { pairDescription(start, separator: "/") }

  /// Earlier years come first.
  public static func < (left: Self, right: Self) -> Bool { left.start < right.start }
}

/// A financial year, April to March: 2025-26 starts in April 2025.
public struct FinancialYear: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The calendar year in which it starts.
  public let start: Int

  /// The financial year that starts in April of a calendar year.
  public init(start: Int) { self.start = start }

  /// Reads `2025-26`; nil if the two halves do not follow one another.
  public init?(_ text: String) {
    guard let start = yearPair(text, separator: "-") else { return nil }
    self.start = start
  }

  /// `2025-26`.
  public var description: String { pairDescription(start, separator: "-") }

  /// Earlier years come first.
  public static func < (left: Self, right: Self) -> Bool { left.start < right.start }
}

private func yearPair(_ text: String, separator: Character) -> Int? {
  let parts = text.split(separator: separator, omittingEmptySubsequences: false)
  guard parts.count == 2, parts[0].count == 4, parts[1].count == 2,
    let start = Int(parts[0]), let end = Int(parts[1]), (start + 1) % 100 == end
  else { return nil }
  return start
}

private func pairDescription(_ start: Int, separator: Character) -> String {
  let end = (start + 1) % 100
  return "\(start)\(separator)\(end < 10 ? "0" : "")\(end)"
}
