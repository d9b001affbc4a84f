import NumericalCore
import Testing

/// F(0), F(1), … of the binomial distribution in 64-bit precision: every term of the support from the
/// mode outwards, normalised, none left out.
func binomialDistribution(trials: Int, probability: Double) -> [Float80] {
  let p = Float80(probability)
  let odds = p / (1 - p)
  let mode = min(trials, Int(Double(trials + 1) * probability))
  var terms = [Float80](repeating: 0, count: trials + 1)
  terms[mode] = 1
  for k in mode..<trials { terms[k + 1] = terms[k] * Float80(trials - k) / Float80(k + 1) * odds }
  for k in stride(from: mode, to: 0, by: -1) {
    terms[k - 1] = terms[k] * Float80(k) / Float80(trials - k + 1) / odds
  }
  return distribution(of: terms)
}

/// Running sums of terms that need not add up to 1, small terms first.
func distribution(of terms: [Float80]) -> [Float80] {
  let total = terms.sorted().reduce(0, +)
  var sum: Float80 = 0
  return terms.map { term in
    sum += term / total
    return sum
  }
}

/// Whether k is the smallest count with F(k) > u, allowing F an error of `slack` times its nearer
/// tail, two units in the last place of 1, and in the far tails only what terms too small to be
/// summed amount to.
func isQuantile(_ k: Int, of distribution: [Float80], at u: Double, slack: Float80) -> Bool {
  let isFar = min(u, 1 - u) < 0x1p-20
  let slack = slack * Float80(min(u, 1 - u)) + (isFar ? 1e-18 : 0x1p-52)
  let reached = distribution[k] > Float80(u) - slack
  return reached && (k == 0 || distribution[k - 1] <= Float80(u) + slack)
}

private let extremes = [
  0, 0x1p-53, 1e-12, 1e-9, 1e-6, 0.001, 0.01, 0.05, 0.25, 0.49999, 0.50001, 0.75, 0.95, 0.999,
  1 - 1e-6, 1 - 0x1p-30, 1 - 1e-12, 1 - 0x1p-53,
]
private let probabilities = [
  1e-6, 1e-4, 0.003, 0.02, 0.1, 0.31, 0.49, 0.5, 0.51, 0.77, 0.95, 0.998, 0.9999, 1 - 1e-6,
]

@Suite struct BinomialQuantileTests {
  let address = DrawAddress(seed: 2026, draw: 1)

