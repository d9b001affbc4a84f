import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// The effects of a run: draws, files, the printed summary.
struct RunSession {
  let evidence: Evidence
  let models: [ScenarioModel]
  let options: RunOptions
  let out: String
  let folder: String
  let voice: Voice
  /// Nil where the run is not to be recorded.
  let ledger: RunLedger?
  /// Somebody who looks on and may end the run; nobody where it is nil.
  var watch: RunWatch?
  /// What shards hold of the run, and how many they are; nil where the draws are made here.
  var merged: (parts: ShardParts, shards: Int)?

  /// What a scenario leaves when its draws are gone.
  private struct Outcome {
    let files: [OutputFile]
    let digest: ScenarioDigest
    /// Nil for the baseline.
    let comparison: Comparison?
    let findings: [Finding]
  }

  /// Runs the scenarios one after another, those with the same children together, so that only one store is in memory, and writes
  /// all files at once.
  ///
  /// - Returns: the findings of all scenarios.
  /// - Throws: `RunCancelled` where the watch ended it, before anything is written; `DrawFileError`; `OutputError`.
  func run() throws -> [Finding] {
    let began = Stopwatch()
    let groups = ScenarioRun.groups(models)
    let draws = options.draws * groups.count
    let progress = voice.progress(of: draws)
    let watch = watch ?? RunWatch(progress.advance)
    watch.expect(draws)
    var outcomes: [String: Outcome] = [:]
    var baseline: ComparedSeries?
    var ledger: GroupLedger?
    for group in groups {
      let start = Stopwatch()
      let runs = try runs(group, following: ledger, watch)
      if ledger == nil { ledger = runs[0].ledger }
      for run in runs {
        outcomes[run.model.scenario.id] = outcome(run, baseline: baseline, start)
        if baseline == nil { baseline = ComparedSeries(run) }
        try run.check()
      }
    }
    progress.finish()
    if watch.isCancelled { throw RunCancelled() }
    return try finish(models.compactMap { outcomes[$0.scenario.id] }, since: began)
  }

  private func runs(
    _ group: [ScenarioModel], following ledger: GroupLedger?, _ watch: RunWatch
  ) throws -> [ScenarioRun] {
    guard let merged else {
      return try ScenarioRun.runs(group, options: options, following: ledger, watch: watch)
    }
    return try ScenarioRun.runs(group, options: options, merging: merged.parts)
  }

  private func outcome(_ run: ScenarioRun, baseline: ComparedSeries?, _ start: Stopwatch) -> Outcome
  {
    let places = PlaceFigures(run)
    return Outcome(
      files: ScenarioFiles.files(
        run, places: places, baseline: baseline,
        metadata: metadata(from: start, disk: run.bytesOnDisk)),
      digest: ScenarioDigest(run, places: places),
      comparison: baseline.map {
        Comparison(scenario: run.model.scenario.id, ComparedSeries(run), baseline: $0)
      },
      findings: run.model.findings + places.findings)
  }

  /// Writes and prints what the scenarios left, in their order, the baseline first.
  private func finish(_ outcomes: [Outcome], since began: Stopwatch) throws -> [Finding] {
    let comparisons = outcomes.compactMap(\.comparison)
    let target = ScenarioFolder.results(of: folder, in: out)
    let calibrations = outcomes.first?.digest.calibrations ?? []
    let files = outcomes.flatMap(\.files) + [ComparisonFile.file(comparisons)]
    let id = RunIdentity.id(
      dfeCode: evidence.authority.dfeCode, files: files.map { ($0.path, $0.text) })
    try write(files, id: id, calibrations, to: target)
    let findings = outcomes.flatMap(\.findings).reduce(into: [Finding]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    voice.say(
      RunSummary.text(
        authority: evidence.authority, digests: outcomes.map(\.digest),
        comparisons: comparisons, findings: findings, options: options,
        seconds: began.seconds, outputFolder: target))
    guard let ledger else { return findings }
    let unrecorded =
      "the results of \(folder), but not their record (for it: sufficiency runs record \(folder) --out \(out))"
    WritingGate.shared.say(unrecorded, insteadOf: target)
    try ledger.record(id, files, scenarios: models.map(\.scenario.id), voice)
    WritingGate.shared.say(target, insteadOf: unrecorded)
    return findings
  }

  private func write(
    _ files: [OutputFile], id: String, _ calibrations: [Calibration], to target: String
  ) throws {
    let package = DataPackage.file(
      id: id, authority: evidence.authority, files: files, calibrations: calibrations)
    try OutputFolder(path: target).replace(
      with: files + [package] + SensitiveFolder(folder).marksOfResults)
  }

  private func metadata(from start: Stopwatch, disk: Int) -> RunMetadata {
    let times = start.times
    var metadata = RunMetadata(
      version: Version.current, started: times.started, finished: times.finished,
      seconds: times.seconds,
      peakMemoryBytes: peakMemory())
    metadata.memoryLimitBytes = options.memory
    metadata.diskBytes = disk
    metadata.shards = merged?.shards
    return metadata
  }
}
