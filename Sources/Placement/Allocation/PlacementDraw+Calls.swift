import NumericalCore
import Vocabulary

/// Who looks for a place.
extension PlacementDraw {
  /// Moves to provisions without settings happen at once; the others join the queue.
  mutating func applyMovements(_ demand: Demand, year: Int, into result: inout Placements) {
    let plan = model.plan
    let space = plan.space
    // Those who arrive sit down last: nobody moves twice in a year, whatever the order of the movements.
    var arriving: [(seat: Int, count: Int)] = []
    defer { for item in arriving { heads[item.seat] += Int32(item.count) } }
    for movement in demand.movements {
      let row = movement.ncyIndex * space.needs + movement.need
      let bases = plan.basesOfProvision[movement.from]
      let salt = movementSalt(movement)
      if plan.isLimited(movement.from) {
        let released = movement.released
        remove(
          movement.count, row: row, bases: bases, year: year, salt: salt,
          where: { ($0.releasedAt == movement.ncyIndex) == released })
      } else {
        remove(movement.count, row: row, bases: bases, year: year, salt: salt)
      }
      if plan.isLimited(movement.to) {
        callMovers(movement, row: row, year: year, salt: salt)
      } else {
        release(taken)
        let cell = row * space.provisions
        for item in taken {
          let seat = openSeat(movement.to, waitingFor: plan.waitsFor(item.seat))
          arriving.append((row * plan.seats + seat, item.count))
        }
        result.movedAway[cell + movement.from] += Int32(movement.count)
        result.moved[cell + movement.to] += Int32(movement.count)
      }
    }
  }

  /// The seat of a provision without settings for somebody who may be waiting for another.
  ///
  /// Going on to mainstream, to college or to no school ends nobody's wait; another kind of place does.
  private func openSeat(_ provision: Int, waitingFor wanted: Int?) -> Int {
    let plan = model.plan
    let base = plan.openBase(provision)
    guard let wanted else { return plan.seat(base) }
    switch plan.space.codes.provisions[provision].kind {
    case .earlyYears, .mainstream, .furtherEducation, .none:
      return plan.seat(base, waitingFor: wanted)
    default: return plan.seat(base)
    }
  }

  private func movementSalt(_ movement: Movement) -> UInt64 {
    let code = stableHash(model.plan.space.codes.provisions[movement.to].code)
    return mixed(code, movement.released ? 11 : 12)
  }

  /// Gives up the places of heads that left for good.
  private mutating func release(_ seats: [(seat: Int, count: Int)]) {
    for item in seats { held[item.seat / model.plan.variants] -= item.count }
  }

  private mutating func callMovers(_ movement: Movement, row: Int, year: Int, salt: UInt64) {
    // A child whose setting ends has no place to keep; the others keep theirs until another is found.
    if movement.released { release(taken) }
    var ordinal: UInt64 = 0
    for item in taken {
      // A child of the waiting list who asks again for what they wait for keeps their turn, and their seat.
      let waits = model.plan.waitsFor(item.seat) == movement.to
      let kept = waits ? item.seat : item.seat / model.plan.variants * model.plan.variants
      for _ in 0..<item.count {
        call(
          row: row, wanted: movement.to, arrival: nil, origin: movement.from,
          keeps: movement.released ? nil : kept,
          group: waits ? .waiting : movement.released ? .phaseTransfer : .midPhase, year: year,
          salt: mixed(salt, ordinal))
        ordinal += 1
      }
    }
  }

  /// Children whose setting ends look for another of the same provision, or for the one they wait for.
  mutating func callReleased(year: Int) {
    let plan = model.plan
    let space = plan.space
    for (index, base) in plan.bases.enumerated() {
      guard base.setting != nil, let ncy = base.releasedAt else { continue }
      for need in 0..<space.needs {
        let row = ncy * space.needs + need
        for variant in 0..<plan.variants {
          let seat = plan.seat(index) + variant
          let count = Int(heads[row * plan.seats + seat])
          guard count > 0 else { continue }
          heads[row * plan.seats + seat] = 0
          held[index] -= count
          for ordinal in 0..<count {
            call(
              row: row, wanted: plan.waitsFor(seat) ?? base.provision, arrival: nil,
              origin: base.provision, keeps: nil, group: .phaseTransfer, year: year,
              salt: mixed(base.address &+ UInt64(variant), UInt64(ordinal)))
          }
        }
      }
    }
  }

  /// Children on the waiting list compete every September and keep their seat meanwhile.
  mutating func callWaiting(year: Int) {
    let plan = model.plan
    let (seats, variants) = (plan.seats, plan.variants)
    for position in heads.indices where heads[position] > 0 && position % variants != 0 {
      let (row, seat) = (position / seats, position % seats)
      guard let wanted = plan.waitsFor(seat) else { continue }
      let base = plan.bases[seat / variants]
      let count = Int(heads[position])
      heads[position] = 0
      for ordinal in 0..<count {
        call(
          row: row, wanted: wanted, arrival: nil, origin: base.provision, keeps: seat,
          group: .waiting, year: year,
          salt: mixed(base.address &+ UInt64(seat % variants), UInt64(ordinal)))
      }
    }
  }

  /// New plans, transfers in and the residual: at once where there are no settings, otherwise into the queue.
  mutating func callNewcomers(_ demand: Demand, year: Int, into result: inout Placements) {
    let plan = model.plan
    let space = plan.space
    for kind in demand.coming.indices {
      for cell in demand.coming[kind].indices where demand.coming[kind][cell] > 0 {
        let count = demand.coming[kind][cell]
        let provision = space.provision(of: cell)
        let row = cell / space.provisions
        guard plan.isLimited(provision) else {
          heads[row * plan.seats + plan.seat(plan.openBase(provision))] += count
          result.arrived[kind][cell] += count
          continue
        }
        for ordinal in 0..<Int(count) {
          call(
            row: row, wanted: provision, arrival: kind, origin: provision, keeps: nil,
            group: .newcomer, year: year, salt: mixed(UInt64(kind) &+ 21, UInt64(ordinal)))
        }
      }
    }
  }

  private mutating func call(
    row: Int, wanted: Int, arrival: Int?, origin: Int, keeps: Int?, group: Seeker.Group,
    year: Int, salt: UInt64
  ) {
    let child = mixed(
      mixed(model.rowAddress[row], model.provisionAddress[wanted]),
      mixed(model.provisionAddress[origin], salt))
    let bits = address.bits(year: year, cell: child, purpose: Purpose.lottery.rawValue)
    seekers.append(
      Seeker(
        key: group.rawValue << 61 | bits >> 3, random: bits, row: row, wanted: wanted,
        arrival: arrival, origin: origin, keeps: keeps, isWaiting: group == .waiting))
  }
}
