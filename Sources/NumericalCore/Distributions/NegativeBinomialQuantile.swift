import Glibc

/// The negative binomial quantile: the smallest k with F(k) > `u`, where F is the distribution
/// function of a Poisson count whose mean is gamma distributed with mean `mean` and shape `size`, so
/// that its variance is mean + mean² / size.
///
/// Inversion: the result never falls when `u` or `mean` rises. F is known to about 10⁻¹⁴ of its
/// nearer tail, or absolutely where the size is at most 4 and u less than 1 - 2⁻²⁰.
///
/// Method: Devroye, *Non-Uniform Random Variate Generation* (1986), X.4, and the ratios of
/// neighbouring terms: summed from 0 when the mean or the size is small, otherwise from the mode.
///
/// - Parameters:
///   - u: in [0, 1), resolved to 2⁻⁵³.
///   - mean: in 0...10¹².
///   - size: above 0 and at least 10⁻⁸ of the mean; infinity gives `poissonQuantile`. The dispersion
///     is its reciprocal.
/// - Complexity: O(1) if u < 1 - mean; O(result) when the mean is below 16 or the size at most 4;
///   otherwise, and for u within 2⁻²⁰ of 1, O(standard deviation + mean / size).
@inlinable
public func negativeBinomialQuantile(_ u: Double, mean: Double, size: Double) -> Int {
  precondition(
    u >= 0 && u < 1 && mean >= 0 && mean <= 1e12 && size > 0 && size >= mean * 1e-8,
    "u = \(u), mean = \(mean), size = \(size)")
  return u < 1 - mean ? 0 : searchedNegativeBinomialQuantile(u, mean: mean, size: size)
}

/// `negativeBinomialQuantile` beyond its fast exit.
@usableFromInline
func searchedNegativeBinomialQuantile(_ u: Double, mean: Double, size: Double) -> Int {
  guard size < .infinity else { return poissonQuantile(u, mean: mean) }
  guard u > 0 else { return 0 }
  let law = NegativeBinomialLaw(mean: mean, size: size)
  if (mean < 16 || size <= 4) && 1 - u > 0x1p-20 {
    return law.ascendedFromZero(of: exp(-size * log1p(mean / size)), until: u)
  }
  return law.quantile(below: u, above: 1 - u)
}

private struct NegativeBinomialLaw: CountLaw {
  let size: Double
  /// The ratio of neighbouring terms far out in the upper tail.
  let decay: Double
  let mode: Int

  init(mean: Double, size: Double) {
    self.size = size
    decay = 1 / (1 + size / mean)
    mode = size > 1 ? Int(mean * (1 - 1 / size)) : 0
  }

  var support: ClosedRange<Int> { 0...Int.max }

  func ratioUp(from count: Int) -> Double {
    (Double(count) + size) / Double(count + 1) * decay
  }

  func ratioDown(from count: Int) -> Double {
    Double(count) / ((Double(count - 1) + size) * decay)
  }
}
