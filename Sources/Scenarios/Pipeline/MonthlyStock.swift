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
    var result = [Int](repeating: 0, count: space.cellsPerNCY)
    let width = space.cellsPerNCY
    func add(_ cells: [Int32], times: Int) {
      for cell in cells.indices where cells[cell] != 0 {
        result[cell % width] += times * Int(cells[cell])
      }
    }
    // 24 × opening + 14 × (closing − opening − even) + 17 × even, term by term.
    add(opening, times: 24 - 14)
    add(placements.attended, times: 14)
    for kind in placements.arrived { add(kind, times: 17 - 14) }
    add(demand.ceased, times: 14 - 17)
    add(demand.out, times: 14 - 17)
    add(demand.lost, times: 14 - 17)
    values = result
  }
}
