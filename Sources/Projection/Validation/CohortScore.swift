public import Vocabulary

/// How well the cohort model foresaw the authority's last census from the one before, beside two plain methods.
public struct CohortScore: Sendable {
  /// Who forecast.
  public enum Method: String, Sendable, CaseIterable {
    /// The cohort model on what was known at the census before.
    case cohorts = "Cohort model"
    /// The shares of the census before, at the cohort model's total.
    case noChange = "No change of shares"
    /// Each figure of the census before times England's growth of the same year of age or provision.
    case england = "England's growth"
  }

  /// What is looked at.
  public enum Margin: String, Sendable, CaseIterable {
    /// By single year of age (NCY).
    case ncy = "Year of age"
    /// By primary need.
    case need = "Need"
    /// By provision.
    case provision = "Provision"
  }

  /// One method on one margin.
  public struct Row: Sendable, Hashable {
    /// What was looked at.
    public let margin: Margin
    /// Who forecast.
    public let method: Method
    /// Σ |forecast − published| / Σ published.
    public let wape: Double
    /// (Σ forecast − Σ published) / Σ published.
    public let bias: Double
    /// The WAPE that is left when the forecast is brought to the published total: its shape.
    public let shape: Double
  }

  /// The censuses: from and to.
  public let censuses: (from: Int, to: Int)
  /// Published, and forecast by each method in the order of `Method`, by margin in the order of `Margin`.
  public let figures: [[(published: Double, forecasts: [Double])]]
  /// Scores, margin by margin.
  public let rows: [Row]
  /// New plans and leavers that the cohort model expected.
  public let expected: (newPlans: Double, leavers: Double)

  /// Forecasts and scores.
  ///
  /// - Throws: `EstimationError` where a figure is missing.
  public init(_ evidence: Evidence) throws {
    let census = evidence.authority.baseCensus
    let england = try EnglandYear(evidence)
    let forecast = try CohortForecast(evidence, england: england)
    guard let actual = evidence.local.plansByNCYProvision[census]?.spread(),
      let needs = evidence.local.plansByNCYNeed[census]
    else { throw EstimationError.missing("plans of January \(census)") }
    let plain = PlainCohorts(forecast, england: england)
    let published = [actual.rowSums, needs.columnSums, actual.columnSums]
    let forecasts = [
      Self.margins(forecast.closing), Self.margins(plain.noChange), plain.englandGrowth,
    ]
    censuses = (census - 1, census)
    expected = (forecast.newPlans, forecast.leavers)
    let all = published.indices.map { margin in
      published[margin].indices.map { index in
        (published: published[margin][index], forecasts: forecasts.map { $0[margin][index] })
      }
    }
    figures = all
    rows = zip(Margin.allCases, all).flatMap { margin, cells in
      Method.allCases.enumerated().map { method, name in
        Self.row(margin, name, cells.map { ($0.forecasts[method], $0.published) })
      }
    }
  }

  static func margins(_ byNeed: [CrossTable]) -> [[Double]] {
    let (rows, columns) = (byNeed.map(\.rowSums), byNeed.map(\.columnSums))
    func sums(_ tables: [[Double]]) -> [Double] {
      (tables.first ?? []).indices.map { index in tables.reduce(0) { $0 + $1[index] } }
    }
    return [sums(rows), byNeed.map(\.total), sums(columns)]
  }

  private static func row(
    _ margin: Margin, _ method: Method, _ pairs: [(forecast: Double, published: Double)]
  ) -> Row {
    let total = pairs.reduce(0) { $0 + $1.published }
    let forecast = pairs.reduce(0) { $0 + $1.forecast }
    return Row(
      margin: margin, method: method,
      wape: pairs.reduce(0) { $0 + abs($1.forecast - $1.published) } / total,
      bias: (forecast - total) / total,
      shape: pairs.reduce(0) { $0 + abs($1.forecast * total / forecast - $1.published) } / total)
  }
}

/// What anybody can do with a pencil.
private struct PlainCohorts {
  /// The opening plans at the cohort model's total: by need, NCY × provision.
  let noChange: [CrossTable]
  /// By NCY, need and provision. England's needs of the earlier census are not published: a need grows as its years of age do.
  let englandGrowth: [[Double]]

  init(_ forecast: CohortForecast, england: EnglandYear) {
    let opening = forecast.opening
    let scale =
      forecast.closing.reduce(0) { $0 + $1.total } / opening.reduce(0) { $0 + $1.total }
    noChange = opening.map { table in
      var result = table
      for index in result.values.indices { result.values[index] *= scale }
      return result
    }
    let now = CohortScore.margins(opening)
    let (before, after) = (england.opening, england.cohorts.closing)
    let years = Self.growth(before.rowSums, after.rowSums)
    let provisions = Self.growth(before.columnSums, after.columnSums)
    englandGrowth = [
      zip(now[0], years).map { $0 * $1 },
      opening.map { table in zip(table.rowSums, years).reduce(0) { $0 + $1.0 * $1.1 } },
      zip(now[2], provisions).map { $0 * $1 },
    ]
  }

  private static func growth(_ before: [Double], _ after: [Double]) -> [Double] {
    before.indices.map { before[$0] > 0 ? after[$0] / before[$0] : 1 }
  }
}
