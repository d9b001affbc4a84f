/// How the rows of some draws become one run of bytes, column by column, and back.
///
/// A header: the numbers of draws and of columns, `UInt32` each. An index with an entry for every column and one more: where the
/// values of the column begin, `UInt32` from the first value on, and its least value. Then the values, each less the least of its
/// column, in as many bytes as the greatest of them needs: 0, 1, 2, 4 or 8; the width of a column is what the index leaves to the next
/// one. All of it little-endian. Nothing is rounded and there are no floating-point numbers: every child and every penny comes
/// back as it went in.
enum BlockFormat<Element: FixedWidthInteger> {
  /// Bytes before the index.
  static var header: Int { 8 }
  /// Bytes of an entry of the index.
  static var entry: Int { 4 + MemoryLayout<Element>.size }
  /// Bytes before the values.
  static func valueStart(columns: Int) -> Int { header + (columns + 1) * entry }

  /// Packs rows that lie one after another. Linear in values.
  static func packed(
    _ rows: UnsafeBufferPointer<Element>, draws: Int, columns: Int
  ) -> [UInt8] {
    precondition(
      draws > 0 && rows.count == draws * columns, "\(rows.count) values: \(draws) × \(columns)")
    let (least, widths) = ranges(rows, draws: draws, columns: columns)
    let start = valueStart(columns: columns)
    let size = start + widths.reduce(0) { $0 + Int($1) } * draws
    precondition(size - start <= Int(UInt32.max), "a block of \(size) bytes")
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      count = size
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      bytes.storeBytes(of: UInt32(draws).littleEndian, toByteOffset: 0, as: UInt32.self)
      bytes.storeBytes(of: UInt32(columns).littleEndian, toByteOffset: 4, as: UInt32.self)
      var offset = 0
      for column in 0...columns {
        let isLast = column == columns
        write(entry: column, offset, isLast ? 0 : least[column], to: bytes)
        if isLast { break }
        let target = UnsafeMutableRawBufferPointer(rebasing: bytes[(start + offset)...])
        write(rows, column, of: columns, least[column], width: widths[column], to: target)
        offset += Int(widths[column]) * draws
      }
    }
  }

  /// The least value of each column and the bytes that hold its others.
  private static func ranges(
    _ rows: UnsafeBufferPointer<Element>, draws: Int, columns: Int
  ) -> (least: [Element], widths: [UInt8]) {
    var least = Array(rows[..<columns])
    var most = least
    for draw in 1..<max(1, draws) {
      let row = UnsafeBufferPointer(rebasing: rows[(draw * columns)..<((draw + 1) * columns)])
      least.withUnsafeMutableBufferPointer { least in
        for column in 0..<columns { least[column] = min(least[column], row[column]) }
      }
      most.withUnsafeMutableBufferPointer { most in
        for column in 0..<columns { most[column] = max(most[column], row[column]) }
      }
    }
    return (least, zip(least, most).map { width(UInt64($1.distanceAsBits(from: $0))) })
  }

  private static func width(_ span: UInt64) -> UInt8 {
    switch span {
    case 0: 0
    case ...UInt64(UInt8.max): 1
    case ...UInt64(UInt16.max): 2
    case ...UInt64(UInt32.max): 4
    default: 8
    }
  }

  private static func write(
    entry: Int, _ offset: Int, _ least: Element, to bytes: UnsafeMutableRawBufferPointer
  ) {
    let position = header + entry * Self.entry
    bytes.storeBytes(of: UInt32(offset).littleEndian, toByteOffset: position, as: UInt32.self)
    bytes.storeBytes(of: least.littleEndian, toByteOffset: position + 4, as: Element.self)
  }

  private static func write(
    _ rows: UnsafeBufferPointer<Element>, _ column: Int, of columns: Int, _ least: Element,
    width: UInt8, to bytes: UnsafeMutableRawBufferPointer
  ) {
    func write<Width: FixedWidthInteger>(_: Width.Type) {
      var (position, value) = (0, column)
      while value < rows.count {
        bytes.storeBytes(
          of: Width(truncatingIfNeeded: rows[value] &- least).littleEndian,
          toByteOffset: position, as: Width.self)
        position &+= MemoryLayout<Width>.size
        value &+= columns
      }
    }
    switch width {
    case 0: break
    case 1: write(UInt8.self)
    case 2: write(UInt16.self)
    case 4: write(UInt32.self)
    default: write(UInt64.self)
    }
  }
}

extension BlockFormat {
  /// Where the values of a column begin, from the first value of the block on.
  static func offset(_ entry: UnsafeRawPointer) -> Int {
    Int(UInt32(littleEndian: entry.loadUnaligned(as: UInt32.self)))
  }

  /// Writes the values of a column one after another, or adds them to what is there.
  ///
  /// - Parameters:
  ///   - column: its position in the slice.
  ///   - columns: the number of columns of the slice.
  ///   - slice: the entries of neighbouring columns, one more than there are of them, and their values.
  static func read<Value: FixedWidthInteger>(
    _ column: Int, of columns: Int, _ slice: UnsafeRawPointer, draws: Int, isAdded: Bool,
    into target: UnsafeMutablePointer<Value>
  ) {
    let own = slice + column * entry
    let least = Element(littleEndian: own.loadUnaligned(fromByteOffset: 4, as: Element.self))
    let start = offset(own)
    let values = slice + ((columns + 1) * entry + start - offset(slice))
    func read<Width: FixedWidthInteger>(_: Width.Type) {
      for draw in 0..<draws {
        let stored = Width(
          littleEndian: values.loadUnaligned(
            fromByteOffset: draw &* MemoryLayout<Width>.size, as: Width.self))
        let value = Value(truncatingIfNeeded: Element(truncatingIfNeeded: stored) &+ least)
        target[draw] = isAdded ? target[draw] &+ value : value
      }
    }
    switch (offset(own + entry) - start) / draws {
    case 0:
      let value = Value(truncatingIfNeeded: least)
      for draw in 0..<draws { target[draw] = isAdded ? target[draw] &+ value : value }
    case 1: read(UInt8.self)
    case 2: read(UInt16.self)
    case 4: read(UInt32.self)
    default: read(UInt64.self)
    }
  }
}

extension FixedWidthInteger {
  /// How far a value lies above a lesser one, which need not fit the type itself.
  fileprivate func distanceAsBits(from least: Self) -> Magnitude {
    Magnitude(truncatingIfNeeded: self &- least)
  }
}
