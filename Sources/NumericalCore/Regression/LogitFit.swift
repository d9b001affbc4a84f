import Glibc

/// Newton's method for the effects of the open rows and columns.
struct LogitFit {
  private(set) var rowEffects: [Double]
  private(set) var columnEffects: [Double]

  private struct Cell {
    let row: Int
    let column: Int
    let exposure: Double
  }

  private var cells: [Cell] = []
  private let rows: [Int]
  private let columns: [Int]
  private let rowEvents: [Double]
  private let columnEvents: [Double]
  /// The unknown that is each row's or column's effect; nil if decided or pinned at zero.
  private var rowUnknowns: [Int?]
  private var columnUnknowns: [Int?]
  private var unknowns = 0

  private static let goal = 1e-10
  private static let requirement = 1e-8
  private static let maximumSteps = 200
  /// The furthest an effect may move in one step: beyond it the logistic curve is far from what the
  /// step assumes, and an effect that overshoots into the flat end finds no way back.
  private static let longestMove = 2.0

  /// Pins the column with the most events in each part, and makes the parts' totals agree exactly.
  init(_ table: DecidedMargins, _ parts: ConnectedParts) throws(RegressionError) {
    (rows, columns) = (table.rows.open, table.columns.open)
    rowEvents = table.rows.events
    columnEvents = try Self.reconciledColumnEvents(table, parts)
    rowEffects = zip(table.rows.events, table.rows.exposure).map { log($0 / ($1 - $0)) }
    columnEffects = [Double](repeating: 0, count: columnEvents.count)
    rowUnknowns = [Int?](repeating: nil, count: rowEvents.count)
    columnUnknowns = [Int?](repeating: nil, count: columnEvents.count)
    for part in parts.parts { number(part) }
    for row in rows {
      for column in columns where table.exposure(row, column) > 0 {
        cells.append(Cell(row: row, column: column, exposure: table.exposure(row, column)))
      }
    }
  }

  private static func reconciledColumnEvents(
    _ table: DecidedMargins, _ parts: ConnectedParts
  ) throws(RegressionError) -> [Double] {
    var events = table.columns.events
    let slack =
      table.rows.specks.reduce(0, +) + table.columns.specks.reduce(0, +)
      + 1e-9 * table.rows.events.reduce(0) { $0 + max(0, $1) }
    for part in parts.parts {
      let byRow = part.rows.map { table.rows.events[$0] }
      let byColumn = part.columns.map { events[$0] }
      try requireAgreement(byRow, byColumn, within: slack)
      let factor = byRow.reduce(0, +) / byColumn.reduce(0, +)
      for column in part.columns { events[column] *= factor }
    }
    return events
  }

  private mutating func number(_ part: (rows: [Int], columns: [Int])) {
    let pinned = part.columns.max { columnEvents[$0] < columnEvents[$1] }
    for row in part.rows {
      rowUnknowns[row] = unknowns
      unknowns += 1
    }
    for column in part.columns where column != pinned {
      columnUnknowns[column] = unknowns
      unknowns += 1
    }
  }

  /// Takes Newton steps until every margin is met to 10⁻¹⁰ relative; 10⁻⁸ will do if that cannot be
  /// had.
  mutating func run() throws(RegressionError) {
    for _ in 0..<Self.maximumSteps {
      let furthest = furthestMargin
      if furthest.gap <= Self.goal { return }
      guard let step = newtonStep(), take(step) else { break }
    }
    let furthest = furthestMargin
    guard furthest.gap > Self.requirement else { return }
    throw .notConverged(
      margin: furthest.margin, index: furthest.index, events: furthest.events,
      fitted: furthest.fitted)
  }

  private var fittedMargins: (rows: [Double], columns: [Double]) {
    var down = [Double](repeating: 0, count: rowEvents.count)
    var across = [Double](repeating: 0, count: columnEvents.count)
    for cell in cells {
      let events = cell.exposure * logistic(rowEffects[cell.row] + columnEffects[cell.column])
      down[cell.row] += events
      across[cell.column] += events
    }
    return (down, across)
  }

  private typealias Distance = (
    gap: Double, margin: TableMargin, index: Int, events: Double, fitted: Double
  )

  /// The margin with the largest relative difference.
  private var furthestMargin: Distance {
    let fitted = fittedMargins
    let byRow = rows.map { row -> Distance in
      let gap = abs(fitted.rows[row] / rowEvents[row] - 1)
      return (gap, .row, row, rowEvents[row], fitted.rows[row])
    }
    let byColumn = columns.map { column -> Distance in
      let gap = abs(fitted.columns[column] / columnEvents[column] - 1)
      return (gap, .column, column, columnEvents[column], fitted.columns[column])
    }
    return (byRow + byColumn).max { $0.gap < $1.gap } ?? (0, .row, 0, 0, 0)
  }

  private var logLikelihood: Double {
    let linear =
      rows.reduce(0) { $0 + rowEvents[$1] * rowEffects[$1] }
      + columns.reduce(0) { $0 + columnEvents[$1] * columnEffects[$1] }
    return cells.reduce(linear) {
      $0 - $1.exposure * softplus(rowEffects[$1.row] + columnEffects[$1.column])
    }
  }

  /// The step that solves the likelihood equations to first order; nil if the information matrix is
  /// singular even when its diagonal is raised.
  private func newtonStep() -> [Double]? {
    let information = informationMatrix
    let gradient = self.gradient
    for ridge in [0, 1e-10, 1e-6, 1e-3] {
      var raised = information
      for index in 0..<unknowns { raised[index, index] *= 1 + ridge }
      if let step = try? solvedPositiveDefinite(raised, gradient) { return step }
    }
    return nil
  }

  private var gradient: [Double] {
    let fitted = fittedMargins
    var gradient = [Double](repeating: 0, count: unknowns)
    for row in rows {
      if let index = rowUnknowns[row] { gradient[index] = rowEvents[row] - fitted.rows[row] }
    }
    for column in columns {
      if let index = columnUnknowns[column] {
        gradient[index] = columnEvents[column] - fitted.columns[column]
      }
    }
    return gradient
  }

  private var informationMatrix: SymmetricMatrix {
    var matrix = SymmetricMatrix(order: unknowns)
    for cell in cells {
      let probability = logistic(rowEffects[cell.row] + columnEffects[cell.column])
      let weight = cell.exposure * probability * (1 - probability)
      let (row, column) = (rowUnknowns[cell.row], columnUnknowns[cell.column])
      if let row { matrix[row, row] += weight }
      if let column { matrix[column, column] += weight }
      if let row, let column { matrix[row, column] += weight }
    }
    return matrix
  }

  /// Takes the step, shortened to `longestMove` and then halved until the likelihood does not fall; false if no part of it helps.
  private mutating func take(_ step: [Double]) -> Bool {
    let start = (rowEffects, columnEffects)
    let before = logLikelihood
    let rounding = 1e-13 * (1 + abs(before))
    let longest = step.reduce(0) { max($0, abs($1)) }
    var share = min(1, Self.longestMove / longest)
    while share > 1e-10 {
      move(by: step, times: share)
      if logLikelihood >= before - rounding { return true }
      (rowEffects, columnEffects) = start
      share /= 2
    }
    return false
  }

  private mutating func move(by step: [Double], times share: Double) {
    for row in rows {
      if let index = rowUnknowns[row] { rowEffects[row] += share * step[index] }
    }
    for column in columns {
      if let index = columnUnknowns[column] { columnEffects[column] += share * step[index] }
    }
  }
}
