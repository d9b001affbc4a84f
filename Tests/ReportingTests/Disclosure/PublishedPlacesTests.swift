import Testing
import Vocabulary

@testable import Reporting

/// Places and rolls of settings, which tell of children too.
extension PublishedEditionTests {
  @Test func `places that are the roll are counts, and money is rounded`() throws {
    let settings = Self.table(
      "academic_year,setting,name,provision,area,places,mean,p50,places_needed_p80,surplus_p50,places_known",
      [
        "2025/26,a,A,DSP,,4.00,9.00,9,9,-5,no", "2025/26,b,B,DSP,,30.00,28.00,28,28,2,yes",
        "2025/26,c,C,DSP,,40.00,41.00,41,41,-1,no",
      ])
    let placements = Self.table(
      "january_census,provision,age_band,need,mean,p50",
      ["2025,DSP,All,All,74.00,74", "2026,DSP,All,All,78.00,78"])
    let balance = Self.table(
      "financial_year,item,unit,mean,p50,prob_beyond",
      ["2025-26,in_year_balance,GBP,-1234567.89,-1250000.00,0.5"])
    let edition = Self.results([
      (
        "baseline",
        [
          "settings.csv": settings, "placements.csv": placements, "balance.csv": balance,
        ]
      )
    ]).published()
    let tables = try #require(edition?.results.scenarios[0].tables)
    let shown = tables["settings.csv"]?.rows.map { [$0[1], $0[5], $0[6], $0[9]] }
    #expect(
      shown == [["a", "c", "9.00", "c"], ["b", "30.00", "28.00", "2"], ["c", "c", "41.00", "c"]])
    #expect(
      tables["balance.csv"]?.rows == [
        ["2025-26", "in_year_balance", "GBP", "-1200000.00", "-1300000.00", "0.5"]
      ])
  }

  /// Everybody on roll less the authority's own, or places less those that its own may have.
  @Test
  func `of a setting with few children of other authorities nothing is shown that has them in it`()
    throws
  {
    let settings = Self.table(
      "academic_year,setting,name,provision,area,places,mean,p50,imports,prob_over_places,places_needed_p80,surplus_p50,places_known",
      [
        "2025/26,a,A,DSP,,60.00,50.00,50,3,0.1,55,7,yes",
        "2025/26,b,B,DSP,,40.00,30.00,30,0,0.2,33,10,yes",
        "2025/26,c,C,DSP,,90.00,70.00,70,12,0.3,85,8,yes",
      ])
    let commissioning = Self.table(
      "academic_year,setting,provision,places_planned,roll_p50,needed_p80,change",
      ["a,DSP,60,53,55,-5.00", "b,DSP,40,30,33,-7.00", "c,DSP,90,82,85,-5.00"].map {
        "2025/26,\($0)"
      })
    let tables = ["settings.csv": settings, "commissioning.csv": commissioning]
    let edition = try #require(
      Self.results([("baseline", tables), ("more", tables)]).published())
    for scenario in edition.results.scenarios {
      #expect(
        scenario["settings.csv"].rows.map { Array($0[5...11]) } == [
          ["c", "50.00", "50", "c", "c", "c", "c"],
          ["40.00", "30.00", "30", "c", "0.2", "33", "10"],
          ["90.00", "70.00", "70", "c", "0.3", "85", "8"],
        ])
      #expect(
        scenario["commissioning.csv"].rows.map { Array($0[3...]) } == [
          ["c", "c", "c", "c"], ["40", "30", "33", "-7.00"], ["90", "82", "85", "-5.00"],
        ])
    }
  }

  @Test func `guests that an edition hid are told by no later one, in which there are none`() throws
  {
    func results(_ imports: Int) -> RunResults {
      Self.results([
        (
          "baseline",
          [
            "settings.csv": Self.table(
              "academic_year,setting,name,provision,area,places,mean,p50,imports,places_needed_p80,places_known",
              ["2025/26,a,A,DSP,,60.00,50.00,50,\(imports),55,yes"])
          ]
        )
      ])
    }
    let first = try #require(results(3).published())
    let later = try #require(results(0).published(after: [first.results]))
    let again = try #require(results(0).published(after: [later.results]))
    for edition in [first, later, again] {
      #expect(
        edition.results.scenarios[0]["settings.csv"].rows == [
          ["2025/26", "a", "A", "DSP", "", "c", "50.00", "50", "c", "c", "yes"]
        ])
    }
    #expect(
      try #require(results(0).published()).results.scenarios[0]["settings.csv"].rows[0][5]
        == "60.00")
  }

  /// `sufficiency.csv` has the places that the authority's own children may have.
  @Test func `places that are the roll count the authority's own children alone`() throws {
    let edition = Self.results([
      (
        "baseline",
        [
          "settings.csv": Self.table(
            "academic_year,setting,name,provision,area,places,mean,p50,imports,places_needed_p80,places_known",
            [
              "2025/26,a,A,DSP,north,23.00,30.00,30,20,30,no",
              "2025/26,b,B,DSP,south,99.00,80.00,80,0,80,yes",
            ]),
          "sufficiency.csv": Self.sufficiency(
            ["All", "north", "south"].enumerated().map {
              "2025/26,september,DSP,All,All,\($1),110.00,115,\([102, 3, 99][$0]).00,30,33"
            }),
        ]
      )
    ]).published()
    let tables = try #require(edition?.results.scenarios[0].tables)
    #expect(tables["settings.csv"]?.rows[0][5] == "c")
    let places = tables["sufficiency.csv"]?.rows.map { [$0[5], $0[8]] }
    #expect(
      places?.filter { $0[0] != "south" }.allSatisfy { $0[1] == "c" } == true, "\(places ?? [])")
  }

  @Test func `what a scheme avoids is no sum to the pound`() throws {
    let capital = Self.table(
      "scheme,capital_gbp,avoided_gbp_a_year,years_to_repay",
      ["a,1234567.89,-72433.01,7.23", "b,5.00,160000.00,"])
    let edition = Self.results([("baseline", ["capital.csv": capital])]).published()
    #expect(
      edition?.results.scenarios[0]["capital.csv"].rows == [
        ["a", "1234567.89", "-100000.00", "c"], ["b", "5.00", "200000.00", ""],
      ])
  }

  @Test func `places of a provision tell nothing of the one roll among them that is hidden`() throws
  {
    let known = ["2025/26,b,B,DSP,north,30.00,28.00,28,28,2,yes"]
    let few = "2025/26,a,A,DSP,north,4.00,9.00,9,9,-5,no"
    let many = "2025/26,c,C,DSP,south,40.00,41.00,41,41,-1,no"
    for rolls in [[few], [few, many]] {
      let places = ["DSP", "AP"].flatMap { provision in
        zip(["All", "north", "south"], [74, 34, 40]).map {
          "2025/26,september,\(provision),All,All,\($0),80.00,84,\($1).00,30,33"
        }
      }
      let review = ["DSP", "AP"].flatMap { provision in
        zip(["All", "north", "south"], [74, 34, 40]).map {
          "2025/26,\(provision),All,All,\($0),84,\($1).00,30"
        }
      }
      let edition = Self.results([
        (
          "baseline",
          [
            "settings.csv": Self.table(
              "academic_year,setting,name,provision,area,places,mean,p50,places_needed_p80,surplus_p50,places_known",
              rolls + known),
            "sufficiency.csv": Self.sufficiency(places),
            "review.csv": Self.table(
              "academic_year,provision,need,phase,area,needed_p80,places_mean,without_p80", review),
          ]
        )
      ]).published()
      let tables = try #require(edition?.results.scenarios[0].tables)
      let rows = try #require(tables["sufficiency.csv"]?.rows)
      let shown = rows.filter { $0[2] == "DSP" && $0[8] != "c" }.map { $0[5] }
      // What is left of all places without those in the south is in the north.
      #expect(!shown.contains("north") && shown.count < 2, "\(shown)")
      #expect(rows.filter { $0[2] == "AP" }.map { $0[8] } == ["74.00", "34.00", "40.00"])
      #expect(rows.allSatisfy { $0[6] == "80.00" })
      let spoken = tables["review.csv"]?.rows.map { [$0[1], $0[4]] }
      #expect(
        spoken == shown.map { ["DSP", $0] } + ["All", "north", "south"].map { ["AP", $0] })
    }
  }
}
