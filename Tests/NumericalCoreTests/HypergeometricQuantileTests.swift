import NumericalCore
import Testing

/// F(0), F(1), … by binomial coefficients in 64-bit precision, F(k) = 0 below the support.
private func hypergeometricDistribution(marked: Int, population: Int, drawn: Int) -> [Float80] {
  distribution(
    of: (0...min(marked, drawn)).map { k in
      choices(marked, k) * choices(population - marked, drawn - k)
    })
}

private func choices(_ n: Int, _ k: Int) -> Float80 {
  guard k >= 0 && k <= n else { return 0 }
  return (0..<k).reduce(1) { $0 * Float80(n - $1) / Float80($1 + 1) }
}

@Suite struct HypergeometricQuantileTests {
  let address = DrawAddress(seed: 31, draw: 4)

  @Test func `The quantile is the oracle's for every small population`() {
    for population in 1...12 {
      for marked in 0...population {
        for drawn in 0...population {
          let distribution = hypergeometricDistribution(
            marked: marked, population: population, drawn: drawn)
          for place in 0..<12 {
            let u = address.uniform(year: place, cell: UInt64(population), purpose: 0)
            let k = hypergeometricQuantile(
              u, marked: marked, population: population, drawn: drawn)
            #expect(isQuantile(k, of: distribution, at: u, slack: 5e-15))
          }
        }
      }
    }
  }

  @Test func `The quantile is the oracle's in the tails of larger populations`() {
    for (marked, population, drawn) in [
      (30, 100, 40), (90, 100, 95), (3, 500, 200), (200, 400, 200), (399, 400, 7), (50, 1_000, 50),
    ] {
      let distribution = hypergeometricDistribution(
        marked: marked, population: population, drawn: drawn)
      for u in [0, 0x1p-53, 1e-12, 1e-6, 0.01, 0.3, 0.501, 0.9, 1 - 1e-6, 1 - 1e-12, 1 - 0x1p-53] {
        let k = hypergeometricQuantile(u, marked: marked, population: population, drawn: drawn)
        #expect(isQuantile(k, of: distribution, at: u, slack: 5e-15), "u \(u), k \(k)")
      }
    }
  }

  @Test func `The count stays within what can be drawn`() {
    for u in [0, 0.5, 1 - 0x1p-53] {
      #expect(hypergeometricQuantile(u, marked: 0, population: 9, drawn: 4) == 0)
      #expect(hypergeometricQuantile(u, marked: 9, population: 9, drawn: 4) == 4)
      #expect(hypergeometricQuantile(u, marked: 5, population: 9, drawn: 9) == 5)
      #expect((3...4).contains(hypergeometricQuantile(u, marked: 8, population: 9, drawn: 4)))
    }
    #expect(hypergeometricQuantile(0, marked: 8, population: 9, drawn: 4) == 3)
  }

  @Test func `The quantile never falls as uniform, marked or drawn rises`() {
    for place in 0..<40 {
      let u = address.uniform(year: place, cell: 1, purpose: 1)
      let byMarked = (0...60).map {
        hypergeometricQuantile(u, marked: $0, population: 60, drawn: 25)
      }
      let byDrawn = (0...60).map {
        hypergeometricQuantile(u, marked: 25, population: 60, drawn: $0)
      }
      #expect(byMarked == byMarked.sorted() && byDrawn == byDrawn.sorted())
      #expect(byMarked == byDrawn)
    }
    let byUniform = (0..<500).map {
      hypergeometricQuantile(Double($0) / 500, marked: 300, population: 1_000, drawn: 400)
    }
    #expect(byUniform == byUniform.sorted())
  }

  @Test(
    "Mean and variance over 4,000 draws are within 5 standard errors",
    arguments: [(4, 20, 6), (700, 1_000, 300), (20, 10_000, 5_000), (5_000, 10_000, 2_500)])
  func moments(marked: Int, population: Int, drawn: Int) {
    let draws = 4_000
    let (n, m, d) = (Double(population), Double(marked), Double(drawn))
    let variance = d * m / n * (1 - m / n) * (n - d) / (n - 1)
    let gaps = (0..<draws).map { draw in
      let u = DrawAddress(seed: 3, draw: UInt32(draw)).uniform(
        year: 1, cell: UInt64(marked), purpose: 0)
      let count = hypergeometricQuantile(u, marked: marked, population: population, drawn: drawn)
      return Double(count) - d * m / n
    }
    let mean = gaps.reduce(0, +) / Double(draws)
    let square = gaps.reduce(0) { $0 + $1 * $1 } / Double(draws)
    let fourth = gaps.reduce(0) { $0 + $1 * $1 * $1 * $1 } / Double(draws)
    #expect(abs(mean) <= 5 * (variance / Double(draws)).squareRoot())
    let error = ((fourth - square * square) / Double(draws)).squareRoot()
    #expect(abs(square - variance) <= 5 * error)
  }
}
