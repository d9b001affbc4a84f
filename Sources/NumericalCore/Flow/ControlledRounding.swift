/// Why a table was not rounded.
public enum RoundingError: Error, Sendable, Equatable {
  /// The row totals and the column totals do not have the same sum.
  case totalsDisagree(rows: Int, columns: Int)
  /// No whole-number table with these totals has every cell within two units of its floor and
  /// ceiling, with zero cells zero; in the nearest, `missing` units find no cell.
  case outOfReach(missing: Int)
}

/// Rounds a table to whole numbers with exactly the given row and column totals.
///
/// Every cell becomes the floor or the ceiling of its real value, so zeros and whole numbers stay;
/// of all such tables the one with the least sum of squared differences plus `steering` is chosen,
/// by minimum-cost flow. Where none exists, because the real table's own sums are not quite the
/// totals, positive cells may go up to two units further, as few of them as possible.
///
/// Source: Cox, "A constructive procedure for unbiased controlled rounding" (1987), doi
/// 10.1080/01621459.1987.10478456, for the problem; the network is that of Causey, Cox and Ernst
/// (1985), doi 10.1080/01621459.1985.10478210.
///
/// - Parameters:
///   - table: rows.count · columns.count values ≥ 0, row-major. A value within 10⁻⁹ of a whole number
///     counts as that number.
///   - rows: the wanted total of each row, ≥ 0.
///   - columns: the wanted total of each column, ≥ 0.
///   - steering: for each cell, a cost added when it is rounded up; may be negative.
/// - Returns: the rounded table, row-major.
/// - Throws: `RoundingError`.
/// - Complexity: O(units rounded up · cells · log(rows + columns)).
public func controlledRounding(
  _ table: [Double], rows: [Int], columns: [Int], steering: [Double]? = nil
) throws(RoundingError) -> [Int] {
  let totals = (rows: rows.reduce(0, +), columns: columns.reduce(0, +))
  guard totals.rows == totals.columns else {
    throw .totalsDisagree(rows: totals.rows, columns: totals.columns)
  }
  let problem = RoundingProblem(table: table, rows: rows, columns: columns, steering: steering)
  if case .rounded(let values) = problem.solution(reach: 0) { return values }
  switch problem.solution(reach: 2) {
  case .rounded(let values): return values
  case .missing(let units): throw .outOfReach(missing: units)
  }
}

/// A table to be rounded, and the network that rounds it.
private struct RoundingProblem {
  enum Outcome {
    case rounded([Int])
    case missing(Int)
  }

  let cells: [RoundingCell]
  let rows: [Int]
  let columns: [Int]
  /// More than any choice between floor and ceiling can gain, so that going further is a last resort.
  let penalty: Double

  init(table: [Double], rows: [Int], columns: [Int], steering: [Double]?) {
    precondition(
      table.count == rows.count * columns.count && (steering?.count ?? table.count) == table.count,
      "\(table.count) cells and \(steering?.count ?? 0) costs: \(rows.count) by \(columns.count)")
    precondition((rows + columns).allSatisfy { $0 >= 0 }, "totals \(rows) and \(columns)")
    let costs = steering ?? [Double](repeating: 0, count: table.count)
    cells = zip(table, costs).map { RoundingCell(value: $0, steering: $1) }
    self.rows = rows
    self.columns = columns
    penalty = 10 + 2 * costs.reduce(Double(table.count)) { $0 + abs($1) }
  }

  /// The best table whose cells lie between floor - `reach` and ceiling + `reach`.
  func solution(reach: Int) -> Outcome {
    var values = cells.map { $0.lowest(reach: reach) }
    let needs = remainders(of: values)
    let excess = -(needs.rows + needs.columns).reduce(0) { $0 + min(0, $1) }
    guard excess == 0 else { return .missing(excess) }
    var (network, arcs) = network(reach: reach, needs: needs)
    do throws(FlowError) {
      let (source, sink) = (network.nodeCount - 2, network.nodeCount - 1)
      try network.minimumCostFlow(from: source, to: sink, amount: needs.rows.reduce(0, +))
    } catch {
      switch error {
      case .amountUnreachable(let requested, let sent): return .missing(requested - sent)
      }
    }
    for (arc, cell) in arcs { values[cell] += network.flow(on: arc) }
    return .rounded(values)
  }

  /// What is left of the totals after `values`.
  private func remainders(of values: [Int]) -> (rows: [Int], columns: [Int]) {
    var (down, across) = (rows, columns)
    for (cell, value) in values.enumerated() {
      down[cell / columns.count] -= value
      across[cell % columns.count] -= value
    }
    return (down, across)
  }

  /// Source → rows → cells, one arc a unit → columns → sink. The units of a cell grow dearer, so the
  /// cheapest flow takes them in order. All costs are raised alike to be non-negative, which every
  /// path pays once.
  private func network(
    reach: Int, needs: (rows: [Int], columns: [Int])
  ) -> (FlowNetwork, [(arc: Int, cell: Int)]) {
    var network = FlowNetwork(nodes: rows.count + columns.count + 2)
    let (source, sink) = (network.nodeCount - 2, network.nodeCount - 1)
    for (row, need) in needs.rows.enumerated() {
      network.addArc(from: source, to: row, capacity: need, cost: 0)
    }
    for (column, need) in needs.columns.enumerated() {
      network.addArc(from: rows.count + column, to: sink, capacity: need, cost: 0)
    }
    let prices = cells.map { $0.prices(reach: reach, penalty: penalty) }
    let least = prices.reduce(0) { min($0, $1.min() ?? 0) }
    var arcs: [(arc: Int, cell: Int)] = []
    for (cell, price) in prices.enumerated().flatMap({ cell, own in own.map { (cell, $0) } }) {
      let arc = network.addArc(
        from: cell / columns.count, to: rows.count + cell % columns.count, capacity: 1,
        cost: price - least)
      arcs.append((arc, cell))
    }
    return (network, arcs)
  }
}

/// One value to be rounded, and what each unit of it costs.
private struct RoundingCell {
  let value: Double
  let steering: Double
  let floor: Int
  let ceiling: Int

  init(value: Double, steering: Double) {
    precondition(value >= 0 && value < 0x1p53, "cell value \(value)")
    let nearest = value.rounded()
    let isWhole = abs(value - nearest) <= 1e-9
    self.value = isWhole ? nearest : value
    self.steering = steering
    floor = Int(isWhole ? nearest : value.rounded(.down))
    ceiling = Int(isWhole ? nearest : value.rounded(.up))
  }

  func lowest(reach: Int) -> Int { max(0, floor - reach) }

  private func highest(reach: Int) -> Int { value > 0 ? ceiling + reach : 0 }

  /// The cost of each unit above the lowest: what it adds to the squared difference, the steering,
  /// and beyond floor and ceiling a penalty that grows with the distance.
  func prices(reach: Int, penalty: Double) -> [Double] {
    (lowest(reach: reach)..<highest(reach: reach)).map { units in
      2 * (Double(units) - value) + 1 + steering + Double(beyond(units)) * penalty
    }
  }

  /// How far past floor or ceiling the unit after `units` is, as an odd number so that two cells one
  /// unit out are preferred to one cell two units out; negative below the floor.
  private func beyond(_ units: Int) -> Int {
    if units < floor { return 2 * (units - floor) + 1 }
    return units < ceiling ? 0 : 2 * (units - ceiling) + 1
  }
}
