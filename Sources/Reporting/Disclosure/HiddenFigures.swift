import Vocabulary

/// The tables of a scenario with what is hidden taken out.
struct HiddenFigures {
  private let scenario: ScenarioResults
  private let counts: PublishedCounts
  private let rows: HiddenRows

  init(_ scenario: ScenarioResults, _ counts: PublishedCounts, _ rows: HiddenRows) {
    (self.scenario, self.counts, self.rows) = (scenario, counts, rows)
  }

  /// Every table of the edition, by file.
  var tables: [String: ResultTable] {
    var tables = scenario.tables.filter { PublishedEdition.files.contains($0.key) }
    for table in PublishedTable.counted where table.counts == nil {
      tables[table.file] = hidden(scenario[table.file], table)
    }
    tables["settings.csv"] = withoutRolls(tables["settings.csv"])
    tables["review.csv"] = PublishedReview(counts: counts).shown(scenario["review.csv"])
    tables["calibration.csv"] = calibration
    tables["commissioning.csv"] = commissioning
    tables["high_needs_block.csv"] = block
    tables["assumptions.csv"] = assumptions
    tables["findings.csv"] = scenario["findings.csv"].mapped { row in
      row.hide(["seen", "expected", "done", "remedy"])
    }
    tables["capital.csv"] = scenario["capital.csv"].mapped { row in
      // How soon what is avoided repays would give it to the pound.
      row.hide(["years_to_repay"])
      row.roundPounds(in: ["avoided_gbp_a_year"])
    }
    for file in ["balance.csv", "cost_drivers.csv", "dsg_account.csv", "savings.csv"] {
      tables[file] = scenario[file].mapped { $0.roundPounds() }
    }
    return tables.filter { !$0.value.columns.isEmpty }
  }

  // MARK: Counts

  private func hidden(_ table: ResultTable, _ description: PublishedTable) -> ResultTable {
    let present = RowReader(table, description)
    let hidden = present.rows.map { row in
      var cells = ResultRow(table, row.cells)
      hide(&cells, row.period, row.dimensions, description)
      return cells.cells
    }
    let keys = Set(present.rows.map { $0.period + $0.dimensions })
    let missing = (rows.templates[description.file] ?? [:]).filter { !keys.contains($0.key) }
    guard !missing.isEmpty else { return ResultTable(columns: table.columns, rows: hidden) }
    let ordered = missing.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    let added = ordered.map { key, template in
      var cells = ResultRow(table, template)
      cells.clear(besides: description.period + description.dimensions)
      let period = Array(key.prefix(description.period.count))
      hide(&cells, period, Array(key.dropFirst(period.count)), description)
      return cells.cells
    }
    return ResultTable(columns: table.columns, rows: hidden + added)
      .sorted(by: description.period + description.dimensions)
  }

  private func hide(
    _ row: inout ResultRow, _ period: [String], _ dimensions: [String],
    _ description: PublishedTable
  ) {
    for (index, group) in description.groups.enumerated() {
      if !group.isShown(dimensions) {
        row.mark(group.measures + group.follows)
      } else if counts.hides(index, of: description, period, dimensions) {
        row.hide(group.measures + group.likely)
        // An empty one would say that nothing is short.
        row.mark(group.follows)
      } else if group.isFew({ row[$0] }) || row.hasSmall(group.likely) {
        // Nobody is expected, so nobody is at any quantile; an earlier edition may have shown a count whose range is wide.
        let isNobody = group.measures.allSatisfy { Double(row[$0]) == 0 }
        row.hide(isNobody ? group.likely.filter { !group.quantiles.contains($0) } : group.likely)
      }
    }
  }

  /// Places that are the roll of the base census, of settings whose roll then is hidden.
  private func withoutRolls(_ table: ResultTable?) -> ResultTable? {
    let rolls = rolls
    return table?.mapped { row in
      // Few are children of other authorities, and nobody misses them here.
      row.hide(["imports"])
      // Places less it is the median.
      if row["p50"] == PublishedEdition.mark { row.hide(["surplus_p50"]) }
      if rows.withFewGuests.contains(row["setting"]) {
        row.hide(["places", "places_p10", "places_p90", "prob_over_places", "prob_over_ceiling"])
        row.hide(["places_needed_p50", "places_needed_p80", "places_needed_p90", "surplus_p50"])
      }
      guard rolls.contains(row["setting"]), row["places_known"] == "no" else { return }
      row.hide(["places", "places_p10", "places_p90"])
      row.hide(["prob_over_places", "prob_over_ceiling", "surplus_p50"])
    }
  }

  /// The settings whose roll at the base census is hidden.
  private var rolls: Set<String> {
    let description = PublishedTable.placesThatAreTheRoll
    let table = scenario[description.file]
    let rows = RowReader(description.counts?(table) ?? table, description).rows
    return Set(
      rows.filter {
        counts.isHidden(description.place($0.dimensions), in: description.name($0.period, 0))
      }.map { $0.dimensions[2] })
  }

