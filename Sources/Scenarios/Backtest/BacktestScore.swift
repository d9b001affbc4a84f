import Vocabulary

/// A forecast of one series and census, and what came of it.
public struct ScoredForecast: Sendable, Hashable {
  /// The authority's ONS code.
  public let code: String
  /// Years after the origin.
  public let horizon: Int
  /// Quantiles at `Spread.probabilities`.
  public let quantiles: [Double]
  /// The published count.
  public let actual: Double

  /// Pairs a forecast with its outcome.
  public init(code: String, horizon: Int, quantiles: [Double], actual: Double) {
    self.code = code
    self.horizon = horizon
    self.quantiles = quantiles
    self.actual = actual
  }
}

/// How good some forecasts were.
public struct BacktestScore: Sendable, Hashable {
  /// The number of forecasts.
  public let count: Int
  /// Σ |median − actual| / Σ actual.
  public let wape: Double
  /// Weighted quantile loss: 2 Σ pinball / Σ actual, mean over the quantiles; nil for a method without quantiles.
  ///
  /// Source: Gneiting and Raftery (2007), doi 10.1198/016214506000001437; the pinball loss is theirs of quantiles.
  public let wql: Double?
  /// Share of actuals in the middle 50, 80 and 90 in 100; nil for a method without quantiles.
  public let coverage: [Double]?
  /// (Σ median − Σ actual) / Σ actual.
  public let bias: Double

  /// The score of forecasts with quantiles; nil of none, or where nothing was there to forecast.
  public init?(_ forecasts: [ScoredForecast]) {
    let total = forecasts.reduce(0) { $0 + $1.actual }
    guard total > 0 else { return nil }
    let probabilities = Spread.probabilities
    var (loss, absolute, signed) = (0.0, 0.0, 0.0)
    var inside = [0.0, 0.0, 0.0]
    for item in forecasts {
      for (probability, value) in zip(probabilities, item.quantiles) {
        let gap = item.actual - value
        loss += 2 * max(probability * gap, (probability - 1) * gap) / Double(probabilities.count)
      }
      absolute += abs(item.quantiles[3] - item.actual)
      signed += item.quantiles[3] - item.actual
      for (index, span) in [(2, 4), (1, 5), (0, 6)].enumerated()
      where item.quantiles[span.0] <= item.actual && item.actual <= item.quantiles[span.1] {
        inside[index] += 1
      }
    }
    count = forecasts.count
    wape = absolute / total
    wql = loss / total
    coverage = inside.map { $0 / Double(forecasts.count) }
    bias = signed / total
  }

  /// The score of plain forecasts: pairs of forecast and actual.
  init?(plain pairs: [(forecast: Double, actual: Double)]) {
    let total = pairs.reduce(0) { $0 + $1.actual }
    guard total > 0 else { return nil }
    count = pairs.count
    wape = pairs.reduce(0) { $0 + abs($1.forecast - $1.actual) } / total
    bias = pairs.reduce(0) { $0 + $1.forecast - $1.actual } / total
    wql = nil
    coverage = nil
  }
}
