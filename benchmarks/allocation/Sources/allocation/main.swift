import NumericalCore

// Writes problems and what TransportSolver made of them, one a line:
//   allocation costs COUNT    the instances compared with HiGHS
//   allocation times          the instances of the timings, with seconds

/// The median of repeated runs, in seconds.
func median(of runs: Int, _ work: () -> Void) -> Double {
  let clock = ContinuousClock()
  let times = (0..<runs).map { _ in clock.measure(work) / .seconds(1) }.sorted()
  return times[runs / 2]
}

func writeCosts(count: Int) {
  var solver = TransportSolver()
  for number in 0..<count {
    let (name, problem) = RandomTransport.oracle(number)
    print(problem.line(name: name, objective: try? solver.solve(problem).objective))
  }
}

/// Cold solves of one problem, and solves of the years that follow it one after another.
func writeTimes(of maker: RandomTransport, name: String) {
  let problem = maker.problem(1)
  var solver = TransportSolver()
  var objective: Int?
  let cold = median(of: 51) {
    solver.forget()
    objective = try? solver.solve(problem).objective
  }
  var next = problem
  let years = (0..<51).map { year in
    next = maker.successor(of: next, number: year)
    return next
  }
  var year = 0
  let warm = median(of: 51) {
    _ = try? solver.solve(years[year])
    year += 1
  }
  print(problem.line(name: name, objective: objective, seconds: (cold, warm)))
}

func writeTimes() {
  for (columns, rows) in [(40, 500), (60, 2000)] {
    for costs in RandomTransport.Costs.allCases {
      for (density, places) in [(0.6, 0.9), (1.0, 0.9), (1.0, 0.7)] {
        let maker = RandomTransport(
          rows: rows, columns: columns, costs: costs, density: density, places: places)
        let part = "\(Int(density * 100)) % of pairs, \(Int(places * 100)) % places"
        writeTimes(of: maker, name: "\(columns) x \(rows) \(costs), \(part)")
      }
    }
  }
}

switch CommandLine.arguments.dropFirst().first {
case "costs": writeCosts(count: CommandLine.arguments.last.flatMap { Int($0) } ?? 1000)
case "times": writeTimes()
default: print("usage: allocation costs COUNT | times")
}
