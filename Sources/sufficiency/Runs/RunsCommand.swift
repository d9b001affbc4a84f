import ArgumentParser
import Foundation
import Reporting
import ResultsStore
import Vocabulary

/// The record of runs: what was run, what changed, who signed.
struct RunsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "runs",
    abstract: "List, show, compare, sign, record and prune the runs that were recorded.",
    discussion: """
      EXAMPLES
        sufficiency runs list scenarios/leicestershire
        sufficiency runs show 855-3f2a
        sufficiency runs compare 855-3f2a 855-91bc
        sufficiency runs sign 855-3f2a --as checked --by "A. Name" --note "Roll of Oaklands asked after"
        sufficiency runs prune --keep 5 --dry-run
      Runs are recorded in results.sqlite beside the results; those of an OFFICIAL-SENSITIVE folder inside that folder alone. A run is
      known by the bytes of its results, so a run that gives the same bytes again is the same run, signed as it was.
      """,
    subcommands: [
      ListRuns.self, ShowRun.self, CompareRuns.self, SignRun.self, RecordRun.self, PruneRuns.self,
    ], defaultSubcommand: ListRuns.self)
}

/// Which store a command of runs means.
struct StoreOptions: ParsableArguments {
  @Option(
    help: "The store, or the folder that holds it (default: notebooks-output).",
    completion: .file(extensions: ["sqlite"]))
  var store: String?

  /// The path of the file; a sensitive scenario folder has its own.
  func path(of folder: String? = nil) -> String {
    guard let store else {
      return folder.map { StorePlace(of: $0, in: SensitiveFolder.results).path }
        ?? "\(SensitiveFolder.results)/\(RunStore.file)"
    }
    var isFolder: ObjCBool = false
    let isThere = FileManager.default.fileExists(atPath: store, isDirectory: &isFolder)
    return isThere && isFolder.boolValue ? "\(store)/\(RunStore.file)" : store
  }
}

extension ParsableCommand {
  /// The store at a path, which stays as it is unless it is to be changed; ends where there is none.
  func openStore(_ path: String, toChange: Bool = false) throws -> RunStore {
    let opened = try refusing {
      toChange ? try RunStore.existing(path: path) : try RunStore.forReading(path: path)
    }
    guard let store = opened else {
      try refuse(
        "There is no store of runs at \(path). 'sufficiency run FOLDER' makes one; --store names another."
      )
    }
    return store
  }
}

/// The recorded runs.
struct ListRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the recorded runs, the newest first.")

  @Argument(help: "A scenario folder: its runs alone.", completion: .directory)
  var folder: String?

  @OptionGroup var options: StoreOptions

  func run() throws {
    let path = options.path(of: folder)
    let store = try openStore(path)
    let runs = try refusing { try store.runs(of: folder.map(ScenarioFolder.name)) }
    guard runs.isEmpty else { return print(RunListText.text(runs)) }
    let others = try refusing { try store.runs().map(\.folder) }
    let near = folder.map { Suggestion.text(for: ScenarioFolder.name(of: $0), among: others) } ?? ""
    print(
      "\(path) holds no runs\(folder.map { " of \($0)" } ?? "").\(near.afterBlank)")
  }
}

/// One run.
struct ShowRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a run: record, figures, levers, inputs, sign-offs.")

  @Argument(help: "The run's id, or as much of its start as no other has.")
  var id: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try openStore(options.path())
    try refusing {
      let run = try store.run(startingWith: id)
      let headlines = try store.headlines(of: run).map {
        RunText.Headline(scenario: $0.scenario, name: $0.name, unit: $0.unit, figure: $0.figure)
      }
      let levers = try store.assumptions(of: run).filter { $0.isLever && !$0.isDropped }
      print(
        RunText(
          run, headlines: headlines, levers: levers.map { ($0.scenario, $0.assumption) }
        ).text)
    }
  }
}

/// What changed between two runs.
struct CompareRuns: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Say what changed between two runs, and why: inputs, levers, version, then numbers.")

  @Argument(help: "The first run.")
  var first: String

  @Argument(help: "The second run.")
  var second: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try openStore(options.path())
    try refusing {
      let (before, after) = (
        try store.run(startingWith: first), try store.run(startingWith: second)
      )
      print(
        RunDifferenceText(before, after, try store.difference(from: before, to: after)).text)
    }
  }
}
