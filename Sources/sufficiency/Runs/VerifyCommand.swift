import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Runs again what a folder of results says was run, and holds every file against it.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Run the scenarios of a folder of results again and compare every file.",
    discussion: """
      EXAMPLES
        sufficiency verify notebooks-output/reference/leicester
        sufficiency verify results/leicester --folder scenarios/leicester
      Seed, simulations, years and scenarios are those of run.json. Where an input has changed since, it says which. Nothing is written.
      """)

  @Argument(help: "The results of an authority.", completion: .directory)
  var results: String

  @Option(
    help: "The scenario folder that was run (default: the folder of that name in scenarios).",
    completion: .directory)
  var folder: String?

  @Option(help: "Threads (default: one for each core). Any number gives the same files.")
  var threads: Int?

  func validate() throws {
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads ?? 0).")
    }
  }

  func run() throws {
    let folder = folder ?? "scenarios/\(ScenarioFolder.name(of: results))"
    guard FileManager.default.fileExists(atPath: "\(folder)/authority.yaml") else {
      throw ValidationError(
        "There is no scenario folder \(folder). Name the one that was run with --folder.")
    }
    try keepPrivate(folder, out: nil)
    let recorded = try recorded(folder)
    let made = try preparation(of: folder, recorded).made()
    try refuseChanged(recorded, made, folder)
    let differences = try again(recorded.record, made, folder)
    guard differences.isEmpty else {
      try refuse(
        (differences + [advice(recorded.record)]).joined(separator: "\n"))
    }
    let record = recorded.record
    print(
      """
      \(results): every file comes out again byte for byte (\(recorded.scenarios.count) scenarios, \
      \(record.draws) simulations × \(record.years) years, seed \(record.seed), version \(record.version)).
      """)
  }

  private func recorded(_ folder: String) throws -> RunResults {
    let (found, findings) = ResultsReader.read(
      folder: results, files: [], otherwise: "sufficiency run \(folder)")
    guard let found else { throw RefusedFolder(folder: results, findings: findings) }
    guard !found.record.inputs.isEmpty else {
      try refuse("\(results): an edition of published figures, and not the results of a run.")
    }
    return found
  }

  private func preparation(of folder: String, _ recorded: RunResults) throws -> RunPreparation {
    if TransitionScenarioFolder.isOne(folder) {
      try refuse("\(folder): a folder of transitions, whose runs are not verified yet.")
    }
    let ids = recorded.scenarios.map(\.id)
    return RunPreparation(
      folder: folder, scenarios: ids, years: recorded.record.years,
      allocation: recorded.record.allocation)
  }

  /// Ends where what was read then is not there any more: other inputs have other results.
  private func refuseChanged(
    _ recorded: RunResults, _ made: RunPreparation.Made, _ folder: String
  ) throws {
    let changed = recorded.changed(in: made.evidence.inputs)
    guard changed.isEmpty else {
      try refuse(
        """
        \(results) cannot be made again: of what it was made of, this is not as it was in \(folder): \
        \(changed.joined(separator: ", ")). Take the folder as it was on \(recorded.record.finished.prefix(10)), from \
        version control or from the run's handover, and name it with --folder.
        """)
    }
  }

  /// Runs the scenarios into a folder that is deleted at once; what differs, in words.
  private func again(
    _ record: RunResults.Record, _ made: RunPreparation.Made, _ folder: String
  ) throws -> [String] {
    try Scratch.use { scratch in
      let session = RunSession(
        evidence: made.evidence, models: made.models,
        options: RunOptions(
          draws: record.draws, seed: record.seed, years: record.years,
          threads: threads ?? ProcessInfo.processInfo.activeProcessorCount),
        out: scratch, folder: folder, voice: Voice(isQuiet: true), ledger: nil)
      _ = try session.run()
      return try RunComparison(
        recorded: results, now: ScenarioFolder.results(of: folder, in: scratch)
      ).differences()
    }
  }

  private func advice(_ record: RunResults.Record) -> String {
    record.version == Version.current
      ? "The inputs are the same: somebody has changed these files, or this build of Sufficiency differs."
      : """
      The inputs are the same; the run is of version \(record.version), this is \(Version.current). CHANGELOG.md says under \
      Results what has moved; version \(record.version) gives the files as they are.
      """
  }
}

/// Two folders of results of the same run.
private struct RunComparison {
  let recorded: String
  let now: String

  /// Files of the second folder that the first has not, or has otherwise, each with the first line that differs; and tables that the first has
  /// besides. What is made of results, as reports, workbooks and returns are, may lie beside them.
  func differences() throws -> [String] {
    let made = try files(of: now)
    let others = try files(of: recorded).subtracting(made).filter(isTable)
    return made.sorted().compactMap(difference)
      + others.sorted().map { "\(recorded)/\($0): no file of this run" }
  }

  /// True for what would be read as a result: a table in the folder of a scenario. What `sufficiency savings` makes is put there by hand.
  private func isTable(_ name: String) -> Bool {
    let parts = name.split(separator: "/")
    return parts.count == 2 && parts[1].hasSuffix(".csv") && parts[1] != "savings.csv"
      && FileManager.default.fileExists(atPath: "\(recorded)/\(parts[0])/run.json")
  }

  private func files(of folder: String) throws -> Set<String> {
    let manager = FileManager.default
    return Set(
      try manager.subpathsOfDirectory(atPath: folder).filter { name in
        var isFolder: ObjCBool = false
        return manager.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
          && !isFolder.boolValue && name != SensitiveFolder.marker
      })
  }

  private func difference(_ name: String) -> String? {
    guard let old = FileManager.default.contents(atPath: "\(recorded)/\(name)") else {
      return "\(recorded)/\(name): missing"
    }
    guard let new = FileManager.default.contents(atPath: "\(now)/\(name)"), new != old else {
      return nil
    }
    if name.hasSuffix("run.json") { return recordDifference(old, new, name) }
    let (before, after) = (lines(old, of: name), lines(new, of: name))
    if let row = zip(before, after).first(where: { $0.text != $1.text }) {
      return "\(recorded)/\(name):\(row.0.number): '\(row.0.text)', now '\(row.1.text)'"
    }
    return before.count == after.count
      ? nil : "\(recorded)/\(name): \(before.count) lines, now \(after.count)"
  }

  /// The id of a run is made of all files of its folder, those of scenarios that were not run too: what it is made of is compared.
  private func lines(_ data: Data, of name: String) -> [(number: Int, text: Substring)] {
    String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated().map { ($0 + 1, $1) }
      .filter { name != "datapackage.json" || !$0.1.hasPrefix("  \"id\": ") }
  }

  /// What a run is: two of the same differ in when and how quickly they were made. Inputs were held against the folder before.
  private static let identity = [
    "tool", "authority", "scenario", "seed", "draws", "years", "base_census", "allocation",
  ]

  private func recordDifference(_ old: Data, _ new: Data, _ name: String) -> String? {
    func read(_ data: Data) -> [String: NSObject]? {
      (try? JSONSerialization.jsonObject(with: data)) as? [String: NSObject]
    }
    guard let before = read(old), let after = read(new) else {
      return "\(recorded)/\(name): not the record of a run"
    }
    // Records of older versions lack what those did not say.
    let other = Self.identity.first { before[$0] != nil && before[$0] != after[$0] }
    return other.map { "\(recorded)/\(name): another \($0) than that of the first scenario" }
  }
}
