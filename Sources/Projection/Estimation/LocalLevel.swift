/// England's shares at the authority's level: every share's log-odds shifted alike until they explain the authority's total.
///
/// A total of none or of everybody counts as half a head more or less, so that no level is beyond all bounds.
func broughtToLevel(_ shares: [Double], exposure: [Double], events: Double) -> [Double] {
  let possible = shares.indices.filter { shares[$0] > 0 && shares[$0] < 1 && exposure[$0] > 0 }
  let certain = shares.indices.reduce(0) { $0 + (shares[$1] >= 1 ? exposure[$1] : 0) }
  let heads = possible.reduce(0) { $0 + exposure[$1] }
  guard heads > 1 else { return shares }
  let wanted = min(max(events - certain, 0.5), heads - 0.5)
  var (low, high) = (-30.0, 30.0)
  for _ in 0..<80 {
    let middle = (low + high) / 2
    let sum = possible.reduce(0) { $0 + exposure[$1] * shifted(shares[$1], by: middle) }
    if sum < wanted { low = middle } else { high = middle }
  }
  return shares.map { $0 > 0 && $0 < 1 ? shifted($0, by: (low + high) / 2) : $0 }
}

private func shifted(_ share: Double, by shift: Double) -> Double {
  let odds = share / (1 - share) * exponential(shift)
  return odds / (1 + odds)
}
