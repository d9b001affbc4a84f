import NumericalCore
import Vocabulary

/// Who looks for a place.
extension PlacementDraw {
  /// Moves to provisions without settings happen at once; the others join the queue.
  mutating func applyMovements(_ demand: Demand, year: Int) {
    for movement in demand.movements {
      let row = movement.ncyIndex * plan.needs + movement.need
      let salt = mixed(plan.provisionAddress[movement.to], movement.released ? 11 : 12)
      let ending: Ending =
        !plan.isLimited(movement.from) ? .any : movement.released ? .ends : .goesOn
      take(
        movement.count, row: row, provision: movement.from, ending, salt: salt)
      if let wanted = plan.limitedIndex[movement.to] {
        look(
          for: wanted, movement, row: row, year: year, salt: salt, how: taken, open: takenOpen,
          fallback: nil)
      } else {
        moveOut(movement, row: row, year: year, salt: salt)
      }
    }
  }

  /// Children of a movement look for a provision with settings.
  private mutating func look(
    for wanted: Int, _ movement: Movement, row: Int, year: Int, salt: UInt64,
    how groups: PlainList<TakenHeads>, open: Int, fallback: Int?
  ) {
    let waiting = plan.number(.waiting(wanted))
    for heads in groups {
      let key = PupilKey(bits: heads.key)
      // A child whose setting ends has no place to keep; the others keep theirs until another is found.
      if movement.released { release(key, heads.count) }
      // A child of the waiting list who asks again for what they wait for keeps their turn, and their seat.
      let waits = key.status == waiting
      let seeker = Seeker.Key(
        waits ? .waiting : movement.released ? .phaseTransfer : .midPhase, wanted: wanted,
        row: row, area: key.area, origin: movement.from, fallback: fallback,
        keeps: movement.released ? nil : (key.base, waits ? waiting : 0))
      calls.add(seeker.bits, heads.count)
    }
    guard open > 0 else { return }
    let base = plan.openBase(movement.from)
    let seeker = Seeker.Key(
      movement.released ? .phaseTransfer : .midPhase, wanted: wanted, row: row,
      origin: movement.from, fallback: fallback, keeps: movement.released ? nil : (base, 0))
    callFromOpen(seeker, open, row: row, year: year, salt: salt)
  }

  /// Gives up the places of heads that left for good.
  @inline(__always)
  private mutating func release(_ key: PupilKey, _ count: Int) {
    heldByBase[key.base] -= count
    guard plan.hasBlocks else { return }
    let block = block(of: key.base, row: key.row)
    if block >= 0 { heldByBlock[block] -= count }
  }

  /// The block of places that serves the year of a row at a base; −1 where its places are for any year.
  @inline(__always)
  func block(of base: Int, row: Int) -> Int {
    plan.blockOfYear[base * plan.ncys + plan.ncyOfRow[row]]
  }

  /// Children of a movement to a provision without settings; those not named an independent school look for a special one first.
  private mutating func moveOut(_ movement: Movement, row: Int, year: Int, salt: UInt64) {
    if let special = plan.special, plan.isIndependent[movement.to],
      !plan.isIndependent[movement.from], plan.limited[special] != movement.from
    {
      lookForSpecial(special, movement, row: row, year: year, salt: salt)
    }
    let cell = row * plan.provisions
    var gone = takenOpen
    for heads in taken where heads.count > 0 {
      let key = PupilKey(bits: heads.key)
      release(key, heads.count)
      guard let wanted = waitAfterMoving(key.status, to: movement.to) else {
        gone += heads.count
        continue
      }
      // They compete this September like everybody on the list, and wait on where they go.
      let seeker = Seeker.Key(
        .waiting, wanted: wanted, row: row, area: key.area, origin: movement.from,
        keeps: (plan.openBase(movement.to), key.status))
      calls.add(seeker.bits, heads.count)
    }
    guard gone > 0 else { return }
    arriving.append(Heads(cell: cell + movement.to, count: gone))
    tables.movedAway[cell + movement.from] += Int32(gone)
    tables.moved[cell + movement.to] += Int32(gone)
  }

  /// Takes those who are not named an independent school out of `taken` and `takenOpen`, and lets them look.
  private mutating func lookForSpecial(
    _ special: Int, _ movement: Movement, row: Int, year: Int, salt: UInt64
  ) {
    let named = named(row: row, year: year)
    guard named < 1 else { return }
    let random = lots.naming(mixed(plan.rowAddress[row], salt &+ 7))
    looking.removeAll()
    for index in taken.indices {
      let heads = taken[index]
      let look = unnamed(
        heads.count, named, mixed(random, plan.address(PupilKey(bits: heads.key))))
      taken[index].count -= look
      if look > 0 { looking.append(TakenHeads(key: heads.key, count: look)) }
    }
    let fromOpen = unnamed(takenOpen, named, random)
    takenOpen -= fromOpen
    look(
      for: special, movement, row: row, year: year, salt: salt, how: looking, open: fromOpen,
      fallback: movement.to)
  }

  /// The share of starts in independent schools that are named whatever places there are.
  @inline(__always)
  func named(row: Int, year: Int) -> Double {
    plan.named[year * plan.needs * 4 + plan.leafOfRow[row]]
  }

