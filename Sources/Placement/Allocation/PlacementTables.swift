import NumericalCore
import Vocabulary

/// What the inner loops of a draw read, in plain memory that the network keeps alive.
///
/// Tables of structures are small and without optionals: −1 stands for none.
struct PlacementTables: @unchecked Sendable {
  /// A base, as the inner loops read it.
  struct Seat {
    let provision: Int32
    /// −1 for a provision without settings.
    let setting: Int32
    /// The provision's position in `limited`; −1 for one without settings.
    let limited: Int32
    /// Position of the NCY at which children of a setting are released; −1 if never.
    let releasedAt: Int16
    let isElsewhere: Bool
    let address: UInt64

    init(_ base: SeatPlan.Base, _ plan: SeatPlan) {
      provision = Int32(base.provision)
      setting = Int32(base.setting ?? -1)
      limited = Int32(plan.limitedIndex[base.provision] ?? -1)
      releasedAt = Int16(base.releasedAt ?? -1)
      isElsewhere = base.isElsewhere
      address = base.address
    }
  }

  /// One setting as somebody sees it: `Choices.Choice` with the pool of the year.
  struct Choice: Hashable {
    let base: Int32
    let pool: Int32
    let rank: UInt64
    let priority: UInt64
    /// The journey is accepted by a number of 53 bits below this: `unit(bits) < acceptance` without a conversion.
    let acceptance: UInt64
    /// Address of the base; never 0.
    let address: UInt64
    /// True where another setting has the same rank, so that a lot puts them in order.
    let isTied: Bool

    init(_ choice: Choices.Choice, pool: Int, address: UInt64, isTied: Bool) {
      base = Int32(choice.base)
      self.pool = Int32(pool)
      rank = choice.rank
      priority = choice.priority
      // Scaling by a power of two is exact: k × 2⁻⁵³ < a where k < ⌈a × 2⁵³⌉.
      acceptance = UInt64((min(1, choice.acceptance) * 0x1p53).rounded(.up))
      self.address = address
      self.isTied = isTied
    }

    /// True where everybody accepts the journey.
    @inline(__always) var isNear: Bool { acceptance == 1 << 53 }
  }

  let needs: Int
  let provisions: Int
  let ncys: Int
  let areas: Int
  let censuses: Int
  /// The number of provisions with settings.
  let limitedCount: Int
  let statuses: Int
  /// The number of destinations.
  let destinations: Int
  /// The number of leaves.
  let leaves: Int
  /// The number of settings.
  let settings: Int
  /// The number of reasons why there is no place.
  let limits: Int
  /// The position of "too far" among them.
  let tooFar: Int
  let seats: UnsafeBufferPointer<Seat>
  let basesOfProvision: UnsafeBufferPointer<Range<Int>>
  let limited: UnsafeBufferPointer<Int>
  let limitedIndex: UnsafeBufferPointer<Int?>
  let baseOfSetting: UnsafeBufferPointer<Int>
  /// The address of no seat and no provision.
  let nobody = mixed(0, 0)
  let statusAddress: UnsafeBufferPointer<UInt64>
  let rowAddress: UnsafeBufferPointer<UInt64>
  let provisionAddress: UnsafeBufferPointer<UInt64>
  /// Address of each need × phase.
  let leafAddress: UnsafeBufferPointer<UInt64>
  /// Row mixed with provision, cells of the space.
  let cellAddress: UnsafeBufferPointer<UInt64>
  /// Base × status × area: the address of a group made of codes, its row apart.
  let groupAddress: UnsafeBufferPointer<UInt64>
  /// Base × status: the address of a seat that somebody keeps who takes nothing else if there is no place.
  let keptAddress: UnsafeBufferPointer<UInt64>
  /// Provision mixed with area.
  let originAddress: UnsafeBufferPointer<UInt64>
  /// Position of the NCY of each NCY × need.
  let ncyOfRow: UnsafeBufferPointer<Int>
  /// Position of the phase of each NCY × need.
  let phaseOfRow: UnsafeBufferPointer<Int>
  /// Need × phase of each NCY × need.
  let leafOfRow: UnsafeBufferPointer<Int>
  /// By position of NCY: true where children transfer on entering it.
  let isTransfer: UnsafeBufferPointer<Bool>
  /// Where the pools of each base begin, and the end of the last.
  let poolStarts: UnsafeBufferPointer<Int>
  /// Base × NCY: the pool that serves the year, the first of the base where no places are for that year alone.
  let poolOfYear: UnsafeBufferPointer<Int>
  /// Base × NCY: the block of places for that year; −1 where its places are for any year.
  let blockOfYear: UnsafeBufferPointer<Int>
  /// Lists of choices; those that are the same are here once, so that they stay near.
  let choices: UnsafeBufferPointer<Choice>
  /// Where the list of each provision with settings × row × area is.
  let choiceLists: UnsafeBufferPointer<Range<Int32>>
  /// Why there is no place, when all of the settings that are looked at are full or there are none: `PlaceLimit`.
  let choiceLimits: UnsafeBufferPointer<Int>
  let groupPriority: UnsafeBufferPointer<UInt64>
  /// By why somebody looks: the order in which those without a place are passed on.
  let groupTurn: UnsafeBufferPointer<UInt64>
  /// Where the counts of those who look begin, by why they look.
  let soughtStarts: UnsafeBufferPointer<Int>
  let areaShares: UnsafeBufferPointer<Double>
  let imports: UnsafeBufferPointer<Int>
  /// Ceiling of each setting as a multiple of its places.
  let stretch: UnsafeBufferPointer<Double>
  /// By projected year, need × phase: the share of starts in independent schools that are named whatever places there are.
  let named: UnsafeBufferPointer<Double>
  let isIndependent: UnsafeBufferPointer<Bool>
  /// True where going on to the provision ends nobody's wait.
  let keepsWaiting: UnsafeBufferPointer<Bool>
  let provisionYears: UnsafeBufferPointer<ClosedRange<Int>>
  let overflow: UnsafeBufferPointer<OverflowTable.Row>
  let overflowStarts: UnsafeBufferPointer<Int>
  /// Position in `limited` of the state special provision; nil where it has no settings.
  let special: Int?
  /// Where children sit who have no setting.
  let awaitingBase: Int
  /// True where some places are for certain years alone.
  let hasBlocks: Bool
  /// True where it is known what a placement costs.
  let isCosted: Bool

