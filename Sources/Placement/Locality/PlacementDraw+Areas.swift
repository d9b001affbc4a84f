import NumericalCore
import Vocabulary

/// Where children with a plan live, whatever they attend.
extension PlacementDraw {
  /// Counts the plans of every need, phase and area at the closing census of a projected year.
  ///
  /// Of children who looked for a place it is known where they live. The others are split by the areas' shares of their year and
  /// need: heads are whole, each within one of its expectation, and add to the authority's.
  mutating func splitByArea(year: Int) {
    guard plan.areas > 1 else { return }
    for index in 0..<seats.keys.count {
      let key = PupilKey(bits: seats.keys[index])
      tables.byArea[plan.leafOfRow[key.row] &* plan.areas &+ key.area] &+= seats.counts[index]
    }
    expectByArea(census: year + 1)
    for leaf in 0..<(plan.needs * 4) where areaHeads[leaf] > 0 { split(leaf, year: year) }
  }

  /// Heads by need × phase of children who wait for nothing, and how many of them are expected in each area.
  private mutating func expectByArea(census: Int) {
    areaHeads.fill(0)
    expectedHeads.fill(0)
    for row in 0..<plan.rows {
      let cells = openCells.start + row &* plan.provisions
      var here: Int32 = 0
      for provision in 0..<plan.provisions { here &+= cells[provision] }
      guard here > 0 else { continue }
      let leaf = plan.leafOfRow[row]
      areaHeads[leaf] &+= here
      let (shares, expected) = (
        plan.shares(census: census, row: row), expectedHeads.start + leaf &* plan.areas
      )
      var before = 0.0
      for area in 0..<plan.areas {
        expected[area] += Double(here) * (shares[area] - before)
        before = shares[area]
      }
    }
  }

  /// Systematic rounding: one number decides where every running sum is cut, so that each area is within one of its expectation.
  private func split(_ leaf: Int, year: Int) {
    let place = mixed(plan.leafAddress[leaf], 0x6172_6561)
    let u = address.uniform(year: year, cell: place, purpose: Purpose.home.rawValue)
    let whole = Int(areaHeads[leaf])
    var (sum, before) = (0.0, 0)
    for area in 0..<plan.areas {
      sum += expectedHeads[leaf * plan.areas + area]
      let cut = area == plan.areas - 1 ? whole : min(whole, Int((sum + u).rounded(.down)))
      tables.byArea[leaf * plan.areas + area] += Int32(max(0, cut - before))
      before = max(before, cut)
    }
  }
}
