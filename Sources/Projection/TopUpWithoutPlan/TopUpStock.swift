import NumericalCore
public import Vocabulary

/// How the stock of children with top-up funding without a plan (Element 3, not in plan counts)
/// goes on from year to year.
///
/// By age band × need. A year is taken in this order: children grow into the next band on 1
/// September; of those there then, some get a plan and some lose their top-up; others begin.
/// Entries are those that keep the base census's stock as it is. Where more children grow into a
/// cell than it holds in balance, the rest lose their top-up on the way; past the last band of the
/// file all do.
///
/// The stock is beside the projection of plans: it changes nothing there, and it sees of a scenario
/// only the new plans, of which its conversions are a part. No lever acts on it. Immutable, so that
/// all draws share it.
public struct TopUpStock: Sendable {
  /// What it was made from.
  public let assumptions: TopUpAssumptions
  /// Every parameter with source and status.
  public private(set) var log: [Assumption] = []
  /// Where children of each cell are once they grow into the next band: the cell of their need,
  /// else that of all needs; nil where there is neither.
  let next: [Int?]
  /// Yearly share of each cell's children who grow into the next band.
  let ageing: [Double]
  /// Share of the children who grow into a cell and keep their top-up.
  private(set) var continuing: [Double]
  /// Children a year whose top-up begins, at the base population.
  private(set) var entering: [Double]
  /// Positions of the cells: those of a need first, by code, so that those not told apart take what
  /// conversions are left.
  let order: [Int]
  /// Position of the need of each cell; nil where needs are not told apart.
  let needs: [Int?]
  let addresses: [UInt64]

  /// Works the balance out. O(cells²).
  public init(_ assumptions: TopUpAssumptions) {
    let cells = assumptions.rows.map(\.cell)
    self.assumptions = assumptions
    next = cells.map { Self.next(after: $0, in: cells) }
    ageing = cells.map { 1 / Double($0.band.width) }
    order = cells.indices.sorted { cells[$0].rank < cells[$1].rank }
    needs = cells.map { $0.need.flatMap { assumptions.codes.need($0) } }
    addresses = cells.map { stableHash("top-up without a plan|\($0.name)") }
    continuing = Array(repeating: 1, count: cells.count)
    entering = Array(repeating: 0, count: cells.count)
    for cell in cells.indices { balance(cell) }
    log = assumptions.log(self)
  }

  /// The cells, in the order of the evidence.
  public var cells: [TopUpCell] { assumptions.rows.map(\.cell) }

  private static func next(after cell: TopUpCell, in cells: [TopUpCell]) -> Int? {
    guard cell.band.index + 1 < AgeBand.allCases.count else { return nil }
    let band = AgeBand.allCases[cell.band.index + 1]
    return cells.firstIndex(of: TopUpCell(band, need: cell.need))
      ?? cells.firstIndex(of: TopUpCell(band))
  }

  /// Share of the children there after September who neither get a plan nor lose their top-up.
  private var staying: Double {
    (1 - assumptions.settings.conversion) * (1 - assumptions.settings.exit)
  }

  /// Entries, or the share that goes on, with which the cell's expected stock stays as it is.
  private mutating func balance(_ cell: Int) {
    let stock = Double(assumptions.rows[cell].children)
    let arriving = next.indices.reduce(0) {
      $0 + (next[$1] == cell ? Double(assumptions.rows[$1].children) * ageing[$1] : 0)
    }
    let kept = stock * (1 - ageing[cell])
    let begun = stock - staying * (kept + arriving)
    if begun < 0, arriving > 0 {
      continuing[cell] = rounded(min(1, max(0, (stock / staying - kept) / arriving)))
    }
    entering[cell] = rounded(max(0, begun) * assumptions.settings.entryFactor)
  }

  /// Expected entries of a cell in a projected year.
  func entering(_ cell: Int, year: Int) -> Double {
    let band = assumptions.rows[cell].cell.band.index
    let people = year < assumptions.population.count ? assumptions.population[year][band] : 1
    return rounded(entering[cell] * people)
  }

  /// Estimates are rounded before they are drawn with, so that machines agree.
  private func rounded(_ value: Double) -> Double { value.rounded(toSignificantDigits: 10) }
}

extension TopUpCell {
  /// Cells of a need first, then by code.
  fileprivate var rank: (Int, String) { (need == nil ? 1 : 0, name) }
}
