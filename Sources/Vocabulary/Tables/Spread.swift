/// A published figure: its mean and quantiles over the draws.
public struct Spread: Sendable, Hashable {
  /// The probabilities of `quantiles`.
  public static let probabilities = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]

  /// The exact sum over the draws.
  public let sum: Int64
  /// The number of draws.
  public let count: Int
  /// The quantiles, by linear interpolation (Hyndman & Fan's type 7).
  public let quantiles: [Double]

  /// Records a figure.
  public init(sum: Int64, count: Int, quantiles: [Double]) {
    self.sum = sum
    self.count = count
    self.quantiles = quantiles
  }

  /// The mean.
  public var mean: Double { Double(sum) / Double(count) }
  /// The middle quantile.
  public var median: Double { quantiles[3] }
}
