import CLAPACK

/// Solves `matrix · X = rightHandSide` for a square matrix, by LU factorisation with partial
/// pivoting (LAPACK's `DGESV`, Anderson et al., *LAPACK Users' Guide*, doi 10.1137/1.9780898719604;
/// https://www.netlib.org/lapack/double/dgesv.f).
///
/// - Parameters:
///   - matrix: n by n.
///   - rightHandSide: n by any number of columns.
/// - Returns: X, shaped as the right-hand side.
/// - Throws: `LinearAlgebraError.singular` with the column (from 0) in which elimination found no
///   pivot other than zero, `notFinite` if an entry is. A matrix that is singular only to rounding
///   is solved, and its solution is as poor as its condition.
/// - Complexity: O(2 n³ / 3 + 2 n² columns) time. LAPACK overwrites its matrix and right-hand side;
///   both are copies here, so nothing of the caller's is changed.
public func solved(
  _ matrix: Matrix, _ rightHandSide: Matrix
) throws(LinearAlgebraError) -> Matrix {
  precondition(
    matrix.rows == matrix.columns && rightHandSide.rows == matrix.rows,
    "\(matrix.rows) by \(matrix.columns), \(rightHandSide.rows) rows on the right")
  try matrix.requireFinite()
  try rightHandSide.requireFinite()
  guard matrix.rows > 0 && rightHandSide.columns > 0 else { return rightHandSide }
  var factor = matrix.storage
  var solution = rightHandSide
  var pivots = [Int32](repeating: 0, count: matrix.rows)
  var (order, columns, info) = (Int32(matrix.rows), Int32(rightHandSide.columns), Int32(0))
  dgesv_(&order, &columns, &factor, &order, &pivots, &solution.storage, &order, &info)
  precondition(info >= 0, "argument \(-info) of DGESV is illegal, order \(order)")
  guard info == 0 else { throw .singular(pivotColumn: Int(info) - 1) }
  return solution
}

/// Solves `matrix · x = rightHandSide` for one right-hand side of n values: see the other `solved`.
public func solved(
  _ matrix: Matrix, _ rightHandSide: [Double]
) throws(LinearAlgebraError) -> [Double] {
  let column = Matrix(rows: rightHandSide.count, columns: 1, storage: rightHandSide)
  return try solved(matrix, column).storage
}
