import Foundation
import NumericalCore

/// Transportation problems of 40 columns by 500 rows, each from nothing: `allocation FILE`, to which they are written
/// for the rival.
struct AllocationWork: Work {
  private let problems: [TransportProblem]
  private var solver = TransportSolver()

  init(_ words: [String]) throws {
    problems = RandomTransport.Costs.allCases.flatMap { costs in
      [(0.6, 0.9), (1.0, 0.9), (1.0, 0.7)].map { density, places in
        RandomTransport(rows: 500, columns: 40, costs: costs, density: density, places: places)
          .problem(1)
      }
    }
    let lines = problems.enumerated().map { $1.line(name: "\($0)", objective: nil) }
    try Data((lines.joined(separator: "\n") + "\n").utf8).write(
      to: URL(fileURLWithPath: try words.text(1)))
  }

  mutating func answer() throws -> [Double] {
    var objectives: [Double] = []
    for problem in problems {
      solver.forget()
      objectives.append(Double(try solver.solve(problem).objective))
    }
    return objectives
  }
}
