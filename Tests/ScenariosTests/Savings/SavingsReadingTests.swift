import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Savings lines as they are written")
struct SavingsReadingTests {
  private static let keys: [(key: String, text: String)] = [
    ("id", "1-fees"), ("name", "Right cost"), ("starts", "2026-27"), ("ramp_years", "0"),
    ("confidence", "0.6"), ("one_off_cost", "250000.50"), ("recurring_cost", "0"),
    ("funded_from", "general fund"), ("lead_time_months", "9"), ("status", "illustrative"),
    ("source", "test"),
    (
      "levers",
      "[{lever: cost_growth, line: All, percent: 3, starts: 2026-27, status: illustrative, source: t}]"
    ),
  ]

  /// A scenario with one line, some of its keys changed; an empty text leaves a key out.
  private func read(
    _ changes: [String: String] = [:], repeated: Bool = false
  ) throws -> (scenario: Scenario?, findings: [Finding]) {
    let known = Set(Self.keys.map(\.key))
    let pairs =
      Self.keys.map { ($0.key, changes[$0.key] ?? $0.text) }
      + changes.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
    let line = pairs.filter { !$0.1.isEmpty }.map { "    \($0.0): \($0.1)" }.joined(separator: "\n")
    let item = "  -" + line.dropFirst(3) + "\n"
    let text = "name: T\nquestion: Q\nlevers: []\nsavings:\n" + item + (repeated ? item : "")
    let (scenarios, findings) = ScenarioReader.read(
      [("baseline.yaml", "name: B\nquestion: Q\nlevers: []\n"), ("t.yaml", text)],
      evidence: try SmallAuthority.evidence())
    return (scenarios.first { $0.id == "t" }, findings)
  }

  @Test("Every key is read")
  func everything() throws {
    let (scenario, findings) = try read([
      "budget": "{2026-27: 1500000}", "block_transfer": "{percent: 1, matching_spend: true}",
      "approved_by": "\"Secretary of State\"",
    ])
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    let line = try #require(scenario?.savings.first)
    #expect(line.id == "1-fees" && line.name == "Right cost" && line.levers.count == 1)
    #expect(line.starts == FinancialYear(start: 2026) && line.rampYears == 0)
    #expect(line.confidence == 0.6 && line.oneOffCost == Money(pence: 25_000_050))
    #expect(line.recurringCost == .zero && line.fundedFrom == "general fund")
    #expect(line.leadTimeMonths == 9 && line.decidedBy == "July 2025")
    #expect(line.budget == [FinancialYear(start: 2026): Money(pounds: 1_500_000)])
    #expect(line.blockTransfer?.percent == 1 && line.blockTransfer?.hasMatchingSpend == true)
    #expect(scenario?.levers == [] && scenario?.allLevers == line.levers)
  }

  static let faults: [(changes: [String: String], column: String)] = [
    (["id": "Right cost"], "id"), (["id": "interaction"], "id"),
    (["confidence": "1.1"], "confidence"),
    (["confidence": ""], "confidence"), (["starts": "2026/27"], "starts"),
    (["starts": "2019-20"], "starts"), (["starts": "2027-28"], "starts"),
    (["ramp_years": "-1"], "ramp_years"), (["one_off_cost": "250k"], "one_off_cost"),
    (["one_off_cost": "-5"], "one_off_cost"), (["recurring_cost": ""], "recurring_cost"),
    (["lead_time_months": "1.5"], "lead_time_months"), (["funded_from": ""], "funded_from"),
    (["status": "sure"], "status"), (["levers": "none"], "levers"), (["leavers": "[]"], "leavers"),
    (["budget": "5"], "budget"), (["budget": "{2026/27: 5}"], "budget"),
    (["block_transfer": "{percent: 0.6, matching_spend: true}"], "block_transfer"),
    (
      ["block_transfer": "{percent: 0.6, matching_spend: true}", "approved_by": "forum"],
      "approved_by"
    ),
    (["block_transfer": "{percent: 0.5}"], "matching_spend"),
    (
      ["block_transfer": "{percent: 0.5, matching_spent: true, matching_spend: true}"],
      "matching_spent"
    ),
  ]

  @Test("A fault is named by line and key, with how to mend it", arguments: faults)
  func fault(changes: [String: String], column: String) throws {
    let findings = try read(changes).findings
    #expect(findings.count == 1, "\(findings.map(\.message))")
    let finding = try #require(findings.first)
    #expect(finding.severity == .error && finding.place.column == column)
    #expect(finding.place.file == "t.yaml" && (finding.place.row ?? 0) >= 5)
    #expect(!finding.remedy.isEmpty)
  }

  @Test("Above half a percent the Secretary of State agrees; a misspelt key is suggested")
  func words() throws {
    let transfer = try read(["block_transfer": "{percent: 0.6, matching_spend: true}"]).findings
    #expect(transfer.first?.remedy.contains("Secretary of State") == true)
    #expect(try read(["leavers": "[]"]).findings.first?.remedy == "Did you mean levers?")
    #expect(try read(repeated: true).findings.map(\.place.column) == ["id"])
    #expect(try read(["levers": "[{lever: fee_cup}]"]).findings.map(\.code) == ["SC-005"])
  }

  @Test("A ramp that the levers do not have is a warning, savings in the baseline are refused")
  func warnings() throws {
    let findings = try read(["ramp_years": "2"]).findings
    #expect(findings.map(\.code) == ["SC-014"] && findings.map(\.severity) == [.warning])
    let baseline =
      "name: B\nquestion: Q\nlevers: []\nsavings:\n  - {id: a, name: A, levers: [], starts: 2026-27, "
      + "ramp_years: 0, confidence: 1, one_off_cost: 0, recurring_cost: 0, funded_from: grant, "
      + "lead_time_months: 0, status: illustrative, source: t}\n"
    let refused = ScenarioReader.read(
      [("baseline.yaml", baseline)], evidence: try SmallAuthority.evidence()
    ).findings
    #expect(refused.map(\.severity) == [.error])
  }
}
