import Vocabulary

/// The headline figures of a run by year, scenario by scenario, and where each series stands for the charts.
struct WorkbookSummary {
  /// A headline figure and where its rows are.
  struct Measure: Sendable {
    let name: String
    let file: String
    /// The column of the year.
    let period: String
    /// The columns that name its rows.
    let keys: [(column: String, text: String)]
    let unit: String
  }

  static let measures = [
    Measure(
      name: "Plans at the January census", file: "plans.csv", period: "january_census",
      keys: [("age_band", "All"), ("need", "All")], unit: "plans"),
    Measure(
      name: "Children waiting for a place", file: "waiting.csv", period: "january_census",
      keys: [("provision", "All"), ("need", "All")], unit: "children"),
    account("Cost of the high needs block", "high_needs_block.csv", "line", "total_cost"),
    account("In-year balance", "high_needs_block.csv", "line", "in_year_balance"),
    account("Balance carried forward", "high_needs_block.csv", "line", "cumulative_balance"),
  ]

  private static func account(
    _ name: String, _ file: String, _ column: String, _ item: String
  ) -> Measure {
    Measure(name: name, file: file, period: "financial_year", keys: [(column, item)], unit: "GBP")
  }

  /// The figures.
  let table: WorkbookTable
  /// The rows of the table, by scenario and measure.
  private let places: [[String]: Range<Int>]

  /// Takes the headline rows of every scenario.
  init(_ results: RunResults) {
    var rows: [[String]] = []
    var places: [[String]: Range<Int>] = [:]
    for scenario in results.scenarios {
      for measure in Self.measures {
        let start = rows.count
        rows += Self.rows(measure, of: scenario)
        places[[scenario.id, measure.name]] = start..<rows.count
      }
    }
    self.places = places
    table = WorkbookTable(
      sheet: "Summary", title: "Summary",
      caption:
        "In 8 simulations of 10 the figure lies in the likely range, from the low to the high.",
      columns: Self.columns, rows: rows)
  }

  /// Where a measure of a scenario stands among the rows; nil where the run does not have it.
  func rows(of measure: String, scenario: String) -> Range<Int>? {
    places[[scenario, measure]].flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The columns that are edges and middle of the likely range, with the words of the legend.
  static let lines = [
    (column: "p90", name: "High (9 in 10 are lower)"), (column: "p50", name: "Middle"),
    (column: "p10", name: "Low (1 in 10 is lower)"),
  ]

  /// The position of a column of the table.
  static func position(_ column: String) -> Int? { columns.firstIndex { $0.name == column } }

  private static let columns: [WorkbookTable.Column] = [
    .scenario,
    .init(name: "measure", title: "Figure", kind: .text),
    .init(name: "period", title: "Year", kind: .text),
    .init(name: "unit", title: "Unit", kind: .text),
    .init(name: "mean", title: "Mean", kind: .whole),
    .init(name: "p10", title: "Low, 10th percentile", kind: .whole),
    .init(name: "p50", title: "Middle", kind: .whole),
    .init(name: "p90", title: "High, 90th percentile", kind: .whole),
  ]

  private static func rows(_ measure: Measure, of scenario: ScenarioResults) -> [[String]] {
    let table = scenario[measure.file]
    let wanted = ([measure.period] + ["mean", "p10", "p50", "p90"]).compactMap(table.position)
    let keys = measure.keys.map { (table.position($0.column), $0.text) }
    guard wanted.count == 5 else { return [] }
    return table.rows.filter { row in
      keys.allSatisfy { position, text in position.map { row[$0] == text } ?? false }
    }.map { row in
      let figures = wanted.map { row[$0] }
      return [scenario.id, measure.name, figures[0], measure.unit] + figures.dropFirst()
    }
  }
}
