import TestSupport
import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

/// A scenario of the small authority whose mitigations are told apart, each return made once.
enum MitigationFixture {
  static let options = RunOptions(draws: 11, seed: 3, years: 3)

  /// What a savings line needs beside its id and its lever.
  private static func line(_ id: String, _ lever: String) -> String {
    """
      - {id: \(id), name: Line \(id), starts: 2026-27, ramp_years: 0, confidence: 0.5, one_off_cost: 0,
         recurring_cost: 5000, funded_from: high needs block, lead_time_months: 12, status: illustrative, source: t,
         levers: [{lever: \(lever), status: illustrative, source: t}]}

    """
  }

  static let lines = [
    line("1-support", "new_plan_rate, multiply: 0.6, starts: 2027"),
    line("2-nothing", "ceasing_rate, multiply: 1, starts: 2027"),
    line("3-fees", "cost_growth, line: All, percent: 1, starts: 2026-27"),
  ]

  private static let levers =
    "  - {lever: ceasing_rate, multiply: 1.4, ncy: [10, 21], starts: 2026, status: illustrative, source: t}\n"

  static func scenarios(_ lines: [String]) throws -> (baseline: Scenario, scenario: Scenario) {
    let text =
      "name: Some lines\nquestion: What if?\nlevers:\n\(levers)"
      + (lines.isEmpty ? "" : "savings:\n" + lines.joined())
    let (scenarios, findings) = ScenarioReader.read(
      [("baseline.yaml", "name: B\nquestion: Q\nlevers: []\n"), ("lines.yaml", text)],
      evidence: try SmallAuthority.evidence())
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    return (try #require(scenarios.first), try #require(scenarios.last))
  }

  static func model(_ scenario: Scenario) throws -> ScenarioModel {
    try ScenarioModel(scenario, evidence: SmallAuthority.evidence(), years: options.years)
  }

  /// The two files of a return.
  static func files(_ kind: ReturnKind, _ lines: [String]) throws -> [OutputFile] {
    let request = try ReturnFixture.request(kind)
    let (baseline, scenario) = try scenarios(lines)
    let plan = try MitigationRun.Plan(
      scenario, baseline: baseline, evidence: try SmallAuthority.evidence())
    let space = try model(baseline).space
    let run = try MitigationRun(
      plan, options: options, counting: ReturnFiles.groups(request, space: space), model: model)
    return ReturnFiles.files(request, run)
  }

  /// The same of the scenario as a whole, run by itself.
  static func whole(_ kind: ReturnKind, _ lines: [String]) throws -> ReadTable {
    let request = try ReturnFixture.request(kind)
    let (baseline, scenario) = try scenarios(lines)
    let runs = try [baseline, scenario].map { scenario in
      let model = try model(scenario)
      return ReturnDraws(
        ScenarioRun(
          model, options: options, counting: ReturnFiles.groups(request, space: model.space)))
    }
    return ReadTable(
      ReturnFiles.files(request, unmitigated: runs[0], mitigated: runs[1])[0].text)
  }

  static func made(_ kind: ReturnKind) throws -> [OutputFile] {
    try (kind == .lsrp ? lsrp : dsgPlan).get()
  }

  private static let dsgPlan = Result { try files(.dsgPlan, lines) }
  private static let lsrp = Result { try files(.lsrp, lines) }
}
