import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Shapes that no chance mutation makes: what is too wide, too long or too deep.
@Suite("Limits of files")
struct FileLimitTests {
  private func codes(_ bytes: [UInt8]) -> [String] {
    CSVReader.read(bytes, file: "a.csv").findings.map(\.code)
  }

  @Test func `deep nesting and aliases in authority.yaml are refused in bounded time`() {
    let texts = [
      String(repeating: "[", count: 500_000), String(repeating: "- ", count: 200_000),
      String(repeating: "{a: ", count: 200_000), String(repeating: "? ", count: 200_000),
      "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "name: \u{0}\n", "\t- a: b",
    ]
    for text in texts {
      let contents = FolderContents(files: ["authority.yaml": Array(text.utf8)])
      let (evidence, findings) = EvidenceReader.read(contents: contents)
      #expect(evidence == nil)
      #expect(findings.contains { $0.place.file == "authority.yaml" })
    }
  }

  @Test func `a million columns are one finding, as a header and in a row`() {
    let wide = Array(repeating: UInt8(ascii: ","), count: 1_000_000)
    let header = CSVReader.read(wide + Array("\na\n".utf8), file: "a.csv")
    #expect(header.table == nil && header.findings.map(\.code) == ["IN-017"])
    #expect(header.findings[0].seen == "1000001 columns")
    let row = CSVReader.read(Array("a,b\n".utf8) + wide + Array("\n1,2\n".utf8), file: "a.csv")
    #expect(row.findings.map(\.code) == ["IN-010"])
    #expect(row.findings[0].seen == "1000001 cells")
    #expect(row.table?.records.count == 2)
    #expect(row.table?.text(record: 3, column: 1) == "2")
  }

  @Test func `a cell longer than any spreadsheet's is one finding, wherever it is`() {
    let long = Array(repeating: UInt8(ascii: "x"), count: RecordScanner.longestCell + 1)
    let quoted = [0x22] + long + [0x22]
    #expect(codes(Array("a,b\n".utf8) + quoted + Array(",2\n".utf8)) == ["IN-018"])
    #expect(codes(Array("a,b\n".utf8) + long.dropLast() + Array(",2\n".utf8)) == [])
    #expect(codes(long + Array(",b\n1,2\n".utf8)) == ["IN-018"])
    #expect(codes(Array("a,b\n1,\"".utf8) + long) == ["IN-007"])
    #expect(
      codes(Array("a,b\n".utf8) + Array(repeating: 0x0D, count: 1_000_000)) == ["IN-018", "IN-010"])
    let nul = Array(repeating: UInt8(0), count: 1_000_000)
    #expect(codes(nul) == ["IN-018"])
  }

  /// Sums and products of larger ones fit no number of the model.
  @Test(arguments: [
    ("settings", "imports", "100001"), ("settings", "base_roll", "1000000000"),
    ("plans_by_provision", "plans", "10000001"), ("population", "population", "1000000000"),
    ("waiting", "children", "999999999"),
  ])
  func `a count that no place has is refused`(file: String, column: String, text: String) {
    var folder = SmallFolder()
    folder.set(file, row: 2, column, to: text)
    let faults = folder.faults()
    #expect(faults.contains { $0.code == "IN-025" && $0.place.column == column }, "\(faults)")
  }

  @Test func `a file with a thousand faults is not read to its end`() {
    let lines = Array(repeating: UInt8(ascii: "\n"), count: 100_000)
    let (table, findings) = CSVReader.read(Array("a,b\n".utf8) + lines, file: "a.csv")
    #expect(table == nil && findings.count == RecordChecks.mostFaults + 1)
    #expect(findings.last?.code == "IN-019" && findings.last?.place.row == 1001)
    #expect(codes(lines) == ["IN-011"])
  }

  @Test func `the same of faults in cells`() {
    var folder = SmallFolder()
    for row in 0..<3_000 { folder.append("population", "authority,principal,x,\(row),1,source") }
    let faults = folder.read().findings.filter { $0.place.file == "evidence/population.csv" }
    #expect(faults.contains { $0.code == "IN-019" })
    #expect(faults.count <= RecordChecks.mostFaults + 10)
  }

  @Test func `a spreadsheet's semicolons are named, and formulas are text`() {
    let semicolons = CSVReader.read(Array("a;b;c\n1;2;3\n".utf8), file: "a.csv")
    #expect(semicolons.table == nil && semicolons.findings.map(\.code) == ["IN-016"])
    #expect(semicolons.findings[0].remedy.contains("comma delimited"))
    let formula = CSVReader.read(Array("a,b\n=1+1,@SUM(A1)\n".utf8), file: "a.csv")
    #expect(formula.table?.text(record: 2, column: 0) == "=1+1")
    #expect(formula.findings.isEmpty)
  }
}
