import NumericalCore

/// The Cholesky factor of a matrix: `cholesky ORDER MATRIX FACTOR`, files of doubles by column.
struct CholeskyWork: Work {
  private let matrix: SymmetricMatrix
  private let path: String
  private var isWritten = false

  init(_ words: [String]) throws {
    let (order, values) = (try words.whole(1), try doubles(at: words.text(2)))
    var matrix = SymmetricMatrix(order: order)
    for column in 0..<order {
      for row in column..<order { matrix[row, column] = values[column * order + row] }
    }
    self.matrix = matrix
    path = try words.text(3)
  }

  mutating func answer() throws -> [Double] {
    let factor = try CholeskyFactor(of: matrix)
    if !isWritten {
      isWritten = true
      try write((0..<factor.order).flatMap(factor.lower.column), to: path)
    }
    return [factor.lower[0, 0]]
  }
}

/// The design and response of a regression: `WORK ROWS COLUMNS DESIGN RESPONSE`, files of doubles by column.
struct RegressionData {
  let design: Matrix
  let response: [Double]

  init(_ words: [String]) throws {
    let (rows, columns) = (try words.whole(1), try words.whole(2))
    let values = try doubles(at: words.text(3))
    design = Matrix(columns: (0..<columns).map { Array(values[$0 * rows..<($0 + 1) * rows]) })
    response = try doubles(at: words.text(4))
  }
}

/// The least squares solution of an overdetermined system.
struct LeastSquaresWork: Work {
  private let data: RegressionData

  init(_ words: [String]) throws { data = try RegressionData(words) }

  mutating func answer() throws -> [Double] {
    try leastSquaresSolution(data.design, data.response)
  }
}

/// A logistic regression with standard errors.
struct LogisticWork: Work {
  private let data: RegressionData

  init(_ words: [String]) throws { data = try RegressionData(words) }

  mutating func answer() throws -> [Double] {
    let fit = try generalisedLinearFit(
      design: data.design, response: data.response, family: .binomial(link: .logit))
    return fit.coefficients + fit.standardErrors + [fit.deviance]
  }
}
