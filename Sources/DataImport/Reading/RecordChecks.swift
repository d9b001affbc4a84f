import Vocabulary

/// What can be said against the records of a file before their meaning is known.
struct RecordChecks {
  let scan: RecordScanner
  let file: String
  private(set) var columns: [String] = []
  private(set) var findings: [Finding] = []
  private(set) var malformed: Set<Int> = []

  init(scan: RecordScanner, file: String) {
    self.scan = scan
    self.file = file
  }

  /// The most columns that a table may have; nothing that is published comes near.
  private static let widest = 2_000

  /// False if there is no header that can be read.
  mutating func checkHeader() -> Bool {
    guard !scan.starts.isEmpty else {
      report(.emptyHeader, row: 1, nil, "an empty file", "a header row", "Write the header row.")
      return false
    }
    guard width(1) <= Self.widest else {
      report(
        .tooWide, row: 1, nil, "\(width(1)) columns", "at most \(Self.widest)",
        "Delete the columns that say nothing.")
      return false
    }
    columns = scan.cells[0..<width(1)].map { CSVTable.text($0, in: scan.bytes) }
    if columns.count == 1, columns[0].contains(";") {
      report(
        .semicolons, row: 1, nil, "one column with semicolons in its name",
        "commas between columns",
        "Save the file as 'CSV UTF-8 (comma delimited)', or set the list separator to a comma.")
      return false
    }
    var first: [String: Int] = [:]
    for (index, name) in columns.enumerated() {
      if name.isEmpty {
        report(
          .emptyHeader, row: 1, "column \(index + 1)", "a column without a name",
          "a name in every column", "Name the column or delete it.")
      } else if let earlier = first.updateValue(index, forKey: name) {
        report(
          .duplicatedColumn, row: 1, name, "columns \(earlier + 1) and \(index + 1)",
          "one column of that name", "Delete or rename one of the two.")
      }
    }
    return true
  }

  /// Reports quotes, carriage returns, NULs and bytes that are not UTF-8, by row and column.
  mutating func checkCells() {
    for (fault, cell) in scan.faults { report(cell, fault) }
    for cell in scan.suspects {
      let range = Int(scan.cells[cell].start)..<Int(scan.cells[cell].end)
      let content = scan.bytes[range]
      if content.contains(0) { report(cell, .nulByte) }
      if !String(decoding: content, as: UTF8.self).utf8.elementsEqual(content) {
        report(cell, .notUTF8)
      }
    }
  }

  /// Reports records with another number of cells than the header.
  mutating func checkWidths() {
    for record in 1..<(scan.starts.count + 1) where width(record) != columns.count {
      malformed.insert(record)
      let isBlank = width(record) == 1 && scan.cells[scan.starts[record - 1]].isEmpty
      report(
        .raggedRow, row: record, nil, isBlank ? "an empty line" : "\(width(record)) cells",
        "\(columns.count) cells, as in the header",
        isBlank ? "Delete the line." : "Put cells that hold a comma in double quotes.")
    }
  }

  private func width(_ record: Int) -> Int {
    let next = record < scan.starts.count ? scan.starts[record] : scan.cells.count
    return next - scan.starts[record - 1]
  }

  private mutating func report(_ cell: Int, _ fault: Fault) {
    let record = self.record(of: cell)
    malformed.insert(record)
    let index = cell - scan.starts[record - 1]
    let column = index < columns.count && record > 1 ? columns[index] : "column \(index + 1)"
    let start = Int(scan.cells[cell].start)
    let end = min(Int(scan.cells[cell].end), start + 240)
    let content = String(decoding: scan.bytes[start..<end], as: UTF8.self)
    report(fault, row: record, column, content.shown, fault.expectedText, fault.textRemedy)
  }

  /// The record that holds a cell, by bisection.
  private func record(of cell: Int) -> Int {
    var low = 0
    var high = scan.starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if scan.starts[middle] <= cell { low = middle } else { high = middle }
    }
    return low + 1
  }

  private mutating func report(
    _ fault: Fault, row: Int, _ column: String?, _ seen: String, _ expected: String,
    _ remedy: String
  ) {
    findings.append(
      Finding(
        fault, at: .init(file, row: row, column: column), seen: seen, expected: expected,
        remedy: remedy))
  }
}

extension CSVTable.Cell {
  var isEmpty: Bool { start == end }
}

extension Fault {
  fileprivate var expectedText: String {
    switch self {
    case .notUTF8: "UTF-8 text"
    case .nulByte: "text without NUL bytes"
    case .unterminatedQuote: "a closing double quote"
    case .strayCarriageReturn: "rows that end in LF or CRLF"
    default: "quotes around the whole cell only"
    }
  }

  fileprivate var textRemedy: String {
    switch self {
    case .notUTF8, .nulByte: "Save the file as 'CSV UTF-8'."
    case .unterminatedQuote: "Close the quote; everything after it was read as one cell."
    case .strayCarriageReturn: "Save the file with LF or CRLF line ends."
    default: "Put the cell in double quotes and write a quote within it twice."
    }
  }
}
