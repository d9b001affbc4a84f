import Foundation

extension CellScanner.Record {
  /// The text of a cell without white space around it, quotes undone. Bytes that are not UTF-8 are read as Windows-1252, in
  /// which the register of schools is published.
  func text(_ column: Int) -> String {
    let content = content(column)
    let text =
      String(validating: content, as: UTF8.self)
      ?? String(decoding: content.map(Self.windows1252), as: UTF16.self)
    guard cells.indices.contains(column), cells[column].hasDoubledQuotes else {
      return text.trimmingCharacters(in: .whitespaces)
    }
    return text.replacingOccurrences(of: "\"\"", with: "\"").trimmingCharacters(in: .whitespaces)
  }

  /// What a cell that should hold a count holds.
  enum Figure: Equatable {
    case count(Int)
    /// A marker for a missing figure, or nothing.
    case missing
    case unreadable
  }

  /// A count: digits, separators of thousands, or decimals that are all 0.
  func figure(_ column: Int) -> Figure {
    let content = content(column)
    if content.isEmpty || content.count == 1 && Self.isMarker(content[0]) { return .missing }
    var value = 0
    for (index, byte) in content.enumerated() {
      guard (0x30...0x39).contains(byte), index < 12 else { return slowFigure(column) }
      value = value * 10 + Int(byte - 0x30)
    }
    return .count(value)
  }

  /// The markers that nearly all missing figures have; `Digits.markers` has all of them.
  @inline(__always)
  private static func isMarker(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "x") || byte == UInt8(ascii: "z") || byte == UInt8(ascii: "c")
  }

  private func slowFigure(_ column: Int) -> Figure {
    let text = text(column)
    if Digits.markers.contains(text.lowercased()) { return .missing }
    let plain = text.replacingOccurrences(of: ",", with: "")
    guard let value = Digits.decimal(plain), value >= 0, value == value.rounded(), value < 1e12
    else { return .unreadable }
    return .count(Int(value))
  }

  /// The code points of 0x80 to 0x9F, where Windows-1252 is not Latin-1; 0 where it has none.
  private static let upper: [UInt16] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func windows1252(_ byte: UInt8) -> UInt16 {
    guard (0x80...0x9F).contains(byte) else { return UInt16(byte) }
    let point = upper[Int(byte) - 0x80]
    return point == 0 ? 0xFFFD : point
  }
}

/// Remembers what cells that come again and again meant, so that text is made of each once.
struct CellMeanings<Meaning> {
  private var known: [(bytes: [UInt8], meaning: Meaning)] = []
  /// Positions in `known`, by hash; -1 where there is none.
  private var slots = [Int32](repeating: -1, count: 4096)

  /// What a cell means: remembered, or found out.
  mutating func meaning(
    of content: UnsafeBufferPointer<UInt8>, else find: () -> Meaning
  ) -> Meaning {
    var slot = Self.hash(content)
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if Self.isSame(known[index].bytes, content) { return known[index].meaning }
      slot = (slot + 1) & 4095
    }
    let meaning = find()
    guard known.count < 2048 else { return meaning }
    slots[slot] = Int32(known.count)
    known.append((Array(content), meaning))
    return meaning
  }

  private static func hash(_ content: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in content { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return Int((hash ^ hash >> 24) & 4095)
  }

  private static func isSame(_ known: [UInt8], _ content: UnsafeBufferPointer<UInt8>) -> Bool {
    known.count == content.count
      && known.withUnsafeBufferPointer { left in
        guard let one = left.baseAddress, let other = content.baseAddress else { return true }
        return memcmp(one, other, content.count) == 0
      }
  }
}
