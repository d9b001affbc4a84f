import Vocabulary

extension WorkbookTable {
  /// Which rows of a file go on which sheet.
  struct Source: Sendable {
    let file: String
    let sheet: String
    let title: String
    let caption: String
    /// Columns that hold `All` in every row taken.
    var totals: [String] = []
  }

  /// The sheets made of one file of each scenario, in the order of the workbook.
  static let sources = [
    Source(
      file: "plans.csv", sheet: "Plans", title: "Plans by age band and primary need",
      caption: "Children and young people with an EHC plan at each January census."),
    Source(
      file: "placements.csv", sheet: "Provision", title: "Plans by provision attended",
      caption: "Children and young people with a plan at each January census, all ages and needs.",
      totals: ["age_band", "need"]),
    Source(
      file: "waiting.csv", sheet: "Waiting", title: "Children waiting for a place",
      caption: "Their plan names provision that they do not attend; all needs.", totals: ["need"]),
    Source(
      file: "sufficiency.csv", sheet: "Places", title: "Places beside the children who need one",
      caption: "By provision and academic year, all needs, phases and areas.",
      totals: ["need", "phase", "area"]),
    Source(
      file: "settings.csv", sheet: "Settings", title: "Places and roll of each setting",
      caption: "Each setting in each academic year: its places, its roll, the places it needs."),
    Source(
      file: "overflow.csv", sheet: "Overflow",
      title: "Where children go when local places are full",
      caption:
        "Children who looked for a place each September: where they wanted one and where they went; a missing row is 0."
    ),
    Source(
      file: "high_needs_block.csv", sheet: "High needs block", title: "The high needs block",
      caption: "Every line of the account by financial year, in cash; a deficit is below 0."),
    Source(
      file: "balance.csv", sheet: "Balance", title: "The deficit",
      caption: "Balances at 31 March, the stability grant, and memos of the general fund."),
  ]

  /// The logs, which come last.
  static let logs = [
    Source(
      file: "assumptions.csv", sheet: "Assumptions",
      title: "Every figure that the run took as given",
      caption:
        "Figures marked illustrative are invented: replace them with your own before relying on what rests on them."
    ),
    Source(
      file: "findings.csv", sheet: "Findings", title: "What to know of the data",
      caption: "What was odd in the evidence, what was done about it, and how to mend it."),
  ]

  /// The rows of one file of every scenario, one below another, as long as a sheet has room.
  ///
  /// Whole scenarios are left out, the last first; where the first alone is too long, its last rows are.
  init(_ source: Source, of scenarios: [ScenarioResults], limit: Int) {
    let names = scenarios.lazy.map { $0[source.file].columns }.first { !$0.isEmpty } ?? []
    var rows: [[String]] = []
    var missing: [String] = []
    var cut: String?
    for scenario in scenarios {
      let more = Self.rows(scenario[source.file], source, columns: names)
      if rows.count + more.count <= limit, missing.isEmpty {
        rows += more.map { [scenario.id] + $0 }
      } else if rows.isEmpty, missing.isEmpty {
        rows = more.prefix(limit).map { [scenario.id] + $0 }
        cut = "rows of \(scenario.id) after the first \(limit) of \(more.count)"
      } else {
        missing.append(scenario.id)
      }
    }
    self.init(
      sheet: source.sheet, title: source.title, caption: source.caption,
      columns: [.scenario] + names.map { Column($0, in: source.file) }, rows: rows,
      leftOut: Self.words(cut, missing, source))
  }

  private static func rows(
    _ table: ResultTable, _ source: Source, columns: [String]
  ) -> [[String]] {
    let totals = source.totals.compactMap(table.position)
    let chosen = table.rows.filter { row in totals.allSatisfy { row[$0] == TableSchema.Field.all } }
    guard table.columns != columns else { return chosen }
    let positions = columns.map(table.position)
    return chosen.map { row in positions.map { $0.map { row[$0] } ?? "" } }
  }

  private static func words(_ cut: String?, _ missing: [String], _ source: Source) -> String? {
    var parts = cut.map { [$0] } ?? []
    if !missing.isEmpty { parts.append("scenarios \(missing.joined(separator: ", "))") }
    if !parts.isEmpty {
      return "For want of room: \(parts.joined(separator: "; ")). See \(source.file) of each."
    }
    guard !source.totals.isEmpty else { return nil }
    let words = source.totals.joined(separator: ", ")
    return "Rows that are not the total over \(words): see \(source.file)."
  }

  /// Each scenario less the baseline.
  init(comparison: ResultTable, scenarios: Set<String>) {
    let position = comparison.position("scenario")
    self.init(
      sheet: "Scenarios", title: "Each scenario less the baseline",
      caption:
        "Scenario and baseline meet the same luck in every simulation; the ranges are those of the differences.",
      columns: comparison.columns.map { Column($0, in: "comparison.csv") },
      rows: comparison.rows.filter { row in position.map { scenarios.contains(row[$0]) } ?? true })
  }

  /// The codes of needs and provisions with their names.
  init(codes: CodeLists) {
    let needs = codes.needs.map { ["need", $0.code, $0.name] }
    let provisions = codes.provisions.map { ["provision", $0.code, $0.name] }
    self.init(
      sheet: "Codes", title: "What the codes stand for",
      caption: "Codes of primary needs and of provision; All stands for every one.",
      columns: [
        Column(name: "kind", title: "Kind", kind: .text),
        Column(name: "code", title: "Code", kind: .text),
        Column(name: "name", title: "Name", kind: .text),
      ], rows: needs + provisions)
  }
}
