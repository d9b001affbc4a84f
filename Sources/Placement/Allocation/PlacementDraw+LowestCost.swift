import NumericalCore
import Vocabulary

/// The cheapest allocation of a September's children: a comparator for officers, never an admission rule.
///
/// A minimum-cost flow from seekers to settings (places, then places above number up to the ceiling), to what the overflow table
/// allows them, and to waiting. Everything that `fill-order` may do is allowed, so it is never cheaper.
extension PlacementDraw {
  /// One way for a seeker to go.
  private struct Way {
    let column: Int
    let cost: Int
    let end: End
  }

  private enum End {
    case seat(base: Int)
    case wait(base: Int)
    case stay
  }

  mutating func minimise(year: Int) {
    var seekers = self.seekers.elements
    seekers.sort { $0.random < $1.random }
    let columns = CostColumns(self)
    var arcs = TransportArcs()
    var ways: [Way] = []
    for seeker in seekers {
      let own = cheapestByColumn(self.ways(seeker, columns))
      arcs.appendRow(own.map { ($0.column, $0.cost) })
      ways += own
    }
    let problem = TransportProblem(
      supplies: seekers.map(\.count), columns: columns.steps, arcs: arcs)
    let plan: TransportPlan
    do {
      plan = try solver.solve(problem)
    } catch {
      preconditionFailure("waiting is open to everybody, and yet: \(error)")
    }
    isPassingOn = true
    // First those who find a place where they looked, so that places above number come after places.
    for isWanted in [true, false] {
      for row in seekers.indices {
        for arc in arcs.range(of: row) where plan.flows[arc] > 0 {
          let way = ways[arc]
          guard isPlacedAsWanted(seekers[row], way) == isWanted else { continue }
          settle(seekers[row], plan.flows[arc], way)
        }
      }
    }
  }

  private func isPlacedAsWanted(_ seeker: Seeker, _ way: Way) -> Bool {
    guard case .seat(let base) = way.end else { return false }
    return Int(plan.seats[base].provision) == plan.limited[seeker.key.wanted]
  }

  private func cheapestByColumn(_ ways: [Way]) -> [Way] {
    let sorted = ways.sorted { ($0.column, $0.cost) < ($1.column, $1.cost) }
    return sorted.indices.filter { $0 == 0 || sorted[$0].column != sorted[$0 - 1].column }
      .map { sorted[$0] }
  }

  /// Everything a seeker may do, with what it costs a year in pence.
  private func ways(_ seeker: Seeker, _ columns: CostColumns) -> [Way] {
    var ways = seats(seeker, of: seeker.key.wanted, columns)
    let key = seeker.key
    if let base = key.keptBase, key.keptStatus > 0 {
      ways.append(Way(column: columns.waiting, cost: stayCost(seeker, base), end: .stay))
      return ways + (key.fallback.map { elsewhere(seeker, $0, columns) } ?? [])
    }
    if let base = key.keptBase {
      ways.append(
        Way(column: columns.waiting, cost: waitCost(seeker, base), end: .wait(base: base)))
    } else {
      for base in [network.awaitingBase, network.holdingBases[plan.phaseOfRow[key.row]]] {
        guard let base else { continue }
        ways.append(
          Way(column: columns.waiting, cost: waitCost(seeker, base), end: .wait(base: base)))
      }
    }
    guard key.group != .induced else { return ways }
    var provisions = plan.destinations(
      wanted: plan.limited[key.wanted], row: key.row, drawn: 0
    ).compactMap { row -> Int? in
      if case .provision(let provision) = plan.overflow[row].went { provision } else { nil }
    }
    if let fallback = key.fallback { provisions.append(fallback) }
    for provision in provisions where provision != plan.limited[key.wanted] {
      ways += elsewhere(seeker, provision, columns)
    }
    return ways
  }

  private func seats(_ seeker: Seeker, of provision: Int, _ columns: CostColumns) -> [Way] {
    let key = seeker.key
    return plan.choices(provision, row: key.row, area: key.area).flatMap { index -> [Way] in
      let choice = plan.choices[index]
      guard travels(seeker.random, to: choice) else { return [] }
      let base = Int(choice.base)
      let cost = seatCost(seeker, base)
      return columns.columns(base, pool: Int(choice.pool)).map {
        Way(column: $0, cost: cost, end: .seat(base: base))
      }
    }
  }

  private func elsewhere(_ seeker: Seeker, _ provision: Int, _ columns: CostColumns) -> [Way] {
    let key = seeker.key
    if provision == key.origin, let base = key.keptBase {
      return [Way(column: columns.waiting, cost: seatCost(seeker, base), end: .stay)]
    }
    if let other = plan.limitedIndex[provision] { return seats(seeker, of: other, columns) }
    guard plan.provisionYears[provision].contains(NCY.at(key.row / plan.needs)) else { return [] }
    let base = plan.openBase(provision)
    return [
      Way(column: columns.column(base), cost: seatCost(seeker, base), end: .seat(base: base))
    ]
  }

