/// Where the random numbers of one draw live: each is a function of seed, draw, year, cell, purpose
/// and attempt, so it does not matter which thread asks, in what order, or what else was asked.
///
/// The counter of `Philox4x32` is (draw, year · 2¹⁶ + purpose · 2⁸ + attempt, low and high word of
/// the cell), the key is the seed; two addresses that differ anywhere have different blocks.
public struct DrawAddress: Sendable, Hashable {
  /// The seed of the run.
  public let seed: UInt64
  /// The number of the draw within the run.
  public let draw: UInt32

  /// The address of draw number `draw` of the run seeded with `seed`.
  @inlinable
  public init(seed: UInt64, draw: UInt32) {
    self.seed = seed
    self.draw = draw
  }

  /// A uniform number k · 2⁻⁵³ with k in 0..<2⁵³, so in [0, 1). O(1).
  ///
  /// - Parameters:
  ///   - year: in 0...65535.
  ///   - cell: any 64 bits that name the cell by its codes, such as `stableHash` of them.
  ///   - purpose: what the number decides.
  ///   - attempt: which of several numbers for the same decision.
  @inlinable
  @inline(__always)
  public func uniform(year: Int, cell: UInt64, purpose: UInt8, attempt: UInt8 = 0) -> Double {
    Self.unit(bits(year: year, cell: cell, purpose: purpose, attempt: attempt))
  }

  /// Two independent uniform numbers of one address; the first is that of `uniform`. O(1).
  @inlinable
  @inline(__always)
  public func uniforms(
    year: Int, cell: UInt64, purpose: UInt8, attempt: UInt8 = 0
  ) -> (Double, Double) {
    let words = block(year: year, cell: cell, purpose: purpose, attempt: attempt)
    return (Self.unit(Self.joined(words.x, words.y)), Self.unit(Self.joined(words.z, words.w)))
  }

  /// 64 random bits; `uniform` is made of the upper 53. O(1).
  @inlinable
  @inline(__always)
  public func bits(year: Int, cell: UInt64, purpose: UInt8, attempt: UInt8 = 0) -> UInt64 {
    let words = block(year: year, cell: cell, purpose: purpose, attempt: attempt)
    return Self.joined(words.x, words.y)
  }

  @inlinable
  @inline(__always)
  func block(year: Int, cell: UInt64, purpose: UInt8, attempt: UInt8) -> SIMD4<UInt32> {
    precondition(year >= 0 && year <= 65_535, "year \(year) does not fit a draw's address")
    let place = UInt32(truncatingIfNeeded: year) &<< 16 | UInt32(purpose) &<< 8 | UInt32(attempt)
    let counter = SIMD4(
      draw, place, UInt32(truncatingIfNeeded: cell), UInt32(truncatingIfNeeded: cell &>> 32))
    let key = SIMD2(UInt32(truncatingIfNeeded: seed), UInt32(truncatingIfNeeded: seed &>> 32))
    return Philox4x32.block(counter: counter, key: key)
  }

  @inlinable
  static func joined(_ low: UInt32, _ high: UInt32) -> UInt64 {
    UInt64(high) &<< 32 | UInt64(low)
  }

  @inlinable
  static func unit(_ bits: UInt64) -> Double {
    Double(bits &>> 11) * 0x1p-53
  }
}
