import Vocabulary

/// A table whose columns are known to be those of its file.
struct EvidenceTable {
  let file: EvidenceFile
  private let csv: CSVTable
  private let positions: [String: Int]

  private init(file: EvidenceFile, csv: CSVTable) {
    self.file = file
    self.csv = csv
    positions = Dictionary(
      csv.columns.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The table, and a finding for each column that is missing or unknown.
  static func made(
    of csv: CSVTable, as file: EvidenceFile
  ) -> (table: EvidenceTable, findings: [Finding]) {
    let unknown = csv.columns.filter { !$0.isEmpty && !file.knownColumns.contains($0) }
    let missing = file.columns.filter { !csv.columns.contains($0) }
    let findings = unknown.map { name in
      Finding(
        .unknownColumn, at: .init(file.path, row: 1, column: name), seen: name.shown,
        expected: "the columns \(file.columns.joined(separator: ", "))\(file.optionalText)",
        remedy: "Delete or rename it. \(Suggestion.text(for: name, among: file.knownColumns))")
    }
    let absences = missing.map { name in
      Finding(
        .missingColumn, at: .init(file.path, row: 1, column: name),
        seen: "the columns \(csv.columns.joined(separator: ", "))".clipped,
        expected: "a column \(name)", remedy: "Add the column.")
    }
    return (EvidenceTable(file: file, csv: csv), findings + absences)
  }

  var records: Range<Int> { csv.records }

  func isSound(record: Int) -> Bool { csv.isSound(record: record) }

  /// The table as it was cut.
  var cells: CSVTable { csv }

  /// The text of a cell; nil if the file lacks the column.
  func text(record: Int, column: String) -> String? {
    positions[column].map { csv.text(record: record, column: $0) }
  }
}

extension EvidenceFile {
  /// The columns that may be left out, as a finding lists them.
  fileprivate var optionalText: String {
    optionalColumns.isEmpty
      ? "" : ", and if known \(optionalColumns.joined(separator: ", "))"
  }
}

extension String {
  /// At most 200 characters, on one line.
  fileprivate var clipped: String {
    let safe = unicodeScalars.prefix(200).map { $0.value < 0x20 ? "\u{FFFD}" : String($0) }
    return safe.joined()
  }
}
