/// Groups of children in the memory of a draw: packed keys, each with its number of heads.
struct GroupList {
  var keys: PlainList<UInt64>
  var counts: PlainList<Int32>

  init(in memory: DrawMemory) {
    keys = PlainList(in: memory)
    counts = PlainList(in: memory)
  }

  mutating func move(to memory: DrawMemory) {
    keys.move(to: memory)
    counts.move(to: memory)
  }

  /// Adds heads to a group; `normalise` puts groups in order.
  @inline(__always)
  mutating func add(_ key: UInt64, _ count: Int) {
    guard count > 0 else { return }
    keys.append(key)
    counts.append(Int32(truncatingIfNeeded: count))
  }

  mutating func removeAll() {
    keys.removeAll()
    counts.removeAll()
  }

  mutating func replace(with groups: PupilGroups) {
    removeAll()
    keys.append(contentsOf: groups.keys)
    counts.append(contentsOf: groups.counts)
  }

  /// Adds up the neighbours of one key.
  mutating func joinEqual() {
    guard !keys.isEmpty else { return }
    let (keys, counts) = (keys.start, counts.start)
    var last = 0
    for index in 1..<self.keys.count {
      if keys[index] == keys[last] {
        counts[last] += counts[index]
      } else {
        last += 1
        keys[last] = keys[index]
        counts[last] = counts[index]
      }
    }
    self.keys.truncate(to: last + 1)
    self.counts.truncate(to: last + 1)
  }

  /// Groups of two lists, each in order and without equals; empty groups of the first go.
  mutating func join(_ first: GroupList, _ second: GroupList) {
    removeAll()
    keys.reserve(first.keys.count + second.keys.count)
    counts.reserve(first.keys.count + second.keys.count)
    let (keys, counts) = (keys.start, counts.start)
    let (others, otherCounts, end) = (second.keys.start, second.counts.start, second.keys.count)
    var (last, other) = (0, 0)
    for index in 0..<first.keys.count where first.counts.start[index] > 0 {
      let key = first.keys.start[index]
      while other < end, others[other] < key {
        keys[last] = others[other]
        counts[last] = otherCounts[other]
        last &+= 1
        other &+= 1
      }
      keys[last] = key
      counts[last] = first.counts.start[index]
      if other < end, others[other] == key {
        counts[last] &+= otherCounts[other]
        other &+= 1
      }
      last &+= 1
    }
    self.keys.extend(by: last)
    self.counts.extend(by: last)
    self.keys.append(from: others + other, end - other)
    self.counts.append(from: otherCounts + other, end - other)
  }

  /// As arrays.
  var arrays: PupilGroups {
    var groups = PupilGroups()
    groups.keys = Array(keys.elements)
    groups.counts = Array(counts.elements)
    return groups
  }
}
