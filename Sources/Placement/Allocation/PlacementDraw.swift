public import NumericalCore
public import Vocabulary

/// One draw of placement: who sits where, and the step from one September to the next.
///
/// Its lists are plain memory that belongs to it alone. A copy is a value like any other: whichever of the two is changed first
/// takes its own memory.
public struct PlacementDraw: @unchecked Sendable {
  let network: PlacementNetwork
  private let memory: PlacementMemory
  let plan: PlacementTables
  /// The memory of all lists below.
  private var own: DrawMemory
  private(set) var address: DrawAddress
  /// The random bits of this September.
  private(set) var lots: YearLots
  var register: DrawRegister
  /// Plans in provisions without settings of children who wait for nothing: cells of the space.
  var openCells: PlainList<Int32>
  /// Everybody else, in the order of their keys.
  var seats: GroupList
  /// For each cell, where the groups of its row and provision begin and end in `seats`; true from the ageing of a year to its end.
  var cellGroups: PlainList<GroupRange>
  /// The cells that have any.
  private var filledCells: PlainList<Int32>
  /// Those who found a seat this September.
  var seated: GroupList
  private var merged: GroupList
  /// Those who came to a provision without settings this September.
  var arriving: PlainList<Heads>
  /// Own children who hold a place in each base, those who look elsewhere meanwhile included.
  var heldByBase: PlainList<Int>
  /// Of those, children of the years of each block.
  var heldByBlock: PlainList<Int>
  /// By base, how many own children may be held: within places, above number, with another authority.
  var bounds: SeatBounds
  /// Own children on the roll of each setting at the last census.
  var rolls: [Int]
  /// Places of each setting this September.
  var places: [Places]
  /// Who looks this September, and how many.
  var calls: GroupList
  /// The same, in the order in which they are passed on.
  var turns: GroupList
  var sorter: PackedSort
  var seekers: PlainList<Seeker>
  var options: PlainList<DeferredAcceptance.Option>
  /// How the seeker at hand ranks their options.
  var ranks: PlainList<OptionRank>
  var acceptance: DeferredAcceptance
  /// Heads taken from seats: those of groups, and those of `open`.
  var taken: PlainList<TakenHeads>
  var takenOpen = 0
  /// Some of those taken.
  var looking: PlainList<TakenHeads>
  /// Cells in which something happens.
  var busy: PlainList<Int>
  /// The tables of the result that is being written; nothing else may be done with them.
  var tables: YearTables
  /// Where those went who looked: positions of `Placements.overflow`.
  var overflown: PlainList<Heads>
  /// Need × phase: heads of children who wait for nothing.
  var areaHeads: PlainList<Int32>
  /// Need × phase × area: how many of them are expected in each area.
  var expectedHeads: PlainList<Double>
  /// What the year's allocation costs by the weights of `lowest-cost`, in pence; counted where costs are known.
  var cost = 0
  var solver = TransportSolver()
  /// True once deferred acceptance is over: seats are then taken one by one.
  var isPassingOn = false

  /// Starts from the opening roll.
  public init(_ model: PlacementModel, address: DrawAddress) {
    let own = DrawMemory()
    let plan = model.memory.tables
    network = model.network
    memory = model.memory
    self.plan = plan
    self.own = own
    self.address = address
    lots = YearLots(address, year: 0)
    register = DrawRegister(network.register, address)
    openCells = PlainList(in: own, network.roll.open)
    seats = GroupList(in: own)
    cellGroups = PlainList(in: own, repeating: GroupRange(), count: plan.cells)
    filledCells = PlainList(in: own)
    seated = GroupList(in: own)
    merged = GroupList(in: own)
    arriving = PlainList(in: own)
    heldByBase = PlainList(in: own, repeating: 0, count: plan.seats.count)
    heldByBlock = PlainList(in: own, repeating: 0, count: network.register.blocks.count)
    bounds = SeatBounds(bases: plan.seats.count, in: own)
    rolls = network.roll.rolls
    places = network.register.base
    calls = GroupList(in: own)
    turns = GroupList(in: own)
    sorter = PackedSort(in: own)
    seekers = PlainList(in: own)
    options = PlainList(in: own)
    ranks = PlainList(in: own)
    acceptance = DeferredAcceptance(in: own)
    taken = PlainList(in: own)
    looking = PlainList(in: own)
    busy = PlainList(in: own)
    tables = YearTables(nothingIn: own)
    overflown = PlainList(in: own)
    areaHeads = PlainList(in: own, repeating: 0, count: plan.needs * 4)
    expectedHeads = PlainList(in: own, repeating: 0, count: plan.needs * 4 * plan.areas)
    acceptance.addSettings(
      pools: plan.seats.indices.map { plan.poolStarts[$0]..<plan.poolStarts[$0 + 1] }, in: own)
    seats.replace(with: network.roll.groups)
    countHeld()
  }

  /// Starts another draw in the same memory.
  public mutating func restart(_ address: DrawAddress) {
    detach()
    self.address = address
    if !network.register.plans.isEmpty {
      register = DrawRegister(network.register, address)
    }
    openCells.removeAll()
    openCells.append(contentsOf: network.roll.open)
    seats.replace(with: network.roll.groups)
    rolls = network.roll.rolls
    countHeld()
  }

