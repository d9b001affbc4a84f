import Glibc
import NumericalCore
import Testing

@Suite struct BinomialGridTests {
  @Test(
    "Counts follow the law over the whole range of trials and probabilities (5 standard errors)",
    arguments: [1, 7, 60, 1_000, 20_000, 1_000_000])
  func sample(trials: Int) {
    let n = Double(trials)
    for p in [1e-6, 1e-4, 0.004, 0.11, 0.5, 0.83, 0.9992, 1 - 1e-6] {
      let variance = n * p * (1 - p)
      let draws = variance > 1e4 ? 1_000 : variance > 100 ? 4_000 : 8_000
      let sample = sampled(draws, cell: mixed(UInt64(trials), p.bitPattern)) {
        Double(binomialQuantile($0.next(), trials: trials, probability: p))
      }
      let excess = (1 - 6 * p * (1 - p)) / variance
      let moments = Moments(mean: n * p, variance: variance, excess: excess)
      moments.expectFits(sample, "n \(trials), p \(p)")
      let law = NaiveCountLaw(mean: n * p, deviation: variance.squareRoot(), last: trials) { k in
        exp(logChoices(n, k) + k * log(p) + (n - k) * log1p(-p))
      }
      #expect(abs(law.score(of: sample)) <= 5, "n \(trials), p \(p)")
    }
  }
}
