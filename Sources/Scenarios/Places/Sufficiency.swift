import Dispatch
import Synchronization
public import Vocabulary

/// Children who need a place beside the places there are: by academic year, provision with settings, need, phase and area.
///
/// Everything is counted in each draw and then described over the draws; totals are sums of a draw's parts.
public struct Sufficiency: Sendable {
  /// A count of children over the draws.
  public struct Count: Sendable, Hashable {
    /// The sum over the draws.
    public let sum: Int
    /// The quantile that 50 draws in 100 do not exceed, in hundredths of a child.
    public let p50: Int
    /// The same for 80 draws in 100.
    public let p80: Int
    /// The same for 90 draws in 100.
    public let p90: Int

    static let nothing = Count(sum: 0, p50: 0, p80: 0, p90: 0)

    init(sum: Int, p50: Int, p80: Int, p90: Int) {
      self.sum = sum
      self.p50 = p50
      self.p80 = p80
      self.p90 = p90
    }

    init(_ counted: CountedDraws) {
      self.init(
        sum: counted.sum, p50: counted.hundredths(50), p80: counted.hundredths(80),
        p90: counted.hundredths(90))
    }
  }

  /// A moment of the year.
  public struct Moment: Sendable, Hashable {
    /// Children who need a place: on roll, waiting, or elsewhere for want of one.
    public let needed: Count
    /// The number of draws in which they are more than the places.
    public let over: Int
  }

  /// A row: need, phase and area in a provision and year.
  public struct Row: Sendable {
    /// Mean places of the settings located here.
    public let places: Double
    /// True where the commissioned places of all these settings are known.
    public let placesAreKnown: Bool
    /// Sum over the draws of children who looked from the waiting list.
    public let fromList: Int
    /// Sum over the draws of children who looked otherwise, the whole year's.
    public let newDemand: Int
    /// Children who need a place at the January census.
    public let census: Count
    /// Those of them without one.
    public let without: Count
    /// The two moments, in the order of `PlaceMoment`.
    public let moments: [Moment]

    /// Children who need a place at a moment.
    public func at(_ moment: PlaceMoment) -> Moment { moments[moment.rawValue] }

    /// Sum over the draws of children who looked otherwise than from the list and came by a moment.
    public func newDemand(by moment: PlaceMoment) -> Int {
      newDemand + at(moment).needed.sum - census.sum
    }

    /// Sum over the draws of children who need a place and did not look: they stay in theirs, or where they settled.
    public var staying: Int { census.sum - fromList - newDemand }

    /// True where at the January census there are neither children in any draw nor places that two decimals show.
    public var isNothing: Bool { places < 0.005 && census.sum == 0 && without.sum == 0 }

    /// True where there are none at a moment either.
    public func isNothing(at moment: PlaceMoment) -> Bool {
      isNothing && at(moment).needed.sum == 0
    }

    /// Places less than needed in 8 draws of 10, in hundredths; negative where there are more.
    public func shortfall(_ moment: PlaceMoment) -> Int {
      at(moment).needed.p80 - Int((places * 100).rounded(.toNearestOrAwayFromZero))
    }
  }

  /// The shape of what is said about places.
  public let shape: PlaceSpace
  /// The rows of each provision.
  public let rows: PlaceRows
  /// The number of projected years.
  public let years: Int
  /// The number of draws.
  public let draws: Int
  private let table: [[[Row]]]

  /// Counts a run. Linear in years × provisions × rows × draws.
  public init(_ run: ScenarioRun) {
    shape = run.places.shape
    rows = PlaceRows(shape)
    years = run.model.years
    draws = run.places.draws
    table = Self.table(run)
  }

  /// Provision × year: on some threads, each with years of its own.
  private static func table(_ run: ScenarioRun) -> [[[Row]]] {
    let (provisions, years) = (run.places.shape.provisions.count, run.model.years)
    let half = (years + 1) / 2
    let parts = (0..<provisions).flatMap { [($0, 0..<half), ($0, half..<years)] }
    let result = Mutex([[[Row]]](repeating: [], count: parts.count))
    let count = { @Sendable (part: Int) in
      let (provision, years) = parts[part]
      var counter = SufficiencyCounter(run, provision: provision)
      let rows = years.map { counter.rows($0, isFirst: $0 == years.lowerBound) }
      result.withLock { $0[part] = rows }
    }
    if run.options.threads > 1 {
      DispatchQueue.concurrentPerform(iterations: parts.count, execute: count)
    } else {
      parts.indices.forEach(count)
    }
    let counted = result.withLock { $0 }
    return (0..<provisions).map { counted[2 * $0] + counted[2 * $0 + 1] }
  }

