import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite struct ReviewTests {
  private func row(
    short: Int, year: Int = 2, since: Int? = nil, first: Int? = nil, need: String? = "SEMH",
    phase: Int = 2, area: Int = 2
  ) throws -> PlaceReview.Row {
    let run = try PlacesFixture.made().run
    let rows = PlaceRows(run.places.shape)
    let count = Sufficiency.Count(sum: 0, p50: 0, p80: short * 100, p90: short * 100)
    let moment = Sufficiency.Moment(needed: .nothing, over: 0)
    let position = try need.map { try #require(run.model.space.codes.need($0)) } ?? rows.needs
    let special = try #require(
      run.places.shape.provisions.firstIndex {
        run.model.space.codes.provisions[$0].kind == .special
      })
    return PlaceReview.Row(
      year: year, provision: special,
      key: rows.key(rows.row(need: position, phase: phase, area: area)),
      figures: Sufficiency.Row(
        places: 10, placesAreKnown: true, fromList: 0, newDemand: 0, census: count,
        without: count, moments: [moment, moment]),
      firstYearShort: first, shortSince: since, rank: 1)
  }

  private func sentence(_ row: PlaceReview.Row) throws -> String {
    ReviewWords(try PlacesFixture.made().run).sentence(row)
  }

  @Test func aRowIsSaidInPlainEnglish() throws {
    #expect(
      try sentence(row(short: 34, since: 0, first: 0))
        == "State special school, secondary, Social, emotional and mental health, all areas: "
        + "short by 34 places in 2027/28 if enough is to mean 8 years out of 10; "
        + "short since 2025/26.")
    #expect(
      try sentence(row(short: 1, since: 2, first: 2, need: nil, phase: 4, area: 0))
        == "State special school, all phases, all needs, North Smallshire: "
        + "short by 1 place in 2027/28 if enough is to mean 8 years out of 10.")
    #expect(
      try sentence(row(short: 0, first: 3))
        == "State special school, secondary, Social, emotional and mental health, all areas: "
        + "enough places in 2027/28 if enough is to mean 8 years out of 10; "
        + "short from 2028/29.")
    #expect(
      try sentence(row(short: 0, first: 0)).hasSuffix("if enough is to mean 8 years out of 10."))
  }

  @Test(arguments: ["draw", "cell", "overflow", "unplaced", "joiner", "SPEC-STATE", "SEMH"])
  func itSpeaksWithoutJargonAndCodes(word: String) throws {
    let words = try PlacesFixture.made().table("review.csv").rows.compactMap { $0["words"] }
    #expect(!words.isEmpty && words.allSatisfy { !$0.contains(word) })
  }

  @Test func theWorstComeFirstAmongRowsOfTheirKind() throws {
    let rows = try PlacesFixture.made().table("review.csv").rows
    for year in Set(rows.compactMap { $0["academic_year"] }) {
      let kind = rows.filter {
        $0["academic_year"] == year && $0["need"] != "All" && $0["phase"] != "All"
          && $0["area"] == "All"
      }
      let ranked = kind.sorted { $0.number("rank") < $1.number("rank") }
      #expect(ranked.map { $0.number("rank") } == (1...ranked.count).map(Double.init))
      let short = ranked.map { $0.number("without_p80") }
      #expect(short == short.sorted(by: >))
    }
  }

  @Test func yearsThatAreShortAgreeWithTheFigures() throws {
    let rows = try PlacesFixture.made().table("review.csv").rows
    let names = ["provision", "need", "phase", "area"]
    for (_, group) in Dictionary(grouping: rows, by: { row in names.map { row[$0] } }) {
      let first = group.first { $0.number("without_p80") >= 0.5 }?["academic_year"] ?? ""
      #expect(group.allSatisfy { $0["first_year_short"] == first })
    }
  }

  @Test func nothingIsSaidOfAnAreaOfWhichOnlyThePopulationIsKnown() throws {
    let populationOnly = "population only, no local evidence"
    for row in try PlacesFixture.made().table("review.csv").rows {
      let isArea = row["area"] != "All"
      #expect(row["basis"] == (isArea ? populationOnly : "authority"))
      #expect((row["words"] == "") == isArea && (row["rank"] == "") == isArea)
    }
    for row in try PlacesFixture.local().table("review.csv").rows {
      #expect(row["basis"] == (row["area"] == "All" ? "authority" : "local evidence"))
      #expect(row["words"] != "")
    }
  }

  @Test func anAuthorityPlannedAsOneHasNoAreas() throws {
    for name in [
      "sufficiency.csv", "review.csv", "overflow.csv", "unplaced.csv", "not_in_a_base.csv",
    ] {
      let rows = try PlacesFixture.bare().table(name).rows
      #expect(!rows.isEmpty && rows.allSatisfy { $0["area"] == "All" }, "\(name)")
      #expect(rows.allSatisfy { !($0["words"] ?? "").contains("all areas") })
    }
  }
}
