import NumericalCore
import Vocabulary

/// Sits children down, and keeps the counts.
extension PlacementDraw {
  mutating func seat(
    _ seeker: Seeker, _ count: Int, base: Int, word: Placements.Word,
    into result: inout Placements
  ) {
    seat(
      seeker, count, base: base, status: 0, went: plan.provisions + word.rawValue,
      into: &result)
  }

  /// A seat of their own; the one they kept is free from next September.
  mutating func seat(
    _ seeker: Seeker, _ count: Int, base: Int, status: Int, went: Int,
    into result: inout Placements
  ) {
    take(count, base: base, row: seeker.key.row)
    if isCosted {
      let isAbove = went == plan.provisions + Placements.Word.overNumber.rawValue
      cost += count * (seatCost(seeker, base) + (isAbove ? network.overNumberPence : 0))
    }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: status, area: seeker.key.area)
    settle(seeker, count, key, into: &result)
    self.count(seeker, count, went: went, into: &result)
  }

  /// One child who waits for what they looked for.
  mutating func wait(
    _ seeker: Seeker, base: Int, word: Placements.Word, into result: inout Placements
  ) {
    if seeker.key.keptBase == nil { take(1, base: base, row: seeker.key.row) }
    if isCosted { cost += waitCost(seeker, base) }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: plan.number(.waiting(seeker.key.wanted)),
      area: seeker.key.area)
    settle(seeker, 1, key, into: &result)
    count(seeker, 1, went: plan.provisions + word.rawValue, into: &result)
  }

  private mutating func take(_ count: Int, base: Int, row: Int) {
    held[base] += count
    let pools = acceptance.offers[base].pools
    guard pools.count > 1 else { return }
    // Those whom deferred acceptance took are counted there already; `passOn` comes after it and adds to the same counts.
    if isPassingOn {
      acceptance.pools[pool(base, ncy: NCY.at(row / plan.needs))].taken += count
    }
  }

  /// Sits children in a seat and records the arrival or move.
  mutating func settle(
    _ seeker: Seeker, _ count: Int, _ key: PupilKey, into result: inout Placements
  ) {
    let base = plan.bases[key.base]
    let cell = key.row * plan.provisions
    if base.setting == nil, key.status == 0 {
      arriving.append((cell + base.provision, count))
    } else {
      seated.add(key, count)
    }
    if let kind = seeker.key.arrival {
      result.arrived[kind][cell + base.provision] += Int32(count)
    } else if base.provision != seeker.key.origin {
      result.movedAway[cell + seeker.key.origin] += Int32(count)
      result.moved[cell + base.provision] += Int32(count)
    }
  }

  func count(_ seeker: Seeker, _ count: Int, went: Int, into result: inout Placements) {
    result.addOverflow(leaf(seeker) * plan.destinations + went, count)
  }

  /// Provision attended, waiting list and rolls at the closing census.
  mutating func summarise(into result: inout Placements) {
    let (provisions, needs, leaves) = (plan.provisions, plan.needs, plan.leaves)
    let firstPost16 = NCY.index(12) * needs
    for cell in open.indices { result.attended[cell] = open[cell] }
    for index in groups.keys.indices {
      let here = groups.counts[index]
      let key = PupilKey(bits: groups.keys[index])
      let base = plan.bases[key.base]
      result.attended[key.row * provisions + base.provision] += here
      if let limited = plan.limitedIndex[base.provision] {
        let leaf = plan.leaf(limited, row: key.row, area: key.area)
        let kind: Placements.Count = base.isElsewhere ? .attendingElsewhere : .attending
        result.counts[kind.rawValue * leaves + leaf] += here
      }
      switch plan.status(key.status) {
      case .content: break
      case .waiting(let wanted):
        result.waiting[key.row * provisions + plan.limited[wanted]] += here
        let leaf = plan.leaf(wanted, row: key.row, area: key.area)
        result.counts[Placements.Count.waiting.rawValue * leaves + leaf] += here
      case .elsewhere(let wanted):
        let leaf = plan.leaf(wanted, row: key.row, area: key.area)
        result.counts[Placements.Count.elsewhere.rawValue * leaves + leaf] += here
      }
      guard let setting = base.setting else { continue }
      result.roll[setting] += Int(here)
      if key.row >= firstPost16 { result.rollPost16[setting] += Int(here) }
    }
    for setting in rolls.indices { rolls[setting] = result.roll[setting] }
  }
}
