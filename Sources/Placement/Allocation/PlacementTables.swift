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

/// What the inner loops of a draw read, in plain memory that the network keeps alive.
struct PlacementTables: @unchecked Sendable {
  let needs: Int
  let provisions: Int
  let ncys: Int
  let areas: Int
  let censuses: Int
  /// The number of provisions with settings.
  let limitedCount: Int
  /// The number of destinations.
  let destinations: Int
  /// The number of leaves.
  let leaves: Int
  let bases: UnsafeBufferPointer<SeatPlan.Base>
  let basesOfProvision: UnsafeBufferPointer<Range<Int>>
  let limited: UnsafeBufferPointer<Int>
  let limitedIndex: UnsafeBufferPointer<Int?>
  let baseOfSetting: UnsafeBufferPointer<Int>
  let statusAddress: UnsafeBufferPointer<UInt64>
  let rowAddress: UnsafeBufferPointer<UInt64>
  let provisionAddress: UnsafeBufferPointer<UInt64>
  let areaAddress: UnsafeBufferPointer<UInt64>
  /// Address of each need × phase.
  let leafAddress: UnsafeBufferPointer<UInt64>
  /// Position of the phase of each NCY × need.
  let phaseOfRow: UnsafeBufferPointer<Int>
  let choices: UnsafeBufferPointer<Choices.Choice>
  let choiceStarts: UnsafeBufferPointer<Int>
  let choiceLimits: UnsafeBufferPointer<PlaceLimit>
  let groupPriority: UnsafeBufferPointer<UInt64>
  let areaShares: UnsafeBufferPointer<Double>
  let imports: UnsafeBufferPointer<Int>
  /// Ceiling of each setting as a multiple of its places.
  let stretch: UnsafeBufferPointer<Double>
  /// By projected year, need × phase: the share of starts in independent schools that are named whatever places there are.
  let named: UnsafeBufferPointer<Double>
  let provisionKinds: UnsafeBufferPointer<Provision.Kind>
  let provisionYears: UnsafeBufferPointer<ClosedRange<Int>>
  let overflow: UnsafeBufferPointer<OverflowTable.Row>
  let overflowStarts: UnsafeBufferPointer<Int>
  let blockCount: UnsafeBufferPointer<Int>

  /// True where some places are for certain years alone.
  let hasBlocks: Bool

  @inline(__always) var rows: Int { ncys * needs }

  /// The destinations of the overflow table to try: the drawn one, then those after it in order. Nothing left: awaiting.
  func destinations(wanted: Int, row: Int, drawn u: Double) -> Range<Int> {
    let list = (wanted * 4 + phaseOfRow[row]) * needs + row % needs
    let range = overflowStarts[list]..<overflowStarts[list + 1]
    var first = range.lowerBound
    while first < range.upperBound, u >= overflow[first].cumulative { first += 1 }
    // Shares may add to a little less than 1.
    return min(first, max(range.lowerBound, range.upperBound - 1))..<range.upperBound
  }

  @inline(__always)
  func isLimited(_ provision: Int) -> Bool { limitedIndex[provision] != nil }

  /// The base of the only seat of a provision without settings.
  @inline(__always)
  func openBase(_ provision: Int) -> Int { basesOfProvision[provision].lowerBound }

  /// The number of a status.
  @inline(__always)
  func number(_ status: SeatPlan.Status) -> Int {
    switch status {
    case .content: 0
    case .waiting(let index): 1 + index
    case .elsewhere(let index): 1 + limitedCount + index
    }
  }

  /// The status of a number.
  @inline(__always)
  func status(_ number: Int) -> SeatPlan.Status {
    if number == 0 { return .content }
    return number <= limitedCount ? .waiting(number - 1) : .elsewhere(number - 1 - limitedCount)
  }

  @inline(__always)
  private func place(_ provision: Int, _ row: Int, _ area: Int) -> Int {
    (provision * rows + row) * areas + area
  }

  /// The settings of a provision (position among those with settings) for a row and area: positions in `choices`.
  @inline(__always)
  func choices(_ provision: Int, row: Int, area: Int) -> Range<Int> {
    let place = place(provision, row, area)
    return choiceStarts[place]..<choiceStarts[place + 1]
  }

