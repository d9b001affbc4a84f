/// Whole numbers of some draws, counted rather than sorted: their quantiles are exact hundredths.
///
/// The definition is that of `Spread`: type 7 of Hyndman and Fan. The memory serves one sample after another.
struct CountedDraws {
  private(set) var sum = 0
  private var count = 0
  private var least = 0
  private var span = -1
  private var tally: [Int32] = []

  /// Counts a sample of at least one value. Linear in values and in the span between the least and the greatest.
  mutating func count(_ values: UnsafeBufferPointer<Int32>) {
    precondition(!values.isEmpty, "quantiles of no draws")
    var (total, low, high) = (0, values[0], values[0])
    for value in values {
      total += Int(value)
      low = min(low, value)
      high = max(high, value)
    }
    (sum, count, least, span) = (total, values.count, Int(low), Int(high) - Int(low))
    if span >= tally.count { tally = Array(repeating: 0, count: 2 * span + 64) }
    tally.withUnsafeMutableBufferPointer { tally in
      for bin in 0...span { tally[bin] = 0 }
      for value in values { tally[Int(value &- low)] &+= 1 }
    }
  }

  mutating func count(_ values: [Int32]) { values.withUnsafeBufferPointer { count($0) } }

  /// The quantile at a probability in hundredths, in hundredths of one.
  func hundredths(_ percent: Int) -> Int {
    let (place, rest) = ((count - 1) * percent).quotientAndRemainder(dividingBy: 100)
    return tally.withUnsafeBufferPointer { tally in
      var (bin, passed) = (0, Int(tally[0]))
      while passed <= place {
        bin += 1
        passed += Int(tally[bin])
      }
      var next = bin
      if rest > 0, passed == place + 1 {
        repeat { next += 1 } while tally[next] == 0
      }
      return (least + bin) * 100 + rest * (next - bin)
    }
  }

  /// The same, rounded up to a whole number.
  func roundedUp(_ percent: Int) -> Int {
    let value = hundredths(percent)
    return value > 0 ? (value + 99) / 100 : -(-value / 100)
  }
}
