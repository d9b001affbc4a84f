/// One margin of the table while the rows and columns that are all or nothing are taken out.
struct OpenMargin: Sendable {
  let name: TableMargin
  /// Events and exposure left when what is decided has been taken out.
  var events: [Double]
  var exposure: [Double]
  /// The infinite effect of each decided entry, and in what order they were decided.
  private(set) var decisions: [Double?]
  private(set) var ranks: [Int]
  private let given: [Double]
  /// What counts as no events left, for margins agree only to 10⁻⁹ of the events taken out.
  private(set) var specks: [Double]
  /// What counts as no spare exposure left: 10⁻¹² of the exposure taken out, and the specks.
  private var spareSpecks: [Double]

  init(name: TableMargin, events: [Double], exposure: [Double]) {
    self.name = name
    self.events = events
    self.exposure = exposure
    decisions = [Double?](repeating: nil, count: events.count)
    ranks = [Int](repeating: .max, count: events.count)
    given = events
    specks = [Double](repeating: 0, count: events.count)
    spareSpecks = specks
  }

  var open: [Int] { decisions.indices.filter { decisions[$0] == nil } }

  /// The infinite effect the entry must have, if any.
  func verdict(on index: Int) throws(RegressionError) -> Double? {
    guard events[index] >= -specks[index] else {
      throw .eventsBelowCertain(
        margin: name, index: index, events: given[index], certain: given[index] - events[index])
    }
    if events[index] <= specks[index] { return -.infinity }
    let spare = exposure[index] - events[index]
    if abs(spare) <= max(spareSpecks[index], 1e-9 * events[index]) { return .infinity }
    if spare > 0 { return nil }
    throw .eventsExceedExposure(
      margin: name, index: index, events: events[index], exposure: exposure[index])
  }

  mutating func decide(_ index: Int, _ effect: Double, rank: Int) {
    decisions[index] = effect
    ranks[index] = rank
  }

  mutating func remove(exposure removed: Double, withEvents: Bool, from index: Int) {
    exposure[index] -= removed
    spareSpecks[index] += (withEvents ? 1e-9 : 1e-12) * removed
    guard withEvents else { return }
    events[index] -= removed
    specks[index] += 1e-9 * removed
  }

  func effects(fitted: [Double]) -> [Double] {
    zip(decisions, fitted).map { $0 ?? $1 }
  }
}

/// A table in which rows and columns with no events, or with as many events as exposure, have been
/// decided; deciding one can make another all or nothing, so it is done until nothing changes.
struct DecidedMargins: Sendable {
  let exposure: [Double]
  private(set) var rows: OpenMargin
  private(set) var columns: OpenMargin
  private var decisions = 0

  init(exposure: [Double], rowEvents: [Double], columnEvents: [Double]) {
    self.exposure = exposure
    let width = columnEvents.count
    var down = [Double](repeating: 0, count: rowEvents.count)
    var across = [Double](repeating: 0, count: width)
    for (cell, value) in exposure.enumerated() {
      down[cell / width] += value
      across[cell % width] += value
    }
    rows = OpenMargin(name: .row, events: rowEvents, exposure: down)
    columns = OpenMargin(name: .column, events: columnEvents, exposure: across)
  }

  /// The exposure of a cell. O(1).
  func exposure(_ row: Int, _ column: Int) -> Double {
    exposure[row * columns.events.count + column]
  }

  /// Decides everything that is all or nothing. O(rows · columns) for each round.
  mutating func decide() throws(RegressionError) {
    var before = -1
    while before < decisions {
      before = decisions
      for row in rows.open {
        if let effect = try rows.verdict(on: row) { decide(row: row, effect) }
      }
      for column in columns.open {
        if let effect = try columns.verdict(on: column) { decide(column: column, effect) }
      }
    }
  }

  private mutating func decide(row: Int, _ effect: Double) {
    for column in columns.open {
      columns.remove(exposure: exposure(row, column), withEvents: effect > 0, from: column)
    }
    rows.decide(row, effect, rank: decisions)
    decisions += 1
  }

  private mutating func decide(column: Int, _ effect: Double) {
    for row in rows.open {
      rows.remove(exposure: exposure(row, column), withEvents: effect > 0, from: row)
    }
    columns.decide(column, effect, rank: decisions)
    decisions += 1
  }
}
