import Scenarios
import TestSupport
import Testing
import Vocabulary

/// A folder without settings or without costs still runs, and says what is missing.
struct SkippedStageTests {
  private let baseline = Scenario(id: "baseline", name: "Baseline", question: "Nothing?")

  private func run(_ evidence: Evidence) throws -> ScenarioRun {
    let model = try ScenarioModel(baseline, evidence: evidence, years: 3)
    return ScenarioRun(model, options: RunOptions(draws: 8))
  }

  private func withoutSettings() throws -> Evidence {
    var evidence = try SmallAuthority.evidence()
    evidence.settings = []
    evidence.commissioned = [:]
    evidence.waiting = []
    evidence.overflow = []
    return evidence
  }

  @Test
  func
    `without settings nobody waits, nobody is turned away, and place funding is said to be missing`()
    throws
  {
    let run = try run(withoutSettings())
    let space = run.model.space
    for census in 0...3 {
      let waiting = run.store.layout.waiting(census, space.provisions, space.needs)
      #expect(run.store.heads(waiting).allSatisfy { $0 == 0 })
    }
    for year in 0..<3 {
      #expect(run.places.overflowSums(year: year).allSatisfy { $0 == 0 })
    }
    #expect(run.model.findings.contains { $0.code == "SC-011" })
  }

  @Test func `without costs there is no account`() throws {
    var evidence = try SmallAuthority.evidence()
    evidence.finances = Finances()
    let run = try run(evidence)
    #expect(run.model.accountLines.isEmpty && run.model.financialYears.isEmpty)
    let plans = run.store.layout.plans(3, SeriesLayout.bands - 1, run.model.space.needs)
    #expect(run.store.heads(plans).allSatisfy { $0 > 0 })
  }

  @Test func `an empty waiting list says so`() throws {
    var evidence = try SmallAuthority.evidence()
    func isNoted(_ evidence: Evidence) throws -> Bool {
      try ScenarioModel(baseline, evidence: evidence, years: 3).findings
        .contains { $0.code == "PL-006" }
    }
    #expect(try !isNoted(evidence))
    evidence.waiting = []
    #expect(try isNoted(evidence))
  }

  @Test func `a run ends at the last year of its population and says so`() throws {
    var evidence = try SmallAuthority.evidence()
    let variant = evidence.authority.populationVariant
    evidence.local.population[variant] = evidence.local.population[variant]?.filter {
      $0.key <= 2026
    }
    let model = try ScenarioModel(baseline, evidence: evidence, years: 5)
    #expect(model.years == 2)
    #expect(model.findings.contains { $0.code == "SC-010" })
  }
}
