import Testing
import Vocabulary

@testable import Reporting

/// What is shown adds up to what is shown.
struct WaterfallTests {
  @Test(arguments: 0..<300)
  func `start and steps add to the end, as they are printed`(seed: UInt64) {
    var state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 3
    func amount() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(Int64((state >> 33) % 40_000_000) - 20_000_000) / 7
    }
    let parts = (0..<Int(seed % 9)).map { ("step \($0)", amount()) }
    let (start, end) = (amount() * 50, amount() * 50)
    let figures = Waterfall(from: start, by: parts, to: end, rest: "rest")
    func printed(_ text: String) -> Int { Int(text.filter { !".,+".contains($0) }) ?? .min }
    let steps = figures.steps.map { printed(Waterfall.change($0.amount)) }
    #expect(
      printed(Waterfall.text(figures.start)) + steps.reduce(0, +)
        == printed(Waterfall.text(figures.end)))
    #expect(abs(Double(figures.start) - start / 10_000) <= 0.5)
    #expect(abs(Double(figures.end) - end / 10_000) <= 0.5)
    // Rounding moves no step by more than half a unit for each step.
    for step in figures.steps {
      guard let part = parts.first(where: { $0.0 == step.name }) else { continue }
      #expect(abs(Double(step.amount) - part.1 / 10_000) <= Double(parts.count + 3) / 2)
    }
  }

  /// The results of a run of two scenarios, whose account is given.
  private func results(savings: ResultTable? = nil) -> RunResults {
    func account(_ rows: [[String]]) -> ResultTable {
      ResultTable(columns: ["financial_year", "line", "kind", "unit", "mean", "p50"], rows: rows)
    }
    func row(_ year: String, _ line: String, _ kind: String, _ mean: String) -> [String] {
      [year, line, kind, "GBP", mean, mean]
    }
    func scenario(_ id: String, fees: String, balance: String, tables: [String: ResultTable])
      -> ScenarioResults
    {
      ScenarioResults(
        id: id, name: "Scenario \(id)", question: "What if?",
        tables: tables.merging([
          "high_needs_block.csv": account([
            row("2026-27", "fees_independent", "cost", fees),
            row("2026-27", "topup_special", "cost", "3000000.00"),
            row("2026-27", "transport_pre16", "memo", fees),
            row("2026-27", "high_needs_block", "income", "4000000.00"),
            row("2026-27", "in_year_balance", "total", balance),
            row("2026-27", "cumulative_balance", "total", balance),
          ]),
          "balance.csv": ResultTable(
            columns: ["financial_year", "item", "p50"],
            rows: [["2026-27", "cumulative_balance", balance]]),
        ]) { $1 })
    }
    return RunResults(
      authority: "Small", dfeCode: "999",
      record: .init(
        version: "0", seed: 1, draws: 1, years: 1, baseCensus: 2026, finished: "", inputs: []),
      scenarios: [
        scenario("baseline", fees: "2000000.00", balance: "-1000000.00", tables: [:]),
        scenario(
          "less", fees: "1500000.00", balance: "-500000.00",
          tables: savings.map { ["savings.csv": $0] } ?? [:]),
      ], comparison: ResultTable(columns: [], rows: []))
  }

  private func figures(_ results: RunResults) throws -> Waterfall {
    let source = try #require(
      ReportSource(
        try Fixture.runs().evidence, results: results, scenario: "less",
        version: "0"))
    return try #require(
      WaterfallSection(source: source).waterfall(
        years: ["2026-27"], balance: "in_year_balance", at: "2026-27"))
  }

  @Test func `groups of lines lead from one balance to the other, and memos are in neither`() throws
  {
    let figures = try figures(results())
    #expect(figures.start == -100 && figures.end == -50)
    #expect(
      figures.steps == [
        .init(name: "Independent, non-maintained and specialist post-16 fees", amount: 50)
      ])
  }

  @Test func `savings lines take their places where they were told apart`() throws {
    let savings = ResultTable(
      columns: ["financial_year", "basis", "line", "name", "gross"],
      rows: [
        ["2026-27", "shapley", "1-a", "Line A", "300000.00"],
        ["2026-27", "shapley", "2-b", "Line B", "150000.00"],
        ["2026-27", "shapley", "All", "All lines", "450000.00"],
        ["2026-27", "stand_alone", "1-a", "Line A", "999999.00"],
        ["2027-28", "shapley", "1-a", "Line A", "999999.00"],
      ])
    let figures = try figures(results(savings: savings))
    #expect(figures.steps.map(\.amount) == [30, 15, 5])
    #expect(figures.steps.map(\.name).prefix(2) == ["Line A", "Line B"])
  }
}
