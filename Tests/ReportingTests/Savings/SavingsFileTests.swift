import Reporting
import Scenarios
import TestSupport
import Testing
import Vocabulary

@Suite("The files and the page of savings lines, and the causes of cost")
struct SavingsFileTests {
  private static let yaml = """
    name: Three lines
    question: What if?
    levers: []
    savings:
      - {id: 2-fees, name: Right fees, starts: 2026-27, ramp_years: 0, confidence: 0.8, one_off_cost: 1000,
         recurring_cost: 200, funded_from: general fund, lead_time_months: 6, budget: {2026-27: 90000},
         status: illustrative, source: t, levers: [{lever: cost_growth, line: All, percent: 1, starts: 2026-27,
         status: illustrative, source: t}]}
      - {id: 1-support, name: Earlier support, starts: 2026-27, ramp_years: 0, confidence: 0.5, one_off_cost: 0,
         recurring_cost: 5000, funded_from: high needs block, lead_time_months: 12, status: illustrative, source: t,
         levers: [{lever: new_plan_rate, multiply: 0.7, starts: 2027, status: illustrative, source: t}]}

    """

  private static let made = Result {
    let evidence = try SmallAuthority.evidence()
    let (scenarios, findings) = ScenarioReader.read(
      [("baseline.yaml", "name: B\nquestion: Q\nlevers: []\n"), ("lines.yaml", yaml)],
      evidence: evidence)
    #expect(findings.isEmpty, "\(findings.map(\.message))")
    let scenario = try #require(scenarios.last)
    let options = RunOptions(draws: 7, seed: 3, years: 3)
    let plan = try SavingsPlan(scenario, evidence: evidence, seed: options.seed)
    let run = try SavingsRun(plan, evidence: evidence, options: options)
    return (SavingsAppraisal(run), scenario, evidence.authority, options)
  }

  private func pence(_ row: [String: String], _ column: String) throws -> Int {
    try #require(Money(row[column] ?? "")).pence
  }

  @Test("As printed, the lines of every year and basis add to All in every column")
  func columnsAdd() throws {
    let table = ReadTable(SavingsFile.file(try Self.made.get().0).text)
    #expect(table.rows.count == 3 * 7)
    for year in ["2025-26", "2026-27", "2027-28"] {
      for (basis, count) in [("stand_alone", 4), ("shapley", 3)] {
        let rows = table.rows.filter { $0["financial_year"] == year && $0["basis"] == basis }
        #expect(rows.count == count && rows.first?["line"] == "1-support")
        for column in table.header where column.hasPrefix("net") || column.hasPrefix("gross") {
          guard !column.hasPrefix("gross_p") else { continue }
          let sum = try rows.dropLast().reduce(0) { $0 + (try pence($1, column)) }
          #expect(try rows.last.map { try pence($0, column) } == sum, "\(column)")
        }
      }
    }
    let words = table.rows.filter { $0["word"] == "saving" }.map { $0["line"] }
    #expect(words == ["2-fees", "2-fees"], "only what has a budget, in its year")
    #expect(table.rows.allSatisfy { $0["method"] == "exact, over all 4 sets of lines" })
    #expect(table.rows.first { $0["line"] == "2-fees" }?["funded_from"] == "general fund")
  }

  @Test("The page fits, and its totals are the sums of its rows")
  func page() throws {
    let (appraisal, scenario, authority, options) = try Self.made.get()
    let page = SavingsSummary.text(
      appraisal, scenario: scenario, authority: authority, options: options, outputFolder: nil)
    let lines = page.split(separator: "\n")
    #expect(lines.count <= 60 && lines.allSatisfy { $0.count <= 100 })
    for part in ["Smallshire", "April 2025", "Cost avoided", "exact, over all 4 sets", "--out"] {
      #expect(page.contains(part), "\(part) in\n\(page)")
    }
    let start = try #require(lines.firstIndex { $0.hasPrefix("Shared out") })
    let numbers = lines[(start + 1)...(start + 3)].map { line in
      line.split(separator: " ").suffix(3).compactMap { Int($0.replacing(",", with: "")) }
    }
    for year in 0..<3 { #expect(numbers[0][year] + numbers[1][year] == numbers[2][year]) }
  }

  @Test("As printed, the causes of cost add to its growth, and that to the account")
  func costDrivers() throws {
    let runs = try Fixture.runs()
    let rows = runs.table("cost_drivers.csv").rows
    let words = CostDrivers.Driver.allCases.map(\.text) + ["All"]
    #expect(rows.count == Fixture.years * words.count)
    let costs = runs.table("high_needs_block.csv").rows.filter { $0["line"] == "total_cost" }
    for first in stride(from: 0, to: rows.count, by: words.count) {
      let group = Array(rows[first..<(first + words.count)])
      #expect(group.map { $0["driver"] } == words)
      let sum = try group.dropLast().reduce(0) { $0 + (try pence($1, "mean")) }
      let growth = try pence(group[words.count - 1], "mean")
      let ends = try ["from_year", "to_year"].map { end in
        let row = try #require(costs.first { $0["financial_year"] == group[0][end] })
        return try pence(row, "mean")
      }
      #expect(sum == growth && growth == ends[1] - ends[0])
    }
  }
}
