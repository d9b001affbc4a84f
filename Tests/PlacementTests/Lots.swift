import Vocabulary

/// A generator with a fixed sequence (Knuth's MMIX constants).
struct Lots {
  private var state: UInt64

  init(_ seed: UInt64) {
    state = seed &* 0x9E37_79B9_7F4A_7C15
    _ = next()
  }

  mutating func next() -> Double {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(state >> 33) * 0x1p-31
  }

  mutating func next(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(next() * Double(range.count))
  }

  mutating func chance(_ share: Double) -> Bool { next() < share }

  mutating func pick<Element>(_ items: [Element]) -> Element {
    items[next(0...(items.count - 1))]
  }

  mutating func shuffled<Element>(_ items: [Element]) -> [Element] {
    items.map { ($0, next()) }.sorted { $0.1 < $1.1 }.map(\.0)
  }
}

let invented = Provenance(.illustrative, "invented for tests")

func sum(_ values: [Int32]) -> Int { values.reduce(0) { $0 + Int($1) } }

/// Mean and standard error of independent observations.
struct Sample {
  let mean: Double
  let error: Double
  let variance: Double

  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
    self.mean = mean
    error = (variance / count).squareRoot()
  }

  /// True where the mean is within 4 standard errors of what is expected.
  func meets(_ expected: Double) -> Bool { abs(mean - expected) <= 4 * error }
}
