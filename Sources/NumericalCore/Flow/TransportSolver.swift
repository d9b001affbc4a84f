/// Solves transportation problems with soft capacities, exactly and one after another.
///
/// Method: every unit first stands where its cost + the column's price is least, whether there is
/// room or not. What is too much is then sent along shortest paths with node potentials (Tomizawa
/// 1971, doi 10.1002/net.3230010206; Edmonds and Karp 1972, doi 10.1145/321694.321699) on a network
/// whose nodes are the columns: a row with units in a column is a way from it to every other of its
/// columns, of which only the cheapest of each pair is kept. A search goes back from where there is
/// room to all columns with too much, and whole supplies move at once.
///
/// The plan is a function of the problem alone. Among plans of equal cost it is the one that gives
/// row 0 as much as can be in its lowest column, then in its next; then row 1; and so on, units left
/// unserved last. Prices are the least that are optimal. A solver may therefore be kept, and starts
/// from its last plan where numbers of rows and columns are the same, which is faster and changes
/// nothing in the result.
///
/// Meant for few columns (some 60) and many rows: memory is about 24 bytes · rows · columns whatever
/// the number of arcs, and is kept between solves. A copy of a solver is another solver.
public struct TransportSolver: Sendable {
  private var state = TransportState()

  /// A solver without a last plan.
  public init() {}

  /// Forgets the last plan, so that the next solve starts cold. O(1).
  public mutating func forget() { state.isWarm = false }

  /// A cheapest plan of a problem.
  ///
  /// - Throws: `TransportError.unservable` where there are no unserved costs and capacity or arcs do
  ///   not suffice; the next solve starts cold. What is no problem at all (shapes that disagree, a
  ///   negative supply, extra costs that fall, costs so large that sums may overflow) stops the
  ///   program and is printed.
  /// - Complexity: O(rows · columns) to begin and to end. In between as many rounds as it takes, at
  ///   most one for each unit that does not begin where it ends, and far fewer in practice: each has
  ///   a search of O(columns²), and each row that leaves a column makes up to `columns` of the
  ///   cheapest ways from there be looked for anew, at O(rows in the column) each. Ties between plans
  ///   add up to O(rows + columns²) for every move that settles them.
  public mutating func solve(_ problem: TransportProblem) throws(TransportError) -> TransportPlan {
    state.load(problem, largestCost: problem.requireSound())
    state.assign()
    state.isWarm = false
    let stuck = state.balance()
    try requireServed(stuck, problem)
    state.lowerPrices()
    state.settleTies()
    state.isWarm = true
    return plan(of: problem)
  }

  private mutating func requireServed(
    _ stuck: [Int], _ problem: TransportProblem
  ) throws(TransportError) {
    var rows = problem.rowsWithoutArcs
    guard !stuck.isEmpty || !rows.isEmpty else { return }
    let units = rows.reduce(0) { $0 + problem.supplies[$1] }
    let columns = state.reached(from: stuck)
    for row in problem.supplies.indices
    where columns.contains(where: { state.flows[row * state.width + $0] > 0 }) {
      rows.append(row)
    }
    throw .unservable(
      units: stuck.reduce(units) { $0 + state.excess[$1] }, rows: rows.sorted(), columns: columns)
  }

  private func plan(of problem: TransportProblem) -> TransportPlan {
    let (width, columns) = (state.width, problem.columns.count)
    var plan = TransportPlan(
      flows: [], unserved: [Int](repeating: 0, count: problem.supplies.count),
      loads: Array(state.served.prefix(columns)), objective: 0,
      columnPrices: Array(state.prices.prefix(columns)), rowPrices: state.rowPrices)
    plan.flows.reserveCapacity(problem.arcs.count)
    state.flows.withUnsafeBufferPointer { flows in
      problem.arcs.forEachArc { row, column, cost in
        let flow = flows[row * width + column]
        plan.flows.append(flow)
        plan.objective += flow * cost
      }
    }
    for (row, cost) in (problem.unservedCosts ?? []).enumerated() {
      plan.unserved[row] = state.flows[row * width + width - 1]
      plan.objective += plan.unserved[row] * cost
    }
    for column in 0..<columns {
      plan.objective += state.steps.charge(column, for: plan.loads[column])
    }
    return plan
  }
}

extension TransportProblem {
  /// The rows that have units and nowhere to send or leave them.
  fileprivate var rowsWithoutArcs: [Int] {
    guard unservedCosts == nil else { return [] }
    return supplies.indices.filter { supplies[$0] > 0 && arcs.range(of: $0).isEmpty }
  }
}
