import Reporting
import Scenarios
import Testing
import Vocabulary

@Suite struct DriverTableTests {
  private func rows(_ census: Int) throws -> [[String: String]] {
    try Fixture.runs().table("drivers.csv").rows.filter { $0["january_census"] == "\(census)" }
  }

  @Test func everyCensusHasEveryCauseAndTheTotal() throws {
    let words = GrowthDrivers.Driver.allCases.map(\.text) + ["All"]
    for census in 2026...2030 { #expect(try rows(census).map { $0["driver"] } == words) }
    #expect(try Fixture.runs().table("drivers.csv").rows.count == Fixture.years * words.count)
  }

  @Test func meansOfTheCausesAddToTheGrowthOfThePlans() throws {
    let runs = try Fixture.runs()
    let plans = runs.table("plans.csv").rows.filter {
      $0["age_band"] == "All" && $0["need"] == "All"
    }
    let base = try #require(plans.first).number("mean")
    for (index, census) in (2026...2030).enumerated() {
      let means = try rows(census).map { $0.number("mean") }
      let growth = plans[index + 1].number("mean") - base
      #expect(abs(means.dropLast().reduce(0, +) - growth) < 0.011)
      #expect(abs((means.last ?? .nan) - growth) < 0.011)
    }
  }

  @Test func allButRatesAreTheSameInEveryDraw() throws {
    for census in 2026...2030 {
      for row in try rows(census) {
        let isUncertain = row["driver"] == "rate" || row["driver"] == "All"
        #expect((row["p05"] == row["p95"]) == !isUncertain)
      }
    }
  }
}
