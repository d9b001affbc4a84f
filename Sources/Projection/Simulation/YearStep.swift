import NumericalCore
import Vocabulary

/// A cell with plans at the beginning of a step, with its coordinates.
struct OccupiedCell {
  let cell: Int32
  let ncy: Int16
  let need: Int16
  let provision: Int16
}

/// One year of one draw: fills the tables of a `Demand` whose children have grown a year older.
///
/// The numbers of a purpose are drawn for all occupied cells at once (`DrawAddress.fill`) before they are used.
struct YearStep {
  let tables: StepTables
  let address: DrawAddress
  let year: Int
  let cells: DemandCells
  let occupied: [OccupiedCell]
  /// Addresses of the occupied cells.
  private let addresses: [UInt64]
  /// Two uniforms of each occupied cell for the purpose at hand.
  private let uniforms: UnsafeMutableBufferPointer<SIMD2<Double>>

  /// - Parameter uniforms: memory to draw into, as many as there are cells; it outlives the step.
  init(
    _ tables: StepTables, address: DrawAddress, year: Int, cells: DemandCells,
    uniforms: UnsafeMutableBufferPointer<SIMD2<Double>>
  ) {
    self.tables = tables
    self.address = address
    self.year = year
    self.cells = cells
    let occupied = Self.occupied(tables, cells.aged)
    self.occupied = occupied
    addresses = occupied.map { tables.cellAddress[Int($0.cell)] }
    self.uniforms = uniforms
  }

  /// The cells with plans, in their order.
  private static func occupied(
    _ tables: StepTables, _ aged: UnsafeMutableBufferPointer<Int32>
  ) -> [OccupiedCell] {
    [OccupiedCell](unsafeUninitializedCapacity: aged.count) { list, count in
      var cell = 0
      for origin in 0..<(tables.ncys * tables.needs) {
        let (ncy, need) = origin.quotientAndRemainder(dividingBy: tables.needs)
        for provision in 0..<tables.provisions {
          // Written in any case, and written over by the next cell if nobody is there: a branch would be guessed wrong too often.
          list[count] = OccupiedCell(
            cell: Int32(truncatingIfNeeded: cell), ncy: Int16(truncatingIfNeeded: ncy),
            need: Int16(truncatingIfNeeded: need),
            provision: Int16(truncatingIfNeeded: provision))
          count &+= aged[cell] > 0 ? 1 : 0
          cell &+= 1
        }
      }
    }
  }

  private func draw(_ purpose: Purpose) {
    addresses.withUnsafeBufferPointer { cells in
      address.fill(uniforms, year: year, cells: cells, purpose: purpose.rawValue)
    }
  }

  /// Plans of a cell that neither cease nor leave.
  func staying(_ cell: Int) -> Int {
    Int(cells.aged[cell]) - Int(cells.ceased[cell]) - Int(cells.out[cell]) - Int(cells.lost[cell])
  }

  /// Who leaves of every occupied cell.
  ///
  /// - Parameter rows: NCY × provision.
  func leave(_ rows: [LeavingRow]) {
    draw(.leaving)
    for index in occupied.indices {
      let item = occupied[index]
      let row = rows[Int(item.ncy) * tables.provisions + Int(item.provision)]
      let cell = Int(item.cell)
      guard row.rate > 0 else { continue }
      let leaving = binomialQuantile(
        uniforms[index].x, trials: Int(cells.aged[cell]), probability: row.rate)
      guard leaving > 0 else { continue }
      let outward = binomialQuantile(
        uniforms[index].y, trials: leaving, probability: row.outShare)
      cells.out[cell] = Int32(outward)
      cells.ceased[cell] = Int32(leaving - outward)
    }
  }

  /// Transfers in and the residual, which resemble the authority's own plans of that age and end up like those who stay.
  ///
  /// - Parameter share: the residual as a share of own plans.
  func come(residual share: Double) {
    draw(.coming)
    for index in occupied.indices {
      let item = occupied[index]
      let cell = Int(item.cell)
      let heads = Int(cells.aged[cell])
      let incoming = binomialQuantile(
        uniforms[index].x, trials: heads, probability: tables.transferIn[Int(item.ncy)])
      if incoming > 0 { come(incoming, as: .transferIn, item) }
      if share < 0 {
        let lost = binomialQuantile(
          uniforms[index].y, trials: staying(cell), probability: -share)
        cells.lost[cell] = Int32(lost)
      } else {
        let extra = binomialQuantile(uniforms[index].y, trials: heads, probability: share)
        if extra > 0 { come(extra, as: .residual, item) }
      }
    }
  }

