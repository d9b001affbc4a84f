import NumericalCore
import Vocabulary

/// Who looks for a place.
extension PlacementDraw {
  /// Moves to provisions without settings happen at once; the others join the queue.
  mutating func applyMovements(_ demand: Demand, year: Int, into result: inout Placements) {
    for movement in demand.movements {
      let row = movement.ncyIndex * plan.needs + movement.need
      let salt = movementSalt(movement)
      let ending: Ending =
        !plan.isLimited(movement.from) ? .any : movement.released ? .ends : .goesOn
      take(
        movement.count, row: row, provision: movement.from, ending, year: year, salt: salt)
      if plan.isLimited(movement.to) {
        callMovers(movement, row: row, year: year, salt: salt)
      } else {
        moveOut(movement, row: row, year: year, salt: salt, into: &result)
      }
    }
  }

  private func movementSalt(_ movement: Movement) -> UInt64 {
    mixed(plan.provisionAddress[movement.to], movement.released ? 11 : 12)
  }

  private mutating func callMovers(_ movement: Movement, row: Int, year: Int, salt: UInt64) {
    guard let wanted = plan.limitedIndex[movement.to] else { return }
    look(
      for: wanted, movement, row: row, year: year, salt: salt,
      how: Array(taken), open: takenOpen, fallback: nil)
  }

  /// Children of a movement look for a provision with settings.
  private mutating func look(
    for wanted: Int, _ movement: Movement, row: Int, year: Int, salt: UInt64,
    how groups: [(key: PupilKey, count: Int)], open: Int, fallback: Int?
  ) {
    let waiting = plan.number(.waiting(wanted))
    for (key, count) in groups {
      // A child whose setting ends has no place to keep; the others keep theirs until another is found.
      if movement.released { release(key, count) }
      // A child of the waiting list who asks again for what they wait for keeps their turn, and their seat.
      let waits = key.status == waiting
      call(
        waits ? .waiting : movement.released ? .phaseTransfer : .midPhase, wanted: wanted,
        row: row, area: key.area, origin: movement.from, fallback: fallback,
        keeps: movement.released ? nil : (key.base, waits ? waiting : 0), count)
    }
    guard open > 0 else { return }
    let base = plan.openBase(movement.from)
    callFromOpen(open, row: row, year: year, salt: salt) { draw, area, count in
      draw.call(
        movement.released ? .phaseTransfer : .midPhase, wanted: wanted, row: row,
        area: area, origin: movement.from, fallback: fallback,
        keeps: movement.released ? nil : (base, 0), count)
    }
  }

  /// Gives up the places of heads that left for good.
  private mutating func release(_ key: PupilKey, _ count: Int) {
    held[key.base] -= count
    guard plan.hasBlocks else { return }
    let ncy = NCY.at(key.row / plan.needs)
    if let block = block(of: key.base, ncy: ncy) { heldInBlock[block] -= count }
  }

  /// The block of places that serves a year of a base; nil where its places are for any year.
  func block(of base: Int, ncy: Int) -> Int? {
    guard let setting = plan.bases[base].setting else { return nil }
    return network.register.blocks.firstIndex {
      $0.setting == setting && $0.ncys.contains(ncy)
    }
  }

  /// Children of a movement to a provision without settings; those not named an independent school look for a special one first.
  private mutating func moveOut(
    _ movement: Movement, row: Int, year: Int, salt: UInt64, into result: inout Placements
  ) {
    var leaving = taken
    var leavingOpen = takenOpen
    if let special = network.special, plan.provisionKinds[movement.to] == .independent,
      plan.provisionKinds[movement.from] != .independent, plan.limited[special] != movement.from
    {
      let named = named(row: row, year: year)
      if named < 1 {
        let place = mixed(plan.rowAddress[row], salt &+ 7)
        let random = address.bits(year: year, cell: place, purpose: Purpose.naming.rawValue)
        var looking: [(key: PupilKey, count: Int)] = []
        for index in leaving.indices {
          let look = unnamed(
            leaving[index].count, named, mixed(random, groupAddress(leaving[index].key)))
          leaving[index].count -= look
          if look > 0 { looking.append((leaving[index].key, look)) }
        }
        let fromOpen = unnamed(leavingOpen, named, random)
        leavingOpen -= fromOpen
        look(
          for: special, movement, row: row, year: year, salt: salt, how: looking, open: fromOpen,
          fallback: movement.to)
      }
    }
    let cell = row * plan.provisions
    var gone = leavingOpen
    for (key, count) in leaving where count > 0 {
      release(key, count)
      if let (wanted, status) = waitAfterMoving(key.status, to: movement.to) {
        // They compete this September like everybody on the list, and wait on where they go.
        call(
          .waiting, wanted: wanted, row: row, area: key.area, origin: movement.from,
          keeps: (plan.openBase(movement.to), status), count)
      } else {
        gone += count
      }
    }
    guard gone > 0 else { return }
    arriving.append((cell + movement.to, gone))
    result.movedAway[cell + movement.from] += Int32(gone)
    result.moved[cell + movement.to] += Int32(gone)
  }

  /// The share of starts in independent schools that are named whatever places there are.
  func named(row: Int, year: Int) -> Double {
    plan.named[(year * plan.needs + row % plan.needs) * 4 + plan.phaseOfRow[row]]
  }

  /// How many of some children are not named an independent school.
  func unnamed(_ count: Int, _ named: Double, _ random: UInt64) -> Int {
    guard count > 0, named < 1 else { return 0 }
    return binomialQuantile(Self.unit(random), trials: count, probability: 1 - named)
  }

