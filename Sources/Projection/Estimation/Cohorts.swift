import NumericalCore
import Vocabulary

/// What happened between two censuses to the plans of one geography, by NCY at the closing census.
///
/// Age bases: plans at NCY n stood at n − 1 a year before; new and ceased plans are at the NCY of the closing census.
struct Cohorts {
  let space: StateSpace
  /// Plans of the earlier census a year older, NCY entered × provision. Those past the last year are in `agedOut`.
  let aged: CrossTable
  /// Plans past the last year.
  let agedOut: Double
  /// Plans at the closing census, NCY × provision.
  let closing: CrossTable
  /// New plans, NCY × need.
  let newByNeed: CrossTable
  /// New plans by first provision: cells of the space.
  let newCells: [Double]
  /// New plans, NCY × first provision.
  let newByProvision: CrossTable
  /// The spans of NCY that the source of new plans counts together.
  let newPlanSpans: [ClosedRange<Int>]

  init(_ figures: PublishedFigures, closingCensus: Int, space: StateSpace) throws {
    guard let before = figures.plansByNCYProvision[closingCensus - 1],
      let now = figures.plansByNCYProvision[closingCensus]
    else {
      throw EstimationError.missing("plans by NCY and provision of two censuses")
    }
    self.space = space
    newPlanSpans = merged((figures.newPlansByNCYNeed[closingCensus - 1] ?? []).map(\.span))
    closing = now.spread()
    (aged, agedOut) = Self.aged(before.spread())
    newByNeed = try Self.newPlansByNeed(
      figures, year: closingCensus - 1, closing: closing.rowSums, space: space)
    newCells = try Self.newPlansByProvision(
      figures, year: closingCensus - 1, byNeed: newByNeed, closing: closing, space: space)
    var table = CrossTable(rows: space.ncys, columns: space.provisions)
    for (cell, value) in newCells.enumerated() {
      table[space.ncyIndex(of: cell), space.provision(of: cell)] += value
    }
    newByProvision = table
  }

  /// The closing plans a year older: those the first projected year starts from.
  var closingAged: CrossTable { Self.aged(closing).0 }

  /// Who could leave, by where they stood when they did: the NCY totals of the aged plans, and the mean of opening and
  /// closing provisions, because leaving is counted at the last provision, which may have been entered during the year.
  var exposureOverYear: CrossTable {
    var result = aged
    for (row, plans) in aged.rowSums.enumerated() {
      let now = closing.row(row).reduce(0, +)
      guard now > 0 else { continue }
      for column in 0..<aged.columns {
        result[row, column] = (aged[row, column] + closing[row, column] * plans / now) / 2
      }
    }
    return result
  }

  private static func aged(_ stock: CrossTable) -> (CrossTable, Double) {
    var result = CrossTable(rows: stock.rows, columns: stock.columns)
    for row in 1..<stock.rows {
      for column in 0..<stock.columns { result[row, column] = stock[row - 1, column] }
    }
    return (result, stock.row(stock.rows - 1).reduce(0, +))
  }

  /// New plans by single NCY: pooled spans are spread over their years.
  ///
  /// "2 and under" goes to under 3 as far as that year's stock, all of which must be new, and otherwise to the year above;
  /// "20 and over" follows the closing stock.
  private static func newPlansByNeed(
    _ figures: PublishedFigures, year: Int, closing: [Double], space: StateSpace
  ) throws -> CrossTable {
    guard let pooled = figures.newPlansByNCYNeed[year] else {
      throw EstimationError.missing("new plans by NCY and need of \(year)")
    }
    var totals: [ClosedRange<Int>: Double] = [:]
    for row in pooled { totals[row.span, default: 0] += row.count }
    var result = CrossTable(rows: space.ncys, columns: space.needs)
    for row in pooled {
      guard let need = row.category else { continue }
      let weights = spanWeights(row.span, total: totals[row.span] ?? 0, closing: closing)
      for (ncy, weight) in zip(row.span, weights) {
        result[NCY.index(ncy), need] += row.count * weight
      }
    }
    return result
  }

