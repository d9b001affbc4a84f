/// Splits a whole number in proportion to weights by largest remainders (Hamilton's method).
///
/// - Parameters:
///   - total: what is split; 0 or more.
///   - weights: none negative; equal remainders go to the earlier weight.
/// - Returns: whole numbers that add to `total`, or zeros if every weight is 0.
/// - Complexity: O(n log n) in the number of weights.
public func apportioned(_ total: Int, like weights: [Double]) -> [Int] {
  let sum = weights.reduce(0, +)
  guard sum > 0 else { return weights.map { _ in 0 } }
  let exact = weights.map { Double(total) * $0 / sum }
  var whole = exact.map { Int($0.rounded(.down)) }
  let missing = total - whole.reduce(0, +)
  let order = weights.indices.sorted {
    let left = exact[$0] - exact[$0].rounded(.down)
    let right = exact[$1] - exact[$1].rounded(.down)
    return left == right ? $0 < $1 : left > right
  }
  for index in order.prefix(max(0, missing)) { whole[index] += 1 }
  return whole
}
