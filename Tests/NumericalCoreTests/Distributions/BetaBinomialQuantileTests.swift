import Glibc
import NumericalCore
import Testing

/// F(0), F(1), … of the beta-binomial distribution in 64-bit precision: every term of the support, by its ratios, normalised.
private func betaBinomialDistribution(trials: Int, _ a: Double, _ b: Double) -> [Float80] {
  let (a, b) = (Float80(a), Float80(b))
  var terms: [Float80] = [1]
  for k in 0..<trials {
    let (done, left) = (Float80(k), Float80(trials - k))
    terms.append(terms[k] * left * (a + done) / ((done + 1) * (b + (left - 1))))
    guard terms[k + 1] > 1e1000 else { continue }
    for place in terms.indices { terms[place] /= 1e1000 }
  }
  return distribution(of: terms)
}

/// A success and a failure weigh alike, or not; peaks within, at one end and at both; hardly any doubt of the probability.
private let weights: [(Double, Double)] = [
  (1, 1), (0.5, 0.5), (0.02, 0.4), (0.4, 0.02), (0.08, 0.92), (1e-9, 1e-9), (1e-30, 0.5),
  (0.3, 1.7), (1.2, 0.6), (1, 9), (1.5, 1.01), (2.3, 40), (14.2, 3000), (600, 25), (8000, 92_000),
  (1e7, 3e7), (3e7, 1e4), (1e20, 1e21),
]

private func quantile(_ u: Double, _ trials: Int, _ weights: (Double, Double)) -> Int {
  betaBinomialQuantile(u, trials: trials, happened: weights.0, not: weights.1)
}

@Suite struct BetaBinomialQuantileTests {
  let address = DrawAddress(seed: 2027, draw: 5)

  private func uniforms(_ count: Int, cell: UInt64) -> [Double] {
    (0..<count).map { address.uniform(year: $0, cell: cell, purpose: 0) }
  }