  private var commissioning: ResultTable {
    let rolls = rolls
    let ofChildren = ["roll_p50", "roll_p80", "needed_p50", "needed_p80"]
    let ofBoth = [
      "places_to_commission", "change", "empty_places_mean", "empty_gbp_mean",
    ]
    let few = scenario["settings.csv"].filtered {
      (Double($0["mean"]) ?? 0) < PublishedTable.Group.few
    }
    let fewAt = Set(
      few.rows.map { ResultRow(few, $0) }.map { [$0["academic_year"], $0["setting"]] })
    return scenario["commissioning.csv"].mapped { row in
      // Few are above the places, and where nothing else is hidden a missing figure would say so.
      row.hide(["over_number_mean", "over_number_gbp_mean"])
      let place = ["settings", row["provision"], row["setting"]]
      let isHidden = counts.isHidden(place, in: PublishedTable.january(of: row["academic_year"]))
      let isFew = fewAt.contains([row["academic_year"], row["setting"]])
      if isFew || row.hasSmall(ofChildren) || isHidden { row.hide(ofChildren + ofBoth) }
      if rolls.contains(row["setting"]) { row.hide(["places_planned"] + ofBoth) }
      if rows.withFewGuests.contains(row["setting"]) {
        row.hide(["places_planned"] + ofChildren + ofBoth)
      }
    }
  }

  // MARK: Money

  /// Lines that pay for places, guests' among them: added up with what schemes change, they would tell these to a few.
  private static let ofPlaces = [
    "places_special", "places_base", "places_post16", "over_number",
  ]
  /// So much for each child who is elsewhere: it tells how many those are.
  private static let ofExports = "import_export_adjustment"

  /// The lines of the account that pay for few children of some provision in a financial year, or would tell who comes from or is elsewhere.
  static func hiddenLines(
    _ scenario: ScenarioResults, _ counts: PublishedCounts, _ rows: HiddenRows
  ) -> (_ line: String, _ year: String) -> Bool {
    let ofGuests = rows.withFewGuests.isEmpty ? [] : ofPlaces
    var provisions: [String: Set<String>] = [:]
    for row in scenario["assumptions.csv"].rows(["name": "unit_cost"]) {
      let row = ResultRow(scenario["assumptions.csv"], row)
      let scope = row["scope"].split(separator: ", ").map(String.init)
      guard scope.count == 3, Double(row["value"]) != 0 else { continue }
      provisions[scope[0], default: []].insert(scope[1])
    }
    return { line, year in
      if line == ofExports || ofGuests.contains(line) { return true }
      guard let start = Int(year.prefix(4)) else { return false }
      return (provisions[line] ?? []).contains { provision in
        (start...start + 1).contains { january in
          counts.isHidden(
            PublishedTable.placed(provision, PublishedTable.all, PublishedTable.all),
            in: PublishedTable.january("\(january)"))
        }
      }
    }
  }

  private var block: ResultTable {
    let isHidden = Self.hiddenLines(scenario, counts, rows)
    return scenario["high_needs_block.csv"].mapped { row in
      if isHidden(row["line"], row["financial_year"]) {
        row.hide(["mean"] + PublishedTable.quantiles)
      } else if row["kind"] != "income" {
        row.roundPounds()
      }
    }
  }

  /// What the account gave for a closed year is to the penny a sum of prices and children, and with the outturn so is what it was off by.
  private var calibration: ResultTable {
    let isHidden = Self.hiddenLines(scenario, counts, rows)
    return scenario["calibration.csv"].mapped { row in
      row.hide(["factor"])
      if row["lines"].split(separator: ";").contains(where: {
        isHidden(String($0), row["closed_year"])
      }) {
        row.hide(["modelled_gbp"])
      } else {
        row.roundPounds(in: ["modelled_gbp"])
      }
    }
  }

  /// Counts that the run was given, and what it was tied by.
  private var assumptions: ResultTable {
    let units = ["plans", "places at the base census", "children"]
    return scenario["assumptions.csv"].mapped { row in
      if row["name"] == "calibration" { row.hide(["value", "source"]) }
      let unit = row["unit"]
      if units.contains(where: {
        unit == $0 || unit.hasPrefix("\($0),") || unit.hasPrefix("\($0) ")
      }
      ) {
        // The unit may go on with parts of the count, and the source say how it was counted.
        row.hide(["value", "source"])
        row.put(String(unit.prefix { $0 != "," && $0 != ";" }), in: "unit")
      }
    }
  }

  /// Differences of what is hidden are hidden.
  static func comparison(
    _ results: RunResults, _ counts: PublishedCounts, _ rows: HiddenRows
  ) -> ResultTable {
    let lines = results.scenarios.map { hiddenLines($0, counts, rows) }
    let all = PublishedTable.all
    return results.comparison.mapped { row in
      let (period, item) = (row["period"], row["item"])
      let isHidden =
        switch row["measure"] {
        case "plans", "placements":
          counts.isHidden(
            PublishedTable.placed(item, all, all), in: PublishedTable.january(period))
        case "waiting":
          counts.isHidden(["waiting", item, all], in: PublishedTable.waiting(period))
        default: lines.contains { $0(item, period) }
        }
      if isHidden {
        row.hide(["mean"] + PublishedTable.quantiles)
      } else {
        row.roundPounds()
      }
    }
  }
}

