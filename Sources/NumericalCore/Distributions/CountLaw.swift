/// A distribution on a run of whole numbers with a single peak, known only by the ratios of
/// neighbouring probabilities, which is all that inversion needs.
protocol CountLaw {
  /// The counts of positive probability.
  var support: ClosedRange<Int> { get }
  /// A count of greatest probability.
  var mode: Int { get }
  /// P(count + 1) / P(count), for a count below the top of the support.
  func ratioUp(from count: Int) -> Double
  /// P(count - 1) / P(count), for a count above the bottom of the support.
  func ratioDown(from count: Int) -> Double
}

/// One side of the peak: the furthest count whose term is not negligible, that term, and the sum of
/// the side's terms, all relative to the term at the mode.
private struct Tail {
  var count: Int
  var term = 1.0
  var sum = 0.0
}

/// Terms below this, relative to the mode's, are left out; 2⁻⁵³ is more than 10⁴ times as large.
private let negligible = 1e-20

extension CountLaw {
  /// The smallest count k with F(k) > `below`, given as well `above` = 1 - `below`, so that both
  /// tails keep their relative precision.
  ///
  /// The terms are summed outwards from the mode and normalised by their own sum; the search then
  /// starts at the far end of the nearer tail and adds the smallest terms first.
  /// O(standard deviation) time, no allocation.
  func quantile(below: Double, above: Double) -> Int {
    let bottom = lowerTail()
    let top = upperTail()
    let total = bottom.sum + 1 + top.sum
    return below < 0.5
      ? ascended(from: bottom, until: below * total)
      : descended(from: top, while: above * total)
  }

  private func lowerTail() -> Tail {
    var tail = Tail(count: mode)
    while tail.count > support.lowerBound && tail.term > negligible {
      tail.term *= ratioDown(from: tail.count)
      tail.count -= 1
      tail.sum += tail.term
    }
    return tail
  }

  private func upperTail() -> Tail {
    var tail = Tail(count: mode)
    while tail.count < support.upperBound && tail.term > negligible {
      tail.term *= ratioUp(from: tail.count)
      tail.count += 1
      tail.sum += tail.term
    }
    return tail
  }

  private func ascended(from bottom: Tail, until target: Double) -> Int {
    var count = bottom.count
    var term = bottom.term
    var sum = term
    while sum <= target && count < support.upperBound {
      term *= ratioUp(from: count)
      count += 1
      sum += term
    }
    return count
  }

  private func descended(from top: Tail, while target: Double) -> Int {
    var count = top.count
    var term = top.term
    var sum = term
    while sum < target && count > support.lowerBound {
      term *= ratioDown(from: count)
      count -= 1
      sum += term
    }
    return count
  }
}
