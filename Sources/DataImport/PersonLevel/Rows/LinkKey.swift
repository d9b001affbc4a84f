/// Turns what names a person into a number that names nobody: SipHash-2-4 under a key that lives as long as the run.
///
/// The key is random, is held in memory alone and is never written, so that numbers of two runs cannot be compared.
/// Source: Aumasson and Bernstein, SipHash: a fast short-input PRF, 2012.
public struct LinkKey: Sendable {
  private let low: UInt64
  private let high: UInt64

  /// A key that nobody knows.
  public static func random() -> LinkKey {
    var source = SystemRandomNumberGenerator()
    return LinkKey(low: source.next(), high: source.next())
  }

  /// A key that a test knows.
  package init(low: UInt64, high: UInt64) { (self.low, self.high) = (low, high) }

  /// The number of some bytes.
  package func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var state = SipState(low, high)
    var (word, length): (UInt64, UInt64) = (0, 0)
    for byte in bytes {
      word |= UInt64(byte) << (8 * (length & 7))
      length += 1
      if length & 7 == 0 {
        state.take(word)
        word = 0
      }
    }
    state.take(word | length << 56)
    return state.finish()
  }
}

private struct SipState {
  private var v: (UInt64, UInt64, UInt64, UInt64)

  init(_ low: UInt64, _ high: UInt64) {
    v = (
      low ^ 0x736f_6d65_7073_6575, high ^ 0x646f_7261_6e64_6f6d, low ^ 0x6c79_6765_6e65_7261,
      high ^ 0x7465_6462_7974_6573
    )
  }

  mutating func take(_ word: UInt64) {
    v.3 ^= word
    round()
    round()
    v.0 ^= word
  }

  mutating func finish() -> UInt64 {
    v.2 ^= 0xFF
    for _ in 0..<4 { round() }
    return v.0 ^ v.1 ^ v.2 ^ v.3
  }

  private mutating func round() {
    v.0 &+= v.1
    v.1 = v.1 << 13 | v.1 >> 51
    v.1 ^= v.0
    v.0 = v.0 << 32 | v.0 >> 32
    v.2 &+= v.3
    v.3 = v.3 << 16 | v.3 >> 48
    v.3 ^= v.2
    v.0 &+= v.3
    v.3 = v.3 << 21 | v.3 >> 43
    v.3 ^= v.0
    v.2 &+= v.1
    v.1 = v.1 << 17 | v.1 >> 47
    v.1 ^= v.2
    v.2 = v.2 << 32 | v.2 >> 32
  }
}
