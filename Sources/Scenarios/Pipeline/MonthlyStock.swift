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
    for cell in 0..<space.count {
      let before = Int(opening[cell])
      let after = Int(placements.attended[cell])
      let arrived = placements.arrived.reduce(0) { $0 + Int($1[cell]) }
      let left = Int(demand.ceased[cell] + demand.out[cell] + demand.lost[cell])
      guard before != 0 || after != 0 || arrived != 0 || left != 0 else { continue }
      let even = arrived - left
      // Summed over years of age, what is neither opening nor even change is September's.
      result[cell % space.cellsPerNCY] += 24 * before + 14 * (after - before - even) + 17 * even
    }
    values = result
  }
}
