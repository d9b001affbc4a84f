import ArgumentParser
import Reporting
import Scenarios
import Vocabulary

/// Says how well the cohort model reproduces the last published census from the one before.
struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Carry the census before the last forward and compare with the last one.",
    discussion: """
      EXAMPLE
        sufficiency validate scenarios/leicestershire
      England's placements by phase and year of age; the authority's plans by year of age, need and provision, beside no
      change of shares and England's growth. Reads published figures of the folder only and writes nothing.
      """)

  @Argument(help: "The scenario folder.", completion: .directory)
  var folder: String

  @Option(help: "Exit with 3 if there are findings at least this grave: note, warning, never.")
  var failOn: FailOn = .never

  func run() throws {
    let evidence = try ScenarioFolder(folder).soundEvidence(folder)
    let report = try ScenarioFolder.prepared(folder) { try ValidationReport(evidence) }
    let base = evidence.authority.baseCensus
    let outlooks = try ScenarioFolder.prepared(folder) {
      try [base - 1, base].map { try OutlookReport(evidence, origin: $0) }
    }
    print(ValidationSummary.text(report, more: outlooks.map(OutlookSummary.text)))
    try failOn.check(evidence.findings)
  }
}