  /// Going on to mainstream, to college or to no school ends nobody's wait; another kind of place does.
  private func waitAfterMoving(_ status: Int, to provision: Int) -> (wanted: Int, status: Int)? {
    guard case .waiting(let wanted) = plan.status(status) else { return nil }
    switch plan.provisionKinds[provision] {
    case .earlyYears, .mainstream, .furtherEducation, .none: return (wanted, status)
    default: return nil
    }
  }

  /// Children whose setting ends look for another of the same provision, or for the one they wait for or went without.
  mutating func callReleased() {
    for index in groups.keys.indices where groups.counts[index] > 0 {
      let key = PupilKey(bits: groups.keys[index])
      let base = plan.bases[key.base]
      guard base.setting != nil, base.releasedAt == key.row / plan.needs else { continue }
      let wanted: Int
      var group = Seeker.Group.phaseTransfer
      switch plan.status(key.status) {
      case .content:
        guard let own = plan.limitedIndex[base.provision] else { continue }
        wanted = own
      case .waiting(let other):
        // The end of a setting costs nobody their turn.
        (wanted, group) = (other, .waiting)
      case .elsewhere(let other): wanted = other
      }
      let count = Int(groups.counts[index])
      groups.counts[index] = 0
      release(key, count)
      call(
        group, wanted: wanted, row: key.row, area: key.area, origin: base.provision, count)
    }
  }

  /// Children on the waiting list compete every September and keep their seat meanwhile.
  mutating func callWaiting() {
    for index in groups.keys.indices where groups.counts[index] > 0 {
      let key = PupilKey(bits: groups.keys[index])
      guard case .waiting(let wanted) = plan.status(key.status) else { continue }
      let count = Int(groups.counts[index])
      groups.counts[index] = 0
      call(
        .waiting, wanted: wanted, row: key.row, area: key.area,
        origin: plan.bases[key.base].provision, keeps: (key.base, key.status), count)
    }
  }

  /// Who settled elsewhere for want of a place stays there to the end of the phase; then they look again.
  mutating func callElsewhere() {
    for index in groups.keys.indices where groups.counts[index] > 0 {
      let key = PupilKey(bits: groups.keys[index])
      guard Phase.isTransfer(entering: NCY.at(key.row / plan.needs)),
        case .elsewhere(let wanted) = plan.status(key.status)
      else { continue }
      let count = Int(groups.counts[index])
      groups.counts[index] = 0
      call(
        .phaseTransfer, wanted: wanted, row: key.row, area: key.area,
        origin: plan.bases[key.base].provision, keeps: (key.base, key.status), count)
    }
  }

  /// New plans, transfers in and the residual: at once where there are no settings, otherwise into the queue.
  mutating func callNewcomers(_ demand: Demand, year: Int, into result: inout Placements) {
    for kind in demand.coming.indices {
      for cell in demand.coming[kind].indices where demand.coming[kind][cell] > 0 {
        let count = Int(demand.coming[kind][cell])
        let (row, provision) = cell.quotientAndRemainder(dividingBy: plan.provisions)
        let salt = mixed(plan.provisionAddress[provision], UInt64(kind) &+ 21)
        if let wanted = plan.limitedIndex[provision] {
          callFromOpen(count, row: row, year: year, salt: salt) { draw, area, count in
            draw.call(
              .newcomer, wanted: wanted, row: row, area: area, arrival: kind, origin: provision,
              count)
          }
          continue
        }
        var settling = count
        if let special = network.special, plan.provisionKinds[provision] == .independent {
          let place = mixed(plan.rowAddress[row], salt)
          let named = named(row: row, year: year)
          let looking =
            named < 1
            ? unnamed(
              count, named,
              address.bits(year: year, cell: place, purpose: Purpose.naming.rawValue)) : 0
          settling -= looking
          callFromOpen(looking, row: row, year: year, salt: salt) { draw, area, count in
            draw.call(
              .newcomer, wanted: special, row: row, area: area, arrival: kind,
              origin: provision, fallback: provision, count)
          }
        }
        open[cell] += Int32(settling)
        result.arrived[kind][cell] += Int32(settling)
      }
    }
  }

  /// Calls children of whom it is not known where they live: each area is drawn.
  mutating func callFromOpen(
    _ count: Int, row: Int, year: Int, salt: UInt64,
    _ body: (inout PlacementDraw, _ area: Int, _ count: Int) -> Void
  ) {
    guard count > 0 else { return }
    guard plan.areas > 1 else {
      body(&self, 0, count)
      return
    }
    let random = address.bits(
      year: year, cell: mixed(plan.rowAddress[row], salt), purpose: Purpose.home.rawValue)
    for child in 0..<count {
      let u = Self.unit(mixed(random, UInt64(child)))
      body(&self, plan.area(census: year + 1, row: row, u), 1)
    }
  }

  mutating func call(
    _ group: Seeker.Group, wanted: Int, row: Int, area: Int, arrival: Int? = nil, origin: Int,
    fallback: Int? = nil, keeps: (base: Int, status: Int)? = nil, _ count: Int
  ) {
    let key = Seeker.Key(
      group, wanted: wanted, row: row, area: area, arrival: arrival, origin: origin,
      fallback: fallback, keeps: keeps)
    var left = count
    while left > 0 {
      let here = min(left, Seeker.Key.most)
      calls.append(key.bits | UInt64(here))
      left -= here
    }
  }
}
