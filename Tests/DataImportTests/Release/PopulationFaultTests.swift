import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// What a population file lacks is never half a figure. All figures are invented.
@Suite("Faults of a population")
struct PopulationFaultTests {
  private static let header = "AREA_CODE,YEAR,SEX,AGE,VALUE\n"

  /// Rows of Smallshire and England, those of both sexes or of persons.
  private static func rows(_ sexes: [String], years: ClosedRange<Int> = 2024...2034) -> [String] {
    ["E10099990", "E92000001"].flatMap { code in
      years.flatMap { year in
        (0...25).flatMap { age in sexes.map { "\(code),\(year),\($0),\(age),\(500 + age)" } }
      }
    }
  }

  private func read(_ rows: [String]) throws -> (
    population: ReleasePopulation?, findings: [Finding]
  ) {
    let folder = try TemporaryFolder()
    try folder.write(Self.header + rows.joined(separator: "\n") + "\n", to: "people.csv")
    return ReleasePopulation.read(files: ["\(folder.path)/people.csv"])
  }

  private func made(_ rows: [String]) throws -> ReleaseFolder {
    let population = try #require(try read(rows).population)
    return try ReleaseFixture().made(population: population)
  }

  private func unused(_ made: ReleaseFolder) -> [Finding] {
    made.findings.filter { $0.code == "REL-025" }
  }

  @Test func `one sex alone is nobody's population`() throws {
    let read = try read(Self.rows(["males"]))
    #expect(read.population == nil && read.findings.map(\.code) == ["REL-022"])
    #expect(read.findings[0].seen.contains("males without females"))
  }

  @Test func `an age with one sex is not halved`() throws {
    let all = Self.rows(["males", "females"])
    let made = try made(all.filter { $0 != "E10099990,2030,females,7,507" })
    let finding = try #require(unused(made).first)
    #expect(finding.seen == "E10099990, mid-2030, age 7: males without females")
    #expect(finding.place.file.hasSuffix("people.csv") && finding.place.row != nil)
    #expect(!made.text("population").contains("authority,principal,2030,"))
    #expect(made.text("population").contains("authority,principal,2029,7,1014,"))
    #expect(made.findings.contains { $0.code == "REL-024" })
  }

  @Test(arguments: [["males", "females"], ["persons"]])
  func `a repeated row is no figure`(sexes: [String]) throws {
    let all = Self.rows(sexes)
    let row = try #require(all.first { $0.hasPrefix("E10099990,2030,") && $0.hasSuffix(",7,507") })
    let made = try made(all + [row.replacing(",507", with: ",600")])
    let finding = try #require(unused(made).first)
    #expect(finding.place.row == all.count + 2)
    #expect(finding.seen.contains("a second figure, after that of row"))
    #expect(!made.text("population").contains("authority,principal,2030,"))
  }

  @Test func `a missing cell is named, and shortens the run no further than its year`() throws {
    let rows = Self.rows(["persons"])
    let made = try made(
      rows.map { $0 == "E10099990,2031,persons,3,503" ? "E10099990,2031,persons,3,x" : $0 })
    let finding = try #require(unused(made).first)
    let wanted = try #require(rows.firstIndex(of: "E10099990,2031,persons,3,503"))
    #expect(finding.place.row == wanted + 2 && finding.seen.contains("mid-2031, age 3: no figure"))
    #expect(try made.evidence().authority.horizon == 6)
  }

  @Test func `a missing cell of England's is named`() throws {
    let rows = Self.rows(["persons"]).filter { $0 != "E92000001,2024,persons,3,503" }
    let made = try made(rows + ["E92000001,2024,persons,3,x"])
    #expect(unused(made).map(\.seen) == ["E92000001, mid-2024, age 3: no figure"])
    #expect(made.findings.contains { $0.code == "REL-023" })
  }

  @Test(arguments: [2024, 2025])
  func `without the first years there is no run of no years`(year: Int) throws {
    let rows = Self.rows(["persons"])
    let made = try made(
      rows.map {
        $0 == "E10099990,\(year),persons,3,503" ? "E10099990,\(year),persons,3," : $0
      })
    #expect(made.isRefused)
    #expect(unused(made).count == 1)
    let gap = try #require(made.findings.first { $0.severity == .error })
    #expect(gap.code == "REL-026" && gap.seen.contains("mid-\(year)"))
    #expect(!made.findings.contains { $0.code == "IN-074" })
  }
}
