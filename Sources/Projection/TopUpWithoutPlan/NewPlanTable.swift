public import Vocabulary

/// New plans of a year by age band at the closing census and need, of which conversions take their
/// part.
public struct NewPlanTable: Sendable, Hashable {
  private var left: [[Int]]

  /// Records new plans: `AgeBand.allCases` × needs of the code list.
  public init(_ plans: [[Int]]) { left = plans }

  /// Counts the new plans of a year of a draw. O(cells).
  public init(_ demand: Demand, _ space: StateSpace) {
    let bands = AgeBand.allCases.count
    let plans = demand.coming[Seeking.newPlan.rawValue]
    left = Array(repeating: Array(repeating: 0, count: space.needs), count: bands)
    for ncy in 0..<space.ncys {
      let band = AgeBand(ncy: NCY.at(ncy)).index
      let start = ncy * space.cellsPerNCY
      for cell in start..<(start + space.cellsPerNCY) where plans[cell] != 0 {
        left[band][space.need(of: cell)] += Int(plans[cell])
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