  /// A row of a projected year and a provision, by its position among those with settings.
  public func row(_ row: Int, year: Int, provision: Int) -> Row { table[provision][year][row] }
}

/// Counts the rows of one provision, year after year, in the same memory.
private struct SufficiencyCounter {
  private let store: PlaceStore
  private let provision: Int
  private let years: Int
  private let table: PlaceRows
  private let places: RowPlaces
  private var needed: RowDraws
  private var without: RowDraws
  /// Children who looked during the year that a census closes, and during the next.
  private var before: RowDraws
  private var after: RowDraws
  private var counted = CountedDraws()
  private var scratch: [Int32]

  init(_ run: ScenarioRun, provision: Int) {
    store = run.places
    self.provision = provision
    years = run.model.years
    table = PlaceRows(store.shape)
    places = RowPlaces(run.model, store, provision: provision)
    needed = RowDraws(table, draws: store.draws)
    without = needed
    before = needed
    after = needed
    scratch = Array(repeating: 0, count: store.draws)
  }

  /// The rows of a year; years come in their order, from any of them on.
  mutating func rows(_ year: Int, isFirst: Bool) -> [Sufficiency.Row] {
    needed.fill(store, .needed, year: year, provision: provision)
    without.fill(store, .without, year: year, provision: provision)
    if isFirst { after.fill(store, .duringYear, year: year, provision: provision) }
    swap(&before, &after)
    // The last year stands for the one after it.
    after.fill(store, .duringYear, year: min(year + 1, years - 1), provision: provision)
    let fromList = sums([.soughtFromList], year)
    let otherwise = sums([.soughtAtTransfer, .soughtNew, .soughtMidPhase, .induced], year)
    let room = places.year(year)
    return (0..<table.count).map { row in
      let here = room.row(row)
      return Sufficiency.Row(
        places: here.mean, placesAreKnown: places.areKnown(row), fromList: fromList[row],
        newDemand: otherwise[row], census: count(needed, row), without: count(without, row),
        moments: PlaceMoment.allCases.map { count($0, row, here.room) })
    }
  }

  private func sums(_ counts: [Placements.Count], _ year: Int) -> [Int] {
    table.totals { need, phase, area in
      let leaf = store.shape.leaf(provision, need: need, phase: phase, area: area)
      return counts.reduce(0) { $0 + store.sum($1, year: year, leaf: leaf) }
    }
  }

  private mutating func count(_ series: RowDraws, _ row: Int) -> Sufficiency.Count {
    guard table.isWritten(row), !series.isNothing[row] else { return .nothing }
    series.withRow(row) { counted.count($0) }
    return Sufficiency.Count(counted)
  }

  private mutating func count(
    _ moment: PlaceMoment, _ row: Int, _ room: RowPlaces.Room
  ) -> Sufficiency.Moment {
    guard table.isWritten(row),
      !(needed.isNothing[row] && before.isNothing[row] && after.isNothing[row])
    else { return Sufficiency.Moment(needed: .nothing, over: 0) }
    let draws = store.draws
    needed.withRow(row) { census in
      before.withRow(row) { before in
        after.withRow(row) { after in
          scratch.withUnsafeMutableBufferPointer { scratch in
            for draw in 0..<draws {
              scratch[draw] = moment.needed(
                census[draw], before: before[draw], after: after[draw])
            }
          }
        }
      }
    }
    counted.count(scratch)
    return Sufficiency.Moment(needed: Sufficiency.Count(counted), over: over(room))
  }

  private func over(_ room: RowPlaces.Room) -> Int {
    switch room {
    case .same(let places): return scratch.reduce(0) { $0 + ($1 > places ? 1 : 0) }
    case .byDraw(let places):
      return scratch.indices.reduce(0) { $0 + (scratch[$1] > places[$1] ? 1 : 0) }
    }
  }
}
