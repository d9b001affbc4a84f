import ArgumentParser
import DataImport
import Foundation
import Scenarios
import Vocabulary

/// Invents person-level returns to try the import with.
struct SynthesiseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "synthesise",
    abstract: "Invent a person-level return whose margins are those of a scenario folder.",
    discussion: """
      EXAMPLE
        sufficiency synthesise --from scenarios/leicestershire --plans 7000 --to invented --previous
        sufficiency import sen2 invented --previous invented/previous --schools invented/schools.csv --census 2025-01-16 --to ~/private/mine
      Nobody in it lives: UPNs have a wrong check letter, postcodes are in ZZ99, which is nowhere. What was invented is in ledger/.
      """)

  @Option(name: .customLong("from"), help: "The scenario folder.", completion: .directory)
  var source: String

  @Option(help: "How many plans.")
  var plans: Int

  @Option(
    name: .customLong("to"), help: "The folder to make; it must not exist, or be empty.",
    completion: .directory)
  var folder: String

  @Option(help: "The seed of what is drawn.")
  var seed: UInt64 = 1

  @Option(help: "The version of the return: 1.3, 1.2, or 1.1 for all before.")
  var layout: String = "1.3"

  @Flag(help: "Invent the census a year before as well, into the folder previous.")
  var previous = false

  func validate() throws {
    guard SEN2Layout.Version(rawValue: layout) != nil else {
      throw ValidationError("--layout must be 1.1, 1.2 or 1.3.")
    }
    guard (1...1_000_000).contains(plans) else {
      throw ValidationError("--plans must be from 1 to 1000000.")
    }
  }

  func run() throws {
    let (evidence, isComplete, findings) = EvidenceReader.readWhatIsSound(folder: source)
    guard isComplete else {
      ScenarioFolder.report(findings, verbose: false)
      try refuse("\(source): refused, \(ScenarioFolder.counts(findings)).")
    }
    let held = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    guard held.isEmpty else {
      try refuse("\(folder) is not empty, and nothing was written. Name a new folder.")
    }
    do {
      let caseload = try InventedCaseload(like: evidence, plans: plans, seed: seed)
      let made = InventedReturn(
        caseload, codes: evidence.codes, areas: evidence.locality.areas.map(\.id),
        version: SEN2Layout.Version(rawValue: layout) ?? .version13)
      try write(made)
      print(
        """
        Invented \(plans) plans of January \(made.census.year) in \(folder); nobody in it lives.
        Count them with: sufficiency import sen2 \(folder)\(previous ? " --previous \(folder)/previous" : "") \
        --schools \(folder)/schools.csv --census \(made.census.description) --to NEW_FOLDER
        """)
    } catch let code as ExitCode {
      throw code
    } catch {
      try refuse("\(source): \(error)")
    }
  }

  private func write(_ made: InventedReturn) throws {
    var files = made.tables.map { ("\($0.0).csv", $0.1) }
    files += [
      ("list/plans.csv", made.list), ("schools.csv", made.schools),
      ("postcodes.csv", made.postcodes),
    ]
    files += made.ledger.filter { previous || $0.name != "flows.csv" }
      .map { ("ledger/\($0.name)", $0.text) }
    if previous {
      files += made.previousTables.map { ("previous/\($0.0).csv", $0.1) }
      files.append(("previous/list/plans.csv", made.previousList))
    }
    try FolderWriter.write(files.map { ($0.0, Array($0.1.utf8)) }, to: folder)
  }
}
