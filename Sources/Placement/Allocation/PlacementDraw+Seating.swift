import NumericalCore
import Vocabulary

/// Sits a child down, and keeps the counts.
extension PlacementDraw {
  func phaseIndex(_ row: Int) -> Int {
    switch Phase(ncy: NCY.at(row / model.plan.space.needs)) {
    case .earlyYears: 0
    case .primary: 1
    case .secondary: 2
    case .post16: 3
    }
  }

  /// Where children sit who have no setting.
  var awaitingBase: Int { model.awaitingBase }

  /// Where a child is held: the seat they keep, otherwise mainstream (early years before Reception, college from Year 12).
  func holdingBase(_ seeker: Seeker) -> Int? {
    if let seat = seeker.keeps { return seat / model.plan.variants }
    return model.holdingBases[phaseIndex(seeker.row)]
  }

  mutating func seat(
    _ seeker: Seeker, base: Int, word: Placements.Word, into result: inout Placements
  ) {
    seat(seeker, base: base, went: model.plan.space.provisions + word.rawValue, into: &result)
  }

  /// A content seat; the one they kept is free from next September.
  mutating func seat(_ seeker: Seeker, base: Int, went: Int, into result: inout Placements) {
    held[base] += 1
    settle(seeker, seat: model.plan.seat(base), into: &result)
    count(seeker, went: went, into: &result)
  }

  mutating func wait(
    _ seeker: Seeker, base: Int, word: Placements.Word, into result: inout Placements
  ) {
    let seat = model.plan.seat(base, waitingFor: seeker.wanted)
    if seeker.keeps == nil { held[base] += 1 }
    settle(seeker, seat: seat, into: &result)
    count(seeker, went: model.plan.space.provisions + word.rawValue, into: &result)
  }

  mutating func keepWaiting(_ seeker: Seeker, seat: Int, into result: inout Placements) {
    let base = seat / model.plan.variants
    settle(seeker, seat: seat, into: &result)
    let word: Placements.Word = base == awaitingBase ? .awaiting : .held
    count(seeker, went: model.plan.space.provisions + word.rawValue, into: &result)
  }

  /// Sits a child in a seat and records the arrival or move.
  mutating func settle(_ seeker: Seeker, seat: Int, into result: inout Placements) {
    let plan = model.plan
    heads[seeker.row * plan.seats + seat] += 1
    let provision = plan.bases[seat / plan.variants].provision
    let cell = seeker.row * plan.space.provisions
    if let kind = seeker.arrival {
      result.arrived[kind][cell + provision] += 1
    } else if provision != seeker.origin {
      result.movedAway[cell + seeker.origin] += 1
      result.moved[cell + provision] += 1
    }
  }

  func count(_ seeker: Seeker, went: Int, into result: inout Placements) {
    let space = model.plan.space
    let index = Placements.overflowIndex(
      space, need: seeker.row % space.needs, phase: phaseIndex(seeker.row), wanted: seeker.wanted,
      went: went)
    result.overflow[index] += 1
  }

  /// Provision attended, waiting list and rolls at the closing census.
  func summarise(into result: inout Placements) {
    let plan = model.plan
    let (seats, variants, provisions) = (plan.seats, plan.variants, plan.space.provisions)
    let firstPost16 = NCY.index(12) * plan.space.needs
    for position in heads.indices where heads[position] > 0 {
      let here = heads[position]
      let (row, seat) = (position / seats, position % seats)
      let base = plan.bases[seat / variants]
      result.attended[row * provisions + base.provision] += here
      if let wanted = plan.waitsFor(seat) { result.waiting[row * provisions + wanted] += here }
      guard let setting = base.setting else { continue }
      result.roll[setting] += Int(here)
      if row >= firstPost16 { result.rollPost16[setting] += Int(here) }
    }
  }
}