  /// Comers want what stayers of their cell want, phase transfers included; nobody of them is held by a setting that goes on.
  private func come(_ count: Int, as kind: Seeking, _ item: OccupiedCell) {
    let (cell, coming) = (Int(item.cell), cells.coming(kind))
    let own = mixed(tables.cellAddress[cell], UInt64(kind.rawValue))
    var moving = 0
    if tables.moving[cell] > 0 {
      let u = address.uniform(year: year, cell: own, purpose: Purpose.comers.rawValue)
      moving = binomialQuantile(u, trials: count, probability: tables.moving[cell])
    }
    coming[cell] += Int32(count - moving)
    let first = cell - Int(item.provision)
    shareOut(
      moving, over: cell, of: tables.destinations, .comers,
      place: { mixed(own, tables.provisionAddress[$0]) },
      to: { provision, count, _ in coming[first + provision] += Int32(count) })
  }

  /// Shares some out over outcomes, one after the other; the last outcome takes all without a number drawn.
  ///
  /// Numbers are drawn for four outcomes at a time, which costs as much as for two one by one.
  ///
  /// - Parameters:
  ///   - place: the address of a provision's number.
  ///   - take: is told each provision that somebody goes to, how many, and its address.
  @inline(__always)
  func shareOut(
    _ count: Int, over split: Int, of outcomes: ProvisionSplits, _ purpose: Purpose,
    place: (Int) -> UInt64, to take: (Int, Int, UInt64) -> Void
  ) {
    let range = outcomes[split]
    var left = count
    var start = range.lowerBound
    while left > 0, start < range.upperBound {
      let end = min(start + 4, range.upperBound)
      var places = SIMD4<UInt64>()
      for index in start..<end { places[index - start] = place(Int(outcomes.provision[index])) }
      let numbers = address.uniforms(year: year, cells: places, purpose: purpose.rawValue)
      for index in start..<end where left > 0 {
        let here = binomialQuantile(
          numbers[index - start], trials: left, probability: outcomes.conditional[index])
        left -= here
        if here > 0 { take(Int(outcomes.provision[index]), here, places[index - start]) }
      }
      start = end
    }
  }

  /// Who of every occupied cell looks for another provision, of those who stay with the authority.
  ///
  /// - Parameter released: of the plans a year older, those whose setting ends.
  func move(released: [Int32], into movements: inout [Movement]) {
    draw(.moving)
    for index in occupied.indices {
      let item = occupied[index]
      let cell = Int(item.cell)
      let staying = staying(cell)
      guard staying > 0 else { continue }
      let freed = stayingReleased(cell, staying: staying, released: Int(released[cell]))
      cells.releasedStaying[cell] = Int32(freed)
      let rate = tables.moving[cell]
      var (fromReleased, fromHeld) = (0, 0)
      if rate > 0 {
        fromReleased = binomialQuantile(uniforms[index].x, trials: freed, probability: rate)
        fromHeld = binomialQuantile(
          uniforms[index].y, trials: staying - freed,
          probability: rate * tables.heldFactor[Int(item.ncy)])
      }
      if fromReleased > 0 { split(item, movers: fromReleased, released: true, &movements) }
      if fromHeld > 0 { split(item, movers: fromHeld, released: false, &movements) }
      guard !tables.phaseEndMoves.isEmpty else { continue }
      goOn(
        item, released: freed - fromReleased, held: staying - freed - fromHeld, &movements)
    }
  }

  /// How many of those who stay with the authority are among those whose setting ends.
  private func stayingReleased(_ cell: Int, staying: Int, released: Int) -> Int {
    let heads = Int(cells.aged[cell])
    if released == 0 || staying == heads { return released }
    let u = address.uniform(
      year: year, cell: tables.cellAddress[cell], purpose: Purpose.released.rawValue)
    return hypergeometricQuantile(u, marked: released, population: heads, drawn: staying)
  }
}

/// What leaving asks of an NCY and provision in one year of one draw.
struct LeavingRow {
  /// Probability of leaving.
  var rate = 0.0
  /// Share of those who leave that moves to another authority.
  var outShare = 0.0

  /// Nobody leaves.
  init() {}

  /// - Parameters:
  ///   - base: probability of ceasing before the odds.
  ///   - odds: multiplies the odds of ceasing.
  ///   - transferOut: probability of moving to another authority.
  init(ceasing base: Double, odds: Double, transferOut: Double) {
    let ceasing = base * odds / (1 + base * (odds - 1))
    let out = min(transferOut, 1 - ceasing)
    rate = ceasing + out
    outShare = out / rate
  }
}
