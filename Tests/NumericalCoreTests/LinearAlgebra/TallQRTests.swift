import NumericalCore
import Testing

/// Large and tall matrices go through memory in blocks of rows; what comes of them is held to the laws of the others.
@Suite struct TallQRTests {
  /// One block, several, and one that the rows do not divide into evenly.
  static let shapes = [(2_000, 40), (9_001, 8), (70_001, 3)]

  private func random(_ rows: Int, _ columns: Int) -> Matrix {
    Matrix(
      columns: (0..<columns).map { column in
        (0..<rows).map { Double(mixed(UInt64(column), UInt64($0)) >> 11) * 0x1p-52 - 1 }
      })
  }

  @Test(
    "Least squares are those of the normal equations, and residuals what is left", arguments: shapes
  )
  func solution(shape: (Int, Int)) throws {
    let matrix = random(shape.0, shape.1)
    let response = random(shape.0, shape.1 + 1).column(shape.1)
    let factor = try PivotedQR(of: matrix)
    let solution = factor.solution(response)
    let gram = matrix.transposed().times(matrix)
    var system = SymmetricMatrix(order: shape.1)
    for row in 0..<shape.1 {
      for column in 0...row { system[row, column] = gram[row, column] }
    }
    let wanted = try solvedPositiveDefinite(system, matrix.transposed().times(response))
    #expect(largestRelativeGap(solution, wanted) < 1e-9)
    let fitted = matrix.times(solution)
    for (row, value) in factor.residuals(response).enumerated() {
      #expect(abs(value - (response[row] - fitted[row])) < 1e-11)
    }
    let root = factor.inverseRoot
    let identity = gram.times(root.times(root.transposed()))
    #expect(Oracle.norm(Oracle.difference(identity, .identity(order: shape.1))) < 1e-8)
  }

  @Test func `Rows in another order and columns of other units change nothing but rounding`() throws
  {
    let matrix = random(9_001, 8)
    let response = random(9_001, 9).column(8)
    let turned = Matrix(
      columns: (0..<8).map { column in matrix.column(column).reversed().map { $0 * 1e-5 } })
    let seen = try leastSquaresSolution(matrix, response)
    let other = try leastSquaresSolution(turned, response.reversed())
    #expect(largestRelativeGap(other.map { $0 * 1e-5 }, seen) < 1e-11)
  }

  @Test func `A dependent column and an entry that is not finite are named`() {
    var matrix = random(9_001, 8)
    for row in 0..<9_001 { matrix[row, 5] = matrix[row, 1] - 3 * matrix[row, 4] }
    #expect(throws: LinearAlgebraError.dependentColumn(index: 5)) { try PivotedQR(of: matrix) }
    matrix[7_000, 2] = .nan
    matrix[3, 6] = .infinity
    #expect(throws: LinearAlgebraError.notFinite(row: 7_000, column: 2)) {
      try PivotedQR(of: matrix)
    }
  }
}
