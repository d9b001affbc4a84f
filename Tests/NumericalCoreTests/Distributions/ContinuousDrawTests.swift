import Glibc
import NumericalCore
import Testing

private let draws = 8_000

@Suite struct GammaDrawTests {
  @Test(
    "Draws follow the law (5 standard errors)",
    arguments: [0.01, 0.1, 0.5, 0.999, 1, 1.5, 4, 30, 1_000, 1e4])
  func sample(shape: Double) {
    let sample = sampled(draws, cell: shape.bitPattern) {
      gamma(shape: shape, scale: 2.5, using: &$0)
    }
    let moments = Moments(mean: 2.5 * shape, variance: 6.25 * shape, excess: 6 / shape)
    moments.expectFits(sample, "shape \(shape)")
    let logarithms = sample.map { log($0 / 2.5) }
    let score = chiSquaredScore(of: logarithms, within: -700...12) {
      gammaDistribution(exp($0), shape: shape)
    }
    #expect(abs(score) <= 5, "shape \(shape)")
  }

  @Test func `A tiny shape is next to nothing as often as it should be`() {
    // P(X < x) = x^a / Γ(a + 1) for small x: half the draws at 10⁻³ are below 10⁻³⁰¹.
    let sample = sampled(draws, cell: 1) { gamma(shape: 0.001, using: &$0) }
    for exponent in [-290.0, -100, -10] {
      let share = pow(10, exponent * 0.001) / tgamma(1.001)
      let seen = Double(sample.count { $0 < pow(10, exponent) }) / Double(draws)
      #expect(abs(seen - share) <= 5 * (share * (1 - share) / Double(draws)).squareRoot())
    }
    #expect(sample.allSatisfy { $0 >= 0 && $0 < .infinity })
  }

  @Test func `A shape or a scale of zero gives zero`() {
    #expect(sampled(3, cell: 2) { gamma(shape: 0, using: &$0) } == [0, 0, 0])
    #expect(sampled(3, cell: 2) { gamma(shape: 3, scale: 0, using: &$0) } == [0, 0, 0])
  }
}

@Suite struct BetaDrawTests {
  @Test(
    "Draws follow the law (5 standard errors)",
    arguments: [
      (1, 1), (0.3, 0.7), (0.05, 2), (2, 0.05), (5, 3), (120, 40), (0.5, 900), (1e4, 3e4),
      (1e7, 1e7), (1, 1e6),
    ])
  func sample(a: Double, b: Double) {
    let sample = sampled(draws, cell: mixed(a.bitPattern, b.bitPattern)) { beta(a, b, using: &$0) }
    let (sum, product) = (a + b, a * b)
    let excess = 6 * ((a - b) * (a - b) * (sum + 1) - product * (sum + 2))
    Moments(
      mean: a / sum, variance: product / (sum * sum * (sum + 1)),
      excess: excess / (product * (sum + 2) * (sum + 3))
    ).expectFits(sample, "a \(a), b \(b)")
    let score = chiSquaredScore(of: sample.map { log($0) }, within: -300...0) {
      betaDistribution(exp($0), a, b)
    }
    #expect(abs(score) <= 5, "a \(a), b \(b)")
  }

  @Test("Tiny shapes choose an end in proportion", arguments: [(0.001, 0.001), (1e-6, 3e-6)])
  func ends(a: Double, b: Double) {
    let sample = sampled(draws, cell: a.bitPattern) { beta(a, b, using: &$0) }
    let share = a / (a + b)
    let error = (share * (1 - share) / Double(draws)).squareRoot()
    #expect(abs(sample.reduce(0, +) / Double(draws) - share) <= 5 * error)
    // Var = m (1 - m) / (a + b + 1): nearly all draws are at an end.
    #expect(sample.count { $0 > 0.001 && $0 < 0.999 } < draws / 30)
    #expect(sample.allSatisfy { $0 >= 0 && $0 <= 1 })
  }

