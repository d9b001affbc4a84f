import ArgumentParser
import DataImport
import Foundation
import Reporting
import ResultsStore
import Vocabulary

/// Records runs whose files are written.
struct RunLedger {
  let place: StorePlace
  let folder: String
  let owner: String?
  let purpose: String?

  /// Records a run from the files it has written. A record that fails loses nothing: its message says so and how to mend it.
  func record(
    _ id: String, _ files: [OutputFile], scenarios: [String], _ voice: Voice
  ) throws {
    let outcome: RunStore.Outcome
    do {
      let texts = Dictionary(files.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 })
      let frame = try Self.results(
        texts.filter { $0.key == "comparison.csv" || $0.key == "baseline/run.json" }, [])
      outcome = try place.open().record(
        run(id, frame, scenarios: scenarios), comparison: frame.comparison
      ) { scenario in
        // The baseline's record names the authority, the scenario's the scenario.
        let held = texts.filter { $0.key.hasPrefix("\(scenario)/") }
        let read = try Self.results(held, RunStore.tables)
        guard let results = read.scenario(scenario) else { throw Unreadable(path: scenario) }
        return results
      }
    } catch {
      StandardError.write(
        """
        \(error)
        The results of \(folder) are written; only their record (\(id)) failed. When this is mended: \
        sufficiency runs record \(folder)
        """)
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    voice.say(words(id, outcome))
  }

  /// Records a run whose results are on disk.
  func record(_ id: String, _ results: RunResults) throws -> String {
    let outcome = try place.open().record(
      run(id, results, scenarios: results.scenarios.map(\.id)), comparison: results.comparison
    ) { scenario in
      guard let found = results.scenario(scenario) else { throw Unreadable(path: scenario) }
      return found
    }
    return words(id, outcome)
  }

  /// Results that do not read as results.
  private struct Unreadable: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path): not the results of a scenario." }
  }

  private static func results(_ texts: [String: String], _ tables: [String]) throws -> RunResults {
    let (results, findings) = ResultsReader.read(texts: texts, files: tables)
    guard let results else {
      throw Unreadable(path: findings.map(\.message).joined(separator: "\n"))
    }
    return results
  }

  private func run(_ id: String, _ results: RunResults, scenarios: [String]) -> RecordedRun {
    RecordedRun(
      id: id, dfeCode: results.dfeCode, authority: results.authority,
      folder: ScenarioFolder.name(of: folder), record: results.record, scenarios: scenarios,
      owner: owner, purpose: purpose)
  }

  private func words(_ id: String, _ outcome: RunStore.Outcome) -> String {
    switch outcome {
    case .added, .known(.draft): "Run \(id): draft, recorded in \(place.path)."
    case .known(let status):
      "Run \(id): the same bytes as a run that is \(status.rawValue), which stays as it is."
    }
  }

  /// False for a name or purpose of nothing but spaces.
  static func isSaid(_ text: String) -> Bool { text.contains { !$0.isWhitespace } }
}
