/// The expected course of a projection of transitions, heads by state or in all.
public struct ExpectedYear: Sendable {
  /// Plans at the closing census, by state.
  public var closing: [Double]
  /// New plans.
  public var joined = 0.0
  /// New plans by position of need.
  public var joinedByNeed: [Double]
  /// Plans that ended.
  public var left = 0.0
  /// Plans that changed setting.
  public var moved = 0.0
  /// Plans that ended because no setting serves the year entered.
  public var agedOut = 0.0

  /// All plans at the closing census.
  public var total: Double { closing.reduce(0, +) }
}

extension TransitionModel {
  /// The exact expectation where parameters are drawn anew for every cohort and year: the process is linear in heads, so that
  /// expected heads follow from expected rates.
  ///
  /// Where parameters are drawn once a draw this holds for the first year only: afterwards the heads of a state and its rate
  /// hang together. Linear in states × destinations × years. An oracle for tests, and quick enough for a first look.
  public func expectedTotals() -> [ExpectedYear] {
    var stock = opening.map(Double.init)
    return (0..<years).map { year in
      let next = expectedYear(year, stock)
      stock = next.closing
      return next
    }
  }

  private func expectedYear(_ year: Int, _ opening: [Double]) -> ExpectedYear {
    var next = ExpectedYear(
      closing: Array(repeating: 0, count: states.count),
      joinedByNeed: Array(repeating: 0, count: states.needs.count))
    for state in opening.indices where opening[state] > 0 {
      move(opening[state], from: state, into: &next)
    }
    for group in joiners { join(group, year, into: &next) }
    return next
  }

  private func move(_ heads: Double, from state: Int, into next: inout ExpectedYear) {
    let left = heads * leaving[state].mean
    next.left += left
    let range = moves[state]
    var movers = heads - left
    if staying[state] >= 0 {
      movers *= range.isEmpty ? 0 : moving[state].mean
      next.closing[Int(staying[state])] += heads - left - movers
    }
    guard !range.isEmpty else {
      next.agedOut += movers
      return
    }
    next.moved += movers
    share(movers, over: range, into: &next)
  }

  private func join(_ group: Joiners, _ year: Int, into next: inout ExpectedYear) {
    let heads = Double(assumptions.residents[year][group.ncyIndex]) * group.weights.mean
    let total = group.needs.reduce(0) { $0 + $1.weight }
    for need in group.needs {
      let joined = heads * need.weight / total * assumptions.joinerFactor[year][need.cell]
      next.joined += joined
      next.joinedByNeed[need.cell % states.needs.count] += joined
      share(joined, over: need.states, into: &next)
    }
  }

  private func share(_ heads: Double, over range: Range<Int>, into next: inout ExpectedYear) {
    let total = shares[range].reduce(0) { $0 + $1.weight }
    for item in shares[range] { next.closing[Int(item.state)] += heads * item.weight / total }
  }
}
