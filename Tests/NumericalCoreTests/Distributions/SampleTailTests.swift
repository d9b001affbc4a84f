import NumericalCore
import Testing

/// The quantiles between which 19 draws in 20 lie.
struct SampleTailTests {
  @Test(arguments: 0..<200)
  func `tails are quantiles of type 7, and asking for them changes nothing else`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 7
    func below(_ bound: UInt64) -> Int64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int64((state >> 33) % bound)
    }
    let span: UInt64 = seed % 3 == 0 ? 1 : seed % 3 == 1 ? 40 : 1_000_000
    let values = (0...Int(seed)).map { _ in below(span) - 20 }
    func summary(tails: Bool) -> SampleSummary {
      var copy = values
      return copy.withUnsafeMutableBufferPointer { summarised($0, tails: tails) }
    }
    let (plain, wide) = (summary(tails: false), summary(tails: true))
    #expect(plain.tails == nil)
    #expect(wide.quantiles == plain.quantiles && wide.sum == plain.sum)
    let sorted = values.sorted()
    for (probability, value) in [(0.025, wide.tails?.lowerBound), (0.975, wide.tails?.upperBound)] {
      let expected = quantile(sorted: sorted, probability: probability)
      #expect(abs((value ?? .nan) - expected) < 1e-6)
    }
  }
}
