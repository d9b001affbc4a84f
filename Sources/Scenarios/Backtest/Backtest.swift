import Dispatch
import NumericalCore
import Projection
public import Vocabulary

/// Forecasts of many authorities from past origins, and how good they were.
public struct Backtest: Sendable {
  /// How a backtest is made.
  public struct Options: Sendable {
    /// January censuses to forecast from.
    public var origins: [Int]
    /// Years ahead.
    public var horizon: Int
    /// Draws of each authority.
    public var draws: Int
    /// Seed of the random numbers.
    public var seed: UInt64
    /// Threads to run on; none of the results depends on it.
    public var threads: Int
    /// Choices of the trend to replace, by the names of `Backtest.choices`.
    public var choices: [String: Double]
    /// Parts into which authorities are split, each forecast from what the others teach; 1 leaves nobody out.
    public var folds: Int
    /// The last January census that is scored; nil for all there are. Cross-validation must not see more.
    public var lastScored: Int?

    /// Chooses how to run.
    public init(
      origins: [Int], horizon: Int, draws: Int = 2000, seed: UInt64 = 2025, threads: Int = 1,
      choices: [String: Double] = [:], folds: Int = 1, lastScored: Int? = nil
    ) {
      self.origins = origins
      self.horizon = horizon
      self.draws = draws
      self.seed = seed
      self.threads = threads
      self.choices = choices
      self.folds = folds
      self.lastScored = lastScored
    }
  }

  /// The choices of the trend that can be replaced: name, meaning and unit.
  public static let choices = TrendSettings.catalogue
  /// The values that each may have.
  public static let bounds = TrendSettings.bounds

  /// How it was made.
  public let options: Options
  /// One for each origin, in their order.
  public let origins: [BacktestOrigin]

  /// Forecasts from every origin; the panel's later years are read only to score.
  ///
  /// - Throws: errors of estimation, which name what is singular.
  public init(_ panel: GroupPanel, options: Options) throws {
    self.options = options
    origins = try options.origins.map { try BacktestOrigin(panel, origin: $0, options: options) }
  }
}

/// The forecasts made from one origin.
public struct BacktestOrigin: Sendable {
  /// The quantiles of one series at one census.
  public struct Forecast: Sendable, Hashable {
    /// The authority's ONS code.
    public let code: String
    /// Position in `groups`.
    public let group: Int
    /// The January census.
    public let census: Int
    /// Quantiles at `Spread.probabilities`, plans.
    public let quantiles: [Double]
  }

  /// The names of the series: the age groups and their total.
  public static let groups = AgeBand.allCases.map(\.rawValue) + ["Total"]

  /// The January census of the origin.
  public let origin: Int
  /// By authority, census and group.
  public let forecasts: [Forecast]
  /// What was learned, of all authorities: rows under `fieldColumns`.
  public let fieldRows: [[String]]
  /// The columns of `fieldRows`.
  public static let fieldColumns = FieldTable.columns
  /// What a reader should know.
  public let findings: [Finding]
  /// Forecasts with outcomes, by group.
  public let scored: [[ScoredForecast]]
  let panel: GroupPanel

  init(_ panel: GroupPanel, origin: Int, options: Backtest.Options) throws {
    var settings = TrendSettings()
    for (name, value) in options.choices { settings[name] = value }
    let parts = try (0..<max(1, options.folds)).map { fold -> FieldForecast in
      let held = options.folds > 1 ? Self.part(fold, of: options.folds, panel) : []
      return try FieldForecast(
        panel, origin: origin, years: options.horizon, settings: settings, heldOut: held)
    }
    let forecasters = parts.enumerated().flatMap { fold, part in
      options.folds > 1
        ? part.forecasters.filter { Self.part(fold, of: options.folds, panel).contains($0.code) }
        : part.forecasters
    }.sorted { $0.code < $1.code }
    self.origin = origin
    self.panel = panel
    fieldRows = FieldTable(parts[0].field).rows.map { row in
      [row.parameter, row.group, row.against, "\(row.value)"]
    }
    findings = parts[0].findings
    forecasts = Self.drawn(forecasters, origin: origin, options: options)
    scored = Self.scored(forecasts, panel: panel, origin: origin, last: options.lastScored)
  }

  private static func part(_ fold: Int, of folds: Int, _ panel: GroupPanel) -> Set<String> {
    // By the code alone: which authorities begin later must not decide.
    Set(
      panel.authorities.map(\.code).filter { stableHash($0) % UInt64(folds) == UInt64(fold) })
  }

  private static func drawn(
    _ forecasters: [GroupForecaster], origin: Int, options: Backtest.Options
  ) -> [Forecast] {
    let results = ForecastBuffer(count: forecasters.count)
    let threads = min(options.threads, max(1, forecasters.count))
    DispatchQueue.concurrentPerform(iterations: threads) { thread in
      for index in stride(from: thread, to: forecasters.count, by: threads) {
        results.set(index, quantiles(forecasters[index], origin: origin, options: options))
      }
    }
    return results.all
  }

  /// Quantiles come from the draws' whole heads; a total is the sum of the groups of its draw.
  private static func quantiles(
    _ forecaster: GroupForecaster, origin: Int, options: Backtest.Options
  ) -> [Forecast] {
    let (groups, years) = (Self.groups.count, options.horizon)
    var heads = [[Int64]](
      repeating: [Int64](repeating: 0, count: options.draws), count: groups * years)
    for draw in 0..<options.draws {
      let address = DrawAddress(seed: options.seed, draw: UInt32(draw))
      let totals = forecaster.totals(address, years: years)
      for year in 0..<years {
        for band in 0..<(groups - 1) {
          heads[year * groups + band][draw] = Int64(totals[year, band])
          heads[year * groups + groups - 1][draw] += Int64(totals[year, band])
        }
      }
    }
    return heads.indices.map { series in
      let summary = heads[series].withUnsafeMutableBufferPointer { summarised($0) }
      return Forecast(
        code: forecaster.code, group: series % groups, census: origin + 1 + series / groups,
        quantiles: summary.quantiles)
    }
  }

  private static func scored(
    _ forecasts: [Forecast], panel: GroupPanel, origin: Int, last: Int?
  ) -> [[ScoredForecast]] {
    let histories = Dictionary(uniqueKeysWithValues: panel.authorities.map { ($0.code, $0) })
    var result = [[ScoredForecast]](repeating: [], count: groups.count)
    for forecast in forecasts where forecast.census <= last ?? .max {
      guard let history = histories[forecast.code],
        let actual = value(history, forecast.group, forecast.census)
      else { continue }
      result[forecast.group].append(
        ScoredForecast(
          code: forecast.code, horizon: forecast.census - origin, quantiles: forecast.quantiles,
          actual: actual))
    }
    return result
  }

  static func value(_ history: GroupHistory, _ group: Int, _ census: Int) -> Double? {
    group == groups.count - 1 ? history.totals[census] : history.plans(census, group)
  }
}

/// Results by position, filled from several threads.
private final class ForecastBuffer: @unchecked Sendable {
  private var results: [[BacktestOrigin.Forecast]]
  private let lock = DispatchQueue(label: "forecasts")

  init(count: Int) { results = Array(repeating: [], count: count) }

  func set(_ index: Int, _ value: [BacktestOrigin.Forecast]) {
    lock.sync { results[index] = value }
  }

  var all: [BacktestOrigin.Forecast] { results.flatMap { $0 } }
}
