import Vocabulary

/// One row being read: each accessor gives a value, or nil and a finding that says why not.
///
/// A column that the file lacks has been reported for the file, so its accessors are silent.
struct Row {
  let table: EvidenceTable
  let number: Int
  let codes: CodeLists
  private(set) var findings: [Finding] = []
  /// The status read by `provenance()`.
  private(set) var status: Provenance.Status?

  init(table: EvidenceTable, number: Int, codes: CodeLists) {
    self.table = table
    self.number = number
    self.codes = codes
  }

  /// The text of a cell; nil if the file lacks the column.
  func text(_ column: String) -> String? { table.text(record: number, column: column) }

  /// The texts of some cells, empty for optional columns that the file lacks; nil if it lacks another.
  func texts(_ columns: [String]) -> [String]? {
    let texts = columns.compactMap {
      text($0) ?? (table.file.optionalColumns.contains($0) ? "" : nil)
    }
    return texts.count == columns.count ? texts : nil
  }

  /// Reports a fault of a cell.
  mutating func report(
    _ fault: Fault, _ column: String, seen: String, expected: String, remedy: String
  ) {
    findings.append(
      Finding(
        fault, at: .init(table.file.path, row: number, column: column), seen: seen,
        expected: expected, remedy: remedy))
  }

  /// A name or code that must not be empty.
  mutating func name(_ column: String) -> String? {
    guard let text = text(column) else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      report(.emptyText, column, seen: "an empty cell", expected: "text", remedy: "Fill it in.")
      return nil
    }
    return text
  }

  /// Where the row comes from.
  mutating func source() -> String? {
    guard let text = text("source") else { return nil }
    guard !text.allSatisfy(\.isWhitespace) else {
      report(
        .emptySource, "source", seen: "an empty cell",
        expected: "title and place of the source, or the reasoning",
        remedy: "Say where the figure comes from.")
      return nil
    }
    return text
  }

  /// Notes the status where a file that need not say it does.
  mutating func noteStatus() {
    guard text("status")?.isEmpty == false else { return }
    let words: [Provenance.Status] = [.published, .derived, .estimated, .illustrative]
    status = code("status", among: words.map(\.rawValue)).flatMap(Provenance.Status.init)
  }

  /// Where the row comes from and how much it can bear.
  mutating func provenance(
    among words: [Provenance.Status] = [.published, .derived, .illustrative]
  ) -> Provenance? {
    status = code("status", among: words.map(\.rawValue)).flatMap(Provenance.Status.init)
    guard let source = source(), let status else { return nil }
    return Provenance(status, source)
  }
}
