import ArgumentParser
import Reporting
import Scenarios
import Vocabulary

/// Writes the parameters estimated from a folder.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Estimate the parameters of a folder and write them with their standard errors.",
    discussion: """
      EXAMPLES
        sufficiency fit scenarios/leicestershire
        sufficiency fit scenarios/leicester --out fit-leicester
      parameters.csv has one parameter a row: value, standard error, own figure, England's and the weight of the own one;
      strengths.csv says how many plans England's figures are worth. evidence/assumptions.csv may set any of them.
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(
    help: "Where the files go, replacing those of the same names; nothing is written without.",
    completion: .directory)
  var out: String?

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  func run() throws {
    try keepPrivate(folder, out: out)
    let evidence = try ScenarioFolder(folder).soundEvidence(folder)
    let report = try ScenarioFolder.prepared(folder) { try FitReport(evidence) }
    if let out { try OutputFolder(path: out).put(FitFiles.files(report)) }
    if !quiet { print(FitSummary.text(report, outputFolder: out)) }
    try failOn.check(report.findings)
  }
}

extension ScenarioFolder {
  /// The evidence of a folder without errors.
  ///
  /// - Throws: exit code 1, every error having been printed.
  func soundEvidence(_ folder: String) throws -> Evidence {
    if TransitionScenarioFolder.isOne(folder) { throw Self.refusedTransitions(folder) }
    guard let evidence, !isRefused else { throw Self.refused(folder, findings) }
    return evidence
  }

  /// What is made of sound evidence.
  ///
  /// - Throws: exit code 1, what the model cannot use having been printed.
  static func prepared<Value>(_ folder: String, _ make: () throws -> Value) throws -> Value {
    do {
      return try make()
    } catch {
      let fault = Finding(
        .evidenceUnusable, at: Finding.Place("evidence"), seen: "\(error)",
        expected: "evidence that the model can use", remedy: "Mend what is named above.")
      throw refused(folder, [fault])
    }
  }

  static func refusedTransitions(_ folder: String) -> ExitCode {
    let fault = Finding(
      .evidenceUnusable, at: Finding.Place("authority.yaml", column: "basis"), seen: "transitions",
      expected: "a folder of published figures",
      remedy:
        "`sufficiency run` writes what it estimates from transitions: transition_parameters.csv.")
    return refused(folder, [fault])
  }

  private static func refused(_ folder: String, _ findings: [Finding]) -> ExitCode {
    report(findings, verbose: false)
    StandardError.write("\(folder): refused, \(counts(findings)). Nothing was written.")
    return ExitCode(ExitStatus.refused.rawValue)
  }
}
