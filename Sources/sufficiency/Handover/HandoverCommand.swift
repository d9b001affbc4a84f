import ArgumentParser
import DataImport
import Foundation
import Reporting
import ResultsStore
import Vocabulary

/// Puts a run with all it rests on into one folder, for whoever takes the work over.
struct HandoverCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "handover",
    abstract:
      "Put the last run with inputs, scenarios, decisions and how to run it again into one folder.",
    discussion: """
      EXAMPLES
        sufficiency handover scenarios/leicestershire --to handover/leicestershire
        sufficiency handover handover/leicestershire --verify
      An earlier handover is replaced; any other folder that holds something is refused. Of an OFFICIAL-SENSITIVE folder the counts made
      from person-level data are not copied: their paths, sizes and hashes are listed.
      """)

  @Argument(help: "The scenario folder; with --verify a handover.", completion: .directory)
  var folder: String

  @Option(
    name: .customLong("to"), help: "The folder to make (default: handover/ and the folder's name).",
    completion: .directory)
  var target: String?

  @Option(
    name: .customLong("run"), help: "The run that it must be, by its id or the start of it.")
  var id: String?

  @Option(
    help: "The results of the run (default: notebooks-output/ and the folder's name).",
    completion: .directory)
  var results: String?

  @Flag(help: "Hold the files of a handover against their hashes.")
  var verify = false

  func run() throws {
    if verify { return try check() }
    let target = target ?? "handover/\(ScenarioFolder.name(of: folder))"
    try keepPrivate(folder, out: target)
    let source = try HandoverSource(
      folder, results: ResultsSession.path(of: folder, results), wanted: id)
    let place = GuidedFolder.handover(target)
    if let reason = place.refusal ?? place.refusal(of: source.run.dfeCode, results: "results") {
      try refuse(reason)
    }
    do {
      let count = try place.write(source.files())
      print("Wrote \(count) files to \(target): run \(source.run.id), \(source.mark).")
    } catch let error where !(error is ExitCode) {
      try refuse("\(target) could not be written: \(error.localizedDescription)")
    }
  }

  /// Holds the files of a handover against their hashes; ends with the exit code of refused input where one is not as it was.
  private func check() throws {
    let place = GuidedFolder.handover(folder)
    guard let faults = place.faults else {
      try refuse("\(place.path) is no handover: it has no README.md of one, or no hashes.csv.")
    }
    guard faults.isEmpty else { try refuse(faults.joined(separator: "\n")) }
    print("\(place.count) files are as they were written.")
  }
}
