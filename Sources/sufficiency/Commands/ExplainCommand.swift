import ArgumentParser
import DataImport
import Reporting
import Scenarios
import Vocabulary

/// Says where a figure comes from.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Say where a figure of the account comes from, or what a funding rule is worth on a day.",
    usage: forms,
    discussion: """
      EXAMPLES
        sufficiency explain place-funding --on 2026-09-01
        sufficiency explain block-transfer-limit --on 2026-04-01
        sufficiency explain finding IN-022
        sufficiency explain scenarios/leicestershire --line fees_independent --year 2028-29
        sufficiency explain scenarios/leicestershire --scenario programme --line 1.2.3 --year 2028-29
      A name explains the rule of that name, or all rules whose names begin with it.
      A line is one of high_needs_block.csv, or a code of section 251 with the lines that are put into it. The scenario is run \
      with the draws and seed of `run`, so that the figure is the one in high_needs_block.csv.
      """)

  private static let forms = """
    sufficiency explain RULE --on DAY
           sufficiency explain finding CODE
           sufficiency explain FOLDER --line LINE --year YEAR [--scenario NAME] [--draws N] [--seed N] \
    [--years N] [--threads N] [--allocation METHOD]
    """

  @Argument(
    help: "A rule, or the beginning of its name; with --line the scenario folder; or 'finding'.")
  var subject: String

  @Argument(help: "The code of a finding such as IN-022.")
  var code: String?

  @Option(help: "The day of a rule, such as 2026-09-01.")
  var on: String?

  @Option(help: "A line of the account such as fees_independent, or of section 251 such as 1.2.3.")
  var line: String?

  @Option(help: "The financial year of the line, such as 2028-29.")
  var year: String?

  @Option(help: "The scenario of the line, by the name of its file (default: baseline).")
  var scenario: String?

  @Option(help: "Number of simulations (default: 1000, as of run).")
  var draws: Int?

  @Option(help: "Seed of the random numbers (default: 2025, as of run).")
  var seed: UInt64?

  @Option(help: "Years to project (default: the horizon of authority.yaml).")
  var years: Int?

  @Option(help: "Threads (default: one for each core). Any number gives the same figures.")
  var threads: Int?

  @Option(help: "How places are given out (default: as authority.yaml says).")
  var allocation: Allocation?

  func validate() throws {
    if isFinding { return try validateFinding() }
    if let code { throw misfit("'\(code)' is one word too many.") }
    if line == nil { try validateRule() } else { try validateLine() }
    for (name, value, range) in [
      ("--draws", draws, 1...1_000_000), ("--years", years, 1...40),
      ("--threads", threads, 1...1024),
    ] {
      guard let value, !range.contains(value) else { continue }
      throw ValidationError(
        "\(name) must be from \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
  }

  private var isFinding: Bool { subject == "finding" }

  private func validateFinding() throws {
    guard code != nil else { throw misfit("'finding' needs a code such as IN-022.") }
    let others = optionsOfLines + (line == nil ? [] : ["--line"]) + (on == nil ? [] : ["--on"])
    guard others.isEmpty else { throw misfit("\(others.joined(separator: ", ")) with 'finding'.") }
  }

  private var optionsOfLines: [String] {
    [
      ("--year", year != nil), ("--scenario", scenario != nil), ("--draws", draws != nil),
      ("--seed", seed != nil), ("--years", years != nil), ("--threads", threads != nil),
      ("--allocation", allocation != nil),
    ].filter(\.1).map(\.0)
  }

  /// A rule has a day and nothing else.
  private func validateRule() throws {
    let others = optionsOfLines
    guard others.isEmpty else { throw misfit("\(others.joined(separator: ", ")) without --line.") }
    guard on != nil else { throw misfit("A rule needs --on, a line of the account --line.") }
  }

  private func validateLine() throws {
    guard on == nil else { throw misfit("--on is of a rule and does not go with --line.") }
    guard year != nil else { throw misfit("--line needs --year.") }
  }

  private func misfit(_ problem: String) -> ValidationError {
    ValidationError("\(problem) There are three forms:\n       \(Self.forms)")
  }

  func run() throws {
    if isFinding { return try explainFinding(code ?? "") }
    guard let line, let year else { return try explainRule() }
    let session = ExplainSession(
      folder: subject, line: line, year: year, scenario: scenario ?? Scenario.baselineID,
      draws: draws, seed: seed, years: years, threads: threads, allocation: allocation)
    print(try session.text())
  }

  private func explainFinding(_ code: String) throws {
    let kinds = FindingCatalogue.entries + RunFindings.kinds + ReturnFindings.kinds
    let wanted = code.uppercased()
    guard let kind = kinds.first(where: { $0.code == wanted }) else {
      let codes = kinds.map(\.code)
      throw ValidationError(
        "There is no finding '\(code)'. \(Suggestion.text(for: wanted, among: codes)) Codes stand in "
          + "findings.csv and in what check prints.")
    }
    print(FindingText.text(kind))
  }

  private func explainRule() throws {
    do {
      print(RuleText.text(try RuleExplanation(subject, on: on ?? "")))
    } catch let fault as RuleExplanation.Fault {
      throw ValidationError(fault.description)
    }
  }
}