  @inline(__always) var rows: Int { ncys &* needs }
  @inline(__always) var cells: Int { ncys &* needs &* provisions }

  /// Going on to mainstream, to college or to no school ends nobody's wait; another kind of place does.
  static func keepsWaiting(_ kind: Provision.Kind) -> Bool {
    switch kind {
    case .earlyYears, .mainstream, .furtherEducation, .none: true
    default: false
    }
  }

  /// The destinations of the overflow table to try: the drawn one, then those after it in order. Nothing left: awaiting.
  @inline(__always)
  func destinations(wanted: Int, row: Int, drawn u: Double) -> Range<Int> {
    let list = (wanted * 4 + phaseOfRow[row]) * needs + row - ncyOfRow[row] * needs
    let (lower, upper) = (overflowStarts[list], overflowStarts[list + 1])
    var first = lower
    while first < upper, u >= overflow[first].cumulative { first += 1 }
    // Shares may add to a little less than 1.
    return min(first, max(lower, upper - 1))..<upper
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

  /// The list of choices of a provision (position among those with settings) for a row and area.
  @inline(__always)
  func list(_ provision: Int, row: Int, area: Int) -> Int {
    (provision &* rows &+ row) &* areas &+ area
  }

  /// The settings of a provision (position among those with settings) for a row and area: positions in `choices`.
  @inline(__always)
  func choices(_ provision: Int, row: Int, area: Int) -> Range<Int> {
    choices(list(provision, row: row, area: area))
  }

  /// The same of a list.
  @inline(__always)
  func choices(_ list: Int) -> Range<Int> {
    let range = choiceLists[list]
    return Int(range.lowerBound)..<Int(range.upperBound)
  }

  /// The position of a leaf.
  @inline(__always)
  func leaf(_ provision: Int, row: Int, area: Int) -> Int {
    (provision &* needs &* 4 &+ leafOfRow[row]) &* areas &+ area
  }

  /// The address of a group made of codes, its row apart.
  @inline(__always)
  func address(_ key: PupilKey) -> UInt64 {
    groupAddress[(key.base &* statuses &+ key.status) &* areas &+ key.area]
  }

  /// The address of a seat that somebody keeps, mixed with the provision that they take if there is no place.
  @inline(__always)
  func address(_ kept: Int?, status: Int, fallback: Int?) -> UInt64 {
    guard let fallback else { return kept.map { keptAddress[$0 &* statuses &+ status] } ?? nobody }
    let seat = kept.map { mixed(seats[$0].address, statusAddress[status]) }
    return mixed(seat ?? 0, provisionAddress[fallback])
  }

  /// The cumulated shares of the areas in a row at a census, 0 the base.
  @inline(__always)
  func shares(census: Int, row: Int) -> UnsafePointer<Double> {
    let start = (min(census, censuses &- 1) &* rows &+ row) &* areas
    return areaShares.baseAddress.unsafelyUnwrapped + start
  }

  /// The area that a uniform number names at a census, 0 the base.
  @inline(__always)
  func area(census: Int, row: Int, _ u: Double) -> Int {
    guard areas > 1 else { return 0 }
    let shares = shares(census: census, row: row)
    var area = 0
    while area < areas &- 1, u >= shares[area] { area &+= 1 }
    return area
  }

  /// True where a base has places for certain years.
  @inline(__always)
  func hasPools(_ base: Int) -> Bool { poolStarts[base &+ 1] &- poolStarts[base] > 1 }

  /// The pool of a base for a row.
  @inline(__always)
  func pool(_ base: Int, row: Int) -> Int { poolOfYear[base &* ncys &+ ncyOfRow[row]] }

  @inline(__always) var attendingStart: Int { Placements.Count.attending.rawValue * leaves }
  @inline(__always) var attendingElsewhereStart: Int {
    Placements.Count.attendingElsewhere.rawValue * leaves
  }
  @inline(__always) var waitingStart: Int { Placements.Count.waiting.rawValue * leaves }
  @inline(__always) var elsewhereStart: Int { Placements.Count.elsewhere.rawValue * leaves }
}
