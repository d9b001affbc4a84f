import NumericalCore
import Vocabulary

/// Where children with a plan live, whatever they attend.
extension PlacementDraw {
  /// Counts the plans of every need, phase and area at the closing census of a projected year.
  ///
  /// Of children who looked for a place it is known where they live. The others are split by the areas' shares of their year and
  /// need: heads are whole, each within one of its expectation, and add to the authority's.
  func splitByArea(year: Int, into result: inout Placements) {
    guard plan.areas > 1 else { return }
    let areas = plan.areas
    for index in groups.keys.indices {
      let key = PupilKey(bits: groups.keys[index])
      let leaf = (key.row % plan.needs * 4 + plan.phaseOfRow[key.row]) * areas
      result.byArea[leaf + key.area] += groups.counts[index]
    }
    let expected = expectedByArea(census: year + 1)
    for leaf in 0..<(plan.needs * 4) where expected.heads[leaf] > 0 {
      split(leaf, expected, year: year, into: &result)
    }
  }

  /// Heads by need × phase of children who wait for nothing, and how many of them are expected in each area.
  private func expectedByArea(census: Int) -> (heads: [Int32], byArea: [Double]) {
    let areas = plan.areas
    var heads = [Int32](repeating: 0, count: plan.needs * 4)
    var byArea = [Double](repeating: 0, count: heads.count * areas)
    for row in 0..<plan.rows {
      var here: Int32 = 0
      for cell in (row * plan.provisions)..<((row + 1) * plan.provisions) { here += open[cell] }
      guard here > 0 else { continue }
      let leaf = row % plan.needs * 4 + plan.phaseOfRow[row]
      heads[leaf] += here
      let start = (min(census, plan.censuses - 1) * plan.rows + row) * areas
      var before = 0.0
      for area in 0..<areas {
        let share = plan.areaShares[start + area]
        byArea[leaf * areas + area] += Double(here) * (share - before)
        before = share
      }
    }
    return (heads, byArea)
  }

  /// Systematic rounding: one number decides where every running sum is cut, so that each area is within one of its expectation.
  private func split(
    _ leaf: Int, _ expected: (heads: [Int32], byArea: [Double]), year: Int,
    into result: inout Placements
  ) {
    let place = mixed(plan.leafAddress[leaf], 0x6172_6561)
    let u = address.uniform(year: year, cell: place, purpose: Purpose.home.rawValue)
    let whole = Int(expected.heads[leaf])
    var (sum, before) = (0.0, 0)
    for area in 0..<plan.areas {
      sum += expected.byArea[leaf * plan.areas + area]
      let cut = area == plan.areas - 1 ? whole : min(whole, Int((sum + u).rounded(.down)))
      result.byArea[leaf * plan.areas + area] += Int32(max(0, cut - before))
      before = max(before, cut)
    }
  }
}
