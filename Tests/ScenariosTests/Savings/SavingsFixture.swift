import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// Savings lines of the small authority.
enum SavingsFixture {
  static let years = 3
  static let options = RunOptions(draws: 6, seed: 2025, years: years, threads: 2)
  private static let window = CensusWindow(starts: 2026)

  /// Fewer new plans, other placements, lower fees: the first two move children.
  static let changes: [(String, [Lever.Change])] = [
    ("a", [.newPlanRate(multiply: 0.7, needs: nil, ncys: NCY.range, window)]),
    ("b", [.ceasingRate(multiply: 1.3, ncys: 10...21, window)]),
    ("c", [.costGrowth(line: nil, percent: 1, starts: FinancialYear(start: 2026))]),
  ]

  static func lever(_ change: Lever.Change) -> Lever {
    Lever(change: change, provenance: Provenance(.illustrative, "a test"), summary: "a test")
  }

  static func line(_ id: String, _ changes: [Lever.Change]) -> SavingsLine {
    SavingsLine(
      id: id, name: "Line \(id)", levers: changes.map(lever), starts: FinancialYear(start: 2026),
      rampYears: 0, confidence: 0.7, oneOffCost: Money(pence: 1_000_001),
      recurringCost: Money(pounds: 300), fundedFrom: "high needs block", leadTimeMonths: 6,
      budget: [:], blockTransfer: nil, provenance: Provenance(.illustrative, "a test"))
  }

  static func scenario(_ lines: [SavingsLine], _ levers: [Lever.Change] = []) -> Scenario {
    Scenario(
      id: "test", name: "Test", question: "What if?", levers: levers.map(lever), savings: lines)
  }

  static func run(_ scenario: Scenario, exactLimit: Int = 8) throws -> SavingsRun {
    let evidence = try SmallAuthority.evidence()
    return try SavingsRun(
      SavingsPlan(scenario, evidence: evidence, seed: options.seed, exactLimit: exactLimit),
      evidence: evidence, options: options)
  }

  private static let made = Result { try run(scenario(changes.map { line($0.0, $0.1) })) }

  /// The run of all three lines, shared by the tests.
  static func three() throws -> SavingsRun { try made.get() }

  /// Total cost of a run by year and draw.
  static func costs(_ scenario: Scenario) throws -> [[Int64]] {
    let model = try ScenarioModel(
      scenario, evidence: SmallAuthority.evidence(), years: years)
    let run = ScenarioRun(model, options: options)
    let lines = model.accountLines.map(\.name)
    let total = try #require(lines.firstIndex(of: "total_cost"))
    return model.financialYears.indices.map { run.store.pence($0 * lines.count + total) }
  }
}
