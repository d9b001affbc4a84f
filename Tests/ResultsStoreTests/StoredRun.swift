import Foundation
import TestSupport
import Vocabulary

@testable import ResultsStore

/// A small run with figures of its own, and a store to keep it in.
struct StoredRun {
  static let id = "999-00000000000000aa"

  var id = Self.id
  var hash = "00000000000000ff"
  var folder = "small"
  var finished = "2026-11-22T00:43:12Z"
  var owner: String? = "Ann Owner"
  var middle = "400"
  var share = "0.8"
  var levers = ["new_plan_rate, multiply 0.9"]
  var version = "0.1.0"

  var run: RecordedRun {
    RecordedRun(
      id: id, dfeCode: "999", authority: "Smallshire", folder: folder,
      record: RunResults.Record(
        version: version, seed: .max, draws: 20, years: 3, baseCensus: 2025, finished: finished,
        inputs: [InputFile(path: "authority.yaml", hash: hash)]),
      scenarios: ["baseline", "other"], owner: owner, purpose: "A test")
  }

  func results(_ scenario: String) -> ScenarioResults {
    let rows = levers.enumerated().map { ["lever", "\($0 + 1)", $1, "", "illustrative", "me"] }
    let levers = scenario == "baseline" ? [] : rows
    return ScenarioResults(
      id: scenario, name: scenario.capitalized, question: "What if?",
      tables: [
        "plans.csv": ResultTable(
          columns: [
            "january_census", "age_band", "need", "mean", "p025", "p10", "p50", "p90", "p99",
          ],
          rows: [
            ["2027", "All", "All", "398.50", "300", "310", "390", "480", "500"],
            ["2028", "5-10", "A;=%", "3.25", "", "1", "3", "5", "6"],
            ["2028", "All", "All", "401.25", "301", "320", middle, "490", "510"],
          ]),
        "settings.csv": ResultTable(
          columns: [
            "academic_year", "setting", "name", "places", "places_p10", "mean", "p50", "prob_over",
          ],
          rows: [["2027/28", "oak", "Oak", "40.00", "38", "41.50", "42", "0.3"]]),
        "balance.csv": ResultTable(
          columns: ["financial_year", "item", "unit", "p10", "p50", "p90"],
          rows: [
            ["2027-28", "cumulative_balance", "GBP", "-9000000.00", "-7000000.00", "-5000000.00"]
          ]),
        "assumptions.csv": ResultTable(
          columns: ["name", "scope", "value", "unit", "status", "source"],
          rows: levers + [["damping", "", share, "share", "assumption", "trend"]]),
      ])
  }

  var comparison: ResultTable {
    ResultTable(
      columns: ["scenario", "measure", "period", "item", "unit", "mean", "p50"],
      rows: [["other", "plans", "2028", "All", "plans", "-2.00", "-2"]])
  }

  @discardableResult
  func record(in store: RunStore) throws -> RunStore.Outcome {
    try store.record(run, comparison: comparison, results: results)
  }

  static func store(in folder: TemporaryFolder) throws -> RunStore {
    try RunStore(path: "\(folder.path)/\(RunStore.file)")
  }

  static let day = CalendarDate.census(2027)

  static func signed(_ status: RunStatus, by name: String) -> SignOff {
    SignOff(status: status, name: name, day: day, note: "seen")
  }
}
