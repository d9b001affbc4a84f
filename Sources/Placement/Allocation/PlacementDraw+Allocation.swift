import NumericalCore
import Vocabulary

/// One September: the queue is served in order, each child taking the first of their settings with a place.
///
/// This is a serial dictatorship: with one more place every later child chooses from no fewer, so more places never
/// mean more children without one (within a year, from the same roll).
extension PlacementDraw {
  mutating func allocate(year: Int, into result: inout Placements) {
    var turns = seekers.indices.map {
      Turn(key: seekers[$0].key, random: seekers[$0].random, seeker: $0)
    }
    turns.sort()
    let places = model.places[year]
    for base in held.indices {
      guard let setting = model.plan.bases[base].setting else { continue }
      result.sought[setting] = held[base]
    }
    discountKeepers(into: &result)
    turns.removeAll { takesPlace(seekers[$0.seeker], places: places, into: &result) }
    for turn in turns { overflow(seekers[turn.seeker], places: places, into: &result) }
  }

  /// A child who looks elsewhere is counted where they look, not where they sit meanwhile.
  private func discountKeepers(into result: inout Placements) {
    for seeker in seekers {
      guard let seat = seeker.keeps,
        let setting = model.plan.bases[seat / model.plan.variants].setting
      else { continue }
      result.sought[setting] -= 1
    }
  }

  private mutating func takesPlace(
    _ seeker: Seeker, places: [Places], into result: inout Placements
  ) -> Bool {
    let eligible = model.eligible[seeker.wanted][seeker.row]
    guard let first = preferred(seeker, among: eligible, where: { _ in true }) else { return false }
    if let setting = model.plan.bases[first].setting { result.sought[setting] += 1 }
    guard let base = preferred(seeker, among: eligible, where: { hasPlace($0, places) }) else {
      return false
    }
    seat(seeker, base: base, word: .asWanted, into: &result)
    return true
  }

  private func hasPlace(_ base: Int, _ places: [Places]) -> Bool {
    guard let setting = model.plan.bases[base].setting else { return true }
    return held[base] < places[setting].all
  }

  /// The child's first choice: settings for few needs before settings for many, so that places for all needs are left to
  /// those who have no other; among equals the smallest of the random numbers that belong to the child and each setting.
  ///
  /// The order among two settings depends neither on which others there are nor on their places.
  private func preferred(
    _ seeker: Seeker, among bases: [Int], where isOpen: (Int) -> Bool
  ) -> Int? {
    var best: Int?
    var smallest = (Int.max, UInt64.max)
    for base in bases where isOpen(base) {
      let item = model.plan.bases[base]
      let rank = (item.isForFewNeeds ? 0 : 1, mixed(seeker.random, item.address))
      if best == nil || rank < smallest { (best, smallest) = (base, rank) }
    }
    return best
  }

  private mutating func overflow(
    _ seeker: Seeker, places: [Places], into result: inout Placements
  ) {
    if seeker.isWaiting, let seat = seeker.keeps {
      keepWaiting(seeker, seat: seat, into: &result)
      return
    }
    let need = seeker.row % model.plan.space.needs
    let phase = phaseIndex(seeker.row)
    let u = Double(mixed(seeker.random, 0x6f76_6572) >> 11) * 0x1p-53
    let rows = model.overflow.destinations(
      wanted: seeker.wanted, need: need, phase: phase, drawn: u)
    for row in rows {
      if goes(seeker, to: row.went, places: places, into: &result) { return }
    }
    goesWithout(seeker, into: &result)
  }

  /// A child who moves keeps their place until another is found; anybody else has no setting meanwhile.
  private mutating func goesWithout(_ seeker: Seeker, into result: inout Placements) {
    if let seat = seeker.keeps {
      wait(seeker, base: seat / model.plan.variants, word: .held, into: &result)
    } else {
      wait(seeker, base: awaitingBase, word: .awaiting, into: &result)
    }
  }

  /// Sends a child to a destination of the overflow table; false if it cannot take them.
  private mutating func goes(
    _ seeker: Seeker, to destination: OverflowRow.Destination, places: [Places],
    into result: inout Placements
  ) -> Bool {
    switch destination {
    case .overNumber: return goesOverNumber(seeker, places: places, into: &result)
    case .otherAuthority: return goesElsewhere(seeker, into: &result)
    case .provision(let provision):
      return goes(seeker, toProvision: provision, places: places, into: &result)
    case .held:
      guard let base = holdingBase(seeker) else { return false }
      wait(seeker, base: base, word: .held, into: &result)
      return true
    case .awaiting:
      goesWithout(seeker, into: &result)
      return true
    }
  }

  private mutating func goesOverNumber(
    _ seeker: Seeker, places: [Places], into result: inout Placements
  ) -> Bool {
    let eligible = model.eligible[seeker.wanted][seeker.row]
    let settings = model.assumptions.settings
    let base = preferred(seeker, among: eligible) { base in
      guard let index = model.plan.bases[base].setting, !settings[index].isElsewhere else {
        return false
      }
      // 100 places × 1.15 is 115, though the product of the two doubles is a little less.
      let ceiling = (Double(places[index].all) * settings[index].stretch + 1e-6).rounded(.down)
      return held[base] < Int(ceiling)
    }
    guard let base else { return false }
    seat(seeker, base: base, word: .overNumber, into: &result)
    return true
  }

  private mutating func goesElsewhere(_ seeker: Seeker, into result: inout Placements) -> Bool {
    let eligible = model.eligible[seeker.wanted][seeker.row]
    let settings = model.assumptions.settings
    let base = preferred(seeker, among: eligible) { base in
      guard let index = model.plan.bases[base].setting else { return false }
      return settings[index].isElsewhere
    }
    guard let base else { return false }
    seat(seeker, base: base, word: .otherAuthority, into: &result)
    return true
  }

  private mutating func goes(
    _ seeker: Seeker, toProvision provision: Int, places: [Places], into result: inout Placements
  ) -> Bool {
    let plan = model.plan
    if provision == seeker.wanted { return false }
    if provision == seeker.origin, let seat = seeker.keeps {
      settle(seeker, seat: seat, into: &result)
      count(seeker, went: provision, into: &result)
      return true
    }
    guard plan.isLimited(provision) else {
      let ncy = NCY.at(seeker.row / plan.space.needs)
      guard plan.space.codes.provisions[provision].ncys.contains(ncy) else { return false }
      seat(seeker, base: plan.openBase(provision), went: provision, into: &result)
      return true
    }
    let eligible = model.eligible[provision][seeker.row]
    guard let base = preferred(seeker, among: eligible, where: { hasPlace($0, places) }) else {
      return false
    }
    seat(seeker, base: base, went: provision, into: &result)
    return true
  }
}
