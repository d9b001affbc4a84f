import ArgumentParser
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// The effects of a run of transitions: draws, files, the printed summary.
struct TransitionRunSession {
  private let command: RunCommand
  private let folder: TransitionScenarioFolder

  init(_ command: RunCommand) {
    self.command = command
    folder = TransitionScenarioFolder(command.folder)
  }

  /// The models, of which there is a first, and what they were made from.
  ///
  /// - Throws: `RefusedFolder`.
  func prepared() throws -> (
    evidence: TransitionEvidence, models: [TransitionScenarioModel], first: TransitionScenarioModel,
    years: Int
  ) {
    guard let evidence = folder.evidence, !folder.isRefused else { throw refused(folder.findings) }
    let years = command.years ?? evidence.authority.horizon
    let (models, faults) = folder.prepared(years: years, among: try chosen())
    guard faults.isEmpty, let first = models.first else { throw refused(faults) }
    return (evidence, models, first, years)
  }

  /// Runs the scenarios one after another and writes all files at once.
  ///
  /// - Returns: the findings of all scenarios.
  func run(_ voice: Voice, held: OutputLock? = nil) throws -> [Finding] {
    let began = Stopwatch()
    let (evidence, models, first, years) = try prepared()
    let lock = try held ?? OutputLock(command.folder, out: command.out, inputs: evidence.inputs)
    defer { lock.release() }
    let options = RunOptions(
      draws: command.draws, seed: command.seed, years: years,
      threads: command.usedThreads)
    let progress = voice.progress(of: options.draws * models.count)
    let (files, summaries) = results(models, options, progress)
    progress.finish()
    let target = ScenarioFolder.results(of: command.folder, in: command.out)
    let all = files + [TransitionFiles.parameters(first)]
    let package = DataPackage.file(authority: evidence.authority, files: all)
    try OutputFolder(path: target).replace(
      with: all + [package] + SensitiveFolder(command.folder).marksOfResults)
    lock.finish()
    voice.say(
      TransitionSummary.text(
        summaries, model: first, options: options, seconds: began.seconds,
        outputFolder: target), terminator: "")
    return models.flatMap(\.findings)
  }

  private func results(
    _ models: [TransitionScenarioModel], _ options: RunOptions, _ progress: Progress
  ) -> ([OutputFile], [TransitionSummary]) {
    var (files, summaries) = ([OutputFile](), [TransitionSummary]())
    var comparisons: [Comparison] = []
    var baseline: ComparedSeries?
    for model in models {
      let start = Stopwatch()
      let run = TransitionRun(model, options: options, progress: progress.advance)
      files += TransitionFiles.files(run, metadata: metadata(from: start))
      summaries.append(TransitionSummary(run))
      let series = ComparedSeries(run)
      if let baseline {
        comparisons.append(Comparison(scenario: model.scenario.id, series, baseline: baseline))
      } else {
        baseline = series
      }
    }
    return (files + [ComparisonFile.file(comparisons)], summaries)
  }

  /// The scenarios asked for, the baseline always among them.
  private func chosen() throws -> [Scenario] {
    guard !command.scenario.isEmpty else { return folder.scenarios }
    let known = folder.scenarios.map(\.id)
    if let wrong = command.scenario.first(where: { !known.contains($0) }) {
      throw ValidationError(
        """
        There is no scenario '\(wrong)' in \(command.folder). It has: \(known.joined(separator: ", ")).\
        \(Suggestion.text(for: wrong, among: known).afterBlank)
        """)
    }
    return folder.scenarios.filter {
      $0.id == Scenario.baselineID || command.scenario.contains($0.id)
    }
  }

  private func refused(_ findings: [Finding]) -> RefusedFolder {
    RefusedFolder(folder: command.folder, findings: findings)
  }

  private func metadata(from start: Stopwatch) -> RunMetadata {
    let times = start.times
    return RunMetadata(
      version: Version.current, started: times.started, finished: times.finished,
      seconds: times.seconds,
      peakMemoryBytes: peakMemory())
  }
}