/// Sufficiency in words: there where the figures of `sufficiency.csv` are shown, in every year that the words may speak of.
struct PublishedReview {
  let counts: PublishedCounts

  /// The rows that are published; a rank would tell a figure by its neighbours'.
  static func cut(_ table: ResultTable) -> ResultTable {
    // Whether places are enough for a need or a phase would say how many there are, and so the rolls that they are shared out by.
    let kept = table.filtered("need") { $0 == PublishedTable.all }
      .filtered("phase") { $0 == PublishedTable.all }
    guard let rank = kept.position("rank") else { return kept }
    return ResultTable(
      columns: kept.columns.filter { $0 != "rank" },
      rows: kept.rows.map { row in row.indices.filter { $0 != rank }.map { row[$0] } })
  }

  /// The rows of which nothing is hidden in any year: a row with a mark would say that there is somebody, and the first year that is short
  /// speaks of those before it.
  func shown(_ table: ResultTable) -> ResultTable {
    let years = table.texts("academic_year")
    return table.filtered { row in
      let sufficiency = PublishedTable.sufficiency
      let dimensions = sufficiency.dimensions.map { row[$0] }
      let isHidden = years.contains { year in
        sufficiency.groups.indices.contains {
          counts.hides($0, of: sufficiency, [year, "september", row["provision"]], dimensions)
        }
      }
      return !isHidden && !row.hasSmall(["needed_p80", "without_p80"])
    }
  }
}

/// A row of a table while figures are taken out of it.
struct ResultRow {
  private let columns: [String]
  private(set) var cells: [String]

  init(_ table: ResultTable, _ cells: [String]) { (columns, self.cells) = (table.columns, cells) }

  /// The text of a column; empty where there is none.
  subscript(_ column: String) -> String {
    columns.firstIndex(of: column).map { cells[$0] } ?? ""
  }

  /// Hides columns that are there and not empty.
  mutating func hide(_ names: [String]) { mark(names.filter { !self[$0].isEmpty }) }

  /// Hides columns that are there, whether they are empty or not.
  mutating func mark(_ names: [String]) {
    for position in names.compactMap(columns.firstIndex) {
      cells[position] = PublishedEdition.mark
    }
  }

  /// Writes another text into a column.
  mutating func put(_ text: String, in column: String) {
    if let position = columns.firstIndex(of: column) { cells[position] = text }
  }

  /// True where one of some columns is a count of 1 to 4.
  func hasSmall(_ names: [String]) -> Bool {
    names.contains { name in
      Double(self[name]).map(Suppression.isSmall) ?? false
    }
  }

  /// Makes figures 0, because the row is not there.
  mutating func clear(besides keys: [String]) {
    for (position, column) in columns.enumerated() where !keys.contains(column) {
      if Double(cells[position]) != nil || cells[position] == PublishedEdition.mark {
        cells[position] = "0"
      }
    }
  }

  /// Rounds pounds to the nearest 100,000, halves away from zero: those of some columns, or of a row whose unit they are.
  mutating func roundPounds(in chosen: [String]? = nil) {
    guard chosen != nil || self["unit"] == "GBP" else { return }
    for (position, column) in columns.enumerated()
    where chosen?.contains(column) ?? !column.hasPrefix("prob_") {
      // Years and names are no decimals.
      guard cells[position].contains("."), let pounds = Double(cells[position]) else { continue }
      let rounded = (pounds / 100_000).rounded(.toNearestOrAwayFromZero) * 100_000
      cells[position] = Digits.fixed(Int(rounded) * 100, decimals: 2)
    }
  }
}

extension ResultTable {
  fileprivate func filtered(_ holds: (ResultRow) -> Bool) -> ResultTable {
    ResultTable(columns: columns, rows: rows.filter { holds(ResultRow(self, $0)) })
  }

  fileprivate func mapped(_ change: (inout ResultRow) -> Void) -> ResultTable {
    ResultTable(
      columns: columns,
      rows: rows.map { cells in
        var row = ResultRow(self, cells)
        change(&row)
        return row.cells
      })
  }

  /// The rows in the order in which the texts of some columns first stand; totals last.
  fileprivate func sorted(by keys: [String]) -> ResultTable {
    let ranks = keys.compactMap { key -> (Int, [String: Int])? in
      guard let position = position(key) else { return nil }
      let order = texts(key).filter { $0 != TableSchema.Field.all } + [TableSchema.Field.all]
      return (
        position,
        Dictionary(order.enumerated().map { ($1, $0) }, uniquingKeysWith: { old, _ in old })
      )
    }
    func rank(_ row: [String]) -> [Int] { ranks.map { $1[row[$0]] ?? 0 } }
    return ResultTable(
      columns: columns,
      rows: rows.map { (rank($0), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1))
  }
}
