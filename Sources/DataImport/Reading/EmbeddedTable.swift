/// A table that is part of the tool, such as what columns and labels count.
struct EmbeddedTable {
  /// A row by the names of the columns.
  struct Row {
    fileprivate let texts: [String: String]

    /// The text of a cell; empty for a column the table does not have.
    subscript(_ column: String) -> String { texts[column] ?? "" }

    /// The parts of a cell that are joined by `;`.
    func list(_ column: String) -> [String] { self[column].split(separator: ";").map(String.init) }
  }

  let rows: [Row]

  init(_ bytes: [UInt8]) {
    guard let table = CSVReader.read(bytes, file: "").table else {
      rows = []
      return
    }
    rows = table.records.filter(table.isSound).map { record in
      let pairs = table.columns.enumerated().map {
        ($1, table.text(record: record, column: $0))
      }
      return Row(texts: Dictionary(pairs, uniquingKeysWith: { first, _ in first }))
    }
  }
}
