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
    let place = UInt64(UInt32(truncatingIfNeeded: year) &<< 16 | UInt32(purpose) &<< 8)
    var near = PhiloxPair(draw: UInt64(draw), place: place, cells: cells.lowHalf)
    var far = PhiloxPair(draw: UInt64(draw), place: place, cells: cells.highHalf)
    var (k0, k1) = (SIMD2(repeating: seed), SIMD2(repeating: seed &>> 32))
    for _ in 0..<10 {
      near.turn(k0, k1)
      far.turn(k0, k1)
      k0 &+= SIMD2(repeating: 0x9E37_79B9)
      k1 &+= SIMD2(repeating: 0xBB67_AE85)
    }
    return (
      SIMD4(lowHalf: near.first, highHalf: far.first),
      SIMD4(lowHalf: near.second, highHalf: far.second)
    )
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

/// Two blocks of `Philox4x32` side by side: as wide as the registers of every processor, so that nothing of a round has to leave them.
@usableFromInline
struct PhiloxPair {
  @usableFromInline var c0: SIMD2<UInt64>
  @usableFromInline var c1: SIMD2<UInt64>
  @usableFromInline var c2: SIMD2<UInt64>
  @usableFromInline var c3: SIMD2<UInt64>

  @inlinable
  @inline(__always)
  init(draw: UInt64, place: UInt64, cells: SIMD2<UInt64>) {
    (c0, c1) = (SIMD2(repeating: draw), SIMD2(repeating: place))
    (c2, c3) = (cells, cells &>> 32)
  }

  /// One round under one key.
  @inlinable
  @inline(__always)
  mutating func turn(_ k0: SIMD2<UInt64>, _ k1: SIMD2<UInt64>) {
    let word = SIMD2<UInt64>(repeating: 0xFFFF_FFFF)
    let p0 = (c0 & word) &* SIMD2(repeating: 0xD251_1F53)
    let p1 = (c2 & word) &* SIMD2(repeating: 0xCD9E_8D57)
    c0 = (p1 &>> 32) ^ c1 ^ k0
    c1 = p1
    c2 = (p0 &>> 32) ^ c3 ^ k1
    c3 = p0
  }

  /// The first 64 bits of each block.
  @inlinable @inline(__always) var first: SIMD2<UInt64> { Self.joined(c0, c1) }
  /// The second 64 bits of each block.
  @inlinable @inline(__always) var second: SIMD2<UInt64> { Self.joined(c2, c3) }

  /// The lower halves of two lanes as the lower and the upper half of one: moved, because a shift becomes a multiplication that no vector has.
  @inlinable
  @inline(__always)
  static func joined(_ low: SIMD2<UInt64>, _ high: SIMD2<UInt64>) -> SIMD2<UInt64> {
    let (a, b) = (
      unsafeBitCast(low, to: SIMD4<UInt32>.self), unsafeBitCast(high, to: SIMD4<UInt32>.self)
    )
    return unsafeBitCast(SIMD4(a[0], b[0], a[2], b[2]), to: SIMD2<UInt64>.self)
  }
}
