import Foundation
import TestSupport
import Testing

/// What a planner does: run a folder, look at the files.
@Suite(.serialized)
struct RunTests {
  private static func run(_ folder: TemporaryFolder, _ options: [String], out: String) throws
    -> Command.Outcome
  {
    try Command.run(
      Command.sufficiency,
      ["run", "small", "--draws", "20", "--years", "3", "--out", out] + options, in: folder.path)
  }

  private func run(_ folder: TemporaryFolder, _ options: [String], out: String) throws
    -> Command.Outcome
  { try Self.run(folder, options, out: out) }

  private static func smallFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  private func smallFolder() throws -> TemporaryFolder { try Self.smallFolder() }

  /// What one thread writes of the small authority as it is, for the tests that compare.
  private static let plain = Result {
    let folder = try smallFolder()
    let outcome = try run(folder, ["--threads", "1", "--quiet"], out: "out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    return try results(folder, "out")
  }

  /// The files below a folder but for the store of runs, whose record says when a run finished.
  private static func results(_ folder: TemporaryFolder, _ out: String) throws -> [String: Data] {
    let files = try folder.files(below: out)
    #expect(files["results.sqlite"] != nil)
    return files.filter { $0.key != "results.sqlite" }
  }

  private let resultFiles = [
    "plans.csv", "plans_by_ncy.csv", "flows.csv", "drivers.csv", "placements.csv", "waiting.csv",
    "plans_by_area.csv", "settings.csv", "sufficiency.csv", "review.csv", "unplaced.csv",
    "not_in_a_base.csv", "commissioning.csv", "capital.csv", "overflow.csv",
    "topup_without_plan.csv", "high_needs_block.csv", "cost_drivers.csv",
    "calibration.csv", "dsg_account.csv",
  ]

  @Test func `a run writes every file and prints a summary`() throws {
    let folder = try smallFolder()
    let outcome = try run(folder, [], out: "out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Smallshire"))
    let files = try folder.files(below: "out/small").keys
    for scenario in ["baseline", "earlier-support"] {
      for file in resultFiles + ["assumptions.csv", "findings.csv", "run.json"] {
        #expect(files.contains("\(scenario)/\(file)"))
      }
    }
    #expect(files.contains("comparison.csv") && files.contains("datapackage.json"))
    #expect(outcome.errors.isEmpty, "nothing but the summary on a pipe")
  }

  @Test func `one, two and eight threads write the same bytes`() throws {
    let folder = try smallFolder()
    for threads in ["2", "8"] {
      let outcome = try run(folder, ["--threads", threads, "--quiet"], out: "out\(threads)")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(outcome.output.isEmpty && outcome.errors.isEmpty)
    }
    let one = try Self.plain.get()
    #expect(one.count > 20)
    for threads in ["2", "8"] {
      let other = try Self.results(folder, "out\(threads)")
      #expect(one.keys.sorted() == other.keys.sorted())
      for (name, bytes) in one where !name.hasSuffix("run.json") {
        #expect(other[name] == bytes, "\(name) with \(threads) threads")
      }
    }
  }

  @Test func `a scenario whose levers are neutral equals the baseline byte for byte`() throws {
    let folder = try smallFolder()
    try folder.write(neutral, to: "small/neutral.yaml")
    let outcome = try run(folder, ["--scenario", "neutral", "--quiet"], out: "out")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let files = try folder.files(below: "out/small")
    #expect(files["earlier-support/plans.csv"] == nil, "only what was asked for, and the baseline")
    for file in resultFiles + ["findings.csv"] {
      #expect(files["neutral/\(file)"] == files["baseline/\(file)"], "\(file)")
      #expect((files["baseline/\(file)"]?.count ?? 0) > 20, "\(file)")
    }
  }

  private let neutral = """
    name: Neutral
    question: What if the levers were there and did nothing?
    levers:
      - {lever: new_plan_rate, multiply: 1, starts: 2026, ramp_years: 2, status: illustrative, source: test}
      - {lever: ceasing_rate, multiply: 1, ncy: [12, 21], starts: 2026, status: illustrative, source: test}
      - {lever: placement_preference, move: phase_transfer, from: IND-SPEC, to: DSP, share: 0, needs: [ASD],
         starts: 2026, status: illustrative, source: test}
      - {lever: placement_preference, move: mid_phase, from: IND-SPEC, to: DSP, share: 0, starts: 2026,
         status: illustrative, source: test}
      - {lever: placement_preference, move: new_plan, from: MAIN, to: DSP, share: 0, starts: 2026,
         status: illustrative, source: test}
      - {lever: places, setting: primary, changes: {2026/27: 0}, status: illustrative, source: test}
      - {lever: fee_cap, line: fees_independent, gbp_per_year: 10000000, starts: 2026-27, status: illustrative,
         source: test}
      - {lever: income_growth, line: high_needs_block, percent: 0, starts: 2026-27, status: illustrative, source: test}
      - {lever: population, variant: principal, status: illustrative, source: test}

    """

  @Test func `a row more in the register changes no other setting's numbers`() throws {
    let folder = try smallFolder()
    let settings = try folder.read("small/evidence/settings.csv")
    try folder.write(
      settings
        + "another,Another School,special,SPEC-STATE,VI,-1,14,here,0,1.00,,,,,,,,illustrative,test\n",
      to: "small/evidence/settings.csv")
    let places = try folder.read("small/evidence/commissioned_places.csv")
    try folder.write(
      places + "another,2024/25,0,0,illustrative,test\n",
      to: "small/evidence/commissioned_places.csv")
    let outcome = try run(folder, ["--quiet"], out: "after")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let (before, after) = (try Self.plain.get(), try folder.files(below: "after"))
    for file in ["plans.csv", "flows.csv", "placements.csv", "overflow.csv"] {
      let path = "small/baseline/\(file)"
      let first = try #require(before[path])
      #expect(first == after[path], "\(file)")
    }
  }

  @Test func `the order of the rows does not matter`() throws {
    let folder = try smallFolder()
    for (path, text) in SmallAuthority.files() where path.hasSuffix(".csv") {
      // The order of settings, costs and income is that of the reports.
      if ["settings", "unit_costs", "other_costs", "income"].contains(where: path.contains) {
        continue
      }
      let lines = text.split(separator: "\n")
      let turned = [lines[0]] + lines.dropFirst().reversed()
      try folder.write(turned.joined(separator: "\n") + "\n", to: "small/\(path)")
    }
    #expect(try run(folder, ["--quiet"], out: "turned").status == 0)
    let (straight, turned) = (try Self.plain.get(), try folder.files(below: "turned"))
    for file in resultFiles {
      let path = "small/baseline/\(file)"
      let before = try #require(straight[path])
      #expect(before == turned[path], "\(file)")
    }
  }
}
