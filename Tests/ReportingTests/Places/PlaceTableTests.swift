import Scenarios
import TestSupport
import Testing
import Vocabulary

@testable import Reporting

@Suite struct PlaceTableTests {
  static let columns = [
    "settings.csv": ["academic_year", "setting", "name", "provision", "area", "places"]
      + ["places_p10", "places_p90"] + ScenarioFilesTests.spread
      + ["imports", "prob_over_places", "prob_over_ceiling"]
      + ["places_needed_p50", "places_needed_p80", "places_needed_p90"]
      + ["surplus_p50", "places_known"],
    "sufficiency.csv": [
      "academic_year", "moment", "provision", "need", "phase", "area", "basis", "places_mean",
      "waiting_list_mean", "new_demand_mean", "staying_mean", "needed_mean", "needed_p50",
      "needed_p80", "needed_p90", "prob_needed_over_places", "without_p50", "without_p80",
      "without_p90", "shortfall_p80",
    ],
    "review.csv": [
      "academic_year", "provision", "need", "phase", "area", "basis", "places_mean", "needed_p80",
      "without_p80", "first_year_short", "rank", "words",
    ],
    "overflow.csv": [
      "academic_year", "need", "phase", "area", "wanted", "went", "mean", "extra_gbp",
    ],
    "unplaced.csv": ["academic_year", "wanted", "need", "phase", "area", "limit", "mean"],
    "not_in_a_base.csv": [
      "academic_year", "need", "phase", "area", "group", "reason", "mean",
    ],
    "commissioning.csv": [
      "academic_year", "return_due", "setting", "area", "provision", "places_planned", "roll_p50",
      "roll_p80", "needed_p50", "needed_p80", "places_to_commission", "change",
      "empty_places_mean", "over_number_mean", "empty_gbp_mean", "over_number_gbp_mean", "note",
    ],
    "capital.csv": [
      "scheme", "name", "setting", "area", "provision", "opens", "places", "delivery_probability",
      "expected_places", "opening_mean", "capital_gbp", "high_needs_provision_capital_gbp",
      "other_gbp", "borrowing_gbp", "unfunded_gbp", "cost_a_place_gbp", "avoided_gbp_a_year",
      "years_to_repay", "borrowing_cost_gbp_a_year", "note",
    ],
  ]

  @Test(arguments: columns.keys.sorted())
  func everyFileHasItsColumnsAndEveryRowFillsThem(name: String) throws {
    let table = try PlacesFixture.made().table(name)
    #expect(table.header == Self.columns[name])
    #expect(!table.rows.isEmpty)
    #expect(table.rows.allSatisfy { $0.count == table.header.count })
  }

  @Test(arguments: columns.keys.sorted())
  func quantilesAreInOrder(name: String) throws {
    let table = try PlacesFixture.made().table(name)
    for stem in ["places", "needed", "without", "roll", "places_needed"] {
      let names = table.header.filter { $0.hasPrefix("\(stem)_p") && Int($0.suffix(2)) != nil }
      for row in table.rows {
        let values = names.map { row.number($0) }
        #expect(values == values.sorted())
      }
    }
  }

  @Test func rowsThatAreNothingAreLeftOutButTotalsAreThere() throws {
    let made = try PlacesFixture.made()
    let rows = made.table("sufficiency.csv").rows
    let figures = [
      "places_mean", "needed_mean", "needed_p90", "without_p90", "waiting_list_mean",
    ]
    let total = ["need": "All", "phase": "All", "area": "All"]
    for row in rows where !row.has(total) {
      #expect(figures.contains { row.number($0) != 0 })
    }
    let totals = rows.filter { $0.has(total) }
    #expect(totals.count == PlacesFixture.years * 2 * made.run.places.shape.provisions.count)
    let areas = Set(rows.compactMap { $0["area"] })
    #expect(areas == ["north", "south", "All"])
  }

