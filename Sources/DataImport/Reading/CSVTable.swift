/// A CSV file cut into records and cells; the text of a cell is made when it is asked for.
///
/// Records are numbered as a reader of the file counts them: the header is 1, the first row of data 2.
public struct CSVTable: Sendable {
  /// A cell: the bytes from `start` to `end`, without the quotes around them.
  struct Cell: Sendable {
    private let first: UInt32
    private let measure: UInt32

    init(_ start: Int, _ end: Int, hasDoubledQuotes: Bool = false) {
      first = UInt32(truncatingIfNeeded: start)
      measure = UInt32(truncatingIfNeeded: (end - start) << 1) | (hasDoubledQuotes ? 1 : 0)
    }

    var start: Int { Int(first) }
    var count: Int { Int(measure >> 1) }
    var end: Int { start + count }
    var isEmpty: Bool { count == 0 }
    var hasDoubledQuotes: Bool { measure & 1 == 1 }
  }

  /// The names of the columns, in the order of the file.
  public let columns: [String]
  /// The numbers of the records after the header.
  public let records: Range<Int>

  private let bytes: [UInt8]
  private let cells: [Cell]
  private let malformed: Set<Int>

  /// - Parameters:
  ///   - cells: as many for each record, the header first, as there are columns.
  ///   - count: how many records there are, with the header.
  init(columns: [String], bytes: [UInt8], cells: [Cell], count: Int, malformed: Set<Int>) {
    self.columns = columns
    records = 2..<(count + 1)
    self.bytes = bytes
    self.cells = cells
    self.malformed = malformed
  }

  /// The position of a column; nil if the file does not have it.
  public func column(named name: String) -> Int? { columns.firstIndex(of: name) }

  /// True for a record with as many cells as the header, all of them readable.
  public func isSound(record: Int) -> Bool { !malformed.contains(record) }

  /// The text of a cell, quotes undone; empty where a short record does not reach the column.
  public func text(record: Int, column: Int) -> String {
    Self.text(cells[(record - 1) * columns.count + column], in: bytes)
  }

  /// The bytes of a cell between its quotes, those within it still doubled; empty where a short record does not reach.
  func content(record: Int, column: Int) -> ArraySlice<UInt8> {
    let cell = cells[(record - 1) * columns.count + column]
    return bytes[cell.start..<cell.end]
  }

  static func text(_ cell: Cell, in bytes: [UInt8]) -> String {
    let content = bytes[cell.start..<cell.end]
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
