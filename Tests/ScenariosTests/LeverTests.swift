import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// Levers as they are written, and what they do.
struct LeverTests {
  private func read(_ levers: String) throws -> (scenario: Scenario?, findings: [Finding]) {
    let text = """
      name: Trial
      question: What if?
      levers:
      \(levers)
      """
    let baseline = "name: Baseline\nquestion: Nothing?\nlevers: []\n"
    let (scenarios, findings) = ScenarioReader.read(
      [("baseline.yaml", baseline), ("trial.yaml", text)], evidence: try SmallAuthority.evidence())
    return (scenarios.first { $0.id == "trial" }, findings)
  }

  private let tail = "status: illustrative, source: test}"

  @Test func `a ramp rises evenly to its full effect and ends when it is told to`() {
    let window = CensusWindow(starts: 2027, ends: 2031, rampYears: 2)
    let shares = (2025...2033).map(window.share)
    #expect(shares == [0, 0, 1.0 / 3, 2.0 / 3, 1, 1, 1, 0, 0])
    #expect(CensusWindow(starts: 2027).share(at: 2027) == 1)
    #expect(CensusWindow(starts: 2027).share(at: 2099) == 1)
  }

  static let faults: [(lever: String, column: String)] = [
    ("{lever: new_plan_rate, multiply: -1, starts: 2027, ", "multiply"),
    ("{lever: new_plan_rate, multiply: 1, starts: 2020, ", "starts"),
    ("{lever: new_plan_rate, multiply: 1, starts: 2027, ncy: [6, 0], ", "ncy"),
    ("{lever: new_plan_rate, multiply: 1, starts: 2027, ncy: [0, 99], ", "ncy"),
    ("{lever: new_plan_rate, multiply: 1, starts: 2027, needs: [ASDD], ", "needs"),
    ("{lever: new_plan_rate, multiply: 1, starts: 2027, wants: [ASD], ", "wants"),
    ("{lever: new_plan_rate, starts: 2027, ", "multiply"),
    ("{lever: ceasing_rate, multiply: .nan, starts: 2027, ", "multiply"),
    (
      "{lever: placement_preference, move: sideways, from: MAIN, to: DSP, share: 0.1, starts: 2027, ",
      "move"
    ),
    (
      "{lever: placement_preference, move: mid_phase, from: MAIM, to: DSP, share: 0.1, starts: 2027, ",
      "from"
    ),
    (
      "{lever: placement_preference, move: mid_phase, from: MAIN, to: DSP, share: 1.1, starts: 2027, ",
      "share"
    ),
    ("{lever: places, setting: nowhere, changes: {2026/27: 3}, ", "setting"),
    ("{lever: places, setting: primary, changes: {2026-27: 3}, ", "changes"),
    ("{lever: places, setting: primary, changes: {2026/27: few}, ", "changes"),
    ("{lever: places, setting: primary, changes: {2026/27: 9223372036854775807}, ", "changes"),
    ("{lever: places, setting: primary, changes: {2026/27: -100001}, ", "changes"),
    ("{lever: cost_growth, line: topup_nothing, percent: 3, starts: 2026-27, ", "line"),
    ("{lever: cost_growth, line: All, percent: 3, starts: 2026/27, ", "starts"),
    (
      "{lever: fee_cap, line: fees_independent, gbp_per_year: 60k, starts: 2026-27, ",
      "gbp_per_year"
    ),
    (
      "{lever: banding, provision: SPEC-STATE, from: A, to: B, share: 0.1, starts: 2026-27, ",
      "provision"
    ),
    ("{lever: income_growth, line: lottery, percent: 3, starts: 2026-27, ", "line"),
    ("{lever: block_transfer, percent: half, starts: 2026-27, ", "percent"),
    ("{lever: population, variant: many, ", "variant"),
    ("{lever: new_plan_rat, multiply: 1, starts: 2027, ", "lever"),
    ("{lever: new_plan_rate, multiply: 1, starts: 2027, needs: [], ", "needs"),
    ("{lever: places, setting: primary, changes: 40, ", "changes"),
    ("{lever: cost_growth, line: All, percent: 3, starts: 2010-11, ", "starts"),
    (
      "{lever: placement_preference, move: mid_phase, from: DSP, to: DSP, share: 0.1, starts: 2027, ",
      "to"
    ),
    (
      "{lever: places, setting: new, changes: {2026/27: 3}, new: {name: N, kind: special, "
        + "provision: SPEC-STATE, needs: SEMH, ncy: [0, 6]}, ", "new"
    ),
  ]

  @Test(arguments: faults)
  func `a fault in a lever is named by line and key`(lever: String, column: String) throws {
    let findings = try read("  - \(lever)\(tail)").findings
    #expect(findings.count == 1, "\(findings.map(\.message))")
    let finding = try #require(findings.first)
    #expect(finding.severity == .error)
    #expect(finding.place.file == "trial.yaml" && finding.place.row == 4)
    #expect(finding.place.column == column)
    #expect(!finding.remedy.isEmpty)
  }

  @Test func `all faults of a file come in one go, and a missing baseline is one of them`() throws {
    let faults = Self.faults.map { "  - \($0.lever)\(tail)" }.joined(separator: "\n")
    #expect(try read(faults).findings.count == Self.faults.count)
    let findings = ScenarioReader.read(
      [("odd.yaml", "- just\n- a list\n"), ("bad.yaml", "name: [\n")],
      evidence: try SmallAuthority.evidence()
    ).findings
    #expect(Set(findings.map(\.place.file)) == ["odd.yaml", "bad.yaml", "baseline.yaml"])
  }