  private static func spanWeights(
    _ span: ClosedRange<Int>, total: Double, closing: [Double]
  ) -> [Double] {
    guard span.count > 1 else { return [1] }
    if span.lowerBound == NCY.range.lowerBound, total > 0 {
      let youngest = min(1, closing[0] / total)
      return [youngest] + span.dropFirst().map { _ in (1 - youngest) / Double(span.count - 1) }
    }
    let stock = span.map { closing[NCY.index($0)] }
    let sum = stock.reduce(0, +)
    return sum > 0 ? stock.map { $0 / sum } : span.map { _ in 1 / Double(span.count) }
  }

  /// Raked to NCY × need and need × provision from the published age × provision pattern.
  private static func newPlansByProvision(
    _ figures: PublishedFigures, year: Int, byNeed: CrossTable, closing: CrossTable,
    space: StateSpace
  ) throws -> [Double] {
    guard let cross = figures.newPlansByNeedProvision[year] else {
      throw EstimationError.missing("new plans by need and provision of \(year)")
    }
    let needProvision = cross.spread()
    let pattern = NewPlanPattern(figures, year: year, closing: closing, space: space)
    var cells = [Double](repeating: 0, count: space.count)
    for need in 0..<space.needs {
      let rows = (0..<space.ncys).map { byNeed[$0, need] }
      let total = rows.reduce(0, +)
      guard total > 0 else { continue }
      let published = Array(needProvision.row(need))
      let sum = published.reduce(0, +)
      let columns =
        sum > 0
        ? published.map { $0 * total / sum } : pattern.provisionTotals.map { $0 * total }
      let table = try raked(
        seed: pattern.seed, rows: rows, columns: columns, tolerance: 1e-6,
        maximumIterations: 20_000)
      for ncy in 0..<space.ncys {
        for provision in 0..<space.provisions {
          cells[space.cell(ncy, need, provision)] = table.values[ncy * space.provisions + provision]
        }
      }
    }
    return cells
  }
}

/// The age × provision pattern of first placements, on the NCY of the closing census.
struct NewPlanPattern {
  /// NCY × provision, positive wherever a provision serves the year.
  let seed: [Double]
  /// Shares of the provisions, adding to 1.
  let provisionTotals: [Double]

  /// Age when the plan started, to NCY at the closing census: with starts and birthdays spread evenly over the year,
  /// 22 % stand a year above their starting age, 72 % at it and 6 % a year below.
  private static let basis: [(offset: Int, share: Double)] = [(1, 0.22), (0, 0.72), (-1, 0.06)]

  /// Up to Reception most plans are new ones (four in five in England), and where those years stand at the closing census says
  /// more than the age at which a plan started: many move on to a school before the census.
  init(_ figures: PublishedFigures, year: Int, closing: CrossTable, space: StateSpace) {
    var table = CrossTable(rows: space.ncys, columns: space.provisions)
    for row in figures.newPlansByAgeProvision[year] ?? [] {
      guard let provision = row.category else { continue }
      for age in row.span {
        for step in Self.basis {
          let ncy = min(max(age - 4 + step.offset, NCY.range.lowerBound), NCY.range.upperBound)
          table[NCY.index(ncy), provision] += row.count * step.share / Double(row.span.count)
        }
      }
    }
    for ncy in 0...NCY.index(0) {
      for provision in 0..<space.provisions { table[ncy, provision] = closing[ncy, provision] }
    }
    let total = max(table.total, 1)
    for (ncy, provision) in pairs(space) where serves(space, ncy, provision) {
      table[ncy, provision] += 1e-3 * total / Double(space.ncys * space.provisions)
    }
    for (ncy, provision) in pairs(space) where !serves(space, ncy, provision) {
      table[ncy, provision] += 1e-9 * total
    }
    seed = table.values
    let sums = table.columnSums
    let sum = sums.reduce(0, +)
    provisionTotals = sums.map { $0 / sum }
  }
}

private func serves(_ space: StateSpace, _ ncy: Int, _ provision: Int) -> Bool {
  space.codes.provisions[provision].ncys.contains(NCY.at(ncy))
}

private func pairs(_ space: StateSpace) -> [(Int, Int)] {
  (0..<space.ncys).flatMap { ncy in (0..<space.provisions).map { (ncy, $0) } }
}
