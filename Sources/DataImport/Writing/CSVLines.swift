/// A CSV file being put together.
struct CSVLines {
  private(set) var text: String

  init(_ columns: String) { text = columns + "\n" }

  mutating func add(_ cells: [String]) {
    text += cells.map(Self.cell).joined(separator: ",") + "\n"
  }

  /// A cell as it stands in the file: one that a spreadsheet would take for a formula gets an apostrophe before it, and one that holds
  /// a separator, a quote or a line end gets quotes around it.
  static func cell(_ text: String) -> String {
    let safe = isFormula(text) ? "'" + text : text
    guard safe.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return safe }
    return "\""
      + safe.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  /// True for what begins as a formula does and is no number.
  private static func isFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return false }
    return Digits.decimal(text) == nil
  }
}
