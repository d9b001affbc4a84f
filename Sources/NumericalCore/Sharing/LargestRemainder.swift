/// Fractions with one denominator rounded to whole numbers that add to their rounded sum, by largest remainders.
///
/// Each is rounded to the nearest, halves away from zero; what is then missing to the rounded sum, or too much, is made up by those
/// that were rounded furthest, the earlier among equals. So a whole number stays as it is, 0 stays 0, and turned signs turn the result.
///
/// - Parameters:
///   - numerators: of any sign.
///   - denominator: above 0.
/// - Returns: whole numbers, each within one of its fraction, that add to the sum of the fractions, halves away from zero.
/// - Complexity: O(n log n).
public func roundedTogether(_ numerators: [Int], over denominator: Int) -> [Int] {
  precondition(denominator > 0, "fractions over \(denominator)")
  var whole = numerators.map { nearest($0, denominator) }
  let missing = nearest(numerators.reduce(0, +), denominator) - whole.reduce(0, +)
  guard missing != 0 else { return whole }
  let sign = missing.signum()
  let errors = zip(numerators, whole).map { sign * ($0 - $1 * denominator) }
  let order = errors.indices.sorted {
    errors[$0] == errors[$1] ? $0 < $1 : errors[$0] > errors[$1]
  }
  for index in order.prefix(abs(missing)) { whole[index] += sign }
  return whole
}

private func nearest(_ value: Int, _ parts: Int) -> Int {
  let (whole, rest) = value.quotientAndRemainder(dividingBy: parts)
  return abs(rest) >= parts - abs(rest) ? whole + rest.signum() : whole
}