  /// Why there is no place, when all of the settings that are looked at are full or there are none.
  @inline(__always)
  func limit(_ provision: Int, row: Int, area: Int) -> PlaceLimit {
    choiceLimits[place(provision, row, area)]
  }

  /// The position of a leaf.
  @inline(__always)
  func leaf(_ provision: Int, row: Int, area: Int) -> Int {
    ((provision * needs + row % needs) * 4 + phaseOfRow[row]) * areas + area
  }

  /// The area that a uniform number names at a census, 0 the base.
  @inline(__always)
  func area(census: Int, row: Int, _ u: Double) -> Int {
    guard areas > 1 else { return 0 }
    let start = (min(census, censuses - 1) * rows + row) * areas
    var area = 0
    while area < areas - 1, u >= areaShares[start + area] { area += 1 }
    return area
  }
}

/// The memory of `PlacementTables`.
final class PlacementMemory: Sendable {
  let tables: PlacementTables
  private let bases: FixedTable<SeatPlan.Base>
  private let ranges: FixedTable<Range<Int>>
  private let limitedIndex: FixedTable<Int?>
  private let integers: [FixedTable<Int>]
  private let words: [FixedTable<UInt64>]
  private let choices: FixedTable<Choices.Choice>
  private let limits: FixedTable<PlaceLimit>
  private let numbers: [FixedTable<Double>]
  private let kinds: FixedTable<Provision.Kind>
  private let years: FixedTable<ClosedRange<Int>>
  private let overflow: FixedTable<OverflowTable.Row>

  init(_ network: PlacementNetwork) {
    let plan = network.plan
    let space = plan.space
    bases = FixedTable(plan.bases)
    ranges = FixedTable(plan.basesOfProvision)
    limitedIndex = FixedTable(plan.limitedIndex)
    choices = FixedTable(network.choices.all)
    limits = FixedTable(network.choices.limits)
    numbers = [network.areas.cumulated, network.stretch, network.named.flatMap { $0 }].map(
      FixedTable.init)
    kinds = FixedTable(space.codes.provisions.map(\.kind))
    years = FixedTable(space.codes.provisions.map(\.ncys))
    overflow = FixedTable(network.overflow.rows)
    integers = [
      plan.limited, plan.baseOfSetting,
      (0..<(space.ncys * space.needs)).map { Phase(ncy: NCY.at($0 / space.needs)).position },
      network.choices.starts, network.imports, network.blocksOfSetting.map(\.count),
      network.overflow.starts,
    ].map(FixedTable.init)
    words = [
      plan.statusAddress, network.rowAddress, network.provisionAddress, network.areas.address,
      network.choices.groupPriority,
      space.codes.needs.flatMap { need in
        Phase.allCases.map { stableHash("\(need.code)|\($0.rawValue)") }
      },
    ].map(FixedTable.init)
    tables = PlacementTables(
      needs: space.needs, provisions: space.provisions, ncys: space.ncys,
      areas: network.areas.areas, censuses: network.areas.censuses,
      limitedCount: plan.limited.count, destinations: network.shape.destinations,
      leaves: network.shape.count, bases: bases.values, basesOfProvision: ranges.values,
      limited: integers[0].values, limitedIndex: limitedIndex.values,
      baseOfSetting: integers[1].values, statusAddress: words[0].values,
      rowAddress: words[1].values, provisionAddress: words[2].values,
      areaAddress: words[3].values, leafAddress: words[5].values, phaseOfRow: integers[2].values,
      choices: choices.values,
      choiceStarts: integers[3].values, choiceLimits: limits.values,
      groupPriority: words[4].values, areaShares: numbers[0].values, imports: integers[4].values,
      stretch: numbers[1].values, named: numbers[2].values, provisionKinds: kinds.values,
      provisionYears: years.values, overflow: overflow.values,
      overflowStarts: integers[6].values, blockCount: integers[5].values,
      hasBlocks: !network.register.blocks.isEmpty)
  }
}
