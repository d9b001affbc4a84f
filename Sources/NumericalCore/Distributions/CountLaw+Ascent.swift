extension CountLaw {
  /// The smallest count k with F(k) > `target`, by summing from a count of 0 whose probability is
  /// `none`; knows F to about 10⁻¹⁶ absolutely, so it is not for the far upper tail. O(k).
  func ascendedFromZero(of none: Double, until target: Double) -> Int {
    var count = 0
    var term = none
    var sum = term
    while sum <= target && term > 0 && count < support.upperBound {
      term *= ratioUp(from: count)
      count += 1
      sum += term
    }
    return count
  }
}
