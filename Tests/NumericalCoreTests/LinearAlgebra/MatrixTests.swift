import NumericalCore
import Testing

@Suite struct MatrixTests {
  @Test func `Rows, columns and entries are where they were put`() {
    let matrix = Matrix(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(matrix.rows == 2 && matrix.columns == 3 && matrix[1, 0] == 4)
    #expect(matrix.row(0) == [1, 2, 3] && matrix.column(2) == [3, 6])
    #expect(matrix == Matrix(columns: [[1, 4], [2, 5], [3, 6]]))
    #expect(matrix.transposed() == Matrix(rows: [[1, 4], [2, 5], [3, 6]]))
    #expect(Matrix(rows: []).rows == 0 && Matrix(columns: []).columns == 0)
  }

  private static let shapes = [
    (0, 3, 2), (1, 1, 1), (3, 0, 4), (7, 5, 9), (16, 16, 16), (17, 16, 16), (40, 31, 53),
  ]

  /// 10⁻⁹ is the tolerance documented for any BLAS, relative to the sum of absolute products.
  @Test(
    "Products are those of the definition, below and above the size at which the BLAS is called",
    arguments: shapes)
  func products(shape: (Int, Int, Int)) {
    let left = Oracle.random(shape.0, shape.1, cell: 1)
    let right = Oracle.random(shape.1, shape.2, cell: 2)
    let copies = (left, right)
    let seen = left.times(right)
    let wanted = Oracle.product(left, right)
    for row in 0..<shape.0 {
      for column in 0..<shape.2 {
        let size = (0..<shape.1).reduce(0) { $0 + abs(left[row, $1] * right[$1, column]) }
        #expect(abs(seen[row, column] - wanted[row, column]) <= 1e-9 * size)
        #expect(abs(seen[row, column] - wanted[row, column]) <= 50 * Oracle.epsilon * size)
      }
    }
    #expect(copies.0 == left && copies.1 == right)
  }

  @Test("A matrix times a vector", arguments: [(3, 5), (64, 64), (100, 80)])
  func vectors(shape: (Int, Int)) {
    let matrix = Oracle.random(shape.0, shape.1, cell: 4)
    let vector = Oracle.random(shape.1, 1, cell: 5)
    let wanted = Oracle.product(matrix, vector).column(0)
    for (seen, wanted) in zip(matrix.times(vector.column(0)), wanted) {
      #expect(abs(seen - wanted) <= 1e-13 * Double(shape.1))
    }
  }

  @Test func `Multiplying twice gives the same bits`() {
    let matrix = Oracle.random(60, 60, cell: 6)
    #expect(matrix.times(matrix) == matrix.times(matrix))
  }
}
