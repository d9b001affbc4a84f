import Glibc
import NumericalCore
import Testing

@Suite struct ModelRefusalTests {
  private let groups = Matrix(rows: [[1, 0], [1, 0], [1, 0], [1, 1], [1, 1], [1, 1]])
  private let names = ["constant", "new school"]

  @Test func `A category without events is separated, and named`() {
    let wanted = ModelFitError.separation(column: "new school", row: 3)
    #expect(throws: wanted) {
      try generalisedLinearFit(
        design: groups, response: [2, 5, 3, 0, 0, 0], family: .poisson, names: names)
    }
    #expect(throws: wanted) {
      try generalisedLinearFit(
        design: groups, response: [2, 5, 3, 0, 0, 0], family: .negativeBinomial(theta: 2),
        names: names)
    }
    #expect(throws: wanted) {
      try generalisedLinearFit(
        design: groups, response: [2, 5, 3, 9, 9, 9], family: .binomial(link: .logit),
        trials: [9, 9, 9, 9, 9, 9], names: names)
    }
  }

  /// Complete separation: Albert and Anderson 1984, doi 10.1093/biomet/71.1.1.
  @Test func `A threshold that parts all from none is separated`() {
    let design = Matrix(rows: (1...8).map { [1, Double($0)] })
    #expect(throws: ModelFitError.self) {
      try generalisedLinearFit(
        design: design, response: [0, 0, 0, 0, 1, 1, 1, 1], family: .binomial(link: .logit))
    }
    do {
      _ = try generalisedLinearFit(
        design: design, response: [0, 0, 0, 0, 1, 1, 1, 1], family: .binomial(link: .logit))
    } catch .separation {
    } catch { Issue.record("\(error)") }
  }

  @Test func `No events at all are separated`() {
    #expect(throws: ModelFitError.separation(column: "constant", row: 0)) {
      try generalisedLinearFit(
        design: Matrix(rows: [[1], [1], [1]]), response: [0, 0, 0], family: .poisson,
        names: ["constant"])
    }
  }

  /// A rate of one in a hundred million is small, but a maximum all the same.
  @Test func `Tiny rates are fitted`() throws {
    let fit = try generalisedLinearFit(
      design: groups, response: [1, 0, 0, 0, 0, 2], family: .poisson,
      offset: [Double](repeating: log(1e8), count: 6))
    expectNear(fit.coefficients, [log(1.0 / 3e8), log(2)], within: 1e-9)
  }

  @Test func `Dependent columns are named before any iteration`() {
    let design = Matrix(rows: (0..<6).map { [1, Double($0), 2 * Double($0) + 1] })
    #expect(throws: ModelFitError.dependentColumn(name: "age again")) {
      try generalisedLinearFit(
        design: design, response: [1, 2, 3, 4, 5, 6], family: .poisson,
        names: ["constant", "age", "age again"])
    }
  }

  @Test func `Responses that cannot be are named`() {
    #expect(throws: ModelFitError.outOfRange(input: .response, row: 1, value: -2)) {
      try generalisedLinearFit(design: groups, response: [1, -2, 3, 1, 1, 1], family: .poisson)
    }
    #expect(throws: ModelFitError.outOfRange(input: .response, row: 2, value: 3)) {
      try generalisedLinearFit(
        design: groups, response: [1, 1, 3, 1, 1, 1], family: .binomial(link: .logit),
        trials: [2, 2, 2, 2, 2, 2])
    }
    #expect(throws: ModelFitError.outOfRange(input: .trials, row: 0, value: -1)) {
      try generalisedLinearFit(
        design: groups, response: [0, 1, 1, 1, 1, 1], family: .binomial(link: .logit),
        trials: [-1, 2, 2, 2, 2, 2])
    }
    #expect(throws: ModelFitError.notFinite(input: .offset, row: 4)) {
      try generalisedLinearFit(
        design: groups, response: [1, 1, 1, 1, 1, 1], family: .poisson,
        offset: [0, 0, 0, 0, .nan, 0])
    }
    #expect(throws: ModelFitError.notFinite(input: .response, row: 0)) {
      try generalisedLinearFit(
        design: groups, response: [.infinity, 1, 1, 1, 1, 1], family: .binomial(link: .logit))
    }
    #expect(throws: ModelFitError.tooFewObservations(observations: 1, columns: 2)) {
      try generalisedLinearFit(
        design: groups, response: [1, 1, 1, 1, 1, 1], family: .poisson, weights: [1, 0, 0, 0, 0, 0])
    }
  }

  @Test func `Counts that vary no more than Poisson counts have no θ`() {
    #expect(throws: ModelFitError.notOverdispersed) {
      try negativeBinomialFit(
        design: Matrix(rows: (0..<6).map { _ in [1] }), response: [3, 4, 3, 4, 3, 4])
    }
  }
}
