/// Sorts packed words, each with a number that goes with it, in the memory of a draw.
struct PackedSort {
  private var words: PlainList<UInt64>
  private var numbers: PlainList<Int32>
  private var places: PlainList<Int32>

  init(in memory: DrawMemory) {
    words = PlainList(in: memory)
    numbers = PlainList(in: memory)
    places = PlainList(in: memory, repeating: 0, count: 256)
  }

  mutating func move(to memory: DrawMemory) {
    words.move(to: memory)
    numbers.move(to: memory)
    places.move(to: memory)
  }

  /// Sorts words; those that are the same keep their order.
  ///
  /// Some bytes are sorted by counting, from the lowest on (an LSD radix sort); insertion mends what the bits below them leave, so the bytes
  /// should tell almost all words apart.
  ///
  /// - Parameter bits: where the bytes begin and end; a byte that all words share is passed over.
  /// - Complexity: O(words × bytes), and the inversions left over.
  mutating func sort(_ list: inout GroupList, bits: Range<UInt64>) {
    let count = list.keys.count
    guard count > 1 else { return }
    words.removeAll()
    words.reserve(count)
    numbers.removeAll()
    numbers.reserve(count)
    let (keys, counts) = (list.keys.start, list.counts.start)
    var differing: UInt64 = 0
    for index in 1..<count { differing |= keys[index] ^ keys[0] }
    var (from, to) = ((keys, counts), (words.start, numbers.start))
    var shift = bits.lowerBound
    while shift < bits.upperBound {
      if (differing >> shift) & 0xFF != 0 {
        scatter(from, to, count: count, shift: shift)
        swap(&from, &to)
      }
      shift += 8
    }
    if from.0 != keys {
      keys.update(from: from.0, count: count)
      counts.update(from: from.1, count: count)
    }
    Self.mend(keys, counts, count: count)
  }

  private typealias Pairs = (UnsafeMutablePointer<UInt64>, UnsafeMutablePointer<Int32>)

  /// Orders words by one byte.
  private mutating func scatter(_ from: Pairs, _ to: Pairs, count: Int, shift: UInt64) {
    places.fill(0)
    let places = places.start
    for index in 0..<count {
      places[Int(truncatingIfNeeded: (from.0[index] >> shift) & 0xFF)] &+= 1
    }
    var sum: Int32 = 0
    for byte in 0..<256 {
      let here = places[byte]
      places[byte] = sum
      sum &+= here
    }
    for index in 0..<count {
      let byte = Int(truncatingIfNeeded: (from.0[index] >> shift) & 0xFF)
      let place = Int(places[byte])
      places[byte] &+= 1
      to.0[place] = from.0[index]
      to.1[place] = from.1[index]
    }
  }

  /// Insertion: few words are out of place.
  private static func mend(
    _ keys: UnsafeMutablePointer<UInt64>, _ counts: UnsafeMutablePointer<Int32>, count: Int
  ) {
    for index in 1..<count where keys[index] < keys[index - 1] {
      let (key, number) = (keys[index], counts[index])
      var place = index
      while place > 0, keys[place - 1] > key {
        keys[place] = keys[place - 1]
        counts[place] = counts[place - 1]
        place -= 1
      }
      keys[place] = key
      counts[place] = number
    }
  }
}
