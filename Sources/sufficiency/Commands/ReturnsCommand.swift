import ArgumentParser
import DataImport
import Foundation
import Reporting
import Scenarios
import Vocabulary

/// Fills a statutory return from a run.
struct ReturnsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "returns",
    abstract: "Write the rows of a statutory return as CSV, to be pasted into the template.",
    discussion: """
      Runs the baseline (unmitigated) and one scenario (mitigated); for dsg-plan and lsrp also each of its mitigations \
      alone: every savings line, and the levers outside them together. Templates are never made or changed.

      EXAMPLES
        sufficiency returns scenarios/leicester --kind lsrp
        sufficiency returns scenarios/leicester --scenario programme --kind dsg-plan --check-labels sheet.csv
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "The scenario of the mitigated figures (default: the baseline alone).")
  var scenario: String?

  @Option(help: "The return: \(ReturnKind.allCases.map(\.rawValue).joined(separator: ", ")).")
  var kind: String

  @Option(help: "Number of simulations.")
  var draws = 1000

  @Option(help: "Seed of the random numbers: the same seed gives the same files.")
  var seed: UInt64 = 2025

  @Option(help: "Years to project (default: the horizon of authority.yaml).")
  var years: Int?

  @Option(help: "Threads (default: one for each core). Any number gives the same files.")
  var threads: Int?

  @Option(help: "Where the results go: DIR, the folder's name, returns.", completion: .directory)
  var out = "notebooks-output"

  @Option(
    help: "A sheet of your template as CSV: exit with 3 where its labels differ.",
    completion: .file())
  var checkLabels: String?

  @Option(help: "The age of age groups: august, in-year.")
  var ageBasis = AgeBasis.august.rawValue

  @Option(help: "Forecast years of primary planning areas (scap).")
  var primaryYears = 5

  @Option(help: "Forecast years of secondary planning areas (scap).")
  var secondaryYears = 7

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func validate() throws {
    _ = try word(ReturnKind.self, kind, "--kind")
    let basis = try word(AgeBasis.self, ageBasis, "--age-basis")
    if basis != .august, ![.dsgPlan, .lsrp].contains(ReturnKind(rawValue: kind)) {
      throw ValidationError("--age-basis is for dsg-plan and lsrp: \(kind) has no age groups.")
    }
    for (name, value, range) in [
      ("--draws", draws, 1...1_000_000), ("--years", years ?? 1, 1...40),
      ("--threads", threads ?? 1, 1...1024), ("--primary-years", primaryYears, 1...40),
      ("--secondary-years", secondaryYears, 1...40),
    ] where !range.contains(value) {
      throw ValidationError(
        "\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
  }

  func run() throws {
    try keepPrivate(folder, out: out)
    if TransitionScenarioFolder.isOne(folder) { throw ScenarioFolder.refusedTransitions(folder) }
    let read = ScenarioFolder(folder)
    guard let evidence = read.evidence, !read.isRefused else {
      throw refused(read.findings + read.faultsOfReturns(folder))
    }
    let scenarios = try chosen(from: read.scenarios)
    let (tables, faults) = ReturnTablesReader.read(folder: folder, codes: evidence.codes)
    guard let tables else { throw refused(faults) }
    let request = ReturnRequest(
      try word(ReturnKind.self, kind, "--kind"), tables: tables,
      basis: try word(AgeBasis.self, ageBasis, "--age-basis"), primaryYears: primaryYears,
      secondaryYears: secondaryYears)
    let check = try labels(request)
    let files = try filled(request, scenarios, evidence)
    let target = [out, name, "returns"].joined(separator: "/")
    try OutputFolder(path: target).put(files)
    if !quiet { print("\(target)/\(kind).csv and \(kind)-assumptions.csv written.") }
    if let check, check.differs {
      StandardError.write(check.text + "The labels differ from those of the template.")
      throw ExitCode(ExitStatus.findings.rawValue)
    }
    try failOn.check(read.findings + faults)
  }

  /// The baseline, and the scenario asked for.
  private func chosen(from scenarios: [Scenario]) throws -> [Scenario] {
    let wanted = scenario ?? Scenario.baselineID
    guard scenarios.contains(where: { $0.id == wanted }) else {
      let known = scenarios.map(\.id)
      throw ValidationError(
        "There is no scenario '\(wanted)' in \(folder). \(Suggestion.text(for: wanted, among: known))"
          + " It has: \(known.joined(separator: ", ")).")
    }
    return scenarios.filter { $0.id == Scenario.baselineID || $0.id == wanted }
  }

  private func labels(_ request: ReturnRequest) throws -> LabelCheck? {
    guard let checkLabels else { return nil }
    let (template, faults) = TemplateLabels.read(checkLabels)
    guard let template else { throw refused(faults) }
    return LabelCheck(request, template: template)
  }

  /// Runs the scenarios; each mitigation alone too, where the return tells them apart.
  private func filled(
    _ request: ReturnRequest, _ scenarios: [Scenario], _ evidence: Evidence
  ) throws -> [OutputFile] {
    let options = RunOptions(
      draws: draws, seed: seed, years: years ?? evidence.authority.horizon,
      threads: threads ?? ProcessInfo.processInfo.activeProcessorCount)
    func model(_ scenario: Scenario) throws -> ScenarioModel {
      try ScenarioFolder.prepared(folder) {
        try ScenarioModel(scenario, evidence: evidence, years: options.years)
      }
    }
    let models = try scenarios.map(model)
    let faults = models.flatMap { ReturnFiles.faults(request, $0) }
    if !faults.isEmpty {
      throw refused(faults.reduce(into: []) { if !$0.contains($1) { $0.append($1) } })
    }
    guard scenarios.count > 1, ReturnFiles.tellsMitigationsApart(request.kind) else {
      return together(request, models, options)
    }
    return try apart(request, scenarios, evidence, options, model)
  }

  /// Runs the scenarios one after another, so that only one store is in memory.
  private func together(
    _ request: ReturnRequest, _ models: [ScenarioModel], _ options: RunOptions
  ) -> [OutputFile] {
    let groups = ReturnFiles.groups(request, space: models[0].space)
    let progress = Progress(total: draws * models.count, isQuiet: quiet)
    var ledger: GroupLedger?
    var kept: [ReturnDraws] = []
    for model in models {
      let run = ScenarioRun(
        model, options: options, following: ledger, counting: groups, progress: progress.advance)
      ledger = ledger ?? run.ledger
      kept.append(ReturnDraws(run))
    }
    progress.finish()
    return ReturnFiles.files(
      request, unmitigated: kept[0], mitigated: kept.count > 1 ? kept[1] : nil)
  }

  private func apart(
    _ request: ReturnRequest, _ scenarios: [Scenario], _ evidence: Evidence,
    _ options: RunOptions, _ model: (Scenario) throws -> ScenarioModel
  ) throws -> [OutputFile] {
    let plan = try planned(scenarios, evidence)
    let space = try model(scenarios[0]).space
    let progress = Progress(total: options.draws * plan.runs, isQuiet: quiet)
    let run = try MitigationRun(
      plan, options: options, counting: ReturnFiles.groups(request, space: space),
      progress: progress.advance, model: model)
    progress.finish()
    return ReturnFiles.files(request, run)
  }

  /// What cannot be told apart is refused in one line.
  private func planned(
    _ scenarios: [Scenario], _ evidence: Evidence
  ) throws -> MitigationRun.Plan {
    do {
      return try MitigationRun.Plan(scenarios[1], baseline: scenarios[0], evidence: evidence)
    } catch let fault as SavingsRun.Fault {
      StandardError.write("\(folder): \(fault) Nothing was written.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
  }

  /// The name of the scenario folder, which is the authority's.
  private var name: String {
    URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
  }

  private func refused(_ findings: [Finding]) -> ExitCode {
    ScenarioFolder.report(findings, verbose: false)
    StandardError.write(
      "\(folder): refused, \(ScenarioFolder.counts(findings)). Nothing was written.")
    return ExitCode(ExitStatus.refused.rawValue)
  }

  private func word<Word: RawRepresentable & CaseIterable>(
    _ type: Word.Type, _ text: String, _ option: String
  ) throws -> Word where Word.RawValue == String {
    if let word = Word(rawValue: text) { return word }
    let known = Word.allCases.map(\.rawValue)
    throw ValidationError(
      "\(option) cannot be '\(text)'. \(Suggestion.text(for: text, among: known))"
        + " It is one of \(known.joined(separator: ", ")).")
  }
}
