import NumericalCore
import Vocabulary

/// Who gives up a seat.
extension PlacementDraw {
  /// Whom a removal may take, of the children of settings: all, those whose setting ends now, or those whose setting goes on.
  enum Ending {
    case any
    case ends
    case goesOn
  }

  mutating func removeLeavers(_ demand: Demand, year: Int) {
    for cell in demand.aged.indices {
      let leaving = Int(demand.ceased[cell] + demand.out[cell] + demand.lost[cell])
      guard leaving > 0 else { continue }
      let (row, provision) = cell.quotientAndRemainder(dividingBy: plan.provisions)
      guard plan.isLimited(provision) else {
        take(leaving, row: row, provision: provision, .any, year: year, salt: 1)
        continue
      }
      // Projection has drawn how many of the released are among the leavers; the others leave settings that go on.
      let released = heads(row: row, provision: provision, .ends)
      let fromReleased = released - Int(demand.releasedStaying[cell])
      take(fromReleased, row: row, provision: provision, .ends, year: year, salt: 2)
      take(leaving - fromReleased, row: row, provision: provision, .goesOn, year: year, salt: 3)
    }
  }

  /// Groups of a row and provision.
  private func range(row: Int, provision: Int) -> Range<Int> {
    let bases = plan.basesOfProvision[provision]
    let low = groups.lowerBound(PupilKey.first(row: row, base: bases.lowerBound))
    var high = low
    let end = PupilKey.first(row: row, base: bases.upperBound)
    while high < groups.keys.count, groups.keys[high] < end { high += 1 }
    return low..<high
  }

  private func isCandidate(_ key: PupilKey, _ ending: Ending) -> Bool {
    switch ending {
    case .any: true
    case .ends: plan.bases[key.base].releasedAt == key.row / plan.needs
    case .goesOn: plan.bases[key.base].releasedAt != key.row / plan.needs
    }
  }

  func heads(row: Int, provision: Int, _ ending: Ending) -> Int {
    range(row: row, provision: provision).reduce(0) { sum, index in
      isCandidate(PupilKey(bits: groups.keys[index]), ending)
        ? sum + Int(groups.counts[index]) : sum
    }
  }

  /// Takes heads at random from the seats of a row and provision; `taken` and `takenOpen` say from which.
  ///
  /// Group by group in the order of codes, each a hypergeometric draw of what is left: the split does not depend on the order of
  /// the register, and an empty seat changes nothing.
  mutating func take(
    _ count: Int, row: Int, provision: Int, _ ending: Ending, year: Int, salt: UInt64
  ) {
    taken.removeAll(keepingCapacity: true)
    takenOpen = 0
    guard count > 0 else { return }
    let range = range(row: row, provision: provision)
    let cell = row * plan.provisions + provision
    let unbound = plan.isLimited(provision) ? 0 : Int(open[cell])
    var population = unbound
    for index in range where isCandidate(PupilKey(bits: groups.keys[index]), ending) {
      population += Int(groups.counts[index])
    }
    precondition(count <= population, "\(count) leave seats that hold \(population)")
    var left = count
    var random: UInt64 = 0
    if count < population, population > unbound {
      let place = mixed(
        mixed(plan.rowAddress[row], plan.provisionAddress[provision]), salt)
      random = address.bits(year: year, cell: place, purpose: Purpose.departure.rawValue)
    }
    if unbound > 0 {
      takenOpen = departures(left, of: unbound, among: population, random)
      open[cell] -= Int32(takenOpen)
      left -= takenOpen
      population -= unbound
    }
    for index in range where left > 0 && groups.counts[index] > 0 {
      let key = PupilKey(bits: groups.keys[index])
      guard isCandidate(key, ending) else { continue }
      let here = Int(groups.counts[index])
      let out = departures(left, of: here, among: population, mixed(random, groupAddress(key)))
      population -= here
      guard out > 0 else { continue }
      left -= out
      groups.counts[index] -= Int32(out)
      taken.append((key, out))
    }
  }

  private func departures(
    _ count: Int, of here: Int, among population: Int, _ random: UInt64
  ) -> Int {
    if here == population { return count }
    let u = Self.unit(random)
    if here == 1 { return u * Double(population) < Double(count) ? 1 : 0 }
    return hypergeometricQuantile(u, marked: here, population: population, drawn: count)
  }

  /// An address of a group made of codes, its row apart.
  func groupAddress(_ key: PupilKey) -> UInt64 {
    mixed(
      mixed(plan.bases[key.base].address, plan.statusAddress[key.status]),
      plan.areaAddress[key.area])
  }

  static func unit(_ bits: UInt64) -> Double { Double(bits >> 11) * 0x1p-53 }
}
