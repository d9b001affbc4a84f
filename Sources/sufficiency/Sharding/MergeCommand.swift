import ArgumentParser
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Makes the results of a run from the files of its shards.
struct MergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge",
    abstract: "Make the results of a run from its shards.",
    discussion: """
      EXAMPLES
        sufficiency run scenarios/leicestershire --shard 1/2 --out shards
        sufficiency run scenarios/leicestershire --shard 2/2 --out shards
        sufficiency merge shards --folder scenarios/leicestershire
      The files are those of the run that was not cut, byte for byte; run.json alone says how they were made.
      """)

  @Argument(help: "The folder of the shard files.", completion: .directory)
  var shards: String

  @Option(help: "The folder that the shards were made from.", completion: .directory)
  var folder: String

  @Option(help: "Where the results go.", completion: .directory)
  var out = "notebooks-output"

  @Option(help: "Threads (default: one for each core). Any number gives the same files.")
  var threads: Int?

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
    guard [owner, purpose].allSatisfy({ $0.map(RunLedger.isSaid) ?? true }) else {
      throw ValidationError("--owner and --purpose must say something.")
    }
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads ?? 0).")
    }
  }

  func run() throws {
    let folders = AuthorityFolders(folder)
    try folders.refuseUnnamed(self)
    let set: ShardSet
    do throws(ShardSet.Refused) { set = try ShardSet(shards) } catch {
      try refuse(error.description)
    }
    try refuseOther(than: set.question, folders)
    // Every folder is looked at before the results of the first are written.
    var last: RunPreparation.Made?
    var inputs: [String: [InputFile]] = [:]
    try folders.forEach { path in
      last = try prepare(path, folders, set)
      inputs[path] = last?.evidence.inputs
    }
    let locks = try folders.paths.map { try OutputLock($0, out: out, inputs: inputs[$0] ?? []) }
    defer { for lock in locks.reversed() { lock.release() } }
    var findings: [Finding] = []
    for (path, lock) in zip(folders.paths, locks) {
      defer { lock.release() }
      let made = try folders.isNation ? prepare(path, folders, set) : last
      if let made { findings += try write(path, made, folders, set) }
      lock.finish()
    }
    try failOn.check(findings)
  }

  /// Ends where the shards are of other authorities, or of another version.
  private func refuseOther(
    than question: ShardRecord.Question, _ folders: AuthorityFolders
  ) throws {
    guard question.version == Version.current, question.model == ShardRecord.model else {
      try refuse(
        "\(shards): the shards were made by version \(question.version) (model \(question.model)), and this is "
          + "\(Version.current) (model \(ShardRecord.model)). Merge with that version, or work the shards out again. "
          + "Nothing was written.")
    }
    guard question.isNation == folders.isNation,
      !folders.isNation || question.authorities == folders.names
    else {
      try refuse(
        "\(shards): the shards are of \(question.authorities.joined(separator: ", ")), and \(folder) has "
          + "\(folders.names.joined(separator: ", ")). Give the folder they were made from with --folder. "
          + "Nothing was written.")
    }
  }

  private func parts(
    _ path: String, _ folders: AuthorityFolders, _ set: ShardSet
  ) -> ShardParts {
    let position = folders.paths.firstIndex(of: path) ?? 0
    return set.parts(of: set.question.authorities[position])
  }

  /// The models of a folder, which the shards were made from.
  private func prepare(
    _ path: String, _ folders: AuthorityFolders, _ set: ShardSet
  ) throws -> RunPreparation.Made {
    try keepPrivate(path, out: out)
    let parts = parts(path, folders, set)
    let read = ScenarioFolder(path)
    let faults = parts.faults(path, inputs: read.evidence?.shardInputs ?? [])
    guard read.evidence == nil || faults.isEmpty else {
      try refuse(ShardSet.Refused(faults).description)
    }
    let made = try RunPreparation(
      folder: path, scenarios: parts.scenarios.flatMap { $0 }, years: parts.years,
      allocation: set.question.allocation.flatMap(Allocation.init)?.method
    ).made()
    do throws(ShardError) {
      let options = options(of: set, made)
      for group in ScenarioRun.groups(made.models) {
        _ = try ScenarioRun.runs(group, options: options, merging: parts)
      }
    } catch {
      try refuse(ShardSet.Refused([error]).description)
    }
    return made
  }

  private func options(of set: ShardSet, _ made: RunPreparation.Made) -> RunOptions {
    RunOptions(
      draws: set.question.draws, seed: set.question.seed, years: made.years,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
  }

  private func write(
    _ path: String, _ made: RunPreparation.Made, _ folders: AuthorityFolders, _ set: ShardSet
  ) throws -> [Finding] {
    let place = try noRecord ? nil : storePlace(of: path, in: out)
    var session = RunSession(
      evidence: made.evidence, models: made.models, options: options(of: set, made), out: out,
      folder: path, voice: Voice(isQuiet: quiet),
      ledger: place.map { RunLedger(place: $0, folder: path, owner: owner, purpose: purpose) })
    session.merged = (parts(path, folders, set), set.question.shards)
    return try session.run()
  }
}
