import NumericalCore
import Testing

@Suite struct RandomnessTests {
  @Test(
    "Philox gives the known answers published with Random123 (kat_vectors, philox4x32 10)",
    arguments: [
      (
        SIMD4<UInt32>(repeating: 0), SIMD2<UInt32>(repeating: 0),
        SIMD4<UInt32>(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8)
      ),
      (
        SIMD4<UInt32>(repeating: .max), SIMD2<UInt32>(repeating: .max),
        SIMD4<UInt32>(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd)
      ),
      (
        SIMD4<UInt32>(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
        SIMD2<UInt32>(0xa409_3822, 0x299f_31d0),
        SIMD4<UInt32>(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1)
      ),
    ])
  func knownAnswers(counter: SIMD4<UInt32>, key: SIMD2<UInt32>, block: SIMD4<UInt32>) {
    #expect(Philox4x32.block(counter: counter, key: key) == block)
  }

  @Test func `Changing any one coordinate of an address changes the number`() {
    let base = DrawAddress(seed: 1, draw: 2).bits(year: 2026, cell: 3, purpose: 4, attempt: 5)
    let address = DrawAddress(seed: 1, draw: 2)
    var others: Set<UInt64> = [base]
    for bit in 0..<64 {
      let flipped = UInt64(1) << bit
      others.insert(
        DrawAddress(seed: 1 ^ flipped, draw: 2).bits(year: 2026, cell: 3, purpose: 4, attempt: 5))
      others.insert(address.bits(year: 2026, cell: 3 ^ flipped, purpose: 4, attempt: 5))
    }
    for bit in 0..<32 {
      let other = DrawAddress(seed: 1, draw: 2 ^ UInt32(1) << bit)
      others.insert(other.bits(year: 2026, cell: 3, purpose: 4, attempt: 5))
    }
    for bit in 0..<16 {
      others.insert(address.bits(year: 2026 ^ 1 << bit, cell: 3, purpose: 4, attempt: 5))
    }
    for bit in 0..<8 {
      let flipped = UInt8(1) << bit
      others.insert(address.bits(year: 2026, cell: 3, purpose: 4 ^ flipped, attempt: 5))
      others.insert(address.bits(year: 2026, cell: 3, purpose: 4, attempt: 5 ^ flipped))
    }
    #expect(others.count == 1 + 128 + 32 + 16 + 16)
  }

  @Test(arguments: [0, 1, 3, 4, 5, 64, 67])
  func `Many cells at once have the numbers that each has alone`(count: Int) {
    let address = DrawAddress(seed: 0xFEDC_BA98_8765_4321, draw: .max - 1)
    let cells = (0..<count).map { mixed(UInt64($0), 5) }
    var pairs = [SIMD2<Double>](repeating: .zero, count: count)
    cells.withUnsafeBufferPointer { cells in
      pairs.withUnsafeMutableBufferPointer {
        address.fill($0, year: 65_535, cells: cells, purpose: 255)
      }
    }
    for (cell, pair) in zip(cells, pairs) {
      let (u, v) = address.uniforms(year: 65_535, cell: cell, purpose: 255)
      #expect(pair == SIMD2(u, v))
      let four = address.uniforms(
        year: 65_535, cells: SIMD4(cell, 0, cell, .max), purpose: 255)
      #expect(four.x == u && four.z == u)
      #expect(four.y == address.uniform(year: 65_535, cell: 0, purpose: 255))
      #expect(four.w == address.uniform(year: 65_535, cell: .max, purpose: 255))
    }
  }

  @Test func `The three ways of reading an address agree`() {
    let address = DrawAddress(seed: .max, draw: .max)
    for year in 2020..<2040 {
      let bits = address.bits(year: year, cell: 7, purpose: 9)
      let uniform = address.uniform(year: year, cell: 7, purpose: 9)
      #expect(uniform == Double(bits >> 11) * 0x1p-53)
      #expect(address.uniforms(year: year, cell: 7, purpose: 9).0 == uniform)
    }
  }

  @Test func `Uniforms are multiples of two to the minus 53 in the half-open unit interval`() {
    for draw in 0..<2_000 {
      let pair = DrawAddress(seed: 5, draw: UInt32(draw)).uniforms(year: 1, cell: 1, purpose: 1)
      for value in [pair.0, pair.1] {
        #expect(value >= 0 && value < 1 && value * 0x1p53 == (value * 0x1p53).rounded())
      }
    }
  }

  /// Pairs of one address, and neighbours along each coordinate, in a 16 by 16 table.
  @Test("Uniform pairs fill the square evenly (chi-squared, 5 standard errors)", arguments: 0..<4)
  func evenness(coordinate: Int) {
    let draws = 40_000
    var tally = [Double](repeating: 0, count: 256)
    for index in 0..<draws {
      let pair = neighbours(index, along: coordinate)
      tally[Int(pair.0 * 16) * 16 + Int(pair.1 * 16)] += 1
    }
    let expected = Double(draws) / 256
    let chi = tally.reduce(0) { $0 + ($1 - expected) * ($1 - expected) / expected }
    #expect(abs(chi - 255) < 5 * (2.0 * 255).squareRoot())
  }

  private func neighbours(_ index: Int, along coordinate: Int) -> (Double, Double) {
    let (cell, draw) = (UInt64(index), UInt32(index))
    let here = DrawAddress(seed: 77, draw: coordinate == 0 ? draw : 0)
    switch coordinate {
    case 0: return here.uniforms(year: 2030, cell: 5, purpose: 1)
    case 1:
      return (
        here.uniform(year: 2030, cell: cell, purpose: 1),
        here.uniform(year: 2031, cell: cell, purpose: 1)
      )
    case 2:
      return (
        here.uniform(year: 2030, cell: cell, purpose: 1),
        here.uniform(year: 2030, cell: cell, purpose: 2)
      )
    default:
      return (
        here.uniform(year: 2030, cell: cell, purpose: 1),
        here.uniform(year: 2030, cell: cell + 1, purpose: 1)
      )
    }
  }

  /// The hash before its finaliser is FNV-1a's published value: "" → cbf29ce484222325,
  /// "a" → af63dc4c8601ec8c, "foobar" → 85944171f73967e8; the finaliser is that of SplitMix64.
  @Test(
    "Text hashes are FNV-1a finalised by SplitMix64",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c),
      ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)])
  func hashes(text: String, fnv: UInt64) {
    var word = fnv
    word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
    word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
    #expect(stableHash(text) == word ^ (word >> 31))
  }

  /// SplitMix64 seeded with 0 gives e220a8397b1dcdaf first (Vigna's reference code), and mixing zero
  /// with the word that takes it back to the seed gives it again.
  @Test func `Mixing agrees with SplitMix64's first number`() {
    let first: UInt64 = 0xe220_a839_7b1d_cdaf
    #expect(mixed(0, 0 &- first) == first)
  }

  @Test func `Mixing depends on both words and on their order`() {
    #expect(mixed(1, 2) != mixed(2, 1))
    var seen: Set<UInt64> = []
    for a in 0..<50 as Range<UInt64> {
      for b in 0..<50 as Range<UInt64> { seen.insert(mixed(a, b)) }
    }
    #expect(seen.count == 2_500)
    #expect(mixed(0, 0) == mixed(0, 0))
  }

  @Test func `Flipping one bit of a mixed word flips half the bits of the result`() {
    var flips = 0
    for bit in 0..<64 {
      flips += (mixed(1 << bit, 9) ^ mixed(0, 9)).nonzeroBitCount
      flips += (mixed(9, 1 << bit) ^ mixed(9, 0)).nonzeroBitCount
    }
    // 128 · 64 fair bits: mean 4096, standard error 45.3; 5 standard errors.
    #expect(abs(flips - 4096) < 227)
  }
}
