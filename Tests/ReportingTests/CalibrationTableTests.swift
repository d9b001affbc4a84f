import Scenarios
import TestSupport
import Testing
import Vocabulary

@testable import Reporting

/// How the account meets a closed year, as the files say it.
struct CalibrationTableTests {
  private func model() throws -> ScenarioModel {
    let closed = FinancialYear(start: SmallAuthority.baseCensus - 1)
    var evidence = try SmallAuthority.evidence()
    let published = Provenance(.published, "a test")
    evidence.finances.inflation.insert(
      YearlyGrowth(line: nil, year: closed, percent: 2, provenance: published), at: 0)
    let other = try #require(evidence.finances.otherCosts.first?.line)
    evidence.finances.outturn = [
      ("topup_special", Money(pounds: 1_000_000)), (other, Money(pounds: 70_000)),
    ].map {
      OutturnRow(
        line: $0.0, budget: nil, outturn: $0.1, year: closed, provenance: published)
    }
    return try ScenarioModel(
      Scenario(id: Scenario.baselineID, name: "Baseline", question: "?"), evidence: evidence,
      years: 1)
  }

  @Test func `a tied line has a factor and a carried one has none`() throws {
    let table = ReadTable(CalibrationTable(model: try model()).calibration().text)
    #expect(table.rows.map { $0["treatment"] } == ["tied", "carried"])
    #expect(table.rows.allSatisfy { $0["outturn_gbp"] == $0["tied_gbp"] })
    let tied = table.rows[0]
    let factor = try #require(tied["factor"].flatMap(Double.init))
    let modelled = try #require(tied["modelled_gbp"].flatMap(Double.init))
    #expect(abs(factor * modelled - 1_000_000) < 1)
    #expect((tied["warning"] == "outside 0.90 to 1.10") == !(0.9...1.1).contains(factor))
    #expect(table.rows[1]["factor"] == "")
  }

  @Test func `tables of money say whether they are tied`() throws {
    let model = try model()
    let files = [CalibrationTable(model: model).calibration(), CSVText(.highNeedsBlock)]
      .map { $0.file(in: "baseline") }
    let tied = DataPackage.file(
      authority: model.evidence.authority, files: files, calibrations: model.calibrations
    ).text
    #expect(tied.contains("Tied to the outturn of \(model.calibrations[0].year), line by line"))
    let untied = DataPackage.file(authority: model.evidence.authority, files: files).text
    #expect(untied.contains("Not reconciled to an outturn."))
    #expect(!untied.contains("Tied to the outturn"))
  }
}
