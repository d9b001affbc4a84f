import NumericalCore
import Vocabulary

/// Elements that are written once and read by every draw.
///
/// Plain memory: reading an array that two threads share counts its references, which costs more than the reading itself.
final class FixedTable<Element: Sendable>: @unchecked Sendable {
  let values: UnsafeBufferPointer<Element>

  init(_ elements: [Element]) {
    let memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = memory.initialize(from: elements)
    values = UnsafeBufferPointer(memory)
  }

  deinit {
    let memory = UnsafeMutableBufferPointer(mutating: values)
    memory.deinitialize()
    memory.deallocate()
  }
}

/// Where fixed tables are kept while `PlacementTables` is put together.
private struct FixedTables {
  private(set) var all: [any Sendable] = []

  mutating func keep<Element: Sendable>(_ elements: [Element]) -> UnsafeBufferPointer<Element> {
    let table = FixedTable(elements)
    all.append(table)
    return table.values
  }
}

/// The memory of `PlacementTables`.
final class PlacementMemory: Sendable {
  let tables: PlacementTables
  private let kept: [any Sendable]

  init(_ network: PlacementNetwork) {
    let plan = network.plan
    let space = plan.space
    let rows = Array(0..<(space.ncys * space.needs))
    let phases = rows.map { Phase(ncy: NCY.at($0 / space.needs)).position }
    let years = BaseYears(network)
    let addresses = JoinedAddresses(network)
    let choices = SharedLists(years.choices(network.choices))
    let provisions = space.codes.provisions
    var fixed = FixedTables()
    tables = PlacementTables(
      needs: space.needs, provisions: space.provisions, ncys: space.ncys,
      areas: network.areas.areas, censuses: network.areas.censuses,
      limitedCount: plan.limited.count, statuses: plan.statuses,
      destinations: network.shape.destinations, leaves: network.shape.count,
      settings: network.settings.count, limits: PlaceLimit.allCases.count,
      tooFar: PlaceLimit.distance.rawValue,
      seats: fixed.keep(plan.bases.map { PlacementTables.Seat($0, plan) }),
      basesOfProvision: fixed.keep(plan.basesOfProvision), limited: fixed.keep(plan.limited),
      limitedIndex: fixed.keep(plan.limitedIndex),
      baseOfSetting: fixed.keep(plan.baseOfSetting),
      statusAddress: fixed.keep(plan.statusAddress), rowAddress: fixed.keep(network.rowAddress),
      provisionAddress: fixed.keep(network.provisionAddress),
      leafAddress: fixed.keep(addresses.leaves), cellAddress: fixed.keep(addresses.cells),
      groupAddress: fixed.keep(addresses.groups),
      keptAddress: fixed.keep(addresses.kept), originAddress: fixed.keep(addresses.origins),
      ncyOfRow: fixed.keep(rows.map { $0 / space.needs }),
      phaseOfRow: fixed.keep(phases),
      leafOfRow: fixed.keep(rows.map { $0 % space.needs * 4 + phases[$0] }),
      isTransfer: fixed.keep((0..<space.ncys).map { Phase.isTransfer(entering: NCY.at($0)) }),
      poolStarts: fixed.keep(years.poolStarts), poolOfYear: fixed.keep(years.pools),
      blockOfYear: fixed.keep(years.blocks),
      choices: fixed.keep(choices.all), choiceLists: fixed.keep(choices.lists),
      choiceLimits: fixed.keep(network.choices.limits.map(\.rawValue)),
      groupPriority: fixed.keep(network.choices.groupPriority),
      groupTurn: fixed.keep(network.choices.groupTurns),
      soughtStarts: fixed.keep(
        Seeker.Group.allCases.map { $0.counted.rawValue * network.shape.count }),
      areaShares: fixed.keep(network.areas.cumulated), imports: fixed.keep(network.imports),
      stretch: fixed.keep(network.stretch), named: fixed.keep(network.named.flatMap { $0 }),
      isIndependent: fixed.keep(provisions.map { $0.kind == .independent }),
      keepsWaiting: fixed.keep(provisions.map { PlacementTables.keepsWaiting($0.kind) }),
      provisionYears: fixed.keep(provisions.map(\.ncys)),
      overflow: fixed.keep(network.overflow.rows),
      overflowStarts: fixed.keep(network.overflow.starts), special: network.special,
      awaitingBase: network.awaitingBase, hasBlocks: !network.register.blocks.isEmpty,
      isCosted: !network.costs.isEmpty)
    kept = fixed.all
  }
}

