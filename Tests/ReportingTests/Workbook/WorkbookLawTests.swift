import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import Reporting

/// What holds of every workbook, whatever the results say.
struct WorkbookLawTests {
  @Test func `text longer than Excel holds is cut with a word that says so`() {
    let limit = ExcelText.limit
    #expect(ExcelText.fitted(String(repeating: "a", count: limit)).utf16.count == limit)
    for text in ["a", "é", "😀", "👨‍👩‍👧"].map({ String(repeating: $0, count: 33_000) }) {
      let cut = ExcelText.fitted(text)
      #expect((limit - 1...limit).contains(cut.utf16.count))
      #expect(cut.hasSuffix("[cut here: \(text.utf16.count) characters in the file]"))
    }
  }

  @Test func `what XML cannot hold is replaced, and nothing after it is lost`() {
    #expect(ExcelText.fitted("a\u{0}b\u{FFFE}c\u{FFFF}") == "a\u{FFFD}b\u{FFFD}c\u{FFFD}")
    #expect(ExcelText.fitted("=1+1\n\t<&>") == "=1+1\n\t<&>")
  }

  @Test func `names are ones that Excel allows`() {
    #expect(ExcelText.name("High needs block") == "High_needs_block")
    #expect(ExcelText.name("A1") == "Table_A1")
    #expect(ExcelText.name("R") == "Table_R")
    #expect(ExcelText.name("2028 plans") == "Table_2028_plans")
    #expect(
      ExcelText.headers(["Mean", "mean", "", "Mean"]) == ["Mean", "mean 2", "Column", "Mean 3"])
  }

  @Test func `every sheet of a workbook has a name of its own that Excel allows`() {
    let sheets =
      (WorkbookTable.sources + WorkbookTable.logs).map(\.sheet)
      + ["Contents", "Summary", "Scenarios", "Codes"]
    #expect(Set(sheets.map { $0.lowercased() }).count == sheets.count)
    #expect(Set(sheets.map(ExcelText.name)).count == sheets.count)
    for sheet in sheets {
      #expect(sheet.count <= 31 && sheet.allSatisfy { !"[]:*?/\\'".contains($0) })
    }
  }

  @Test func `words on the sheets are the field's`() {
    let forbidden = ["draws", "cells", "unplaced", "raked", "heads", "joiners", "movers"]
    let columns = TableSchema.all.flatMap { schema in
      schema.fields.map { WorkbookTable.Column($0.name, in: schema.file).title }
    }
    let words = (WorkbookTable.sources + WorkbookTable.logs).flatMap { [$0.title, $0.caption] }
    for text in words + columns {
      let parts = text.lowercased().split { !$0.isLetter }.map(String.init)
      #expect(forbidden.allSatisfy { !parts.contains($0) }, "\(text)")
    }
  }

  @Test func `columns are addressed as Excel does`() {
    #expect([0, 25, 26, 701, 702].map(SheetRange.letters) == ["A", "Z", "AA", "ZZ", "AAA"])
    let range = SheetRange(
      sheet: "Child's", firstRow: 5, firstColumn: 0, lastRow: 8, lastColumn: 27)
    #expect(range.absolute == "'Child''s'!$A$6:$AB$9")
  }

  @Test(arguments: [
    ("0", 0.0), ("-2", -2), ("1234.50", 1234.5), ("-0.03", -0.03), ("16100000.00", 16_100_000),
  ])
  func `numbers are numbers`(text: String, number: Double) {
    #expect(WorkbookTable.number(text) == number)
  }

  @Test(arguments: [
    "", "-", "007", "1.", ".5", "1e5", "+1", "1,000", "2028/29", "5-10", "nan", "1 ", "=1",
    "12345678901234567890",
  ])
  func `what is no number stays text`(text: String) { #expect(WorkbookTable.number(text) == nil) }

  @Test func `years and codes are text, figures numbers, and what is empty stays empty`() {
    let table = WorkbookTable(
      sheet: "Balance", title: "", caption: "",
      columns: ["january_census", "financial_year", "unit", "mean", "prob_beyond"].map {
        WorkbookTable.Column($0, in: $0 == "january_census" ? "plans.csv" : "balance.csv")
      }, rows: [["2028", "2028-29", "GBP", "-12.50", "0.25"], ["2029", "", "plans", "", "0"]])
    #expect(table.value(table.rows[0], 0) == .text("2028", .plain))
    #expect(table.value(table.rows[0], 3) == .number(-12.5, .pounds))
    #expect(table.value(table.rows[0], 4) == .number(0.25, .number(decimals: 2)))
    #expect(table.value(table.rows[1], 1) == .nothing)
    #expect(table.value(table.rows[1], 3) == .nothing)
  }

  /// Results of two scenarios of three rows each.
  private func results() -> RunResults {
    let plans = ResultTable(
      columns: ["january_census", "age_band", "need", "mean", "p10", "p50", "p90"],
      rows: (2026...2028).map { ["\($0)", "All", "All", "10.00", "8", "10", "12"] })
    let scenarios = ["baseline", "second"].map {
      ScenarioResults(id: $0, name: "=\($0)", question: "+?", tables: ["plans.csv": plans])
    }
    return RunResults(
      authority: "Nowhere & Co", dfeCode: "999",
      record: .init(
        version: "0", seed: 1, draws: 2, years: 3, baseCensus: 2026,
        finished: "2026-01-01T00:00:00Z", inputs: []), scenarios: scenarios,
      comparison: ResultTable(columns: [], rows: []))
  }

  @Test(arguments: [(6, 6), (5, 3), (2, 2)])
  func `what a sheet has no room for is left out by whole scenarios, and said`(
    limit: Int, kept: Int
  ) throws {
    let table = WorkbookTable(WorkbookTable.sources[0], of: results().scenarios, limit: limit)
    #expect(table.rows.count == kept)
    #expect((table.leftOut == nil) == (kept == 6))
    if kept < 6 { #expect(table.leftOut?.contains("second") == true) }
    if kept < 3 { #expect(table.leftOut?.contains("first 2 of 3") == true) }
  }

  @Test func `results without most tables make a workbook all the same, twice the same`() throws {
    let folder = try TemporaryFolder()
    let workbook = Workbook(codes: CodeLists(), results: results())
    for name in ["a.xlsx", "below/b.xlsx"] { try workbook.write(to: "\(folder.path)/\(name)") }
    let files = try folder.files(below: ".")
    #expect(files.count == 2)
    let first = try #require(files["a.xlsx"])
    #expect(first == files["below/b.xlsx"])
    #expect(first.starts(with: Data("PK".utf8)))
  }

  @Test func `a workbook that cannot be written leaves nothing, and says how to mend it`() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "results.xlsx/file")
    let path = "\(folder.path)/results.xlsx"
    let error = try #require(throws: OutputError.self) {
      try Workbook(codes: CodeLists(), results: results()).write(to: path)
    }
    #expect(error.description.contains(path) && error.remedy.contains("--to"))
    #expect(try folder.files(below: ".").keys.sorted() == ["results.xlsx/file"])
  }

  @Test func `the library's refusals are told in its words`() throws {
    let folder = try TemporaryFolder()
    let file = try SpreadsheetFile(path: "\(folder.path)/x.xlsx")
    _ = try file.sheet("Once")
    #expect(throws: SpreadsheetFile.Fault.self) { try file.sheet("Once") }
    #expect(throws: SpreadsheetFile.Fault.self) { try file.sheet("a/b") }
    let sheet = try file.sheet("Rows")
    #expect(throws: SpreadsheetFile.Fault.self) {
      try sheet.put(.number(1, .pounds), row: SpreadsheetSheet.mostRows, column: 0)
    }
  }
}
