/// A CSV file cut into records and cells; the text of a cell is made when it is asked for.
///
/// Records are numbered as a reader of the file counts them: the header is 1, the first row of data 2.
public struct CSVTable: Sendable {
  /// A cell: the bytes from `start` to `end`, without the quotes around them.
  struct Cell: Sendable {
    var start: UInt32
    var end: UInt32
    var hasDoubledQuotes = false
  }

  /// The names of the columns, in the order of the file.
  public let columns: [String]
  /// The numbers of the records after the header.
  public let records: Range<Int>

  private let bytes: [UInt8]
  private let cells: [Cell]
  private let starts: [Int]
  private let malformed: Set<Int>

  init(columns: [String], scan: RecordScanner, malformed: Set<Int>) {
    self.columns = columns
    records = 2..<(scan.starts.count + 1)
    bytes = scan.bytes
    cells = scan.cells
    starts = scan.starts
    self.malformed = malformed
  }

  /// The position of a column; nil if the file does not have it.
  public func column(named name: String) -> Int? { columns.firstIndex(of: name) }

  /// True for a record with as many cells as the header, all of them readable.
  public func isSound(record: Int) -> Bool { !malformed.contains(record) }

  /// The text of a cell, quotes undone; empty where a short record does not reach the column.
  public func text(record: Int, column: Int) -> String {
    let index = starts[record - 1] + column
    let next = record < starts.count ? starts[record] : cells.count
    guard index < next else { return "" }
    return Self.text(cells[index], in: bytes)
  }

  /// The bytes of a cell between its quotes, those within it still doubled; empty where a short record does not reach.
  func content(record: Int, column: Int) -> ArraySlice<UInt8> {
    let index = starts[record - 1] + column
    let next = record < starts.count ? starts[record] : cells.count
    guard index < next else { return [] }
    return bytes[Int(cells[index].start)..<Int(cells[index].end)]
  }

  static func text(_ cell: Cell, in bytes: [UInt8]) -> String {
    let content = bytes[Int(cell.start)..<Int(cell.end)]
    guard cell.hasDoubledQuotes else { return String(decoding: content, as: UTF8.self) }
    return String(decoding: undoubled(content), as: UTF8.self)
  }

  private static func undoubled(_ content: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var afterQuote = false
    for byte in content {
      if byte == Byte.quote && afterQuote {
        afterQuote = false
        continue
      }
      afterQuote = byte == Byte.quote
      result.append(byte)
    }
    return result
  }
}
