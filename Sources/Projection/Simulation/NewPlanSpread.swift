import Vocabulary

/// How new plans of an age band are spread over NCY × need in each projected year: in proportion to their expectation.
public struct NewPlanSpread: Sendable {
  /// Expected new plans of each projected year, NCY × need, before the noise of a draw.
  let expected: [[Double]]
  /// Projected year × age band: NCY × need in the order of their codes.
  let splits: [[[RowSplit]]]
  /// Expected new plans by projected year and age band.
  let totals: [[Double]]

  /// One outcome of a sequential split.
  struct RowSplit: Sendable {
    /// NCY × need.
    let row: Int
    /// Probability, given none of the earlier outcomes.
    let conditional: Double
  }

  init(_ assumptions: ProjectionAssumptions, rowsOfBand: [[Int]]) {
    let needs = assumptions.space.needs
    expected = (0..<assumptions.years).map { year in
      let people = assumptions.population[year].map { $0.rounded() }
      return assumptions.newPlanRate.indices.map { row in
        people[row / needs] * assumptions.newPlanRate[row] * assumptions.newPlanFactor[year][row]
      }
    }
    totals = expected.map { plans in
      rowsOfBand.map { rows in rows.reduce(0) { $0 + plans[$1] } }
    }
    splits = expected.map { plans in rowsOfBand.map { Self.split($0, plans) } }
  }

  private static func split(_ rows: [Int], _ plans: [Double]) -> [RowSplit] {
    var result: [RowSplit] = []
    var rest = 0.0
    // From the end: the last takes all that is left, so that rounding of the shares loses nobody.
    for row in rows.reversed() where plans[row] > 0 {
      rest += plans[row]
      result.append(RowSplit(row: row, conditional: result.isEmpty ? 1 : plans[row] / rest))
    }
    return result.reversed()
  }
}
