import Vocabulary

/// The high needs account: what a year costs, what comes in, and where the balance stands.
struct AccountSection {
  let source: ReportSource

  private var years: [String] { source.focus.financialYears }

  var section: Document.Section? {
    guard !years.isEmpty else { return nil }
    var blocks: [Document.Block] = [
      .chart(chart("balance-chart", "cumulative_balance", "The balance at the end of each year"))
    ]
    blocks.append(
      .chart(chart("year-chart", "in_year_balance", "Income less spending of each year")))
    blocks.append(.table(account))
    if let causes { blocks.append(.chart(causes)) }
    blocks.append(.note(reconciliation))
    return .init("account", "The high needs block of the dedicated schools grant", blocks)
  }

  private func figure(_ line: String, _ year: String) -> LikelyFigure? {
    source.focus.figure("high_needs_block.csv", ["financial_year": year, "line": line])
  }

  private func chart(_ id: String, _ item: String, _ title: String) -> Chart {
    let figures = years.map { source.focus.balance(item, $0) }
    return Chart(
      id,
      "\(title), in millions of pounds: a deficit is below 0. The middle of what is likely, and its ranges.",
      labels: years, axis: "£ million",
      LikelyBands(figures: figures).series(scale: 1e6),
      table: PageTable(
        title, [.words("Year"), .figures("£ million, middle"), .figures("likely range")],
        zip(years, figures).map { year, figure in
          [
            year, figure.map { Wording.millions($0.middle * 100) } ?? "not costed",
            figure?.range { Wording.millions($0 * 100) } ?? "",
          ]
        }))
  }

  private var account: PageTable {
    let lines = ["total_cost", "total_income", "in_year_balance", "cumulative_balance"]
    return PageTable(
      "The account, in millions of pounds",
      [
        .words("Year"), .figures("Spending"), .figures("Income"), .figures("In the year"),
        .figures("Balance at the end"),
      ],
      years.map { year in
        [year]
          + lines.map { line in
            figure(line, year).map { figure in
              let word = { (pounds: Double) in Wording.millions(pounds * 100) }
              let range = figure.range(word)
              return word(figure.middle) + (range.isEmpty ? "" : " (\(range))")
            } ?? "not costed"
          }
      }, note: "In brackets the likely range, which holds 8 times in 10. A deficit is below 0.")
  }

  private static let drivers: [(String, String)] = [
    ("population", "Population"), ("plan_rate", "Plans a child"), ("need_mix", "Which needs"),
    ("placement_mix", "Which schools"), ("unit_price", "Prices"),
    ("policy_and_places", "Places and all else"), ("All", "All growth"),
  ]

  /// What makes spending grow from the first year to the last.
  private var causes: Chart? {
    guard let first = years.first, let last = years.last, first != last else { return nil }
    let amounts = Self.drivers.compactMap { driver, name in
      source.focus.number(
        "cost_drivers.csv", "mean", ["from_year": first, "to_year": last, "driver": driver]
      ).map { (name, $0 / 1e6) }
    }
    guard amounts.count == Self.drivers.count else { return nil }
    var (low, high, level): ([Double?], [Double?], Double) = ([], [], 0)
    for amount in amounts.dropLast() {
      low.append(min(level, level + amount.1))
      high.append(max(level, level + amount.1))
      level += amount.1
    }
    let total = amounts[amounts.count - 1].1
    return Chart(
      "cause-chart",
      "Why spending grows from \(first) to \(last), in millions of pounds: each bar starts where the one before it ends, the last is all growth.",
      labels: amounts.map(\.0), axis: "£ million more than in \(first)",
      [Chart.Series("growth", .floating, high + [max(0, total)], lower: low + [min(0, total)])],
      table: PageTable(
        "Growth of spending by cause", [.words("Cause"), .figures("£ million")],
        amounts.map { [$0.0, Wording.millionsChange($0.1 * 1e8)] }))
  }

  private var reconciliation: String {
    let year = source.focus["calibration.csv"].texts("closed_year").first
    return year.map {
      "The account is tied to the outturn of \($0): lines without an outturn are not."
    }
      ?? "The account is not reconciled to an outturn."
  }
}

/// Every scenario beside the baseline, and what each changes.
struct ComparisonSection {
  let source: ReportSource

  var section: Document.Section? {
    let others = source.results.scenarios.dropFirst()
    guard !others.isEmpty else { return nil }
    let year = source.baseline.financialYears.last
    let columns: [PageTable.Column] =
      [
        .words("Scenario"), .figures("Plans, January \(source.last)"), .figures("likely range"),
      ]
      + (year.map {
        [.figures("Balance at the end of \($0), £ million"), .figures("likely range")]
      } ?? [])
    let rows = others.map { scenario -> [String] in
      [scenario.name]
        + difference(scenario.id, "plans", "\(source.last)", "All") { Wording.change($0) }
        + (year.map { year in
          difference(scenario.id, "high_needs_block", year, "cumulative_balance") {
            Wording.millionsChange($0 * 100)
          }
        } ?? [])
    }
    return .init(
      "comparison", "What would change it",
      [
        .text(
          "Each scenario beside \u{201C}\(source.baseline.name)\u{201D}. Both meet the same luck, so that the difference is known better than either figure."
        ),
        .table(PageTable("Scenarios less \u{201C}\(source.baseline.name)\u{201D}", columns, rows)),
        .table(questions),
      ])
  }

  private var questions: PageTable {
    PageTable(
      "What the scenarios ask", [.words("Scenario"), .words("Question")],
      source.results.scenarios.map { [$0.name, $0.question] })
  }

  private func difference(
    _ scenario: String, _ measure: String, _ period: String, _ item: String,
    _ word: (Double) -> String
  ) -> [String] {
    guard let figure = source.results.difference(scenario, measure, period, item) else {
      return ["not known", ""]
    }
    let (low, high) = (word(figure.low), word(figure.high))
    return [word(figure.middle), low == high ? "" : "\(low) to \(high)"]
  }
}
