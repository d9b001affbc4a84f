extension DrawAddress {
  /// The uniform numbers of four cells: what `uniform` gives for each, at the cost of about two. O(1).
  ///
  /// - Parameters:
  ///   - year: in 0...65535.
  ///   - cells: 64 bits that name each cell.
  ///   - purpose: what the numbers decide.
  @inlinable
  @inline(__always)
  public func uniforms(year: Int, cells: SIMD4<UInt64>, purpose: UInt8) -> SIMD4<Double> {
    Self.unit(words(year: year, cells: cells, purpose: purpose).0)
  }

  /// The two uniform numbers of each of many cells: what `uniforms` gives for each, at about a third of the cost.
  ///
  /// - Parameters:
  ///   - pairs: is overwritten; at least as many as `cells`.
  ///   - year: in 0...65535.
  ///   - cells: 64 bits that name each cell.
  ///   - purpose: what the numbers decide.
  /// - Complexity: O(cells).
  public func fill(
    _ pairs: UnsafeMutableBufferPointer<SIMD2<Double>>, year: Int,
    cells: UnsafeBufferPointer<UInt64>, purpose: UInt8
  ) {
    precondition(pairs.count >= cells.count, "\(cells.count) cells into \(pairs.count) pairs")
    let whole = cells.count & ~3
    for start in stride(from: 0, to: whole, by: 4) {
      let four = SIMD4(cells[start], cells[start + 1], cells[start + 2], cells[start + 3])
      let (first, second) = words(year: year, cells: four, purpose: purpose)
      let (u, v) = (Self.unit(first), Self.unit(second))
      for lane in 0..<4 { pairs[start + lane] = SIMD2(u[lane], v[lane]) }
    }
    for index in whole..<cells.count {
      let (u, v) = uniforms(year: year, cell: cells[index], purpose: purpose)
      pairs[index] = SIMD2(u, v)
    }
  }

  /// The first and the second 64 bits of the Philox blocks of four cells: the rounds of `Philox4x32`, whose multiplications here do
  /// not wait for those of another cell.
  ///
  /// Each lane of 64 bits holds a word of 32; what is above is dropped where a word is multiplied, and at the end.
  @inlinable
  @inline(__always)
  func words(
    year: Int, cells: SIMD4<UInt64>, purpose: UInt8
  ) -> (SIMD4<UInt64>, SIMD4<UInt64>) {
    precondition(year >= 0 && year <= 65_535, "year \(year) does not fit a draw's address")
    let word = SIMD4<UInt64>(repeating: 0xFFFF_FFFF)
    let place = UInt32(truncatingIfNeeded: year) &<< 16 | UInt32(purpose) &<< 8
    var (c0, c1) = (
      SIMD4(repeating: UInt64(draw)), SIMD4(repeating: UInt64(place))
    )
    var (c2, c3) = (cells, cells &>> 32)
    var (k0, k1) = (SIMD4(repeating: seed), SIMD4(repeating: seed &>> 32))
    for _ in 0..<10 {
      let p0 = (c0 & word) &* SIMD4(repeating: 0xD251_1F53)
      let p1 = (c2 & word) &* SIMD4(repeating: 0xCD9E_8D57)
      c0 = (p1 &>> 32) ^ c1 ^ k0
      c1 = p1
      c2 = (p0 &>> 32) ^ c3 ^ k1
      c3 = p0
      k0 &+= SIMD4(repeating: 0x9E37_79B9)
      k1 &+= SIMD4(repeating: 0xBB67_AE85)
    }
    return ((c1 &<< 32) | (c0 & word), (c3 &<< 32) | (c2 & word))
  }

  /// `DrawAddress.unit` of each lane.
  ///
  /// A processor without a conversion of four words: the halves of the 53 bits are set into the mantissas of 2⁸⁴ and 2⁵², which
  /// are then taken away. Every step is exact.
  @inlinable
  @inline(__always)
  static func unit(_ bits: SIMD4<UInt64>) -> SIMD4<Double> {
    let upper = unsafeBitCast((bits &>> 43) | 0x4530_0000_0000_0000, to: SIMD4<Double>.self)
    let lower = unsafeBitCast(
      ((bits &>> 11) & 0xFFFF_FFFF) | 0x4330_0000_0000_0000, to: SIMD4<Double>.self)
    return ((upper - 0x1p84) + (lower - 0x1p52)) * 0x1p-53
  }
}
