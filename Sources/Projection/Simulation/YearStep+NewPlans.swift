import NumericalCore
import Vocabulary

extension YearStep {
  /// People of an NCY.
  func people(ncy: Int) -> Int { tables.people[year * tables.ncys + ncy] }

  /// New plans of an NCY and need at the draw's own rate.
  func addNewPlans(_ origin: Int, rate: Double) {
    let u = address.uniform(
      year: year, cell: tables.originAddress[origin], purpose: Purpose.newPlans.rawValue)
    let people = people(ncy: origin / tables.needs)
    let count = binomialQuantile(u, trials: people, probability: min(1, rate))
    if count > 0 { splitNewPlans(origin, count: count) }
  }

  /// New plans of a band over NCY × need as in the baseline, each row then in proportion to what a scenario changes of it.
  ///
  /// - Parameters:
  ///   - baseline: the baseline's expected new plans, NCY × need.
  ///   - own: the scenario's.
  func addNewPlans(
    _ count: Int, _ splits: [NewPlanSpread.RowSplit], baseline: [Double], own: [Double]
  ) {
    var left = count
    var start = 0
    while left > 0, start < splits.count {
      let end = min(start + 4, splits.count)
      var places = SIMD4<UInt64>()
      for index in start..<end { places[index - start] = tables.originAddress[splits[index].row] }
      let numbers = address.uniforms(
        year: year, cells: places, purpose: Purpose.newPlanRow.rawValue)
      for index in start..<end where left > 0 {
        let origin = splits[index].row
        let here = binomialQuantile(
          numbers[index - start], trials: left, probability: splits[index].conditional)
        left -= here
        guard here > 0 else { continue }
        let changed = changed(here, origin, from: baseline[origin], to: own[origin])
        if changed > 0 { splitNewPlans(origin, count: changed) }
      }
      start = end
    }
  }

  private func changed(_ count: Int, _ origin: Int, from baseline: Double, to own: Double) -> Int {
    if own == baseline { return count }
    let u = address.uniform(
      year: year, cell: tables.originAddress[origin], purpose: Purpose.newPlanChange.rawValue)
    let wanted = min(Double(count) * (own / baseline) + u, 1e9).rounded(.down)
    return min(Int(wanted), max(count, people(ncy: origin / tables.needs)))
  }

  /// New plans of a band in which none are expected resemble the plans that are there.
  func addLikeStock(_ count: Int, _ band: [Int]) {
    var stock = band.reduce(0) { $0 + Int(cells.aged[$1]) }
    var left = count
    for cell in band where cells.aged[cell] > 0 && left > 0 {
      let heads = Int(cells.aged[cell])
      let u = address.uniform(
        year: year, cell: tables.cellAddress[cell], purpose: Purpose.newPlanRow.rawValue)
      let here = binomialQuantile(u, trials: left, probability: Double(heads) / Double(stock))
      cells.newPlans[cell] += Int32(here)
      stock -= heads
      left -= here
    }
  }

  /// Shares new plans of an NCY and need out over their first provisions.
  private func splitNewPlans(_ origin: Int, count: Int) {
    let first = origin * tables.provisions
    shareOut(
      count, over: origin, of: tables.firstProvisions, .firstProvision,
      place: { tables.cellAddress[first + $0] },
      to: { provision, count, _ in addFirst(origin, provision, count: count) })
  }

  private func addFirst(_ origin: Int, _ provision: Int, count: Int) {
    let first = origin * tables.provisions
    let (ncy, need) = origin.quotientAndRemainder(dividingBy: tables.needs)
    var left = count
    for index in tables.redirections(.newPlan, from: provision)
    where tables.redirections[index].applies(ncyIndex: ncy, need: need) {
      let other = redirected(left, index, address: tables.cellAddress[first + provision])
      left -= other
      cells.newPlans[first + tables.redirections[index].to] += Int32(other)
    }
    cells.newPlans[first + provision] += Int32(left)
  }
}
