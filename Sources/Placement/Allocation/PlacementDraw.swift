public import NumericalCore
public import Vocabulary

/// One draw of placement: who sits where, and the step from one September to the next.
public struct PlacementDraw: Sendable {
  let network: PlacementNetwork
  private let memory: PlacementMemory
  let plan: PlacementTables
  private(set) var address: DrawAddress
  var register: DrawRegister
  /// Plans in provisions without settings of children who wait for nothing: cells of the space.
  var open: [Int32]
  /// Everybody else, in the order of their keys.
  var groups: PupilGroups
  /// Those who found a seat this September.
  var seated = PupilGroups()
  /// Those who came to a provision without settings this September.
  var arriving: [(cell: Int, count: Int)] = []
  /// Own children who hold a place in each base, those who look elsewhere meanwhile included.
  var held: [Int]
  /// Of those, children of the years of each block.
  var heldInBlock: [Int]
  /// Own children on the roll of each setting at the last census.
  var rolls: [Int]
  /// Places of each setting this September.
  var places: [Places] = []
  var calls: [UInt64] = []
  var seekers: [Seeker] = []
  var options: [DeferredAcceptance.Option] = []
  var ranks: [(rank: UInt64, lot: UInt64)] = []
  var acceptance = DeferredAcceptance()
  /// Heads taken from seats: those of groups, and those of `open`.
  var taken: [(key: PupilKey, count: Int)] = []
  var takenOpen = 0
  /// What the year's allocation costs by the weights of `lowest-cost`, in pence; counted where costs are known.
  var cost = 0
  var solver = TransportSolver()
  /// True once deferred acceptance is over: seats are then taken one by one.
  var isPassingOn = false
  private var merged = PupilGroups()

  /// Starts from the opening roll.
  public init(_ model: PlacementModel, address: DrawAddress) {
    network = model.network
    memory = model.memory
    plan = model.memory.tables
    self.address = address
    register = DrawRegister(network.register, address)
    open = network.roll.open
    groups = network.roll.groups
    held = Array(repeating: 0, count: model.network.plan.bases.count)
    heldInBlock = Array(repeating: 0, count: network.register.blocks.count)
    rolls = network.roll.rolls
    countHeld()
  }

  /// Starts another draw in the same memory.
  public mutating func restart(_ address: DrawAddress) {
    self.address = address
    if !network.register.plans.isEmpty {
      register = DrawRegister(network.register, address)
    }
    open.replaceSubrange(open.indices, with: network.roll.open)
    groups.keys.removeAll(keepingCapacity: true)
    groups.counts.removeAll(keepingCapacity: true)
    groups.keys.append(contentsOf: network.roll.groups.keys)
    groups.counts.append(contentsOf: network.roll.groups.counts)
    rolls = network.roll.rolls
    countHeld()
  }

  /// The plans whose setting ends before the next census, cells of the space at the NCY they enter.
  ///
  /// In a provision without settings a phase transfer releases everybody.
  public func released(into cells: inout [Int32]) {
    let width = plan.needs * plan.provisions
    cells.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    for ncy in 1..<plan.ncys where Phase.isTransfer(entering: NCY.at(ncy)) {
      for cell in (ncy * width)..<((ncy + 1) * width) { cells[cell] = open[cell - width] }
    }
    for index in groups.keys.indices {
      let key = PupilKey(bits: groups.keys[index])
      let row = key.row + plan.needs
      guard row < plan.rows else { break }
      let base = plan.bases[key.base]
      guard isReleased(base, entering: row / plan.needs) else { continue }
      cells[row * plan.provisions + base.provision] += groups.counts[index]
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
    cost = 0
    commission(year: year)
    result.places = places
    calls.removeAll(keepingCapacity: true)
    age()
    removeLeavers(demand, year: year)
    let drawn = induce(demand, year: year)
    countHeld()
    applyMovements(demand, year: year, into: &result)
    callInduced(drawn, year: year)
    callReleased()
    callWaiting()
    callElsewhere()
    callNewcomers(demand, year: year, into: &result)
    allocate(year: year, into: &result)
    merge()
    summarise(into: &result)
    splitByArea(year: year, into: &result)
  }

  /// Places of this September: those planned, less what the place-change return of last November gave up.
  private mutating func commission(year: Int) {
    let settings = network.stretch.count
    places.removeAll(keepingCapacity: true)
    for setting in 0..<settings { places.append(register.places(year, setting)) }
    let start = network.register.firstYear + year
    for (rule, followers) in zip(network.following, network.followers)
    where start >= rule.starts.start {
      for setting in followers {
        let planned = places[setting]
        let before =
          year == 0 ? network.register.base[setting] : register.places(year - 1, setting)
        // The return of November reports the roll; what is planned to open comes on top.
        let seen = rolls[setting] + plan.imports[setting] + max(0, planned.all - before.all)
        // 0.55 × 100 is 55, though the product of the two doubles is a little more.
        let floor = Int((Double(planned.all) * rule.floor - 1e-6).rounded(.up))
        let all = min(planned.all, max(floor, seen))
        places[setting] = Places(all: all, post16: min(planned.post16, all))
      }
    }
  }

  private mutating func age() {
    let width = plan.needs * plan.provisions
    let count = open.count
    open.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      (start + width).update(from: start, count: count - width)
      start.update(repeating: 0, count: width)
    }
    let step = UInt64(plan.needs) << 40
    let end = PupilKey.first(row: plan.ncys * plan.needs, base: 0)
    for index in groups.keys.indices { groups.keys[index] += step }
    let last = groups.lowerBound(end)
    groups.keys.removeSubrange(last...)
    groups.counts.removeSubrange(last...)
  }

  private mutating func countHeld() {
    let blocks = network.register.blocks
    for base in held.indices { held[base] = 0 }
    for index in groups.keys.indices {
      held[PupilKey(bits: groups.keys[index]).base] += Int(groups.counts[index])
    }
    guard plan.hasBlocks else { return }
    for block in blocks.indices {
      let base = plan.baseOfSetting[blocks[block].setting]
      var sum = 0
      for index in groups.keys.indices {
        let key = PupilKey(bits: groups.keys[index])
        guard key.base == base, blocks[block].ncys.contains(NCY.at(key.row / plan.needs))
        else { continue }
        sum += Int(groups.counts[index])
      }
      heldInBlock[block] = sum
    }
  }

  /// Puts those who found a seat among the others, and those who arrived where they went.
  private mutating func merge() {
    for item in arriving { open[item.cell] += Int32(item.count) }
    arriving.removeAll(keepingCapacity: true)
    seated.normalise()
    merged.keys.removeAll(keepingCapacity: true)
    merged.counts.removeAll(keepingCapacity: true)
    var other = 0
    for index in groups.keys.indices where groups.counts[index] > 0 {
      let key = groups.keys[index]
      while other < seated.keys.count, seated.keys[other] < key {
        merged.keys.append(seated.keys[other])
        merged.counts.append(seated.counts[other])
        other += 1
      }
      var count = groups.counts[index]
      if other < seated.keys.count, seated.keys[other] == key {
        count += seated.counts[other]
        other += 1
      }
      merged.keys.append(key)
      merged.counts.append(count)
    }
    merged.keys.append(contentsOf: seated.keys[other...])
    merged.counts.append(contentsOf: seated.counts[other...])
    swap(&groups, &merged)
    seated.keys.removeAll(keepingCapacity: true)
    seated.counts.removeAll(keepingCapacity: true)
  }
}
