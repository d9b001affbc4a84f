public import NumericalCore
public import Vocabulary

/// One draw of placement: who sits where, and the step from one September to the next.
public struct PlacementDraw: Sendable {
  let model: PlacementModel
  let address: DrawAddress
  /// Heads: NCY × need × seat.
  var heads: [Int32]
  /// Children who hold a place in each base, those who look elsewhere meanwhile included.
  var held: [Int]
  var seekers: [Seeker] = []
  var taken: [(seat: Int, count: Int)] = []

  /// Starts from the opening roll.
  public init(_ model: PlacementModel, address: DrawAddress) {
    self.model = model
    self.address = address
    heads = model.opening
    held = Array(repeating: 0, count: model.plan.bases.count)
  }

  /// The plans whose setting ends before the next census, cells of the space at the NCY they enter.
  ///
  /// In a provision without settings a phase transfer releases everybody.
  public func released(into cells: inout [Int32]) {
    let plan = model.plan
    let space = plan.space
    cells.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for (index, base) in plan.bases.enumerated() {
      for ncy in 1..<space.ncys where isReleased(base, entering: ncy) {
        for need in 0..<space.needs {
          let seat = ((ncy - 1) * space.needs + need) * plan.seats + plan.seat(index)
          var sum: Int32 = 0
          for variant in 0..<plan.variants { sum += heads[seat + variant] }
          cells[space.cell(ncy, need, base.provision)] += sum
        }
      }
    }
  }

  func isReleased(_ base: SeatPlan.Base, entering ncy: Int) -> Bool {
    base.setting == nil
      ? Phase.isTransfer(entering: NCY.at(ncy)) : base.releasedAt == ncy
  }

  /// Places everybody who looks for a place in the September of projected year `year`.
  ///
  /// - Parameters:
  ///   - year: 0 for the step from the base census.
  ///   - demand: what Projection says of that year, made from `released` of this draw.
  ///   - result: every table is overwritten.
  public mutating func place(year: Int, demand: Demand, into result: inout Placements) {
    result.clear()
    result.places = model.places[year]
    seekers.removeAll(keepingCapacity: true)
    age()
    removeLeavers(demand, year: year)
    countHeld()
    applyMovements(demand, year: year, into: &result)
    callReleased(year: year)
    callWaiting(year: year)
    callNewcomers(demand, year: year, into: &result)
    allocate(year: year, into: &result)
    summarise(into: &result)
  }

  private mutating func age() {
    let width = model.plan.space.needs * model.plan.seats
    let count = heads.count
    heads.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      (start + width).update(from: start, count: count - width)
      start.update(repeating: 0, count: width)
    }
  }

  private mutating func removeLeavers(_ demand: Demand, year: Int) {
    let plan = model.plan
    let space = plan.space
    for cell in demand.aged.indices where demand.aged[cell] > 0 {
      let leaving = Int(demand.ceased[cell] + demand.out[cell] + demand.lost[cell])
      guard leaving > 0 else { continue }
      let provision = space.provision(of: cell)
      let row = cell / space.provisions
      let ncy = space.ncyIndex(of: cell)
      guard plan.isLimited(provision) else {
        remove(leaving, row: row, bases: plan.basesOfProvision[provision], year: year, salt: 1)
        continue
      }
      // Projection has drawn how many of the released are among the leavers; the others leave settings that go on.
      let released = releasedHeads(row: row, ncy: ncy, provision: provision)
      let fromReleased = released - Int(demand.releasedStaying[cell])
      let bases = plan.basesOfProvision[provision]
      remove(
        fromReleased, row: row, bases: bases, year: year, salt: 2, where: { $0.releasedAt == ncy })
      remove(
        leaving - fromReleased, row: row, bases: bases, year: year, salt: 3,
        where: { $0.releasedAt != ncy })
    }
  }

  private func releasedHeads(row: Int, ncy: Int, provision: Int) -> Int {
    let plan = model.plan
    var sum = 0
    for base in plan.basesOfProvision[provision] where plan.bases[base].releasedAt == ncy {
      let seat = row * plan.seats + plan.seat(base)
      for variant in 0..<plan.variants { sum += Int(heads[seat + variant]) }
    }
    return sum
  }

  /// Takes heads at random from the seats of some bases; `taken` says from which.
  ///
  /// Seat by seat in the order of codes, each a hypergeometric draw of what is left: the split does not depend on the
  /// order of the register, and an empty seat changes nothing.
  mutating func remove(
    _ count: Int, row: Int, bases: Range<Int>, year: Int, salt: UInt64,
    where isCandidate: (SeatPlan.Base) -> Bool = { _ in true }
  ) {
    taken.removeAll(keepingCapacity: true)
    guard count > 0 else { return }
    let plan = model.plan
    var population = 0
    for base in bases where isCandidate(plan.bases[base]) {
      let seat = row * plan.seats + plan.seat(base)
      for variant in 0..<plan.variants { population += Int(heads[seat + variant]) }
    }
    precondition(count <= population, "\(count) leave seats that hold \(population)")
    var left = count
    for base in bases where left > 0 && isCandidate(plan.bases[base]) {
      for variant in 0..<plan.variants where left > 0 {
        let seat = plan.seat(base) + variant
        let here = Int(heads[row * plan.seats + seat])
        guard here > 0 else { continue }
        let out = departures(left, of: here, among: population, row: row, seat: seat, year, salt)
        population -= here
        guard out > 0 else { continue }
        left -= out
        heads[row * plan.seats + seat] -= Int32(out)
        taken.append((seat, out))
      }
    }
  }

  private func departures(
    _ count: Int, of here: Int, among population: Int, row: Int, seat: Int, _ year: Int,
    _ salt: UInt64
  ) -> Int {
    if here == population { return count }
    let plan = model.plan
    let place = mixed(
      mixed(model.rowAddress[row], plan.bases[seat / plan.variants].address),
      salt << 8 | UInt64(seat % plan.variants))
    let u = address.uniform(year: year, cell: place, purpose: Purpose.departure.rawValue)
    return hypergeometricQuantile(u, marked: here, population: population, drawn: count)
  }

  private mutating func countHeld() {
    let (seats, variants) = (model.plan.seats, model.plan.variants)
    for base in held.indices { held[base] = 0 }
    for position in heads.indices where heads[position] > 0 {
      held[position % seats / variants] += Int(heads[position])
    }
  }
}
