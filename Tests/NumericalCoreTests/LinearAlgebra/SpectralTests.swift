import Glibc
import NumericalCore
import Testing

@Suite struct SpectralTests {
  /// ‖A − V Λ Vᵀ‖ / (‖A‖ n ε) and ‖I − Vᵀ V‖ / (n ε), LAPACK's `DSYT21`.
  @Test("Eigenvalues pass LAPACK's residual tests", arguments: [1, 2, 3, 5, 10, 30, 60])
  func eigen(order: Int) throws {
    let matrix = Oracle.randomSymmetric(order, cell: 300 + UInt64(order))
    let copy = matrix
    let eigen = try SymmetricEigen(of: matrix)
    let rebuilt = Oracle.product(
      Oracle.scaledColumns(eigen.vectors, by: eigen.values), eigen.vectors.transposed())
    #expect(Oracle.ratio(Matrix(matrix), rebuilt) < Oracle.threshold)
    #expect(Oracle.orthogonality(eigen.vectors) < Oracle.threshold)
    #expect(eigen.values == eigen.values.sorted() && copy == matrix)
  }

  /// 2 − 2 cos(k π / (n + 1)): Strang 1999, doi 10.1137/S0036144598336745.
  @Test("Second differences have their known eigenvalues", arguments: [1, 2, 9, 50])
  func secondDifferences(order: Int) throws {
    let matrix = Oracle.symmetric(order) { $0 == $1 ? 2 : abs($0 - $1) == 1 ? -1 : 0 }
    for (index, value) in try SymmetricEigen(of: matrix).values.enumerated() {
      #expect(abs(value - (2 - 2 * cos(Double(index + 1) * .pi / Double(order + 1)))) < 1e-13)
    }
  }

  /// Wilkinson's W21+ has two eigenvalues that agree to 14 digits, 10.7461941829033…: *The Algebraic
  /// Eigenvalue Problem* (1965), p. 309.
  @Test func `Wilkinson's matrix has its pair of eigenvalues`() throws {
    let matrix = Oracle.symmetric(21) {
      $0 == $1 ? abs(Double($0) - 10) : abs($0 - $1) == 1 ? 1 : 0
    }
    let values = try SymmetricEigen(of: matrix).values
    #expect(abs(values[20] - 10.7461941829033) < 5e-13)
    #expect(abs(values[19] - 10.7461941829033) < 5e-13)
    #expect(values[18] < 9.3)
  }

  @Test(
    "Singular values pass LAPACK's residual tests",
    arguments: [(1, 1), (5, 3), (3, 5), (20, 20), (60, 25), (25, 60)])
  func singular(shape: (Int, Int)) throws {
    let matrix = Oracle.random(shape.0, shape.1, cell: 400)
    let copy = matrix
    let parts = try SingularValueDecomposition(of: matrix)
    let rebuilt = Oracle.product(
      Oracle.scaledColumns(parts.left, by: parts.values), parts.rightTransposed)
    #expect(Oracle.ratio(matrix, rebuilt) < Oracle.threshold)
    #expect(Oracle.orthogonality(parts.left) < Oracle.threshold)
    #expect(Oracle.orthogonality(parts.rightTransposed.transposed()) < Oracle.threshold)
    #expect(parts.values == parts.values.sorted(by: >) && copy == matrix)
    #expect(parts.values.allSatisfy { $0 >= 0 })
  }

  /// A lower triangle of ones has singular values 1 / (2 sin((2k − 1) π / (4n + 2))), for its Gram
  /// matrix is that of minima, whose inverse is tridiagonal.
  @Test("A triangle of ones has its known singular values", arguments: [1, 4, 25])
  func triangle(order: Int) throws {
    var matrix = Matrix(rows: order, columns: order)
    for row in 0..<order {
      for column in 0...row { matrix[row, column] = 1 }
    }
    let wanted = (1...order).map {
      1 / (2 * sin(Double(2 * $0 - 1) * .pi / Double(4 * order + 2)))
    }
    let seen = try SingularValueDecomposition(of: matrix).values
    #expect(largestRelativeGap(seen, wanted) < 1e-12)
  }

  @Test func `Nothing decomposes into nothing`() throws {
    #expect(try SymmetricEigen(of: SymmetricMatrix(order: 0)).values.isEmpty)
    #expect(try SingularValueDecomposition(of: Matrix(rows: 0, columns: 3)).values.isEmpty)
  }
}
