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
  let isQuiet: Bool

  /// Runs the scenarios one after another, so that only one of them is in memory, and writes all files at once.
  ///
  /// - Returns: the findings of all scenarios.
  func run() throws -> [Finding] {
    let began = Date()
    let progress = Progress(total: options.draws * models.count, isQuiet: isQuiet)
    var files: [OutputFile] = []
    var digests: [ScenarioDigest] = []
    var comparisons: [Comparison] = []
    var baseline: ComparedSeries?
    var ledger: GroupLedger?
    var found: [Finding] = []
    for model in models {
      let start = Date()
      let run = ScenarioRun(
        model, options: options, following: ledger, progress: progress.advance)
      if ledger == nil { ledger = run.ledger }
      let places = PlaceFigures(run)
      files += ScenarioFiles.files(
        run, places: places, baseline: baseline, metadata: metadata(from: start))
      digests.append(ScenarioDigest(run, places: places))
      found += model.findings + places.findings
      let series = ComparedSeries(run)
      if let baseline {
        comparisons.append(
          Comparison(scenario: model.scenario.id, series, baseline: baseline))
      } else {
        baseline = series
      }
    }
    progress.finish()
    let target = out + "/" + authorityFolder
    try write(files, comparisons, to: target)
    let findings = found.reduce(into: [Finding]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    if !isQuiet {
      print(
        RunSummary.text(
          authority: evidence.authority, digests: digests, comparisons: comparisons,
          findings: findings, options: options, seconds: Date().timeIntervalSince(began),
          outputFolder: target))
    }
    return findings
  }

  private func write(
    _ files: [OutputFile], _ comparisons: [Comparison], to target: String
  ) throws {
    let all = files + [ComparisonFile.file(comparisons)]
    let package = DataPackage.file(authority: evidence.authority, files: all)
    try OutputFolder(path: target).replace(with: all + [package])
  }

  /// The name of the scenario folder, which is the authority's.
  private var authorityFolder: String {
    URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
  }

  private func metadata(from start: Date) -> RunMetadata {
    let finish = Date()
    let clock = ISO8601DateFormatter()
    return RunMetadata(
      version: Version.current, started: clock.string(from: start),
      finished: clock.string(from: finish), seconds: finish.timeIntervalSince(start),
      peakMemoryBytes: peakMemory())
  }
}
