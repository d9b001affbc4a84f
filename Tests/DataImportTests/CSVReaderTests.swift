import DataImport
import Testing
import Vocabulary

@Suite("Reading CSV bytes")
struct CSVReaderTests {
  private func table(_ text: String) throws -> [[String]] {
    let (table, findings) = CSVReader.read(Array(text.utf8), file: "a.csv")
    #expect(findings.map(\.message) == [])
    let read = try #require(table)
    return [read.columns]
      + read.records.map { record in
        read.columns.indices.map { read.text(record: record, column: $0) }
      }
  }

  private func marks(_ bytes: [UInt8]) -> [Mark] {
    CSVReader.read(bytes, file: "a.csv").findings.map(Mark.init)
  }

  private func marks(_ text: String) -> [Mark] { marks(Array(text.utf8)) }

  @Test("Rows end in LF or CRLF, the last with or without one")
  func lineEnds() throws {
    for text in ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r\n1,2", "\u{FEFF}a,b\n1,2\n"] {
      #expect(try table(text) == [["a", "b"], ["1", "2"]])
    }
  }

  /// Bytes are looked at eight at a time: every length of cell, at every place in a word, beside bytes that mean something.
  @Test("Cells of every length are cut as splitting the text cuts them")
  func everyLength() throws {
    let letters = Array("x0.-/:@[é \u{FF}~".unicodeScalars.map(String.init))
    for shift in 0..<9 {
      let rows = (0..<40).map { row in
        (0..<5).map { column in
          (0..<(row * 7 + column * 5 + shift) % 23)
            .map { letters[($0 * 5 + row + column * 3) % letters.count] }.joined()
        }
      }
      let lines = [["a", "b", "c", "d", "e" + String(repeating: "e", count: shift)]] + rows
      let text = lines.map { $0.joined(separator: ",") }.joined(separator: "\n")
      #expect(try table(text) == lines)
    }
  }

  @Test("Quoted cells may hold commas, line ends and doubled quotes")
  func quotedCells() throws {
    #expect(
      try table("a,b\n\"x, y\",\"say \"\"no\"\"\"\n\"1\r\n2\",\"\"\n") == [
        ["a", "b"], ["x, y", "say \"no\""], ["1\r\n2", ""],
      ])
    #expect(try table("\"a\",\"b\"\n\"\"\"\",é\n") == [["a", "b"], ["\"", "é"]])
  }

  @Test("Empty cells and spaces are kept")
  func emptyCells() throws {
    #expect(
      try table("a,b,c\n,,\n x ,,2\n") == [["a", "b", "c"], ["", "", ""], [" x ", "", "2"]])
    #expect(try table("a,b\n") == [["a", "b"]])
  }

  @Test("A record of several lines counts as one row")
  func recordNumbers() {
    #expect(marks("a,b\n\"1\n1\",2\n3\n") == [Mark("IN-010", "a.csv", 3, nil)])
  }

  @Test("Rows with too many or too few cells, and empty lines, are named")
  func raggedRows() {
    #expect(
      marks("a,b\n1\n1,2,3\n\n1,2\n") == [
        Mark("IN-010", "a.csv", 2, nil), Mark("IN-010", "a.csv", 3, nil),
        Mark("IN-010", "a.csv", 4, nil),
      ])
  }

  @Test("An unterminated quote is named where it opens")
  func unterminatedQuote() {
    #expect(marks("a,b\n1,\"2\n3,4\n") == [Mark("IN-007", "a.csv", 2, "b")])
  }

  @Test("Quotes inside a cell are named")
  func strayQuotes() {
    #expect(marks("a,b\n1,2\"3\n") == [Mark("IN-008", "a.csv", 2, "b")])
    #expect(marks("a,b\n\"1\"2,3\n") == [Mark("IN-008", "a.csv", 2, "a")])
  }

  @Test("A lone carriage return is named")
  func strayCarriageReturn() {
    #expect(marks("a,b\n1\r2,3\n") == [Mark("IN-009", "a.csv", 2, "a")])
  }

  @Test("Text that is not UTF-8 and NUL bytes are named by row and column")
  func encodings() {
    #expect(
      marks(Array("a,b\n1,".utf8) + [0xFF, 0x0A, 0x00, 0x2C, 0x31]) == [
        Mark("IN-004", "a.csv", 2, "b"), Mark("IN-006", "a.csv", 3, "a"),
      ])
    #expect(marks([0xFF, 0xFE, 0x61, 0x00]) == [Mark("IN-005", "a.csv", 1, nil)])
    #expect(marks([0xFE, 0xFF, 0x00, 0x61]) == [Mark("IN-005", "a.csv", 1, nil)])
  }

  @Test("Empty files, nameless and repeated columns are named")
  func headers() {
    #expect(marks([UInt8]()) == [Mark("IN-011", "a.csv", 1, nil)])
    #expect(marks("a,,b\n1,2,3\n") == [Mark("IN-011", "a.csv", 1, "column 2")])
    #expect(marks("a,b,a\n1,2,3\n") == [Mark("IN-012", "a.csv", 1, "a")])
  }

  @Test("Every message says what was seen, what was expected and how to mend it")
  func messages() {
    let (_, findings) = CSVReader.read(Array("a,b\n1,\"2\n".utf8), file: "a.csv")
    for finding in findings {
      #expect(!finding.seen.isEmpty && !finding.expected.isEmpty && !finding.remedy.isEmpty)
    }
  }
}
