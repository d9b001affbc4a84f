import TestSupport
import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite("Requests and assessments of the LSRP")
struct RequestTableTests {
  private func row(
    _ measure: RequestOutlook.Measure, _ year: Int, _ made: ReturnFixture.Made
  ) throws -> [String: String] {
    let rows = made.rows([
      "table": RequestTable.title, "row": RequestTable.label(measure), "year": String(year),
    ])
    return try #require(rows.count == 1 ? rows.first : nil)
  }

  @Test func `new plans are those of the run, and lead back to assessments and requests`() throws {
    let made = try ReturnFixture.lsrp()
    let model = made.runs[0].model
    let outlook = RequestOutlook(model)
    let yield = try #require(outlook.yield)
    for ahead in 0..<ReturnFixture.years {
      let (store, year) = (made.runs[0].store, model.baseCensus + ahead)
      let layout = store.layout
      let draws = store.heads(
        layout.flows(ahead, .new, SeriesLayout.bands - 1, layout.space.provisions))
      let mean = Double(draws.reduce(0, +)) / Double(draws.count)
      #expect(mean > 0)
      for (measure, expected) in [
        (RequestOutlook.Measure.newPlans, mean), (.assessments, mean / yield),
        (.requests, mean / yield * outlook.requestsPerAssessment[ahead]),
      ] {
        let row = try row(measure, year, made)
        #expect(abs(Double([row].sum("unmitigated_adding")) - expected) < 0.502)
        #expect(row["note"]?.hasPrefix("derived") == (measure != .newPlans))
        #expect(row["label_source"] == ReturnLabels.own)
      }
    }
    // Earlier support means fewer new plans, and requests follow.
    let last = try row(.requests, model.baseCensus + ReturnFixture.years - 1, made)
    #expect([last].sum("effect_adding") < 0)
  }

  @Test func `years after the run are blank, the yields are printed as derived`() throws {
    let made = try ReturnFixture.lsrp()
    let last = try row(.assessments, 2029, made)
    #expect(last["unmitigated_adding"] == "" && last["note"]?.contains("--years") ?? false)
    let rows = made.assumptions.rows.filter { $0["subject"] == "requests and assessments" }
    let outlook = RequestOutlook(made.runs[0].model)
    let yield = try #require(rows.first { $0["item"] == "plans a concluded assessment" })
    #expect(yield["status"] == "derived")
    let printed = RequestTable.decimals(try #require(outlook.yield))
    #expect(yield["assumption"]?.hasPrefix(printed) ?? false)
    let ratios = rows.filter { $0["item"]?.hasPrefix("requests a concluded") ?? false }
    #expect(
      ratios.map { $0["assumption"] } == outlook.requestsPerAssessment.map(RequestTable.decimals))
  }

  @Test func `what is missing is blank with the reason, never zero`() throws {
    var evidence = try SmallAuthority.evidence()
    evidence.local.flowsByYear["requests"] = nil
    let request = try ReturnFixture.request(.lsrp)
    let model = try ScenarioModel(
      Scenario(id: Scenario.baselineID, name: "B", question: "Q"), evidence: evidence, years: 2)
    let run = ScenarioRun(
      model, options: RunOptions(draws: 3, years: 2),
      counting: ReturnFiles.groups(request, space: model.space))
    let files = ReturnFiles.files(request, unmitigated: ReturnDraws(run), mitigated: nil)
    let rows = ReadTable(files[0].text).rows.filter { $0["table"] == RequestTable.title }
    let derived = rows.filter { $0["row"] != "New plans" && ["2025", "2026"].contains($0["year"]) }
    #expect(derived.count == 4)
    for row in derived {
      #expect(row["unmitigated_median"] == "" && row["unmitigated_adding"] == "")
      #expect(row["note"]?.hasPrefix("absent: requests and new plans") ?? false)
    }
    #expect(rows.contains { $0["row"] == "New plans" && $0["unmitigated_adding"] != "" })
    let notes = ReadTable(files[1].text).rows
    #expect(notes.contains { $0["assumption"] == "none: the rows are absent" })
  }
}
