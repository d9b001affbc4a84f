import Glibc
import NumericalCore
import Testing

private let draws = 6_000

@Suite struct DirichletDrawTests {
  /// Each share of a Dirichlet draw is beta distributed with the rest of the alphas.
  @Test(
    "Shares follow their beta laws (5 standard errors)",
    arguments: [[1, 1, 1], [0.2, 3, 0.05, 1], [40, 7.5, 300], [1e4, 2, 0.3], [0.5, 0.5]])
  func marginals(alphas: [Double]) {
    let total = alphas.reduce(0, +)
    for (cell, alpha) in alphas.enumerated() {
      let sample = sampled(draws, cell: mixed(total.bitPattern, UInt64(alphas.count))) {
        dirichlet(alphas, using: &$0)[cell]
      }
      let mean = alpha / total
      let count = Double(draws)
      let error = (mean * (1 - mean) / (total + 1) / count).squareRoot()
      #expect(abs(sample.reduce(0, +) / count - mean) <= 5 * error)
      let score = chiSquaredScore(of: sample.map { log($0) }, within: -300...0) {
        betaDistribution(exp($0), alpha, total - alpha)
      }
      #expect(abs(score) <= 5, "share \(cell) of \(alphas)")
    }
  }

  @Test func `Two shares have the covariance of the law`() {
    let alphas = [2.0, 5, 1]
    let products = sampled(draws, cell: 8) {
      let shares = dirichlet(alphas, using: &$0)
      return (shares[0] - 0.25) * (shares[1] - 0.625)
    }
    // Cov = - a b / (A² (A + 1)).
    Moments(mean: -10.0 / (64 * 9), variance: variance(products), excess: 30)
      .expectFits(products, "covariance")
  }

  @Test func `Shares add up to one and a zero stays zero`() {
    for draw in 0..<500 {
      var stream = freshStream(draw)
      let shares = dirichlet([0, 0.001, 0.002, 0, 1e-300], using: &stream)
      #expect(abs(shares.reduce(0, +) - 1) < 1e-15 && shares[0] == 0 && shares[3] == 0)
      #expect(shares.allSatisfy { $0 >= 0 && $0 <= 1 })
      #expect(dirichlet([0, 7, 0], using: &stream) == [0, 1, 0])
    }
  }

  @Test func `The buffer and the array give the same shares`() {
    let alphas = [0.4, 2, 0, 9]
    var stream = freshStream(1)
    var other = stream
    var shares = [Double](repeating: .nan, count: 4)
    alphas.withUnsafeBufferPointer { alphas in
      shares.withUnsafeMutableBufferPointer { dirichlet(alphas, into: $0, using: &stream) }
    }
    #expect(shares == dirichlet(alphas, using: &other))
  }
}

func variance(_ sample: [Double]) -> Double {
  let mean = sample.reduce(0, +) / Double(sample.count)
  return sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(sample.count)
}

@Suite struct MultinomialCountsTests {
  @Test(
    "Each count is binomial (5 standard errors)",
    arguments: [
      (1, [0.2, 0.8]), (30, [1, 1, 2]), (800, [1e-4, 0.5, 0, 0.3, 1e-9]), (5, [9, 0, 1]),
    ])
  func marginals(trials: Int, weights: [Double]) {
    let n = Double(trials)
    for (cell, weight) in weights.enumerated() where weight > 0 {
      let p = weight / weights.reduce(0, +)
      let sample = sampled(draws, cell: UInt64(trials)) {
        Double(multinomialCounts(trials, probabilities: weights, using: &$0)[cell])
      }
      let variance = n * p * (1 - p)
      Moments(mean: n * p, variance: variance, excess: (1 - 6 * p * (1 - p)) / variance)
        .expectFits(sample, "cell \(cell) of \(weights)")
      let law = NaiveCountLaw(mean: n * p, deviation: variance.squareRoot(), last: trials) { k in
        exp(logChoices(n, k) + k * log(p) + (n - k) * log1p(-p))
      }
      #expect(abs(law.score(of: sample)) <= 5, "cell \(cell) of \(weights)")
    }
  }

  @Test func `All cells together follow the multinomial law (chi-squared, 5 standard errors)`() {
    // Four heads in three cells: fifteen outcomes, numbered by the first two counts.
    let probabilities = [0.5, 0.2, 0.3]
    let outcomes = (0...4).flatMap { first in (0...4 - first).map { [first, $0, 4 - first - $0] } }
    let sample = sampled(draws, cell: 6) {
      let counts = multinomialCounts(4, probabilities: probabilities, using: &$0)
      return Double(outcomes.firstIndex(of: counts) ?? -1)
    }
    var sum = 0.0
    let running = outcomes.map { outcome in
      sum += zip(outcome, probabilities).reduce(24) { product, cell in
        product * pow(cell.1, Double(cell.0)) / tgamma(Double(cell.0) + 1)
      }
      return sum
    }
    let edges = (0..<14).map { Double($0) }
    let score = chiSquaredScore(of: sample, edges: edges, distribution: Array(running.dropLast()))
    #expect(abs(running[14] - 1) < 1e-14 && abs(score) <= 5)
  }

  @Test func `Heads are conserved and zeros stay empty, whatever the weights`() {
    for draw in 0..<2_000 {
      var stream = freshStream(draw)
      let weights = (0..<7).map { _ in
        stream.next() < 0.3 ? 0 : pow(10, -20 * stream.next())
      }
      guard weights.contains(where: { $0 > 0 }) else { continue }
      let trials = Int(stream.next() * 400)
      let counts = multinomialCounts(trials, probabilities: weights, using: &stream)
      #expect(counts.reduce(0, +) == trials && counts.allSatisfy { $0 >= 0 })
      for (weight, count) in zip(weights, counts) where weight == 0 { #expect(count == 0) }
      let dirichlet = dirichletMultinomial(trials, alphas: weights.map { 5 * $0 }, using: &stream)
      #expect(dirichlet.reduce(0, +) == trials)
    }
  }

  @Test func `No cells hold no heads`() {
    var stream = freshStream(1)
    #expect(multinomialCounts(0, probabilities: [], using: &stream) == [])
    #expect(multinomialCounts(0, probabilities: [0, 0], using: &stream) == [0, 0])
    #expect(multinomialCounts(9, probabilities: [0, 1e-300, 0], using: &stream) == [0, 9, 0])
  }

  @Test(
    "Dirichlet-multinomial counts are beta-binomial (5 standard errors)",
    arguments: [(20, 0.3), (90, 4), (400, 60)])
  func betaBinomial(trials: Int, scale: Double) {
    let (n, a, b) = (Double(trials), 2.0 * scale, 5 * scale)
    let sample = sampled(draws, cell: UInt64(trials)) {
      Double(dirichletMultinomial(trials, alphas: [a, b / 2, b / 2], using: &$0)[0])
    }
    let total = a + b
    let law = NaiveCountLaw(mean: n / 2, deviation: n, last: trials) { k in
      exp(logChoices(n, k) + logBeta(k + a, n - k + b) - logBeta(a, b))
    }
    #expect(abs(law.score(of: sample)) <= 5)
    let (mean, p) = (n * a / total, a / total)
    let wanted = n * p * (1 - p) * (n + total) / (1 + total)
    Moments(mean: mean, variance: wanted, excess: 3).expectFits(sample, "beta-binomial")
  }
}
