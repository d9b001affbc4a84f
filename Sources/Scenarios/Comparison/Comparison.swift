public import Vocabulary

/// A series that scenarios are compared on.
public struct ComparedMeasure: Sendable, Hashable {
  /// `plans`, `placements`, `waiting` or `high_needs_block`.
  public var measure: String
  /// The census or financial year.
  public var period: String
  /// Provision, line, or `All`.
  public var item: String
  /// `plans`, `children` or `GBP`.
  public var unit: String
}

/// A few series of a run by draw, kept so that another run can be compared with it.
public struct ComparedSeries: Sendable {
  /// What is compared, in file order.
  public let measures: [ComparedMeasure]
  /// The draws of each; pence for money.
  public let draws: [[Int64]]

  /// Keeps plans, placements, waiting children and every line of the account.
  public init(_ run: ScenarioRun) {
    var builder = Builder(run)
    builder.heads()
    builder.money()
    measures = builder.measures
    draws = builder.draws
  }

  init(measures: [ComparedMeasure], draws: [[Int64]]) {
    self.measures = measures
    self.draws = draws
  }

  private struct Builder {
    let run: ScenarioRun
    var measures: [ComparedMeasure] = []
    var draws: [[Int64]] = []

    init(_ run: ScenarioRun) { self.run = run }

    mutating func heads() {
      let layout = run.store.layout
      let space = layout.space
      let (band, need) = (SeriesLayout.bands - 1, space.needs)
      for census in 1...max(1, run.model.years) {
        let year = String(run.model.baseCensus + census)
        add("plans", year, "All", "plans", layout.plans(census, band, need))
        for (index, provision) in space.codes.provisions.enumerated() {
          add(
            "placements", year, provision.code, "plans",
            layout.placements(census, index, band, need))
        }
        add("waiting", year, "All", "children", layout.waiting(census, space.provisions, need))
      }
    }

    mutating func money() {
      let lines = run.model.accountLines
      for (index, year) in run.model.financialYears.enumerated() {
        for (position, line) in lines.enumerated() {
          measures.append(
            ComparedMeasure(
              measure: "high_needs_block", period: "\(year)", item: line.name, unit: "GBP"))
          draws.append(run.store.pence(index * lines.count + position))
        }
      }
    }

    private mutating func add(
      _ measure: String, _ period: String, _ item: String, _ unit: String, _ series: Int
    ) {
      measures.append(
        ComparedMeasure(measure: measure, period: period, item: item, unit: unit))
      draws.append(run.store.heads(series))
    }
  }
}

/// A scenario less its baseline, draw by draw.
public struct Comparison: Sendable {
  /// One difference.
  public struct Row: Sendable {
    /// What is compared.
    public let measure: ComparedMeasure
    /// The difference, pence for money.
    public let difference: Spread
  }

  /// The scenario.
  public let scenario: String
  /// The differences, in file order.
  public let rows: [Row]

  /// Takes the differences of two runs with the same draws.
  ///
  /// A line that only one of them has is compared with nothing.
  public init(scenario: String, _ series: ComparedSeries, baseline: ComparedSeries) {
    self.scenario = scenario
    let positions = Dictionary(
      baseline.measures.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    rows = series.measures.enumerated().map { index, measure in
      let draws = series.draws[index]
      let base = positions[measure].map { baseline.draws[$0] } ?? draws.map { _ in 0 }
      precondition(base.count == draws.count, "\(draws.count) draws against \(base.count)")
      return Row(
        measure: measure, difference: DrawStore.summary(zip(draws, base).map { $0 - $1 }))
    }
  }
}
