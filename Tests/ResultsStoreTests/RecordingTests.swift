import GRDB
import TestSupport
import Testing
import Vocabulary

@testable import ResultsStore

/// What is kept of a run, and what goes again.
struct RecordingTests {
  @Test func `figures are the files', by the names of their columns`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    #expect(try StoredRun().record(in: store) == .added)
    #expect(try store.runs() == [StoredRun().run], "a seed of 64 bits comes back")
    func figure(_ file: String, _ key: String) throws -> [Double?] {
      try store.read { database in
        let row = try Row.fetchOne(
          database,
          sql: """
            SELECT mean, p025, p10, p50, p90, p975 FROM figure JOIN scenario ON number = scenario
            WHERE id = 'other' AND file = ? AND key = ?
            """, arguments: [file, key])
        return (row.map { Array($0.databaseValues) } ?? []).map { Double.fromDatabaseValue($0) }
      }
    }
    #expect(
      try figure("plans.csv", "january_census=2028;age_band=All;need=All")
        == [401.25, 301, 320, 400, 490, nil])
    #expect(
      try figure("plans.csv", "january_census=2028;age_band=5-10;need=A%3B%3D%25")
        == [3.25, nil, 1, 3, 5, nil], "an empty cell is no 0")
    #expect(
      try figure("settings.csv", "academic_year=2027/28;setting=oak")
        == [41.5, nil, nil, 42, nil, nil])
    #expect(
      try figure("settings.csv", "academic_year=2027/28;setting=oak;figure=places")
        == [40, nil, 38, nil, nil, nil])
    #expect(
      try figure("comparison.csv", "measure=plans;period=2028;item=All")
        == [-2, nil, nil, -2, nil, nil])
    let assumed = try store.assumptions(of: StoredRun().run)
    #expect(assumed.map(\.assumption.name) == ["damping", "lever"], "what is shared stands once")
    #expect(assumed.filter(\.isLever).map(\.scenario) == ["other"])
    #expect(
      try store.headlines(of: StoredRun().run).map {
        "\($0.scenario) \($0.name) \($0.figure.middle)"
      }
        == ["baseline", "other"].flatMap {
          [
            "\($0) plans, January 2028 400.0",
            "\($0) high needs balance at the end of 2027-28 -7000000.0",
          ]
        })
  }

  @Test func `a run is there whole or not at all`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    var made = StoredRun()
    made.middle = "four hundred"
    let error = #expect(throws: StoreError.self) { try made.record(in: store) }
    #expect(error?.description.contains("plans.csv has 'four hundred'") == true)
    let run = StoredRun().run
    let lacking = #expect(throws: StoreError.self) {
      try store.record(run, comparison: StoredRun().comparison) { id in
        ScenarioResults(
          id: id, name: "", question: "",
          tables: ["plans.csv": ResultTable(columns: ["need", "p50"], rows: [["All", "1"]])])
      }
    }
    #expect(lacking?.description.contains("no column january_census") == true)
    #expect(try store.runs().isEmpty)
    try StoredRun().record(in: store)
    #expect(try store.runs().count == 1)
  }

  @Test func `of placements and sufficiency the totals are kept`() throws {
    let table = ResultTable(
      columns: ["academic_year", "moment", "provision", "need", "phase", "area", "needed_p80"],
      rows: [
        ["2027/28", "july", "SPEC", "All", "All", "All", "9"],
        ["2027/28", "july", "SPEC", "ASD", "All", "All", "5"],
        ["2027/28", "july", "SPEC", "ASD", "primary", "All", "4"],
      ])
    let kept = try #require(KeptTable.all.first { $0.file == "sufficiency.csv" })
    #expect(
      try kept.figures(of: table, in: "").map { $0.values.compactMap { $0 } } == [[9], [5]])
  }

  @Test func `runs are found by a start that no other has`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    for id in ["999-00000000000000aa", "999-00000000000000ab", "999-3f2a9c1e04d1b7aa"] {
      var made = StoredRun()
      made.id = id
      try made.record(in: store)
    }
    #expect(try store.run(startingWith: "999-3F").id == "999-3f2a9c1e04d1b7aa")
    #expect(try store.run(startingWith: "3f2a").id == "999-3f2a9c1e04d1b7aa")
    #expect(try store.run(startingWith: "999-00000000000000ab").id.hasSuffix("ab"))
    for (start, words) in [
      ("999-0", "is the start of 2 runs"), ("", "has no run"),
      ("999-3f2a9c1e04d1b7ab", "Did you mean 999-3f2a9c1e04d1b7aa?"), ("zzz", "runs list"),
    ] {
      let refusal = #expect(throws: RunStore.Refusal.self) { try store.run(startingWith: start) }
      #expect(refusal?.description.contains(words) == true, "\(start)")
    }
  }

  @Test func `pruning takes drafts and nothing else`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    for number in 1...6 {
      var made = StoredRun()
      made.id = "999-000000000000000\(number)"
      made.finished = "2026-11-0\(number)T12:00:00Z"
      made.folder = number == 5 ? "elsewhere" : "small"
      try made.record(in: store)
    }
    let runs = try store.runs()
    #expect(runs.map { String($0.id.suffix(1)) } == ["6", "5", "4", "3", "2", "1"])
    _ = try store.sign(runs[5], StoredRun.signed(.checked, by: "Bea"))
    _ = try store.sign(runs[4], StoredRun.signed(.checked, by: "Bea"))
    _ = try store.sign(runs[4], StoredRun.signed(.approved, by: "Cy"))
    func ids(_ runs: [RecordedRun]) -> [String] { runs.map { String($0.id.suffix(1)) } }
    #expect(ids(try store.prune(keep: 1, before: nil, isRehearsal: true)) == ["4", "3"])
    #expect(try store.runs().count == 6)
    let day = try #require(CalendarDate("2026-11-04"))
    #expect(ids(try store.prune(keep: nil, before: day, isRehearsal: false)) == ["3"])
    #expect(ids(try store.prune(keep: 0, before: nil, isRehearsal: false)) == ["6", "5", "4"])
    #expect(ids(try store.runs()) == ["2", "1"])
    let left = try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM scenario") }
    #expect(left == 4)
  }
}
