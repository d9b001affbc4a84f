import Vocabulary

/// Reads the records of a file and says what can be said against them before their meaning is known.
struct RecordChecks {
  /// The most columns that a table may have; nothing that is published comes near.
  static let widest = 2_000
  /// The most faults of a file that are named one by one. Nobody mends a thousand cells by hand: the file is the wrong one, or was
  /// saved the wrong way, and naming all would take more memory than the file.
  static let mostFaults = 1_000

  let file: String
  private(set) var columns: [String] = []
  private(set) var findings: [Finding] = []
  private var scan: RecordScanner
  private var malformed: Set<Int> = []

  init(_ bytes: [UInt8], file: String) {
    scan = RecordScanner(bytes)
    self.file = file
  }

  /// False if there is no header that can be read.
  mutating func readHeader() -> Bool {
    guard scan.next(keeping: Self.widest), scan.width > 1 || scan.cells.first?.isEmpty == false
    else {
      report(
        .emptyHeader, row: 1, nil, scan.record == 0 ? "an empty file" : "an empty line",
        "a header row", "Write the header row.")
      return false
    }
    guard scan.width <= Self.widest else {
      report(
        .tooWide, row: 1, nil, "\(scan.width) columns", "at most \(Self.widest)",
        "Delete the columns that say nothing.")
      return false
    }
    guard !scan.cells.contains(where: { $0.count > RecordScanner.longestCell }) else {
      scan.flaws.forEach { report($0) }
      return false
    }
    columns = scan.cells.map { CSVTable.text($0, in: scan.bytes) }
    return checkNames()
  }

  private mutating func checkNames() -> Bool {
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

  /// The records after the header, each with as many cells as it; nil where so much is wrong that reading was given up.
  mutating func table() -> CSVTable? {
    scan.reserveForRest()
    var ragged: [(row: Int, width: Int, isBlank: Bool)] = []
    while scan.flaws.count + ragged.count < Self.mostFaults, scan.next(keeping: columns.count) {
      let isBlank = scan.width == 1 && scan.cells.last?.isEmpty == true
      if scan.width != columns.count || isBlank {
        ragged.append((scan.record, scan.width, isBlank))
        scan.pad(to: columns.count)
      }
    }
    scan.flaws.forEach { report($0) }
    for (row, width, isBlank) in ragged { reportRagged(row, width, isBlank) }
    guard scan.flaws.count + ragged.count < Self.mostFaults else {
      findings.append(.tooManyFaults(in: file, row: scan.record))
      return nil
    }
    return CSVTable(
      columns: columns, bytes: scan.bytes, cells: scan.cells, count: scan.record,
      malformed: malformed)
  }

  private mutating func reportRagged(_ row: Int, _ width: Int, _ isBlank: Bool) {
    malformed.insert(row)
    report(
      .raggedRow, row: row, nil, isBlank ? "an empty line" : "\(width) cells",
      "\(columns.count) cells, as in the header",
      isBlank ? "Delete the line." : "Put cells that hold a comma in double quotes.")
  }

  /// Reports quotes, carriage returns, NULs and bytes that are not UTF-8, by row and column.
  private mutating func report(_ flaw: RecordScanner.Flaw) {
    malformed.insert(flaw.record)
    let isKnown = flaw.column < columns.count && flaw.record > 1
    let column = isKnown ? columns[flaw.column] : "column \(flaw.column + 1)"
    let end = min(flaw.cell.end, flaw.cell.start + 240)
    let content = String(decoding: scan.bytes[flaw.cell.start..<end], as: UTF8.self)
    let seen = flaw.fault == .cellTooLong ? "\(flaw.cell.count) bytes" : content.shown
    report(
      flaw.fault, row: flaw.record, column, seen, flaw.fault.expectedText, flaw.fault.textRemedy)
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

extension Finding {
  /// Says that a file has more faults than are named.
  static func tooManyFaults(in file: String, row: Int?) -> Finding {
    Finding(
      .tooManyFaults, at: .init(file, row: row),
      seen: "\(RecordChecks.mostFaults) faults up to here", expected: "a file with few faults",
      remedy: "The rest was not read. Mend what the first of them have in common.")
  }
}

extension Fault {
  fileprivate var expectedText: String {
    switch self {
    case .notUTF8: "UTF-8 text"
    case .nulByte: "text without NUL bytes"
    case .unterminatedQuote: "a closing double quote"
    case .strayCarriageReturn: "rows that end in LF or CRLF"
    case .cellTooLong: "at most \(RecordScanner.longestCell) bytes in a cell"
    default: "quotes around the whole cell only"
    }
  }

  fileprivate var textRemedy: String {
    switch self {
    case .notUTF8, .nulByte: "Save the file as 'CSV UTF-8'."
    case .unterminatedQuote: "Close the quote; everything after it was read as one cell."
    case .strayCarriageReturn: "Save the file with LF or CRLF line ends."
    case .cellTooLong: "Look for a quote or a line end that is missing."
    default: "Put the cell in double quotes and write a quote within it twice."
    }
  }
}