  @Test func childrenWhoNeedAPlaceComeFromTheListAreNewOrStay() throws {
    for row in try PlacesFixture.made().table("sufficiency.csv").rows {
      let parts = ["waiting_list_mean", "new_demand_mean", "staying_mean"].map { row.number($0) }
      #expect(abs(parts.reduce(0, +) - row.number("needed_mean")) < 0.02)
      if let shortfall = row.figure("shortfall_p80") {
        #expect(abs(row.number("needed_p80") - row.number("places_mean") - shortfall) < 0.001)
      }
      #expect((0...1).contains(row.number("prob_needed_over_places")))
    }
  }

  @Test func placesOfTheNeedsAndPhasesAddToThePlacesOfTheSettings() throws {
    let made = try PlacesFixture.made()
    let sufficiency = made.table("sufficiency.csv").rows
    let settings = made.table("settings.csv").rows
    for total in sufficiency
    where total.has(["need": "All", "phase": "All", "area": "All", "moment": "july"]) {
      let year = total["academic_year"] ?? ""
      let provision = total["provision"] ?? ""
      let here = sufficiency.filter {
        $0.has(["academic_year": year, "provision": provision, "moment": "july"])
      }
      let leaves = here.filter { $0["need"] != "All" && $0["phase"] != "All" }
      let places = total.number("places_mean")
      let byLeaf = leaves.filter { $0["area"] == "All" }.map { $0.number("places_mean") }
      #expect(abs(byLeaf.reduce(0, +) - places) < 0.3)
      let register = settings.filter {
        $0.has(["academic_year": year, "provision": provision])
      }
      #expect(abs(register.reduce(0) { $0 + $1.number("places") } - places) < 0.03)
      let byArea = here.filter { $0.has(["need": "All", "phase": "All"]) && $0["area"] != "All" }
      #expect(abs(byArea.reduce(0) { $0 + $1.number("places_mean") } - places) < 0.03)
    }
  }

  @Test func aSettingsSurplusIsReportedOnlyWhereItsPlacesAreKnown() throws {
    let bare = try PlacesFixture.bare()
    for row in bare.table("settings.csv").rows {
      #expect((row["surplus_p50"] == "") == (row["setting"] == "base"))
      #expect(row["places_known"] == (row["setting"] == "base" ? "no" : "yes"))
    }
    for row in bare.table("commissioning.csv").rows {
      #expect((row["note"] == "places are the roll") == (row["setting"] == "base"))
      #expect((row["empty_places_mean"] == "") == (row["setting"] == "base"))
    }
    for row in bare.table("sufficiency.csv").rows where row["provision"] == "DSP" {
      if let shortfall = row.figure("shortfall_p80"), row.number("places_mean") > 0 {
        #expect(shortfall >= 0)
      }
    }
  }

  @Test func whatIsCommissionedKeepsToRollAndRoom() throws {
    let made = try PlacesFixture.made()
    let rows = made.table("commissioning.csv").rows
    #expect(rows.first?["return_due"] == "November 2024")
    #expect(rows.first?["academic_year"] == "2025/26")
    for row in rows {
      let setting = try #require(made.run.model.settings.first { $0.id == row["setting"] })
      let places = row.number("places_to_commission")
      #expect(places >= row.number("roll_p50").rounded(.up))
      #expect(abs(places - row.number("places_planned") - row.number("change")) < 0.001)
      let fewest = row.number("roll_p50").rounded(.up)
      #expect(places <= max(fewest, row.number("needed_p80")))
      if let capacity = setting.physicalCapacity, setting.id == "primary" {
        #expect(places <= max(fewest, Double(capacity)))
      }
      #expect(row.number("empty_gbp_mean") >= 0 && row.number("over_number_gbp_mean") >= 0)
    }
  }

  @Test func thePackageIsValid() throws {
    let made = try PlacesFixture.made()
    let package = DataPackage.file(
      authority: made.run.model.evidence.authority, files: made.files)
    let folder = try TemporaryFolder()
    try OutputFolder(path: "\(folder.path)/small").replace(with: made.files + [package])
    let faults = try Frictionless.faults(of: "\(folder.path)/small/datapackage.json")
    #expect(faults == "")
  }
}
