import ArgumentParser
import DataImport
import Scenarios
import Vocabulary

/// Reads a folder and names every fault.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Read a scenario folder and name every fault by file, row and column.",
    discussion: "EXAMPLE\n  sufficiency check scenarios/leicestershire --fail-on warning")

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func run() throws {
    let findings =
      TransitionScenarioFolder.isOne(folder)
      ? TransitionScenarioFolder(folder).checked() : try checked()
    ScenarioFolder.report(findings, verbose: true)
    print("\(folder): \(ScenarioFolder.counts(findings))")
    if findings.contains(where: { $0.severity == .error }) {
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    try failOn.check(findings)
  }

  private func checked() throws -> [Finding] {
    let read = ScenarioFolder(folder)
    let found = read.findings + read.faultsOfReturns(folder)
    guard let evidence = read.evidence, !read.isRefused else { return found }
    return found + (try prepared(read.scenarios, evidence))
  }

  /// What the stages say of the scenarios, without a single draw.
  private func prepared(_ scenarios: [Scenario], _ evidence: Evidence) throws -> [Finding] {
    var findings: [Finding] = []
    for scenario in scenarios {
      do {
        let model = try ScenarioModel(
          scenario, evidence: evidence, years: evidence.authority.horizon)
        findings += model.findings.filter { !evidence.findings.contains($0) }
      } catch {
        let fault = Finding.unpreparable(scenario, error)
        if !findings.contains(where: { $0.seen == fault.seen }) { findings.append(fault) }
      }
    }
    return findings.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}

extension Finding {
  /// A stage cannot work with a scenario.
  static func unpreparable(_ scenario: Scenario, _ error: any Error) -> Finding {
    Finding(
      .evidenceUnusable, at: Finding.Place("\(scenario.id).yaml"), seen: "\(error)",
      expected: "evidence that the model can use", remedy: "Mend what is named above.")
  }
}
