import Vocabulary

/// Mean plans over the months of a financial year, need × provision, in 24ths of a plan-year.
///
/// Between two Januaries, newcomers and leavers are spread evenly over the months; transfers between provisions and those who age
/// out change on 1 September. The mean over April to March is then opening + 7/12 × September's change + 17/24 × the even
/// change, which goes on at the same pace to the end of March. A whole number of 24ths, so that money adds to the penny.
struct MonthlyStock {
  let values: [Int]

  /// - Parameters:
  ///   - opening: plans of the January before the financial year, cells of the space.
  ///   - demand: what happened up to the next January.
  ///   - placements: where everybody was then.
  init(_ space: StateSpace, opening: [Int32], _ demand: Demand, _ placements: Placements) {
    let none = [Int32](repeating: 0, count: space.cellsPerNCY)
    var (before, after, newcomers, leavers) = (none, none, none, none)
    let years = 0..<space.ncys
    space.add(opening, ofYears: years, to: &before)
    space.add(placements.attended, ofYears: years, to: &after)
    for kind in placements.arrived { space.add(kind, ofYears: years, to: &newcomers) }
    for kind in [demand.ceased, demand.out, demand.lost] {
      space.add(kind, ofYears: years, to: &leavers)
    }
    // 24 × opening + 14 × (closing − opening − even) + 17 × even, term by term.
    values = none.indices.map { cell in
      let even = Int(newcomers[cell]) - Int(leavers[cell])
      return (24 - 14) * Int(before[cell]) + 14 * Int(after[cell]) + (17 - 14) * even
    }
  }
}
