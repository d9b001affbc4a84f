/// A linear regression whose coefficients pay for being rough or large.
public struct PenalisedFit: Sendable, Equatable {
  /// The columns' names, in the order of the design.
  public let names: [String]
  /// One for each column, in response units per unit of the column.
  public let coefficients: [Double]
  /// (Xᵀ W X + λ P)⁻¹ times the residual variance: the covariance of the coefficients given the data
  /// when the penalty is read as a prior (Wahba 1983, doi 10.1111/j.2517-6161.1983.tb01239.x).
  public let covariance: Matrix
  /// For each row, design · coefficients.
  public let fitted: [Double]
  /// The trace of the matrix that takes responses to fitted values.
  public let effectiveDegreesOfFreedom: Double
  /// n Σ w r² / (n − effective degrees of freedom)², n the rows of positive weight (Craven and Wahba
  /// 1979, doi 10.1007/BF01404567); infinite when nothing is left over.
  public let generalisedCrossValidation: Double
}

/// Minimises Σ w (y − design · c)² + λ cᵀ P c, by the QR factorisation (`PivotedQR`) of the weighted
/// design with a root of λ P below it; normal equations are never formed.
///
/// - Parameters:
///   - design: one row for each observation, one column for each coefficient.
///   - response: one value for each row.
///   - weights: one value ≥ 0 for each row; nil for equal weights.
///   - penalty: P, symmetric and positive semidefinite, as many columns as the design.
///   - smoothing: λ ≥ 0.
///   - names: what to call the columns; none, or one for each.
/// - Throws: `ModelFitError.dependentColumn` if data and penalty together leave a coefficient open,
///   `penaltyNotSemidefinite`, `tooFewObservations` (none), `notFinite`, `outOfRange`.
/// - Complexity: O((rows + columns) · columns²).
public func penalisedLeastSquares(
  design: Matrix, response: [Double], weights: [Double]? = nil, penalty: SymmetricMatrix,
  smoothing: Double, names: [String] = []
) throws(ModelFitError) -> PenalisedFit {
  precondition(smoothing >= 0 && smoothing.isFinite, "a smoothing of \(smoothing)")
  precondition(
    penalty.order == design.columns, "penalty of order \(penalty.order), \(design.columns) columns")
  let data = try ModelData(design, response, weights: weights, names: names)
  guard data.observations > 0 else {
    throw .tooFewObservations(observations: 0, columns: design.columns)
  }
  let root = try penaltyRoot(of: penalty, times: smoothing)
  let smooth = PenalisedSolution(
    factor: try data.factorised(weights: data.weights, penaltyRoot: root), data: data,
    weights: data.weights)
  let right = zip(data.weights, response).map { $0.squareRoot() * $1 }
  let coefficients = smooth.factor.solution(right + [Double](repeating: 0, count: root.rows))
  let fitted = design.times(coefficients)
  let residual = data.weights.indices.reduce(0) {
    let gap = response[$1] - fitted[$1]
    return $0 + data.weights[$1] * gap * gap
  }
  let left = Double(data.observations) - smooth.effectiveDegreesOfFreedom
  return PenalisedFit(
    names: data.names, coefficients: coefficients,
    covariance: scaledGram(of: smooth.inverseRoot, by: left > 1e-9 ? residual / left : 0),
    fitted: fitted, effectiveDegreesOfFreedom: smooth.effectiveDegreesOfFreedom,
    generalisedCrossValidation: smooth.crossValidation(residual))
}

/// What a factorised penalised problem says about how much it smooths.
struct PenalisedSolution {
  let factor: PivotedQR
  let inverseRoot: Matrix
  /// The trace of the hat matrix: the squared lengths of the weighted rows times `inverseRoot`.
  let effectiveDegreesOfFreedom: Double
  private let observations: Double

  init(factor: PivotedQR, data: ModelData, weights: [Double]) {
    self.factor = factor
    inverseRoot = factor.inverseRoot
    observations = Double(data.observations)
    let weighted = data.weighted(by: weights, above: nil)
    effectiveDegreesOfFreedom = sumOfSquares(weighted.times(inverseRoot).storage)
  }

  func crossValidation(_ deviance: Double) -> Double {
    let left = observations - effectiveDegreesOfFreedom
    return left > 1e-9 ? observations * deviance / (left * left) : .infinity
  }
}

/// D with Dᵀ D = λ P, from the eigenvalues of P; those within rounding of nought are nought.
private func penaltyRoot(
  of penalty: SymmetricMatrix, times smoothing: Double
) throws(ModelFitError) -> Matrix {
  let eigen: SymmetricEigen
  do { eigen = try SymmetricEigen(of: penalty) } catch .notFinite(let row, _) {
    throw .notFinite(input: .penalty, row: row)
  } catch {
    throw .notConverged(iterations: 0, change: .infinity)
  }
  let largest = eigen.values.reduce(0) { max($0, abs($1)) }
  let speck = 1e-13 * largest * Double(max(1, penalty.order))
  if let lowest = eigen.values.first, lowest < -speck {
    throw .penaltyNotSemidefinite(eigenvalue: lowest)
  }
  let kept = eigen.values.indices.filter { eigen.values[$0] > speck }
  var root = Matrix(rows: kept.count, columns: penalty.order)
  for (row, index) in kept.enumerated() {
    let length = (smoothing * eigen.values[index]).squareRoot()
    for column in 0..<penalty.order { root[row, column] = length * eigen.vectors[column, index] }
  }
  return root
}