  /// How many of some children are not named an independent school.
  @inline(__always)
  func unnamed(_ count: Int, _ named: Double, _ random: UInt64) -> Int {
    guard count > 0, named < 1 else { return 0 }
    return binomialQuantile(Self.unit(random), trials: count, probability: 1 - named)
  }

  /// Going on to mainstream, to college or to no school ends nobody's wait; another kind of place does.
  @inline(__always)
  private func waitAfterMoving(_ status: Int, to provision: Int) -> Int? {
    guard case .waiting(let wanted) = plan.status(status) else { return nil }
    return plan.keepsWaiting[provision] ? wanted : nil
  }

  /// Those who sit somewhere and look: children whose setting ends, the waiting list, and at a phase transfer those who went without.
  mutating func callSeated() {
    for index in 0..<seats.keys.count where seats.counts[index] > 0 {
      let key = PupilKey(bits: seats.keys[index])
      let ncy = plan.ncyOfRow[key.row]
      if Int(plan.seats[key.base].releasedAt) == ncy {
        callReleased(key, Int(seats.counts[index]))
      } else if key.status == 0 {
        continue
      } else if key.status <= plan.limitedCount {
        callKeeping(key, .waiting, wanted: key.status - 1, Int(seats.counts[index]))
      } else if plan.isTransfer[ncy] {
        callKeeping(
          key, .phaseTransfer, wanted: key.status - 1 - plan.limitedCount,
          Int(seats.counts[index]))
      } else {
        continue
      }
      seats.counts[index] = 0
    }
  }

  /// Children whose setting ends look for another of the same provision, or for the one they wait for or went without.
  private mutating func callReleased(_ key: PupilKey, _ count: Int) {
    let seat = plan.seats[key.base]
    // The end of a setting costs nobody their turn.
    let (group, wanted): (Seeker.Group, Int) =
      switch plan.status(key.status) {
      case .content: (.phaseTransfer, Int(seat.limited))
      case .waiting(let other): (.waiting, other)
      case .elsewhere(let other): (.phaseTransfer, other)
      }
    release(key, count)
    let seeker = Seeker.Key(
      group, wanted: wanted, row: key.row, area: key.area,
      origin: Int(seat.provision))
    calls.add(seeker.bits, count)
  }

  /// Children on the waiting list compete every September and keep their seat meanwhile. Who settled elsewhere for want of a place stays there
  /// to the end of the phase; then they look again.
  private mutating func callKeeping(
    _ key: PupilKey, _ group: Seeker.Group, wanted: Int, _ count: Int
  ) {
    let seeker = Seeker.Key(
      group, wanted: wanted, row: key.row, area: key.area,
      origin: Int(plan.seats[key.base].provision), keeps: (key.base, key.status))
    calls.add(seeker.bits, count)
  }

  /// New plans, transfers in and the residual: at once where there are no settings, otherwise into the queue.
  mutating func callNewcomers(_ demand: Demand, year: Int) {
    let coming = demand.coming
    findBusy(coming[0], coming[1], coming[2])
    for index in 0..<busy.count {
      for kind in 0..<3 where coming[kind][busy[index]] > 0 {
        let cell = busy[index]
        let (row, provision) = cell.quotientAndRemainder(dividingBy: plan.provisions)
        let salt = mixed(plan.provisionAddress[provision], UInt64(kind) &+ 21)
        callNewcomers(
          Int(coming[kind][cell]), kind: kind, row: row, provision: provision, year: year,
          salt: salt)
      }
    }
  }

  private mutating func callNewcomers(
    _ count: Int, kind: Int, row: Int, provision: Int, year: Int, salt: UInt64
  ) {
    guard let wanted = plan.limitedIndex[provision] else {
      settle(count, kind: kind, row: row, provision: provision, year: year, salt: salt)
      return
    }
    let seeker = Seeker.Key(.newcomer, wanted: wanted, row: row, arrival: kind, origin: provision)
    callFromOpen(seeker, count, row: row, year: year, salt: salt)
  }

  /// Newcomers to a provision without settings; those not named an independent school look for a special one first.
  private mutating func settle(
    _ count: Int, kind: Int, row: Int, provision: Int, year: Int, salt: UInt64
  ) {
    var settling = count
    if let special = plan.special, plan.isIndependent[provision] {
      let named = named(row: row, year: year)
      let looking =
        named < 1
        ? unnamed(
          count, named,
          lots.naming(mixed(plan.rowAddress[row], salt))
        ) : 0
      settling -= looking
      let seeker = Seeker.Key(
        .newcomer, wanted: special, row: row, arrival: kind, origin: provision,
        fallback: provision)
      callFromOpen(seeker, looking, row: row, year: year, salt: salt)
    }
    let cell = row * plan.provisions + provision
    openCells[cell] += Int32(settling)
    tables.arrived(kind)[cell] += Int32(settling)
  }

  /// Calls children of whom it is not known where they live: each area is drawn.
  mutating func callFromOpen(
    _ seeker: Seeker.Key, _ count: Int, row: Int, year: Int, salt: UInt64
  ) {
    guard count > 0 else { return }
    guard plan.areas > 1 else {
      calls.add(seeker.bits, count)
      return
    }
    let random = lots.home(mixed(plan.rowAddress[row], salt))
    for child in 0..<count {
      let u = Self.unit(mixed(random, UInt64(truncatingIfNeeded: child)))
      calls.add(seeker.living(in: plan.area(census: year + 1, row: row, u)).bits, 1)
    }
  }
}
