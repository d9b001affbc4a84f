import NumericalCore
import Vocabulary

/// Sits children down, and keeps the counts.
extension PlacementDraw {
  mutating func seat(_ seeker: Seeker, _ count: Int, base: Int, word: Placements.Word) {
    seat(seeker, count, base: base, status: 0, went: plan.provisions + word.rawValue)
  }

  /// A seat of their own; the one they kept is free from next September.
  @inline(__always)
  mutating func seat(_ seeker: Seeker, _ count: Int, base: Int, status: Int, went: Int) {
    take(count, base: base, row: seeker.key.row)
    if plan.isCosted { addCost(seeker, count, base: base, went: went) }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: status, area: seeker.key.area)
    settle(seeker, count, key)
    self.count(seeker, count, went: went)
  }

  @inline(never)
  private mutating func addCost(_ seeker: Seeker, _ count: Int, base: Int, went: Int) {
    let isAbove = went == plan.provisions + Placements.Word.overNumber.rawValue
    cost += count * (seatCost(seeker, base) + (isAbove ? network.overNumberPence : 0))
  }

  /// One child who waits for what they looked for.
  mutating func wait(_ seeker: Seeker, base: Int, word: Placements.Word) {
    if seeker.key.keptBase == nil { take(1, base: base, row: seeker.key.row) }
    if plan.isCosted { cost += waitCost(seeker, base) }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: plan.number(.waiting(seeker.key.wanted)),
      area: seeker.key.area)
    settle(seeker, 1, key)
    count(seeker, 1, went: plan.provisions + word.rawValue)
  }

  @inline(__always)
  private mutating func take(_ count: Int, base: Int, row: Int) {
    heldByBase[base] &+= count
    // Those whom deferred acceptance took are counted there already; `passOn` comes after it and adds to the same counts.
    guard isPassingOn, plan.hasPools(base) else { return }
    acceptance.pools[plan.pool(base, row: row)].taken += count
  }

  /// Sits children in a seat and records the arrival or move.
  @inline(__always)
  mutating func settle(_ seeker: Seeker, _ count: Int, _ key: PupilKey) {
    let seat = plan.seats[key.base]
    let row = key.row &* plan.provisions
    let cell = row &+ Int(seat.provision)
    if seat.setting < 0, key.status == 0 {
      arriving.append(Heads(cell: cell, count: count))
    } else {
      seated.add(key.bits, count)
    }
    let heads = Int32(truncatingIfNeeded: count)
    if let kind = seeker.key.arrival {
      tables.arrived(kind)[cell] &+= heads
    } else if Int(seat.provision) != seeker.key.origin {
      tables.movedAway[row &+ seeker.key.origin] &+= heads
      tables.moved[cell] &+= heads
    }
  }

  @inline(__always)
  mutating func count(_ seeker: Seeker, _ count: Int, went: Int) {
    guard count > 0 else { return }
    overflown.append(
      Heads(cell: seeker.leaf &* plan.destinations &+ went, count: count))
  }

  /// Provision attended, waiting list and rolls at the closing census.
  ///
  /// - Parameter result: an empty year.
  mutating func summarise(into result: inout Placements) {
    let nothing = tables
    result.lend { tables in
      self.tables = tables
      summarise()
      self.tables = nothing
    }
  }

  /// The same, to the tables at hand.
  mutating func summarise() {
    let (plan, tables) = (self.plan, self.tables)
    let (keys, counts) = (seats.keys.start, seats.counts.start)
    let attending = tables.counts + plan.attendingStart
    let elsewhere = tables.counts + plan.attendingElsewhereStart
    let post16 = NCY.index(12) * plan.needs
    tables.attended.update(from: openCells.start, count: plan.cells)
    for index in 0..<seats.keys.count {
      let key = PupilKey(bits: keys[index])
      let (seat, here) = (plan.seats[key.base], counts[index])
      tables.attended[key.row &* plan.provisions &+ Int(seat.provision)] &+= here
      if key.status != 0 { countStatus(key, here) }
      guard seat.setting >= 0 else { continue }
      let leaf = plan.leaf(Int(seat.limited), row: key.row, area: key.area)
      (seat.isElsewhere ? elsewhere : attending)[leaf] &+= here
      tables.roll[Int(seat.setting)] &+= Int(here)
      if key.row >= post16 { tables.rollPost16[Int(seat.setting)] &+= Int(here) }
    }
    for setting in rolls.indices { rolls[setting] = tables.roll[setting] }
  }

  /// Children who wait for a provision, or went without.
  @inline(__always)
  private func countStatus(_ key: PupilKey, _ here: Int32) {
    let isWaiting = key.status <= plan.limitedCount
    let wanted = key.status &- 1 &- (isWaiting ? 0 : plan.limitedCount)
    let leaf = plan.leaf(wanted, row: key.row, area: key.area)
    tables.counts[(isWaiting ? plan.waitingStart : plan.elsewhereStart) &+ leaf] &+= here
    if isWaiting {
      tables.waiting[key.row &* plan.provisions &+ plan.limited[wanted]] &+= here
    }
  }
}
