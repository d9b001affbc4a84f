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
      The baseline is always run: the others are compared with it.
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
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
      "The most memory to hold, such as 800MB or 1GB. Simulations for which it has no room go to a temporary file; any number gives the same files.",
      valueName: "size"))
  var memory: MemorySize?

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
  }

  func run() throws {
    try keepPrivate(folder, out: out)
    if TransitionScenarioFolder.isOne(folder) {
      return try failOn.check(try TransitionRunSession(self).run())
    }
    let place = try noRecord ? nil : storePlace(of: folder, in: out)
    let read = ScenarioFolder(folder)
    guard var evidence = read.evidence, !read.isRefused else {
      try refuse(read.findings)
    }
    if let allocation { evidence.authority.allocation = allocation.method }
    let chosen = try choose(from: read.scenarios)
    let models = try prepare(chosen, evidence)
    var options = RunOptions(
      draws: draws, seed: seed, years: years ?? evidence.authority.horizon,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    options.memory = memory?.bytes
    options.scratch = MemorySize.scratch(beside: out)
    let session = RunSession(
      evidence: evidence, models: models, options: options,
      out: out, folder: folder, isQuiet: quiet,
      ledger: place.map { RunLedger(place: $0, folder: folder, owner: owner, purpose: purpose) })
    let findings = try session.run()
    try failOn.check(findings)
  }

  private func refuse(_ findings: [Finding]) throws -> Never {
    ScenarioFolder.report(findings, verbose: false)
    StandardError.write(
      "\(folder): refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
    throw ExitCode(ExitStatus.refused.rawValue)
  }

  /// The scenarios asked for, the baseline always among them.
  private func choose(from scenarios: [Scenario]) throws -> [Scenario] {
    guard !scenario.isEmpty else { return scenarios }
    let known = scenarios.map(\.id)
    if let wrong = scenario.first(where: { !known.contains($0) }) {
      throw ValidationError(
        "There is no scenario '\(wrong)' in \(folder). It has: \(known.joined(separator: ", ")).")
    }
    return scenarios.filter { $0.id == Scenario.baselineID || scenario.contains($0.id) }
  }

  private func prepare(_ scenarios: [Scenario], _ evidence: Evidence) throws -> [ScenarioModel] {
    let length = years ?? evidence.authority.horizon
    switch ScenarioPreparation.models(scenarios, evidence, years: length) {
    case .success(let models): return models
    case .failure(let refused): try refuse(refused.findings)
    }
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
