import Glibc

/// How much a profile is smoothed.
public enum Smoothing: Sendable, Equatable {
  /// λ, at least 0.
  case given(Double)
  /// The λ of least generalised cross-validation among 10⁻⁴, 10⁻³·⁹ … 10¹⁰; of equals the largest.
  /// A λ so small that the curve runs off to a mean of nought is passed over.
  case crossValidated
}

/// A smooth curve through a response by age, time or any other number, fitted by `smoothedProfile`.
public struct SmoothProfile: Sendable, Equatable {
  /// The response's distribution and link.
  public let family: ResponseFamily
  /// The B-splines of which the curve is made.
  public let basis: BSplineBasis
  /// One for each B-spline, on the scale of the link.
  public let coefficients: [Double]
  /// λ.
  public let smoothing: Double
  /// Between the order of the penalty (a polynomial) and the number of B-splines.
  public let effectiveDegreesOfFreedom: Double
  /// Twice the log-likelihood lost against a model that fits every row exactly.
  public let deviance: Double
  /// n deviance / (n − effective degrees of freedom)²; infinite when nothing is left over.
  public let generalisedCrossValidation: Double
  /// φ: Pearson's χ² over n − effective degrees of freedom for quasi-Poisson and Gaussian, else 1.
  public let dispersion: Double
  /// The coefficients' covariance given the data: φ (Bᵀ W B + λ Dᵀ D)⁻¹.
  public let covariance: Matrix

  /// The curve on the scale of the link, without offset, at a point of the basis's range.
  /// O(number of B-splines).
  public func linearPredictor(at x: Double) -> Double {
    zip(basis.values(at: x), coefficients).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The mean at a point: a value, a count per unit of exposure, or a probability.
  public func value(at x: Double) -> Double { family.mean(at: linearPredictor(at: x)) }

  /// The standard deviation of `linearPredictor(at:)` given the data. O(B-splines²).
  public func standardError(at x: Double) -> Double {
    let values = basis.values(at: x)
    return zip(values, covariance.times(values)).reduce(0) { $0 + $1.0 * $1.1 }.squareRoot()
  }
}

/// Fits a smooth curve by P-splines: many B-splines with equally spaced knots, whose coefficients pay
/// λ times their squared differences (Eilers and Marx 1996, doi 10.1214/ss/1038425655), by penalised
/// iteratively reweighted least squares through `PivotedQR`.
///
/// With differences of order d the fit keeps the response's first d moments (Σ w y xᵏ for k < d, with
/// canonical links and without offset of the Gaussian), and as λ grows it becomes the polynomial of
/// degree d − 1 fitted to the same data.
///
/// - Parameters:
///   - points: where the responses were seen, in the basis's range; they may repeat.
///   - response: as for `generalisedLinearFit`.
///   - family: the distribution and link.
///   - basis: the B-splines.
///   - order: the order d of the differences, ≥ 1.
///   - smoothing: λ, or that it be chosen.
///   - trials, offset, weights: as for `generalisedLinearFit`.
/// - Throws: `ModelFitError`: `notFinite`, `outOfRange`, `tooFewObservations` (no more rows than the
///   order of the differences), `separation` (no events at all, say), `notConverged`,
///   `dependentColumn` ("B-spline k") if points and penalty do not fix the curve.
/// - Complexity: O(points · B-splines²) an iteration; about 35 fits when λ is to be chosen.
public func smoothedProfile(
  at points: [Double], response: [Double], family: ResponseFamily, basis: BSplineBasis,
  order: Int = 2, smoothing: Smoothing = .crossValidated, trials: [Double]? = nil,
  offset: [Double]? = nil, weights: [Double]? = nil
) throws(ModelFitError) -> SmoothProfile {
  precondition(order >= 1, "differences of order \(order)")
  try requireFinite(points, .design)
  let data = try familyData(
    basis.matrix(at: points), response, family, trials: trials, offset: offset, weights: weights,
    names: (0..<basis.count).map { "B-spline \($0)" })
  guard data.observations > order else {
    throw .tooFewObservations(observations: data.observations, columns: order)
  }
  let problem = ProfileProblem(
    data: data, family: family, basis: basis, differences: basis.differences(order: order))
  guard case .given(let lambda) = smoothing else { return try problem.crossValidated() }
  precondition(lambda >= 0 && lambda.isFinite, "a smoothing of \(lambda)")
  return try problem.profile(lambda)
}

private struct ProfileProblem {
  let data: ModelData
  let family: ResponseFamily
  let basis: BSplineBasis
  let differences: Matrix

  func profile(_ lambda: Double) throws(ModelFitError) -> SmoothProfile {
    var root = differences
    for index in root.storage.indices { root.storage[index] *= lambda.squareRoot() }
    let problem = ReweightedLeastSquares(data: data, family: family, penaltyRoot: root)
    let state = try problem.fitted()
    let smooth = PenalisedSolution(
      factor: try problem.factor(at: state), data: data,
      weights: problem.workingWeights(at: state))
    let freedom = smooth.effectiveDegreesOfFreedom
    let left = max(Double(data.observations) - freedom, 1e-9)
    let dispersion = dispersion(data, family, state.predictor, left)
    return SmoothProfile(
      family: family, basis: basis, coefficients: state.coefficients, smoothing: lambda,
      effectiveDegreesOfFreedom: freedom, deviance: state.deviance,
      generalisedCrossValidation: smooth.crossValidation(state.deviance), dispersion: dispersion,
      covariance: scaledGram(of: smooth.inverseRoot, by: dispersion))
  }

  /// Steps of 10^½ over the whole grid, then steps of 10^⅒ about the best. A grid, not a search: the
  /// choice cannot drift with rounding.
  func crossValidated() throws(ModelFitError) -> SmoothProfile {
    let coarse = try best(of: Array(stride(from: -40, through: 100, by: 5)))
    let fine = (coarse.tenth - 4...coarse.tenth + 4).filter { $0 >= -40 && $0 <= 100 }
    return try best(of: fine).profile
  }

  private func best(
    of tenths: [Int]
  ) throws(ModelFitError) -> (tenth: Int, profile: SmoothProfile) {
    var found: (tenth: Int, profile: SmoothProfile)?
    var refusal = ModelFitError.notConverged(iterations: tenths.count, change: .infinity)
    for tenth in tenths {
      let next: SmoothProfile
      do { next = try profile(pow(10, Double(tenth) / 10)) } catch {
        refusal = error
        continue
      }
      let ceiling = found?.profile.generalisedCrossValidation ?? .infinity
      guard next.generalisedCrossValidation <= ceiling * (1 + 1e-9) else { continue }
      found = (tenth, next)
    }
    if let found { return found }
    throw refusal
  }
}
