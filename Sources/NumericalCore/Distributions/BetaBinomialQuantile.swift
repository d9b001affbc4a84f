/// The beta-binomial quantile: the smallest k with F(k) > `u`, where F is the distribution function of the number of successes in
/// `trials` trials of one probability, itself drawn from a beta distribution.
///
/// What a `beta` draw and a `binomialQuantile` at it give together, where nobody asks for the probability, by one uniform. Because this is
/// inversion, the result never falls when `u`, `trials` or `happened` rises or `not` falls, and one more trial adds 0 or 1. F is
/// known to n · 2⁻⁵² for n ≤ 64, beyond and within 2⁻²⁰ of 1 to about 10⁻¹⁴ or n · 10⁻¹⁷ of its nearer tail, whichever is more.
///
/// Method: if u < 1 - n a / (a + b) the answer is 0 (Markov's inequality) and if u ≥ n b / (a + b) it is n, so that one trial is one
/// comparison. Few trials are summed from 0, where P(0) = ∏ (b + i) / (a + b + i); many outwards from the mode, or from the nearer
/// end where both weights are at most 1 and the law can have a peak at either end. Ratios of neighbours: Johnson, Kemp and Kotz,
/// *Univariate Discrete Distributions* (2005), 6.2.2. Where a > b the failures are counted instead.
///
/// - Parameters:
///   - u: in [0, 1), resolved to 2⁻⁵³.
///   - trials: n ≥ 0.
///   - a: the weight of a success; 0 gives 0.
///   - b: the weight of a failure; 0 gives n. Not both are 0, and their sum is finite.
/// - Complexity: O(1) in the fast exits, otherwise O(n) for n ≤ 64 or weights of at most 1, and O(standard deviation) beyond.
@inlinable
public func betaBinomialQuantile(
  _ u: Double, trials: Int, happened a: Double, not b: Double
) -> Int {
  let sum = a + b
  precondition(
    trials >= 0 && u >= 0 && u < 1 && a >= 0 && b >= 0 && sum > 0 && sum < .infinity,
    "u = \(u), trials = \(trials), a = \(a), b = \(b)")
  if (1 - u) * sum > Double(trials) * a { return 0 }
  if u * sum >= Double(trials) * b { return trials }
  return trials == 1
    ? 0 : searchedBetaBinomialQuantile(u, trials: trials, happened: a, not: b)
}

/// `betaBinomialQuantile` beyond its fast exits, for weights above 0.
@usableFromInline
func searchedBetaBinomialQuantile(
  _ u: Double, trials: Int, happened a: Double, not b: Double
) -> Int {
  guard u > 0 else { return 0 }
  guard a > b else {
    return BetaBinomialLaw(trials: trials, happened: a, not: b)
      .searchedQuantile(below: u, above: 1 - u)
  }
  // As for `binomialQuantile`: n less the smallest number of failures y with G(y) >= 1 - u.
  return trials
    - BetaBinomialLaw(trials: trials, happened: b, not: a)
    .searchedQuantile(below: (1 - u).nextDown, above: u.nextUp)
}

/// The number of successes in `trials` trials, 0 < `happened` ≤ `not`. A `CountLaw` only where `not` is above 1: elsewhere it may have two peaks.
struct BetaBinomialLaw: CountLaw {
  let trials: Int
  let happened: Double
  let not: Double

  var support: ClosedRange<Int> { 0...trials }

  var mode: Int {
    guard happened > 1 else { return 0 }
    let (a, b) = (happened - 1, not - 1)
    return min(trials, Int(Double(trials + 1) * (a / (a + b))))
  }

  func ratioUp(from count: Int) -> Double {
    let (done, left) = (Double(count), Double(trials - count))
    return left * (happened + done) / ((done + 1) * (not + (left - 1)))
  }

  func ratioDown(from count: Int) -> Double {
    let (done, left) = (Double(count), Double(trials - count))
    return done * (not + left) / ((left + 1) * (happened + (done - 1)))
  }

  /// Below these weights fewer than one draw in 10⁹⁰ is neither 0 nor n, and products of two weights would not fit a `Double`.
  private static let least = 1e-100
  /// Whether sixteen factors of P(0) have a product that fits a `Double`.
  var canBeMultiplied: Bool { not >= Self.least && happened + not < 0x1p56 }

  func searchedQuantile(below: Double, above: Double) -> Int {
    if not < Self.least { return below * (happened + not) < not ? 0 : trials }
    if trials <= 64 && above > 0x1p-20 && canBeMultiplied { return ascended(until: below) }
    if not > 1 { return quantile(below: below, above: above) }
    if below < 0.5 { return ascended(until: below) }
    return trials
      - BetaBinomialLaw(trials: trials, happened: not, not: happened).ascended(
        until: above.nextDown)
  }

  private func ascended(until target: Double) -> Int {
    ascendedFromZero(of: probabilityOfNone, until: target)
  }

  /// Numerator and denominator are multiplied side by side and divided once every sixteen factors.
  var probabilityOfNone: Double {
    let weights = SIMD2(not, happened + not)
    var (result, index) = (1.0, 0)
    while index < trials {
      var product = SIMD2(repeating: 1.0)
      let end = min(index + 16, trials)
      while index < end {
        product *= weights + Double(index)
        index += 1
      }
      result *= product[0] / product[1]
    }
    return result
  }
}
