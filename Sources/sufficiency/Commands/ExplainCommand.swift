import ArgumentParser
import Reporting
import Scenarios

/// Says where a figure comes from.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Say what a funding rule is worth on a day, and who says so.",
    discussion: """
      EXAMPLES
        sufficiency explain place-funding --on 2026-09-01
        sufficiency explain block-transfer-limit --on 2026-04-01
      A name explains the rule of that name, or all rules whose names begin with it.
      """)

  @Argument(help: "A rule, or the beginning of its name.")
  var subject: String

  @Option(help: "The day, such as 2026-09-01.")
  var on: String

  func run() throws {
    do {
      print(RuleText.text(try RuleExplanation(subject, on: on)))
    } catch let fault as RuleExplanation.Fault {
      throw ValidationError(fault.description)
    }
  }
}
