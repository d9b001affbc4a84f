import DataImport
import Foundation
import Reporting
import Scenarios
import Synchronization
import TestSupport
import Vocabulary

@testable import WebServer

/// The small authority as the command lends it to the pages, in memory: its results are those of a few simulations.
final class FolderForPages: Workplace {
  let name: String
  let title = "Smallshire"
  /// What the pages changed.
  private let saved = Mutex<[String: String]>([:])
  private let ran = Mutex<[OutputFile]>([])
  /// Holds a run until it is let go, so that a test can look at it.
  let gate = Mutex(false)
  /// Microseconds between looking for a file of a name and writing it, as on a slow disk.
  private let pause: UInt32
  /// What a run fails with; nil where it does not.
  let failure = Mutex<String?>(nil)
  /// What a run says that it could not do beside its results.
  let cautions = Mutex<[String]>([])
  /// How many workbooks were made.
  let workbooks = Mutex(0)
  private let hostile: String?

  /// - Parameter hostile: a name for the scenario that has levers.
  init(_ name: String = "small", hostile: String? = nil, pause: UInt32 = 0) {
    self.pause = pause
    self.name = name
    self.hostile = hostile
  }

  private static let baseline =
    "name: Baseline\nquestion: What if nothing else is done?\nlevers: []\n"

  private func support() -> String {
    """
    name: '\(hostile ?? "Earlier support")'
    question: What if support came earlier?
    levers:
      - {lever: new_plan_rate, multiply: 0.9, starts: 2027, status: illustrative, source: a test}
    """
  }

  func stamp() -> String {
    "\(saved.withLock { $0.keys.sorted() }) \(ran.withLock { $0.count })"
  }

  private var texts: [String: String] {
    saved.withLock { $0 }.merging(["baseline": Self.baseline, "support": support()]) { $1 }
  }

  func contents() throws -> WorkplaceContents {
    let evidence = try SmallAuthority.evidence()
    let (scenarios, findings) = ScenarioReader.read(
      texts.sorted { $0.key < $1.key }.map { ("\($0.key).yaml", $0.value) }, evidence: evidence)
    return WorkplaceContents(
      evidence: evidence, scenarios: scenarios, texts: texts, labels: LocalLabels(),
      findings: findings)
  }

  func results(
    of scenarios: [String]?, files: [String], cut: PublishedEdition.Cutting?
  ) -> RunResults? {
    let all = ran.withLock { $0 }
    guard !all.isEmpty else { return nil }
    let wanted = all.filter { file in
      let parts = file.path.split(separator: "/").map(String.init)
      return parts.count < 2 || parts[0] == "baseline" || scenarios?.contains(parts[0]) ?? true
    }
    let results = read(wanted, files)
    return cut.map { results?.changingTables($0) } ?? results
  }

  func results(reading files: [OutputFile]) -> RunResults? { read(files, ReportSource.files) }

  private func read(_ files: [OutputFile], _ tables: [String]) -> RunResults? {
    ResultsReader.read(
      texts: Dictionary(files.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 }), files: tables
    ).results
  }

  func marks() -> [String] { ["Draft"] }

  func published() throws -> [RunResults] { [] }

  /// What goes wrong in a run, in words that are not for pages.
  private struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  func run(_ watch: RunWatch) throws -> [String] {
    if let text = failure.withLock({ $0 }) { throw Failure(description: text) }
    let evidence = try SmallAuthority.evidence()
    let models = try contents().scenarios.map {
      try ScenarioModel($0, evidence: evidence, years: 4)
    }
    watch.expect(8 * models.count)
    var files: [OutputFile] = []
    var comparisons: [Comparison] = []
    var first: (run: ScenarioRun, series: ComparedSeries)?
    for model in models {
      while gate.withLock({ $0 }) && !watch.isCancelled { usleep(2000) }
      let run = try ScenarioRun.runs(
        [model], options: RunOptions(draws: 8, years: 4, threads: 2),
        following: first?.run.ledger, watch: watch)[0]
      let series = ComparedSeries(run)
      files += ScenarioFiles.files(
        run, baseline: first?.series,
        metadata: RunMetadata(
          version: "0", started: "", finished: "2026-01-01T00:00:00Z", seconds: 0,
          peakMemoryBytes: 0))
      if let first {
        comparisons.append(
          Comparison(scenario: model.scenario.id, series, baseline: first.series))
      } else {
        first = (run, series)
      }
    }
    files.append(ComparisonFile.file(comparisons))
    ran.withLock { $0 = files }
    return cautions.withLock { $0 }
  }

  /// A scenario file that is sound.
  var anyScenario: String { support() }

  func scenarioIDs() -> [String] { texts.keys.sorted() }

  func save(_ text: String, as id: String) throws {
    if texts[id] != nil { throw Refusal(["There is a scenario file of that name already."]) }
    usleep(pause)
    saved.withLock { $0[id] = text }
  }

  func saved(_ id: String) -> String? { saved.withLock { $0[id] } }

  func files(of scenario: String) -> [String] {
    ran.withLock { $0 }.compactMap { file in
      let parts = file.path.split(separator: "/").map(String.init)
      return parts.count == 2 && parts[0] == scenario && parts[1].hasSuffix(".csv") ? parts[1] : nil
    }.sorted()
  }

  func file(_ name: String, of scenario: String) -> [UInt8]? {
    ran.withLock { $0 }.first { $0.path == "\(scenario)/\(name)" }.map { Array($0.text.utf8) }
  }

  func comparison() -> [UInt8]? {
    ran.withLock { $0 }.first { $0.path == "comparison.csv" }.map { Array($0.text.utf8) }
  }

  func workbook(_ edition: PublishedEdition?) throws -> [UInt8] {
    guard comparison() != nil else { throw Refusal(["Nothing was run yet."]) }
    workbooks.withLock { $0 += 1 }
    usleep(pause)
    return Array("PK".utf8)
  }
}