  @Test func `The smallest shapes still choose an end, and a shape of zero is certain`() {
    let sample = sampled(2_000, cell: 3) { beta(1e-300, 1e-300, using: &$0) }
    #expect(sample.allSatisfy { $0 == 0 || $0 == 1 })
    #expect(abs(sample.reduce(0, +) - 1_000) <= 5 * 500.0.squareRoot())
    #expect(sampled(2, cell: 4) { beta(0, 2, using: &$0) } == [0, 0])
    #expect(sampled(2, cell: 4) { beta(2, 0, using: &$0) } == [1, 1])
  }
}

@Suite struct NormalDrawTests {
  @Test func `Normal draws follow the law (5 standard errors)`() {
    let sample = sampled(draws, cell: 1) { normal(using: &$0) }
    Moments(mean: 0, variance: 1, excess: 0).expectFits(sample, "normal")
    let score = chiSquaredScore(of: sample, within: -9...9, distribution: normalDistribution)
    #expect(abs(score) <= 5)
  }

  @Test("Student's t follows the law (5 standard errors)", arguments: [0.2, 1, 3, 9.5, 400])
  func student(degrees: Double) {
    let sample = sampled(draws, cell: degrees.bitPattern) {
      studentT(degreesOfFreedom: degrees, using: &$0)
    }
    if degrees > 4 {
      Moments(mean: 0, variance: degrees / (degrees - 2), excess: 6 / (degrees - 4))
        .expectFits(sample, "\(degrees) degrees of freedom")
    }
    let score = chiSquaredScore(of: sample, within: -1e6...1e6) {
      studentDistribution($0, degreesOfFreedom: degrees)
    }
    #expect(abs(score) <= 5, "\(degrees) degrees of freedom")
  }

  @Test func `Infinite degrees of freedom are normal`() {
    let student = sampled(20, cell: 2) { studentT(degreesOfFreedom: .infinity, using: &$0) }
    #expect(student == sampled(20, cell: 2) { normal(using: &$0) })
  }

  @Test func `A multivariate normal has its means and covariances (5 standard errors)`() throws {
    let rows = [[4.0, 1.2, -0.6], [1.2, 2, 0.5], [-0.6, 0.5, 0.75]]
    var matrix = SymmetricMatrix(order: 3)
    for row in 0..<3 {
      for column in 0...row { matrix[row, column] = rows[row][column] }
    }
    let factor = try CholeskyFactor(of: matrix)
    let mean = [10.0, -3, 0]
    func pairs(_ value: ([Double]) -> Double) -> [Double] {
      sampled(draws, cell: 5) { value(multivariateNormal(mean: mean, factor: factor, using: &$0)) }
    }
    for row in 0..<3 {
      let sample = pairs { $0[row] }
      Moments(mean: mean[row], variance: rows[row][row], excess: 0)
        .expectFits(sample, "component \(row)")
      let score = chiSquaredScore(of: sample, within: -30...30) {
        normalDistribution(($0 - mean[row]) / rows[row][row].squareRoot())
      }
      #expect(abs(score) <= 5, "component \(row)")
      for column in 0..<row {
        // Isserlis: the product's variance is the product of variances and the squared covariance.
        let (own, joint) = (rows[row][row] * rows[column][column], rows[row][column])
        let products = pairs { ($0[row] - mean[row]) * ($0[column] - mean[column]) }
        let seen = products.reduce(0, +) / Double(draws)
        #expect(abs(seen - joint) <= 5 * ((own + joint * joint) / Double(draws)).squareRoot())
      }
    }
  }

  @Test func `Draws are the same bits in any order`() {
    func value(_ draw: Int) -> [Double] {
      var stream = freshStream(draw)
      return [
        normal(using: &stream), gamma(shape: 0.3, using: &stream), beta(2, 3, using: &stream),
        studentT(degreesOfFreedom: 4, using: &stream), dirichlet([1, 2], using: &stream)[0],
        Double(multinomialCounts(90, probabilities: [0.2, 0.8], using: &stream)[0]),
      ]
    }
    let forwards = (0..<200).map(value)
    let backwards = (0..<200).reversed().map(value)
    #expect(forwards == backwards.reversed())
  }
}
