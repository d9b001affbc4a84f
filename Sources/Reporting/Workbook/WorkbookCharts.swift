import Vocabulary

/// The charts of the summary: the baseline's plans and balance with their likely ranges.
struct WorkbookCharts {
  let summary: WorkbookSummary
  let sheet: WorkbookSheet
  let scenario: ScenarioResults

  /// Puts the charts beside the table, as far as the run has what they show.
  ///
  /// - Throws: `SpreadsheetFile.Fault`.
  func put(on page: SpreadsheetSheet) throws {
    let beside = summary.table.columns.count + 1
    try chart("Plans at the January census", title: "Plans", across: "January census")?
      .put(on: page, row: WorkbookSheet.headerRow, column: beside)
    try chart(
      "Balance carried forward", title: "High needs balance at 31 March", across: "Financial year")?
      .put(on: page, row: WorkbookSheet.headerRow + 25, column: beside)
  }

  private func chart(_ measure: String, title: String, across: String) -> LineChart? {
    guard let rows = summary.rows(of: measure, scenario: scenario.id),
      let period = WorkbookSummary.position("period"),
      let unit = WorkbookSummary.position("unit")
    else { return nil }
    let isMoney = summary.table.rows[rows.lowerBound][unit] == "GBP"
    return LineChart(
      title: "\(title), \(scenario.name.lowercased())",
      categories: sheet.range(column: period, rows: rows), categoryTitle: across,
      valueTitle: isMoney ? "£ million" : "Plans",
      numberFormat: isMoney ? "£#,##0,,;-£#,##0,," : "#,##0",
      lines: lines(rows), alternative: alternative(title, rows, isMoney: isMoney))
  }

  private func lines(_ rows: Range<Int>) -> [LineChart.Line] {
    WorkbookSummary.lines.compactMap { line in
      WorkbookSummary.position(line.column).map {
        LineChart.Line(
          name: line.name, values: sheet.range(column: $0, rows: rows),
          isMiddle: line.column == "p50")
      }
    }
  }

  /// First and last year in words: middle and likely range.
  private func alternative(_ title: String, _ rows: Range<Int>, isMoney: Bool) -> String {
    let ends = [rows.lowerBound, rows.upperBound - 1].map { index in
      let row = summary.table.rows[index]
      func figure(_ column: String) -> String {
        let text = WorkbookSummary.position(column).map { row[$0] } ?? ""
        return isMoney ? "£\(text)".replacing("£-", with: "-£") : text
      }
      let year = WorkbookSummary.position("period").map { row[$0] } ?? ""
      return "\(year): \(figure("p50")), likely between \(figure("p10")) and \(figure("p90"))"
    }
    return "Line chart. \(title), \(scenario.name.lowercased()). "
      + "\(ends.joined(separator: "; ")). Every value stands in the table beside it."
  }
}
