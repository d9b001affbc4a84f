import NumericalCore
import Testing

@Suite struct TransportEdgeTests {
  private typealias Step = TransportProblem.Step

  private func solve(
    _ supplies: [Int], _ columns: [[Step]], _ costs: [[Int?]], unserved: [Int]? = nil
  ) throws -> TransportPlan {
    var solver = TransportSolver()
    let problem = TransportProblem(
      supplies: supplies, columns: columns, arcs: TransportArcs(costs: costs),
      unservedCosts: unserved)
    let plan = try solver.solve(problem)
    #expect(TransportChecks(problem: problem, plan: plan).faults == [])
    return plan
  }

  @Test func `Free places first, then the extra cost, then what remains stays unserved`() throws {
    let plan = try solve(
      [9], [[Step(capacity: 4), Step(capacity: 3, extraCost: 10)]], [[5]], unserved: [40])
    #expect(plan.flows == [7] && plan.unserved == [2] && plan.loads == [7])
    #expect(plan.objective == 7 * 5 + 3 * 10 + 2 * 40)
    #expect(plan.columnPrices == [35] && plan.rowPrices == [40])
  }

  @Test func `Nothing to serve costs nothing`() throws {
    let none = try solve([], [], [])
    #expect(none.objective == 0 && none.flows.isEmpty)
    let zeros = try solve([0, 0], [[Step(capacity: 3)], []], [[1, 2], []])
    #expect(zeros.flows == [0, 0] && zeros.columnPrices == [0, 0] && zeros.rowPrices == [1, 0])
  }

  @Test func `Rows that cannot be served are named`() throws {
    #expect(throws: TransportError.unservable(units: 2, rows: [1], columns: [])) {
      try solve([1, 2], [[Step(capacity: 5)]], [[1], []])
    }
    #expect(throws: TransportError.unservable(units: 3, rows: [0, 2], columns: [1])) {
      let free = [Step(capacity: 5)]
      return try solve(
        [2, 2, 2], [free, [Step(capacity: 0), Step(capacity: 1, extraCost: 4)]],
        [[nil, 1], [1, 1], [nil, 3]])
    }
    #expect(throws: TransportError.unservable(units: 5, rows: [0, 1], columns: [0])) {
      try solve([2, 3], [[]], [[1], [1]])
    }
  }

  @Test func `All room gone but at a cost is served at that cost`() throws {
    let plan = try solve([3], [[], [Step(capacity: 0)]], [[1, 1]], unserved: [7])
    #expect(plan.objective == 21 && plan.unserved == [3])
    #expect(plan.columnPrices == [6, 6])
  }

  @Test func `Negative costs are permitted, and attract`() throws {
    let plan = try solve(
      [2, 2], [[Step(capacity: 3, extraCost: -4)], [Step(capacity: TransportProblem.unlimited)]],
      [[-5, 0], [0, -6]], unserved: [-7, 1])
    #expect(plan.flows == [2, 0, 0, 2] && plan.objective == -30)
  }

  @Test func `An unlimited column takes all, however often it is unlimited`() throws {
    let endless = [Int](repeating: TransportProblem.unlimited, count: 4).map { Step(capacity: $0) }
    let plan = try solve([1_000_000, 5], [endless], [[3], [2]])
    #expect(plan.loads == [1_000_005] && plan.objective == 3_000_010)
  }

  @Test func `Of equal plans the lowest row has the lowest column`() throws {
    let column = [Step(capacity: 2)]
    let plan = try solve([1, 2, 1], [column, column], [[1, 1], [1, 1], [1, 1]])
    #expect(plan.flows == [1, 0, 1, 1, 0, 1])
  }

  @Test func `Costs near the permitted limit do not overflow`() throws {
    let large = 1 << 44
    let plan = try solve(
      [10, 10], [[Step(capacity: 10)], [Step(capacity: 30, extraCost: large)]],
      [[-large, large], [-large, large - 1]], unserved: [large, large])
    #expect(plan.objective == -10 * large + 10 * large)
  }

  @Test func `What is no problem stops the program`() async {
    await #expect(processExitsWith: .failure) {
      var solver = TransportSolver()
      _ = try solver.solve(
        TransportProblem(
          supplies: [1 << 30],
          columns: [[TransportProblem.Step(capacity: TransportProblem.unlimited)]],
          arcs: TransportArcs(costs: [[1 << 40]])))
    }
    await #expect(processExitsWith: .failure) {
      var solver = TransportSolver()
      _ = try solver.solve(
        TransportProblem(
          supplies: [-1], columns: [[TransportProblem.Step(capacity: 1)]],
          arcs: TransportArcs(costs: [[1]])))
    }
    await #expect(processExitsWith: .failure) {
      let falling = [
        TransportProblem.Step(capacity: 1, extraCost: 2),
        TransportProblem.Step(capacity: 1, extraCost: 1),
      ]
      var solver = TransportSolver()
      _ = try solver.solve(
        TransportProblem(supplies: [1], columns: [falling], arcs: TransportArcs(costs: [[1]])))
    }
    await #expect(processExitsWith: .failure) {
      _ = TransportArcs(starts: [0, 2], columns: [1, 1], costs: [3, 4])
    }
  }
}