/// Pools and blocks of places by base and year.
private struct BaseYears {
  /// Where the pools of each base begin, and the end of the last: one for years without places of their own, then one for each block.
  private(set) var poolStarts = [0]
  /// Base × NCY: the pool that serves the year.
  private(set) var pools: [Int] = []
  /// Base × NCY: the block of places for that year; -1 where its places are for any year.
  private(set) var blocks: [Int] = []
  private let space: StateSpace
  private let areas: Int
  private let addresses: [UInt64]

  init(_ network: PlacementNetwork) {
    space = network.plan.space
    addresses = network.plan.bases.map(\.address)
    areas = network.areas.areas
    for base in network.plan.bases {
      let own = base.setting.map { network.blocksOfSetting[$0] } ?? []
      let start = poolStarts[poolStarts.count - 1]
      for index in 0..<space.ncys {
        let place = own.firstIndex { network.register.blocks[$0].ncys.contains(NCY.at(index)) }
        pools.append(start + (place.map { $0 + 1 } ?? 0))
        blocks.append(place.map { own[$0] } ?? -1)
      }
      poolStarts.append(start + own.count + 1)
    }
  }

  /// Choices with the pool that serves the year.
  func choices(_ choices: Choices) -> [[PlacementTables.Choice]] {
    choices.starts.indices.dropLast().map { list in
      let ncy = list / areas % (space.ncys * space.needs) / space.needs
      let own = choices.all[choices.starts[list]..<choices.starts[list + 1]]
      return own.indices.map { index in
        let choice = own[index]
        let isTied = [index - 1, index + 1].contains {
          own.indices.contains($0) && own[$0].rank == choice.rank
        }
        return PlacementTables.Choice(
          choice, pool: pools[choice.base * space.ncys + ncy], address: addresses[choice.base],
          isTied: isTied)
      }
    }
  }
}

/// Lists one after another, each of those that are the same once.
private struct SharedLists {
  private(set) var all: [PlacementTables.Choice] = []
  private(set) var lists: [Range<Int32>] = []

  init(_ lists: [[PlacementTables.Choice]]) {
    var known: [[PlacementTables.Choice]: Range<Int32>] = [:]
    for list in lists {
      if known[list] == nil {
        known[list] = Int32(all.count)..<Int32(all.count + list.count)
        all += list
      }
      self.lists.append(known[list] ?? 0..<0)
    }
  }
}

/// Addresses that are made of others, mixed once.
private struct JoinedAddresses {
  /// Need × phase.
  let leaves: [UInt64]
  /// Cells of the space.
  let cells: [UInt64]
  /// Base × status × area.
  let groups: [UInt64]
  /// Base × status, mixed with no provision.
  let kept: [UInt64]
  /// Provision × area.
  let origins: [UInt64]

  init(_ network: PlacementNetwork) {
    let plan = network.plan
    leaves = plan.space.codes.needs.flatMap { need in
      Phase.allCases.map { stableHash("\(need.code)|\($0.rawValue)") }
    }
    cells = network.rowAddress.flatMap { row in network.provisionAddress.map { mixed(row, $0) } }
    let seats = plan.bases.flatMap { base in plan.statusAddress.map { mixed(base.address, $0) } }
    groups = seats.flatMap { seat in network.areas.address.map { mixed(seat, $0) } }
    kept = seats.map { mixed($0, 0) }
    origins = network.provisionAddress.flatMap { provision in
      network.areas.address.map { mixed(provision, $0) }
    }
  }
}
