import Testing

@testable import DataImport

/// Cells that folders are made of: read back as they were, and nothing a spreadsheet would run.
@Suite("CSV files that are written")
struct CSVLinesTests {
  @Test(
    "A formula is text, and a number stays a number",
    arguments: [
      ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("+cmd", "'+cmd"), ("-x", "'-x"),
      ("=A1,\"B\"", "\"'=A1,\"\"B\"\"\""), ("-2", "-2"), ("-0.5", "-0.5"), ("", ""),
      ("St Mary's", "St Mary's"),
    ])
  func formulas(text: String, cell: String) {
    #expect(CSVLines.cell(text) == cell)
  }

  @Test("What is written is read back, whatever separators it holds")
  func roundTrip() {
    let cells = ["a,b", "c\"d\"", "e\nf", "g", "", "é’"]
    var file = CSVLines("one,two,three,four,five,six")
    file.add(cells)
    let (table, findings) = CSVReader.read(Array(file.text.utf8), file: "a.csv")
    #expect(findings.isEmpty)
    #expect((0..<6).map { table?.text(record: 2, column: $0) } == cells)
  }
}