  @Test(
    "The quantile is the oracle's for every weight and uniform, to 2e-14 or n 1e-17 of the nearer tail",
    arguments: [1, 2, 3, 7, 16, 17, 33, 64, 65, 200, 1_500, 30_000])
  func againstOracle(trials: Int) {
    for pair in weights {
      let distribution = betaBinomialDistribution(trials: trials, pair.0, pair.1)
      // The oracle's own rounding, after so many additions, hides the last steps.
      let last = trials > 5_000 ? 1 - 1e-9 : 1
      for u in [0] + telling + [0.5] + uniforms(40, cell: UInt64(trials)) where u < last {
        let k = quantile(u, trials, pair)
        #expect(
          isQuantile(k, of: distribution, at: u, slack: max(2e-14, Float80(trials) * 1e-17)),
          "u \(u), n \(trials), weights \(pair), k \(k)")
      }
    }
  }

  /// With whole weights F is a ratio of whole numbers, and 2⁵³ u is one too.
  @Test func `The quantile agrees with exact whole-number arithmetic`() {
    for (a, b, trials) in [(1, 1, 7), (1, 3, 4), (2, 1, 6), (2, 3, 5), (5, 2, 8), (1, 7, 9)] {
      let whole = rising(a + b, trials)
      var (sum, choices) = (UInt128(0), UInt128(1))
      let steps = (0...trials).map { k -> UInt128 in
        if k > 0 { choices = choices * UInt128(trials + 1 - k) / UInt128(k) }
        sum += choices * rising(a, k) * rising(b, trials - k)
        return sum
      }
      #expect(sum == whole)
      for u in uniforms(400, cell: UInt64(a * 8 + b)) + (0..<16).map({ Double($0) / 16 }) {
        let exact = steps.firstIndex { $0 << 53 > UInt128(u * 0x1p53) * whole }
        #expect(quantile(u, trials, (Double(a), Double(b))) == exact, "\(a) \(b) \(trials) \(u)")
      }
    }
  }

  private func rising(_ base: Int, _ count: Int) -> UInt128 {
    (0..<count).reduce(1) { $0 * UInt128(base + $1) }
  }

  @Test func `The ends are certain, and one trial is a comparison`() {
    for u in [0] + telling {
      #expect(quantile(u, 0, (0.3, 0.2)) == 0)
      #expect(quantile(u, 9, (0, 2)) == 0)
      #expect(quantile(u, 9, (2, 0)) == 9)
      #expect(quantile(u, 1, (3, 5)) == (u < 0.625 ? 0 : 1))
      #expect(quantile(u, 9, (1e-300, 3e-300)) == (u < 0.75 ? 0 : 9))
    }
    for pair in weights { #expect(quantile(0, 30, pair) == 0) }
    #expect(quantile(0.625, 1, (3, 5)) == 1)
    #expect(quantile((0.625).nextDown, 1, (3, 5)) == 0)
  }

  @Test func `Equal weights of one make every count as likely as another`() {
    for trials in [3, 63, 255, 4_095] {
      for place in 0..<200 {
        let u = address.uniform(year: place, cell: 7, purpose: 0)
        #expect(quantile(u, trials, (1, 1)) == Int(u * Double(trials + 1)))
      }
    }
  }

  @Test func `The quantile never falls as the uniform rises`() {
    for trials in [1, 3, 40, 64, 65, 700] {
      for pair in weights {
        let counts = (0..<400).map { quantile(Double($0) / 400, trials, pair) }
        #expect(counts == counts.sorted() && counts[399] <= trials, "\(trials) \(pair)")
      }
    }
  }

  @Test func `The quantile never falls as the weights turn to success`() {
    for trials in [1, 5, 60, 66, 1_000] {
      for u in uniforms(20, cell: 1) {
        for other in [0.1, 0.9, 1, 30, 1e5] {
          let rising = (1...200).map { quantile(u, trials, (other * Double($0) / 50, other)) }
          #expect(rising == rising.sorted(), "u \(u), n \(trials), b \(other)")
          let falling = (1...200).map { quantile(u, trials, (other, other * Double($0) / 50)) }
          #expect(falling == falling.sorted().reversed(), "u \(u), n \(trials), a \(other)")
        }
      }
    }
  }

  @Test func `One more trial adds nothing or one`() {
    for pair in weights {
      for u in uniforms(20, cell: 2) {
        for start in [0, 15, 58, 990, 9_990] {
          let counts = (start...start + 12).map { quantile(u, $0, pair) }
          for (fewer, more) in zip(counts, counts.dropFirst()) {
            #expect((0...1).contains(more - fewer), "u \(u), \(pair), from \(start)")
          }
        }
      }
    }
  }

  @Test func `Failures mirror successes`() {
    for trials in [1, 8, 64, 90, 2_000] {
      for pair in weights {
        for u in uniforms(50, cell: 3) where u > 0 {
          let failures = quantile(1 - u, trials, (pair.1, pair.0))
          #expect(quantile(u, trials, pair) + failures == trials, "\(u) \(trials) \(pair)")
        }
      }
    }
  }

  /// Half of a step of the grid of uniforms, n / 2m, is the most that the mean over the grid can be wrong by; of squares likewise.
  @Test func `Mean and variance over a grid of uniforms are those of the law`() {
    let steps = 20_000
    for trials in [1, 12, 64, 150] {
      for (a, b) in weights {
        let (n, p) = (Double(trials), a / (a + b))
        let counts = (0..<steps).map {
          Double(quantile((Double($0) + 0.5) / Double(steps), trials, (a, b))) - n * p
        }
        let mean = counts.reduce(0, +) / Double(steps)
        let square = counts.reduce(0) { $0 + $1 * $1 } / Double(steps)
        let variance = n * p * (1 - p) * (a + b + n) / (a + b + 1)
        #expect(abs(mean) <= n / Double(2 * steps) + 1e-9, "\(trials) \(a) \(b)")
        #expect(abs(square - variance) <= n * n / Double(steps) + 1e-9, "\(trials) \(a) \(b)")
      }
    }
  }

  @Test func `Vast weights are a certain probability`() {
    for trials in [2, 20, 64, 65, 900] {
      for p in [0.001, 0.08, 0.5, 0.93] {
        for total in [1e18, 1e25, 1e200] {
          for u in telling.dropLast() + uniforms(60, cell: 4) {
            let binomial = binomialQuantile(u, trials: trials, probability: p)
            #expect(quantile(u, trials, (p * total, (1 - p) * total)) == binomial)
          }
        }
      }
    }
  }

  @Test("A beta draw and a binomial count at it follow the same law (5 standard errors)")
  func againstDraws() {
    for (trials, a, b) in [
      (1, 0.08, 0.92), (4, 0.3, 0.7), (12, 0.5, 0.5), (30, 2.5, 40), (200, 9, 60), (3000, 14, 3000),
    ] {
      let distribution = betaBinomialDistribution(trials: trials, a, b)
      let edges = Set((1..<12).map { quantile(Double($0) / 12, trials, (a, b)) }).sorted()
        .filter { $0 < trials }
      let cell = mixed(UInt64(trials), a.bitPattern)
      let drawn = sampled(12_000, cell: cell) {
        let rate = beta(a, b, using: &$0)
        return Double(binomialQuantile($0.next(), trials: trials, probability: rate))
      }
      let inverted = sampled(12_000, cell: cell, seed: 42) {
        Double(quantile($0.next(), trials, (a, b)))
      }
      for sample in [drawn, inverted] {
        let score = chiSquaredScore(
          of: sample, edges: edges.map(Double.init),
          distribution: edges.map { Double(distribution[$0]) })
        #expect(abs(score) <= 5, "\(trials) \(a) \(b)")
      }
    }
  }

  @Test func `A table gives what the search gives`() {
    for trials in [0, 1, 2, 9, 70, 3_000, 20_000] {
      for pair in weights {
        let table = BetaBinomialTable(trials: trials, happened: pair.0, not: pair.1)
        for u in [0] + telling + uniforms(100, cell: 9) {
          #expect(table.quantile(u) == quantile(u, trials, pair), "\(u) \(trials) \(pair)")
        }
      }
    }
  }
}
