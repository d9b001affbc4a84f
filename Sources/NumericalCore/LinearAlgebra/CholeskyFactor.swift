import CLAPACK
import Glibc

/// The lower triangular L of a symmetric positive definite matrix A = L · Lᵀ.
///
/// If z holds independent standard normal values, `times(z)` has covariance A.
public struct CholeskyFactor: Sendable, Equatable {
  /// The number of rows, which is the number of columns.
  public let order: Int
  /// L, with zeros above its diagonal.
  public let lower: Matrix

  /// Factorises by LAPACK's `DPOTRF` (https://www.netlib.org/lapack/double/dpotrf.f;
  /// Anderson et al., *LAPACK Users' Guide*, doi 10.1137/1.9780898719604).
  ///
  /// - Throws: `LinearAlgebraError.notPositiveDefinite` with the order of the first leading minor
  ///   that is not positive; `notFinite` if an entry is.
  /// - Complexity: O(order³ / 3) time, O(order²) memory. LAPACK overwrites its matrix, which is a
  ///   copy here.
  public init(of matrix: SymmetricMatrix) throws(LinearAlgebraError) {
    order = matrix.order
    // Above the diagonal a symmetric matrix stores zeros, which LAPACK leaves as they are.
    var factor = Matrix(rows: order, columns: order, storage: matrix.storage)
    try factor.requireFinite()
    if order > 0 { try Self.factorise(&factor) }
    lower = factor
  }

  private static func factorise(_ matrix: inout Matrix) throws(LinearAlgebraError) {
    var (order, info) = (Int32(matrix.rows), Int32(0))
    dpotrf_("L", &order, &matrix.storage, &order, &info, 1)
    precondition(info >= 0, "argument \(-info) of DPOTRF is illegal, order \(order)")
    guard info == 0 else { throw .notPositiveDefinite(leadingMinor: Int(info)) }
  }

  /// The solution x of A · x = `rightHandSide`, of `order` finite values (LAPACK's `DPOTRS`, which
  /// overwrites a copy). O(2 order²).
  public func solved(_ rightHandSide: [Double]) -> [Double] {
    solved(Matrix(rows: rightHandSide.count, columns: 1, storage: rightHandSide)).storage
  }

  /// The solution X of A · X = `rightHandSide`, of `order` rows of finite values (LAPACK's
  /// `DPOTRS`, which overwrites a copy). O(2 order² · columns).
  public func solved(_ rightHandSide: Matrix) -> Matrix {
    precondition(rightHandSide.rows == order, "\(rightHandSide.rows) rows, order \(order)")
    precondition(rightHandSide.storage.allSatisfy(\.isFinite), "a value on the right is not finite")
    guard order > 0 && rightHandSide.columns > 0 else { return rightHandSide }
    var solution = rightHandSide
    var (size, columns, info) = (Int32(order), Int32(rightHandSide.columns), Int32(0))
    dpotrs_("L", &size, &columns, lower.storage, &size, &solution.storage, &size, &info, 1)
    precondition(info == 0, "argument \(-info) of DPOTRS is illegal, order \(order)")
    return solution
  }

  /// log det A = 2 Σ log Lᵢᵢ; 0 for a matrix of order 0. O(order).
  public var logDeterminant: Double {
    (0..<order).reduce(0) { $0 + 2 * log(lower[$1, $1]) }
  }

  /// L · `vector`, of `order` values. A plain loop, the same to the last bit with every BLAS but for
  /// the factor itself. O(order² / 2).
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == order, "order \(order) times \(vector.count) values")
    return (0..<order).map { row in
      (0...row).reduce(0) { $0 + lower[row, $1] * vector[$1] }
    }
  }
}
