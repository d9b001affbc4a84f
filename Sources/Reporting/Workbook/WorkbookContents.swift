import Vocabulary

/// The first sheet: what the workbook is, how its figures were made, and every sheet with a link.
struct WorkbookContents {
  /// Its name, to which every sheet links back.
  static let sheet = "Contents"

  /// What is said of a sheet.
  struct Entry {
    let sheet: String
    let title: String
    let caption: String
    let rows: Int
    let leftOut: String?

    init(_ table: WorkbookTable) {
      (sheet, title, caption) = (table.sheet, table.title, table.caption)
      (rows, leftOut) = (table.rows.count, table.leftOut)
    }
  }

  let results: RunResults
  let mark: String
  let isPublished: Bool
  let tables: [Entry]
  let footer: String

  /// Writes it onto a sheet made before.
  ///
  /// - Throws: `SpreadsheetFile.Fault`.
  func write(to sheet: SpreadsheetSheet) throws {
    try sheet.widths([24, 66, 58, 12])
    try sheet.put(.text("EHC plans in \(results.authority)", .title), row: 0, column: 0)
    try sheet.height(24, row: 0)
    try sheet.put(.text(mark, .notice), row: 1, column: 0)
    try sheet.put(
      .text("A projection with its likely range, not a decision and not a promise.", .caption),
      row: 1, column: 1)
    var row = try writeFacts(to: sheet, from: 3)
    row = try writeSheets(to: sheet, from: row + 1)
    _ = try writeScenarios(to: sheet, from: row + 1)
    try sheet.page(footer: footer, repeating: nil)
  }

  private func writeFacts(to sheet: SpreadsheetSheet, from first: Int) throws -> Int {
    let record = results.record
    let facts: [(String, SheetValue)] = [
      ("Authority", .text("\(results.authority) (\(results.dfeCode))", .plain)),
      ("Version", .text(record.version, .plain)),
      ("Run finished", .text(record.finished, .plain)),
      ("Seed", .text(String(record.seed), .plain)),
      ("Simulations", .text(String(record.draws), .plain)),
      ("Base census", .text("January \(record.baseCensus)", .plain)),
      ("Years projected", .text(String(record.years), .plain)),
      ("Illustrative figures", .text(illustrative, .plain)),
      ("Readers", .text(readers, .wrapped)),
    ]
    for (offset, fact) in facts.enumerated() {
      try sheet.put(.text(fact.0, .label), row: first + offset, column: 0)
      try sheet.put(fact.1, row: first + offset, column: 1)
    }
    return first + facts.count
  }

  private var readers: String {
    isPublished
      ? "Everybody: \(PublishedEdition.mark) stands for a figure that is not shown, so that no child can be told from it"
      : "Officers alone, not to be published: it has numbers of 1 to 4 children"
  }

  private var illustrative: String {
    let table = results.scenarios.first?["assumptions.csv"] ?? ResultTable(columns: [], rows: [])
    let count = table.rows(["status": Provenance.Status.illustrative.rawValue]).count
    return "\(count) of \(table.rows.count) assumptions of the baseline are invented"
  }

  private func writeSheets(to sheet: SpreadsheetSheet, from first: Int) throws -> Int {
    try writeHeader(["Sheet", "What it shows", "What is left out", "Rows"], to: sheet, row: first)
    for (offset, table) in tables.enumerated() {
      let row = first + 1 + offset
      try sheet.link(table.sheet, to: table.sheet, row: row, column: 0)
      try sheet.put(.text(table.title + ". " + table.caption, .wrapped), row: row, column: 1)
      try sheet.put(.number(Double(table.rows), .number(decimals: 0)), row: row, column: 3)
      try sheet.put(.text(table.leftOut ?? "", .wrapped), row: row, column: 2)
      let longest = max(table.title.count + table.caption.count, table.leftOut?.count ?? 0)
      try sheet.height(15 * Double(longest / 58 + 1), row: row)
    }
    return first + 1 + tables.count
  }

  private func writeScenarios(to sheet: SpreadsheetSheet, from first: Int) throws -> Int {
    try writeHeader(["Scenario", "Question", "Name", ""], to: sheet, row: first)
    for (offset, scenario) in results.scenarios.enumerated() {
      let row = first + 1 + offset
      try sheet.put(.text(scenario.id, .plain), row: row, column: 0)
      try sheet.put(.text(scenario.question, .wrapped), row: row, column: 1)
      try sheet.put(.text(scenario.name, .wrapped), row: row, column: 2)
      try sheet.height(
        15 * Double(max(scenario.question.count, scenario.name.count) / 58 + 1), row: row)
    }
    return first + 1 + results.scenarios.count
  }

  private func writeHeader(_ words: [String], to sheet: SpreadsheetSheet, row: Int) throws {
    for (column, word) in words.enumerated() {
      let style = CellStyle.header(ofNumbers: word == "Rows")
      try sheet.put(.text(word.isEmpty ? " " : word, style), row: row, column: column)
    }
  }
}
