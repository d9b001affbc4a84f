import Vocabulary

/// One table of a return, cell by cell. What it says of a fault never quotes a cell.
struct SEN2Table {
  let table: SEN2Layout.Table
  private let csv: CSVTable
  private let positions: [String: Int]

  /// The table and what forbids reading it; a header is never quoted either, for it may be a person's row.
  static func made(
    of bytes: [UInt8], as table: SEN2Layout.Table
  ) -> (table: SEN2Table?, findings: [Finding]) {
    let (csv, found) = CSVReader.read(bytes, file: table.rawValue)
    let known = Set(SEN2Layout.columns(of: table).map(\.name))
    let findings = found.map { $0.withoutCell(known: known) }
    guard let csv else { return (nil, findings) }
    let made = SEN2Table(table: table, csv: csv)
    return (made, findings + made.missing())
  }

  private init(table: SEN2Layout.Table, csv: CSVTable) {
    self.table = table
    self.csv = csv
    positions = Dictionary(
      csv.columns.enumerated().map { ($1.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first })
  }

  var records: some Collection<Int> { csv.records.lazy.filter(csv.isSound) }

  func has(_ column: String) -> Bool { positions[column] != nil }

  /// The version that the table's columns show; nil where no column tells.
  var version: SEN2Layout.Version? {
    let columns = SEN2Layout.columns(of: table).filter { has($0.name) }
    if let newest = columns.compactMap(\.from).max() { return newest }
    return columns.contains { $0.before != nil } ? .before12 : nil
  }

  /// Columns that must be there in the version the table shows.
  private func missing() -> [Finding] {
    let version = version ?? .before12
    return SEN2Layout.columns(of: table).filter {
      $0.isNeeded && $0.isPart(of: version) && !has($0.name)
    }.map { column in
      Finding(
        .missingColumn, at: .init(table.rawValue, row: 1, column: column.name),
        seen: "a header of \(csv.columns.count) columns without it",
        expected: "a column \(column.name)",
        remedy: "Export the table again with its header row.")
    }
  }

  /// True for a row in which nothing is written.
  func isBlank(_ record: Int) -> Bool {
    csv.columns.indices.allSatisfy { column in
      csv.content(record: record, column: column).allSatisfy { $0 == 0x20 }
    }
  }

  /// A cell between its quotes and without the spaces around it; nil where it is empty or the column is missing.
  func cell(_ record: Int, _ column: String) -> ArraySlice<UInt8>? {
    guard let position = positions[column] else { return nil }
    var bytes = csv.content(record: record, column: position)
    while let first = bytes.first, first == 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last == 0x20 { bytes = bytes.dropLast() }
    return bytes.isEmpty ? nil : bytes
  }

  /// Of rows with the same id the one that is read: the first in the order of their cells, whatever the order of rows.
  func keptOfRepeated(_ column: String) -> [String: Int] {
    var seen: [String: Int] = [:]
    var kept: [String: Int] = [:]
    for record in records {
      guard let key = text(record, column) else { continue }
      guard let other = kept[key] ?? seen[key] else {
        seen[key] = record
        continue
      }
      kept[key] = content(record).lexicographicallyPrecedes(content(other)) ? record : other
    }
    return kept
  }

  private func content(_ record: Int) -> [UInt8] {
    csv.columns.indices.flatMap { Array(csv.content(record: record, column: $0)) + [0] }
  }

  /// A code or an id of a table.
  func text(_ record: Int, _ column: String) -> String? {
    cell(record, column).map { String(decoding: $0, as: UTF8.self) }
  }

  /// True for the ways in which exports write yes.
  func isSet(_ record: Int, _ column: String) -> Bool {
    text(record, column).map { ["1", "true", "y", "yes"].contains($0.lowercased()) } ?? false
  }

  func place(_ record: Int, _ column: String? = nil) -> Finding.Place {
    .init(table.rawValue, row: record, column: column)
  }
}

extension Finding {
  /// The same without a word of the file.
  func withoutCell(known: Set<String>) -> Finding {
    var place = place
    place.column = place.column.flatMap { known.contains($0.lowercased()) ? $0.lowercased() : nil }
    return Finding(
      kind, at: place, seen: kind.explanation, expected: "a CSV file in UTF-8 with its header",
      remedy: remedy)
  }
}
