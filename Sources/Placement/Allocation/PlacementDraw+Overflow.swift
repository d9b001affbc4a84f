import NumericalCore
import Vocabulary

/// Where those go for whom there was no place.
extension PlacementDraw {
  /// In the order of why they look, and by lot: each child goes where the table sends them.
  mutating func passOn(into result: inout Placements) {
    var order: [(turn: UInt64, seeker: Int)] = []
    order.reserveCapacity(seekers.count)
    for index in seekers.indices where seekers[index].left > 0 {
      let group = UInt64(seekers[index].key.group.rawValue)
      order.append((group << 60 | seekers[index].random >> 4, index))
    }
    order.sort { $0.turn < $1.turn }
    for item in order {
      let seeker = seekers[item.seeker]
      noteUnplaced(seeker, seeker.left, into: &result)
      passOn(seeker, into: &result)
    }
  }

  func noteUnplaced(_ seeker: Seeker, _ count: Int, into result: inout Placements) {
    let index = Placements.unplacedIndex(leaf: leaf(seeker), seeker.limit)
    result.unplaced[index] += Int32(count)
  }

  private mutating func passOn(_ seeker: Seeker, into result: inout Placements) {
    if let base = seeker.key.keptBase, seeker.key.keptStatus > 0 {
      // Not named and on the list: the independent school that Projection expects ends the wait.
      let settles = seeker.key.fallback.map { provision in
        (0..<seeker.left).count { _ in goes(seeker, toProvision: provision, into: &result) }
      }
      keepOn(seeker, seeker.left - (settles ?? 0), base: base, into: &result)
      return
    }
    if seeker.key.group == .induced {
      for _ in 0..<seeker.left { goesWithout(seeker, into: &result) }
      return
    }
    for child in 0..<seeker.left {
      if let fallback = seeker.key.fallback,
        goes(seeker, toProvision: fallback, into: &result)
      {
        continue
      }
      let u = Self.unit(mixed(seeker.random, 0x6f76_6572 &+ UInt64(child) << 32))
      let rows = plan.destinations(
        wanted: plan.limited[seeker.key.wanted], row: seeker.key.row, drawn: u)
      var isSettled = false
      for row in rows where !isSettled {
        isSettled = goes(seeker, to: plan.overflow[row].went, into: &result)
      }
      if !isSettled { goesWithout(seeker, into: &result) }
    }
  }

