import Reporting
import Scenarios
import Testing
import Vocabulary

@Suite struct ScenarioFilesTests {
  static let spread = ["mean", "p05", "p10", "p25", "p50", "p75", "p90", "p95"]
  static let spreadWithTails = ["mean", "p025"] + spread.dropFirst() + ["p975"]
  static let columns = [
    "plans.csv": ["january_census", "age_band", "need"] + spreadWithTails,
    "plans_by_ncy.csv": ["january_census", "ncy", "need"] + spread,
    "flows.csv": ["january_census", "flow", "age_band", "provision"] + spread,
    "drivers.csv": ["january_census", "driver"] + spread,
    "placements.csv": ["january_census", "provision", "age_band", "need"] + spread,
    "waiting.csv": ["january_census", "provision", "need"] + spread,
    "plans_by_area.csv": ["january_census", "need", "phase", "area", "basis"] + spread,
    "topup_without_plan.csv": ["january_census", "age_band", "need", "measure"] + spread,
    "balance.csv": ["financial_year", "item", "unit"] + spreadWithTails + ["prob_beyond"],
    "high_needs_block.csv": ["financial_year", "line", "kind", "unit"] + spreadWithTails,
    "cost_drivers.csv": [
      "from_year", "to_year", "driver", "unit", "mean", "p10", "p50", "p90",
    ],
    "dsg_account.csv": ["financial_year", "block", "item", "unit"] + spread,
    "calibration.csv": [
      "lines", "closed_year", "treatment", "modelled_gbp", "budget_gbp", "outturn_gbp", "tied_gbp",
      "factor", "warning", "status", "source",
    ],
    "assumptions.csv": ["name", "scope", "value", "unit", "status", "source"],
    "findings.csv": [
      "severity", "code", "file", "row", "column", "seen", "expected", "done", "remedy",
    ],
  ]

  @Test(arguments: columns.keys.sorted())
  func everyFileHasItsColumnsAndEveryRowFillsThem(name: String) throws {
    let table = try Fixture.runs().table(name)
    #expect(table.header == Self.columns[name])
    // The small authority has no closed account.
    #expect(table.rows.isEmpty == (name == "calibration.csv"))
    #expect(table.rows.allSatisfy { $0.count == table.header.count })
  }

  @Test func theFilesOfAScenarioAreBelowItsFolder() throws {
    let paths = try Fixture.runs().files.map(\.path)
    let names =
      Array(Self.columns.keys) + Array(PlaceTableTests.columns.keys) + ["run.json", "anchors.csv"]
    let expected = ["baseline", "earlier-support"].flatMap { id in names.map { "\(id)/\($0)" } }
    #expect(paths.sorted() == expected.sorted())
  }

  @Test(arguments: columns.keys.sorted())
  func quantilesAreInOrder(name: String) throws {
    for row in try Fixture.runs().table(name).rows where row["p05"] != nil {
      let names = row["p025"] == nil ? Self.spread : Self.spreadWithTails
      let values = names.dropFirst().map { row.number($0) }
      #expect(values == values.sorted())
    }
  }

  @Test func plansAndNationalCurriculumYearsAreComplete() throws {
    let runs = try Fixture.runs()
    let needs = runs.evidence.codes.needs.count + 1
    #expect(runs.table("plans.csv").rows.count == (Fixture.years + 1) * 6 * needs)
    #expect(runs.table("plans_by_ncy.csv").rows.count == (Fixture.years + 1) * 25 * needs)
    #expect(runs.table("settings.csv").rows.count == Fixture.years * 3)
    let model = runs.baseline.model
    #expect(
      runs.table("high_needs_block.csv").rows.count
        == model.accountLines.count * model.financialYears.count)
  }

  @Test func bandsNeedsAndYearsAddToTheirTotals() throws {
    let runs = try Fixture.runs()
    let plans = runs.table("plans.csv").rows
    let years = runs.table("plans_by_ncy.csv").rows
    for census in 2025...2030 {
      let here = plans.filter { $0["january_census"] == "\(census)" }
      func sum(_ rows: [[String: String]], _ axis: String, _ other: String) -> Double {
        rows.filter { $0[axis] != "All" && $0[other] == "All" }.reduce(0) {
          $0 + $1.number("mean")
        }
      }
      let total = here.first { $0["age_band"] == "All" && $0["need"] == "All" }?.number("mean")
      let whole = try #require(total)
      #expect(abs(sum(here, "age_band", "need") - whole) < 0.1)
      #expect(abs(sum(here, "need", "age_band") - whole) < 0.1)
      let byYear = years.filter { $0["january_census"] == "\(census)" }
      #expect(abs(sum(byYear, "ncy", "need") - whole) < 0.2)
    }
    #expect(plans.first { $0["age_band"] == "All" && $0["need"] == "All" }?["mean"] == "300.00")
  }

  @Test func placementsAddToPlansAndEveryProvisionHasItsTotal() throws {
    let runs = try Fixture.runs()
    let totals = runs.table("placements.csv").rows.filter {
      $0["age_band"] == "All" && $0["need"] == "All"
    }
    #expect(totals.count == (Fixture.years + 1) * (runs.evidence.codes.provisions.count + 1))
    for census in 2025...2030 {
      let here = totals.filter { $0["january_census"] == "\(census)" }
      let sum = here.filter { $0["provision"] != "All" }.reduce(0) { $0 + $1.number("mean") }
      let whole = try #require(here.first { $0["provision"] == "All" })
      #expect(abs(sum - whole.number("mean")) < 0.2)
    }
  }

  @Test func openingAndFlowsMakeTheClosingPlansOfEveryProvisionInEveryDraw() throws {
    let run = try Fixture.runs().baseline
    let (layout, space) = (run.store.layout, run.model.space)
    let band = SeriesLayout.bands - 1
    let signs: [(SeriesLayout.Flow, Int64)] = [
      (.new, 1), (.transferIn, 1), (.residual, 1), (.moved, 1), (.movedAway, -1), (.ceased, -1),
      (.out, -1), (.agedOut, -1),
    ]
    for year in 0..<Fixture.years {
      for provision in 0...space.provisions {
        var expected = run.store.heads(layout.placements(year, provision, band, space.needs))
        for (flow, sign) in signs {
          let draws = run.store.heads(layout.flows(year, flow, band, provision))
          expected = zip(expected, draws).map { $0 + sign * $1 }
        }
        let closing = layout.placements(year + 1, provision, band, space.needs)
        #expect(run.store.heads(closing) == expected)
      }
    }
  }

  @Test func everyFlowAndTheWaitingListHaveATotalEveryYear() throws {
    let runs = try Fixture.runs()
    let flows = runs.table("flows.csv").rows.filter {
      $0["age_band"] == "All" && $0["provision"] == "All"
    }
    #expect(flows.count == Fixture.years * SeriesLayout.Flow.allCases.count)
    let waiting = runs.table("waiting.csv").rows.filter {
      $0["provision"] == "All" && $0["need"] == "All"
    }
    #expect(waiting.count == Fixture.years + 1)
    #expect(waiting.first?["mean"] == "5.00")
  }
}
