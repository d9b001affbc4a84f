import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Population by single year of age, however its files are laid out. All figures are invented.
@Suite("Population of a release")
struct ReleasePopulationTests {
  private static let codes = [
    "E10099990": 1000, "E06099991": 500, "E06099992": 700, "E92000001": 90_000,
  ]

  private static func people(_ code: String, _ year: Int, _ age: Int) -> Int {
    (codes[code] ?? 0) + 10 * (year - 2020) + age
  }

  /// As subnational projections are published: years side by side, and all ages below.
  static func projections(_ years: ClosedRange<Int> = 2022...2036, sexes: [String] = ["persons"])
    -> String
  {
    var text =
      "AREA_CODE,AREA_NAME,COMPONENT,SEX,AGE_GROUP,"
      + years.map(String.init).joined(separator: ",") + "\r\n"
    for code in codes.keys.sorted() {
      for sex in sexes {
        for age in (0...89).map(String.init) + ["90 and over", "All ages"] {
          let figures = years.map { year in
            let all = people(code, year, Int(age) ?? 0)
            return sexes.count == 1
              ? "\(all)" : sex == "males" ? "\(all / 2).25" : "\(all - all / 2).75"
          }
          text +=
            "\(code),\"Place, of\",Population,\(sex),\(age),\(figures.joined(separator: ","))\r\n"
          text += "\(code),\"Place, of\",Deaths,\(sex),\(age),\(figures.joined(separator: ","))\r\n"
        }
      }
    }
    return text
  }

  /// As mid-year estimates are published: ages side by side, below titles.
  static func estimates(_ year: Int) -> String {
    var text =
      "\"MYE2: Population estimates, mid-\(year)\",,\nThis worksheet contains one table,,\n"
      + "Code,Name,Geography,All ages," + (0...89).map(String.init).joined(separator: ",")
      + ",90+\n"
    for code in codes.keys.sorted() {
      let figures = (0...89).map { String(people(code, year, $0)) }
      text += "\(code),Place,Unitary,\"1,234,567\",\(figures.joined(separator: ",")),5\n"
    }
    return text
  }

  /// One row a figure.
  static func long(_ years: ClosedRange<Int>) -> String {
    var text = "DATE_NAME,GEOGRAPHY_CODE,GENDER_NAME,C_AGE_NAME,OBS_VALUE\n"
    for code in codes.keys.sorted() {
      for year in years {
        for age in 0...30 {
          text += "\(year),\(code),Total,Age \(age),\(people(code, year, age))\n"
          text += "\(year),\(code),Male,Age \(age),1\n"
        }
        text += "\(year),\(code),Total,Aged 0 to 15,99999\n"
      }
    }
    return text
  }

  /// Years by code, with two sexes.
  static func wide(_ years: ClosedRange<Int>) -> String {
    var text =
      "ladcode23,laname23,country,sex,age,"
      + years.map { "population_\($0)" }.joined(separator: ",") + "\n"
    for code in codes.keys.sorted() {
      for sex in ["F", "M"] {
        for age in 0...30 {
          let figures = years.map { year in
            let all = people(code, year, age)
            return String(sex == "F" ? all / 3 : all - all / 3)
          }
          text += "\(code),Place,E,\(sex),\(age),\(figures.joined(separator: ","))\n"
        }
      }
    }
    return text
  }

  private func made(
    _ files: [String: String], _ code: String = "990"
  ) throws -> ReleaseFolder {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    let read = ReleasePopulation.read(files: files.keys.sorted().map { "\(folder.path)/\($0)" })
    let population = try #require(read.population, "\(read.findings.map(\.message))")
    return try ReleaseFixture().made(code, population: population)
  }

  private func own(_ made: ReleaseFolder) throws -> [Int: [Double]] {
    #expect(!made.isRefused, "\(made.findings.map(\.message))")
    return try #require(try made.evidence().local.population["principal"])
  }

