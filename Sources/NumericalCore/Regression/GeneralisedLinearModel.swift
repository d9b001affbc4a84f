import Glibc

/// A generalised linear model fitted by maximum likelihood. Every value is finite: what does not
/// converge throws.
public struct GeneralisedLinearFit: Sendable, Equatable {
  /// The response's distribution and link.
  public let family: ResponseFamily
  /// The columns' names, in the order of the design.
  public let names: [String]
  /// One for each column, on the scale of the link.
  public let coefficients: [Double]
  /// The estimated standard deviation of each coefficient, from expected information and dispersion.
  public let standardErrors: [Double]
  /// The coefficients' covariance matrix: dispersion times (Xᵀ W X)⁻¹ at the final weights.
  public let covariance: Matrix
  /// offset + design · coefficients, for each row.
  public let linearPredictor: [Double]
  /// The mean of each row; for a binomial the probability of an event.
  public let fitted: [Double]
  /// Twice the log-likelihood lost against a model that fits every row exactly.
  public let deviance: Double
  /// The deviance of the model of a constant and the offset alone.
  public let nullDeviance: Double
  /// φ: Pearson's χ² over the degrees of freedom for quasi-Poisson and Gaussian, else 1.
  public let dispersion: Double
  /// Rows of positive weight less columns.
  public let degreesOfFreedom: Int
  /// How many weighted least-squares problems were solved.
  public let iterations: Int
}

/// Fits a generalised linear model by iteratively reweighted least squares (Nelder and Wedderburn
/// 1972, doi 10.2307/2344614; McCullagh and Nelder, doi 10.1201/9780203753736), each step through
/// `PivotedQR` and halved where the deviance would rise.
///
/// The iterations end when the linear predictor changes by less than 10⁻¹⁰ of itself, or by 10⁻⁸ with
/// no change of the deviance to 10⁻¹³. On a well-conditioned design coefficients differ between BLAS
/// libraries by less than 10⁻⁹ relative.
///
/// - Parameters:
///   - design: one row for each observation, one column for each coefficient; a constant is a column
///     like any other.
///   - response: for each row a number (Gaussian), a count ≥ 0 (Poisson, negative binomial) or the
///     events among the row's trials (binomial). Counts need not be whole.
///   - family: the distribution and link.
///   - trials: for a binomial the trials of each row, ≥ 0; one each if nil. Rows without trials or
///     with weight 0 are left out of the fit and of the degrees of freedom.
///   - offset: a known part of the linear predictor, such as log exposure; none if nil.
///   - weights: prior weights ≥ 0; 1 each if nil. A weight of k stands for k equal rows.
///   - names: what to call the columns; none, or one for each.
/// - Throws: `ModelFitError`: `dependentColumn`, `tooFewObservations`, `notFinite`, `outOfRange`,
///   `separation`, `notConverged`.
/// - Complexity: O(rows · columns²) an iteration, usually fewer than ten.
public func generalisedLinearFit(
  design: Matrix, response: [Double], family: ResponseFamily, trials: [Double]? = nil,
  offset: [Double]? = nil, weights: [Double]? = nil, names: [String] = []
) throws(ModelFitError) -> GeneralisedLinearFit {
  let data = try familyData(
    design, response, family, trials: trials, offset: offset, weights: weights, names: names)
  try data.requireObservations(spare: family.estimatesDispersion ? 1 : 0)
  let problem = ReweightedLeastSquares(data: data, family: family, penaltyRoot: nil)
  let state = try problem.fitted()
  let freedom = data.observations - design.columns
  let dispersion = dispersion(data, family, state.predictor, Double(freedom))
  let covariance = scaledGram(of: try problem.factor(at: state).inverseRoot, by: dispersion)
  return GeneralisedLinearFit(
    family: family, names: data.names, coefficients: state.coefficients,
    standardErrors: (0..<design.columns).map { covariance[$0, $0].squareRoot() },
    covariance: covariance, linearPredictor: state.predictor,
    fitted: state.predictor.map(family.mean), deviance: state.deviance,
    nullDeviance: try nullDeviance(data, family), dispersion: dispersion,
    degreesOfFreedom: freedom, iterations: state.iterations)
}

/// Checks responses against the family, and turns a binomial's events into shares weighted by trials.
func familyData(
  _ design: Matrix, _ response: [Double], _ family: ResponseFamily, trials: [Double]?,
  offset: [Double]?, weights: [Double]?, names: [String]
) throws(ModelFitError) -> ModelData {
  if case .negativeBinomial(let theta) = family {
    precondition(theta > 0 && theta.isFinite, "a negative binomial with theta \(theta)")
  }
  let given = try ModelData(design, response, weights: weights, offset: offset, names: names)
  guard case .binomial = family else {
    precondition(trials == nil, "trials belong to a binomial response")
    for (row, value) in response.enumerated() where !family.allows(value) {
      throw .outOfRange(input: .response, row: row, value: value)
    }
    return given
  }
  let trials = trials ?? response.map { _ in 1 }
  try requireEvents(response, trials)
  let shares = zip(response, trials).map { $1 > 0 ? $0 / $1 : 0 }
  return try ModelData(
    design, shares, weights: zip(given.weights, trials).map(*), offset: offset, names: names)
}

private func requireEvents(_ events: [Double], _ trials: [Double]) throws(ModelFitError) {
  precondition(events.count == trials.count, "\(events.count) events, \(trials.count) trials")
  try requireFinite(trials, .trials)
  if let row = trials.firstIndex(where: { $0 < 0 }) {
    throw .outOfRange(input: .trials, row: row, value: trials[row])
  }
  for row in events.indices where events[row] < 0 || events[row] > trials[row] {
    throw .outOfRange(input: .response, row: row, value: events[row])
  }
}

func dispersion(
  _ data: ModelData, _ family: ResponseFamily, _ predictor: [Double], _ freedom: Double
) -> Double {
  guard family.estimatesDispersion else { return 1 }
  var chiSquared = 0.0
  for row in predictor.indices where data.weights[row] > 0 {
    chiSquared += data.weights[row] * family.pearson(data.response[row], at: predictor[row])
  }
  return chiSquared / freedom
}

/// The deviance of a constant and the offset. Where all responses are at the edge (no events, or
/// nothing else) the constant is infinite and the deviance 0.
private func nullDeviance(
  _ data: ModelData, _ family: ResponseFamily
) throws(ModelFitError) -> Double {
  let used = data.weights.indices.filter { data.weights[$0] > 0 }
  let values = used.map { data.response[$0] }
  var isBinomial = false
  if case .binomial = family { isBinomial = true }
  let isAtEdge = values.allSatisfy { $0 == 0 } || (isBinomial && values.allSatisfy { $0 == 1 })
  if family != .gaussian && isAtEdge { return 0 }
  let constant = Matrix(columns: [data.response.map { _ in 1 }])
  let null = try ModelData(
    constant, data.response, weights: data.weights, offset: data.offset, names: ["constant"])
  return try ReweightedLeastSquares(data: null, family: family, penaltyRoot: nil).fitted().deviance
}
