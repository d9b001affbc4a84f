import ArgumentParser
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Tells the savings lines of a scenario apart.
struct SavingsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "savings",
    abstract: "What each savings line of a scenario avoids, alone and shared out, gross and net.",
    discussion: """
      The scenario is run with every set of its lines, draw by draw, against itself without them. Up to 8 lines are shared \
      out exactly, more over sampled orders, which is said.

      EXAMPLES
        sufficiency savings scenarios/leicestershire --scenario savings-2023
        sufficiency savings scenarios/leicestershire --scenario savings-2023 --draws 500 --out results
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "The scenario, by the name of its file.")
  var scenario: String

  @Option(help: "Number of simulations.")
  var draws = 200

  @Option(help: "Seed of the random numbers: the same seed gives the same file.")
  var seed: UInt64 = 2025

  @Option(help: "Years to project (default: the horizon of authority.yaml).")
  var years: Int?

  @Option(help: "Threads (default: one for each core). Any number gives the same file.")
  var threads: Int?

  @Option(help: "Where savings.csv goes; it is not written without.", completion: .directory)
  var out: String?

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    guard (1...100_000).contains(draws) else {
      throw ValidationError("--draws must be from 1 to 100000, not \(draws).")
    }
    guard (1...40).contains(years ?? 1) else {
      throw ValidationError("--years must be from 1 to 40, not \(years ?? 0).")
    }
    guard (1...1024).contains(threads ?? 1) else {
      throw ValidationError("--threads must be from 1 to 1024, not \(threads ?? 0).")
    }
  }

  func run() throws {
    try keepPrivate(folder, out: out)
    let read = ScenarioFolder(folder)
    let evidence = try read.soundEvidence(folder)
    guard let chosen = read.scenarios.first(where: { $0.id == scenario }) else {
      let known = read.scenarios.filter { !$0.savings.isEmpty }.map(\.id).joined(separator: ", ")
      throw ValidationError(
        "There is no scenario '\(scenario)' in \(folder). "
          + (known.isEmpty ? "None has savings lines." : "With savings lines it has: \(known)."))
    }
    let options = RunOptions(
      draws: draws, seed: seed, years: years ?? evidence.authority.horizon,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    let result = try prepared { try appraisal(of: chosen, evidence, options) }
    if let out { try OutputFolder(path: out).put([SavingsFile.file(result)]) }
    if !quiet {
      print(
        SavingsSummary.text(
          result, scenario: chosen, authority: evidence.authority, options: options,
          outputFolder: out), terminator: "")
    }
    try failOn.check(read.findings)
  }

  private func appraisal(
    of scenario: Scenario, _ evidence: Evidence, _ options: RunOptions
  ) throws -> SavingsAppraisal {
    let plan = try SavingsPlan(scenario, evidence: evidence, seed: options.seed)
    let progress = Progress(total: options.draws * plan.runs, isQuiet: quiet)
    defer { progress.finish() }
    return SavingsAppraisal(
      try SavingsRun(plan, evidence: evidence, options: options, progress: progress.advance))
  }

  /// What cannot be told apart is refused in one line.
  private func prepared<Value>(_ make: () throws -> Value) throws -> Value {
    do {
      return try make()
    } catch let fault as SavingsRun.Fault {
      StandardError.write("\(folder): \(fault) Nothing was written.")
      throw ExitCode(ExitStatus.refused.rawValue)
    } catch {
      return try ScenarioFolder.prepared(folder) { () throws -> Value in throw error }
    }
  }
}
