/// `betaBinomialQuantile` of one number of trials and one pair of weights, prepared to be asked many times.
public struct BetaBinomialTable: Sendable {
  /// Beyond this the sums are too coarse, and the law is searched.
  private static let last = 1 - 0x1p-20
  /// Below this P(0) has lost digits, or all of itself, and nothing is kept.
  private static let least = 1e-280
  /// More than this is not kept: what is left is searched.
  private static let most = 4096

  private let law: BetaBinomialLaw
  /// F(0), F(1), … as far as they are kept.
  private let reached: [Double]

  /// Prepares a law.
  ///
  /// - Parameters:
  ///   - trials: n ≥ 0.
  ///   - a: the weight of a success; 0 gives 0.
  ///   - b: the weight of a failure; 0 gives n. Not both are 0, and their sum is finite.
  /// - Complexity: O(n).
  public init(trials: Int, happened a: Double, not b: Double) {
    precondition(
      trials >= 0 && a >= 0 && b >= 0 && a + b > 0 && a + b < .infinity,
      "trials = \(trials), a = \(a), b = \(b)")
    law = BetaBinomialLaw(trials: trials, happened: a, not: b)
    guard a > 0 && a <= b && law.canBeMultiplied else {
      reached = []
      return
    }
    var term = law.probabilityOfNone
    var sums = [term]
    while sums[0] > Self.least && sums.count <= min(trials, Self.most)
      && sums[sums.count - 1] <= Self.last
    {
      term *= law.ratioUp(from: sums.count - 1)
      sums.append(sums[sums.count - 1] + term)
    }
    reached = sums[0] > Self.least ? sums : []
  }

  /// The smallest k with F(k) > `u`, `u` in [0, 1). O(log n), for u beyond what is kept as `betaBinomialQuantile`.
  public func quantile(_ u: Double) -> Int {
    guard u < Self.last, let top = reached.last, u < top else {
      return betaBinomialQuantile(u, trials: law.trials, happened: law.happened, not: law.not)
    }
    var (low, high) = (0, reached.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if reached[middle] > u { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
