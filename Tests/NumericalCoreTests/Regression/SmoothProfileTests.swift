import Glibc
import NumericalCore
import Testing

@Suite struct BSplineTests {
  /// Cubic B-splines at a knot are 1/6, 4/6, 1/6, halfway between knots 1/48, 23/48, 23/48, 1/48: de
  /// Boor 1978, doi 10.1007/978-1-4612-6333-3.
  @Test func `Cubic B-splines have their known values`() {
    let basis = BSplineBasis(over: 0...4, segments: 4)
    #expect(basis.count == 7)
    expectNear(basis.values(at: 1), [0, 1.0 / 6, 4.0 / 6, 1.0 / 6, 0, 0, 0], within: 1e-15)
    let half = [0, 0, 1.0 / 48, 23.0 / 48, 23.0 / 48, 1.0 / 48, 0]
    expectNear(basis.values(at: 2.5), half, within: 1e-15)
    expectNear(basis.values(at: 4), [0, 0, 0, 0, 1.0 / 6, 4.0 / 6, 1.0 / 6], within: 1e-15)
  }

  @Test("B-splines sum to 1, and their means make the straight line", arguments: 0...5)
  func sums(degree: Int) {
    let basis = BSplineBasis(over: -3...11, segments: 9, degree: degree)
    for step in 0...70 {
      let x = -3 + 14 * Double(step) / 70
      let values = basis.values(at: x)
      #expect(abs(values.reduce(0, +) - 1) < 1e-14 && values.allSatisfy { $0 >= 0 })
      #expect(values.count { $0 > 0 } <= degree + 1)
      // B-spline k is centred (k + (1 − degree) / 2) segments from the start.
      let line = values.enumerated().reduce(0) {
        $0 + $1.element * (Double($1.offset) + Double(1 - degree) / 2)
      }
      if degree > 0 { #expect(abs(line * 14 / 9 - 3 - x) < 1e-13) }
    }
  }

  @Test func `Differences have binomial coefficients`() {
    let differences = BSplineBasis(over: 0...1, segments: 3, degree: 2).differences(order: 3)
    #expect(differences == Matrix(rows: [[-1, 3, -3, 1, 0], [0, -1, 3, -3, 1]]))
  }
}

@Suite struct SmoothProfileTests {
  private let ages = (0..<60).map { Double($0) / 3 }
  private let basis = BSplineBasis(over: 0...20, segments: 12)
  private let noise = Oracle.random(60, 2, cell: 900)
  private var counts: [Double] {
    ages.indices.map { (15 + 10 * sin(ages[$0] / 3) + 4 * noise[$0, 0]).rounded() }
  }

  private func profile(
    _ response: [Double], _ family: ResponseFamily, _ smoothing: Smoothing, order: Int = 2
  ) throws -> SmoothProfile {
    try smoothedProfile(
      at: ages, response: response, family: family, basis: basis, order: order,
      smoothing: smoothing, trials: family == .binomial(link: .logit) ? ages.map { _ in 40 } : nil)
  }

  /// Eilers and Marx 1996, §3: a penalty on differences of order d keeps the first d moments.
  @Test("Moments are kept whatever the smoothing", arguments: [0.01, 1, 100, 1e6])
  func moments(lambda: Double) throws {
    for family in [ResponseFamily.gaussian, .poisson, .binomial(link: .logit)] {
      let scale = family == .binomial(link: .logit) ? 40.0 : 1
      let fit = try profile(counts, family, .given(lambda), order: 3)
      for power in 0..<3 {
        let gap = ages.indices.reduce(0) {
          $0 + pow(ages[$1], Double(power)) * (counts[$1] - scale * fit.value(at: ages[$1]))
        }
        #expect(abs(gap) < 1e-6, "\(family), moment \(power)")
      }
    }
  }

  @Test("Much smoothing leaves a line on the link's scale", arguments: [true, false])
  func line(isPoisson: Bool) throws {
    let family: ResponseFamily = isPoisson ? .poisson : .gaussian
    let fit = try profile(counts, family, .given(1e9))
    let line = try generalisedLinearFit(
      design: Matrix(rows: ages.map { [1, $0] }), response: counts, family: family)
    expectNear(ages.map(fit.linearPredictor), line.linearPredictor, within: 1e-4)
    #expect(abs(fit.effectiveDegreesOfFreedom - 2) < 1e-3)
    #expect(abs(fit.standardError(at: ages[0]) / line.standardErrors[0] - 1) < 1e-2)
  }

