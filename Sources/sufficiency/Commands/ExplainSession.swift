import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Runs a scenario to explain a line of its account.
struct ExplainSession {
  let folder: String
  let line: String
  let year: String
  let scenario: String
  let draws: Int?
  let seed: UInt64?
  let years: Int?
  let threads: Int?
  let allocation: Allocation?

  /// The explanation. Words are looked up before a draw is made.
  func text() throws -> String {
    if TransitionScenarioFolder.isOne(folder) { throw ScenarioFolder.refusedTransitions(folder) }
    let read = ScenarioFolder(folder)
    var evidence = try read.soundEvidence(folder)
    let chosen = try scenario(among: read.scenarios)
    if let allocation { evidence.authority.allocation = allocation.method }
    let usual = RunOptions()
    let options = RunOptions(
      draws: draws ?? usual.draws, seed: seed ?? usual.seed,
      years: years ?? evidence.authority.horizon,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let model = try ScenarioFolder.prepared(folder) {
      try ScenarioModel(chosen, evidence: evidence, years: options.years)
    }
    let request = try request(model, evidence)
    let progress = Progress(total: options.draws, isQuiet: false)
    let run = ScenarioRun(model, options: options, isExplained: true, progress: progress.advance)
    progress.finish()
    return LineText.text(
      try LineExplanation(request, run),
      ReproducingCommand(folder: folder, name: name, options: given))
  }

  private func scenario(among scenarios: [Scenario]) throws -> Scenario {
    if let found = scenarios.first(where: { $0.id == scenario }) { return found }
    let known = scenarios.map(\.id)
    throw ValidationError(
      "There is no scenario '\(scenario)' in \(folder). "
        + "\(Suggestion.text(for: scenario, among: known)) It has: \(known.joined(separator: ", "))."
    )
  }

  private func request(_ model: ScenarioModel, _ evidence: Evidence) throws -> LineRequest {
    let (tables, faults) = ReturnTablesReader.read(folder: folder, codes: evidence.codes)
    // A line of the account needs no table of returns, faulty or not.
    if tables == nil, line.first?.isNumber ?? false {
      ScenarioFolder.report(faults, verbose: false)
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    do {
      return try LineRequest(
        line: line, year: year, model: model, shares: tables?.lines ?? [])
    } catch let fault as LineRequest.Fault {
      throw ValidationError(fault.description)
    }
  }

  /// The options that change figures, as they were given.
  private var given: [String] {
    (years.map { ["--years \($0)"] } ?? [])
      + (allocation.map { ["--allocation \($0.rawValue)"] } ?? [])
  }

  /// The name of the scenario folder, which is the authority's.
  private var name: String {
    URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
  }
}
