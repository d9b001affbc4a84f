import Vocabulary

/// How a scenario's account differs from that in which nothing else is done: from one balance to the other, step by step.
struct WaterfallSection {
  let source: ReportSource

  private static let other = "All else"

  /// Lines of the account by what they pay for.
  private static let groups: [(name: String, holds: @Sendable (String) -> Bool)] = [
    (
      "Independent, non-maintained and specialist post-16 fees",
      {
        ["fees_independent", "topup_nmss", "fees_specialist_post16"].contains($0)
      }
    ),
    ("Top-ups in state schools and colleges", { $0.hasPrefix("topup_") }),
    ("Places", { $0.hasPrefix("places_") || $0 == "over_number" }),
    ("All other spending", { _ in true }),
  ]

  private var years: [String] { source.focus.financialYears }

  /// Savings lines as `sufficiency savings` told them apart, where its file lies beside the scenario's results.
  private var hasLines: Bool { !source.focus["savings.csv"].rows.isEmpty }

  var section: Document.Section? {
    guard !source.isBaseline, let last = years.last,
      let inYear = waterfall(years: [last], balance: "in_year_balance", at: last),
      let cumulative = waterfall(years: years, balance: "cumulative_balance", at: last)
    else { return nil }
    return .init(
      "waterfall", "What the changes do to the balance",
      [
        .text(introduction),
        .chart(chart("waterfall-year", "Income less spending in \(last)", inYear)),
        .chart(
          chart("waterfall-all", "The balance at the end of \(last), after all years", cumulative)),
        .note(
          "Means, so that the steps add up. Transport is paid from the general fund and is in neither figure."
            + (source.isPublished
              ? " Every line of every year was rounded to £100,000 before it was added, and lines that are not shown are in “\(Self.other)”: steps of a few hundred thousand pounds may be rounding."
              : "")
            + (hasLines
              ? " Savings lines are shared out so that they add up, whatever their order; confidence in their delivery and its cost are in savings.csv."
              : "")),
      ])
  }

  private var introduction: String {
    hasLines
      ? "From the balance if nothing else is done, through what each savings line avoids, to the balance with all of them. A step to the right is money saved."
      : "From the balance if nothing else is done, through what changes in each part of the account, to the balance of this scenario. A step to the right is money saved."
  }

  /// The waterfall of some years; nil where the account is not there or the runs do not cost the same years.
  func waterfall(years: [String], balance: String, at year: String) -> Waterfall? {
    guard let start = account(source.baseline, year)[balance]?.mean,
      let end = account(source.focus, year)[balance]?.mean
    else { return nil }
    let parts = hasLines ? lines(years) : groups(years)
    return Waterfall(
      from: start, by: parts, to: end,
      rest: hasLines
        ? "All else, and simulations that are not the run's own" : Self.other)
  }

  private typealias Line = (kind: String, mean: Double)

  private func account(_ scenario: ScenarioResults, _ year: String) -> [String: Line] {
    let table = scenario["high_needs_block.csv"]
    guard let line = table.position("line"), let kind = table.position("kind"),
      let mean = table.position("mean")
    else { return [:] }
    return table.rows(["financial_year": year]).reduce(into: [:]) { lines, row in
      if let amount = Double(row[mean]) { lines[row[line]] = (row[kind], amount) }
    }
  }

  /// What each group of lines adds to the balance: less cost, more income.
  private func groups(_ years: [String]) -> [(name: String, pounds: Double)] {
    var sums = [Double](repeating: 0, count: Self.groups.count)
    var income = 0.0
    for year in years {
      let (before, after) = (account(source.baseline, year), account(source.focus, year))
      for name in Set(before.keys).union(after.keys).sorted() {
        let kind = after[name]?.kind ?? before[name]?.kind
        let change = (after[name]?.mean ?? 0) - (before[name]?.mean ?? 0)
        if kind == "income" { income += change }
        guard kind == "cost", let group = Self.groups.firstIndex(where: { $0.holds(name) })
        else { continue }
        sums[group] -= change
      }
    }
    return zip(Self.groups, sums).map { ($0.name, $1) } + [("Income", income)]
  }