  @Test func `No smoothing is a regression on the B-splines`() throws {
    let fit = try profile(counts, .poisson, .given(0))
    let plain = try generalisedLinearFit(
      design: basis.matrix(at: ages), response: counts, family: .poisson)
    expectNear(fit.coefficients, plain.coefficients, within: 1e-8)
    #expect(abs(fit.effectiveDegreesOfFreedom - Double(basis.count)) < 1e-9)
    #expect(abs(fit.deviance - plain.deviance) < 1e-9)
  }

  @Test func `The Gaussian profile is penalised least squares`() throws {
    let fit = try profile(counts, .gaussian, .given(3))
    let differences = basis.differences(order: 2)
    let gram = Oracle.product(differences.transposed(), differences)
    let plain = try penalisedLeastSquares(
      design: basis.matrix(at: ages), response: counts,
      penalty: Oracle.symmetric(basis.count) { gram[$0, $1] }, smoothing: 3)
    #expect(largestRelativeGap(fit.coefficients, plain.coefficients) < 1e-9)
    #expect(abs(fit.generalisedCrossValidation / plain.generalisedCrossValidation - 1) < 1e-9)
    #expect(abs(fit.effectiveDegreesOfFreedom - plain.effectiveDegreesOfFreedom) < 1e-9)
    #expect(abs(fit.covariance[4, 4] / plain.covariance[4, 4] - 1) < 1e-9)
  }

  @Test func `More smoothing leaves less freedom`() throws {
    var last = Double(basis.count) + 1e-9
    for tenth in stride(from: -40, through: 80, by: 20) {
      let fit = try profile(counts, .poisson, .given(pow(10, Double(tenth) / 10)))
      #expect(fit.effectiveDegreesOfFreedom < last && fit.effectiveDegreesOfFreedom > 2 - 1e-9)
      last = fit.effectiveDegreesOfFreedom
    }
  }

  @Test("Cross-validation finds the best of the grid", arguments: [true, false])
  func crossValidation(isPoisson: Bool) throws {
    let family: ResponseFamily = isPoisson ? .poisson : .gaussian
    let best = try profile(counts, family, .crossValidated)
    for tenth in stride(from: -20, through: 60, by: 4) {
      let other = try profile(counts, family, .given(pow(10, Double(tenth) / 10)))
      #expect(best.generalisedCrossValidation <= other.generalisedCrossValidation * (1 + 1e-9))
    }
    let worst = ages.reduce(0) { max($0, abs(best.value(at: $1) - 15 - 10 * sin($1 / 3))) }
    #expect(worst < 3)
  }

  @Test func `A straight line is found, with as little freedom as there is`() throws {
    let points = ages.map { 2 + 0.5 * $0 }
    let fit = try profile(points, .gaussian, .crossValidated)
    expectNear(ages.map(fit.value), points, within: 1e-7)
  }

  @Test func `Gaps and ends without events are bridged, none at all are refused`() throws {
    let ended = ages.map { $0 < 12 ? 5 + $0.rounded() : 0 }
    let fit = try profile(ended, .poisson, .crossValidated)
    #expect(ages.allSatisfy { fit.value(at: $0).isFinite && fit.value(at: $0) >= 0 })
    #expect(throws: ModelFitError.self) { try profile(ages.map { _ in 0 }, .poisson, .given(1)) }
    #expect(throws: ModelFitError.tooFewObservations(observations: 2, columns: 2)) {
      try smoothedProfile(
        at: [1, 2], response: [3, 4], family: .poisson, basis: basis, smoothing: .given(1))
    }
    #expect(throws: ModelFitError.notFinite(input: .design, row: 1)) {
      try smoothedProfile(
        at: [1, .nan, 3], response: [3, 4, 5], family: .poisson, basis: basis)
    }
  }

  @Test func `Exposure as an offset gives rates`() throws {
    let exposure = ages.indices.map { 50 + 40 * noise[$0, 1] }
    let expected = ages.indices.map { exposure[$0] * 0.2 * exp(-ages[$0] / 10) }
    let fit = try smoothedProfile(
      at: ages, response: expected, family: .quasiPoisson, basis: basis, smoothing: .given(10),
      offset: exposure.map { log($0) })
    for age in ages { #expect(abs(fit.value(at: age) / (0.2 * exp(-age / 10)) - 1) < 1e-8) }
  }
}