  /// Somebody on the waiting list waits on; somebody who settled elsewhere stays there for another phase.
  mutating func keepOn(
    _ seeker: Seeker, _ left: Int, base: Int, into result: inout Placements
  ) {
    guard left > 0 else { return }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: seeker.key.keptStatus, area: seeker.key.area)
    if isCosted { cost += left * stayCost(seeker, base) }
    settle(seeker, left, key, into: &result)
    switch plan.status(seeker.key.keptStatus) {
    case .elsewhere:
      count(seeker, left, went: plan.bases[base].provision, into: &result)
    case .waiting, .content:
      let word: Placements.Word = base == network.awaitingBase ? .awaiting : .held
      count(seeker, left, went: plan.provisions + word.rawValue, into: &result)
    }
  }

  /// A child who moves keeps their place until another is found; anybody else has no setting meanwhile.
  private mutating func goesWithout(_ seeker: Seeker, into result: inout Placements) {
    if let base = seeker.key.keptBase {
      wait(seeker, base: base, word: .held, into: &result)
    } else {
      wait(seeker, base: network.awaitingBase, word: .awaiting, into: &result)
    }
  }

  /// Sends a child to a destination of the overflow table; false if it cannot take them.
  private mutating func goes(
    _ seeker: Seeker, to destination: OverflowRow.Destination, into result: inout Placements
  ) -> Bool {
    switch destination {
    case .overNumber:
      guard let base = first(seeker, where: { isBelowCeiling($0, seeker, elsewhere: false) }) else {
        return false
      }
      seat(seeker, 1, base: base, word: .overNumber, into: &result)
      return true
    case .otherAuthority:
      guard let base = first(seeker, where: { isBelowCeiling($0, seeker, elsewhere: true) }) else {
        return false
      }
      seat(seeker, 1, base: base, word: .otherAuthority, into: &result)
      return true
    case .provision(let provision):
      return goes(seeker, toProvision: provision, into: &result)
    case .held:
      guard let base = holdingBase(seeker) else { return false }
      wait(seeker, base: base, word: .held, into: &result)
      return true
    case .awaiting:
      goesWithout(seeker, into: &result)
      return true
    }
  }

  /// The seat they keep, otherwise mainstream (early years before Reception, college from Year 12).
  private func holdingBase(_ seeker: Seeker) -> Int? {
    seeker.key.keptBase ?? network.holdingBases[plan.phaseOfRow[seeker.key.row]]
  }

  /// The first choice of a seeker among settings that can take one more.
  private func first(_ seeker: Seeker, where isOpen: (Int) -> Bool) -> Int? {
    first(seeker, of: seeker.key.wanted, where: isOpen)
  }

  private func first(
    _ seeker: Seeker, of provision: Int, where isOpen: (Int) -> Bool
  ) -> Int? {
    var best: (base: Int, rank: UInt64, lot: UInt64)?
    for index in plan.choices(provision, row: seeker.key.row, area: seeker.key.area) {
      let choice = plan.choices[index]
      guard isOpen(choice.base), travels(seeker, to: choice) else { continue }
      let lot = lot(seeker, choice.base)
      if best.map({ (choice.rank, lot) < ($0.rank, $0.lot) }) ?? true {
        best = (choice.base, choice.rank, lot)
      }
    }
    return best?.base
  }

  /// Above its places a setting takes children up to its ceiling; places for certain years stay theirs.
  private func isBelowCeiling(_ base: Int, _ seeker: Seeker, elsewhere: Bool) -> Bool {
    guard let setting = plan.bases[base].setting, plan.bases[base].isElsewhere == elsewhere else {
      return false
    }
    let most = ceiling(setting)
    return held[base] + plan.imports[setting] < most
      && isOpen(base, row: seeker.key.row, above: most - places[setting].all)
  }

  /// 100 places × 1.15 is 115, though the product of the two doubles is a little less.
  func ceiling(_ setting: Int) -> Int {
    Int((Double(places[setting].all) * plan.stretch[setting] + 1e-6).rounded(.down))
  }

  private mutating func goes(
    _ seeker: Seeker, toProvision provision: Int, into result: inout Placements
  ) -> Bool {
    if provision == plan.limited[seeker.key.wanted] { return false }
    let elsewhere = plan.number(.elsewhere(seeker.key.wanted))
    let row = seeker.key.row
    if provision == seeker.key.origin, let base = seeker.key.keptBase {
      let key = PupilKey(row: row, base: base, status: elsewhere, area: seeker.key.area)
      if isCosted { cost += seatCost(seeker, base) }
      settle(seeker, 1, key, into: &result)
      count(seeker, 1, went: provision, into: &result)
      return true
    }
    guard let other = plan.limitedIndex[provision] else {
      let ncy = NCY.at(row / plan.needs)
      guard plan.provisionYears[provision].contains(ncy) else { return false }
      seat(
        seeker, 1, base: plan.openBase(provision), status: elsewhere, went: provision,
        into: &result)
      return true
    }
    guard let base = first(seeker, of: other, where: { hasPlace($0, row: row) }) else {
      return false
    }
    seat(seeker, 1, base: base, status: elsewhere, went: provision, into: &result)
    return true
  }

  /// True where a setting has a place left for a year, those taken this September counted.
  private func hasPlace(_ base: Int, row: Int) -> Bool {
    guard let setting = plan.bases[base].setting else { return false }
    return held[base] + plan.imports[setting] < places[setting].all && isOpen(base, row: row)
  }

  /// True where a place of its own, or one for any year, is left for a year; so many places above their number are for any year.
  private func isOpen(_ base: Int, row: Int, above: Int = 0) -> Bool {
    let offer = acceptance.offers[base]
    guard offer.pools.count > 1 else { return true }
    let pool = pool(base, ncy: NCY.at(row / plan.needs))
    if pool > offer.pools.lowerBound, acceptance.pools[pool].taken < acceptance.pools[pool].own {
      return true
    }
    let beyond = offer.pools.reduce(0) {
      $0 + max(0, acceptance.pools[$1].taken - acceptance.pools[$1].own)
    }
    return beyond < offer.shared - offer.overdrawn + above
  }
}
