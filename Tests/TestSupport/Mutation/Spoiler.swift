/// Does to bytes what a kind of mutation says.
struct Spoiler {
  let donors: [[UInt8]]

  /// The bytes spoilt in one way.
  func spoilt(_ bytes: [UInt8], _ kind: Mutation.Kind, _ random: inout Seeded) -> [UInt8] {
    switch kind {
    case .flippedBits, .insertedBytes, .deletedBytes, .strangeBytes, .nulBytes, .notUTF8, .emptied,
      .truncated, .spliced, .markInside, .unclosedQuote:
      withOtherBytes(bytes, kind, &random)
    case .utf16LittleEndian:
      [0xFF, 0xFE] + utf16(bytes).flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian:
      [0xFE, 0xFF] + utf16(bytes).flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .semicolons: bytes.map { $0 == Self.comma ? UInt8(ascii: ";") : $0 }
    case .tabs: bytes.map { $0 == Self.comma ? UInt8(ascii: "\t") : $0 }
    case .carriageReturns: bytes.map { $0 == Self.newline ? UInt8(ascii: "\r") : $0 }
    case .repeatedHeader, .repeatedColumn, .repeatedRow, .swappedRows, .deletedRow, .movedCell:
      withOtherRows(bytes, kind, &random)
    case .formula, .hugeNumber, .oddWord, .longCell:
      replaced(bytes, by: word(kind, &random), &random)
    }
  }

  private static let comma = UInt8(ascii: ",")
  private static let newline = UInt8(ascii: "\n")

  private func utf16(_ bytes: [UInt8]) -> [UInt16] {
    Array(String(decoding: bytes, as: UTF8.self).utf16)
  }

  // MARK: Bytes

  private func withOtherBytes(
    _ bytes: [UInt8], _ kind: Mutation.Kind, _ random: inout Seeded
  ) -> [UInt8] {
    var result = bytes
    let start = random.position(bytes.count + 1)
    let some = start..<min(bytes.count, start + random.position(9))
    switch kind {
    case .flippedBits:
      for _ in 0...random.position(8) where !bytes.isEmpty {
        result[random.position(bytes.count)] ^= 1 << UInt8(random.position(8))
      }
    case .insertedBytes:
      result.insert(contentsOf: anyBytes(1 + random.position(8), &random), at: start)
    case .deletedBytes: result.removeSubrange(some)
    case .strangeBytes: result.replaceSubrange(some, with: anyBytes(random.position(40), &random))
    case .nulBytes:
      result.insert(contentsOf: Array(repeating: 0, count: 1 + random.position(20)), at: start)
    case .notUTF8:
      result.insert(contentsOf: Self.notUTF8[random.position(Self.notUTF8.count)], at: start)
    case .emptied: result = random.isOne(in: 2) ? [] : anyBytes(random.position(200), &random)
    case .truncated: result.removeSubrange(start...)
    case .spliced: result.replaceSubrange(some, with: piece(&random))
    case .markInside: result.insert(contentsOf: [0xEF, 0xBB, 0xBF], at: start)
    default: result.insert(0x22, at: start)
    }
    return result
  }

  private func anyBytes(_ count: Int, _ random: inout Seeded) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: random.next()) }
  }

  /// A lone tail, a lone head, an overlong form, a surrogate, Windows-1252.
  private static let notUTF8: [[UInt8]] = [
    [0x80], [0xC3], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0x93, 0x94], [0xF5, 0x80, 0x80, 0x80],
  ]

  /// A piece of another file.
  private func piece(_ random: inout Seeded) -> [UInt8] {
    guard !donors.isEmpty else { return anyBytes(20, &random) }
    let donor = donors[random.position(donors.count)]
    let start = random.position(donor.count)
    return Array(donor[start..<min(donor.count, start + 1 + random.position(400))])
  }

  // MARK: Rows

  private func withOtherRows(
    _ bytes: [UInt8], _ kind: Mutation.Kind, _ random: inout Seeded
  ) -> [UInt8] {
    var rows = bytes.split(separator: Self.newline, omittingEmptySubsequences: false)
    let (one, other) = (random.position(rows.count), random.position(rows.count))
    switch kind {
    case .repeatedHeader: rows.insert(rows[0], at: one)
    case .repeatedRow:
      rows.insert(contentsOf: Array(repeating: rows[other], count: 1 + random.position(3)), at: one)
    case .swappedRows: rows.swapAt(one, other)
    case .deletedRow: rows.remove(at: one)
    case .repeatedColumn:
      let cells = rows[0].split(separator: Self.comma, omittingEmptySubsequences: false)
      rows[0] += [Self.comma] + cells[random.position(cells.count)]
    default:
      var cells = rows[one].split(separator: Self.comma, omittingEmptySubsequences: false)
      let others = rows[other].split(separator: Self.comma, omittingEmptySubsequences: false)
      cells[random.position(cells.count)] = others[random.position(others.count)]
      rows[one] = ArraySlice(cells.joined(separator: [Self.comma]))
    }
    return Array(rows.joined(separator: [Self.newline]))
  }

  // MARK: Cells

  /// Puts a word in the place of a cell: of what stands between two commas or line ends.
  private func replaced(
    _ bytes: [UInt8], by word: [UInt8], _ random: inout Seeded
  ) -> [UInt8] {
    let start = random.position(bytes.count + 1)
    let isEnd = { (byte: UInt8) in byte == Self.comma || byte == Self.newline }
    let first = bytes[..<start].lastIndex(where: isEnd).map { $0 + 1 } ?? 0
    let last = bytes[start...].firstIndex(where: isEnd) ?? bytes.count
    return Array(bytes[..<first]) + word + bytes[last...]
  }

  private func word(_ kind: Mutation.Kind, _ random: inout Seeded) -> [UInt8] {
    switch kind {
    case .formula: Array(Self.formulas[random.position(Self.formulas.count)].utf8)
    case .hugeNumber: Array(Self.numbers[random.position(Self.numbers.count)].utf8)
    case .longCell:
      // Most are long for a cell; some are longer than any cell may be.
      Array(
        repeating: random.isOne(in: 2) ? UInt8(ascii: "9") : UInt8(ascii: "x"),
        count: random.isOne(in: 16) ? 140_000 : 300 + random.position(3_000))
    default: Array(Self.words[random.position(Self.words.count)].utf8)
    }
  }

  private static let formulas = [
    "=1+1", "@SUM(A1:A9)", "+1+1", "-1+1", "=HYPERLINK(\"\"x\"\")", "\"=1+1\"", "\t=1",
    "=cmd|' /C'!A0",
  ]
  private static let numbers = [
    "99999999999999999999", "9223372036854775807", "-9223372036854775808", "1e309", "-1e309",
    "0.00000000000000000000001", "-1", "-0", "007", "1.5", "1,5", "NaN", "inf", "0x10", "１２",
    "999999999999999", "1000000000", "2147483648", "4294967296", "2100", "1990", "25", "50",
  ]
  private static let words = [
    "", "x", "z", "..", "All", "NOT-RECORDED", "NONSEND", "2024/25", "2025-26", "2099", "202425",
    "ASD:0.6;SLCN", "borrowing:5", ";", ":", "National", "age 3", "la", "Total", "2025-06-30",
    "2025-01-16", "31/02/2025", "1899-12-31", "é", "\u{202E}x", "\u{1F600}", "''", "#", "*a", "&a",
    "[", "{", "- ", "? ", "!!binary", "|", "%", "---", "...", "<<: *a", "~", "null", "yes",
  ]
}
