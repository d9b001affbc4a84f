public import Vocabulary

/// What every draw of a scenario says of places, by provision with settings × need × phase × area.
///
/// A draw writes its own row, whichever thread runs it; sums over draws are whole numbers. So nothing depends on threads.
public final class PlaceStore: @unchecked Sendable {
  /// The series kept for every draw, leaf by leaf.
  public enum Series: Int, CaseIterable, Sendable {
    /// Children who attend, wait, or settled elsewhere for want of a place, at the closing census.
    case needed
    /// Children who wait or settled elsewhere for want of a place, at the closing census.
    case without
    /// Children who looked during the year: with a new plan or in the middle of a phase.
    case duringYear
  }

  /// The shape of what is said about places.
  public let shape: PlaceSpace
  /// The number of draws.
  public let draws: Int
  /// The number of projected years.
  public let years: Int
  /// The number of settings.
  public let settings: Int

  private let byArea: UnsafeMutableBufferPointer<UInt16>
  private let leaves: UnsafeMutableBufferPointer<UInt16>
  private let places: UnsafeMutableBufferPointer<UInt16>
  private let sums: UnsafeMutableBufferPointer<Int>
  private let sumsPerYear: Int

  // Rows are disjoint by draw and sums are added under a lock by the runner: hence @unchecked.
  init(_ shape: PlaceSpace, years: Int, settings: Int, draws: Int) {
    self.shape = shape
    self.years = years
    self.settings = settings
    self.draws = draws
    sumsPerYear = PlaceSums.count(shape)
    leaves = .allocate(capacity: draws * years * Series.allCases.count * shape.count)
    leaves.initialize(repeating: 0)
    byArea = .allocate(capacity: draws * years * shape.leavesPerProvision)
    byArea.initialize(repeating: 0)
    places = .allocate(capacity: draws * years * settings)
    places.initialize(repeating: 0)
    sums = .allocate(capacity: years * sumsPerYear)
    sums.initialize(repeating: 0)
  }

  deinit {
    leaves.deallocate()
    places.deallocate()
    byArea.deallocate()
    sums.deallocate()
  }

  private func position(_ draw: Int, _ year: Int, _ series: Series) -> Int {
    ((draw * years + year) * Series.allCases.count + series.rawValue) * shape.count
  }

  /// Writes the row of a draw and year.
  func write(_ draw: Int, _ year: Int, _ result: Placements) {
    let (needed, without, during) = (
      position(draw, year, .needed), position(draw, year, .without),
      position(draw, year, .duringYear)
    )
    let count = shape.count
    func start(_ kind: Placements.Count) -> Int { kind.rawValue * count }
    let (attending, waiting, elsewhere) = (
      start(.attending), start(.waiting), start(.elsewhere)
    )
    let (new, moved, induced) = (start(.soughtNew), start(.soughtMidPhase), start(.induced))
    result.counts.withUnsafeBufferPointer { counts in
      for leaf in 0..<count {
        let unmet = counts[waiting + leaf] + counts[elsewhere + leaf]
        leaves[needed + leaf] = UInt16(clamping: counts[attending + leaf] + unmet)
        leaves[without + leaf] = UInt16(clamping: unmet)
        leaves[during + leaf] = UInt16(
          clamping: counts[new + leaf] + counts[moved + leaf] + counts[induced + leaf])
      }
    }
    let area = (draw * years + year) * shape.leavesPerProvision
    for leaf in 0..<shape.leavesPerProvision {
      byArea[area + leaf] = UInt16(clamping: result.byArea[leaf])
    }
    for setting in 0..<settings {
      places[(draw * years + year) * settings + setting] = UInt16(
        clamping: result.places[setting].all)
    }
  }

  /// Adds a thread's sums. Whole numbers: the order of the threads changes nothing.
  func add(_ other: PlaceSums) {
    for index in other.values.indices { sums[index] += other.values[index] }
  }

