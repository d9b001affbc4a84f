import Foundation
import TestSupport
import Testing

/// What a finance officer does: tell the savings lines of a scenario apart.
@Suite(.serialized)
struct SavingsTests {
  private func line(_ id: String, _ lever: String, extra: String = "") -> String {
    """
      - id: \(id)
        name: Line \(id)
        starts: 2026-27
        ramp_years: 0
        confidence: 0.7
        one_off_cost: 20000
        recurring_cost: 1000
        funded_from: high needs block
        lead_time_months: 9
        status: illustrative
        source: test
        levers:
          - {\(lever), status: illustrative, source: test}
    \(extra)
    """
  }

  private func folder(_ lines: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    try folder.write(
      "name: Lines\nquestion: What if?\nlevers: []\nsavings:\n" + lines.joined(),
      to: "small/lines.yaml")
    return folder
  }

  private func savings(_ folder: TemporaryFolder, _ options: [String]) throws -> Command.Outcome {
    try Command.run(
      Command.sufficiency,
      ["savings", "small", "--scenario", "lines", "--draws", "6", "--years", "3"] + options,
      in: folder.path)
  }

  @Test func `lines are told apart, whatever their order, and any number of threads`() throws {
    let lines = [
      line("1-support", "lever: new_plan_rate, multiply: 0.8, starts: 2027"),
      line("2-fees", "lever: cost_growth, line: All, percent: 1, starts: 2026-27"),
    ]
    let (one, other) = (try folder(lines), try folder(lines.reversed()))
    let outcome = try savings(one, ["--out", "out", "--threads", "1"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("1-support") && outcome.errors.isEmpty)
    let turned = try savings(other, ["--out", "out", "--threads", "3", "--quiet"])
    #expect(turned.status == 0 && turned.output.isEmpty, "\(turned.errors)")
    #expect(try one.read("out/savings.csv") == other.read("out/savings.csv"))
    #expect(try one.read("out/savings.csv").split(separator: "\n").count == 1 + 3 * 7)
    #expect(try savings(one, ["--quiet", "--fail-on", "note"]).status == 3)
    let run = try Command.run(
      Command.sufficiency,
      ["run", "small", "--scenario", "lines", "--draws", "2", "--years", "3", "--quiet"],
      in: one.path)
    #expect(run.status == 0, "\(run.errors)")
    let log = try one.read("notebooks-output/small/lines/assumptions.csv")
    #expect(log.contains("savings_confidence,1-support (Line 1-support),0.7"))
  }

  @Test func `what cannot be told apart is refused by file, line and key`() throws {
    let large = try folder([
      line(
        "a", "lever: cost_growth, line: All, percent: 1, starts: 2026-27",
        extra: "    block_transfer: {percent: 1.5, matching_spend: true}\n")
    ])
    let refused = try savings(large, ["--out", "out"])
    #expect(refused.status == 1)
    #expect(refused.errors.contains("lines.yaml:18:block_transfer"), "\(refused.errors)")
    #expect(refused.errors.contains("approved_by: \"Secretary of State\""))
    #expect(!FileManager.default.fileExists(atPath: "\(large.path)/out"))
    let plain = try folder([line("a", "lever: cost_growth, line: All, percent: 1, starts: 2026-27")]
    )
    func outcome(_ scenario: String) throws -> Command.Outcome {
      try Command.run(
        Command.sufficiency, ["savings", "small", "--scenario", scenario], in: plain.path)
    }
    let none = try outcome("baseline")
    #expect(none.status == 1 && none.errors.contains("no savings lines"), "\(none.errors)")
    let unknown = try outcome("nowhere")
    #expect(unknown.status == 2 && unknown.errors.contains("it has: lines"), "\(unknown.errors)")
  }
}
