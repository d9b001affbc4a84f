import TestSupport
import Testing
import Vocabulary

@testable import Reporting

/// What one table would tell of another, on tables made by hand: each of these told hidden counts of an edition once.
extension PublishedEditionTests {
  /// Places of a need or a phase are those of the settings, shared out as their rolls are.
  @Test func `places are not shown by need or phase, nor said to be enough`() throws {
    let rows = [
      ("All", "All"), ("ASD", "All"), ("All", "primary"), ("ASD", "primary"),
    ].map { "2025/26,september,DSP,\($0),\($1),All,300.00,300,310.00,60,70,0.1000,5" }
    let sufficiency = Self.table(
      "academic_year,moment,provision,need,phase,area,needed_mean,needed_p80,places_mean,"
        + "without_p80,without_p90,prob_needed_over_places,shortfall_p80", rows)
    let review = Self.table(
      "academic_year,provision,need,phase,area,places_mean,needed_p80,without_p80,rank,words",
      ["All,All", "ASD,All", "All,primary"].map {
        "2025/26,DSP,\($0),All,310.00,300,60,1,Enough"
      })
    let tables = try #require(
      Self.results([("baseline", ["sufficiency.csv": sufficiency, "review.csv": review])])
        .published()
    ).results.scenarios[0].tables
    let shown = tables["sufficiency.csv"]?.rows.map { [$0[6], $0[8], $0[11], $0[12]] } ?? []
    #expect(shown.count == 4 && shown[0] == ["300.00", "310.00", "0.1000", "5"])
    #expect(shown.dropFirst().allSatisfy { $0 == ["300.00", "c", "c", "c"] })
    #expect(tables["review.csv"]?.rows.map { [$0[2], $0[3]] } == [["All", "All"]])
  }

  /// A shortfall is empty where there is none: beside marks it would say that fewer are needed than there are places.
  @Test func `an empty cell beside marks is a mark`() throws {
    let sufficiency = Self.table(
      "academic_year,moment,provision,need,phase,area,needed_mean,needed_p80,places_mean,"
        + "without_p80,without_p90,prob_needed_over_places,shortfall_p80",
      ["2025/26,september,AP,All,All,All,3.00,4,9.00,0,0,0.0000,"])
    let shown = try #require(
      Self.results([("baseline", ["sufficiency.csv": sufficiency])]).published()
    ).results.scenarios[0]["sufficiency.csv"]
    #expect(shown.rows.map { [$0[6], $0[12]] } == [["c", "c"]])
  }

  private static func flows(_ ncy21: Int, _ aged: Int, moved: Int) -> [String: ResultTable] {
    let ncy20 = ncy21 == 7 ? 3 : 80
    return [
      "plans_by_ncy.csv": table(
        "january_census,ncy,need,mean,p50",
        ["20,All,\(ncy20).00,\(ncy20)", "21,All,\(ncy21).00,\(ncy21)", "All,All,900.00,900"].map {
          "2025,\($0)"
        }),
      "flows.csv": table(
        "january_census,flow,age_band,provision,mean,p50",
        [
          ("new", 100), ("in", moved), ("ceased", 60), ("out", 20), ("aged_out", aged),
        ].map { "2026,\($0),All,All,\($1).00,\($1)" }),
    ]
  }

  private func hiddenFlows(_ tables: [String: ResultTable]) throws -> Set<String> {
    let edition = try #require(Self.results([("baseline", tables)]).published())
    let rows = edition.results.scenarios[0]["flows.csv"].rows
    return Set(rows.filter { $0[4] == "c" }.map { $0[1] })
  }

  /// All who are of the last curriculum year have left by the next census.
  @Test func `who left for age is hidden with the oldest of the census before`() throws {
    // NCY 20 is small, and what the band leaves of it is NCY 21.
    let small = try hiddenFlows(Self.flows(7, 7, moved: 30))
    #expect(small.isSuperset(of: ["aged_out", "ceased"]))
    #expect(try hiddenFlows(Self.flows(90, 90, moved: 30)) == [])
    // Where the oldest are shown, others have to be hidden by more than them.
    let moved = try hiddenFlows(Self.flows(90, 90, moved: 3))
    #expect(moved.isSuperset(of: ["in", "ceased"]))
  }

  @Test
  func `what is paid for each child elsewhere, and for places where few are guests, is hidden`()
    throws
  {
    let lines = ["import_export_adjustment", "places_special", "topup_special"]
    func tables(guests: Int) -> [String: ResultTable] {
      [
        "high_needs_block.csv": Self.table(
          "financial_year,line,kind,unit,mean,p50",
          lines.map {
            "2026-27,\($0),\($0 == lines[0] ? "income" : "cost"),GBP,8411760.00,8411760.00"
          }),
        "settings.csv": Self.table(
          "academic_year,setting,name,provision,area,places,mean,p50,imports,places_known",
          ["2025/26,a,A,SPEC-STATE,,60.00,50.00,50,\(guests),yes"]),
      ]
    }
    let comparison = Self.table(
      "scenario,measure,period,item,unit,mean,p50",
      lines.map { "more,high_needs_block,2026-27,\($0),GBP,300000.00,300000.00" })
    for (guests, shown) in [
      (0, ["c", "8400000.00", "8400000.00"]), (3, ["c", "c", "8400000.00"]),
    ] {
      let edition = try #require(
        Self.results(
          [("baseline", tables(guests: guests)), ("more", tables(guests: 0))], comparison
        ).published())
      for scenario in edition.results.scenarios {
        #expect(scenario["high_needs_block.csv"].rows.map { $0[4] } == shown)
      }
      #expect(edition.results.comparison.rows.map { $0[5] == "c" } == shown.map { $0 == "c" })
    }
  }

  /// The evidence may be the authority's own, and not what DfE publishes.
  @Test func `of the published measures readers outside see what the edition shows`() throws {
    var evidence = try SmallAuthority.evidence()
    let base = evidence.authority.baseCensus
    evidence.local.plansByAgeGroup[base] = [16, 40, 60, 53, 4]
    evidence.local.flowsByYear["requests"] = [base - 1: 3]
    evidence.local.flowsByYear["plans_issued"] = [base - 1: 50]
    evidence.local.flowsByYear["plans_issued_within_20_weeks"] = [base - 1: 48]
    let bands = zip(["Under 5", "5-10", "11-15", "16-19", "20-25"], [16, 40, 60, 53, 4])
    let results = RunResults(
      authority: "Hand", dfeCode: "999",
      record: .init(
        version: "1", seed: 1, draws: 10, years: 1, baseCensus: base, finished: "", inputs: []),
      scenarios: [
        ScenarioResults(
          id: "baseline", name: "Baseline", question: "?",
          tables: [
            "plans.csv": Self.table(
              "january_census,age_band,need,mean,p50",
              bands.map { "\(base),\($0),All,\($1).00,\($1)" } + ["\(base),All,All,173.00,173"])
          ])
      ], comparison: Self.table("scenario,measure,period,item,unit,mean,p50", []))
    func texts(_ source: ReportSource?) throws -> [[String]] {
      let source = try #require(source)
      let section = try #require(MeasuresSection(source: source).section)
      return section.blocks.flatMap { block -> [[String]] in
        guard case .table(let table) = block else { return [] }
        return table.rows.map { $0.map(\.text) }
      }
    }
    let officers = try texts(
      ReportSource(evidence, results: results, scenario: "baseline", version: "1"))
    let outside = try texts(
      ReportSource(
        evidence, edition: try #require(results.published()), scenario: "baseline", version: "1"))
    func row(_ name: String, _ rows: [[String]]) -> [String] {
      rows.first { $0[0].hasPrefix(name) } ?? []
    }
    #expect(row("20-25", officers).contains("4"))
    #expect(row("20-25", outside)[1] == "not shown")
    #expect(outside.count { $0[1] == "not shown" } >= 2, "and what the total leaves of it")
    #expect(row("Requests", officers).contains("3"))
    #expect(
      !row("Requests", outside).contains("3") && row("Requests", outside).contains("not shown"))
    // Two were late.
    #expect(row("New plans issued", outside).contains("not shown"))
    #expect(!row("New plans issued", officers).contains("not shown"))
  }
}
