/// A linear regression fitted by weighted least squares.
public struct LeastSquaresFit: Sendable, Equatable {
  /// The columns' names, in the order of the design.
  public let names: [String]
  /// One for each column, in response units per unit of the column.
  public let coefficients: [Double]
  /// The estimated standard deviation of each coefficient.
  public let standardErrors: [Double]
  /// The coefficients' covariance matrix: residual variance times (Xᵀ W X)⁻¹.
  public let covariance: Matrix
  /// For each row, design · coefficients.
  public let fitted: [Double]
  /// √(Σ w r² / degrees of freedom), in response units.
  public let residualStandardDeviation: Double
  /// 1 − Σ w r² / Σ w (y − ȳ)²; about nought rather than the mean ȳ when no combination of the
  /// columns is constant. 1 if the response does not vary and is fitted exactly.
  public let rSquared: Double
  /// Rows of positive weight less columns.
  public let degreesOfFreedom: Int
}

/// Fits response = design · coefficients + error by weighted least squares, through the QR
/// factorisation with column pivoting of `PivotedQR`; normal equations are never formed.
///
/// With every NIST StRD linear set (https://www.itl.nist.gov/div898/strd/lls/lls.shtml) the tests hold
/// coefficients to at least 12 digits for the easy sets, 10 for Longley, and 6 for Filip (whose powers
/// of x are already rounded in the design) and Wampler5; standard errors to at least 9, and 6 for
/// Filip. On a well-conditioned design results differ between BLAS libraries by less
/// than 10⁻⁹ relative.
///
/// - Parameters:
///   - design: one row for each observation, one column for each coefficient; a constant is a column
///     like any other.
///   - response: one value for each row.
///   - weights: one value ≥ 0 for each row, inversely proportional to the error's variance; nil for
///     equal weights. Rows of weight 0 are left out of the fit and of the degrees of freedom.
///   - names: what to call the columns; none, or one for each.
/// - Throws: `ModelFitError.dependentColumn`, `tooFewObservations` (fewer than columns + 1),
///   `notFinite`, `outOfRange` (a negative weight).
/// - Complexity: O(rows · columns²).
public func leastSquares(
  design: Matrix, response: [Double], weights: [Double]? = nil, names: [String] = []
) throws(ModelFitError) -> LeastSquaresFit {
  let data = try ModelData(design, response, weights: weights, names: names)
  try data.requireObservations(spare: 1)
  let factor = try data.factorised(weights: data.weights)
  let roots = data.weights.map { $0.squareRoot() }
  let scaled = zip(roots, response).map(*)
  let residual = sumOfSquares(factor.residuals(scaled))
  let freedom = data.observations - design.columns
  let variance = residual / Double(freedom)
  let total = totalSumOfSquares(scaled, roots, hasConstant: spansConstant(factor, roots))
  let coefficients = factor.solution(scaled)
  let covariance = scaledGram(of: factor.inverseRoot, by: variance)
  return LeastSquaresFit(
    names: data.names, coefficients: coefficients,
    standardErrors: (0..<design.columns).map { covariance[$0, $0].squareRoot() },
    covariance: covariance, fitted: design.times(coefficients),
    residualStandardDeviation: variance.squareRoot(),
    rSquared: total > 0 ? 1 - residual / total : 1, degreesOfFreedom: freedom)
}

/// Whether some combination of the columns is the same in every row of positive weight.
private func spansConstant(_ factor: PivotedQR, _ roots: [Double]) -> Bool {
  sumOfSquares(factor.residuals(roots)) <= 1e-16 * sumOfSquares(roots)
}

private func totalSumOfSquares(
  _ scaled: [Double], _ roots: [Double], hasConstant: Bool
) -> Double {
  guard hasConstant else { return sumOfSquares(scaled) }
  let mean = zip(scaled, roots).reduce(0) { $0 + $1.0 * $1.1 } / sumOfSquares(roots)
  return sumOfSquares(zip(scaled, roots).map { $0 - mean * $1 })
}

func sumOfSquares(_ values: [Double]) -> Double {
  values.reduce(0) { $0 + $1 * $1 }
}

/// `factor` · root · rootᵀ, symmetric to the last bit. O(order³), by plain loops.
func scaledGram(of root: Matrix, by factor: Double) -> Matrix {
  var gram = Matrix(rows: root.rows, columns: root.rows)
  let rows = (0..<root.rows).map { root.row($0) }
  for row in rows.indices {
    for column in 0...row {
      let inner = zip(rows[row], rows[column]).reduce(0) { $0 + $1.0 * $1.1 }
      (gram[row, column], gram[column, row]) = (factor * inner, factor * inner)
    }
  }
  return gram
}