  /// A year at a base in pence: the placement, the journey, and a weight where it is not what was wanted.
  func seatCost(_ seeker: Seeker, _ base: Int) -> Int {
    let provision = Int(plan.seats[base].provision)
    let constants = network.constants
    let placement = network.costs[seeker.key.row % plan.needs * plan.provisions + provision]
    let minutes = network.travel.minutes(area: seeker.key.area, base: base) ?? 0
    let mismatch = provision == plan.limited[seeker.key.wanted] ? 0 : constants.mismatchCost
    return Int(((placement + minutes * constants.travelCost + mismatch) * 100).rounded())
  }

  /// A year of waiting at a base.
  func waitCost(_ seeker: Seeker, _ base: Int) -> Int {
    let provision = Int(plan.seats[base].provision)
    let placement = network.costs[seeker.key.row % plan.needs * plan.provisions + provision]
    return Int(((placement + network.constants.waitingCost) * 100).rounded())
  }

  /// Another year on the seat they keep.
  func stayCost(_ seeker: Seeker, _ base: Int) -> Int {
    if case .waiting = plan.status(seeker.key.keptStatus) { return waitCost(seeker, base) }
    return seatCost(seeker, base)
  }

  private mutating func settle(_ seeker: Seeker, _ count: Int, _ way: Way) {
    switch way.end {
    case .seat(let base) where isPlacedAsWanted(seeker, way):
      sit(seeker, count, base: base)
    case .seat(let base):
      noteUnplaced(seeker, count)
      let provision = Int(plan.seats[base].provision)
      seat(
        seeker, count, base: base, status: plan.number(.elsewhere(seeker.key.wanted)),
        went: provision)
    case .wait(let base):
      noteUnplaced(seeker, count)
      let word: Placements.Word = base == network.awaitingBase ? .awaiting : .held
      for _ in 0..<count { wait(seeker, base: base, word: word) }
    case .stay:
      noteUnplaced(seeker, count)
      stay(seeker, count)
    }
  }

  /// Sits children down where they looked: within places, above number, or with another authority.
  private mutating func sit(_ seeker: Seeker, _ count: Int, base: Int) {
    let room = max(0, bounds.places[base] - heldByBase[base])
    let within = min(count, room)
    if within > 0 { seat(seeker, within, base: base, word: .asWanted) }
    guard count > within else { return }
    let word: Placements.Word = plan.seats[base].isElsewhere ? .otherAuthority : .overNumber
    seat(seeker, count - within, base: base, word: word)
  }

  /// Somebody who keeps the seat they have, and waits on or settles there.
  private mutating func stay(_ seeker: Seeker, _ count: Int) {
    guard let base = seeker.key.keptBase else { return }
    if seeker.key.keptStatus > 0 {
      keepOn(seeker, count, base: base)
      return
    }
    let key = PupilKey(
      row: seeker.key.row, base: base, status: plan.number(.elsewhere(seeker.key.wanted)),
      area: seeker.key.area)
    if plan.isCosted { cost += count * seatCost(seeker, base) }
    settle(seeker, count, key)
    self.count(seeker, count, went: Int(plan.seats[base].provision))
  }
}

/// The columns of a September's flow: settings with their steps, places for certain years alone, and waiting.
private struct CostColumns {
  private(set) var steps: [[TransportProblem.Step]] = []
  private var columnOfBase: [Int]
  private var columnOfPool: [Int?]
  let waiting: Int

  init(_ draw: PlacementDraw) {
    let plan = draw.plan
    // In the order of addresses, so that ties do not depend on the order of files.
    let order = plan.seats.indices.sorted { plan.seats[$0].address < plan.seats[$1].address }
    columnOfBase = Array(repeating: 0, count: plan.seats.count)
    columnOfPool = Array(repeating: nil, count: draw.acceptance.pools.count)
    var steps: [[TransportProblem.Step]] = []
    for base in order {
      columnOfBase[base] = steps.count
      let setting = Int(plan.seats[base].setting)
      guard setting >= 0 else {
        steps.append([.init(capacity: TransportProblem.unlimited)])
        continue
      }
      let offer = draw.acceptance.offers[base]
      let pools = offer.pools.dropFirst()
      let shared = pools.isEmpty ? offer.free : min(offer.free, offer.shared)
      var left = offer.free - shared
      steps.append(Self.steps(shared, base: base, setting: setting, draw))
      for pool in pools {
        let own = min(left, draw.acceptance.pools[pool].own)
        left -= own
        columnOfPool[pool] = steps.count
        steps.append([.init(capacity: own)])
      }
    }
    waiting = steps.count
    steps.append([.init(capacity: TransportProblem.unlimited)])
    self.steps = steps
  }

  /// Places, then places above number up to the ceiling; another authority's school charges no more for those.
  private static func steps(
    _ places: Int, base: Int, setting: Int, _ draw: PlacementDraw
  ) -> [TransportProblem.Step] {
    let taken = max(
      draw.places[setting].all, draw.heldByBase[base] + draw.plan.imports[setting])
    let above = max(0, draw.ceiling(setting) - taken)
    let extra = draw.plan.seats[base].isElsewhere ? 0 : draw.network.overNumberPence
    return [.init(capacity: places), .init(capacity: above, extraCost: extra)]
  }

  func column(_ base: Int) -> Int { columnOfBase[base] }

  /// Columns that serve a year of a base.
  func columns(_ base: Int, pool: Int) -> [Int] {
    [columnOfBase[base]] + (columnOfPool[pool].map { [$0] } ?? [])
  }
}
