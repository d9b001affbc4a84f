import TestSupport
import Testing

@testable import DataImport

/// The streaming scanner reads what `RecordScanner` reads, its oracle.
@Suite("Scanning long files")
struct CellScannerTests {
  private static let letters: [[UInt8]] = [
    Array(",".utf8), Array("\n".utf8), Array("\r\n".utf8), Array("\r".utf8), Array("\"".utf8),
    Array("\"\"".utf8), Array("x".utf8), Array("12".utf8), Array("é".utf8), [0x00], [0xFF],
    Array("\"a,b\"".utf8), [0xEF, 0xBB, 0xBF], Array(",,,".utf8),
  ]

  private func slow(_ bytes: [UInt8]) -> [[[UInt8]]] {
    var scan = RecordScanner(bytes)
    var records: [[[UInt8]]] = []
    while scan.next(keeping: .max) {
      records.append(scan.cells.map { Array(bytes[$0.start..<$0.end]) })
      scan.forget()
    }
    return records
  }

  private func fast(
    _ bytes: [UInt8], first: Int = .max, wants: (CellScanner.Record) -> Bool = { _ in true }
  ) -> [[[UInt8]]] {
    var records: [[[UInt8]]] = []
    bytes.withUnsafeBufferPointer { buffer in
      _ = CellScanner.scan(buffer, first: first, wants: wants) { record in
        records.append((0..<record.cells.count).map { Array(record.content($0)) })
        return true
      }
    }
    return records
  }

  @Test func `any bytes give the records of the oracle`() {
    var random = Seeded(state: 7)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).flatMap { _ in
        Self.letters.randomElement(using: &random) ?? []
      }
      #expect(fast(bytes) == slow(bytes), "\(bytes)")
    }
  }

  @Test func `records that are not wanted are stepped over, and the others are whole`() {
    var random = Seeded(state: 8)
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...40, using: &random)).flatMap { _ in
        Self.letters.randomElement(using: &random) ?? []
      }
      let wanted = slow(bytes).filter { $0.count <= 2 || $0[1].first != UInt8(ascii: "x") }
      let found = fast(bytes, first: 2) { $0.content(1).first != UInt8(ascii: "x") }
      #expect(found == wanted, "\(bytes)")
    }
  }

  @Test func `texts are those of the reader, and Windows-1252 where they are not UTF-8`() throws {
    let text = "a,b\n\" say \"\"no\"\" \",é\n"
    var texts: [String] = []
    Array(text.utf8).withUnsafeBufferPointer { buffer in
      _ = CellScanner.scan(buffer) { record in
        texts += (0..<record.cells.count).map { record.text($0) }
        return true
      }
    }
    #expect(texts == ["a", "b", "say \"no\"", "é"])
    let windows: [UInt8] = [0x53, 0x74, 0x20, 0x4A, 0x6F, 0x68, 0x6E, 0x92, 0x73, 0x2C, 0xE9]
    windows.withUnsafeBufferPointer { buffer in
      _ = CellScanner.scan(buffer) { record in
        #expect(record.text(0) == "St John\u{2019}s" && record.text(1) == "é")
        return true
      }
    }
  }

  @Test(arguments: [
    ("12", CellScanner.Record.Figure.count(12)), ("0", .count(0)), ("\"1,234\"", .count(1234)),
    ("12.0", .count(12)), (" 7 ", .count(7)), ("x", .missing), ("z", .missing), ("c", .missing),
    ("", .missing), ("..", .missing), ("X", .missing), ("1.5", .unreadable), ("-3", .unreadable),
    ("many", .unreadable), ("1e3", .unreadable),
  ])
  func `a figure is a count, missing or unreadable`(
    text: String, figure: CellScanner.Record.Figure
  ) {
    Array("\(text),end".utf8).withUnsafeBufferPointer { buffer in
      _ = CellScanner.scan(buffer) { record in
        #expect(record.figure(0) == figure)
        return true
      }
    }
  }

  @Test(arguments: [
    ("202425", 2025), ("2024/25", 2025), ("2024-25", 2025), ("2024/2025", 2025), ("199900", 2000),
    ("2024", nil), ("202426", nil), ("24/25", nil), ("x", nil), ("", nil),
  ])
  func `an academic year is that of its January`(label: String, year: Int?) {
    #expect(ReleaseKind.Clock.academic.year(label) == year)
  }

  @Test func `a calendar year has four digits`() {
    #expect(ReleaseKind.Clock.calendar.year("2024") == 2024)
    #expect(ReleaseKind.Clock.calendar.year("202425") == nil)
    #expect(ReleaseKind.Clock.january.year("2022") == 2022)
  }
}
