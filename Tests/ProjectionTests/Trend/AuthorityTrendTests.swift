import DataImport
import NumericalCore
import TestSupport
import Testing
import Vocabulary

@testable import Projection

@Suite("The trend of a scenario folder")
struct AuthorityTrendTests {
  private func evidence(_ name: String) throws -> Evidence {
    let folder = "\(Repository.root)/scenarios/\(name)"
    return try #require(EvidenceReader.read(folder: folder).evidence)
  }

  private func totals(_ trend: AuthorityTrend, year: Int, draws: Int = 2000) -> [Int] {
    (0..<draws).map { draw in
      let totals = trend.forecaster.totals(
        DrawAddress(seed: 2025, draw: UInt32(draw)), years: year + 1)
      return AgeBand.allCases.indices.reduce(0) { $0 + totals[year, $1] }
    }.sorted()
  }

  @Test(
    "From January 2024 alone, Leicestershire's 2025 lies above its own trend, and 7,196 in the 90 % band"
  )
  func leicestershire2025() throws {
    let trend = try AuthorityTrend(try evidence("leicestershire"), origin: 2024, years: 1)
    let draws = totals(trend, year: 0)
    #expect(draws[1000] > 6558, "median \(draws[1000])")
    #expect(draws[100] < 7196 && 7196 < draws[1900], "\(draws[100]) to \(draws[1900])")
  }

  @Test("Nothing after the origin is read from a folder")
  func lookingAhead() throws {
    let evidence = try evidence("leicestershire")
    var corrupted = evidence
    for figures in [\Evidence.local, \Evidence.england] {
      corrupted[keyPath: figures].plansByAgeGroup[2025] = [1, 1, 1, 1, 1]
      corrupted[keyPath: figures].plansByProvision[2025] = [5]
      corrupted[keyPath: figures].plansByNCYProvision[2025] = nil
      for measure in evidence[keyPath: figures].flowsByYear.keys {
        corrupted[keyPath: figures].flowsByYear[measure]?[2024] = 1
      }
      for variant in evidence[keyPath: figures].population.keys {
        for year in 2024...2036 {
          corrupted[keyPath: figures].population[variant]?[year] = nil
        }
      }
    }
    let before = try AuthorityTrend(evidence, origin: 2024, years: 3)
    let after = try AuthorityTrend(corrupted, origin: 2024, years: 3)
    #expect(totals(before, year: 2, draws: 50) == totals(after, year: 2, draws: 50))
  }

  @Test("A folder without age groups makes do with its last two censuses")
  func withoutHistory() throws {
    var evidence = try evidence("leicester")
    evidence.local.plansByAgeGroup = [:]
    evidence.england.plansByAgeGroup = [:]
    let trend = try AuthorityTrend(evidence, origin: 2025, years: 10)
    #expect(trend.findings.contains { $0.code == "PR-041" })
    #expect(totals(trend, year: 9, draws: 50).allSatisfy { $0 > 0 })
  }
}
