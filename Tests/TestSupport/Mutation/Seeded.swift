/// The sequence SplitMix64, so that a test that fails fails again.
public struct Seeded: RandomNumberGenerator, Sendable {
  var state: UInt64

  /// Begins a sequence.
  public init(state: UInt64) { self.state = state }

  /// The next number.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A position below a count; 0 where there is none.
  mutating func position(_ count: Int) -> Int {
    count > 0 ? Int.random(in: 0..<count, using: &self) : 0
  }

  /// True once in so many times.
  mutating func isOne(in times: Int) -> Bool { position(times) == 0 }
}
