import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Where a figure comes from")
struct LineExplanationTests {
  private static let options = RunOptions(draws: 12, years: 4, threads: 2)

  private static let made = Result { () throws -> [ScenarioRun] in
    let evidence = try SmallFinance.evidence()
    let names = ["baseline.yaml", "\(SmallFinance.scenario).yaml"]
    let (scenarios, findings) = ScenarioReader.read(
      SmallFinance.files().filter { names.contains($0.key) }.sorted { $0.key < $1.key }
        .map { (name: $0.key, text: $0.value) }, evidence: evidence)
    #expect(findings.allSatisfy { $0.severity != .error }, "\(findings.map(\.message))")
    return try scenarios.map {
      ScenarioRun(
        try ScenarioModel($0, evidence: evidence, years: options.years), options: options,
        isExplained: true)
    }
  }

  private func runs() throws -> [ScenarioRun] { try Self.made.get() }

  private func explanation(_ run: ScenarioRun, _ line: String, _ year: Int = 2) throws
    -> LineExplanation
  {
    try LineExplanation(
      LineRequest(
        line: line, year: "\(run.model.financialYears[year])", model: run.model,
        shares: ReturnMapping.tables().lines), run)
  }

  @Test("Every line of every year has the mean of the run, and its parts add up to it")
  func everyLine() throws {
    for run in try runs() {
      let lines = run.model.accountLines
      for year in run.model.financialYears.indices {
        for (position, line) in lines.enumerated() {
          let explanation = try explanation(run, line.name, year)
          let spread = run.store.summary(pence: year * lines.count + position)
          let basis = try #require(explanation.parts.first).basis
          #expect(explanation.spread == spread)
          #expect(basis.mean.pence == Money.divided(Int(spread.sum), by: spread.count))
          #expect(abs(basis.rounding.pence) <= 12, "\(line.name): \(basis.rounding)")
        }
      }
    }
  }

  @Test("A run that is explained has the figures of one that is not, whatever its threads")
  func sameFigures() throws {
    let run = try runs()[1]
    let plain = ScenarioRun(
      run.model, options: RunOptions(draws: 12, years: 4, threads: 1))
    #expect(run.store.allPence == plain.store.allPence && plain.basis == nil)
    let single = ScenarioRun(
      run.model, options: RunOptions(draws: 12, years: 4, threads: 1), isExplained: true)
    for line in ["fees_independent", "places_special", "back_pay"] {
      let (one, other) = (try explanation(run, line), try explanation(single, line))
      #expect(one.parts[0].basis.parts.sum == other.parts[0].basis.parts.sum)
    }
  }

  @Test("A line of section 251 stands for its lines with their shares, draw by draw")
  func returns() throws {
    let run = try runs()[0]
    let code = try explanation(run, "1.2.3")
    let names = ["topup_nmss", "fees_independent", "fees_specialist_post16"]
    #expect(code.parts.map(\.basis.line.name) == names && code.request.code?.code == "1.2.3")
    let sums = try names.map { try explanation(run, $0).spread.sum }
    #expect(code.spread.sum == sums.reduce(0, +))
    let (maintained, academies) = (try explanation(run, "1.2.1"), try explanation(run, "1.2.2"))
    let special = maintained.parts.firstIndex { $0.basis.line.name == "topup_special" }
    let other = academies.parts.firstIndex { $0.basis.line.name == "topup_special" }
    let (one, two) = (
      maintained.parts[try #require(special)], academies.parts[try #require(other)]
    )
    #expect(one.counted.sum + two.counted.sum == one.spread.sum)
    #expect(one.share?.share == LineShare.whole / 2)
  }

  @Test("A tied line has its factor, one that is not has none")
  func ties() throws {
    let run = try runs()[0]
    let tie = try #require(try explanation(run, "fees_independent").parts[0].basis.tie)
    #expect(tie.outturn == Money(pounds: SmallFinance.outturn) && tie.year.start == 2024)
    let factor = try #require(tie.factor)
    #expect(abs(factor - Double(tie.outturn.pence) / Double(tie.modelled.pence)) < 1e-12)
    let shared = try #require(try explanation(run, "topup_base").parts[0].basis.tie)
    #expect(shared.lines == ["topup_mainstream", "topup_base"] && shared.budget == nil)
    #expect(try explanation(run, "topup_special").parts[0].basis.tie == nil)
    #expect(try explanation(run, "sen_support_services").parts[0].basis.tie?.factor == nil)
    let total = try explanation(run, "total_cost")
    #expect(total.tied.contains("fees_independent"))
    #expect(total.illustrative.contains("topup_special"))
    #expect(!total.illustrative.contains("places_ap"))
  }

  @Test("Levers are those that bear on the line in the year")
  func levers() throws {
    let run = try runs()[1]
    func kinds(_ line: String, _ year: Int) throws -> [String] {
      try explanation(run, line, year).levers.map { String($0.summary.prefix { $0 != "," }) }
    }
    #expect(
      try kinds("fees_independent", 2) == [
        "price_pressure", "cost_growth", "fee_cap", "banding", "new_plan_rate",
      ])
    #expect(try kinds("fees_independent", 0) == ["price_pressure", "new_plan_rate"])
    #expect(try kinds("topup_fe", 1) == ["new_plan_rate"])
    #expect(try kinds("topup_fe", 2) == ["cost_growth", "new_plan_rate"])
    #expect(try kinds("sen_support_services", 2) == [])
    #expect(try kinds("high_needs_block", 2) == ["income_growth"])
    #expect(try kinds("block_transfer", 2) == ["block_transfer"])
    #expect(try kinds("places_special", 2) == ["new_plan_rate"])
    #expect(try explanation(run, "cumulative_balance", 2).levers.count == 8)
    #expect(try explanation(runs()[0], "fees_independent").levers.isEmpty)
  }

  @Test("A misspelt line, code or year is named with what there is and what was meant")
  func faults() throws {
    let run = try runs()[0]
    func fault(_ line: String, _ year: String) -> String {
      do {
        _ = try LineRequest(
          line: line, year: year, model: run.model, shares: ReturnMapping.tables().lines)
        return ""
      } catch { return "\(error)" }
    }
    let line = fault("fees_independant", "2026-27")
    #expect(line.contains("There is no line 'fees_independant'. Did you mean fees_independent?"))
    #expect(line.contains("cumulative_balance.") && line.contains("1.2.3"))
    #expect(fault("1.2.33", "2026-27").contains("Did you mean 1.2.3?"))
    #expect(fault("1.2.4", "2026-27").contains("No line of the account is put into 1.2.4"))
    let year = fault("fees_independent", "2026")
    #expect(year.contains("Did you mean 2026-27?") && year.contains("It has: 2025-26, 2026-27"))
    #expect(fault("fees_independent", "2026/27").contains("Did you mean 2026-27?"))
    #expect(fault("fees_independent", "2060-61").contains("There is no year '2060-61'"))
  }
}
