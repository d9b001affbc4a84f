public import Vocabulary

/// New plans of a year by age band at the closing census and need, of which conversions take their
/// part.
public struct NewPlanTable: Sendable, Hashable {
  private var left: [[Int]]

  /// Records new plans: `AgeBand.allCases` × needs of the code list.
  public init(_ plans: [[Int]]) { left = plans }

  /// Counts the new plans of a year of a draw. O(cells).
  public init(_ demand: Demand, _ space: StateSpace) {
    let plans = demand.coming[Seeking.newPlan.rawValue]
    left = space.yearsOfBands.map { years in
      var sums = [Int32](repeating: 0, count: space.cellsPerNCY)
      space.add(plans, ofYears: years, to: &sums)
      return (0..<space.needs).map { need in
        sums[(need * space.provisions)..<((need + 1) * space.provisions)].reduce(0) { $0 + Int($1) }
      }
    }
  }

  /// Takes up to `count` new plans of a band and a need, or of all needs; returns how many there
  /// were.
  mutating func take(_ count: Int, band: Int, need: Int?) -> Int {
    guard let need else {
      var taken = 0
      for need in left[band].indices {
        taken += take(count - taken, band: band, need: need)
      }
      return taken
    }
    let taken = min(count, left[band][need])
    left[band][need] -= taken
    return taken
  }
}
