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

  /// The smallest key of a row and base.
  @inline(__always)
  static func first(row: Int, base: Int) -> UInt64 { PupilKey(row: row, base: base, status: 0, area: 0).bits }
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
    let order = keys.indices.filter { counts[$0] > 0 }.sorted { keys[$0] < keys[$1] }
    var sorted = PupilGroups()
    sorted.keys.reserveCapacity(order.count)
    sorted.counts.reserveCapacity(order.count)
    for index in order {
      if let last = sorted.keys.last, last == keys[index] {
        sorted.counts[sorted.counts.count - 1] += counts[index]
      } else {
        sorted.keys.append(keys[index])
        sorted.counts.append(counts[index])
      }
    }
    self = sorted
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
