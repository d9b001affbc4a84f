import Glibc

/// The binomial quantile: the smallest k with F(k) > `u`, where F is the distribution function of
/// the number of successes in `trials` trials of `probability` each.
///
/// Because this is inversion, the result never falls when `u`, `trials` or `probability` rises, and
/// one more trial adds 0 or 1. F is computed to about 10⁻¹⁵ of its nearer tail or 2⁻⁵³, whichever is
/// more, and within 2⁻²⁰ of 0 or 1 to 10⁻¹⁵ of the tail: only a `u` closer than that to a step of F
/// can fall on the other side of the step.
///
/// Method: if u < 1 - n p the answer is 0 (Bernoulli's inequality) and if u ≥ n (1 - p) it is n; a
/// small mean is summed from 0; otherwise terms are summed outwards from the mode. Above 1/2 the
/// failures are counted instead.
///
/// - Parameters:
///   - u: in [0, 1), resolved to 2⁻⁵³.
///   - trials: n ≥ 0.
///   - probability: p; 0 or less gives 0, 1 or more gives n.
/// - Complexity: O(1) in the fast exits, otherwise O(min(n p, n (1 - p), standard deviation)).
@inlinable
public func binomialQuantile(_ u: Double, trials: Int, probability: Double) -> Int {
  precondition(trials >= 0 && u >= 0 && u < 1, "u = \(u), trials = \(trials)")
  if trials == 0 || probability <= 0 { return 0 }
  if probability >= 1 { return trials }
  if u < 1 - Double(trials) * probability { return 0 }
  if probability > 0.5 && u >= Double(trials) * (1 - probability) { return trials }
  return searchedBinomialQuantile(u, trials: trials, probability: probability)
}

/// `binomialQuantile` beyond its fast exits, for a probability strictly between 0 and 1.
@usableFromInline
func searchedBinomialQuantile(_ u: Double, trials: Int, probability: Double) -> Int {
  precondition(probability > 0 && probability < 1, "probability = \(probability)")
  guard u > 0 else { return 0 }
  guard probability > 0.5 else {
    return BinomialLaw(trials: trials, probability: probability)
      .searchedQuantile(below: u, above: 1 - u)
  }
  // F(k) > u for successes is G(n - k - 1) < 1 - u for failures: the answer is n less the smallest
  // y with G(y) >= 1 - u, and "at least" is "more than the number just below".
  return trials
    - BinomialLaw(trials: trials, probability: 1 - probability)
    .searchedQuantile(below: (1 - u).nextDown, above: u.nextUp)
}

/// The number of successes in `trials` trials, 0 < `probability` ≤ 1/2.
private struct BinomialLaw: CountLaw {
  let trials: Int
  let probability: Double
  let odds: Double

  init(trials: Int, probability: Double) {
    self.trials = trials
    self.probability = probability
    odds = probability / (1 - probability)
  }

  var inverseOdds: Double { (1 - probability) / probability }

  var support: ClosedRange<Int> { 0...trials }
  var mode: Int { min(trials, Int(Double(trials + 1) * probability)) }

  func ratioUp(from count: Int) -> Double {
    Double(trials - count) / Double(count + 1) * odds
  }

  func ratioDown(from count: Int) -> Double {
    Double(count) / Double(trials - count + 1) * inverseOdds
  }

  /// Sums from 0 when few terms are needed. The far upper tail is left to `quantile`, because a sum
  /// from 0 knows it only to 10⁻¹⁶ absolutely.
  func searchedQuantile(below: Double, above: Double) -> Int {
    if Double(trials) * probability < 16 && above > 0x1p-20 {
      let quick = trials <= 64 ? ascendedQuickly(until: below) : nil
      return quick ?? ascendedFromZero(of: probabilityOfNone, until: below)
    }
    return quantile(below: below, above: above)
  }

  /// What `ascendedFromZero` gives, without `pow` or `exp`; nil where the target is too near to a step of F to be sure.
  ///
  /// Of up to 64 factors the product is wrong by less than 64 · 2⁻⁵² of itself, as is every sum of terms made from it; the same
  /// holds of the slow sums. So a target further than 10⁻¹² from every sum is on the same side of both.
  private func ascendedQuickly(until target: Double) -> Int? {
    var count = 0
    var term = productOfFailures
    var sum = term
    while sum <= target + 1e-12 {
      guard sum < target - 1e-12 else { return nil }
      guard count < trials else { return count }
      term *= ratioUp(from: count)
      count += 1
      sum += term
    }
    return count
  }

  /// (1 - p)ⁿ by squaring.
  private var productOfFailures: Double {
    var (product, power, left) = (1.0, 1 - probability, trials)
    while left > 1 {
      if left & 1 == 1 { product *= power }
      power *= power
      left &>>= 1
    }
    return product * power
  }

  /// (1 - p)ⁿ: by `pow` when 1 - p is exact, so that halves and quarters have no error at all.
  private var probabilityOfNone: Double {
    let failure = 1 - probability
    return 1 - failure == probability
      ? pow(failure, Double(trials)) : exp(Double(trials) * log1p(-probability))
  }
}
