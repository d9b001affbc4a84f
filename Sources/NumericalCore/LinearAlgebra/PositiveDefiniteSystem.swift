import CLAPACK

/// Why a matrix was not factorised, or a system of linear equations not solved.
public enum LinearAlgebraError: Error, Sendable, Equatable {
  /// The matrix is not positive definite: its leading minor of this order (counted from 1) is not
  /// positive, so the Cholesky factorisation stopped there.
  case notPositiveDefinite(leadingMinor: Int)

  /// The matrix is singular: elimination found no pivot in this column (counted from 0).
  case singular(pivotColumn: Int)

  /// This column (counted from 0) is a linear combination of the columns before it, to
  /// `PivotedQR.dependence` of its length; a column of zeros is one too.
  case dependentColumn(index: Int)

  /// An entry is infinite or not a number.
  case notFinite(row: Int, column: Int)

  /// An iteration inside LAPACK (eigenvalues, singular values) did not converge; `info` as LAPACK
  /// gave it.
  case iterationFailed(info: Int)
}

/// Solves `matrix · x = rightHandSide` for a symmetric positive definite matrix, by Cholesky
/// factorisation (LAPACK's `DPOSV`, Anderson et al., *LAPACK Users' Guide*,
/// doi 10.1137/1.9780898719604).
///
/// - Parameters:
///   - matrix: n by n, symmetric positive definite.
///   - rightHandSide: n values.
/// - Returns: the n values of x.
/// - Throws: `LinearAlgebraError.notPositiveDefinite` with the order of the first leading minor that
///   is not positive.
/// - Complexity: O(n³ / 3) time, O(n²) memory. LAPACK overwrites its matrix and right-hand side;
///   both are copies here, so nothing of the caller's is changed.
public func solvedPositiveDefinite(
  _ matrix: SymmetricMatrix, _ rightHandSide: [Double]
) throws(LinearAlgebraError) -> [Double] {
  precondition(
    rightHandSide.count == matrix.order,
    "\(rightHandSide.count) values on the right of a matrix of order \(matrix.order)")
  guard matrix.order > 0 else { return [] }
  var factor = matrix.storage
  var solution = rightHandSide
  var order = Int32(matrix.order)
  var columns: Int32 = 1
  var leading = order
  var info: Int32 = 0
  var triangle = CChar(UInt8(ascii: "L"))
  dposv_(&triangle, &order, &columns, &factor, &leading, &solution, &leading, &info, 1)
  precondition(info >= 0, "argument \(-info) of DPOSV is illegal, order \(matrix.order)")
  guard info == 0 else { throw .notPositiveDefinite(leadingMinor: Int(info)) }
  return solution
}
