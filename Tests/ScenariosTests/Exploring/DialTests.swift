import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// Dials: what a person moves becomes levers of the scenario language, and nothing else.
struct DialTests {
  private static let baseline = "name: Baseline\nquestion: Nothing?\nlevers: []\n"

  private func board() throws -> DialBoard { DialBoard(try SmallAuthority.evidence()) }

  private func read(_ text: String) throws -> Scenario {
    let (scenarios, findings) = ScenarioReader.read(
      [("baseline.yaml", Self.baseline), ("trial.yaml", text)],
      evidence: try SmallAuthority.evidence())
    #expect(findings.map(\.message) == [])
    return try #require(scenarios.first { $0.id == "trial" })
  }

  private func draft(_ name: String = "Trial") -> ScenarioDraft {
    ScenarioDraft(name: name, question: "What if?", source: "a test")
  }

  @Test func `a dial that nobody moved writes no lever`() throws {
    let board = try board()
    let texts = Dictionary(
      board.dials.map { ($0.id, $0.number($0.neutral)) }, uniquingKeysWith: { first, _ in first })
    let (settings, faults) = board.settings(texts)
    #expect(faults.isEmpty && settings.values.isEmpty)
    let text = try draft().text(from: Self.baseline, settings, board: board)
    #expect(try read(text).levers.isEmpty)
  }

  @Test func `every dial, at both ends, is a lever that the language takes`() throws {
    let board = try board()
    #expect(board.dials.count >= 8)
    for dial in board.dials {
      for end in [dial.range.lowerBound, dial.range.upperBound] where end != dial.neutral {
        let (settings, faults) = board.settings([dial.id: dial.number(end), "from": "2028"])
        #expect(faults.isEmpty)
        let text = try draft().text(from: Self.baseline, settings, board: board)
        let levers = try read(text).levers
        #expect(!levers.isEmpty, "\(dial.id)")
        for lever in levers {
          #expect(lever.provenance == Provenance(.illustrative, "a test"))
          let starts = LeverFindings.starts(lever.change)
          #expect(starts == nil || starts == 2028, "\(dial.id)")
        }
      }
    }
  }

  @Test func `dials say what they move`() throws {
    let board = try board()
    let (settings, _) = board.settings([
      "new_plans": "-10", "special_places": "40", "fees": "8", "from": "2027",
    ])
    let text = try draft().text(from: Self.baseline, settings, board: board)
    let changes = try read(text).levers.map(\.change)
    #expect(
      changes.contains(
        .newPlanRate(
          multiply: 0.9, needs: nil, ncys: NCY.range, CensusWindow(starts: 2027))))
    #expect(
      changes.contains(
        .costGrowth(
          line: "fees_independent", percent: 8, starts: FinancialYear(start: 2026))))
    #expect(
      changes.contains { change in
        guard case .places(_, let changes, let new) = change else { return false }
        return changes == [AcademicYear(start: 2026): Places(all: 40, post16: 0)]
          && new?.provision == "SPEC-STATE"
      })
  }

  @Test func `dials stand on top of the levers that are there`() throws {
    let board = try board()
    let base = """
      # a comment
      name: Support
      question: What if support came earlier?
      levers:
        - {lever: ceasing_rate, multiply: 1.1, starts: 2027, status: assumption, source: "a: b # c"}
      """
    let own = try read(base).levers
    let (settings, _) = board.settings(["new_plans": "5"])
    let both = try read(try draft().text(from: base, settings, board: board)).levers
    #expect(Array(both.prefix(1)) == own && both.count == 2)
  }

  @Test(arguments: [
    "Plain", "with: colon", "\"quoted\"", "'single'", "- dash", "# hash", "a\\b", "{x: 1}", "&a *a",
    "<script>alert(1)</script>", "null", "2026", "Ünïcode – dash", "!tag", "%directive", "| pipe",
    "yes", "trailing:", "---",
  ])
  func `what a person types stays text`(typed: String) throws {
    let board = try board()
    let (settings, _) = board.settings(["new_plans": "5"])
    let text = try ScenarioDraft(name: typed, question: typed, source: typed)
      .text(from: Self.baseline, settings, board: board)
    let scenario = try read(text)
    #expect(scenario.name == typed && scenario.question == typed)
    #expect(scenario.levers.map(\.provenance.source) == [typed])
  }

  /// What was typed may look like an anchor and its use; the file that was kept is one to start from.
  @Test func `a scenario that was kept with asterisks is kept again`() throws {
    let board = try board()
    let (settings, _) = board.settings(["new_plans": "5"])
    let draft = ScenarioDraft(name: "&a *a", question: "&a *a?", source: "a *x &x")
    let kept = try draft.text(from: Self.baseline, settings, board: board)
    let again = try draft.text(from: kept, settings, board: board)
    #expect(try read(again).levers.map(\.provenance.source) == ["a *x &x", "a *x &x"])
  }

  @Test func `a number that is none, or too far, is refused in words`() throws {
    let board = try board()
    let (settings, faults) = board.settings([
      "new_plans": "many", "fees": "900", "from": "1999", "unknown": "1", "ending": "nan",
    ])
    #expect(settings.values.isEmpty && settings.from == board.usualStart)
    #expect(faults.count == 5 && faults[0].hasPrefix("There is no lever 'unknown'"))
    #expect(
      faults.contains { $0.contains("“New plans” says 'many'") && $0.contains("from -50 to 50") })
    #expect(faults.contains { $0.contains("from 2026 to") })
  }

  @Test func `half a place, and a lever misspelt, are refused in words`() throws {
    let (settings, faults) = try board().settings(["special_places": "19.9", "new_plan": "5"])
    #expect(settings.values.isEmpty && faults.count == 2)
    #expect(faults.contains { $0.contains("Did you mean new_plans?") })
    #expect(faults.contains { $0.contains("a whole number") })
  }

  @Test func `dials that replace stand where the scenario has them, and move from there`() throws {
    let base = """
      name: Dear
      question: What if fees grew faster?
      levers:
        - {lever: cost_growth, line: fees_independent, percent: 8, starts: 2026-27, status: illustrative, source: "a test"}
      """
    let start = try read(base)
    let board = DialBoard(try SmallAuthority.evidence(), from: start)
    let fees = try #require(board.dial(.fees))
    #expect(fees.neutral == 8 && fees.source.contains("Dear"))
    #expect(board.settings(["fees": "8"]).settings.values.isEmpty)
    let lower = board.settings(["fees": "5", "from": "2027"]).settings
    let levers = try read(try draft().text(from: base, lower, board: board)).levers
    #expect(levers.count == 2)
    #expect(
      levers[1].change
        == .costGrowth(line: "fees_independent", percent: 5, starts: FinancialYear(start: 2026)))
  }

  @Test func `a file has a name of letters, digits and hyphens`() {
    #expect(draft("More bases, 2027!").id == "more-bases-2027")
    #expect(draft("../../etc/passwd").id == "etc-passwd")
    #expect(draft("Größe").id == "gr-e")
    #expect(draft("…").id == "")
  }
}

