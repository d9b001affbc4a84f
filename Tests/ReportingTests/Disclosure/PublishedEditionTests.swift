import TestSupport
import Testing
import Vocabulary

@testable import Reporting

extension RunResults {
  /// What may be published of these results.
  func published(after earlier: [RunResults] = []) -> PublishedEdition? {
    PublishedEdition(after: earlier) { _, cut in self.changingTables(cut) }
  }
}

/// What is taken out of results before readers outside see them, on tables made by hand.
@Suite struct PublishedEditionTests {
  private static let needs = ["ASD", "SEMH", "HI", "All"]

  static func table(_ header: String, _ rows: [String]) -> ResultTable {
    func cells(_ text: String) -> [String] {
      text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return ResultTable(columns: cells(header), rows: rows.map(cells))
  }

  /// Plans by need in one band at one census, and their total.
  private static func plans(_ counts: [Int]) -> ResultTable {
    let all = counts + [counts.reduce(0, +)]
    return table(
      "january_census,age_band,need,mean,p50",
      ["5-10", "All"].flatMap { band in
        zip(needs, all).map { "2025,\(band),\($0),\($1).00,\($1)" }
      })
  }

  static func results(
    _ scenarios: [(String, [String: ResultTable])],
    _ comparison: ResultTable = table("scenario,measure,period,item,unit,mean,p50", [])
  ) -> RunResults {
    RunResults(
      authority: "Hand", dfeCode: "999",
      record: .init(
        version: "1", seed: 1, draws: 10, years: 1, baseCensus: 2025, finished: "",
        inputs: [InputFile(path: "evidence/plans.csv", hash: "00")]),
      scenarios: scenarios.map {
        ScenarioResults(id: $0.0, name: $0.0, question: "?", tables: $0.1)
      }, comparison: comparison)
  }

  private func means(_ edition: PublishedEdition?, _ scenario: String = "baseline") throws
    -> [String]
  {
    let table = try #require(edition?.results.scenario(scenario)?["plans.csv"])
    return table.rows.filter { $0[1] == "All" }.map { $0[3] }
  }

  @Test func `a small count takes another with it, in the table of ages as in that of all`() throws
  {
    let edition = Self.results([("baseline", ["plans.csv": Self.plans([40, 30, 3])])]).published()
    #expect(try means(edition) == ["40.00", "c", "c", "73.00"])
    let rows = edition?.results.scenarios[0]["plans.csv"].rows ?? []
    // Hidden with their quantiles; one band has the same counts as all.
    #expect(rows.filter { $0[3] == "c" }.allSatisfy { $0[4] == "c" } && rows.count == 8)
  }

  @Test func `the same is hidden in every scenario, and a row that is nothing there is put in`()
    throws
  {
    let short = Self.plans([50, 20, 0])
    let without = ResultTable(
      columns: short.columns, rows: short.rows.filter { $0[2] != "HI" })
    let edition = Self.results([
      ("baseline", ["plans.csv": Self.plans([40, 30, 3])]), ("more", ["plans.csv": without]),
    ]).published()
    #expect(try means(edition, "more") == ["50.00", "c", "c", "70.00"])
    #expect(
      edition?.results.scenarios[1]["plans.csv"].rows.map { $0[2] } == Self.needs + Self.needs)
  }

  @Test func `what an edition before hid stays hidden, and what it showed is known`() throws {
    let tables = ["plans.csv": Self.plans([40, 30, 3])]
    let first = try #require(Self.results([("baseline", tables)]).published())
    // Beside another scenario ASD goes with HI, and SEMH is shown: the two editions together would tell all three.
    let other = Self.results([
      ("baseline", tables), ("more", ["plans.csv": Self.plans([3, 60, 10])]),
    ])
    #expect(try means(other.published()) == ["c", "30.00", "c", "73.00"])
    let second = try means(other.published(after: [first.results]))
    #expect(second == ["c", "c", "c", "73.00"])
  }

