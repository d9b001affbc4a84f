import Reporting
import Scenarios
import Testing
import Vocabulary

@Suite struct RowPolicyTests {
  @Test func aRowIsLeftOutOnlyIfItIsNothingInEveryDraw() throws {
    let runs = try Fixture.runs()
    let run = runs.baseline
    let (layout, codes) = (run.store.layout, runs.evidence.codes)
    let written = Set(
      runs.table("flows.csv").rows.map {
        [$0["january_census"], $0["flow"], $0["age_band"], $0["provision"]]
      })
    for flow in SeriesLayout.Flow.allCases {
      for (band, age) in AgeBand.allCases.enumerated() {
        for (index, provision) in codes.provisions.enumerated() {
          let draws = run.store.heads(layout.flows(0, flow, band, index))
          let key = ["2026", flow.text, age.rawValue, provision.code]
          #expect(written.contains(key) == draws.contains { $0 != 0 })
        }
      }
    }
  }

  @Test func theAccountAddsAndCarriesForward() throws {
    let runs = try Fixture.runs()
    let rows = runs.table("high_needs_block.csv").rows
    var before: Double?
    for year in runs.baseline.model.financialYears {
      let lines = rows.filter { $0["financial_year"] == "\(year)" }
      func mean(_ line: String) -> Double {
        lines.first { $0["line"] == line }?.number("mean") ?? .nan
      }
      let inYear = mean("in_year_balance")
      #expect(abs(mean("total_income") - mean("total_cost") - inYear) < 0.03)
      let balance = mean("cumulative_balance")
      if let before { #expect(abs(before + inYear - balance) < 0.03) }
      before = balance
    }
  }

  @Test func whereChildrenWentAddsToTheWaitingList() throws {
    let runs = try Fixture.runs()
    let words = [Placements.Word.held.text, Placements.Word.awaiting.text]
    for census in 2026...2030 {
      let waits = runs.table("overflow.csv").rows.filter {
        $0["academic_year"] == AcademicYear(census: census).description
          && words.contains($0["went"] ?? "")
      }
      let list = try #require(
        runs.table("waiting.csv").rows.first {
          $0["january_census"] == "\(census)" && $0["provision"] == "All" && $0["need"] == "All"
        })
      let sum = waits.reduce(0) { $0 + $1.number("mean") }
      // Who moves to mainstream or college while on the list waits on there and looks again next September.
      #expect(sum < list.number("mean") + 0.02 && sum > list.number("mean") * 0.95)
    }
  }

  @Test func placesNeededGrowWithTheAssuranceAndTheShareAboveIsAShare() throws {
    for row in try Fixture.runs().table("settings.csv").rows {
      let needed = ["p50", "p80", "p90"].map { row.number("places_needed_\($0)") }
      #expect(needed == needed.sorted() && needed.allSatisfy { $0 == $0.rounded() })
      let (places, ceiling) = (row.number("prob_over_places"), row.number("prob_over_ceiling"))
      #expect((0...1).contains(places) && (0...1).contains(ceiling) && ceiling <= places)
    }
  }

  @Test func noResultFileNamesItsScenario() throws {
    let runs = try Fixture.runs()
    let named = ["run.json", "assumptions.csv"]
    for file in runs.files where !named.contains(where: file.path.hasSuffix) {
      for run in runs.runs where run.model.scenario.id != "baseline" {
        #expect(!file.text.contains(run.model.scenario.id))
        #expect(!file.text.contains(run.model.scenario.name))
      }
    }
  }

  @Test func theFilesDoNotDependOnThreads() throws {
    let runs = try Fixture.runs()
    let options = RunOptions(draws: Fixture.draws, threads: 3)
    let again = ScenarioRun(runs.baseline.model, options: options)
    let one = runs.files.filter { $0.path.hasPrefix("baseline/") }
    let three = ScenarioFiles.files(again, metadata: Fixture.metadata)
    #expect(one.map(\.path) == three.map(\.path))
    for (left, right) in zip(one, three) where !left.path.hasSuffix("run.json") {
      #expect(left == right, "\(left.path)")
    }
  }

  @Test func linesEndWithALineFeedAndThereIsNoMark() throws {
    for file in try Fixture.runs().files {
      #expect(file.text.hasSuffix("\n") && !file.text.utf8.contains(UInt8(ascii: "\r")))
      #expect(file.text.utf8.first != 0xEF)
    }
  }

  @Test func theComparisonHasOneRowForEveryMeasureOfEveryScenario() throws {
    let runs = try Fixture.runs()
    let file = ComparisonFile.file(runs.comparisons)
    let table = ReadTable(file.text)
    #expect(file.path == "comparison.csv")
    #expect(
      table.header == ["scenario", "measure", "period", "item", "unit"] + ScenarioFilesTests.spread)
    #expect(table.rows.count == runs.comparisons[0].rows.count)
    #expect(table.rows.allSatisfy { $0["scenario"] == "earlier-support" })
    let plans = try #require(
      table.rows.first { $0["measure"] == "plans" && $0["period"] == "2030" })
    #expect(plans.number("mean") < 0)
    let money = table.rows.filter { $0["unit"] == "GBP" }
    #expect(money.allSatisfy { ($0["p50"] ?? "").suffix(3).first == "." })
  }
}