/// Previews are runs.
struct PreviewTests {
  private let options = RunOptions(draws: 6, years: 3, threads: 2)

  private func scenarios() throws -> [Scenario] {
    let lever =
      "levers: [{lever: new_plan_rate, multiply: 0.8, starts: 2027, status: illustrative, source: a test}]"
    return ScenarioReader.read(
      [
        ("baseline.yaml", "name: Baseline\nquestion: Nothing?\nlevers: []\n"),
        ("trial.yaml", "name: Trial\nquestion: What if?\n\(lever)\n"),
      ], evidence: try SmallAuthority.evidence()
    ).scenarios
  }

  @Test func `a preview is the run, draw by draw`() throws {
    let evidence = try SmallAuthority.evidence()
    let scenarios = try scenarios()
    let preview = try Preview(scenarios[0], evidence: evidence, options: options)
    let seen = try preview.run(scenarios[1])
    let models = try scenarios.map { try ScenarioModel($0, evidence: evidence, years: 3) }
    let baseline = ScenarioRun(models[0], options: options)
    let run = ScenarioRun(models[1], options: options, following: baseline.ledger)
    #expect(ComparedSeries(seen.run).draws == ComparedSeries(run).draws)
    #expect(ComparedSeries(preview.baseline).draws == ComparedSeries(baseline).draws)
    #expect(ComparedSeries(run).draws != ComparedSeries(baseline).draws)
  }

  @Test func `a run that is ended leaves nothing`() throws {
    let evidence = try SmallAuthority.evidence()
    let model = try ScenarioModel(try scenarios()[0], evidence: evidence, years: 3)
    let watch = RunWatch()
    watch.cancel()
    #expect(throws: RunCancelled.self) {
      try ScenarioRun.runs([model], options: options, watch: watch)
    }
    #expect(watch.progress.finished == 0)
  }

  @Test func `a watch counts every draw and changes none`() throws {
    let evidence = try SmallAuthority.evidence()
    let model = try ScenarioModel(try scenarios()[0], evidence: evidence, years: 3)
    let watch = RunWatch()
    watch.expect(options.draws)
    let watched = try ScenarioRun.runs([model], options: options, watch: watch)
    #expect(watch.progress == (finished: 6, of: 6))
    #expect(
      ComparedSeries(watched[0]).draws == ComparedSeries(ScenarioRun(model, options: options)).draws
    )
  }
}
