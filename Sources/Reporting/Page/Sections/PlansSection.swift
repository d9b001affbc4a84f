import Vocabulary

/// Plans by year, with what was counted before.
struct PlansSection {
  let source: ReportSource

  var section: Document.Section? {
    let future = (source.base...source.last).compactMap { year in
      source.focus.plans(year).map { (year, $0) }
    }
    guard future.count > 1 else { return nil }
    return .init(
      "plans", "How many children and young people will have a plan", [.chart(chart(future))])
  }

  /// Plans counted by January, the base census left out: it begins the future.
  private var past: [(year: Int, plans: Double)] {
    source.evidence.local.plansByProvision
      .filter { $0.key < source.base }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value.reduce(0, +)) }
  }

  private func chart(_ future: [(year: Int, figure: LikelyFigure)]) -> Chart {
    let past = past
    let bands = LikelyBands(figures: future.map(\.figure))
    let series =
      bands.series(after: past.count)
      + [Chart.Series("counted", .points, past.map(\.plans) + [future[0].figure.middle])]
    return Chart(
      "plans-chart",
      "Children and young people with a plan each January: counted up to \(source.base), then the middle of what is likely and its ranges.",
      labels: past.map { "\($0.year)" } + future.map { "\($0.year)" },
      axis: "children and young people with a plan", series, table: table(past, future))
  }

  private func table(
    _ past: [(year: Int, plans: Double)], _ future: [(year: Int, figure: LikelyFigure)]
  ) -> PageTable {
    let counted = past.map { ["January \($0.year), counted", Wording.count($0.plans), "", "", ""] }
    let bands = LikelyBands(figures: future.map(\.figure))
    let likely = future.map { year, figure in
      [
        "January \(year)\(year == source.base ? ", counted" : "")", Wording.count(figure.middle),
        Self.range(figure, "p25", "p75"), figure.range(),
        Self.range(figure, bands.widest.low, bands.widest.high),
      ]
    }
    return PageTable(
      "Children and young people with a plan",
      [
        .words("Census"), .figures("Middle"), .figures("Half of the time"),
        .figures("8 times in 10"), .figures(bands.widestName),
      ], counted + likely)
  }

  private static func range(_ figure: LikelyFigure, _ low: String, _ high: String) -> String {
    let (low, high) = (Wording.count(figure[low]), Wording.count(figure[high]))
    return low == high ? "" : "\(low) to \(high)"
  }
}

/// Plans by need and by age.
struct GroupsSection {
  let source: ReportSource

  var section: Document.Section? {
    let needs = rows(source.evidence.codes.needs.map(\.code)) { need, year in
      source.focus.plans(year, need: need)
    }
    let bands = rows(AgeBand.allCases.map(\.rawValue)) { band, year in
      source.focus.plans(year, band: band)
    }
    guard !needs.isEmpty, !bands.isEmpty else { return nil }
    return .init(
      "groups", "Which needs, and what ages",
      [
        .chart(chart(needs)), .table(table("Plans by primary need", "Need", needs, source.need)),
        .table(table("Plans by age on 31 August before the census", "Age", bands) { $0 }),
      ])
  }

  /// Figures by year; nil for those that are hidden: the file has every row.
  private typealias Row = (code: String, figures: [LikelyFigure?])

  private var years: [Int] {
    [source.base, min(source.base + 5, source.last), source.last].reduce(into: []) {
      if !$0.contains($1) { $0.append($1) }
    }
  }

  /// Groups that ever have a plan.
  private func rows(
    _ codes: [String], _ figure: (String, Int) -> LikelyFigure?
  ) -> [Row] {
    codes.compactMap { code in
      let figures = years.map { figure(code, $0) }
      return figures.contains { ($0?.mean ?? (source.isPublished ? 1 : 0)) > 0 }
        ? (code, figures) : nil
    }
  }

  private func chart(_ needs: [Row]) -> Chart {
    // Bars of the smallest groups would say what the table does not.
    let order = needs.filter { row in
      !source.isPublished || row.figures.allSatisfy { ($0?.middle ?? 0) >= 20 }
    }
    .sorted { Self.middle($0, 0) > Self.middle($1, 0) }
    return Chart(
      "needs-chart",
      "Plans by primary need in January \(years[0]) and, as the middle of what is likely, in January \(source.last).",
      labels: order.map { source.need($0.code) }, axis: "plans",
      [
        Chart.Series("January \(years[0])", .bars, order.map { Self.middle($0, 0) }),
        Chart.Series(
          "January \(source.last)", .bars, order.map { Self.middle($0, years.count - 1) }),
      ], table: table("Plans by primary need", "Need", needs, source.need))
  }

  private static func middle(_ row: Row, _ year: Int) -> Double { row.figures[year]?.middle ?? 0 }

  private func table(
    _ caption: String, _ first: String, _ rows: [Row], _ name: (String) -> String
  ) -> PageTable {
    let columns: [PageTable.Column] =
      [.words(first)]
      + years.flatMap { year -> [PageTable.Column] in
        year == source.base
          ? [.figures("January \(year)")]
          : [.figures("January \(year)"), .figures("likely range")]
      }
    return PageTable(
      caption, columns,
      rows.map { row in [name(row.code)] + years.indices.flatMap { cells(row, $0) } },
      note: "Middles of groups do not add to the middle of all.")
  }

  /// The middle and, of years to come, the likely range.
  private func cells(_ row: Row, _ year: Int) -> [String] {
    let isCounted = years[year] == source.base
    guard let figure = row.figures[year] else {
      return [PublishedEdition.word] + (isCounted ? [] : [""])
    }
    let middle = Wording.count(figure.middle)
    return isCounted ? [middle] : [middle, figure.range()]
  }
}

/// Why plans grow.
struct GrowthSection {
  let source: ReportSource

  private static let words: [(driver: String, name: String)] = [
    ("ageing", "Those who have a plan grow older, and new plans come as in the base year"),
    ("population", "Population"), ("backlog", "Backlog of requests and assessments"),
    ("residual", "Growth that the published counts of new and ended plans do not explain"),
    ("rate", "Rates: more or fewer new plans a child, plans kept longer, and what is done"),
    ("All", "All growth"),
  ]

  var section: Document.Section? {
    let figures = Self.words.compactMap { item in
      source.focus.figure(
        "drivers.csv", ["january_census": "\(source.last)", "driver": item.driver]
      ).map { (item.name, $0.mean) }
    }
    guard figures.count == Self.words.count else { return nil }
    return .init("growth", "Why the number grows", [.chart(chart(figures))])
  }

  private func chart(_ figures: [(name: String, plans: Double)]) -> Chart {
    var (low, high): ([Double?], [Double?]) = ([], [])
    var level = 0.0
    for figure in figures.dropLast() {
      low.append(min(level, level + figure.plans))
      high.append(max(level, level + figure.plans))
      level += figure.plans
    }
    let total = figures[figures.count - 1].plans
    return Chart(
      "growth-chart",
      "Plans in January \(source.last) above those of January \(source.base), by cause: each bar starts where the one before it ends, the last is all growth.",
      labels: figures.map(\.name), axis: "plans more than in January \(source.base)",
      [
        Chart.Series(
          "growth", .floating, high + [max(0, total)], lower: low + [min(0, total)])
      ],
      table: PageTable(
        "Growth from January \(source.base) to January \(source.last), by cause",
        [.words("Cause"), .figures("Plans")],
        figures.map { [$0.name, Wording.change($0.plans)] },
        note:
          "Means, so that the causes add up. Another order of the causes would share out otherwise what two of them bring about together."
      ))
  }
}
