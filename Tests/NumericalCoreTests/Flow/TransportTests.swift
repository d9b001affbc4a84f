import NumericalCore
import Testing

/// A tiny problem of at most six units with costs from -2 to 5, made to meet limits.
private func tinyProblem(_ number: Int, leavesUnserved: Bool) -> TransportProblem {
  var stream = DrawStream(
    DrawAddress(seed: 73, draw: UInt32(number)), year: 0, cell: 0, purpose: 0)
  func whole(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(stream.next() * Double(range.count))
  }
  let (rows, columns) = (whole(0...4), whole(0...4))
  var left = 6
  let supplies = (0..<rows).map { _ in
    let supply = min(left, whole(0...3))
    left -= supply
    return supply
  }
  let steps = (0..<columns).map { _ in
    var extra = whole(-2...1)
    return (0..<whole(0...3)).map { _ in
      extra += whole(0...2)
      let capacity = stream.next() < 0.05 ? TransportProblem.unlimited : whole(0...2)
      return TransportProblem.Step(capacity: capacity, extraCost: extra)
    }
  }
  let table = (0..<rows).map { _ in
    (0..<columns).map { _ in stream.next() < 0.75 ? whole(-2...5) : nil }
  }
  return TransportProblem(
    supplies: supplies, columns: steps, arcs: TransportArcs(costs: table),
    unservedCosts: leavesUnserved ? (0..<rows).map { _ in whole(2...9) } : nil)
}

/// The problem with the same arcs, but other supplies, capacities and costs.
private func varied(_ problem: TransportProblem, by number: Int) -> TransportProblem {
  var stream = DrawStream(
    DrawAddress(seed: 76, draw: UInt32(number)), year: 0, cell: 0, purpose: 0)
  var next = problem
  for row in next.supplies.indices { next.supplies[row] = Int(stream.next() * 4) }
  for column in next.columns.indices {
    for step in next.columns[column].indices {
      next.columns[column][step].capacity = Int(stream.next() * 5)
    }
  }
  for arc in 0..<next.arcs.count where stream.next() < 0.2 {
    next.arcs.setCost(Int(stream.next() * 6), ofArc: arc)
  }
  return next
}

@Suite struct TransportTests {
  @Test(
    "The plan is the first of the cheapest of all plans, and its prices prove it",
    arguments: [false, true])
  func cheapest(leavesUnserved: Bool) throws {
    var (solved, refused) = (0, 0)
    for number in 0..<2000 {
      let problem = tinyProblem(number, leavesUnserved: leavesUnserved)
      let all = TransportEnumeration(problem)
      var solver = TransportSolver()
      do throws(TransportError) {
        let plan = try solver.solve(problem)
        #expect(plan.objective == all.leastCost, "problem \(number)")
        #expect(plan.flows == all.best, "problem \(number)")
        #expect(TransportChecks(problem: problem, plan: plan).faults == [], "problem \(number)")
        solved += 1
      } catch {
        #expect(all.best == nil, "problem \(number): \(error)")
        try requireShort(error, problem)
        refused += 1
      }
    }
    #expect(solved > 500 && (refused > 100) != leavesUnserved)
  }

  /// The rows named have arcs to no other columns than those named, which have that much too little
  /// room; and no plan leaves fewer units.
  private func requireShort(_ error: TransportError, _ problem: TransportProblem) throws {
    guard case .unservable(let units, let rows, let columns) = error else { return }
    let supply = rows.reduce(0) { $0 + problem.supplies[$1] }
    let room = columns.reduce(0) { sum, column in
      problem.columns[column].reduce(sum) { $0 + $1.capacity }
    }
    #expect(units > 0 && supply - room == units && rows == rows.sorted())
    for row in rows {
      #expect(problem.supplies[row] > 0)
      #expect(problem.arcs.columns[problem.arcs.range(of: row)].allSatisfy(columns.contains))
    }
    var soft = problem
    soft.unservedCosts = problem.supplies.map { _ in 1000 }
    var solver = TransportSolver()
    #expect(try solver.solve(soft).unserved.reduce(0, +) == units)
  }

  @Test("The certificate holds on larger problems", arguments: RandomTransport.Costs.allCases)
  func certificate(costs: RandomTransport.Costs) throws {
    for number in 0..<24 {
      let maker = RandomTransport(
        rows: 60 + number, columns: 3 + number, costs: costs,
        density: number % 4 == 0 ? 1 : 0.5, places: 0.6 + 0.05 * Double(number % 12),
        leavesUnserved: number % 2 == 0)
      let problem = maker.problem(number)
      var solver = TransportSolver()
      let plan = try solver.solve(problem)
      #expect(TransportChecks(problem: problem, plan: plan).faults == [], "problem \(number)")
    }
  }

  @Test(
    "A solver that solved last year's problem gives the plan of a new one",
    arguments: RandomTransport.Costs.allCases)
  func warmStart(costs: RandomTransport.Costs) throws {
    for leavesUnserved in [true, false] {
      let maker = RandomTransport(
        rows: 80, columns: 12, costs: costs, leavesUnserved: leavesUnserved)
      var kept = TransportSolver()
      var problem = maker.problem(5)
      for year in 0..<12 {
        var fresh = TransportSolver()
        let plan = try kept.solve(problem)
        #expect(try fresh.solve(problem) == plan, "year \(year)")
        kept = year % 5 == 4 ? fresh : kept
        problem = maker.successor(of: problem, number: year)
        for arc in 0..<problem.arcs.count where (arc + year) % 97 == 0 {
          problem.arcs.setCost(problem.arcs.costs[arc] / 2 + 1, ofArc: arc)
        }
      }
    }
  }

  @Test func `Many changes at once do not confuse a kept solver`() {
    for number in 0..<600 {
      var problem = tinyProblem(number, leavesUnserved: number % 4 != 0)
      var kept = TransportSolver()
      for change in 0..<5 {
        var fresh = TransportSolver()
        let expected = Result { () throws(TransportError) in try fresh.solve(problem) }
        let found = Result { () throws(TransportError) in try kept.solve(problem) }
        #expect(found == expected, "problem \(number), change \(change)")
        problem = varied(problem, by: 5 * number + change)
      }
    }
  }

  @Test func `A refusal, another shape or much smaller costs do not confuse a kept solver`() throws
  {
    var kept = TransportSolver()
    for number in 0..<300 {
      var problem = tinyProblem(number / 2, leavesUnserved: number % 3 == 0)
      if number % 7 == 0 {
        for arc in 0..<problem.arcs.count {
          problem.arcs.setCost(problem.arcs.costs[arc] << 40, ofArc: arc)
        }
      }
      var fresh = TransportSolver()
      let expected = Result { () throws(TransportError) in try fresh.solve(problem) }
      let found = Result { () throws(TransportError) in try kept.solve(problem) }
      #expect(found == expected, "problem \(number)")
    }
  }
}
