import NumericalCore
import Testing

@Suite struct PivotedQRTests {
  static let shapes = [(1, 1), (4, 4), (10, 3), (40, 12), (120, 50), (300, 7)]

  /// ‖Aᵀ (b − A x)‖ / (‖A‖ ‖b‖ n ε), LAPACK's `DQRT17`.
  @Test("Least squares pass LAPACK's residual test", arguments: shapes)
  func residual(shape: (Int, Int)) throws {
    let matrix = Oracle.random(shape.0, shape.1, cell: 500)
    let response = Oracle.random(shape.0, 1, cell: 501)
    let copy = matrix
    let solution = try leastSquaresSolution(matrix, response.column(0))
    let fitted = Oracle.product(matrix, Matrix(columns: [solution]))
    let gradient = Oracle.product(matrix.transposed(), Oracle.difference(response, fitted))
    let scale = Double(shape.0) * Oracle.epsilon
    let size = Oracle.norm(matrix) * max(Oracle.norm(response), Oracle.norm(fitted))
    #expect(Oracle.norm(gradient) / (size * scale) < Oracle.threshold)
    #expect(copy == matrix)
  }

  @Test("Residuals are what is left, and the root inverts the Gram matrix", arguments: shapes)
  func roots(shape: (Int, Int)) throws {
    let matrix = Oracle.random(shape.0, shape.1, cell: 502)
    let response = Oracle.random(shape.0, 1, cell: 503).column(0)
    let factor = try PivotedQR(of: matrix)
    let fitted = matrix.times(factor.solution(response))
    for (row, value) in factor.residuals(response).enumerated() {
      #expect(abs(value - (response[row] - fitted[row])) < 1e-11)
    }
    let root = factor.inverseRoot
    let gram = Oracle.product(matrix.transposed(), matrix)
    let inverse = Oracle.product(root, root.transposed())
    let identity = Oracle.product(gram, inverse)
    #expect(Oracle.norm(Oracle.difference(identity, .identity(order: shape.1))) < 1e-8)
  }

  /// 10⁻⁹ relative is what the documentation promises on a well-conditioned design with any BLAS.
  @Test func `Solutions are those of the normal equations, solved naively`() throws {
    let matrix = Oracle.random(80, 6, cell: 504)
    let response = Oracle.random(80, 1, cell: 505)
    let gram = Oracle.product(matrix.transposed(), matrix)
    let right = Oracle.product(matrix.transposed(), response).column(0)
    let wanted = gaussianElimination(gram, right)
    let seen = try leastSquaresSolution(matrix, response.column(0))
    #expect(largestRelativeGap(seen, wanted) < 1e-9)
  }

  @Test func `The first column that depends on earlier ones is named`() throws {
    var matrix = Oracle.random(30, 5, cell: 506)
    for row in 0..<30 { matrix[row, 3] = 2 * matrix[row, 0] - matrix[row, 2] }
    #expect(throws: LinearAlgebraError.dependentColumn(index: 3)) { try PivotedQR(of: matrix) }
    for row in 0..<30 { matrix[row, 1] = 0 }
    #expect(throws: LinearAlgebraError.dependentColumn(index: 1)) { try PivotedQR(of: matrix) }
  }

  @Test func `More columns than rows, or nothing but noughts, depend`() {
    #expect(throws: LinearAlgebraError.dependentColumn(index: 3)) {
      try PivotedQR(of: Oracle.random(3, 5, cell: 507))
    }
    #expect(throws: LinearAlgebraError.dependentColumn(index: 0)) {
      try PivotedQR(of: Matrix(rows: 4, columns: 2))
    }
    #expect(throws: LinearAlgebraError.dependentColumn(index: 0)) {
      try PivotedQR(of: Matrix(rows: 0, columns: 1))
    }
  }

  @Test func `The units of a column change neither verdict nor digits`() throws {
    let matrix = Oracle.random(25, 4, cell: 508)
    let response = Oracle.random(25, 1, cell: 509).column(0)
    let units = [1, 0x1p-200, 0x1p300, 0x1p-40]
    let plain = try leastSquaresSolution(matrix, response)
    let scaled = try leastSquaresSolution(Oracle.scaledColumns(matrix, by: units), response)
    #expect(zip(scaled, units).map(*) == plain)
  }

  @Test func `No columns leave the response`() throws {
    let factor = try PivotedQR(of: Matrix(rows: 3, columns: 0))
    #expect(factor.solution([1, 2, 3]).isEmpty && factor.residuals([1, 2, 3]) == [1, 2, 3])
  }
}

/// Elimination with row pivoting, as it is taught.
func gaussianElimination(_ matrix: Matrix, _ right: [Double]) -> [Double] {
  var (rows, values) = ((0..<matrix.rows).map(matrix.row), right)
  for column in rows.indices {
    let pivot = (column..<rows.count).max { abs(rows[$0][column]) < abs(rows[$1][column]) }
    rows.swapAt(column, pivot ?? column)
    values.swapAt(column, pivot ?? column)
    for row in column + 1..<max(rows.count, column + 1) {
      let factor = rows[row][column] / rows[column][column]
      for inner in column..<rows.count { rows[row][inner] -= factor * rows[column][inner] }
      values[row] -= factor * values[column]
    }
  }
  for row in rows.indices.reversed() {
    let known = (row + 1..<max(rows.count, row + 1)).reduce(0) { $0 + rows[row][$1] * values[$1] }
    values[row] = (values[row] - known) / rows[row][row]
  }
  return values
}
