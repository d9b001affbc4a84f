import NumericalCore
import Testing

@Suite struct PenalisedLeastSquaresTests {
  private let design = Oracle.random(40, 5, cell: 800)
  private let response = Oracle.random(40, 1, cell: 801).column(0)
  private let weights = Oracle.random(40, 1, cell: 802).column(0).map { $0 + 1.5 }

  /// P = Rᵀ R for a random R of three rows, so of rank 3.
  private var penalty: SymmetricMatrix {
    let root = Oracle.random(3, 5, cell: 803)
    let gram = Oracle.product(root.transposed(), root)
    return Oracle.symmetric(5) { gram[$0, $1] }
  }

  /// The oracle solves (Xᵀ W X + λ P) c = Xᵀ W y by elimination, and takes the trace of the hat matrix
  /// column by column.
  @Test("Coefficients, freedom and GCV are those of the normal equations", arguments: [0, 0.3, 20])
  func normalEquations(lambda: Double) throws {
    let fit = try penalisedLeastSquares(
      design: design, response: response, weights: weights, penalty: penalty, smoothing: lambda)
    let heavy = Oracle.scaledColumns(design.transposed(), by: weights)
    let gram = Oracle.product(heavy, design)
    var system = gram
    for row in 0..<5 {
      for column in 0..<5 { system[row, column] += lambda * penalty[row, column] }
    }
    let wanted = gaussianElimination(system, heavy.times(response))
    #expect(largestRelativeGap(fit.coefficients, wanted) < 1e-9)
    let trace = (0..<5).reduce(0) {
      $0 + gaussianElimination(system, gram.column($1))[$1]
    }
    #expect(abs(fit.effectiveDegreesOfFreedom - trace) < 1e-9)
    let fitted = design.times(wanted)
    let gaps = zip(response, fitted).map(-)
    let residual = zip(weights, gaps).reduce(0.0) { $0 + $1.0 * $1.1 * $1.1 }
    let score = 40 * residual / ((40 - trace) * (40 - trace))
    #expect(abs(fit.generalisedCrossValidation / score - 1) < 1e-9)
  }

  @Test func `Without penalty it is least squares`() throws {
    let fit = try penalisedLeastSquares(
      design: design, response: response, penalty: penalty, smoothing: 0)
    let plain = try leastSquares(design: design, response: response)
    #expect(largestRelativeGap(fit.coefficients, plain.coefficients) < 1e-10)
    #expect(abs(fit.effectiveDegreesOfFreedom - 5) < 1e-10)
    for column in 0..<5 {
      let error = fit.covariance[column, column].squareRoot()
      #expect(abs(error / plain.standardErrors[column] - 1) < 1e-10)
    }
  }

  @Test func `A ridge fits more coefficients than rows`() throws {
    var ridge = SymmetricMatrix(order: 5)
    for index in 0..<5 { ridge[index, index] = 1 }
    let few = Oracle.random(3, 5, cell: 804)
    let fit = try penalisedLeastSquares(
      design: few, response: [1, 2, 3], penalty: ridge, smoothing: 0.1)
    #expect(fit.effectiveDegreesOfFreedom < 3 && fit.coefficients.allSatisfy(\.isFinite))
    #expect(throws: ModelFitError.dependentColumn(name: "column 3")) {
      try penalisedLeastSquares(design: few, response: [1, 2, 3], penalty: ridge, smoothing: 0)
    }
  }

  @Test func `A penalty with a negative eigenvalue is refused`() {
    var penalty = SymmetricMatrix(order: 5)
    penalty[4, 4] = -2
    #expect(throws: ModelFitError.penaltyNotSemidefinite(eigenvalue: -2)) {
      try penalisedLeastSquares(
        design: design, response: response, penalty: penalty, smoothing: 1)
    }
    penalty[1, 0] = .nan
    #expect(throws: ModelFitError.notFinite(input: .penalty, row: 1)) {
      try penalisedLeastSquares(
        design: design, response: response, penalty: penalty, smoothing: 1)
    }
  }
}
