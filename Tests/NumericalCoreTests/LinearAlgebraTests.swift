import NumericalCore
import Testing

@Suite struct LinearAlgebraTests {
  let address = DrawAddress(seed: 11, draw: 0)

  /// A random positive definite matrix: a Gram matrix plus a diagonal.
  private func randomMatrix(order: Int, cell: UInt64) -> SymmetricMatrix {
    let factor = (0..<order * order).map {
      address.uniform(year: $0, cell: cell, purpose: 1) - 0.5
    }
    var matrix = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in 0...row {
        let inner = (0..<order).reduce(0) {
          $0 + factor[row * order + $1] * factor[column * order + $1]
        }
        matrix[row, column] = inner + (row == column ? 0.1 : 0)
      }
    }
    return matrix
  }

  @Test func `The solution satisfies the equations`() throws {
    for order in 0...25 {
      let matrix = randomMatrix(order: order, cell: UInt64(order))
      let wanted = (0..<order).map { address.uniform(year: $0, cell: 0, purpose: 2) }
      let solution = try solvedPositiveDefinite(matrix, wanted)
      for row in 0..<order {
        let product = (0..<order).reduce(0) { $0 + matrix[row, $1] * solution[$1] }
        #expect(abs(product - wanted[row]) < 1e-11)
      }
    }
  }

  @Test func `Writing an entry writes its mirror image`() {
    var matrix = SymmetricMatrix(order: 3)
    matrix[0, 2] = 5
    matrix[2, 1] = 7
    #expect(matrix[2, 0] == 5 && matrix[1, 2] == 7 && matrix[0, 1] == 0 && matrix.order == 3)
  }

  @Test func `A matrix that is not positive definite names its leading minor`() {
    var matrix = SymmetricMatrix(order: 3)
    for index in 0..<3 { matrix[index, index] = 1 }
    matrix[0, 1] = 2
    #expect(throws: LinearAlgebraError.notPositiveDefinite(leadingMinor: 2)) {
      try solvedPositiveDefinite(matrix, [1, 1, 1])
    }
  }

  @Test func `Nothing of the caller's is overwritten`() throws {
    let matrix = randomMatrix(order: 4, cell: 99)
    let copy = matrix
    let right = [1.0, 2, 3, 4]
    _ = try solvedPositiveDefinite(matrix, right)
    #expect(matrix == copy && right == [1, 2, 3, 4])
  }
}
