import CLAPACK

/// The eigenvalues and eigenvectors of a symmetric matrix A = V · diag(values) · Vᵀ.
public struct SymmetricEigen: Sendable, Equatable {
  /// The eigenvalues, ascending.
  public let values: [Double]
  /// V: column k is the eigenvector of `values[k]`, of length 1. Its sign, and the choice within the
  /// space of a repeated eigenvalue, is the library's and may differ between libraries.
  public let vectors: Matrix

  /// Decomposes by LAPACK's `DSYEV` (tridiagonal QR;
  /// https://www.netlib.org/lapack/double/dsyev.f; Anderson et al., *LAPACK Users'
  /// Guide*, doi 10.1137/1.9780898719604).
  ///
  /// - Throws: `LinearAlgebraError.iterationFailed` if QR does not converge, `notFinite` if an entry
  ///   is.
  /// - Complexity: about 9 order³ operations, O(order²) memory. LAPACK overwrites its matrix with
  ///   the vectors; it is a copy here.
  public init(of matrix: SymmetricMatrix) throws(LinearAlgebraError) {
    var vectors = Matrix(matrix)
    try vectors.requireFinite()
    var values = [Double](repeating: 0, count: matrix.order)
    if matrix.order > 0 { try Self.decompose(&vectors, &values) }
    (self.values, self.vectors) = (values, vectors)
  }

  private static func decompose(
    _ vectors: inout Matrix, _ values: inout [Double]
  ) throws(LinearAlgebraError) {
    var (order, info, length) = (Int32(values.count), Int32(0), Int32(-1))
    var size = 0.0
    dsyev_("V", "L", &order, &vectors.storage, &order, &values, &size, &length, &info, 1, 1)
    length = Int32(size)
    var work = [Double](repeating: 0, count: Int(length))
    dsyev_("V", "L", &order, &vectors.storage, &order, &values, &work, &length, &info, 1, 1)
    precondition(info >= 0, "argument \(-info) of DSYEV is illegal, order \(order)")
    guard info == 0 else { throw .iterationFailed(info: Int(info)) }
  }
}
