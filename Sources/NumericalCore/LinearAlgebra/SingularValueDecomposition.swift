import CLAPACK

/// The singular value decomposition A = U · diag(values) · Vᵀ of a matrix of m rows and n columns,
/// with k = min(m, n).
public struct SingularValueDecomposition: Sendable, Equatable {
  /// U: m by k, with orthonormal columns.
  public let left: Matrix
  /// The k singular values, descending and not negative.
  public let values: [Double]
  /// Vᵀ: k by n, with orthonormal rows. The signs of a pair of vectors are the library's.
  public let rightTransposed: Matrix

  /// Decomposes by LAPACK's `DGESDD` (divide and conquer;
  /// https://www.netlib.org/lapack/double/dgesdd.f; Gu and Eisenstat 1995,
  /// doi 10.1137/S0895479892242232).
  ///
  /// - Throws: `LinearAlgebraError.iterationFailed` if it does not converge, `notFinite` if an entry
  ///   is.
  /// - Complexity: O(m n k) time, O(m n) memory. LAPACK overwrites its matrix, which is a copy here.
  public init(of matrix: Matrix) throws(LinearAlgebraError) {
    try matrix.requireFinite()
    let rank = min(matrix.rows, matrix.columns)
    var left = Matrix(rows: matrix.rows, columns: rank)
    var right = Matrix(rows: rank, columns: matrix.columns)
    var values = [Double](repeating: 0, count: rank)
    if rank > 0 { try Self.decompose(matrix, &left, &values, &right) }
    (self.left, self.values, rightTransposed) = (left, values, right)
  }

  private static func decompose(
    _ matrix: Matrix, _ left: inout Matrix, _ values: inout [Double], _ right: inout Matrix
  ) throws(LinearAlgebraError) {
    var copy = matrix.storage
    var (m, n, k) = (Int32(matrix.rows), Int32(matrix.columns), Int32(values.count))
    var integers = [Int32](repeating: 0, count: 8 * values.count)
    var (length, info) = (Int32(-1), Int32(0))
    var work = [0.0]
    for _ in 0..<2 {  // The first call only asks how much workspace is best.
      dgesdd_(
        "S", &m, &n, &copy, &m, &values, &left.storage, &m, &right.storage, &k, &work, &length,
        &integers, &info, 1)
      precondition(info >= 0, "argument \(-info) of DGESDD is illegal, \(m) by \(n)")
      guard info == 0 else { throw .iterationFailed(info: Int(info)) }
      guard length == -1 else { return }
      length = Int32(work[0])
      work = [Double](repeating: 0, count: Int(length))
    }
  }
}