  /// Takes memory of its own if a copy reads the same: every list has to be here.
  private mutating func detach() {
    guard !isKnownUniquelyReferenced(&own) else { return }
    let memory = DrawMemory()
    openCells.move(to: memory)
    seats.move(to: memory)
    cellGroups.move(to: memory)
    filledCells.move(to: memory)
    seated.move(to: memory)
    merged.move(to: memory)
    arriving.move(to: memory)
    heldByBase.move(to: memory)
    heldByBlock.move(to: memory)
    bounds.move(to: memory)
    calls.move(to: memory)
    turns.move(to: memory)
    sorter.move(to: memory)
    seekers.move(to: memory)
    options.move(to: memory)
    ranks.move(to: memory)
    acceptance.move(to: memory)
    taken.move(to: memory)
    looking.move(to: memory)
    busy.move(to: memory)
    tables = YearTables(nothingIn: memory)
    overflown.move(to: memory)
    areaHeads.move(to: memory)
    expectedHeads.move(to: memory)
    own = memory
  }

  /// The plans whose setting ends before the next census, cells of the space at the NCY they enter.
  ///
  /// In a provision without settings a phase transfer releases everybody.
  public func released(into cells: inout [Int32]) {
    let width = plan.needs * plan.provisions
    precondition(cells.count == plan.cells, "\(cells.count) cells of \(plan.cells)")
    cells.withUnsafeMutableBufferPointer { cells in
      guard let cells = cells.baseAddress else { return }
      cells.update(repeating: 0, count: plan.cells)
      for ncy in 1..<plan.ncys where plan.isTransfer[ncy] {
        (cells + ncy * width).update(from: openCells.start + (ncy - 1) * width, count: width)
      }
      for index in 0..<seats.keys.count {
        let key = PupilKey(bits: seats.keys[index])
        let row = key.row + plan.needs
        guard row < plan.rows else { break }
        let seat = plan.seats[key.base]
        guard isReleased(seat, entering: plan.ncyOfRow[row]) else { continue }
        cells[row * plan.provisions + Int(seat.provision)] += seats.counts[index]
      }
    }
  }

  @inline(__always)
  private func isReleased(_ seat: PlacementTables.Seat, entering ncy: Int) -> Bool {
    seat.setting < 0 ? plan.isTransfer[ncy] : Int(seat.releasedAt) == ncy
  }

  /// Places everybody who looks for a place in the September of projected year `year`.
  ///
  /// - Parameters:
  ///   - year: 0 for the step from the base census.
  ///   - demand: what Projection says of that year, made from `released` of this draw.
  ///   - result: every table is overwritten.
  public mutating func place(year: Int, demand: Demand, into result: inout Placements) {
    detach()
    commission(year: year)
    result.clear()
    for setting in places.indices { result.places[setting] = places[setting] }
    let nothing = tables
    result.lend { tables in
      self.tables = tables
      place(year: year, demand: demand)
      summarise()
      splitByArea(year: year)
      self.tables = nothing
    }
    for heads in overflown { result.addOverflow(heads.cell, heads.count) }
  }

  private mutating func place(year: Int, demand: Demand) {
    cost = 0
    lots = YearLots(address, year: year)
    overflown.removeAll()
    calls.removeAll()
    age()
    removeLeavers(demand, year: year)
    let drawn = induce(demand, year: year)
    countHeld()
    applyMovements(demand, year: year)
    callInduced(drawn, year: year)
    callSeated()
    callNewcomers(demand, year: year)
    allocate(year: year)
    merge()
  }

  /// Places of this September: those planned, less what the place-change return of last November gave up.
  private mutating func commission(year: Int) {
    for setting in places.indices { places[setting] = register.places(year, setting) }
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
    let cells = openCells.start
    (cells + width).update(from: cells, count: plan.cells - width)
    cells.update(repeating: 0, count: width)
    let step = UInt64(plan.needs) << 40
    let end = PupilKey.first(row: plan.rows, base: 0)
    var count = seats.keys.count
    for index in 0..<count { seats.keys.start[index] &+= step }
    while count > 0, seats.keys[count - 1] >= end { count -= 1 }
    seats.keys.truncate(to: count)
    seats.counts.truncate(to: count)
    findCells()
  }

  /// Notes where the groups of each cell are: bases of a provision are neighbours, so one pass is enough.
  private mutating func findCells() {
    for cell in filledCells { cellGroups[Int(cell)] = GroupRange() }
    filledCells.removeAll()
    let (keys, count) = (seats.keys.start, seats.keys.count)
    var index = 0
    while index < count {
      let key = PupilKey(bits: keys[index])
      let cell = key.row * plan.provisions + Int(plan.seats[key.base].provision)
      let start = index
      let end = PupilKey.first(
        row: key.row, base: plan.basesOfProvision[Int(plan.seats[key.base].provision)].upperBound)
      repeat { index += 1 } while index < count && keys[index] < end
      cellGroups[cell] = GroupRange(
        start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: index))
      filledCells.append(Int32(truncatingIfNeeded: cell))
    }
  }

  private mutating func countHeld() {
    heldByBase.fill(0)
    heldByBlock.fill(0)
    let (keys, counts, held) = (seats.keys.start, seats.counts.start, heldByBase.start)
    for index in 0..<seats.keys.count {
      held[PupilKey(bits: keys[index]).base] &+= Int(counts[index])
    }
    guard plan.hasBlocks else { return }
    for index in 0..<seats.keys.count {
      let key = PupilKey(bits: keys[index])
      let block = block(of: key.base, row: key.row)
      if block >= 0 { heldByBlock[block] += Int(counts[index]) }
    }
  }

  /// Puts those who found a seat among the others, and those who arrived where they went.
  private mutating func merge() {
    for heads in arriving { openCells[heads.cell] += Int32(heads.count) }
    arriving.removeAll()
    sorter.sort(&seated, bits: PupilKey.sorting)
    seated.joinEqual()
    merged.join(seats, seated)
    swap(&seats, &merged)
    seated.removeAll()
  }
}
