import NumericalCore
import TestSupport
import Testing

@Suite struct TransportOracleTests {
  /// A Python that can import HiGHS; nil where there is none.
  private func solverPython() throws -> String? {
    guard let python = Command.python else { return nil }
    return try Command.run(python, ["-c", "import highspy"]).status == 0 ? python : nil
  }

  @Test func `HiGHS finds the same costs`() throws {
    guard let python = try solverPython() else {
      print("skipped: no highspy; scripts/setup tests installs it")
      return
    }
    var solver = TransportSolver()
    let lines = (0..<48).map { number in
      let (name, problem) = RandomTransport.oracle(number, rows: 120)
      return problem.line(name: name, objective: try? solver.solve(problem).objective)
    }
    let folder = try TemporaryFolder()
    try folder.write(lines.joined(separator: "\n"), to: "instances.jsonl")
    let outcome = try Command.run(
      python,
      [
        Repository.path("benchmarks/peers/allocation_highs.py"), "\(folder.path)/instances.jsonl",
      ])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("48 instances, 48 equal"), "\(outcome.output)")
  }
}
