import Placement
import Vocabulary

/// Writes the published series of one draw into its row.
struct DrawRecorder {
  let layout: SeriesLayout
  private let space: StateSpace
  private let bandOf: [Int]
  var row: UnsafeMutableBufferPointer<Int32>
  private var money: UnsafeMutableBufferPointer<Int>
  private let placeStore: PlaceStore
  private var draw = 0
  /// Sums over the draws of this thread.
  private(set) var sums: PlaceSums

  init(_ store: DrawStore, _ placeStore: PlaceStore) {
    layout = store.layout
    space = store.layout.space
    bandOf = NCY.range.map { AgeBand(ncy: $0).index }
    row = store.headRow(0)
    money = store.moneyRow(0)
    self.placeStore = placeStore
    sums = PlaceSums(placeStore.shape, years: placeStore.years)
  }

  /// Turns to the row of another draw.
  mutating func turn(to draw: Int, of store: DrawStore) {
    self.draw = draw
    row = store.headRow(draw)
    money = store.moneyRow(draw)
  }

  /// The base census.
  mutating func open(_ attended: [Int32], _ model: PlacementModel) {
    stock(0, attended)
    wait(0, model.baseWaiting)
  }

  /// The year that ends at census `year + 1`.
  mutating func record(_ year: Int, demand: Demand, placements: Placements) {
    stock(year + 1, placements.attended)
    wait(year + 1, placements.waiting)
    flows(year, demand, placements)
    for setting in 0..<layout.settings {
      row[layout.roll(year, setting)] = Int32(placements.roll[setting])
      row[layout.sought(year, setting)] = Int32(placements.sought[setting])
    }
    placeStore.write(draw, year, placements)
    sums.add(year, placements)
  }

  /// The account of a draw.
  mutating func record(_ account: [AccountYear]) {
    var index = 0
    for year in account {
      for amount in year.amounts {
        money[index] = amount.pence
        index += 1
      }
    }
  }

  private mutating func stock(_ census: Int, _ attended: [Int32]) {
    let (allBands, allNeeds) = (SeriesLayout.bands - 1, space.needs)
    let (allProvisions, allYears) = (space.provisions, space.ncys)
    for cell in 0..<space.count where attended[cell] != 0 {
      let heads = attended[cell]
      let (ncy, provision) = (space.ncyIndex(of: cell), space.provision(of: cell))
      let (own, band) = (space.need(of: cell), bandOf[ncy])
      for total in 0..<2 {
        let need = total == 0 ? own : allNeeds
        row[layout.plansByNCY(census, ncy, need)] += heads
        row[layout.plansByNCY(census, allYears, need)] += heads
        row[layout.plans(census, band, need)] += heads
        row[layout.plans(census, allBands, need)] += heads
        row[layout.placements(census, provision, band, need)] += heads
        row[layout.placements(census, provision, allBands, need)] += heads
        row[layout.placements(census, allProvisions, band, need)] += heads
        row[layout.placements(census, allProvisions, allBands, need)] += heads
      }
    }
  }

  private mutating func wait(_ census: Int, _ waiting: [Int32]) {
    for cell in 0..<space.count where waiting[cell] != 0 {
      for provision in [space.provision(of: cell), space.provisions] {
        row[layout.waiting(census, provision, space.need(of: cell))] += waiting[cell]
        row[layout.waiting(census, provision, space.needs)] += waiting[cell]
      }
    }
  }

  private mutating func flows(_ year: Int, _ demand: Demand, _ placements: Placements) {
    add(placements.arrived[Seeking.newPlan.rawValue], year, .new)
    add(placements.arrived[Seeking.transferIn.rawValue], year, .transferIn)
    add(placements.arrived[Seeking.residual.rawValue], year, .residual)
    add(demand.lost, year, .residual, sign: -1)
    add(demand.ceased, year, .ceased)
    add(demand.out, year, .out)
    add(placements.moved, year, .moved)
    add(placements.movedAway, year, .movedAway)
    let last = (space.ncys - 1) * space.cellsPerNCY
    for offset in 0..<space.cellsPerNCY {
      add(demand.agedOut[offset], year, .agedOut, last + offset)
    }
  }

  private mutating func add(
    _ cells: [Int32], _ year: Int, _ flow: SeriesLayout.Flow, sign: Int32 = 1
  ) {
    for cell in cells.indices where cells[cell] != 0 { add(sign * cells[cell], year, flow, cell) }
  }

  @inline(__always)
  private mutating func add(_ heads: Int32, _ year: Int, _ flow: SeriesLayout.Flow, _ cell: Int) {
    guard heads != 0 else { return }
    let (band, all) = (bandOf[space.ncyIndex(of: cell)], SeriesLayout.bands - 1)
    let (provision, provisions) = (space.provision(of: cell), space.provisions)
    row[layout.flows(year, flow, band, provision)] += heads
    row[layout.flows(year, flow, band, provisions)] += heads
    row[layout.flows(year, flow, all, provision)] += heads
    row[layout.flows(year, flow, all, provisions)] += heads
  }
}