  @Test(arguments: [
    projections(), projections(sexes: ["females", "males"]), long(2022...2036), wide(2022...2036),
  ])
  func `every layout gives the same people`(text: String) throws {
    let made = try made(["snpp.csv": text])
    let people = try own(made)
    #expect(people.keys.sorted() == Array(2022...2034))
    for year in 2022...2034 {
      let wanted = (0...25).map { Double(Self.people("E10099990", year, $0)) }
      let found = try #require(people[year])
      #expect(zip(found, wanted).allSatisfy { abs($0 - $1) <= 1 }, "\(year)")
    }
    let england = try made.evidence().england.population["principal"]
    #expect(england?.keys.sorted() == [2024])
    #expect(!made.findings.contains { $0.code.hasPrefix("REL-") })
  }

  @Test func `estimates alone are held level, with a warning`() throws {
    for (text, year) in [(Self.estimates(2024), 2024), (Self.estimates(2023), 2023)] {
      let made = try made(["mye.csv": text])
      let people = try own(made)
      let last = (0...25).map { Double(Self.people("E10099990", year, $0)) }
      #expect(people[2024] == last && people[2034] == last)
      #expect(made.findings.contains { $0.code == "REL-021" && $0.severity == .warning })
      #expect(made.text("population").contains("mid-\(year) held level"))
    }
  }

  @Test func `projections that end early shorten the horizon; those that reach farther are used`()
    throws
  {
    let short = try made(["snpp.csv": Self.projections(2022...2030)])
    #expect(short.findings.contains { $0.code == "REL-024" })
    #expect(try short.evidence().authority.horizon == 6)
    let both = try made([
      "a-mye.csv": Self.estimates(2024), "b-snpp.csv": Self.projections(),
      "c.csv": Self.long(2020...2023),
    ])
    #expect(try own(both).keys.sorted() == Array(2022...2034))
    #expect(both.text("population").contains("b-snpp.csv"))
  }

  @Test func `a county is the sum of its districts, or nothing`() throws {
    var area = ReleaseFigures.Area(code: "855")
    area.onsCodes = ["E10000018"]
    let districts = try #require(CountyDistricts.of["E10000018"])
    #expect(districts.count == 7 && CountyDistricts.of.values.reduce(0) { $0 + $1.count } == 164)
    func text(_ codes: [String]) -> String {
      "la_code,year,age,value\n"
        + codes.flatMap { code in
          (2024...2035).flatMap { year in (0...25).map { "\(code),\(year),\($0),100\n" } }
        }.joined()
    }
    let folder = try TemporaryFolder()
    for (codes, heads) in [(districts, 700.0), (Array(districts.dropFirst()), nil)] {
      try folder.write(text(codes), to: "people.csv")
      let read = try #require(
        ReleasePopulation.read(files: ["\(folder.path)/people.csv"]).population)
      let chosen = read.chosen(area, ReleaseFigures(), base: 2025, horizon: 10)
      #expect(chosen.rows.text.contains(",2030,7,700,") == (heads != nil))
      #expect(chosen.findings.contains { $0.code == "REL-020" } == (heads == nil))
    }
  }

  @Test func `without a file a level index stands for it, and says so`() throws {
    let made = try ReleaseFixture().made()
    let people = try own(made)
    #expect(Set(people.values.joined()) == [ReleasePopulation.index])
    let release = SmallRelease()
    let ratio =
      Double(release.plans(nil, 2025)) / Double(release.plans(SmallRelease.areas[0], 2025))
    let england = try #require(try made.evidence().england.population["principal"]?[2024])
    #expect(abs(england[0] / ReleasePopulation.index - ratio) < 1e-6)
    #expect(made.findings.contains { $0.code == "REL-020" && $0.severity == .warning })
  }

  @Test func `a population without England is scaled, with a warning`() throws {
    let text = Self.projections().split(separator: "\r\n").filter { !$0.hasPrefix("E92") }
      .joined(separator: "\r\n")
    #expect(try made(["snpp.csv": text]).findings.contains { $0.code == "REL-023" })
  }

  @Test(arguments: [
    "", "a,b\n1,2\n", "Code,Name,0,1,2\nE06099991,x,1,2,3\n", "AREA_CODE,AGE_GROUP,2024\n",
  ])
  func `a file that is no population is refused`(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "people.csv")
    let read = ReleasePopulation.read(files: ["\(folder.path)/people.csv"])
    #expect(read.population == nil && read.findings.map(\.code) == ["REL-022"])
    #expect(ReleasePopulation.read(files: ["/nowhere.csv"]).population == nil)
  }
}
