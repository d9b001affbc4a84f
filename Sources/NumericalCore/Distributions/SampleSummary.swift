/// The total and seven quantiles of a sample of whole numbers.
public struct SampleSummary: Sendable, Equatable {
  /// The probabilities of `quantiles`, in order.
  public static let probabilities = [0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95]

  /// The same in thousandths, so that a quantile's place in the sample is exact.
  static let thousandths = [50, 100, 250, 500, 750, 900, 950]
  /// With 2.5 % on either side.
  static let thousandthsWithTails = [25] + thousandths + [975]

  /// The exact sum of the values.
  public let sum: Int64
  /// The number of values.
  public let count: Int
  /// The quantiles at `probabilities`, of type 7 (see `quantile(sorted:probability:)`).
  public let quantiles: [Double]
  /// The quantiles at 0.025 and 0.975 where they were asked for.
  public var tails: ClosedRange<Double>?

  /// The arithmetic mean.
  public var mean: Double { Double(sum) / Double(count) }
}

/// The quantile of type 7: with h = (n - 1) · probability, the value at place h, counted from 0, by
/// linear interpolation between the neighbouring values.
///
/// Source: Hyndman and Fan, "Sample quantiles in statistical packages" (1996), doi
/// 10.1080/00031305.1996.10473566.
///
/// - Parameters:
///   - sorted: at least one value, in ascending order.
///   - probability: in 0...1.
/// - Complexity: O(1).
public func quantile(sorted: UnsafeBufferPointer<Int64>, probability: Double) -> Double {
  precondition(
    !sorted.isEmpty && (0...1).contains(probability), "\(probability) of \(sorted.count) values")
  let place = Double(sorted.count - 1) * probability
  let below = Int(place)
  let above = min(below + 1, sorted.count - 1)
  return interpolated(sorted[below], sorted[above], share: place - Double(below))
}

/// The quantile of type 7 of the values of an array in ascending order. O(1).
public func quantile(sorted: [Int64], probability: Double) -> Double {
  sorted.withUnsafeBufferPointer { quantile(sorted: $0, probability: probability) }
}

/// The total and quantiles of `values`.
///
/// Values that span less than four times their number are counted rather than sorted.
///
/// - Parameters:
///   - values: at least one value; may be left in another order. A sum, or a span between
///     least and greatest, that does not fit `Int64` traps.
///   - tails: whether `tails` are wanted.
/// - Complexity: O(n) when the span is small or all values are equal, otherwise O(n log n).
public func summarised(
  _ values: UnsafeMutableBufferPointer<Int64>, tails: Bool = false
) -> SampleSummary {
  precondition(!values.isEmpty, "a summary of no values")
  var (sum, least, greatest) = (Int64(0), values[0], values[0])
  for value in values {
    sum += value
    least = min(least, value)
    greatest = max(greatest, value)
  }
  let span = greatest - least
  let places = tails ? SampleSummary.thousandthsWithTails : SampleSummary.thousandths
  let quantiles =
    span == 0
    ? [Double](repeating: Double(least), count: places.count)
    : span <= 4 * Int64(values.count)
      ? countedQuantiles(values, at: places, from: least, span: Int(span))
      : sortedQuantiles(values, at: places)
  guard tails else { return SampleSummary(sum: sum, count: values.count, quantiles: quantiles) }
  return SampleSummary(
    sum: sum, count: values.count, quantiles: Array(quantiles[1..<places.count - 1]),
    tails: quantiles[0]...quantiles[places.count - 1])
}

private func sortedQuantiles(
  _ values: UnsafeMutableBufferPointer<Int64>, at thousandths: [Int]
) -> [Double] {
  var values = values
  values.sort()
  return thousandths.map { thousandths in
    let (below, rest) = ((values.count - 1) * thousandths).quotientAndRemainder(dividingBy: 1000)
    let above = min(below + 1, values.count - 1)
    return interpolated(values[below], values[above], share: Double(rest) / 1000)
  }
}

private func countedQuantiles(
  _ values: UnsafeMutableBufferPointer<Int64>, at thousandths: [Int], from least: Int64, span: Int
) -> [Double] {
  withUnsafeTemporaryAllocation(of: Int.self, capacity: span + 1) { tally in
    tally.initialize(repeating: 0)
    for value in values {
      tally[Int(value - least)] += 1
    }
    var (bin, passed) = (0, 0)
    return thousandths.map { thousandths in
      let (place, rest) = ((values.count - 1) * thousandths).quotientAndRemainder(
        dividingBy: 1000)
      while passed + tally[bin] <= place {
        passed += tally[bin]
        bin += 1
      }
      var next = bin
      if rest > 0 && passed + tally[bin] == place + 1 {
        repeat { next += 1 } while tally[next] == 0
      }
      return interpolated(
        least + Int64(bin), least + Int64(next), share: Double(rest) / 1000)
    }
  }
}

private func interpolated(_ below: Int64, _ above: Int64, share: Double) -> Double {
  Double(below) + share * Double(above - below)
}
