import Costing
import Placement
import Vocabulary

/// Writes the published series of one draw into its row.
struct DrawRecorder {
  let layout: SeriesLayout
  private let space: StateSpace
  private let yearsOfBands: [Range<Int>]
  /// Heads of some years by need × provision: its memory serves every table.
  private var sums: [Int32]
  var row: UnsafeMutableBufferPointer<Int32>
  /// The row of money of each account.
  private var money: [UnsafeMutableBufferPointer<Int>]
  private let placeStore: PlaceStore
  private var placeRow: UnsafeMutableBufferPointer<Int32>
  private let tally: CellTally?
  private var tallyRow: UnsafeMutableBufferPointer<Int32>
  /// Sums over the draws of this thread.
  private(set) var placeSums: PlaceSums
  /// The same of plan-years.
  private(set) var planYears: PlanYearSums
  /// What each account is made of, where that is to be explained.
  var basis: [AccountSums?]

  /// - Parameters:
  ///   - stores: accounts of the same children, at least one.
  ///   - financialYears: how many are costed.
  ///   - tally: groups of cells that are counted too.
  ///   - basis: no draws of each account that is to be explained; nil for the others.
  init(
    _ stores: [DrawStore], _ placeStore: PlaceStore, financialYears: Int,
    _ tally: CellTally? = nil, basis: [AccountSums?]? = nil
  ) {
    let store = stores[0]
    layout = store.layout
    space = store.layout.space
    yearsOfBands = space.yearsOfBands
    sums = Array(repeating: 0, count: space.cellsPerNCY)
    row = Self.nothing()
    money = stores.map { _ in Self.nothing() }
    placeRow = Self.nothing()
    tallyRow = Self.nothing()
    self.placeStore = placeStore
    self.tally = tally
    placeSums = PlaceSums(placeStore.shape, years: placeStore.years)
    planYears = PlanYearSums(years: financialYears, cells: space.cellsPerNCY)
    self.basis = basis ?? stores.map { _ in nil }
  }

  /// A row before the first draw.
  private static func nothing<Element>() -> UnsafeMutableBufferPointer<Element> {
    UnsafeMutableBufferPointer(start: nil, count: 0)
  }

  /// Turns to the rows of another draw.
  mutating func turn(to draw: Int, of stores: [DrawStore]) {
    row = stores[0].headRow(draw)
    money = stores.map { $0.moneyRow(draw) }
    placeRow = placeStore.row(draw)
    if let tally { tallyRow = tally.row(draw) }
  }

  /// Ends the rows of a draw.
  func close(_ draw: Int, of stores: [DrawStore]) {
    for (index, store) in stores.enumerated() { store.close(draw, withHeads: index == 0) }
    placeStore.close(draw)
    tally?.close(draw)
  }

  /// True where the provisions that children require are to be recorded too.
  var countsRequired: Bool { tally?.groups.basis == .required }

  /// The provisions that children require at census `year + 1`.
  func record(_ year: Int, required: [Int32]) {
    tally?.count(required, into: tallyRow, census: year + 1)
  }

  /// The base census.
  mutating func open(_ attended: [Int32], _ model: PlacementModel) {
    if !countsRequired { tally?.count(attended, into: tallyRow, census: 0) }
    stock(0, attended)
    wait(0, model.baseWaiting)
  }

  /// The year that ends at census `year + 1`.
  mutating func record(_ year: Int, demand: Demand, placements: Placements) {
    if !countsRequired { tally?.count(placements.attended, into: tallyRow, census: year + 1) }
    stock(year + 1, placements.attended)
    wait(year + 1, placements.waiting)
    flows(year, demand, placements)
    for setting in 0..<layout.settings {
      row[layout.roll(year, setting)] = Int32(placements.roll[setting])
      row[layout.sought(year, setting)] = Int32(placements.sought[setting])
    }
    placeStore.write(placeRow, year, placements)
    placeSums.add(year, placements)
  }