  /// Children of some leaves in every draw.
  public func heads(_ series: Series, year: Int, leaves chosen: [Int]) -> [Int64] {
    (0..<draws).map { draw in
      let start = position(draw, year, series)
      return chosen.reduce(0) { $0 + Int64(leaves[start + $1]) }
    }
  }

  /// Plans of some need × phase × area in every draw: positions as in `Placements.byArea`.
  public func plans(year: Int, leaves chosen: [Int]) -> [Int64] {
    (0..<draws).map { draw in
      let start = (draw * years + year) * shape.leavesPerProvision
      return chosen.reduce(0) { $0 + Int64(byArea[start + $1]) }
    }
  }

  /// Writes the draws of every leaf of a provision, draws running fastest, from a position of each leaf on.
  func transpose(
    _ series: Series, year: Int, provision: Int, into target: UnsafeMutableBufferPointer<Int32>,
    from start: (_ leaf: Int) -> Int
  ) {
    let count = shape.leavesPerProvision
    let starts = (0..<count).map(start)
    // Sixteen draws at a time: a line of memory is then read and written once.
    for first in stride(from: 0, to: draws, by: 16) {
      let last = min(first + 16, draws)
      let rows = (first..<last).map { position($0, year, series) + provision * count }
      for leaf in 0..<count {
        for draw in first..<last {
          target[starts[leaf] + draw] = Int32(leaves[rows[draw - first] + leaf])
        }
      }
    }
  }

  /// Places of a setting in every draw.
  public func places(year: Int, setting: Int) -> [Int64] {
    (0..<draws).map { Int64(places[($0 * years + year) * settings + setting]) }
  }

  /// The sum over draws of a count of a leaf.
  public func sum(_ count: Placements.Count, year: Int, leaf: Int) -> Int {
    sums[year * sumsPerYear + Placements.countIndex(shape, count, leaf: leaf)]
  }

  /// The sum over draws of children of a leaf who went somewhere.
  public func overflowSum(year: Int, leaf: Int, went: Int) -> Int {
    sums[
      year * sumsPerYear + PlaceSums.overflowStart(shape)
        + Placements.overflowIndex(shape, leaf: leaf, went: went)]
  }

  /// The sum over draws of children of a leaf for whom there was no place, by what stood in the way.
  public func unplacedSum(year: Int, leaf: Int, _ limit: PlaceLimit) -> Int {
    sums[
      year * sumsPerYear + PlaceSums.unplacedStart(shape)
        + Placements.unplacedIndex(leaf: leaf, limit)]
  }
}

/// One thread's sums over its draws: year × (counts, overflow, unplaced).
struct PlaceSums {
  private(set) var values: [Int]
  private let shape: PlaceSpace

  init(_ shape: PlaceSpace, years: Int) {
    self.shape = shape
    values = Array(repeating: 0, count: years * Self.count(shape))
  }

  static func overflowStart(_ shape: PlaceSpace) -> Int {
    Placements.Count.allCases.count * shape.count
  }

  static func unplacedStart(_ shape: PlaceSpace) -> Int {
    overflowStart(shape) + shape.count * shape.destinations
  }

  static func count(_ shape: PlaceSpace) -> Int {
    unplacedStart(shape) + shape.count * PlaceLimit.allCases.count
  }

  mutating func add(_ year: Int, _ result: Placements) {
    let start = year * Self.count(shape)
    add(result.counts, from: start)
    let overflow = start + Self.overflowStart(shape)
    for index in result.overflown { values[overflow + index] += Int(result.overflow[index]) }
    add(result.unplaced, from: start + Self.unplacedStart(shape))
  }

  private mutating func add(_ counts: [Int32], from start: Int) {
    values.withUnsafeMutableBufferPointer { values in
      counts.withUnsafeBufferPointer { counts in
        // Most are 0; adding them costs less than asking.
        for index in counts.indices { values[start &+ index] &+= Int(counts[index]) }
      }
    }
  }
}
