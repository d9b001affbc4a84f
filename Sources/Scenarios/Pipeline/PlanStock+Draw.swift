import Vocabulary

extension PlanStock {
  /// What a year of a draw leaves to be costed.
  ///
  /// - Parameters:
  ///   - opening: plans of the January before the financial year, cells of the space.
  ///   - demand: what happened up to the next January.
  ///   - placements: where everybody was then.
  init(_ space: StateSpace, opening: [Int32], _ demand: Demand, _ placements: Placements) {
    let none = [Int32](repeating: 0, count: space.cellsPerNCY)
    var (before, after, new, others, leavers) = (none, none, none, none, none)
    let years = 0..<space.ncys
    space.add(opening, ofYears: years, to: &before)
    space.add(placements.attended, ofYears: years, to: &after)
    for (kind, arrived) in placements.arrived.enumerated() {
      if kind == Seeking.newPlan.rawValue {
        space.add(arrived, ofYears: years, to: &new)
      } else {
        space.add(arrived, ofYears: years, to: &others)
      }
    }
    for kind in [demand.ceased, demand.out, demand.lost] {
      space.add(kind, ofYears: years, to: &leavers)
    }
    let even = none.indices.map { Int(new[$0] + others[$0] - leavers[$0]) }
    self.init(
      opening: before.map(Int.init),
      september: none.indices.map { Int(after[$0] - before[$0]) - even[$0] },
      even: even, newPlans: new.map(Int.init))
  }
}
