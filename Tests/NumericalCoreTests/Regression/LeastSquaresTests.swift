import Glibc
import NumericalCore
import Testing

func logarithm(_ value: Double) -> Double { log10(value) }

@Suite struct LeastSquaresTests {
  @Test("NIST's certified values are met", arguments: ReferenceSet.all)
  func certified(set: ReferenceSet) throws {
    let fit = try leastSquares(design: set.design, response: set.response)
    let coefficients = correctDigits(fit.coefficients, set.coefficients)
    let errors = correctDigits(fit.standardErrors, set.standardErrors)
    let deviation = correctDigits([fit.residualStandardDeviation], [set.residualDeviation])
    let rSquared = correctDigits([fit.rSquared], [set.rSquared])
    #expect(coefficients >= set.digits.coefficients, "\(set.name) \(fit.coefficients)")
    #expect(min(errors, deviation, rSquared) >= set.digits.spread, "\(set.name) \(fit)")
    #expect(fit.degreesOfFreedom == set.response.count - set.coefficients.count)
  }
}

@Suite struct WeightedLeastSquaresTests {
  private let design = Matrix(rows: [[1, 0], [1, 1], [1, 2], [1, 3], [1, 5]])
  private let response = [1.0, 3, 2, 5, 4]

  @Test func `A weight of k stands for k equal rows, but for the degrees of freedom`() throws {
    let weighted = try leastSquares(
      design: design, response: response, weights: [1, 2, 0, 3, 1], names: ["constant", "slope"])
    let rows = [0, 1, 1, 3, 3, 3, 4]
    let repeated = try leastSquares(
      design: Matrix(rows: rows.map(design.row)), response: rows.map { response[$0] })
    #expect(largestRelativeGap(weighted.coefficients, repeated.coefficients) < 1e-13)
    #expect(abs(weighted.rSquared - repeated.rSquared) < 1e-13)
    #expect(weighted.degreesOfFreedom == 2 && repeated.degreesOfFreedom == 5)
    let ratio = weighted.residualStandardDeviation / repeated.residualStandardDeviation
    #expect(abs(ratio - (5.0 / 2).squareRoot()) < 1e-13)
    #expect(weighted.names == ["constant", "slope"] && repeated.names == ["column 0", "column 1"])
  }

  /// Through the origin R² is about nought: NIST StRD NoInt1,
  /// https://www.itl.nist.gov/div898/strd/lls/data/NoInt1.shtml.
  @Test func `Without a constant R² is about nought`() throws {
    let points = (60...70).map { [Double($0)] }
    let fit = try leastSquares(
      design: Matrix(rows: points), response: (130...140).map(Double.init))
    #expect(correctDigits(fit.coefficients, [2.07438016528926]) > 13)
    #expect(correctDigits(fit.standardErrors, [0.165289256198347e-1]) > 13)
    #expect(correctDigits([fit.residualStandardDeviation], [3.56753034006338]) > 13)
    #expect(correctDigits([fit.rSquared], [0.999365492298663]) > 13)
  }

  @Test func `The column that depends on others is called by its name`() {
    let rows = [[1.0, 0, 1], [1, 0, 1], [0, 1, 1], [0, 1, 1]]
    #expect(throws: ModelFitError.dependentColumn(name: "constant")) {
      try leastSquares(
        design: Matrix(rows: rows), response: [1, 2, 3, 4], names: ["girls", "boys", "constant"])
    }
    // With the boys' weights nought nothing is left of their column.
    #expect(throws: ModelFitError.dependentColumn(name: "column 1")) {
      try leastSquares(
        design: Matrix(rows: rows + rows.prefix(2)), response: [1, 2, 3, 4, 5, 6],
        weights: [1, 1, 0, 0, 1, 1])
    }
  }

  @Test func `Input that is missing or out of range is named`() {
    #expect(throws: ModelFitError.notFinite(input: .response, row: 2)) {
      try leastSquares(design: design, response: [1, 2, .nan, 3, 4])
    }
    #expect(throws: ModelFitError.outOfRange(input: .weights, row: 1, value: -1)) {
      try leastSquares(design: design, response: response, weights: [1, -1, 1, 1, 1])
    }
    var hole = design
    hole[3, 1] = .infinity
    #expect(throws: ModelFitError.notFinite(input: .design, row: 3)) {
      try leastSquares(design: hole, response: response)
    }
    #expect(throws: ModelFitError.tooFewObservations(observations: 2, columns: 2)) {
      try leastSquares(design: design, response: response, weights: [0, 1, 0, 1, 0])
    }
  }
}
