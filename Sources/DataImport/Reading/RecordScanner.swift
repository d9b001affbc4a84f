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
/// Record by record, linear in the bytes, and total: every sequence of bytes gives records. Of a record that is wider than asked for the
/// first cells are kept and the others counted, so that memory is bounded by what the caller wants and not by what the file says.
struct RecordScanner {
  /// What is wrong with a cell.
  struct Flaw {
    let fault: Fault
    let record: Int
    /// Position in the record.
    let column: Int
    let cell: CSVTable.Cell
  }

  /// The most bytes of a cell: the longest cell of a spreadsheet has 32,767 characters of at most four bytes.
  static let longestCell = 1 << 17

  let bytes: [UInt8]
  /// The cells that were kept, of all records read.
  private(set) var cells: [CSVTable.Cell] = []
  private(set) var flaws: [Flaw] = []
  /// The number of the record read last; the first is 1.
  private(set) var record = 0
  /// How many cells the record read last has, kept or not.
  private(set) var width = 0
  private var most = 0
  private var position: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: Byte.byteOrderMark) ? 3 : 0
  }

  /// Reads a record and keeps at most its first cells; false at the end of the bytes.
  mutating func next(keeping most: Int) -> Bool {
    guard position < bytes.count else { return false }
    record += 1
    width = 0
    self.most = most
    repeat { scanField() } while !endsRecord()
    return true
  }

  /// Makes room for all cells to come, so that growing never holds them twice. Room that is not used takes no memory.
  mutating func reserveForRest() {
    let most = cells.count + 1 + bytes.withUnsafeBytes { Self.separators(in: $0[position...]) }
    cells.reserveCapacity(most)
  }

  /// How many commas and line ends there are, 16 bytes at a time.
  private static func separators(in bytes: UnsafeRawBufferPointer.SubSequence) -> Int {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes)
    let (comma, newline) = (
      SIMD16<UInt8>(repeating: Byte.comma), SIMD16<UInt8>(repeating: Byte.newline)
    )
    var (sum, at) = (0, 0)
    while at + 16 <= bytes.count {
      var lanes = SIMD16<UInt8>.zero
      let stop = min(at + 16 * 255, bytes.count - 15)
      while at < stop {
        let part = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let found = (part .== comma) .| (part .== newline)
        lanes &+= SIMD16<UInt8>(repeating: 0).replacing(with: 1, where: found)
        at += 16
      }
      for lane in 0..<16 { sum += Int(lanes[lane]) }
    }
    return bytes[at...].reduce(sum) { $0 + ($1 == Byte.comma || $1 == Byte.newline ? 1 : 0) }
  }

  /// The first byte from a position on that is not between a comma and 0x80, and so may mean something; where less than eight bytes
  /// are left, the position itself.
  private static func firstSpecial(in bytes: UnsafeRawBufferPointer, from start: Int) -> Int {
    var at = start
    while at + 8 <= bytes.count {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      // A byte of up to 0x2C borrows, one from 0x80 has its upper bit: the lowest bit found is of the first of them.
      let marks = ((word &- 0x2D2D_2D2D_2D2D_2D2D) | word) & 0x8080_8080_8080_8080
      guard marks == 0 else { return at + marks.trailingZeroBitCount >> 3 }
      at += 8
    }
    return at
  }

  /// Adds empty cells to the record read last, where it is short.
  mutating func pad(to count: Int) {
    for _ in width..<max(width, count) { cells.append(CSVTable.Cell(position, position)) }
  }

  /// Forgets cells and flaws so far; their record has been used.
  mutating func forget() {
    cells.removeAll(keepingCapacity: true)
    flaws.removeAll()
  }

  private mutating func scanField() {
    if position < bytes.count && bytes[position] == Byte.quote {
      scanQuoted()
    } else {
      scanPlain(from: position, nil)
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
    position = min(at + 1, bytes.count)
    let cell = CSVTable.Cell(start, min(at, bytes.count), hasDoubledQuotes: isDoubled)
    if at >= bytes.count {
      append(cell, .unterminatedQuote, isSuspect)
    } else if isAtSeparator(position) {
      append(cell, nil, isSuspect)
    } else {
      // What follows a closing quote up to the separator should be nothing.
      scanPlain(from: start, .strayQuote)
    }
  }

  private mutating func scanPlain(from start: Int, _ known: Fault?) {
    var at = position
    var fault = known
    // What stands before the position has been looked at for quotes alone.
    var isSuspect = start != position
    while at < bytes.count {
      at = bytes.withUnsafeBytes { Self.firstSpecial(in: $0, from: at) }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      if byte > Byte.comma && byte < 0x80 {
        at += 1
        continue
      }
      if byte == Byte.comma || byte == Byte.newline { break }
      if byte == Byte.carriageReturn && isAtSeparator(at) { break }
      if fault == nil && (byte == Byte.carriageReturn || byte == Byte.quote) {
        fault = byte == Byte.quote ? .strayQuote : .strayCarriageReturn
      }
      isSuspect = isSuspect || byte == 0 || byte >= 0x80
      at += 1
    }
    position = at
    append(CSVTable.Cell(start, at), fault, isSuspect)
  }

  private mutating func append(_ cell: CSVTable.Cell, _ fault: Fault?, _ isSuspect: Bool) {
    defer { width += 1 }
    guard width < most else { return }
    cells.append(cell)
    if let fault, fault == .unterminatedQuote || cell.count <= Self.longestCell {
      note(fault, cell)
    }
    if cell.count > Self.longestCell {
      // The length alone is said: nobody wants to know what else is wrong with it.
      if fault != .unterminatedQuote { note(.cellTooLong, cell) }
    } else if isSuspect {
      lookAt(cell)
    }
  }

  private mutating func lookAt(_ cell: CSVTable.Cell) {
    let content = bytes[cell.start..<cell.end]
    if content.contains(0) { note(.nulByte, cell) }
    if String(validating: content, as: UTF8.self) == nil { note(.notUTF8, cell) }
  }

  private mutating func note(_ fault: Fault, _ cell: CSVTable.Cell) {
    flaws.append(Flaw(fault: fault, record: record, column: width, cell: cell))
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
