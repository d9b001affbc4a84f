import TestSupport
import Testing
import Vocabulary

@testable import Reporting

/// Scenarios side by side, from results made by hand: every figure below is read off them.
struct SideBySideTests {
  private static let ranges = ["mean", "p10", "p50", "p90"]

  private static func table(_ keys: [String], _ rows: [[String]]) -> ResultTable {
    ResultTable(columns: keys + ranges, rows: rows)
  }

  private static func scenario(
    _ id: String, plans: [String], waiting: [String], balance: [String]
  ) -> ScenarioResults {
    ScenarioResults(
      id: id, name: id == "baseline" ? "Baseline" : "Support", question: "What if?",
      tables: [
        "plans.csv": table(
          ["january_census", "age_band", "need"],
          [["2026", "All", "All", "7", "7", "7", "7"], ["2027", "All", "All"] + plans]),
        "waiting.csv": table(
          ["january_census", "provision", "need"], [["2027", "All", "All"] + waiting]),
        "balance.csv": table(
          ["financial_year", "item"], [["2026-27", "cumulative_balance"] + balance]),
      ])
  }

  private static let results = RunResults(
    authority: "Hand", dfeCode: "999",
    record: .init(
      version: "1", seed: 1, draws: 10, years: 1, baseCensus: 2026, finished: "", inputs: []),
    scenarios: [
      scenario(
        "baseline", plans: ["8100", "8000", "8099.5", "8200"], waiting: ["3", "2", "3", "5"],
        balance: ["-12340000", "-20000000", "-12340000", "-12340000"]),
      scenario(
        "support", plans: ["7000", "6900", "7001", "7100"], waiting: ["40", "30", "41", "50"],
        balance: ["260000", "-50000", "250000", "550000"]),
    ],
    comparison: table(
      ["scenario", "measure", "period", "item"],
      [
        ["support", "plans", "2027", "All", "-1098", "-1200", "-1098.4", "-950"],
        ["support", "plans", "2026", "All", "9", "9", "9", "9"],
        ["other", "plans", "2027", "All", "5", "5", "5", "5"],
        ["support", "waiting", "2027", "All", "2", "-4", "2", "9"],
        ["support", "high_needs_block", "2026-27", "cumulative_balance"]
          + ["12600000", "-40000", "12590000", "12590000"],
      ]))

  private func sideBySide(_ audience: Audience) throws -> SideBySide {
    let evidence = try SmallAuthority.evidence()
    let source =
      audience.isPublished
      ? ReportSource(
        evidence, edition: try #require(Self.results.published()), scenario: "support", version: "1"
      )
      : ReportSource(evidence, results: Self.results, scenario: "support", version: "1")
    return SideBySide(try #require(source), scenarios: ["support"])
  }

  private func rows(_ audience: Audience) throws -> [String: [String]] {
    let blocks = try sideBySide(audience).sections.flatMap(\.blocks)
    let tables = blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
    let table = try #require(tables.first)
    #expect(table.columns.map(\.title) == ["Figure", "Baseline", "Support", "difference"])
    return Dictionary(
      uniqueKeysWithValues: table.rows.map { row in
        (row[0].text, row.dropFirst().map { $0.text.replacing("\u{a0}", with: " ") })
      })
  }

  @Test func `figures and differences are those of the last January and the last year`() throws {
    let rows = try rows(.officers)
    #expect(
      rows["Children and young people with a plan, January 2027"]
        == ["8,100 (8,000 to 8,200)", "7,001 (6,900 to 7,100)", "-1,098 (-1,200 to -950)"])
    #expect(
      rows["Awaiting a suitable place, January 2027"]
        == ["3 (2 to 5)", "41 (30 to 50)", "+2 (-4 to +9)"])
    #expect(
      rows["Balance at the end of 2026-27, £ million"]
        == ["-12.3 (-20.0 to -12.3)", "0.3 (-0.1 to 0.6)", "+12.6 (0.0 to +12.6)"])
  }

  @Test func `a line that nobody has is left out, and what is not compared is not known`() throws {
    let rows = try rows(.officers)
    #expect(rows.count == 3)
    let other = ScenarioResults(
      id: "late", name: "Late", question: "",
      tables: ["plans.csv": Self.results.scenarios[0]["plans.csv"]])
    let results = RunResults(
      authority: "Hand", dfeCode: "999", record: Self.results.record,
      scenarios: [Self.results.scenarios[0], other], comparison: Self.results.comparison)
    let source = try #require(
      ReportSource(
        try SmallAuthority.evidence(), results: results, scenario: "late",
        version: "1"))
    #expect(
      SideBySide(source, scenarios: ["late"]).summary
        == "Children and young people with a plan, January 2027: 8,100, difference not known.")
  }

  @Test func `what is hidden in one scenario is hidden in all, and so is the difference`() throws {
    let row = try #require(try rows(.scrutiny)["Awaiting a suitable place, January 2027"])
    #expect(row == ["not shown", "not shown", "not shown"])
  }

  @Test func `the line of an overview names the range, or says that nothing was run`() {
    let figures = OverviewFigures(Self.results)
    #expect(figures.plans("support") == "7,001 (6,900\u{a0}to\u{a0}7,100)")
    #expect(figures.balance("support") == "0.3 (-0.1\u{a0}to\u{a0}0.6)")
    #expect(figures.plans("nobody") == "not run")
    #expect(figures.lastYear == "2026-27")
  }

  @Test func `a difference is looked up by scenario, measure, period and item`() {
    let figure = Self.results.difference("support", "plans", "2027", "All")
    #expect(figure?.middle == -1098.4 && figure?.low == -1200 && figure?.high == -950)
    #expect(Self.results.difference("support", "plans", "2028", "All") == nil)
    #expect(Self.results.difference("nobody", "plans", "2027", "All") == nil)
  }
}
