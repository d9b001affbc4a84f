import Vocabulary

extension Row {
  /// A calendar year, or the year of a census.
  mutating func year(_ column: String) -> Int? { integer(column, in: 1990...2100) }

  /// A national curriculum year.
  mutating func ncy(_ column: String = "ncy") -> Int? { integer(column, in: NCY.range) }

  /// A span of national curriculum years or ages, both ends included.
  mutating func span(
    _ from: String, _ to: String, in range: ClosedRange<Int>
  ) -> ClosedRange<Int>? {
    let first = integer(from, in: range)
    let last = integer(to, in: range)
    guard let first, let last else { return nil }
    guard first <= last else {
      report(
        .reversedSpan, from, seen: "\(first) to \(last)", expected: "\(from) at most \(to)",
        remedy: "Swap the two.")
      return nil
    }
    return first...last
  }

  /// A financial year such as 2025-26.
  mutating func financialYear(_ column: String) -> FinancialYear? {
    guard let text = text(column) else { return nil }
    if let year = FinancialYear(text), (1990...2100).contains(year.start) { return year }
    reportYear(text, column, "a financial year such as 2025-26")
    return nil
  }

  /// An academic year such as 2024/25.
  mutating func academicYear(_ column: String) -> AcademicYear? {
    guard let text = text(column) else { return nil }
    if let year = AcademicYear(text), (1990...2100).contains(year.start) { return year }
    reportYear(text, column, "an academic year such as 2024/25")
    return nil
  }

  private mutating func reportYear(_ text: String, _ column: String, _ expected: String) {
    report(
      .malformedYear, column, seen: text.shown, expected: expected,
      remedy: "Write both halves of the year.")
  }
}
