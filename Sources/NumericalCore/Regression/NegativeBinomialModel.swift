import Glibc

/// A negative binomial regression with its θ, both by maximum likelihood.
public struct NegativeBinomialFit: Sendable, Equatable {
  /// The regression given θ: its family is `.negativeBinomial(theta)`, its dispersion 1.
  public let model: GeneralisedLinearFit
  /// The variance of a count of mean μ is μ + μ² / θ.
  public let theta: Double
  /// The estimated standard deviation of θ, from the observed information about θ alone.
  public let thetaStandardError: Double
  /// Twice the logarithm of the likelihood, all constants included.
  public let twiceLogLikelihood: Double
  /// How often the regression and θ were fitted in turn.
  public let alternations: Int
}

/// Fits a negative binomial regression with log link and estimates θ, each in turn given the other
/// until θ changes by less than 10⁻¹⁰ of itself: the method of `glm.nb` (Venables and Ripley, *Modern
/// Applied Statistics with S*, §7.4, doi 10.1007/978-0-387-21706-2).
///
/// - Parameters: as `generalisedLinearFit`; the response are counts ≥ 0.
/// - Throws: `ModelFitError.notOverdispersed` if squared residuals sum to no more than the counts, or
///   the likelihood still rises at θ = 10⁶ times the largest mean (or at 10⁶); and whatever `generalisedLinearFit` throws.
/// - Complexity: O(rows · columns²) an iteration, usually fewer than fifty in all.
public func negativeBinomialFit(
  design: Matrix, response: [Double], offset: [Double]? = nil, weights: [Double]? = nil,
  names: [String] = []
) throws(ModelFitError) -> NegativeBinomialFit {
  var model = try generalisedLinearFit(
    design: design, response: response, family: .poisson, offset: offset, weights: weights,
    names: names)
  var (theta, change) = (Double.infinity, Double.infinity)
  for alternation in 1...100 {
    let likelihood = ThetaLikelihood(response, model.fitted, weights)
    let next = try likelihood.maximum()
    change = abs(next / theta - 1)
    theta = next
    model = try generalisedLinearFit(
      design: design, response: response, family: .negativeBinomial(theta: theta), offset: offset,
      weights: weights, names: names)
    guard change <= 1e-10 else { continue }
    return ThetaLikelihood(response, model.fitted, weights).fit(model, theta, alternation)
  }
  throw .notConverged(iterations: 100, change: change)
}

/// The likelihood of θ at given means.
private struct ThetaLikelihood {
  private let rows: [(count: Double, mean: Double, weight: Double)]

  init(_ response: [Double], _ means: [Double], _ weights: [Double]?) {
    let weights = weights ?? response.map { _ in 1 }
    rows = response.indices.map { (response[$0], means[$0], weights[$0]) }.filter { $0.weight > 0 }
  }

  /// The derivative of the log-likelihood by θ.
  private func score(_ theta: Double) -> Double {
    let base = digamma(theta)
    return rows.reduce(0) { sum, row in
      let gap = log1p((row.count - row.mean) / (row.mean + theta)) - log1p(row.count / theta)
      let rest = (row.mean - row.count) / (row.mean + theta)
      return sum + row.weight * (digamma(theta + row.count) - base + gap + rest)
    }
  }

  /// Minus the second derivative of the log-likelihood by θ.
  private func information(_ theta: Double) -> Double {
    let base = trigamma(theta)
    return rows.reduce(0) { sum, row in
      let both = row.mean + theta
      let curve = (row.count + theta) / (both * both) - 2 / both + 1 / theta
      return sum + row.weight * (base - trigamma(theta + row.count) - curve)
    }
  }

  /// The root of the score: Newton's method in log θ within a bracket that halving closes.
  func maximum() throws(ModelFitError) -> Double {
    let ceiling = 1e6 * max(1, rows.reduce(0) { max($0, $1.mean) })
    guard hasExcess, score(ceiling) < 0 else { throw .notOverdispersed }
    var (low, high) = (1e-8, ceiling)
    var theta = 1.0
    for _ in 0..<200 {
      let slope = score(theta)
      if slope > 0 { low = theta } else { high = theta }
      let step = slope / (theta * information(theta) - slope)
      let next = theta * exp(step)
      let isInside = step.isFinite && next > low && next < high
      let moved = isInside ? next : (low * high).squareRoot()
      if abs(moved / theta - 1) <= 1e-14 { return moved }
      theta = moved
    }
    return theta
  }

  /// Whether squared residuals exceed Poisson variance in sum: else θ has no finite maximum worth the
  /// name. Σ w ((y − μ)² − y) is twice the derivative of the log-likelihood by 1 / θ at 0.
  private var hasExcess: Bool {
    rows.reduce(0) { sum, row in
      let gap = row.count - row.mean
      return sum + row.weight * (gap * gap - row.count)
    } > 0
  }

  private func twiceLogLikelihood(_ theta: Double) -> Double {
    rows.reduce(0) { sum, row in
      let both = row.mean + theta
      let events = row.count > 0 ? row.count * log(row.mean / both) : 0
      let chances = events - theta * log1p(row.mean / theta)
      let ways = logGamma(theta + row.count) - logGamma(theta) - logGamma(row.count + 1)
      return sum + 2 * row.weight * (ways + chances)
    }
  }

  func fit(_ model: GeneralisedLinearFit, _ theta: Double, _ count: Int) -> NegativeBinomialFit {
    NegativeBinomialFit(
      model: model, theta: theta, thetaStandardError: 1 / information(theta).squareRoot(),
      twiceLogLikelihood: twiceLogLikelihood(theta), alternations: count)
  }
}

private func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}
