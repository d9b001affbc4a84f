import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// The effects of a shard: its draws, and one file.
struct ShardSession {
  let command: RunCommand
  let folders: AuthorityFolders
  let shard: ShardAddress

  /// Runs the draws of the shard and writes them.
  ///
  /// - Throws: the exit code of refused input; `ShardError`, `DrawFileError`. Nothing is written then.
  func run() throws {
    try folders.forEach(refuseWhatIsNotSharded)
    let most = folders.paths.count * command.draws
    guard shard.count <= most else {
      throw ValidationError(
        "--shard \(shard.number)/\(shard.count): there are \(folders.paths.count) authorities × \(command.draws) simulations, so at most \(most) shards."
      )
    }
    let units = WorkPlan.units(
      of: shard, authorities: folders.paths.count, draws: command.draws)
    let name = ScenarioFolder.name(of: folders.given)
    let writer = try ShardWriter(
      command.out, file: shard.file(of: name), number: shard.number, question)
    WritingGate.shared.hide(writer.hidden)
    defer { WritingGate.shared.show(writer.hidden) }
    for unit in units { try write(unit, to: writer) }
    try WritingGate.shared.step(done: "\(command.out)/\(shard.file(of: name))") {
      try writer.finish()
    }
    if !command.quiet {
      print("Shard \(shard): \(command.out)/\(shard.file(of: name))")
    }
  }

  private var question: ShardRecord.Question {
    var question = ShardRecord.Question(
      version: Version.current, shards: shard.count, options: command.options(years: 1),
      authorities: folders.names, isNation: folders.isNation)
    question.years = command.years
    question.allocation = command.allocation?.rawValue
    return question
  }

  private func write(_ unit: WorkUnit, to writer: ShardWriter) throws {
    let folder = folders.paths[unit.authority]
    let made = try command.preparation(of: folder).made()
    var options = command.options(years: made.years)
    options.part = unit.drawn
    writer.begin(
      authority: folders.names[unit.authority], years: made.years,
      inputs: made.evidence.shardInputs, drawn: unit.drawn)
    let groups = ScenarioRun.groups(made.models)
    let progress = Progress(total: unit.drawn.count * groups.count, isQuiet: command.quiet)
    defer { progress.finish() }
    let watch = RunWatch(progress.advance)
    var ledger: GroupLedger?
    for group in groups {
      let runs = try ScenarioRun.runs(group, options: options, following: ledger, watch: watch)
      if ledger == nil { ledger = runs[0].ledger }
      try writer.add(runs)
      try runs[0].check()
    }
  }

  private func refuseWhatIsNotSharded(_ folder: String) throws {
    if SensitiveFolder(folder).isSensitive {
      try command.refuse(
        "\(folder) is \(SensitiveFolder.marker): its simulations are not put into shard files. Run it on one machine, without --shard. Nothing was written."
      )
    }
    if TransitionScenarioFolder.isOne(folder) {
      try command.refuse(
        "\(folder) is a folder of transitions, whose runs are not cut into shards. Run it without --shard. Nothing was written."
      )
    }
  }
}

extension Evidence {
  /// The files that were read, as shards record them.
  var shardInputs: [ShardRecord.Input] {
    inputs.map { ShardRecord.Input(path: $0.path, hash: $0.hash) }
  }
}
