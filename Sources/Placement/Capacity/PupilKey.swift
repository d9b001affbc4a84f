import Vocabulary

/// What tells one group of children from another: NCY × need, base, status and area, packed so that groups sort by them.
///
/// Bits, from the top: row 16, base 16, status 8, area 16.
struct PupilKey {
  let bits: UInt64

  @inline(__always)
  init(bits: UInt64) { self.bits = bits }

  @inline(__always)
  init(row: Int, base: Int, status: Int, area: Int) {
    bits =
      UInt64(truncatingIfNeeded: row) << 40 | UInt64(truncatingIfNeeded: base) << 24
      | UInt64(truncatingIfNeeded: status) << 16 | UInt64(truncatingIfNeeded: area)
  }

  @inline(__always) var row: Int { Int(truncatingIfNeeded: bits >> 40) }
  @inline(__always) var base: Int { Int(truncatingIfNeeded: (bits >> 24) & 0xFFFF) }
  @inline(__always) var status: Int { Int(truncatingIfNeeded: (bits >> 16) & 0xFF) }
  @inline(__always) var area: Int { Int(truncatingIfNeeded: bits & 0xFFFF) }

  /// The bits that tell almost all keys apart: base and row.
  static var sorting: Range<UInt64> { 24..<56 }

  /// The smallest key of a row and base.
  @inline(__always)
  static func first(row: Int, base: Int) -> UInt64 {
    PupilKey(row: row, base: base, status: 0, area: 0).bits
  }
}

/// Groups of children in the order of their keys, each with its number of heads.
///
/// Held are children of settings and those who wait for one or went without; everybody else is counted by cell in `open`.
struct PupilGroups: Sendable {
  var keys: [UInt64] = []
  var counts: [Int32] = []

  /// Adds heads to a group; `normalise` puts groups in order.
  @inline(__always)
  mutating func add(_ key: PupilKey, _ count: Int) {
    guard count > 0 else { return }
    keys.append(key.bits)
    counts.append(Int32(count))
  }

  /// Sorts the groups by key and adds up those of one key; empty ones go.
  mutating func normalise() {
    var pairs: [(key: UInt64, count: Int32)] = []
    pairs.reserveCapacity(keys.count)
    for index in keys.indices where counts[index] > 0 { pairs.append((keys[index], counts[index])) }
    pairs.sort { $0.key < $1.key }
    keys.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    for pair in pairs {
      if let last = keys.last, last == pair.key {
        counts[counts.count - 1] += pair.count
      } else {
        keys.append(pair.key)
        counts.append(pair.count)
      }
    }
  }

  /// The first group whose key is not below `key`. O(log groups).
  func lowerBound(_ key: UInt64) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
