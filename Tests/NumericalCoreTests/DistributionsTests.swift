import Glibc
import NumericalCore
import Testing

@Suite struct NormalQuantileTests {
  /// R 4's qnorm to 16 digits; the first three are AS 241's own test values.
  @Test(
    "Published quantiles are met to 1e-15 relative",
    arguments: [
      (0.25, -0.6744897501960817), (0.001, -3.090232306167814), (1e-20, -9.262340089798408),
      (0.975, 1.959963984540054), (0.5, 0), (1e-10, -6.361340902404056),
      (0.95, 1.6448536269514722), (0.025, -1.959963984540054),
    ])
  func published(u: Double, quantile: Double) {
    #expect(abs(normalQuantile(u) - quantile) <= 2e-15 * abs(quantile))
  }

  @Test func `The distribution function undoes the quantile`() {
    for place in 1..<2_000 {
      let u = Double(place) / 2_000
      let back = 0.5 * erfc(-normalQuantile(u) / 2.0.squareRoot())
      #expect(abs(back - u) <= 4e-16 + 1e-15 * u)
    }
    for exponent in 4...300 {
      let u = pow(10, -Double(exponent))
      let back = 0.5 * erfc(-normalQuantile(u) / 2.0.squareRoot())
      // A relative error of 1e-16 in x is one of x² · 1e-16 in F.
      #expect(abs(back / u - 1) < 1e-12)
    }
  }

  @Test func `The quantile is odd and reaches infinity`() {
    #expect(normalQuantile(0) == -.infinity && normalQuantile(1) == .infinity)
    for place in 1..<128 {
      let u = Double(place) / 128
      #expect(normalQuantile(u) == -normalQuantile(1 - u))
    }
  }
}

@Suite struct SampleSummaryTests {
  private func summary(_ values: [Int64]) -> SampleSummary {
    var values = values
    return values.withUnsafeMutableBufferPointer { summarised($0) }
  }

  @Test func `Quantiles are those of R's type 7`() {
    // R: quantile(c(1, 3, 6, 10, 15, 21), c(.05, .1, .25, .5, .75, .9, .95))
    let summary = summary([10, 1, 21, 3, 15, 6])
    for (seen, wanted) in zip(summary.quantiles, [1.5, 2, 3.75, 8, 13.75, 18, 19.5]) {
      #expect(abs(seen - wanted) < 1e-14)
    }
    #expect(summary.sum == 56 && summary.count == 6 && summary.mean == 56.0 / 6)
    #expect(SampleSummary.probabilities == [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95])
  }

  @Test func `Counting and sorting give what the sorted sample gives`() {
    for trial in 0..<300 {
      let address = DrawAddress(seed: 12, draw: UInt32(trial))
      let count = 1 + Int(address.uniform(year: 0, cell: 0, purpose: 9) * 60)
      let span = [1.0, 3, 40, 1e4, 1e12][trial % 5]
      let values = (0..<count).map {
        Int64((address.uniform(year: 1, cell: UInt64($0), purpose: 0) - 0.5) * span)
      }
      let summary = summary(values)
      let sorted = values.sorted()
      #expect(summary.sum == values.reduce(0, +) && summary.count == count)
      for (seen, probability) in zip(summary.quantiles, SampleSummary.probabilities) {
        let wanted = quantile(sorted: sorted, probability: probability)
        #expect(abs(seen - wanted) <= 1e-13 * max(1, span))
      }
    }
  }

  @Test func `A single value and a column of zeros are their own quantiles`() {
    #expect(summary([42]).quantiles == [Double](repeating: 42, count: 7))
    let zeros = summary([Int64](repeating: 0, count: 1_000))
    #expect(zeros.sum == 0 && zeros.mean == 0 && zeros.quantiles.allSatisfy { $0 == 0 })
  }

  @Test func `Whole-number places give whole numbers exactly`() {
    let summary = summary((0...100).reversed().map { $0 * 1_000_003 })
    #expect(summary.quantiles == [5, 10, 25, 50, 75, 90, 95].map { $0 * 1_000_003 })
  }

  @Test func `The ends of a sample are its extremes`() {
    #expect(quantile(sorted: [2, 5, 9], probability: 0) == 2)
    #expect(quantile(sorted: [2, 5, 9], probability: 1) == 9)
    #expect(quantile(sorted: [2, 5, 9], probability: 0.75) == 7)
  }
}

@Suite struct SignificantDigitsTests {
  @Test(
    "Numbers round to the nearest decimal",
    arguments: [
      (1234.5678, 6, 1234.57), (-1234.5678, 2, -1200), (0, 5, 0), (1e-300 / 3, 3, 3.33e-301),
      (9.9999, 3, 10), (2.0 / 3, 10, 0.6666666667), (1e22, 1, 1e22), (0.1, 17, 0.1),
      (123_456_789_012.345, 10, 123_456_789_000), (2.5, 1, 2), (3.5, 1, 4),
      (.leastNonzeroMagnitude, 17, .leastNonzeroMagnitude), (0.000123456, 3, 0.000123),
    ] as [(Double, Int, Double)])
  func rounding(number: Double, digits: Int, wanted: Double) {
    #expect(number.rounded(toSignificantDigits: digits) == wanted)
  }

  @Test func `Rounding twice changes nothing and the sign does not matter`() {
    for draw in 0..<500 {
      let pair = DrawAddress(seed: 6, draw: UInt32(draw)).uniforms(year: 0, cell: 0, purpose: 0)
      let number = (pair.0 - 0.5) * pow(10, 40 * (pair.1 - 0.5))
      let rounded = number.rounded(toSignificantDigits: 10)
      #expect(rounded.rounded(toSignificantDigits: 10) == rounded)
      #expect((-number).rounded(toSignificantDigits: 10) == -rounded)
      #expect(abs(rounded - number) <= 5.0001e-10 * abs(number))
      #expect(number.rounded(toSignificantDigits: 17) == number)
    }
  }

  @Test func `Rounding is what printing and reading back gives`() {
    for draw in 0..<4_000 {
      let address = DrawAddress(seed: 7, draw: UInt32(draw))
      let pair = address.uniforms(year: 0, cell: 0, purpose: 0)
      let digits = 1 + draw % 17
      // Every third number has few decimals, so that ties and near ties occur.
      let number =
        draw % 3 == 0
        ? (pair.0 * 20_000).rounded() / [8, 1_000, 2][draw % 9 / 3]
        : (pair.0 - 0.5) * pow(10, 60 * (pair.1 - 0.5))
      var text = [CChar](repeating: 0, count: 64)
      _ = withVaList([Int32(digits - 1), number]) { vsnprintf(&text, 64, "%.*e", $0) }
      #expect(number.rounded(toSignificantDigits: digits) == strtod(text, nil))
    }
  }

  @Test func `What is not a finite number stays as it is`() {
    #expect(Double.infinity.rounded(toSignificantDigits: 3) == .infinity)
    #expect(Double.nan.rounded(toSignificantDigits: 3).isNaN)
    #expect((-0.0).rounded(toSignificantDigits: 3).sign == .minus)
  }
}
