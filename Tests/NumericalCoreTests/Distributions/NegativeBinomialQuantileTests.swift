import Glibc
import NumericalCore
import Testing

private let cases: [(Double, Double)] = [0.01, 1, 12, 200, 5_000].flatMap { mean in
  [0.2, 1, 3.5, 30, 1e5].map { (mean, $0) }
}

@Suite struct NegativeBinomialQuantileTests {
  let address = DrawAddress(seed: 13, draw: 3)

  @Test("The quantile is the oracle's to 5e-14, of the nearer tail if not small", arguments: cases)
  func againstOracle(mean: Double, size: Double) {
    let decay = Float80(mean) / (Float80(mean) + Float80(size))
    let distribution = countDistribution(mode: mean) {
      ($0 + Float80(size)) / ($0 + 1) * decay
    }
    let random = (0..<30).map { address.uniform(year: $0, cell: 1, purpose: 0) }
    // The oracle's own rounding, about 10⁻¹⁶ after a million additions, hides the last steps.
    let last = distribution.count > 5_000 ? 1 - 1e-9 : 1
    for u in telling + random where u < last {
      let k = negativeBinomialQuantile(u, mean: mean, size: size)
      let isSummedFromZero = (mean < 16 || size <= 4) && 1 - u > 0x1p-20
      let slack = isSummedFromZero ? 5e-14 / Float80(min(u, 1 - u)) : 5e-14
      let holds = isQuantile(k, of: distribution, at: u, slack: slack)
      #expect(holds, "u \(u), mean \(mean), size \(size), k \(k)")
    }
  }

  @Test("Counts follow the law (5 standard errors)", arguments: cases)
  func sample(mean: Double, size: Double) {
    let draws = mean > 1_000 ? 2_000 : mean > 100 ? 4_000 : 12_000
    let sample = sampled(draws, cell: mixed(mean.bitPattern, size.bitPattern)) {
      Double(negativeBinomialQuantile($0.next(), mean: mean, size: size))
    }
    let variance = mean + mean * mean / size
    let moments = Moments(mean: mean, variance: variance, excess: 6 / size + 1 / variance)
    moments.expectFits(sample, "mean \(mean), size \(size)")
    let law = NaiveCountLaw(mean: mean, deviation: variance.squareRoot()) { count in
      exp(
        lgamma(count + size) - lgamma(size) - lgamma(count + 1) - size * log1p(mean / size)
          + count * log(mean / (mean + size)))
    }
    #expect(abs(law.score(of: sample)) <= 5, "mean \(mean), size \(size)")
  }

  @Test func `A size of one is geometric`() {
    // F(k) = 1 - (3/4)^(k+1) for a mean of 3.
    for place in 0..<400 {
      let u = address.uniform(year: place, cell: 2, purpose: 0)
      let exact = Int((log1p(-u) / log(0.75)).rounded(.down))
      #expect(negativeBinomialQuantile(u, mean: 3, size: 1) == exact)
    }
  }

  @Test func `An infinite size is Poisson and a vast one all but`() {
    for place in 0..<200 {
      let u = address.uniform(year: place, cell: 3, purpose: 0)
      let poisson = poissonQuantile(u, mean: 7.5)
      #expect(negativeBinomialQuantile(u, mean: 7.5, size: .infinity) == poisson)
      #expect(negativeBinomialQuantile(u, mean: 7.5, size: 1e12) == poisson)
    }
  }

  @Test func `The quantile never falls as uniform or mean rises`() {
    for (mean, size) in cases where mean < 1_000 {
      let counts = (0..<100).map {
        negativeBinomialQuantile(Double($0) / 100, mean: mean, size: size)
      }
      #expect(counts == counts.sorted())
      let u = address.uniform(year: 0, cell: mean.bitPattern, purpose: 0)
      let rising = (0..<100).map {
        negativeBinomialQuantile(u, mean: mean * (1 + Double($0) / 50), size: size)
      }
      #expect(rising == rising.sorted())
    }
    #expect(negativeBinomialQuantile(0, mean: 50, size: 9) == 0)
    #expect(negativeBinomialQuantile(1 - 0x1p-53, mean: 0, size: 9) == 0)
  }
}
