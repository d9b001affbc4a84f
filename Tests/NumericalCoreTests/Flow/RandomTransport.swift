import NumericalCore

/// Random transportation problems, each a function of its number; the tests and the benchmark share
/// them.
struct RandomTransport {
  /// Where the costs come from.
  enum Costs: String, CaseIterable {
    /// Rows and columns are places on a map; pence a year for their distance.
    case distances
    /// Any whole number, without structure.
    case unrelated
    /// 0 to 3, so that many plans cost the same.
    case tied
  }

  var rows: Int
  var columns: Int
  var costs = Costs.distances
  /// The share of pairs that are admissible.
  var density = 0.6
  /// Free places for each unit of supply; about a quarter more can be had at an extra cost.
  var places = 0.9
  /// Whether units may be left unserved at a cost; if not, the last column has no end.
  var leavesUnserved = true
  /// The average supply of a row.
  var supply = 3.0

  /// The problem of this number.
  func problem(_ number: Int) -> TransportProblem {
    let address = DrawAddress(seed: 71, draw: UInt32(number))
    var supplyStream = DrawStream(address, year: 0, cell: 0, purpose: 0)
    let supplies = (0..<rows).map { _ in
      let first = supplyStream.next()
      return Int(first * supplyStream.next() * 4 * supply + 0.25)
    }
    return TransportProblem(
      supplies: supplies, columns: steps(address, for: supplies.reduce(0, +)),
      arcs: arcs(address),
      unservedCosts: leavesUnserved ? unservedCosts(address) : nil)
  }

  /// Last year's problem a year on: some supplies and places have changed.
  func successor(of problem: TransportProblem, number: Int) -> TransportProblem {
    var next = problem
    var stream = DrawStream(
      DrawAddress(seed: 72, draw: UInt32(number)), year: 0, cell: 0, purpose: 0)
    for row in next.supplies.indices where stream.next() < 0.1 {
      next.supplies[row] = max(0, next.supplies[row] + (stream.next() < 0.5 ? -1 : 1))
    }
    for column in next.columns.indices where stream.next() < 0.1 {
      for step in next.columns[column].indices {
        let capacity = next.columns[column][step].capacity
        guard capacity < TransportProblem.unlimited else { continue }
        next.columns[column][step].capacity = max(0, capacity + Int(stream.next() * 5) - 2)
      }
    }
    return next
  }

  private var largest: Double { costs == .tied ? 4 : 500_000 }

  private func steps(_ address: DrawAddress, for units: Int) -> [[TransportProblem.Step]] {
    var stream = DrawStream(address, year: 0, cell: 0, purpose: 1)
    let average = places * Double(units) / Double(max(1, columns))
    return (0..<columns).map { column in
      let free = Int(average * 2 * stream.next() + stream.next())
      let more = Int(average * 0.5 * stream.next() + stream.next())
      let extra = Int(largest * (0.1 + 0.4 * stream.next()))
      let isEndless = column == columns - 1 && !leavesUnserved
      return [
        TransportProblem.Step(capacity: free),
        TransportProblem.Step(
          capacity: isEndless ? TransportProblem.unlimited : more, extraCost: extra),
      ]
    }
  }

  private func arcs(_ address: DrawAddress) -> TransportArcs {
    var stream = DrawStream(address, year: 0, cell: 0, purpose: 2)
    let sites = (0..<columns).map { _ in (stream.next(), stream.next()) }
    var arcs = TransportArcs()
    for _ in 0..<rows {
      let home = (stream.next(), stream.next())
      var row: [(column: Int, cost: Int)] = []
      for column in 0..<columns {
        let (chance, noise) = (stream.next(), stream.next())
        let isLast = column == columns - 1 && !leavesUnserved
        guard chance < density || isLast else { continue }
        let (x, y) = (home.0 - sites[column].0, home.1 - sites[column].1)
        let part = costs == .distances ? (x * x + y * y).squareRoot() / 2 : noise
        row.append((column, Int(largest * part) + (isLast ? Int(largest) : 0)))
      }
      arcs.appendRow(row)
    }
    return arcs
  }

  private func unservedCosts(_ address: DrawAddress) -> [Int] {
    var stream = DrawStream(address, year: 0, cell: 0, purpose: 3)
    return (0..<rows).map { _ in Int(largest * (1 + stream.next())) }
  }
}
