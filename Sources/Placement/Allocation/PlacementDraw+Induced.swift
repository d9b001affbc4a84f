import NumericalCore
import Vocabulary

/// Children who would not have looked if no places had opened.
struct DrawnChildren {
  let row: Int
  /// Position among the provisions with settings.
  let wanted: Int
  let count: Int
}

/// Demand that new places draw: off unless a scenario says by how much.
extension PlacementDraw {
  /// Takes the children whom this September's new places draw out of mainstream.
  ///
  /// With elasticity e demand (on the roll or waiting) grows by e % for each per cent by which places grow. Who they are: of the
  /// needs and years that new places serve, in proportion to children in mainstream and to the share of such children in the provision.
  mutating func induce(_ demand: Demand, year: Int) -> [DrawnChildren] {
    guard !network.induced.isEmpty, let mainstream = network.holdingBases[1] else { return [] }
    let start = network.register.firstYear + year
    return network.induced.flatMap { rule -> [DrawnChildren] in
      guard start >= rule.starts.start, let wanted = plan.limitedIndex[rule.provision] else {
        return []
      }
      let from = Int(plan.seats[mainstream].provision)
      return drawn(
        rule, wanted: wanted, from: from, among: unmoved(demand, from: from), year: year)
    }
  }

  /// Content children of a provision by row whom Projection does not move this year: nobody can be drawn twice.
  private func unmoved(_ demand: Demand, from provision: Int) -> [Int] {
    var counts = (0..<plan.rows).map { Int(openCells[$0 * plan.provisions + provision]) }
    for movement in demand.movements where movement.from == provision {
      let row = movement.ncyIndex * plan.needs + movement.need
      counts[row] = max(0, counts[row] - movement.count)
    }
    return counts
  }

  private mutating func drawn(
    _ rule: InducedDemand, wanted: Int, from mainstream: Int, among content: [Int], year: Int
  ) -> [DrawnChildren] {
    let growing = growth(rule.provision, year: year)
    let before = growing.reduce(0) { $0 + $1.before }
    let opened = growing.reduce(0) { $0 + $1.opened }
    guard opened > 0, before > 0 else { return [] }
    let attending = self.attending(rule.provision, waiting: wanted)
    let demand = attending.reduce(0, +)
    let cell = plan.provisionAddress[rule.provision]
    let u = address.uniform(year: year, cell: cell, purpose: Purpose.induced.rawValue)
    let expected = rule.elasticity * Double(demand) * Double(opened) / Double(before)
    let serving = growing.filter { $0.opened > 0 }.map { network.settings[$0.setting] }
    let space = network.plan.space
    let weights = attending.indices.map { row -> Double in
      let need = space.codes.needs[row % space.needs].code
      guard serving.contains(where: { $0.admits(need: need, ncy: NCY.at(row / space.needs)) })
      else { return 0 }
      let (here, there) = (Double(content[row]), Double(attending[row]))
      return here + there > 0 ? here * there / (here + there) : 0
    }
    return split(
      Int((expected + u).rounded(.down)), weights, wanted: wanted, from: mainstream,
      among: content, year: year)
  }

  /// Settings of a provision here, their places last year and what has opened since.
  private func growth(
    _ provision: Int, year: Int
  ) -> [(setting: Int, before: Int, opened: Int)] {
    plan.basesOfProvision[provision].compactMap { base in
      let setting = Int(plan.seats[base].setting)
      guard setting >= 0, !plan.seats[base].isElsewhere else { return nil }
      let before =
        year == 0
        ? network.register.base[setting].all : register.places(year - 1, setting).all
      return (setting, before, max(0, register.places(year, setting).all - before))
    }
  }

  /// Children by row on the roll of a provision or waiting for it.
  private func attending(_ provision: Int, waiting wanted: Int) -> [Int] {
    let status = plan.number(.waiting(wanted))
    var sums = [Int](repeating: 0, count: plan.ncys * plan.needs)
    for index in seats.keys.indices {
      let key = PupilKey(bits: seats.keys[index])
      if Int(plan.seats[key.base].provision) == provision || key.status == status {
        sums[key.row] += Int(seats.counts[index])
      }
    }
    return sums
  }

  private mutating func split(
    _ count: Int, _ weights: [Double], wanted: Int, from mainstream: Int, among content: [Int],
    year: Int
  ) -> [DrawnChildren] {
    // In the order of codes: each row's share is of what the rows before it left.
    let rows = network.plan.rowsByCode.filter { weights[$0] > 0 }
    var (left, weight) = (count, rows.reduce(0) { $0 + weights[$1] })
    var result: [DrawnChildren] = []
    for row in rows where left > 0 {
      let u = address.uniform(
        year: year, cell: plan.rowAddress[row], purpose: Purpose.induced.rawValue)
      let share = min(1, weights[row] / weight)
      weight -= weights[row]
      let cell = row * plan.provisions + mainstream
      let here = min(content[row], binomialQuantile(u, trials: left, probability: share))
      guard here > 0 else { continue }
      left -= here
      openCells[cell] -= Int32(here)
      result.append(DrawnChildren(row: row, wanted: wanted, count: here))
    }
    return result
  }

  /// They keep their place in mainstream until they have another.
  mutating func callInduced(_ drawn: [DrawnChildren], year: Int) {
    guard !drawn.isEmpty, let base = network.holdingBases[1] else { return }
    for item in drawn {
      let seeker = Seeker.Key(
        .induced, wanted: item.wanted, row: item.row, origin: Int(plan.seats[base].provision),
        keeps: (base, 0))
      callFromOpen(seeker, item.count, row: item.row, year: year, salt: 31)
    }
  }
}
