import NumericalCore
import Testing

@Suite struct TransportLawTests {
  private let maker = RandomTransport(rows: 40, columns: 7, costs: .distances, supply: 4)

  private func objective(_ problem: TransportProblem) throws -> Int {
    var solver = TransportSolver()
    return try solver.solve(problem).objective
  }

  /// The problem with rows and columns in another order.
  private func shuffled(_ problem: TransportProblem, by number: Int) -> TransportProblem {
    var stream = DrawStream(
      DrawAddress(seed: 74, draw: UInt32(number)), year: 0, cell: 0, purpose: 0)
    func order(_ count: Int) -> [Int] {
      (0..<count).map { (stream.next(), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
    }
    let (rows, columns) = (order(problem.supplies.count), order(problem.columns.count))
    var table = problem.supplies.map { _ in [Int?](repeating: nil, count: columns.count) }
    for row in rows.indices {
      for arc in problem.arcs.range(of: rows[row]) {
        guard let column = columns.firstIndex(of: problem.arcs.columns[arc]) else { continue }
        table[row][column] = problem.arcs.costs[arc]
      }
    }
    return TransportProblem(
      supplies: rows.map { problem.supplies[$0] }, columns: columns.map { problem.columns[$0] },
      arcs: TransportArcs(costs: table),
      unservedCosts: problem.unservedCosts.map { costs in rows.map { costs[$0] } })
  }

  /// The problem with each row's supply shared by two rows.
  private func split(_ problem: TransportProblem) -> TransportProblem {
    var arcs = TransportArcs()
    var supplies: [Int] = []
    for (row, supply) in problem.supplies.enumerated() {
      let own = problem.arcs.range(of: row).map {
        (column: problem.arcs.columns[$0], cost: problem.arcs.costs[$0])
      }
      arcs.appendRow(own)
      arcs.appendRow(own)
      supplies += [supply / 3, supply - supply / 3]
    }
    return TransportProblem(
      supplies: supplies, columns: problem.columns, arcs: arcs,
      unservedCosts: problem.unservedCosts.map { $0.flatMap { [$0, $0] } })
  }

  @Test func `The order of rows and columns does not change the cost`() throws {
    for number in 0..<40 {
      let problem = maker.problem(number)
      #expect(try objective(shuffled(problem, by: number)) == objective(problem))
    }
  }

  @Test func `A row shared by two equal rows costs the same, as does a step by two`() throws {
    for number in 0..<40 {
      let problem = maker.problem(number)
      var steps = problem
      steps.columns = problem.columns.map { column in
        column.flatMap { step in
          [step.capacity / 2, step.capacity - step.capacity / 2].map {
            TransportProblem.Step(capacity: $0, extraCost: step.extraCost)
          }
        }
      }
      let whole = try objective(problem)
      #expect(try objective(split(problem)) == whole)
      #expect(try objective(steps) == whole)
    }
  }

  @Test func `A price is what one more free unit of capacity saves`() throws {
    for number in 0..<12 {
      let problem = maker.problem(number)
      var solver = TransportSolver()
      let plan = try solver.solve(problem)
      for column in problem.columns.indices {
        var roomier = problem
        roomier.columns[column].insert(TransportProblem.Step(capacity: 1), at: 0)
        let saved = try plan.objective - solver.solve(roomier).objective
        #expect(saved == plan.columnPrices[column], "problem \(number), column \(column)")
      }
    }
  }

  @Test func `More room never costs more, and a larger supply never saves`() throws {
    for number in 0..<20 {
      let problem = maker.problem(number)
      let cost = try objective(problem)
      var (roomier, larger) = (problem, problem)
      for column in problem.columns.indices { roomier.columns[column][0].capacity += 1 }
      for row in problem.supplies.indices { larger.supplies[row] += 1 }
      #expect(try objective(roomier) <= cost)
      #expect(try objective(larger) >= cost)
    }
  }

  @Test func `A constant on a row adds once for each of its units`() throws {
    for number in 0..<20 {
      let problem = maker.problem(number)
      var dearer = problem
      for arc in problem.arcs.range(of: 3) {
        dearer.arcs.setCost(problem.arcs.costs[arc] - 777_777, ofArc: arc)
      }
      dearer.unservedCosts?[3] -= 777_777
      let gap = try objective(problem) - objective(dearer)
      #expect(gap == 777_777 * problem.supplies[3])
    }
  }
}