  @Test
  func `a key that stands twice is named with its line, and a number out of bounds with them`()
    throws
  {
    let evidence = try SmallAuthority.evidence()
    func fault(_ text: String) throws -> Finding {
      let files = [("baseline.yaml", "name: B\nquestion: Q\nlevers: []\n"), ("t.yaml", text)]
      return try #require(ScenarioReader.read(files, evidence: evidence).findings.first)
    }
    let twice = try fault("name: T\nquestion: Q\nlevers: []\n\nname: U\n")
    #expect(twice.place.row == 5 && twice.seen == "the key 'name' twice")
    let lever = "lever: new_plan_rate, multiply: 0.9, starts: 1999, status: illustrative, source: x"
    let early = try fault("name: T\nquestion: Q\nlevers:\n  - {\(lever)}\n")
    #expect(early.place.row == 4 && early.remedy == "Write one within these bounds.")
  }

  @Test func `levers that are no list, and a setting that is opened twice, are refused`() throws {
    let evidence = try SmallAuthority.evidence()
    func faults(_ levers: String) -> [Finding] {
      ScenarioReader.read(
        [
          ("baseline.yaml", "name: B\nquestion: Q\nlevers: []\n"),
          ("t.yaml", "name: T\nquestion: Q\nlevers: \(levers)\n"),
        ],
        evidence: evidence
      ).findings
    }
    #expect(faults("nothing").map(\.place.column) == ["levers"])
    let new = "{name: N, kind: special, provision: SPEC-STATE, ncy: [0, 6]}"
    let lever = "  - {lever: places, setting: n, changes: {2026/27: 3}, new: \(new), \(tail)"
    #expect(faults("\n\(lever)\n").isEmpty)
    #expect(faults("\n\(lever)\n\(lever)\n").count == 1)
  }

  @Test func `a lever beyond the run and places that are not there are said to do nothing`() throws
  {
    let levers: [Lever.Change] = [
      .newPlanRate(multiply: 0.5, needs: nil, ncys: NCY.range, CensusWindow(starts: 2072)),
      .places(
        setting: "primary", changes: [AcademicYear(start: 2026): Places(all: -900)], new: nil),
    ]
    let run = try SmallRun.run(levers)
    #expect(run.model.findings.contains { $0.code == "SC-012" })
    #expect(run.model.findings.contains { $0.code == "SC-013" })
    #expect(run.model.plannedPlaces.last?[0].all == 0)
  }

  @Test func `the baseline may hold no lever`() throws {
    let text =
      "name: B\nquestion: Q\nlevers:\n  - {lever: population, variant: principal, \(tail)\n"
    let findings = ScenarioReader.read(
      [("baseline.yaml", text)], evidence: try SmallAuthority.evidence()
    ).findings
    #expect(findings.count == 1)
  }

  private func total(_ run: ScenarioRun, year: Int) -> Int64 {
    let layout = run.store.layout
    let series = layout.plans(year, SeriesLayout.bands - 1, layout.space.needs)
    return run.store.heads(series).reduce(0, +)
  }

  @Test func `fewer new plans never mean more new plans in any draw`() throws {
    let lever = Lever.Change.newPlanRate(
      multiply: 0.7, needs: nil, ncys: NCY.range, CensusWindow(starts: 2026))
    let (before, after) = (try SmallRun.run([]), try SmallRun.run([lever]))
    let layout = before.store.layout
    for year in 0..<2 {
      let series = layout.flows(year, .new, SeriesLayout.bands - 1, layout.space.provisions)
      for (base, less) in zip(before.store.heads(series), after.store.heads(series)) {
        #expect(less <= base)
      }
    }
    #expect(total(after, year: 2) < total(before, year: 2))
  }

  @Test func `more ceasing after sixteen leaves younger years as they were`() throws {
    let lever = Lever.Change.ceasingRate(
      multiply: 1.5, ncys: 12...21, CensusWindow(starts: 2026))
    let (before, after) = (try SmallRun.run([]), try SmallRun.run([lever]))
    let layout = before.store.layout
    for band in 0..<3 {
      let series = layout.plans(1, band, layout.space.needs)
      #expect(before.store.heads(series) == after.store.heads(series))
    }
    #expect(total(after, year: 2) < total(before, year: 2))
  }

  @Test func `two series of places on one setting add up`() throws {
    let levers: [Lever.Change] = [
      .places(setting: "primary", changes: [AcademicYear(start: 2025): Places(all: 5)], new: nil),
      .places(setting: "primary", changes: [AcademicYear(start: 2027): Places(all: 7)], new: nil),
    ]
    let (before, after) = (try SmallRun.run([]), try SmallRun.run(levers))
    let gained = zip(before.model.plannedPlaces, after.model.plannedPlaces).map {
      $1[0].all - $0[0].all
    }
    #expect(gained == [5, 5, 12, 12])
  }

  @Test func `a new setting opens with its places and takes children`() throws {
    let new = NewSetting(
      name: "New School", kind: .special, provision: "SPEC-STATE", needs: nil, ncys: -1...14,
      isElsewhere: false)
    let lever = Lever.Change.places(
      setting: "new", changes: [AcademicYear(start: 2026): Places(all: 30, post16: 4)], new: new)
    let run = try SmallRun.run([lever])
    #expect(run.model.settings.last?.id == "new")
    #expect(run.model.plannedPlaces.map { $0[3].all } == [0, 30, 30, 30])
    #expect(run.store.heads(run.store.layout.roll(0, 3)).allSatisfy { $0 == 0 })
    #expect(run.store.heads(run.store.layout.roll(3, 3)).reduce(0, +) > 0)
  }
}
