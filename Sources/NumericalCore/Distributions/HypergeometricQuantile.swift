/// The hypergeometric quantile: the smallest k with F(k) > `u`, where F is the distribution function
/// of the number of marked members among `drawn` taken without replacement from a `population` of
/// which `marked` are marked.
///
/// Inversion: the result never falls when `u`, `marked` or `drawn` rises. F is computed to about
/// 10⁻¹⁵ of its nearer tail by ratios of neighbouring terms from the mode outwards.
///
/// - Parameters:
///   - u: in [0, 1), resolved to 2⁻⁵³.
///   - marked: in 0...population.
///   - population: at least 0.
///   - drawn: in 0...population.
/// - Complexity: O(1) in the fast exits, otherwise O(standard deviation).
@inlinable
public func hypergeometricQuantile(
  _ u: Double, marked: Int, population: Int, drawn: Int
) -> Int {
  precondition(u >= 0 && u < 1, "u = \(u)")
  precondition(
    marked >= 0 && drawn >= 0 && max(marked, drawn) <= population,
    "\(drawn) drawn from \(population) of which \(marked) marked")
  if marked == 0 || drawn == 0 { return 0 }
  if marked == population { return drawn }
  if drawn == population { return marked }
  if u < 1 - Double(marked) * Double(drawn) / Double(population) { return 0 }
  return searchedHypergeometricQuantile(u, marked: marked, population: population, drawn: drawn)
}

/// `hypergeometricQuantile` beyond its fast exits.
@usableFromInline
func searchedHypergeometricQuantile(
  _ u: Double, marked: Int, population: Int, drawn: Int
) -> Int {
  let law = HypergeometricLaw(marked: marked, population: population, drawn: drawn)
  guard u > 0 else { return law.support.lowerBound }
  return law.quantile(below: u, above: 1 - u)
}

private struct HypergeometricLaw: CountLaw {
  let marked: Int
  let drawn: Int
  /// The unmarked members less the drawn ones; may be negative.
  let surplus: Int
  let support: ClosedRange<Int>
  let mode: Int

  init(marked: Int, population: Int, drawn: Int) {
    self.marked = marked
    self.drawn = drawn
    surplus = population - marked - drawn
    support = max(0, -surplus)...min(marked, drawn)
    let peak = Int(Double(drawn + 1) * Double(marked + 1) / Double(population + 2))
    mode = min(max(peak, support.lowerBound), support.upperBound)
  }

  func ratioUp(from count: Int) -> Double {
    Double(marked - count) * Double(drawn - count)
      / (Double(count + 1) * Double(surplus + count + 1))
  }

  func ratioDown(from count: Int) -> Double {
    Double(count) * Double(surplus + count)
      / (Double(marked - count + 1) * Double(drawn - count + 1))
  }
}
