import Glibc
import NumericalCore
import Testing

@Suite struct SystemTests {
  /// ‖B − A X‖ / (‖A‖ ‖X‖ n ε), LAPACK's `DGET02`.
  @Test("General systems pass LAPACK's residual test", arguments: [1, 2, 3, 5, 10, 30, 75])
  func general(order: Int) throws {
    let matrix = Oracle.random(order, order, cell: UInt64(order))
    let right = Oracle.random(order, 3, cell: 100 + UInt64(order))
    let copies = (matrix, right)
    let solution = try solved(matrix, right)
    let rest = Oracle.norm(Oracle.difference(right, Oracle.product(matrix, solution)))
    let size = Oracle.norm(matrix) * Oracle.norm(solution) * Double(order) * Oracle.epsilon
    #expect(rest / size < Oracle.threshold)
    #expect(copies.0 == matrix && copies.1 == right)
  }

  @Test func `A singular matrix names the column without a pivot`() {
    // Column 1 is twice column 0.
    let matrix = Matrix(rows: [[1, 2, 3], [2, 4, 7], [3, 6, 8]])
    #expect(throws: LinearAlgebraError.singular(pivotColumn: 1)) { try solved(matrix, [1, 1, 1]) }
    #expect(throws: LinearAlgebraError.singular(pivotColumn: 0)) {
      try solved(Matrix(rows: 2, columns: 2), [1, 1])
    }
  }

  @Test func `What is not a number is refused where it stands`() {
    var matrix = Matrix.identity(order: 3)
    matrix[2, 1] = .nan
    let wanted = LinearAlgebraError.notFinite(row: 2, column: 1)
    #expect(throws: wanted) { try solved(matrix, [1, 1, 1]) }
    #expect(throws: wanted) { try PivotedQR(of: matrix) }
    #expect(throws: wanted) { try SingularValueDecomposition(of: matrix) }
    let symmetric = Oracle.symmetric(2) { _, _ in .infinity }
    #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 0)) {
      try SymmetricEigen(of: symmetric)
    }
    #expect(throws: LinearAlgebraError.notFinite(row: 0, column: 0)) {
      try CholeskyFactor(of: symmetric)
    }
    #expect(throws: LinearAlgebraError.notFinite(row: 1, column: 0)) {
      try solved(Matrix.identity(order: 2), [1, .nan])
    }
  }

  /// The inverse of a Hilbert matrix is whole: Choi 1983, doi 10.2307/2975779. Of order 3 its first
  /// column is 9, −36, 30; of order 5 it is 25, −300, 1050, −1400, 630.
  @Test func `Hilbert matrices have their known inverses`() throws {
    let three = try solved(Matrix(hilbert(3)), [1, 0, 0])
    #expect(largestRelativeGap(three, [9, -36, 30]) < 1e-12)
    let five = try solved(Matrix(hilbert(5)), [1, 0, 0, 0, 0])
    #expect(largestRelativeGap(five, [25, -300, 1_050, -1_400, 630]) < 1e-10)
  }

  /// ‖A − L Lᵀ‖ / (‖A‖ n ε), LAPACK's `DPOT01`.
  @Test("Cholesky factors pass LAPACK's residual test", arguments: [1, 2, 3, 5, 10, 30, 75])
  func cholesky(order: Int) throws {
    let root = Oracle.random(order, order + 5, cell: 200 + UInt64(order))
    let gram = Oracle.product(root, root.transposed())
    let matrix = Oracle.symmetric(order) { gram[$0, $1] }
    let factor = try CholeskyFactor(of: matrix)
    let rebuilt = Oracle.product(factor.lower, factor.lower.transposed())
    #expect(Oracle.ratio(Matrix(matrix), rebuilt) < Oracle.threshold)
    for column in 1..<max(order, 2) where order > 1 { #expect(factor.lower[0, column] == 0) }
    let vector = Oracle.random(order, 1, cell: 7).column(0)
    let product = Oracle.product(factor.lower, Matrix(columns: [vector])).column(0)
    for (seen, wanted) in zip(factor.times(vector), product) { #expect(abs(seen - wanted) < 1e-12) }
    let solution = Matrix(columns: [factor.solved(vector)])
    let rest = Oracle.difference(
      Matrix(columns: [vector]), Oracle.product(Matrix(matrix), solution))
    let size = Oracle.norm(gram) * Oracle.norm(solution) * Double(order) * Oracle.epsilon
    #expect(Oracle.norm(rest) / size < Oracle.threshold)
  }

  /// min(i, j) = L Lᵀ with a lower triangle of ones, so its determinant is 1.
  @Test func `The matrix of minima has a factor of ones`() throws {
    let factor = try CholeskyFactor(of: Oracle.symmetric(12) { Double(min($0, $1) + 1) })
    #expect(factor.lower == ones(12) && factor.logDeterminant == 0)
    #expect(factor.times([Double](repeating: 1, count: 12)) == (1...12).map(Double.init))
  }

  /// 1 / det of the Hilbert matrices: https://oeis.org/A005249.
  @Test func `Hilbert matrices have their known determinants`() throws {
    let inverse = [1, 12, 2_160, 6_048_000, 266_716_800_000, 186_313_420_339_200_000]
    for (index, value) in inverse.enumerated() {
      let factor = try CholeskyFactor(of: hilbert(index + 1))
      #expect(abs(factor.logDeterminant + log(Double(value))) < 1e-9)
    }
    #expect(try CholeskyFactor(of: SymmetricMatrix(order: 0)).logDeterminant == 0)
  }

  @Test func `A matrix with a negative eigenvalue names its leading minor`() {
    let matrix = Oracle.symmetric(4) { $0 == $1 ? ($0 == 2 ? -1 : 1) : 0 }
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leadingMinor: 3)) {
      try CholeskyFactor(of: matrix)
    }
  }

  private func hilbert(_ order: Int) -> SymmetricMatrix {
    Oracle.symmetric(order) { 1 / Double($0 + $1 + 1) }
  }

  private func ones(_ order: Int) -> Matrix {
    var matrix = Matrix(rows: order, columns: order)
    for row in 0..<order {
      for column in 0...row { matrix[row, column] = 1 }
    }
    return matrix
  }
}