  /// What each savings line avoids, shared out.
  private func lines(_ years: [String]) -> [(name: String, pounds: Double)] {
    let table = source.focus["savings.csv"]
    let names = ["line", "name", "gross", "financial_year"].compactMap(table.position)
    guard names.count == 4 else { return [] }
    var order: [String] = []
    var sums: [String: (name: String, pounds: Double)] = [:]
    for row in table.rows(["basis": "shapley"])
    where row[names[0]] != TableSchema.Field.all && years.contains(row[names[3]]) {
      guard let gross = Double(row[names[2]]) else { continue }
      if sums[row[names[0]]] == nil { order.append(row[names[0]]) }
      sums[row[names[0]], default: (row[names[1]], 0)].pounds += gross
    }
    return order.compactMap { sums[$0] }
  }

  private func chart(_ id: String, _ title: String, _ figures: Waterfall) -> Chart {
    let ends = [("If nothing else is done", figures.start), (source.focus.name, figures.end)]
    var level = figures.start
    var bars: [(name: String, low: Int, high: Int)] = []
    for step in figures.steps {
      bars.append((step.name, min(level, level + step.amount), max(level, level + step.amount)))
      level += step.amount
    }
    let whole = ends.map { ($0.0, min(0, $0.1), max(0, $0.1)) }
    // Steps that would be hairlines beside the balances are drawn alone, from 0.
    let largest = figures.steps.map { abs($0.amount) }.max() ?? 0
    let isFine = largest * 12 < max(abs(figures.start), abs(figures.end))
    let shown =
      isFine
      ? bars.map { ($0.name, $0.low - figures.start, $0.high - figures.start) }
        + [
          (
            "All changes", min(0, figures.end - figures.start), max(0, figures.end - figures.start)
          )
        ] : [whole[0]] + bars + [whole[1]]
    return Chart(
      id,
      isFine
        ? "\(title): what each change adds, in millions of pounds. Each bar starts where the one before it ends; the last is all of them. The balances themselves are in the table."
        : "\(title), in millions of pounds: from the balance if nothing else is done to that of the scenario. Each bar starts where the one before it ends.",
      labels: shown.map(\.0), axis: isFine ? "£ million more than if nothing is done" : "£ million",
      series(shown, figures, isFine: isFine), table: table(title, figures, ends))
  }

  /// Whole bars, money saved and money spent, each in a shade of its own.
  private func series(
    _ bars: [(String, Int, Int)], _ figures: Waterfall, isFine: Bool
  ) -> [Chart.Series] {
    let changes = figures.steps.map { Optional($0.amount) }
    let amounts = (isFine ? [] : [nil]) + changes + [nil]
    func chosen(_ name: String, _ holds: (Int?) -> Bool) -> Chart.Series {
      let kept = zip(bars, amounts).map { holds($1) ? $0 : nil }
      return Chart.Series(
        name, .floating, kept.map { $0.map { Double($0.2) / 100 } },
        lower: kept.map { $0.map { Double($0.1) / 100 } })
    }
    return [
      chosen(isFine ? "all changes" : "balance") { $0 == nil },
      chosen("worse") { $0.map { $0 < 0 } ?? false },
      chosen("better") { $0.map { $0 > 0 } ?? false },
    ]
  }

  private func table(
    _ title: String, _ figures: Waterfall, _ ends: [(String, Int)]
  ) -> PageTable {
    PageTable(
      title, [.words("Step"), .figures("£ million")],
      [[ends[0].0, Waterfall.text(ends[0].1)]]
        + figures.steps.map { [$0.name, Waterfall.change($0.amount)] }
        + [[ends[1].0, Waterfall.text(ends[1].1)]],
      note: "A deficit is below 0. The first line and all steps add to the last.")
  }
}