  /// The plan-years of a costed financial year.
  mutating func record(planYears24: [Int], financialYear: Int) {
    planYears.add(planYears24, year: financialYear)
  }

  /// The account of a draw.
  mutating func record(
    _ costing: CostingModel, _ costed: [CostedYear], prices: [Double], in store: Int
  ) {
    let account = costing.account(costed, prices: prices, summing: &basis[store])
    var index = 0
    for year in account {
      for amount in year.amounts {
        money[store][index] = amount.pence
        index += 1
      }
    }
  }

  private mutating func sum(_ cells: [Int32], over years: Range<Int>) {
    sums.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    space.add(cells, ofYears: years, to: &sums)
  }

  private mutating func stock(_ census: Int, _ attended: [Int32]) {
    for band in yearsOfBands.indices {
      sum(attended, over: yearsOfBands[band])
      placements(census, band)
    }
    let all = layout.space.provisions
    for band in 0..<SeriesLayout.bands {
      for need in 0...space.needs {
        row[layout.plans(census, band, need)] = row[layout.placements(census, all, band, need)]
      }
    }
    for ncy in 0..<space.ncys { plansByNCY(census, ncy, attended) }
  }

  /// Adds the sums of a band to every series they belong to.
  private func placements(_ census: Int, _ band: Int) {
    let (needs, provisions) = (space.needs, space.provisions)
    for provision in 0..<provisions {
      for need in 0..<needs {
        let heads = sums[need * provisions + provision]
        guard heads != 0 else { continue }
        for band in [band, SeriesLayout.bands - 1] {
          let own = layout.placements(census, provision, band, 0)
          let all = layout.placements(census, provisions, band, 0)
          row[own + need] += heads
          row[own + needs] += heads
          row[all + need] += heads
          row[all + needs] += heads
        }
      }
    }
  }

  private func plansByNCY(_ census: Int, _ ncy: Int, _ attended: [Int32]) {
    let provisions = space.provisions
    let (own, all) = (
      layout.plansByNCY(census, ncy, 0), layout.plansByNCY(census, space.ncys, 0)
    )
    for need in 0..<space.needs {
      let first = space.cell(ncy, need, 0)
      let heads = attended[first..<(first + provisions)].reduce(0, &+)
      for need in [need, space.needs] {
        row[own + need] += heads
        row[all + need] += heads
      }
    }
  }

  private mutating func wait(_ census: Int, _ waiting: [Int32]) {
    sum(waiting, over: 0..<space.ncys)
    for cell in sums.indices where sums[cell] != 0 {
      for provision in [space.provision(of: cell), space.provisions] {
        row[layout.waiting(census, provision, space.need(of: cell))] += sums[cell]
        row[layout.waiting(census, provision, space.needs)] += sums[cell]
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
    for cell in sums.indices { sums[cell] = demand.agedOut[cell] }
    addSums(year, .agedOut, yearsOfBands.count - 1)
  }

  private mutating func add(
    _ cells: [Int32], _ year: Int, _ flow: SeriesLayout.Flow, sign: Int32 = 1
  ) {
    for band in yearsOfBands.indices {
      sum(cells, over: yearsOfBands[band])
      addSums(year, flow, band, sign: sign)
    }
  }

  /// Adds the sums of a band to every series of a flow they belong to.
  private func addSums(_ year: Int, _ flow: SeriesLayout.Flow, _ band: Int, sign: Int32 = 1) {
    let (needs, provisions) = (space.needs, space.provisions)
    let own = layout.flows(year, flow, band, 0)
    let all = layout.flows(year, flow, SeriesLayout.bands - 1, 0)
    sums.withUnsafeBufferPointer { sums in
      for provision in 0..<provisions {
        var heads: Int32 = 0
        for need in 0..<needs { heads &+= sums[need &* provisions &+ provision] }
        guard heads != 0 else { continue }
        for first in [own, all] {
          row[first + provision] += sign * heads
          row[first + provisions] += sign * heads
        }
      }
    }
  }
}
