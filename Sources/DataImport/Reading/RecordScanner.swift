/// The bytes that mean something in a CSV file.
enum Byte {
  static let newline: UInt8 = 0x0A
  static let carriageReturn: UInt8 = 0x0D
  static let quote: UInt8 = 0x22
  static let comma: UInt8 = 0x2C
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
}

/// Cuts bytes into records and cells after RFC 4180, noting what the RFC does not allow.
///
/// One pass, linear in the bytes, and total: every sequence of bytes gives records.
struct RecordScanner {
  let bytes: [UInt8]
  private(set) var cells: [CSVTable.Cell] = []
  /// The position in `cells` of the first cell of each record.
  private(set) var starts: [Int] = []
  /// What the RFC does not allow, and the cell it is in.
  private(set) var faults: [(fault: Fault, cell: Int)] = []
  /// Cells with a NUL or a byte beyond ASCII, which are to be looked at.
  private(set) var suspects: [Int] = []
  private var position: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: Byte.byteOrderMark) ? 3 : 0
    cells.reserveCapacity(bytes.count / 6)
  }

  mutating func scan() {
    while position < bytes.count {
      starts.append(cells.count)
      repeat { scanField() } while !endsRecord()
    }
  }

  private mutating func scanField() {
    if position < bytes.count && bytes[position] == Byte.quote {
      scanQuoted()
    } else {
      scanPlain(from: position)
    }
  }

  private mutating func scanQuoted() {
    let start = position + 1
    var at = start
    var isDoubled = false
    var isSuspect = false
    while at < bytes.count {
      let byte = bytes[at]
      if byte == Byte.quote {
        guard at + 1 < bytes.count && bytes[at + 1] == Byte.quote else { break }
        isDoubled = true
        at += 1
      } else if byte == 0 || byte >= 0x80 {
        isSuspect = true
      }
      at += 1
    }
    if isSuspect { suspects.append(cells.count) }
    if at >= bytes.count {
      faults.append((.unterminatedQuote, cells.count))
      append(start, bytes.count, isDoubled)
      position = bytes.count
    } else {
      close(start, at, isDoubled)
    }
  }

  /// Ends a quoted cell at its closing quote; what follows up to the separator should be nothing.
  private mutating func close(_ start: Int, _ end: Int, _ isDoubled: Bool) {
    position = end + 1
    if isAtSeparator(position) {
      append(start, end, isDoubled)
    } else {
      faults.append((.strayQuote, cells.count))
      scanPlain(from: start)
    }
  }

  private mutating func scanPlain(from start: Int) {
    var at = position
    var isSuspect = false
    var isMarred = start != position
    while at < bytes.count {
      let byte = bytes[at]
      if byte > Byte.comma && byte < 0x80 {
        at += 1
        continue
      }
      if byte == Byte.comma || byte == Byte.newline { break }
      if byte == Byte.carriageReturn && isAtSeparator(at) { break }
      if !isMarred && (byte == Byte.carriageReturn || byte == Byte.quote) {
        isMarred = true
        faults.append((byte == Byte.quote ? .strayQuote : .strayCarriageReturn, cells.count))
      }
      isSuspect = isSuspect || byte == 0 || byte >= 0x80
      at += 1
    }
    if isSuspect { suspects.append(cells.count) }
    append(start, at, false)
    position = at
  }

  private mutating func append(_ start: Int, _ end: Int, _ isDoubled: Bool) {
    cells.append(
      CSVTable.Cell(start: UInt32(start), end: UInt32(end), hasDoubledQuotes: isDoubled))
  }

  private func isAtSeparator(_ at: Int) -> Bool {
    guard at < bytes.count else { return true }
    if bytes[at] == Byte.comma || bytes[at] == Byte.newline { return true }
    return bytes[at] == Byte.carriageReturn && at + 1 < bytes.count
      && bytes[at + 1] == Byte.newline
  }

  /// Steps over the separator; true if it ends the record.
  private mutating func endsRecord() -> Bool {
    guard position < bytes.count else { return true }
    let byte = bytes[position]
    position += byte == Byte.carriageReturn ? 2 : 1
    return byte != Byte.comma
  }
}
