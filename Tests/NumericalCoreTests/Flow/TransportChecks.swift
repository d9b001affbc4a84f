import NumericalCore

/// What is wrong with a plan, if anything: independently of how it was made.
struct TransportChecks {
  let problem: TransportProblem
  let plan: TransportPlan

  /// Conservation, capacity, objective, and the certificate: prices under which every unit stands
  /// where it is cheapest, so that no plan costs less.
  var faults: [String] {
    let rows = problem.supplies.indices.flatMap(rowFaults)
    let columns = problem.columns.indices.flatMap(columnFaults)
    var faults = rows + columns
    if primal != plan.objective { faults.append("costs \(primal), says \(plan.objective)") }
    if dual != plan.objective { faults.append("dual \(dual), objective \(plan.objective)") }
    return faults
  }

  private func rowFaults(_ row: Int) -> [String] {
    var faults: [String] = []
    let arcs = problem.arcs.range(of: row)
    let sent = plan.flows[arcs].reduce(plan.unserved[row], +)
    if sent != problem.supplies[row] { faults.append("row \(row) sends \(sent)") }
    let price = plan.rowPrices[row]
    for arc in arcs {
      let cost = problem.arcs.costs[arc] + plan.columnPrices[problem.arcs.columns[arc]]
      let flow = plan.flows[arc]
      if flow < 0 || price > cost || (flow > 0 && price != cost) {
        faults.append("arc \(arc) of row \(row): \(flow) units at \(cost), row \(price)")
      }
    }
    let unserved = plan.unserved[row]
    if let cost = problem.unservedCosts?[row] {
      if unserved < 0 || price > cost || (unserved > 0 && price != cost) {
        faults.append("row \(row): \(unserved) unserved at \(cost), row \(price)")
      }
    } else if unserved != 0 {
      faults.append("row \(row) leaves \(unserved)")
    }
    return faults
  }

  private func columnFaults(_ column: Int) -> [String] {
    let load = problem.arcs.columns.indices.filter { problem.arcs.columns[$0] == column }
      .reduce(0) { $0 + plan.flows[$1] }
    var faults = load == plan.loads[column] ? [] : ["column \(column) has \(load)"]
    var before = 0
    let price = plan.columnPrices[column]
    for step in problem.columns[column] {
      let used = max(0, min(step.capacity, load - before))
      before += used
      let isFull = used == step.capacity
      if (step.extraCost < price && !isFull) || (step.extraCost > price && used > 0) {
        faults.append("column \(column): \(used) of \(step) at price \(price)")
      }
    }
    if load > before { faults.append("column \(column) takes \(load) of \(before)") }
    return faults
  }

  private var primal: Int {
    let arcs = zip(plan.flows, problem.arcs.costs).reduce(0) { $0 + $1.0 * $1.1 }
    let unserved = zip(plan.unserved, problem.unservedCosts ?? []).reduce(0) { $0 + $1.0 * $1.1 }
    return problem.columns.indices.reduce(arcs + unserved) {
      $0 + Self.charge(problem.columns[$1], for: plan.loads[$1])
    }
  }

  private var dual: Int {
    let rows = zip(problem.supplies, plan.rowPrices).reduce(0) { $0 + $1.0 * $1.1 }
    return zip(problem.columns, plan.columnPrices).reduce(rows) { sum, column in
      column.0.reduce(sum) {
        $1.extraCost < column.1 ? $0 - $1.capacity * (column.1 - $1.extraCost) : $0
      }
    }
  }

  /// What the steps of a column charge for a load.
  static func charge(_ steps: [TransportProblem.Step], for load: Int) -> Int {
    var (left, charge) = (load, 0)
    for step in steps {
      let used = min(left, step.capacity)
      charge += used * step.extraCost
      left -= used
    }
    return charge
  }
}

/// The best plan of a tiny problem, by trying every one.
struct TransportEnumeration {
  let problem: TransportProblem
  /// The flows of the cheapest plan; of those of equal cost the first in the order of trying, which
  /// is by rows and columns, most units first.
  private(set) var best: [Int]?
  private(set) var leastCost = Int.max
  private var flows: [Int]
  private var loads: [Int]
  private let places: [Int]

  init(_ problem: TransportProblem) {
    self.problem = problem
    flows = [Int](repeating: 0, count: problem.arcs.count)
    loads = [Int](repeating: 0, count: problem.columns.count)
    places = problem.columns.map { $0.reduce(0) { $0 + min($1.capacity, 1000) } }
    attempt(row: 0, cost: 0)
  }

  private mutating func attempt(row: Int, cost: Int) {
    guard row < problem.supplies.count else {
      let total = problem.columns.indices.reduce(cost) {
        $0 + TransportChecks.charge(problem.columns[$1], for: loads[$1])
      }
      if total < leastCost { (leastCost, best) = (total, flows) }
      return
    }
    attempt(row: row, arc: problem.arcs.starts[row], left: problem.supplies[row], cost: cost)
  }

  private mutating func attempt(row: Int, arc: Int, left: Int, cost: Int) {
    guard arc < problem.arcs.starts[row + 1] else {
      if left == 0 {
        attempt(row: row + 1, cost: cost)
      } else if let unserved = problem.unservedCosts?[row] {
        attempt(row: row + 1, cost: cost + left * unserved)
      }
      return
    }
    let column = problem.arcs.columns[arc]
    for units in (0...min(left, places[column] - loads[column])).reversed() {
      flows[arc] = units
      loads[column] += units
      attempt(
        row: row, arc: arc + 1, left: left - units, cost: cost + units * problem.arcs.costs[arc])
      loads[column] -= units
    }
    flows[arc] = 0
  }
}