  @Test(
    "The quantile is the oracle's for every probability and uniform, to 5e-15 of the nearer tail",
    arguments: [1, 2, 3, 7, 16, 33, 100, 400, 1_500])
  func againstOracle(trials: Int) {
    for probability in probabilities {
      let distribution = binomialDistribution(trials: trials, probability: probability)
      let random = (0..<40).map { address.uniform(year: $0, cell: UInt64(trials), purpose: 0) }
      for u in extremes + random {
        let k = binomialQuantile(u, trials: trials, probability: probability)
        #expect(
          isQuantile(k, of: distribution, at: u, slack: 5e-15),
          "u \(u), n \(trials), p \(probability), k \(k)")
      }
    }
  }

  @Test("The quantile is the oracle's for many trials", arguments: [10_000, 100_000])
  func againstOracleLarge(trials: Int) {
    for probability in [1e-6, 0.0013, 0.02, 0.3, 0.5, 0.9, 0.9995] {
      let distribution = binomialDistribution(trials: trials, probability: probability)
      for u in extremes {
        let k = binomialQuantile(u, trials: trials, probability: probability)
        #expect(
          isQuantile(k, of: distribution, at: u, slack: 5e-15),
          "u \(u), n \(trials), p \(probability), k \(k)")
      }
    }
  }

  /// With p in sixteenths and 15 trials F is a whole number of 16⁻¹⁵ = 2⁻⁶⁰, known exactly.
  @Test func `The quantile agrees with exact whole-number arithmetic`() {
    for sixteenths in 1..<16 as Range<UInt64> {
      var (sum, choices) = (UInt64(0), UInt64(1))
      let steps = (0...15).map { k -> UInt64 in
        if k > 0 { choices = choices * UInt64(16 - k) / UInt64(k) }
        sum += choices * power(sixteenths, k) * power(16 - sixteenths, 15 - k)
        return sum
      }
      for place in 0..<500 {
        let u = address.uniform(year: place, cell: sixteenths, purpose: 3)
        let exact = steps.firstIndex { $0 > UInt64(u * 0x1p53) << 7 }
        let k = binomialQuantile(u, trials: 15, probability: Double(sixteenths) / 16)
        #expect(k == exact)
      }
    }
  }

  private func power(_ base: UInt64, _ exponent: Int) -> UInt64 {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  @Test func `The ends are certain`() {
    for u in extremes {
      #expect(binomialQuantile(u, trials: 0, probability: 0.3) == 0)
      #expect(binomialQuantile(u, trials: 9, probability: 0) == 0)
      #expect(binomialQuantile(u, trials: 9, probability: -0.1) == 0)
      #expect(binomialQuantile(u, trials: 9, probability: 1) == 9)
      #expect(binomialQuantile(u, trials: 9, probability: 1.1) == 9)
    }
    #expect(binomialQuantile(0, trials: 9, probability: 0.999) == 0)
    #expect(binomialQuantile(0, trials: 10_000, probability: 0.5) == 0)
  }

  @Test func `A fair coin falls exactly`() {
    #expect(binomialQuantile(0.5, trials: 1, probability: 0.5) == 1)
    #expect(binomialQuantile((0.5).nextDown, trials: 1, probability: 0.5) == 0)
    #expect(binomialQuantile(0.25, trials: 2, probability: 0.5) == 1)
    #expect(binomialQuantile(0.75, trials: 2, probability: 0.5) == 2)
  }

  @Test func `A uniform on a step of F belongs to the next count, on either side of a half`() {
    // p = 3/4: F = 1/16, 7/16, 1 for two trials and 1/256, 13/256, 67/256, 175/256, 1 for four.
    #expect(binomialQuantile(0x1p-4, trials: 2, probability: 0.75) == 1)
    #expect(binomialQuantile(0x1p-4 - 0x1p-53, trials: 2, probability: 0.75) == 0)
    #expect(binomialQuantile(0x7p-4, trials: 2, probability: 0.75) == 2)
    #expect(binomialQuantile(0x7p-4 - 0x1p-53, trials: 2, probability: 0.75) == 1)
    #expect(binomialQuantile(0xAFp-8, trials: 4, probability: 0.75) == 4)
    #expect(binomialQuantile(0x51p-8, trials: 4, probability: 0.25) == 1)
    #expect(binomialQuantile(0x51p-8 - 0x1p-53, trials: 4, probability: 0.25) == 0)
  }

  @Test func `The quantile never falls as the uniform rises`() {
    for trials in [3, 40, 700, 10_000] {
      for probability in probabilities {
        let counts = (0..<200).map {
          binomialQuantile(Double($0) / 200, trials: trials, probability: probability)
        }
        #expect(counts == counts.sorted() && counts[199] <= trials)
      }
    }
  }

  @Test func `The quantile never falls as the probability rises`() {
    for trials in [1, 5, 60, 1_000] {
      for place in 0..<20 {
        let u = address.uniform(year: place, cell: 1, purpose: 1)
        let counts = (0...200).map {
          binomialQuantile(u, trials: trials, probability: Double($0) / 200)
        }
        #expect(counts == counts.sorted(), "u \(u), n \(trials)")
      }
    }
  }

  @Test func `One more trial adds nothing or one`() {
    for probability in probabilities {
      for place in 0..<20 {
        let u = address.uniform(year: place, cell: 2, purpose: 1)
        for start in [0, 60, 990, 9_990] {
          let counts = (start...start + 12).map {
            binomialQuantile(u, trials: $0, probability: probability)
          }
          for (fewer, more) in zip(counts, counts.dropFirst()) {
            #expect((0...1).contains(more - fewer), "u \(u), p \(probability), from \(start)")
          }
        }
      }
    }
  }

  @Test func `Failures mirror successes`() {
    for trials in [1, 8, 90, 2_000] {
      for probability in [0.0625, 0.25, 0.4375, 0.5] {
        for place in 0..<50 {
          let u = address.uniform(year: place, cell: 3, purpose: 1)
          guard u > 0 else { continue }
          let successes = binomialQuantile(u, trials: trials, probability: probability)
          let failures = binomialQuantile(1 - u, trials: trials, probability: 1 - probability)
          #expect(successes + failures == trials)
        }
      }
    }
  }

  @Test(
    "Mean and variance over 4,000 draws are within 5 standard errors",
    arguments: [1, 12, 150, 1_000, 10_000])
  func moments(trials: Int) {
    let draws = 4_000
    for probability in [1e-6, 0.0015, 0.03, 0.4, 0.5, 0.85, 0.9985, 1 - 1e-6] {
      let cell = mixed(UInt64(trials), probability.bitPattern)
      let (n, p) = (Double(trials), probability)
      let counts = (0..<draws).map { draw in
        let u = DrawAddress(seed: 8, draw: UInt32(draw)).uniform(year: 1, cell: cell, purpose: 0)
        return Double(binomialQuantile(u, trials: trials, probability: p)) - n * p
      }
      let variance = n * p * (1 - p)
      let fourth = variance * (1 + (3 * n - 6) * p * (1 - p))
      let mean = counts.reduce(0, +) / Double(draws)
      let square = counts.reduce(0) { $0 + $1 * $1 } / Double(draws)
      #expect(abs(mean) <= 5 * (variance / Double(draws)).squareRoot())
      let error = ((fourth - variance * variance) / Double(draws)).squareRoot()
      #expect(abs(square - variance) <= 5 * error + 1e-12)
    }
  }

  @Test(
    "Counts follow the distribution (chi-squared, 5 standard errors)",
    arguments: [(5, 0.3), (40, 0.02), (40, 0.9), (300, 0.5), (10_000, 0.002), (10_000, 0.37)])
  func chiSquared(trials: Int, probability: Double) {
    let distribution = binomialDistribution(trials: trials, probability: probability)
    let edges = (1..<12).map { edge in
      distribution.firstIndex { $0 > Float80(edge) / 12 } ?? trials
    }
    let bounds = Array(Set(edges)).sorted()
    let draws = 6_000
    var tally = [Double](repeating: 0, count: bounds.count + 1)
    for draw in 0..<draws {
      let u = DrawAddress(seed: 9, draw: UInt32(draw)).uniform(
        year: 1, cell: UInt64(trials), purpose: 0)
      let count = binomialQuantile(u, trials: trials, probability: probability)
      tally[bounds.firstIndex { count <= $0 } ?? bounds.count] += 1
    }
    let steps = [0] + bounds.map { Double(distribution[$0]) } + [1]
    var (chi, cells) = (0.0, 0.0)
    for (index, observed) in tally.enumerated() {
      let expected = (steps[index + 1] - steps[index]) * Double(draws)
      guard expected > 5 else { continue }
      chi += (observed - expected) * (observed - expected) / expected
      cells += 1
    }
    #expect(abs(chi - (cells - 1)) < 5 * (2 * (cells - 1)).squareRoot())
  }

  @Test func `A million trials still work`() {
    // Normal approximation with continuity correction: the median is the mean to within one.
    for probability in [1e-6, 0.01, 0.5, 0.99] {
      let median = binomialQuantile(0.4999, trials: 1_000_000, probability: probability)
      #expect(abs(Double(median) - 1e6 * probability) <= 1)
    }
    let high = binomialQuantile(0.975, trials: 1_000_000, probability: 0.5)
    #expect(abs(Double(high) - (5e5 + 500 * 1.959964)) <= 1)
  }
}
