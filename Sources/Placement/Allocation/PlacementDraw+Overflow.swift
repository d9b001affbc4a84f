import NumericalCore
import Vocabulary

/// Where those go for whom there was no place.
extension PlacementDraw {
  /// In the fill order's order of why they look, and by lot: each child goes where the table sends them.
  mutating func passOn() {
    turns.removeAll()
    for index in 0..<seekers.count where seekers[index].left > 0 {
      let group = plan.groupTurn[seekers[index].key.groupNumber]
      turns.add(group << 60 | seekers[index].random >> 4, index + 1)
    }
    // The two highest bytes tell almost all lots apart.
    sorter.sort(&turns, bits: 48..<64)
    for turn in 0..<turns.counts.count {
      let seeker = seekers[Int(turns.counts[turn]) - 1]
      noteUnplaced(seeker, seeker.left)
      passOn(seeker)
    }
  }

  @inline(__always)
  mutating func noteUnplaced(_ seeker: Seeker, _ count: Int) {
    tables.unplaced[seeker.leaf * plan.limits + seeker.limit] += Int32(truncatingIfNeeded: count)
  }

  @inline(__always)
  private mutating func passOn(_ seeker: Seeker) {
    if let base = seeker.key.keptBase, seeker.key.keptStatus > 0 {
      // Not named and on the list: the independent school that Projection expects ends the wait.
      var settled = 0
      if let provision = seeker.key.fallback {
        for _ in 0..<seeker.left where goes(seeker, toProvision: provision) { settled += 1 }
      }
      keepOn(seeker, seeker.left - settled, base: base)
    } else if seeker.key.groupNumber == Seeker.Group.induced.rawValue {
      for _ in 0..<seeker.left { goesWithout(seeker) }
    } else {
      for child in 0..<seeker.left { passOn(seeker, child: child) }
    }
  }

  @inline(__always)
  private mutating func passOn(_ seeker: Seeker, child: Int) {
    if let fallback = seeker.key.fallback, goes(seeker, toProvision: fallback) { return }
    let salt = 0x6f76_6572 &+ UInt64(truncatingIfNeeded: child) << 32
    let u = Self.unit(mixed(seeker.random, salt))
    let rows = plan.destinations(
      wanted: plan.limited[seeker.key.wanted], row: seeker.key.row, drawn: u)
    for row in rows where goes(seeker, to: plan.overflow[row].went) { return }
    goesWithout(seeker)
  }

  /// Somebody on the waiting list waits on; somebody who settled elsewhere stays there for another phase.
  mutating func keepOn(_ seeker: Seeker, _ left: Int, base: Int) {
    guard left > 0 else { return }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: seeker.key.keptStatus, area: seeker.key.area)
    if plan.isCosted { cost += left * stayCost(seeker, base) }
    settle(seeker, left, key)
    if key.status > plan.limitedCount {
      count(seeker, left, went: Int(plan.seats[base].provision))
    } else {
      let word: Placements.Word = base == plan.awaitingBase ? .awaiting : .held
      count(seeker, left, went: plan.provisions + word.rawValue)
    }
  }

  /// A child who moves keeps their place until another is found; anybody else has no setting meanwhile.
  @inline(__always)
  private mutating func goesWithout(_ seeker: Seeker) {
    if let base = seeker.key.keptBase {
      wait(seeker, base: base, word: .held)
    } else {
      wait(seeker, base: plan.awaitingBase, word: .awaiting)
    }
  }

  /// Sends a child to a destination of the overflow table; false if it cannot take them.
  @inline(__always)
  private mutating func goes(_ seeker: Seeker, to destination: OverflowRow.Destination) -> Bool {
    switch destination {
    case .overNumber:
      let base = first(seeker, of: seeker.key.wanted, below: bounds.overNumber)
      if base >= 0 { seat(seeker, 1, base: base, word: .overNumber) }
      return base >= 0
    case .otherAuthority:
      let base = first(seeker, of: seeker.key.wanted, below: bounds.otherAuthority)
      if base >= 0 { seat(seeker, 1, base: base, word: .otherAuthority) }
      return base >= 0
    case .provision(let provision):
      return goes(seeker, toProvision: provision)
    case .held:
      guard let base = holdingBase(seeker) else { return false }
      wait(seeker, base: base, word: .held)
      return true
    case .awaiting:
      goesWithout(seeker)
      return true
    }
  }

  /// The seat they keep, otherwise mainstream (early years before Reception, college from Year 12).
  @inline(__always)
  private func holdingBase(_ seeker: Seeker) -> Int? {
    seeker.key.keptBase ?? network.holdingBases[plan.phaseOfRow[seeker.key.row]]
  }

  /// The first choice of a seeker among settings that hold fewer than some bounds; −1 if there is none.
  ///
  /// Places for certain years stay theirs, above number too.
  private mutating func first(
    _ seeker: Seeker, of provision: Int, below bounds: PlainList<Int>
  ) -> Int {
    let (row, random) = (seeker.key.row, seeker.random)
    var best = (base: -1, rank: UInt64(0), lot: UInt64(0))
    for index in plan.choices(provision, row: row, area: seeker.key.area) {
      let choice = plan.choices[index]
      let base = Int(choice.base)
      // Choices come in the order of their ranks.
      if best.base >= 0, choice.rank > best.rank { break }
      guard heldByBase[base] < bounds[base],
        isOpen(base, row: row, above: bounds[base] - self.bounds.places[base]),
        travels(random, to: choice)
      else { continue }
      let lot = mixed(random, choice.address)
      if best.base < 0 || lot < best.lot { best = (base, choice.rank, lot) }
    }
    return best.base
  }

  /// 100 places × 1.15 is 115, though the product of the two doubles is a little less.
  func ceiling(_ setting: Int) -> Int {
    Int((Double(places[setting].all) * plan.stretch[setting] + 1e-6).rounded(.down))
  }

  private mutating func goes(_ seeker: Seeker, toProvision provision: Int) -> Bool {
    if provision == plan.limited[seeker.key.wanted] { return false }
    let elsewhere = plan.number(.elsewhere(seeker.key.wanted))
    let row = seeker.key.row
    if provision == seeker.key.origin, let base = seeker.key.keptBase {
      let key = PupilKey(row: row, base: base, status: elsewhere, area: seeker.key.area)
      if plan.isCosted { cost += seatCost(seeker, base) }
      settle(seeker, 1, key)
      count(seeker, 1, went: provision)
      return true
    }
    guard let other = plan.limitedIndex[provision] else {
      let ncy = NCY.at(plan.ncyOfRow[row])
      guard plan.provisionYears[provision].contains(ncy) else { return false }
      seat(seeker, 1, base: plan.openBase(provision), status: elsewhere, went: provision)
      return true
    }
    let base = first(seeker, of: other, below: bounds.places)
    if base >= 0 { seat(seeker, 1, base: base, status: elsewhere, went: provision) }
    return base >= 0
  }

  /// True where a place of its own, or one for any year, is left for a year; so many places above their number are for any year.
  @inline(__always)
  private func isOpen(_ base: Int, row: Int, above: Int) -> Bool {
    guard plan.hasPools(base) else { return true }
    let pool = plan.pool(base, row: row)
    if pool > plan.poolStarts[base], acceptance.pools[pool].taken < acceptance.pools[pool].own {
      return true
    }
    return acceptance.beyondOwn(acceptance.offers[base])
      < acceptance.offers[base].shared - acceptance.offers[base].overdrawn + above
  }
}
