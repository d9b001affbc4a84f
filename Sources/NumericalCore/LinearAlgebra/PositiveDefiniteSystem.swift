import CLAPACK

/// Why a system of linear equations was not solved.
public enum LinearAlgebraError: Error, Sendable, Equatable {
  /// The matrix is not positive definite: its leading minor of this order (counted from 1) is not
  /// positive, so the Cholesky factorisation stopped there.
  case notPositiveDefinite(leadingMinor: Int)
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
