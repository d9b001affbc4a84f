/// The successive uniform numbers of one address, for decisions that need more than one, or an
/// unknown number, of them.
///
/// A stream is a value: copies give the same numbers, and nothing else in the run moves them. The
/// first number is `DrawAddress.uniform` of the address at attempt 0, so do not read an address both
/// ways for two decisions. Each Philox block gives two numbers, attempts 0...255 give 512; every
/// further 512 come from a cell mixed from the first one and the number of the lap. No two laps
/// share a cell.
public struct DrawStream: Sendable {
  @usableFromInline let address: DrawAddress
  @usableFromInline let year: Int
  @usableFromInline let purpose: UInt8
  @usableFromInline let firstCell: UInt64
  @usableFromInline var cell: UInt64
  @usableFromInline var lap: UInt64 = 0
  @usableFromInline var attempt: UInt8 = 0
  @usableFromInline var second = 0.0
  @usableFromInline var holdsSecond = false

  /// The stream of one address.
  ///
  /// - Parameters:
  ///   - year: in 0...65535.
  ///   - cell: any 64 bits that name the cell by its codes.
  ///   - purpose: what the numbers decide.
  @inlinable
  public init(_ address: DrawAddress, year: Int, cell: UInt64, purpose: UInt8) {
    self.address = address
    self.year = year
    self.purpose = purpose
    firstCell = cell
    self.cell = cell
  }

  /// The next uniform number, k · 2⁻⁵³ with k in 0..<2⁵³. O(1), no allocation.
  @inlinable
  @inline(__always)
  public mutating func next() -> Double {
    if holdsSecond {
      holdsSecond = false
      return second
    }
    let pair = address.uniforms(year: year, cell: cell, purpose: purpose, attempt: attempt)
    second = pair.1
    holdsSecond = true
    advance()
    return pair.0
  }

  /// The next uniform number, with 2⁻⁵⁴ in the place of 0, so that it has a logarithm.
  @inlinable
  mutating func nextAboveZero() -> Double {
    max(next(), 0x1p-54)
  }

  /// The salt keeps the cells of the laps apart from cells that callers mix themselves.
  @inlinable
  mutating func advance() {
    attempt &+= 1
    guard attempt == 0 else { return }
    lap &+= 1
    cell = mixed(mixed(firstCell, 0x5375_6363_6573_7369), lap)
  }
}
