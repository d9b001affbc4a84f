import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite struct CapitalTests {
  private func rows(_ name: String = "capital.csv") throws -> [[String: String]] {
    try PlacesFixture.made().table(name).rows
  }

  @Test func aSchemeSaysWhatItOpensAndWhoPays() throws {
    let scheme = try #require(try rows().first)
    #expect(
      scheme.has([
        "scheme": "new-site", "setting": "all-through", "area": "south",
        "provision": "SPEC-STATE", "opens": "2027/28", "places": "120",
        "delivery_probability": "0.9", "capital_gbp": "9000000.00",
        "high_needs_provision_capital_gbp": "6500000.00", "borrowing_gbp": "2000000.00",
        "other_gbp": "0.00", "unfunded_gbp": "500000.00", "cost_a_place_gbp": "75000.00",
        "opening_mean": "2027.50",
      ]))
    // By 2028/29: 52 places if it opens on time, 24 if a year late, none if two; 9 in 10 are delivered.
    #expect(scheme["expected_places"] == "34.56")
    // £2m over 25 years at 5 % is £141,904.91 a year.
    #expect(scheme["borrowing_cost_gbp_a_year"] == "141904.91")
    let all = try #require(try rows().last)
    #expect(all["scheme"] == "All" && all["capital_gbp"] == "9000000.00")
    #expect(all["borrowing_cost_gbp_a_year"] == "141904.91")
  }

  @Test func avoidedCostIsThatOfTheScenarioAgainstTheBaseline() throws {
    let made = try PlacesFixture.made()
    let series = ComparedSeries(made.run)
    let baseline = try #require(made.baseline)
    let comparison = Comparison(scenario: "second-site", series, baseline: baseline)
    let years = made.run.model.financialYears.suffix(3).map { "\($0)" }
    let differences = comparison.rows.filter {
      $0.measure.item == "total_cost" && years.contains($0.measure.period)
    }
    #expect(differences.count == 3)
    let mean = differences.reduce(0) { $0 + $1.difference.mean } / 3 / 100
    let row = try #require(try rows().first)
    #expect(abs(row.number("avoided_gbp_a_year") + mean) < 0.02)
    let avoided = row.number("avoided_gbp_a_year")
    if avoided > 0 {
      #expect(abs(row.number("years_to_repay") - 9_000_000 / avoided) < 0.01)
    } else {
      #expect(row["years_to_repay"] == "" && row["note"] == "not repaid by avoided cost")
    }
  }

  @Test func avoidedCostIsSharedByPlacesToThePenny() throws {
    let made = try PlacesFixture.local()
    let rows = CapitalAppraisal(made.run, baseline: made.baseline).rows
    let all = try #require(rows.last)
    #expect(rows.map { $0.scheme?.id } == ["a", "b", "c", nil])
    #expect(rows.dropLast().compactMap(\.avoided).reduce(.zero, +) == all.avoided)
    #expect(rows[2].avoided == nil, "places that close avoid nothing")
    #expect(rows[1].notes.first == "capital is not known" && rows[1].capital == nil)
    #expect(all.yearsToRepay == nil && all.notes.first == "capital of 2 schemes is not known")
    #expect(all.capital == Money(pounds: 1_000_000))
    #expect(CapitalAppraisal(made.run, baseline: nil).rows.allSatisfy { $0.avoided == nil })
  }

  @Test func theBaselineHasNothingToRepayItsSchemes() throws {
    let rows = CapitalAppraisal(try PlacesFixture.bare().run, baseline: nil).rows
    #expect(rows.count == 2 && rows[0].avoided == nil)
    #expect(rows[0].notes == ["in the baseline too: nothing is avoided by it here"])
  }

  @Test func theRateAndTermOfBorrowingAreAmongTheAssumptions() throws {
    let log = try rows("assumptions.csv")
    #expect(log.contains { $0.has(["name": "borrowing_rate", "value": "5.0"]) })
    #expect(log.contains { $0.has(["name": "borrowing_years", "value": "25.0"]) })
    #expect(log.contains { $0.has(["name": "months_to_july", "value": "7"]) })
    let given = BorrowingTerms([
      "borrowing_rate": (value: 0, provenance: Provenance(.assumption, "test")),
      "borrowing_years": (value: 10, provenance: Provenance(.assumption, "test")),
    ])
    #expect(given.payment(Money(pounds: 1000)) == Money(pounds: 100))
    #expect(ScenarioModel.knownAssumptions["borrowing_rate"] != nil)
  }
}
