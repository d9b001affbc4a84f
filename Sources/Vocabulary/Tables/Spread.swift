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
  /// The quantiles at 0.025 and 0.975, between which 19 draws in 20 lie; nil where no one asked for them.
  public let tails: ClosedRange<Double>?

  /// Records a figure.
  public init(sum: Int64, count: Int, quantiles: [Double], tails: ClosedRange<Double>? = nil) {
    self.sum = sum
    self.count = count
    self.quantiles = quantiles
    self.tails = tails
  }

  /// The mean.
  public var mean: Double { Double(sum) / Double(count) }
  /// The middle quantile.
  public var median: Double { quantiles[3] }
}