  @Test func `where earlier editions together tell what is to be hidden, the edition says so`()
    throws
  {
    let own = Self.results([("baseline", ["plans.csv": Self.plans([40, 30, 3])])])
    let first = try #require(own.published())
    #expect(first.exposed.isEmpty)
    // Somebody hid the other of the two beside the small one.
    let second = own.changingTables { _, table in
      ResultTable(
        columns: table.columns,
        rows: table.rows.map { row in
          ["ASD", "HI"].contains(row[2]) ? row.prefix(3) + ["c", "c"] : row
        })
    }
    for earlier in [[first.results], [second]] {
      #expect(try #require(own.published(after: earlier)).exposed.isEmpty)
    }
    let told = try #require(own.published(after: [first.results, second]))
    #expect(told.exposed == ["plans, January 2025"])
  }

  @Test func `quantiles go together where one is small`() throws {
    let table = Self.table(
      "january_census,age_band,need,mean,p10,p50,p90",
      ["2025,All,ASD,8.00,3,8,12", "2025,All,SEMH,90.00,80,90,99", "2025,All,All,98.00,90,98,107"])
    let edition = Self.results([("baseline", ["plans.csv": table])]).published()
    #expect(
      edition?.results.scenarios[0]["plans.csv"].rows.map { Array($0.dropFirst(3)) } == [
        ["8.00", "c", "c", "c"], ["90.00", "80", "90", "99"], ["98.00", "90", "98", "107"],
      ])
  }

  @Test func `a range that is wide for its count takes the count with it`() throws {
    let table = Self.table(
      "january_census,age_band,need,mean,p10,p50,p90",
      [
        "2025,All,ASD,20.00,3,20,32", "2025,All,SEMH,90.00,80,90,99",
        "2025,All,All,110.00,99,110,120",
      ])
    let edition = Self.results([("baseline", ["plans.csv": table])]).published()
    #expect(edition?.results.scenarios[0]["plans.csv"].rows.map { $0[3] } == ["c", "c", "110.00"])
  }

  @Test func `who waits and who is held or without a setting are the same children`() throws {
    let waiting = Self.table(
      "january_census,provision,need,mean,p50",
      ["2026,AP,All,13.00,13", "2026,DSP,All,40.00,40", "2026,All,All,53.00,53"])
    let overflow = Self.table(
      "academic_year,need,phase,area,wanted,went,mean,extra_gbp",
      [
        "2025/26,ASD,primary,x,AP,held while waiting,11.0000,0.00",
        "2025/26,ASD,primary,x,AP,awaiting a setting,2.0000,0.00",
        "2025/26,ASD,primary,x,DSP,held while waiting,40.0000,0.00",
        "2025/26,ASD,primary,x,DSP,as wanted,90.0000,0.00",
      ])
    let edition = try #require(
      Self.results([("baseline", ["waiting.csv": waiting, "overflow.csv": overflow])]).published())
    let tables = edition.results.scenarios[0].tables
    let went = tables["overflow.csv"]?.rows.filter { $0[4] == "AP" }.map { $0[6] } ?? []
    let wait = tables["waiting.csv"]?.rows.first { $0[1] == "AP" }?[3] ?? ""
    // Of 13 = 11 + 2 two at least are hidden.
    #expect((went + [wait]).filter { $0 == "c" }.count >= 2 && went.count == 2)
    #expect(went.contains("c"))
  }

  static func sufficiency(_ rows: [String]) -> ResultTable {
    table(
      "academic_year,moment,provision,need,phase,area,needed_mean,needed_p80,places_mean,without_p80,without_p90",
      rows)
  }

  @Test func `of the two moments one is there, and what one year hides of places every year hides`()
    throws
  {
    let rows = ["2025/26", "2026/27"].flatMap { year in
      let few = year == "2025/26" ? 3 : 9
      return [
        "\(year),september,DSP,All,All,north,40.00,42,\(few).00,0,0",
        "\(year),september,DSP,All,All,south,30.00,32,25.00,0,2",
        "\(year),september,DSP,All,All,east,60.00,63,55.00,30,33",
        "\(year),september,DSP,All,All,All,130.00,133,\(80 + few).00,31,35",
        "\(year),july,DSP,All,All,north,41.00,43,\(few).00,0,0",
      ]
    }
    let edition = try #require(
      Self.results([("baseline", ["sufficiency.csv": Self.sufficiency(rows)])]).published())
    let table = edition.results.scenarios[0]["sufficiency.csv"]
    #expect(table.texts("moment") == ["september"])
    let places = Dictionary(grouping: table.rows) { $0[5] }.mapValues { Set($0.map { $0[8] }) }
    #expect(places["north"] == ["c"])
    #expect(
      places.values.count { $0.contains("c") } == 2 && places.values.allSatisfy { $0.count <= 2 })
    #expect(places.values.allSatisfy { !$0.contains("c") || $0.count == 1 })
    // Nobody without in 8 years of 10, and few in 9: no range is shown of few.
    #expect(table.rows.filter { ["north", "south"].contains($0[5]) }.allSatisfy { $0[10] == "c" })
    #expect(table.rows.filter { $0[5] == "east" }.allSatisfy { $0[10] == "33" })
  }

  @Test func `who is without a place is hidden beside who waits`() throws {
    let waiting = Self.table(
      "january_census,provision,need,mean,p50",
      [
        "2026,DSP,ASD,2.00,2", "2026,DSP,HI,30.00,30", "2026,DSP,SEMH,40.00,40",
        "2026,DSP,All,72.00,72",
      ])
    let rows = ["ASD", "HI", "SEMH", "All"].map {
      "2025/26,september,DSP,\($0),All,All,40.00,42,30.00,\($0 == "ASD" ? 0 : 50),60"
    }
    let edition = try #require(
      Self.results([
        ("baseline", ["waiting.csv": waiting, "sufficiency.csv": Self.sufficiency(rows)])
      ]).published())
    let tables = edition.results.scenarios[0].tables
    let hidden = Set((tables["waiting.csv"]?.rows ?? []).filter { $0[3] == "c" }.map { $0[2] })
    let without = Set((tables["sufficiency.csv"]?.rows ?? []).filter { $0[9] == "c" }.map { $0[3] })
    #expect(hidden.contains("ASD") && hidden == without)
  }

  @Test func `sentences are there of whom nothing is hidden in any year`() throws {
    let rows = ["2025/26", "2026/27"].flatMap { year in
      [
        "\(year),september,DSP,All,All,north,40.00,42,50.00,\(year == "2025/26" ? 3 : 9),12",
        "\(year),september,DSP,All,All,south,30.00,32,25.00,20,22",
        "\(year),september,DSP,All,All,east,60.00,63,55.00,30,33",
        "\(year),september,DSP,All,All,west,60.00,63,55.00,40,43",
        "\(year),september,DSP,All,All,All,190.00,203,185.00,100,110",
      ]
    }
    let review = Self.table(
      "academic_year,provision,need,phase,area,places_mean,needed_p80,without_p80,first_year_short,rank,words",
      ["2025/26", "2026/27"].flatMap { year in
        ["north", "south", "east", "west", "All"].map {
          "\(year),DSP,All,All,\($0),50.00,42,30,2025/26,1,Short from 2025/26"
        }
      })
    let edition = try #require(
      Self.results([
        ("baseline", ["sufficiency.csv": Self.sufficiency(rows), "review.csv": review])
      ]).published())
    let shown = edition.results.scenarios[0]["review.csv"]
    #expect(!shown.rows.contains { $0.contains("c") || $0[4] == "north" })
    #expect(!shown.rows.isEmpty && shown.texts("academic_year").count == 2)
    #expect(!shown.columns.contains("rank"))
  }

  @Test func `what tied the account is no equation, and few above the places are not told`() throws
  {
    let calibration = Self.table(
      "lines,closed_year,modelled_gbp,outturn_gbp,factor",
      ["topup_mainstream;topup_base,2021-22,14214066.37,13894845.51,0.977542"])
    let commissioning = Self.table(
      "academic_year,setting,provision,roll_p50,needed_p50,empty_places_mean,over_number_mean,over_number_gbp_mean",
      ["2025/26,a,DSP,40,41,1.00,2.25,22450.00", "2025/26,b,DSP,12,13,1.00,0.00,0.00"])
    let settings = Self.table(
      "academic_year,setting,name,provision,area,places,mean,p50,imports,places_known",
      ["2025/26,a,A,DSP,,39.00,40.00,40,20,yes", "2025/26,b,B,DSP,,13.00,12.00,12,30,yes"])
    let assumptions = ResultTable(
      columns: ["name", "scope", "value", "unit", "source"],
      rows: [["calibration", "topup_base, 2021-22", "0.977542", "ratio", "account"]])
    let edition = try #require(
      Self.results([
        (
          "baseline",
          [
            "calibration.csv": calibration, "commissioning.csv": commissioning,
            "settings.csv": settings, "assumptions.csv": assumptions,
          ]
        )
      ]).published())
    let tables = edition.results.scenarios[0].tables
    #expect(
      tables["calibration.csv"]?.rows == [
        ["topup_mainstream;topup_base", "2021-22", "14200000.00", "13894845.51", "c"]
      ])
    #expect(tables["assumptions.csv"]?.rows[0][2] == "c")
    #expect(
      tables["commissioning.csv"]?.rows == [
        ["2025/26", "a", "DSP", "40", "41", "1.00", "c", "c"],
        ["2025/26", "b", "DSP", "c", "c", "c", "c", "c"],
      ])
    #expect(
      tables["settings.csv"]?.rows.map { [$0[6], $0[7], $0[8]] } == [
        ["40.00", "40", "c"], ["12.00", "c", "c"],
      ])
  }

  @Test func `differences of hidden counts and lines that pay for few are hidden`() throws {
    let placements = Self.table(
      "january_census,provision,age_band,need,mean,p50",
      [
        "2025,AP,All,All,3.00,3", "2025,DSP,All,All,90.00,90", "2025,MAIN,All,All,20.00,20",
        "2025,All,All,All,113.00,113",
      ])
    let lines = Self.table(
      "financial_year,line,kind,unit,mean,p50",
      [
        "2025-26,topup_ap,cost,GBP,54000.00,54000.00", "2025-26,topup_base,cost,GBP,912345.00,0.00",
        "2025-26,high_needs_block,income,GBP,115197961.00,115197961.00",
      ])
    let assumptions = ResultTable(
      columns: ["name", "scope", "value", "unit"],
      rows: [
        ["unit_cost", "topup_ap, AP, All", "18000.00", "GBP a plan and year"],
        ["places", "a", "4", "places at the base census, ceiling 1.12"],
      ])
    let comparison = Self.table(
      "scenario,measure,period,item,unit,mean,p50",
      ["more,placements,2025,AP,plans,1.00,1", "more,placements,2025,DSP,plans,2.00,2"])
    let tables = [
      "placements.csv": placements, "high_needs_block.csv": lines, "assumptions.csv": assumptions,
    ]
    let edition = try #require(
      Self.results([("baseline", tables), ("more", tables)], comparison).published())
    #expect(edition.results.comparison.rows.map { $0[5] } == ["c", "2.00"])
    let scenario = edition.results.scenarios[0]
    #expect(
      scenario["high_needs_block.csv"].rows.map { $0[4] } == [
        "c", "900000.00", "115197961.00",
      ])
    #expect(scenario["assumptions.csv"].rows.map { $0[2] } == ["18000.00", "c"])
    #expect(edition.results.record.inputs.isEmpty)
  }

  @Test func `tables that would tell more are cut, or not there`() throws {
    let overflow = Self.table(
      "academic_year,need,phase,area,wanted,went,mean,extra_gbp",
      [
        "2025/26,ASD,primary,x,DSP,as wanted,1.5000,0.00",
        "2025/26,HI,primary,x,DSP,as wanted,8.2500,0.00",
        "2025/26,HI,primary,x,DSP,MAIN,7.0000,12.00",
      ])
    let edition = try #require(
      Self.results([
        (
          "baseline",
          ["overflow.csv": overflow, "plans_by_area.csv": overflow, "not_in_a_base.csv": overflow]
        )
      ]).published())
    let tables = edition.results.scenarios[0].tables
    #expect(tables["plans_by_area.csv"] == nil && tables["not_in_a_base.csv"] == nil)
    #expect(tables["overflow.csv"]?.columns.contains("extra_gbp") == false)
    #expect(
      tables["overflow.csv"]?.rows == [
        ["2025/26", "All", "All", "All", "DSP", "as wanted", "9.75"],
        ["2025/26", "All", "All", "All", "DSP", "MAIN", "7.00"],
        ["2025/26", "All", "All", "All", "All", "as wanted", "9.75"],
        ["2025/26", "All", "All", "All", "All", "MAIN", "7.00"],
      ])
  }
}
