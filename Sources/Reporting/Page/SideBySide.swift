import Vocabulary

/// Scenarios of a run side by side: their lines in two charts, and their figures with what each changes.
public struct SideBySide {
  /// The most scenarios whose lines can be told apart, the baseline's among them.
  public static let most = 4

  /// The tables of a scenario that are read.
  public static let files = ["plans.csv", "placements.csv", "waiting.csv", "balance.csv"]

  private let source: ReportSource
  private let chosen: [ScenarioResults]

  /// Chooses scenarios.
  ///
  /// - Parameters:
  ///   - source: with the tables of `files` and the comparison.
  ///   - scenarios: ids, in the order in which they are shown; the baseline is always there, and first.
  public init(_ source: ReportSource, scenarios: [String]) {
    self.source = source
    let others = scenarios.compactMap(source.results.scenario)
    chosen = [source.baseline] + others.filter { $0.id != source.baseline.id }.prefix(Self.most - 1)
  }

  private var base: Int { source.base }
  private var last: Int { source.last }
  private var years: [String] { chosen[0].financialYears }

  /// What is compared, as sections of a page.
  public var sections: [Document.Section] {
    var charts: [Document.Block] = [.chart(plans)]
    if !years.isEmpty { charts.append(.chart(balance)) }
    return [
      .init("figures", "What it would change", [.table(figures), .note(Self.pairing)]),
      .init("lines", "Year by year", charts),
    ]
  }

  /// What the last of the scenarios would change, in one line.
  public var summary: String {
    let other = chosen[chosen.count - 1]
    let told = [lines.first] + (years.isEmpty ? [] : [lines.last])
    let parts = told.compactMap { $0 }.compactMap { line -> String? in
      guard let figure = line.figure(other) else { return nil }
      let change =
        other.id == source.baseline.id ? "" : ", difference \(difference(other.id, line))"
      return "\(line.name): \(line.word(figure.middle))\(change)."
    }
    return parts.joined(separator: " ")
  }

  private static let pairing =
    "The middle of what is likely, and in brackets the range that holds 8 times in 10. Scenarios meet the same luck, so that a difference is known better than either figure."

  // MARK: Charts

  private var plans: Chart {
    let januaries = Array(base...last)
    return chart(
      "compare-plans",
      "Children and young people with a plan each January, the middle of what is likely.",
      "children and young people with a plan", januaries.map { "\($0)" }, scale: 1,
      { scenario in januaries.map { scenario.plans($0) } }, { Wording.count($0) })
  }

  private var balance: Chart {
    chart(
      "compare-balance",
      "The balance of the high needs account at the end of each year, the middle of what is likely, in millions of pounds: a deficit is below 0.",
      "£ million", years, scale: 1e-6,
      { scenario in years.map { scenario.balance("cumulative_balance", $0) } },
      { Wording.millions($0 * 100) })
  }

  private func chart(
    _ id: String, _ caption: String, _ axis: String, _ labels: [String], scale: Double,
    _ figures: (ScenarioResults) -> [LikelyFigure?], _ word: (Double) -> String
  ) -> Chart {
    let rows = chosen.map(figures)
    let low = rows[0].map { $0.map { $0.low * scale } }
    let high = rows[0].map { $0.map { $0.high * scale } }
    let lines = zip(chosen, rows).map { scenario, row in
      Chart.Series(scenario.name, .line, row.map { $0.map { $0.middle * scale } })
    }
    return Chart(
      id, caption, labels: labels, axis: axis,
      [Chart.Series("\(chosen[0].name), 8 times in 10", .band(share: 80), high, lower: low)]
        + lines,
      table: PageTable(
        caption, [.words("When")] + chosen.map { .figures($0.name) },
        labels.indices.map { index in
          [labels[index]] + rows.map { $0[index].map { word($0.middle) } ?? "not known" }
        }))
  }

  // MARK: Figures

  private struct Line {
    let name: String
    let figure: (ScenarioResults) -> LikelyFigure?
    /// True where the figure is there and hidden.
    var isHidden: (ScenarioResults) -> Bool = { _ in false }
    /// Measure, period and item of the comparison.
    let compared: (measure: String, period: String, item: String)
    let word: (Double) -> String
    let change: (Double) -> String
    var isMoney = false
  }

  private var lines: [Line] {
    let january = "\(last)"
    func children(
      _ name: String, _ measure: String, _ item: String, _ cells: KeyValuePairs<String, String>
    ) -> Line {
      Line(
        name: name, figure: { $0.figure("\(measure).csv", cells) },
        isHidden: { $0.isHidden("\(measure).csv", "p50", cells) },
        compared: (measure, january, item),
        word: { Wording.count($0) }, change: { Wording.change($0) })
    }
    let placed = ["SPEC-STATE", "DSP", "IND-SPEC"]
    return [
      children(
        "Children and young people with a plan, January \(last)", "plans", "All",
        ["january_census": january, "age_band": "All", "need": "All"])
    ]
      + placed.map { code in
        children(
          "\(source.provision(code)), January \(last)", "placements", code,
          ["january_census": january, "provision": code, "age_band": "All", "need": "All"])
      } + [
        children(
          "Awaiting a suitable place, January \(last)", "waiting", "All",
          ["january_census": january, "provision": "All", "need": "All"])
      ] + money
  }

  private var money: [Line] {
    guard let end = years.last else { return [] }
    func line(_ name: String, _ year: String, _ item: String) -> Line {
      Line(
        name: name, figure: { $0.balance(item, year) },
        compared: ("high_needs_block", year, item),
        word: { Wording.millions($0 * 100) }, change: { Wording.millionsChange($0 * 100) },
        isMoney: true)
    }
    let soon = years.first { $0 == "2027-28" }
    return [line("Income less spending in \(end), £ million", end, "in_year_balance")]
      + (soon.map { [line("Balance at the end of \($0), £ million", $0, "cumulative_balance")] }
        ?? [])
      + [line("Balance at the end of \(end), £ million", end, "cumulative_balance")]
  }

  private var figures: PageTable {
    let columns = chosen.enumerated().flatMap { index, scenario -> [PageTable.Column] in
      index == 0
        ? [.figures(scenario.name)] : [.figures(scenario.name), .figures("difference")]
    }
    let rows = lines.compactMap { line -> [String]? in
      let figures = chosen.map(line.figure)
      guard figures.contains(where: { $0 != nil }) || chosen.contains(where: line.isHidden) else {
        return nil
      }
      return [line.name]
        + zip(chosen, figures).enumerated().flatMap { index, pair in
          let text = words(pair.1, line)
          return index == 0 ? [text] : [text, difference(pair.0.id, line)]
        }
    }
    return PageTable("Figures of each scenario", [.words("Figure")] + columns, rows)
  }

  private func words(_ figure: LikelyFigure?, _ line: Line) -> String {
    guard let figure else { return unknown }
    let range = figure.range(line.word)
    return line.word(figure.middle) + (range.isEmpty ? "" : " (\(range.unbroken))")
  }

  private func difference(_ scenario: String, _ line: Line) -> String {
    let (measure, period, item) = line.compared
    guard let figure = source.results.difference(scenario, measure, period, item) else {
      return unknown
    }
    let range = figure.range(line.change)
    return line.change(figure.middle) + (range.isEmpty ? "" : " (\(range.unbroken))")
  }

  /// Every figure of a run is in its files: what is not there is hidden.
  private var unknown: String { source.isPublished ? PublishedEdition.word : "not known" }
}
