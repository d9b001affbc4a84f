import ArgumentParser
import DataImport
import Foundation
import Reporting
import ResultsStore
import Vocabulary

/// What a handover is made of: a run on disk whose files and inputs are those it was made of.
struct HandoverSource {
  let run: RecordedRun
  let mark: String
  private let folder: String
  private let path: String
  private let results: RunResults
  private let evidence: Evidence
  private let resultFiles: [String]

  /// Ends with the exit code of refused input where results or inputs are no longer those of the run.
  init(_ folder: String, results path: String, wanted: String?) throws {
    let session = try ResultsSession(folder, results: path, files: ["assumptions.csv"])
    guard let stated = RunIdentity.read(folder: path), let id = stated.id else {
      throw Self.refused(
        "\(path): made by a version that gave runs no id. First: sufficiency run \(folder)")
    }
    guard stated.isIntact else {
      throw Self.refused(
        "\(path): the files are not those of run \(id). First: sufficiency run \(folder)")
    }
    if let wanted, !Self.names(wanted, id) {
      throw Self.refused(
        "\(path) holds run \(id), not \(wanted). Results of other runs are not kept; run the folder again as that run was made, "
          + "or name its results with --results.")
    }
    let changed = session.results.record.changed(
      in: Self.known(session.evidence, to: session.results.record))
    guard changed.isEmpty else {
      throw Self.refused(
        "\(folder): changed since run \(id): \(changed.joined(separator: ", ")). Put them back, or run the folder again."
      )
    }
    self.folder = folder
    self.path = path
    results = session.results
    evidence = session.evidence
    resultFiles = stated.files + ["datapackage.json"]
    mark = session.mark
    run =
      session.recorded
      ?? RecordedRun(
        id: id, dfeCode: results.dfeCode, authority: results.authority,
        folder: ScenarioFolder.name(of: folder), record: results.record,
        scenarios: results.scenarios.map(\.id))
  }

  /// What the folder has now, but for scenarios that have come since: they were no part of the run, and are none of its handover.
  private static func known(_ evidence: Evidence, to record: RunResults.Record) -> [InputFile] {
    let then = Set(record.inputs.map(\.path))
    return evidence.inputs.filter { then.contains($0.path) || !InputFile.isScenario($0.path) }
  }

  private static func refused(_ message: String) -> any Error {
    StandardError.write(message)
    return ExitCode(ExitStatus.refused.rawValue)
  }

  private static func names(_ wanted: String, _ id: String) -> Bool {
    let start = wanted.lowercased()
    return !start.isEmpty && (id.hasPrefix(start) || id.dropFirst(4).hasPrefix(start))
  }

  /// Every file but the list of hashes, by path.
  func files() throws -> [(path: String, bytes: [UInt8])] {
    let sensitive = SensitiveFolder(folder)
    let inputs = try inputs.map { ($0, try Self.bytes("\(folder)/\($0)")) }
    let isWithheld = { (path: String) in sensitive.withholds(path) }
    let guide = HandoverGuide(
      run, mark: mark, options: options,
      withheld: inputs.filter { isWithheld($0.0) }.map {
        ($0.0, $0.1.count, ContentHash.text($0.1))
      })
    var files: [(path: String, bytes: [UInt8])] = []
    for (path, bytes) in inputs where !isWithheld(path) {
      files.append(("\(InputFile.isScenario(path) ? "scenarios" : "inputs")/\(path)", bytes))
    }
    for path in resultFiles {
      files.append(("results/\(path)", try Self.bytes("\(self.path)/\(path)")))
    }
    let texts =
      guide.files + HandoverDecisions(run, results: results).files + sensitive.marksOfResults
    return (files + texts.map { ($0.path, Array($0.text.utf8)) }).sorted { $0.path < $1.path }
  }

  /// What the run read, and what the folder has beside it that explains it or serves its reports.
  private var inputs: [String] {
    let others =
      [LabelsReader.file, "sources.csv", "import-findings.csv"]
      + ["crosswalk", "crosswalk_needs", "scap_codes", "s251_lines"].map { "evidence/\($0).csv" }
    let held = others.filter { FileManager.default.fileExists(atPath: "\(folder)/\($0)") }
    return Set(Self.known(evidence, to: results.record).map(\.path) + held).sorted()
  }

  /// The options that make the run again.
  private var options: [String] {
    let record = run.record
    let all = Set(inputs.filter(InputFile.isScenario).map { String($0.dropLast(".yaml".count)) })
    let named = all == Set(run.scenarios) ? [] : run.scenarios
    let allocation = results.scenarios.first?["assumptions.csv"].rows(["name": "allocation"]).first
    let method = allocation.flatMap { row in
      AllocationMethod.allCases.first { row.contains($0.rawValue) }
    }
    return ["--draws \(record.draws)", "--seed \(record.seed)", "--years \(record.years)"]
      + named.map { "--scenario \(Self.quoted($0))" }
      + (method.map { $0 == evidence.authority.allocation ? [] : ["--allocation \($0.rawValue)"] }
        ?? [])
  }

  /// A word as a shell takes it.
  private static func quoted(_ word: String) -> String {
    let isPlain = word.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "-_.".unicodeScalars.contains($0)
    }
    return isPlain && !word.hasPrefix("-") ? word : "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
  }
}
