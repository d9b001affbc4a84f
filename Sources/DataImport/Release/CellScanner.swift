import Foundation

/// Cuts bytes into records and hands each on before the next is read: for files of a hundred megabytes of which few records are
/// wanted. It reads what `RecordScanner` reads, which is the oracle of its tests, but keeps no cell.
struct CellScanner {
  typealias Cell = CSVTable.Cell

  /// A record as its cells; only for the time of the call that hands it over.
  struct Record {
    /// Numbered as a reader of the file counts them: the header is 1.
    let number: Int
    /// Where the cells stand; of a record that is wider than any table the first `mostCells`.
    let cells: UnsafeBufferPointer<Cell>
    /// True where a cell is longer than any spreadsheet can make it: it is handed over as an empty one.
    let hasLongCell: Bool
    fileprivate let bytes: UnsafePointer<UInt8>

    /// The bytes of a cell between its quotes; empty where the record does not reach the column.
    @inline(__always)
    func content(_ column: Int) -> UnsafeBufferPointer<UInt8> {
      guard column >= 0, column < cells.count else { return .init(start: nil, count: 0) }
      return .init(start: bytes + cells[column].start, count: cells[column].count)
    }
  }

  /// The most bytes a file may have: where cells start is kept in 32 bits.
  static let limit = Int(UInt32.max) / 2
  /// The most cells of a record that are kept: one more than a table may have, so that its reader sees that there are too many.
  static let mostCells = RecordChecks.widest + 1

  private let bytes: UnsafePointer<UInt8>
  private let count: Int
  private var position: Int
  private var cells: UnsafeMutablePointer<Cell>
  private var capacity = 256
  private var width = 0
  private var hasLongCell = false
  /// Quotes that stand where RFC 4180 does not allow them, or are not closed.
  private(set) var hasStrayQuotes = false

  /// Hands over every record of some bytes, until the body says false. Linear in the bytes, and total: any bytes give records.
  ///
  /// - Parameters:
  ///   - columns: how many cells are read before `wants` is asked; a record that is not wanted is not read to its end.
  ///   - wants: says of a record as far as it is read whether the body is to have it.
  /// - Returns: true if quotes stand where they may not, in what was read.
  static func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, first columns: Int = .max,
    wants: (Record) -> Bool = { _ in true }, _ body: (Record) throws -> Bool
  ) rethrows -> Bool {
    guard let base = bytes.baseAddress, bytes.count <= limit else { return false }
    var scanner = CellScanner(base, bytes.count)
    defer { scanner.cells.deallocate() }
    try scanner.scan(columns, wants, body)
    return scanner.hasStrayQuotes
  }

  private init(_ bytes: UnsafePointer<UInt8>, _ count: Int) {
    self.bytes = bytes
    self.count = count
    let mark = Byte.byteOrderMark
    position = count >= 3 && (0..<3).allSatisfy { bytes[$0] == mark[$0] } ? 3 : 0
    cells = .allocate(capacity: capacity)
  }

  private mutating func scan(
    _ columns: Int, _ wants: (Record) -> Bool, _ body: (Record) throws -> Bool
  ) rethrows {
    var number = 0
    while position < count {
      number += 1
      width = 0
      hasLongCell = false
      var isWanted = true
      var isOver = false
      // The width stays what it is once no more cells are kept.
      var isAsked = false
      while !isOver {
        scanField()
        isOver = endsRecord()
        guard width == columns, !isOver, !isAsked else { continue }
        isAsked = true
        isWanted = wants(record(number))
        if !isWanted { break }
      }
      if !isWanted {
        skipRest()
      } else if try !body(record(number)) {
        return
      }
    }
  }

  private func record(_ number: Int) -> Record {
    Record(
      number: number, cells: .init(start: cells, count: width), hasLongCell: hasLongCell,
      bytes: bytes)
  }

  /// Steps over the rest of a record: to the end of the line, but for quotes, within which a line may end.
  private mutating func skipRest() {
    let end =
      memchr(bytes + position, Int32(Byte.newline), count - position)
      .map { UnsafeRawPointer(bytes).distance(to: $0) } ?? count
    if memchr(bytes + position, Int32(Byte.quote), end - position) == nil {
      position = min(end + 1, count)
      return
    }
    let kept = width
    repeat {
      scanField()
      width = kept
    } while !endsRecord()
  }

  @inline(__always)
  private mutating func scanField() {
    if position < count && bytes[position] == Byte.quote {
      scanQuoted()
    } else {
      scanPlain(from: position)
    }
  }

  @inline(__always)
  private mutating func append(_ cell: Cell) {
    guard width < Self.mostCells else { return }
    if width == capacity { grow() }
    let isLong = cell.count > RecordScanner.longestCell
    if isLong { hasLongCell = true }
    (cells + width).initialize(to: isLong ? Cell(cell.start, cell.start) : cell)
    width += 1
  }

  private mutating func grow() {
    let larger = UnsafeMutablePointer<Cell>.allocate(capacity: 2 * capacity)
    larger.moveInitialize(from: cells, count: width)
    cells.deallocate()
    cells = larger
    capacity *= 2
  }

  private mutating func scanQuoted() {
    let start = position + 1
    var at = start
    var isDoubled = false
    while at < count {
      if bytes[at] == Byte.quote {
        guard at + 1 < count && bytes[at + 1] == Byte.quote else { break }
        isDoubled = true
        at += 1
      }
      at += 1
    }
    guard at < count else {
      hasStrayQuotes = true
      append(Cell(start, count, hasDoubledQuotes: isDoubled))
      position = count
      return
    }
    position = at + 1
    if isAtSeparator(position) {
      append(Cell(start, at, hasDoubledQuotes: isDoubled))
    } else {
      hasStrayQuotes = true
      scanPlain(from: start)
    }
  }

  @inline(__always)
  private mutating func scanPlain(from start: Int) {
    var at = position
    while at < count {
      let byte = bytes[at]
      if byte > Byte.comma {
        at += 1
        continue
      }
      if byte == Byte.comma || byte == Byte.newline { break }
      if byte == Byte.carriageReturn && isAtSeparator(at) { break }
      at += 1
    }
    append(Cell(start, at))
    position = at
  }

  private func isAtSeparator(_ at: Int) -> Bool {
    guard at < count else { return true }
    if bytes[at] == Byte.comma || bytes[at] == Byte.newline { return true }
    return bytes[at] == Byte.carriageReturn && at + 1 < count && bytes[at + 1] == Byte.newline
  }

  /// Steps over the separator; true if it ends the record.
  @inline(__always)
  private mutating func endsRecord() -> Bool {
    guard position < count else { return true }
    let byte = bytes[position]
    position += byte == Byte.carriageReturn ? 2 : 1
    return byte != Byte.comma
  }
}
