import ArgumentParser
import DataImport
import Foundation
import Reporting
import ResultsStore
import Vocabulary

/// Raises the status of a run.
struct SignRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign a run as checked or approved. Owner, checker and approver are three people.")

  /// What a run can be signed as.
  enum Target: String, ExpressibleByArgument, CaseIterable {
    case checked
    case approved

    var status: RunStatus { self == .checked ? .checked : .approved }
  }

  @Argument(help: "The run's id, or as much of its start as no other has.")
  var id: String

  @Option(name: .customLong("as"), help: "checked or approved.")
  var target: Target

  @Option(name: .customLong("by"), help: "Who signs.")
  var name: String

  @Option(help: "What there is to say of it.")
  var note = ""

  @Option(name: .customLong("on"), help: "The day, such as 2026-11-22 (default: today in UTC).")
  var day: String?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    guard RunLedger.isSaid(name) else { throw ValidationError("--by must name somebody.") }
    guard day.map({ CalendarDate($0) != nil }) ?? true else {
      throw ValidationError("--on must be a day such as 2026-11-22.")
    }
  }

  func run() throws {
    let today = String(ISO8601DateFormatter().string(from: Date()).prefix(10))
    guard let day = CalendarDate(day ?? today) else { throw ValidationError("--on is no day.") }
    let store = try openStore(options.path(), toChange: true)
    try refusing {
      let run = try store.run(startingWith: id)
      let signed = try store.sign(
        run, SignOff(status: target.status, name: name, day: day, note: note))
      print("\(signed.id): \(signed.mark).")
    }
  }
}

/// Records what is on disk.
struct RecordRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Record the results that are on disk, or name the owner and purpose of a draft.")

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "Where the results are.", completion: .directory)
  var out = "notebooks-output"

  @Option(help: "Whose run it is.")
  var owner: String?

  @Option(help: "What the run is for.")
  var purpose: String?

  func validate() throws {
    guard [owner, purpose].allSatisfy({ $0.map(RunLedger.isSaid) ?? true }) else {
      throw ValidationError("--owner and --purpose must say something.")
    }
  }

  func run() throws {
    try keepPrivate(folder, out: out)
    let place = try storePlace(of: folder, in: out)
    let path = ScenarioFolder.results(of: folder, in: out)
    let (read, findings) = ResultsReader.read(
      folder: path, files: RunStore.tables, otherwise: "sufficiency run \(folder)")
    ScenarioFolder.report(findings, verbose: false)
    guard let read else {
      try refuse("\(path): \(ScenarioFolder.counts(findings)). Nothing was recorded.")
    }
    let stated = RunIdentity.read(folder: path)
    guard let id = stated?.id, stated?.isIntact == true else {
      try refuse(
        stated?.id == nil
          ? "\(path): made by a version that gave runs no id. Run the folder again."
          : "\(path): the files are not those that the run wrote. Run the folder again.")
    }
    let ledger = RunLedger(place: place, folder: folder, owner: owner, purpose: purpose)
    print(try refusing { try ledger.record(id, read) })
  }
}

/// Deletes drafts.
struct PruneRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract:
      "Delete older drafts from the record. Checked and approved runs stay, and so do result files."
  )

  @Option(help: "How many of the newest drafts of each folder stay.")
  var keep: Int?

  @Option(help: "Drafts finished before this day go, such as 2026-01-01.")
  var before: String?

  @Flag(help: "Say what would be deleted, and delete nothing.")
  var dryRun = false

  @OptionGroup var options: StoreOptions

  func validate() throws {
    guard keep != nil || before != nil else {
      throw ValidationError("Say which drafts are to go: --keep NUMBER, --before DAY, or both.")
    }
    guard keep ?? 0 >= 0 else { throw ValidationError("--keep must not be below 0.") }
    guard before.map({ CalendarDate($0) != nil }) ?? true else {
      throw ValidationError("--before must be a day such as 2026-01-01.")
    }
  }

  func run() throws {
    let store = try openStore(options.path(), toChange: true)
    let deleted = try refusing {
      try store.prune(
        keep: keep, before: before.flatMap { CalendarDate($0) }, isRehearsal: dryRun)
    }
    if !deleted.isEmpty { print(RunListText.text(deleted)) }
    let count = "\(deleted.count) draft\(deleted.count == 1 ? "" : "s")"
    print(dryRun ? "\(count) would be deleted." : "\(count) deleted.")
  }
}
