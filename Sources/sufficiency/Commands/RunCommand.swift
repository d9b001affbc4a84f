import ArgumentParser
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Runs the scenarios of a folder and writes their results.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run every scenario of a folder and write the results as CSV.",
    discussion: """
      EXAMPLES
        sufficiency run scenarios/leicestershire
        sufficiency run scenarios/leicester --scenario programme --draws 200 --out results
        sufficiency run scenarios --out results
        sufficiency run scenarios/leicester --draws 10000 --shard 2/16 --out shards
      The baseline is always run: the others are compared with it. Of a folder that has authorities' folders in it, every one is run.
      """)

  @Argument(help: "The scenario folder, or a folder of scenario folders.", completion: .directory)
  var folder: String

  @Option(help: "A scenario to run, by the name of its file; may be repeated. All if left out.")
  var scenario: [String] = []

  @Option(help: "Number of simulations.")
  var draws = 1000

  @Option(help: "Seed of the random numbers: the same seed gives the same files.")
  var seed: UInt64 = 2025

  @Option(help: "Years to project (default: the horizon of authority.yaml).")
  var years: Int?

  @Option(help: "Threads (default: one for each core). Any number gives the same files.")
  var threads: Int?

  @Option(
    help: ArgumentHelp(
      "About the most memory to hold, such as 800MB or 1GB: simulations for which it has no room go to a temporary file. The program and its models need some 100 MB in any case. Any number gives the same files.",
      valueName: "size"), transform: MemorySize.read)
  var memory: MemorySize?

  @Option(
    help: ArgumentHelp(
      "Make only the share K of N of the simulations, as one file in --out for 'sufficiency merge'; auto: as Slurm, Kubernetes, AWS Batch or Open MPI say.",
      valueName: "K/N|auto"), transform: ShardOption.read)
  var shard: ShardOption?

  @Option(help: "How places are given out (default: as authority.yaml says).")
  var allocation: Allocation?

  @Option(help: "Where the results go.", completion: .directory)
  var out = "notebooks-output"

  @Option(help: "Whose run it is, for the record; somebody else has to check it.")
  var owner: String?

  @Option(help: "What the run is for, for the record.")
  var purpose: String?

  @Flag(help: "Do not record the run in results.sqlite.")
  var noRecord = false

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard (1...1_000_000).contains(draws) else {
      throw ValidationError("--draws must be from 1 to 1000000, not \(draws).")
    }
    guard (1...40).contains(years ?? 1) else {
      throw ValidationError("--years must be from 1 to 40, not \(years ?? 0).")
    }
    guard [owner, purpose].allSatisfy({ $0.map(RunLedger.isSaid) ?? true }) else {
      throw ValidationError("--owner and --purpose must say something.")
    }
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads ?? 0).")
    }
    guard shard == nil || (owner == nil && purpose == nil && failOn == .never) else {
      throw ValidationError(
        "--owner, --purpose and --fail-on are for the whole run: give them to 'sufficiency merge', not with --shard."
      )
    }
  }

  func run() throws { try run(AuthorityFolders(folder)) }

  /// Runs the folders, which are those of `folder` or some of them.
  func run(_ folders: AuthorityFolders) throws {
    try folders.refuseUnnamed(self)
    if let shard {
      return try ShardSession(command: self, folders: folders, shard: shard.address()).run()
    }
    let findings =
      folders.isNation
      ? try NationRun(self, folders).run() : try runAuthority(Voice(isQuiet: quiet))
    try failOn.check(findings)
  }

  /// Looks at where results and records would go.
  func checkPlaces() throws {
    try keepPrivate(folder, out: out)
    if !noRecord { _ = try storePlace(of: folder, in: out) }
  }

  /// Looks at what would be run.
  ///
  /// - Returns: the files that were read.
  func checkInputs() throws -> [InputFile] {
    TransitionScenarioFolder.isOne(folder)
      ? try TransitionRunSession(self).prepared().evidence.inputs
      : try preparation(of: folder).made().evidence.inputs
  }

  /// Runs the folder, which is one authority's.
  ///
  /// - Parameter held: keeps others from the results; taken here where it is left out.
  /// - Throws: `RefusedFolder` where it cannot be run; `OutputLock.Refused` where somebody else runs it.
  func runAuthority(_ voice: Voice, held: OutputLock? = nil) throws -> [Finding] {
    try keepPrivate(folder, out: out)
    if TransitionScenarioFolder.isOne(folder) {
      return try TransitionRunSession(self).run(voice, held: held)
    }
    let place = try noRecord ? nil : storePlace(of: folder, in: out)
    let made = try preparation(of: folder).made()
    let lock = try held ?? OutputLock(folder, out: out, inputs: made.evidence.inputs)
    defer { lock.release() }
    let session = RunSession(
      evidence: made.evidence, models: made.models, options: options(years: made.years),
      out: out, folder: folder, voice: voice,
      ledger: place.map { RunLedger(place: $0, folder: folder, owner: owner, purpose: purpose) })
    let findings = try session.run()
    lock.finish()
    return findings
  }

  /// How the scenarios of a folder are made ready.
  func preparation(of folder: String) -> RunPreparation {
    RunPreparation(
      folder: folder, scenarios: scenario, years: years, allocation: allocation?.method)
  }

  /// How many threads the run has.
  var usedThreads: Int { threads ?? ProcessInfo.processInfo.activeProcessorCount }

  /// How draws are made.
  func options(years: Int) -> RunOptions {
    var options = RunOptions(
      draws: draws, seed: seed, years: years,
      threads: usedThreads)
    options.memory = memory?.bytes
    options.scratch = MemorySize.scratch(beside: out)
    return options
  }
}

/// How places are given out, as an option.
enum Allocation: String, ExpressibleByArgument, CaseIterable {
  case fillOrder = "fill-order"
  case lowestCost = "lowest-cost"

  var method: AllocationMethod {
    switch self {
    case .fillOrder: .fillOrder
    case .lowestCost: .lowestCost
    }
  }
}
