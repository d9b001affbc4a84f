import NumericalCore

extension TransportProblem {
  /// The problem and what came of it as one line of JSON, for `benchmarks/peers/allocation_highs.py`.
  ///
  /// - Parameters:
  ///   - objective: the cost of the plan, nil if there is none.
  ///   - seconds: how long a cold start and a warm one took, if that was measured.
  func line(
    name: String, objective: Int?, seconds: (cold: Double, warm: Double)? = nil
  ) -> String {
    let steps = columns.map { $0.map { [$0.capacity, $0.extraCost] } }
    let times = seconds.map { #","cold":\#($0.cold),"warm":\#($0.warm)"# } ?? ""
    return """
      {"name":"\(name)","supplies":\(supplies),"steps":\(steps),"starts":\(arcs.starts),\
      "columns":\(arcs.columns),"costs":\(arcs.costs),\
      "unserved":\(unservedCosts.map { "\($0)" } ?? "null"),\
      "objective":\(objective.map { "\($0)" } ?? "null")\(times)}
      """
  }
}

extension RandomTransport {
  /// Instance `number` of those compared with HiGHS: up to 40 columns by 500 rows, or up to `rows`.
  static func oracle(_ number: Int, rows: Int = 500) -> (name: String, problem: TransportProblem) {
    var stream = DrawStream(
      DrawAddress(seed: 75, draw: UInt32(number)), year: 0, cell: 0, purpose: 0)
    var maker = RandomTransport(
      rows: 1 + Int(stream.next() * Double(rows)), columns: 1 + Int(stream.next() * 40))
    maker.costs = Costs.allCases[number % 3]
    maker.density = 0.1 + 0.95 * stream.next()
    maker.places = 0.5 + stream.next()
    maker.supply = 1 + 8 * stream.next() * stream.next()
    maker.leavesUnserved = number % 2 == 0
    var problem = maker.problem(number)
    // Every tenth is without its endless column, so that many of these have no plan.
    if number % 10 == 1 { problem.columns[maker.columns - 1].removeLast() }
    let name = "\(number) \(maker.costs.rawValue) \(maker.rows) x \(maker.columns)"
    return (name, problem)
  }
}
