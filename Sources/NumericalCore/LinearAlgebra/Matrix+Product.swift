import CLAPACK

extension Matrix {
  /// Below this many multiplications a plain loop is as fast as a call of the BLAS, and its result
  /// depends on no library.
  private static let smallProduct = 4_096

  /// The product `self · other` (BLAS `DGEMM`, Dongarra et al. 1990, doi 10.1145/77626.79170; plain
  /// loops when small).
  ///
  /// Shapes: rows by columns times columns by other.columns; anything else is a precondition
  /// failure. Nothing is overwritten. Another BLAS changes an entry by no more than rounding:
  /// columns · 2⁻⁵³ · Σ|aᵢₖ bₖⱼ|, which the tests hold to 10⁻⁹ relative to that sum.
  ///
  /// - Complexity: O(rows · columns · other.columns).
  public func times(_ other: Matrix) -> Matrix {
    precondition(
      columns == other.rows, "\(rows) by \(columns) times \(other.rows) by \(other.columns)")
    let work = rows * columns * other.columns
    guard work > Self.smallProduct else { return smallProduct(other) }
    var result = Matrix(rows: rows, columns: other.columns)
    var (m, n, k) = (Int32(rows), Int32(other.columns), Int32(columns))
    var (one, zero) = (1.0, 0.0)
    dgemm_(
      "N", "N", &m, &n, &k, &one, storage, &m, other.storage, &k, &zero, &result.storage, &m, 1, 1)
    return result
  }

  /// The product `self · vector` (BLAS `DGEMV`, Dongarra et al. 1988, doi 10.1145/42288.42291; plain
  /// loops when small). `vector` has `columns` values, the result `rows`; nothing is overwritten.
  ///
  /// - Complexity: O(rows · columns).
  public func times(_ vector: [Double]) -> [Double] {
    precondition(vector.count == columns, "\(rows) by \(columns) times \(vector.count) values")
    guard rows * columns > Self.smallProduct else {
      return smallProduct(Matrix(rows: columns, columns: 1, storage: vector)).storage
    }
    var result = [Double](repeating: 0, count: rows)
    var (m, n, step) = (Int32(rows), Int32(columns), Int32(1))
    var (one, zero) = (1.0, 0.0)
    dgemv_("N", &m, &n, &one, storage, &m, vector, &step, &zero, &result, &step, 1)
    return result
  }

  private func smallProduct(_ other: Matrix) -> Matrix {
    var result = Matrix(rows: rows, columns: other.columns)
    for column in 0..<other.columns {
      for inner in 0..<columns {
        let factor = other.storage[column * columns + inner]
        for row in 0..<rows {
          result.storage[column * rows + row] += storage[inner * rows + row] * factor
        }
      }
    }
    return result
  }
}
