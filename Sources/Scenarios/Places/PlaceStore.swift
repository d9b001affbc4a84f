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

  /// By year: leaves of each series, need × phase × area, settings.
  private let kept: DrawColumns<Int32>
  private let columnsPerYear: Int
  private let sums: UnsafeMutableBufferPointer<Int>
  private let sumsPerYear: Int

  // Sums are added under a lock by the runner: hence @unchecked.
  init(_ shape: PlaceSpace, years: Int, settings: Int, kept: (_ columns: Int) -> DrawColumns<Int32>)
  {
    self.shape = shape
    self.years = years
    self.settings = settings
    columnsPerYear = Series.allCases.count * shape.count + shape.leavesPerProvision + settings
    self.kept = kept(years * columnsPerYear)
    draws = self.kept.drawn.count
    sumsPerYear = PlaceSums.count(shape)
    sums = .allocate(capacity: years * sumsPerYear)
    sums.initialize(repeating: 0)
  }

  deinit { sums.deallocate() }

  private func column(_ year: Int, _ series: Series) -> Int {
    year * columnsPerYear + series.rawValue * shape.count
  }

  private func areaColumn(_ year: Int) -> Int {
    year * columnsPerYear + Series.allCases.count * shape.count
  }

  private func settingColumn(_ year: Int) -> Int { areaColumn(year) + shape.leavesPerProvision }

  /// The row of a draw, until `close`.
  func row(_ draw: Int) -> UnsafeMutableBufferPointer<Int32> { kept.open(draw) }

  /// Ends the row of a draw.
  func close(_ draw: Int) { kept.close(draw) }

  /// Writes a year into the row of a draw.
  func write(_ row: UnsafeMutableBufferPointer<Int32>, _ year: Int, _ result: Placements) {
    let (needed, without, during) = (
      column(year, .needed), column(year, .without), column(year, .duringYear)
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
        row[needed + leaf] = counts[attending + leaf] + unmet
        row[without + leaf] = unmet
        row[during + leaf] = counts[new + leaf] + counts[moved + leaf] + counts[induced + leaf]
      }
    }
    let area = areaColumn(year)
    for leaf in 0..<shape.leavesPerProvision { row[area + leaf] = result.byArea[leaf] }
    let setting = settingColumn(year)
    for index in 0..<settings { row[setting + index] = Int32(result.places[index].all) }
  }

  /// Adds a thread's sums. Whole numbers: the order of the threads changes nothing.
  func add(_ other: PlaceSums) {
    for index in other.values.indices { sums[index] += other.values[index] }
  }

  /// The blocks of what is kept by draw.
  var packed: PackedColumns<Int32> { kept.packed }
  /// The sums over draws.
  var summed: [Int] { Array(sums) }

  /// Adds the sums of draws that were made elsewhere.
  func add(summed other: [Int]) {
    precondition(other.count == sums.count, "\(other.count) of \(sums.count) sums")
    for index in other.indices { sums[index] += other[index] }
  }

  /// How many series are kept of a run.
  static func columns(_ shape: PlaceSpace, years: Int, settings: Int) -> Int {
    years * (Series.allCases.count * shape.count + shape.leavesPerProvision + settings)
  }
  /// How many sums.
  static func sums(_ shape: PlaceSpace, years: Int) -> Int { years * PlaceSums.count(shape) }

  /// Children of some leaves in every draw.
  public func heads(_ series: Series, year: Int, leaves chosen: [Int]) -> [Int64] {
    let start = column(year, series)
    return kept.sums(chosen.map { start + $0 })
  }

  /// Plans of some need × phase × area in every draw: positions as in `Placements.byArea`.
  public func plans(year: Int, leaves chosen: [Int]) -> [Int64] {
    let start = areaColumn(year)
    return kept.sums(chosen.map { start + $0 })
  }

  /// Writes the draws of every leaf of a provision, draws running fastest, from a position of each leaf on.
  func transpose(
    _ series: Series, year: Int, provision: Int, into target: UnsafeMutableBufferPointer<Int32>,
    from start: (_ leaf: Int) -> Int
  ) {
    guard let base = target.baseAddress else { return }
    let first = column(year, series) + provision * shape.leavesPerProvision
    for leaf in 0..<shape.leavesPerProvision { kept.read(first + leaf, into: base + start(leaf)) }
  }

  /// Places of a setting in every draw.
  public func places(year: Int, setting: Int) -> [Int64] {
    kept.values(settingColumn(year) + setting)
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
