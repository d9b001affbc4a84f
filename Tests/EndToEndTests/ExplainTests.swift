import TestSupport
import Testing

/// What an officer asks before a figure is defended: which rule, on which day, who says so.
struct ExplainTests {
  private func explain(_ arguments: String...) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, ["explain"] + arguments)
  }

  @Test func `a rule on a day, with unit and source`() throws {
    let outcome = try explain("place-funding-special", "--on", "2026-09-01")
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    for part in [
      "place_funding_special", "10000 GBP", "1 September 2026", "from 1 April 2013", "published:",
    ] {
      #expect(outcome.output.contains(part), "\(part) in\n\(outcome.output)")
    }
    let all = try explain("place-funding", "--on", "2026-09-01")
    #expect(all.status == 0 && all.output.contains("place_funding_nmss"))
  }

  @Test func `a day before the first value is an error that names the rule`() throws {
    let outcome = try explain("stability-grant-share", "--on", "2026-03-31")
    #expect(outcome.status == 2 && outcome.output.isEmpty)
    let wanted =
      "stability_grant_share has no value on 31 March 2026: its first is of 1 April 2026."
    #expect(outcome.errors.contains(wanted), "\(outcome.errors)")
  }

  @Test func `what is misspelt is named with what was meant`() throws {
    let rule = try explain("place-fundin-special", "--on", "2026-09-01")
    #expect(rule.status == 2 && rule.output.isEmpty)
    #expect(rule.errors.contains("Did you mean place-funding-special?"), "\(rule.errors)")
    let day = try explain("central-funding", "--on", "2026-02-30")
    #expect(day.status == 2 && day.errors.contains("There is no day '2026-02-30'"))
    #expect(day.errors.contains("2026-09-01"))
  }
}
