import Glibc
import NumericalCore
import Testing

/// `count` numbers, each of its own draw, made by `sampler` from the stream of one cell.
func sampled(
  _ count: Int, cell: UInt64, seed: UInt64 = 41, by sampler: (inout DrawStream) -> Double
) -> [Double] {
  (0..<count).map { draw in
    let address = DrawAddress(seed: seed, draw: UInt32(draw))
    var stream = DrawStream(address, year: 2026, cell: cell, purpose: 7)
    return sampler(&stream)
  }
}

/// The stream of draw number `draw`.
func freshStream(_ draw: Int) -> DrawStream {
  DrawStream(DrawAddress(seed: 4, draw: UInt32(draw)), year: 1, cell: 1, purpose: 1)
}

/// What a law says of its own moments; the excess kurtosis gives the variance its standard error.
struct Moments {
  let mean: Double
  let variance: Double
  let excess: Double

  /// Mean and mean square about the true mean are within 5 standard errors.
  func expectFits(_ sample: [Double], _ comment: Comment) {
    let count = Double(sample.count)
    let mean = sample.reduce(0) { $0 + ($1 - self.mean) } / count
    let square = sample.reduce(0) { $0 + ($1 - self.mean) * ($1 - self.mean) } / count
    let rounding = 1e-12 * abs(self.mean)
    #expect(abs(mean) <= 5 * (variance / count).squareRoot() + rounding, comment)
    let error = variance * ((excess + 2) / count).squareRoot()
    #expect(abs(square - variance) <= 5 * error + rounding, comment)
  }
}

/// The standard score of a chi-squared statistic, after Wilson and Hilferty (1931), for a sample
/// sorted into the classes up to each edge, up to the next, …, and above the last.
///
/// - Parameter distribution: the distribution function at each edge.
func chiSquaredScore(of sample: [Double], edges: [Double], distribution: [Double]) -> Double {
  var tally = [Double](repeating: 0, count: edges.count + 1)
  for value in sample { tally[place(of: value, in: edges)] += 1 }
  var (chi, classes, observed, expected, before) = (0.0, 0.0, 0.0, 0.0, 0.0)
  for (index, step) in (distribution + [1]).enumerated() {
    observed += tally[index]
    expected += (step - before) * Double(sample.count)
    before = step
    let rest = (1 - step) * Double(sample.count)
    guard (expected >= 8 && rest >= 8) || index == edges.count else { continue }
    chi += (observed - expected) * (observed - expected) / max(expected, 1e-300)
    (classes, observed, expected) = (classes + 1, 0, 0)
  }
  guard classes > 1 else { return 0 }
  let spread = 2 / (9 * (classes - 1))
  return (cbrt(chi / (classes - 1)) - (1 - spread)) / spread.squareRoot()
}

private func place(of value: Double, in edges: [Double]) -> Int {
  var (low, high) = (0, edges.count)
  while low < high {
    let middle = (low + high) / 2
    if value <= edges[middle] { high = middle } else { low = middle + 1 }
  }
  return low
}

/// Twenty classes of about equal probability for a continuous law with distribution function `f`.
func chiSquaredScore(
  of sample: [Double], within bounds: ClosedRange<Double>, distribution f: (Double) -> Double
) -> Double {
  var edges: [Double] = []
  for twentieth in 1..<20 {
    var (low, high) = (bounds.lowerBound, bounds.upperBound)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if f(middle) < Double(twentieth) / 20 { low = middle } else { high = middle }
    }
    if edges.last.map({ $0 < high }) ?? true { edges.append(high) }
  }
  return chiSquaredScore(of: sample, edges: edges, distribution: edges.map(f))
}

/// Probabilities of the counts within 12 standard deviations of the mean, by a naive formula in
/// `Double`, and what follows from them.
struct NaiveCountLaw {
  let first: Int
  let running: [Double]

  init(mean: Double, deviation: Double, last: Int = .max, mass: (Double) -> Double) {
    first = max(0, Int(mean - 12 * deviation))
    let top = min(last, Int(mean + 12 * deviation) + 40)
    var sum = 0.0
    running = (first...max(first, top)).map { count in
      sum += mass(Double(count))
      return sum
    }
  }

  /// The score of the counts in up to twenty classes.
  func score(of sample: [Double]) -> Double {
    let quantiles = (1..<20).map { twentieth in
      running.firstIndex { $0 >= Double(twentieth) / 20 } ?? running.count - 1
    }
    let edges = Set(quantiles).sorted()
    return chiSquaredScore(
      of: sample, edges: edges.map { Double(first + $0) },
      distribution: edges.map { min(1, running[$0]) })
  }
}

/// F(0), F(1), … in 64-bit precision from the ratios P(k + 1) / P(k), up to where the terms beyond
/// the mode are below 10⁻²⁵ of the largest.
func countDistribution(mode: Double, ratio: (Float80) -> Float80) -> [Float80] {
  var terms: [Float80] = [1]
  var (term, largest) = (Float80(1), Float80(1))
  while Double(terms.count) <= mode || term > 1e-25 * largest {
    term *= ratio(Float80(terms.count - 1))
    largest = max(largest, term)
    terms.append(term)
  }
  return distribution(of: terms)
}

/// Uniform numbers in the far tails and in the middle.
let telling = [
  0x1p-53, 1e-12, 1e-6, 0.001, 0.05, 0.25, 0.4999, 0.5001, 0.75, 0.95, 0.999, 1 - 1e-6,
  1 - 0x1p-30, 1 - 1e-12, 1 - 0x1p-53,
]
