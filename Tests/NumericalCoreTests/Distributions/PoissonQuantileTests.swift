import Glibc
import NumericalCore
import Testing

private let means = [0.01, 0.3, 1, 5.5, 15.9, 16, 40, 300, 1e4, 1e5, 1e6]

@Suite struct PoissonQuantileTests {
  let address = DrawAddress(seed: 12, draw: 3)

  @Test("The quantile is the oracle's to 1e-14 of the nearer tail", arguments: means.dropLast(2))
  func againstOracle(mean: Double) {
    let distribution = countDistribution(mode: mean) { Float80(mean) / ($0 + 1) }
    let random = (0..<100).map { address.uniform(year: $0, cell: 1, purpose: 0) }
    for u in telling + random {
      let k = poissonQuantile(u, mean: mean)
      let holds = isQuantile(k, of: distribution, at: u, slack: 1e-14)
      #expect(holds, "u \(u), mean \(mean), k \(k)")
    }
  }

  @Test func `Published tables of the distribution are met`() {
    // Pearson and Hartley, Biometrika Tables I, table 7: mean 1 and mean 10.
    let steps = [(1.0, [0.36788, 0.73576, 0.91970, 0.98101]), (10, [0.00005, 0.00050, 0.00277])]
    for (mean, running) in steps {
      for (count, step) in running.enumerated() {
        #expect(poissonQuantile(step - 0.00001, mean: mean) <= count)
        #expect(poissonQuantile(step + 0.00001, mean: mean) == count + 1)
      }
    }
  }

  @Test("Counts follow the law (5 standard errors)", arguments: means)
  func sample(mean: Double) {
    let draws = mean > 5_000 ? 2_000 : 12_000
    let sample = sampled(draws, cell: mean.bitPattern) {
      Double(poissonQuantile($0.next(), mean: mean))
    }
    Moments(mean: mean, variance: mean, excess: 1 / mean).expectFits(sample, "mean \(mean)")
    let law = NaiveCountLaw(mean: mean, deviation: mean.squareRoot()) {
      exp($0 * log(mean) - mean - lgamma($0 + 1))
    }
    #expect(abs(law.score(of: sample)) <= 5, "mean \(mean)")
  }

  @Test func `The quantile never falls as the uniform rises`() {
    for mean in means.dropLast(2) {
      let counts = (0..<200).map { poissonQuantile(Double($0) / 200, mean: mean) }
      #expect(counts == counts.sorted())
    }
  }

  @Test func `The quantile never falls as the mean rises`() {
    for place in 0..<20 {
      let u = address.uniform(year: place, cell: 2, purpose: 0)
      let counts = (0...400).map { poissonQuantile(u, mean: Double($0) / 10) }
      #expect(counts == counts.sorted() && counts[0] == 0)
      let large = (0...20).map { poissonQuantile(u, mean: 1e4 + 5 * Double($0)) }
      #expect(large == large.sorted())
    }
  }

  @Test func `A mean of a thousand million neither under- nor overflows`() {
    #expect(abs(poissonQuantile(0.5, mean: 1e9) - 1_000_000_000) <= 1)
    let high = Double(poissonQuantile(0.975, mean: 1e9))
    #expect(abs(high - (1e9 + 1.959964 * 1e9.squareRoot())) <= 2)
    #expect(poissonQuantile(0, mean: 1e9) == 0 && poissonQuantile(1 - 0x1p-53, mean: 0) == 0)
  }
}
