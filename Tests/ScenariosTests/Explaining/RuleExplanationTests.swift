import Testing
import Vocabulary

@testable import Scenarios

@Suite("What the rulebook says on a day")
struct RuleExplanationTests {
  @Test func `a rule has its value, unit, days and source`() throws {
    let explanation = try RuleExplanation("central-funding", on: "2026-09-01")
    #expect(explanation.day == "1 September 2026")
    let entry = try #require(explanation.entries.first)
    #expect(explanation.entries.count == 1)
    #expect(entry.name == "central_funding" && entry.unit == "flag" && entry.value == "0")
    #expect(entry.until == "1 April 2028")
    #expect(entry.provenance.status == .published && !entry.provenance.source.isEmpty)
    let later = try RuleExplanation("central-funding", on: "2028-04-01").entries
    #expect(later.map(\.value) == ["1"] && later.map(\.from) == ["1 April 2028"])
    #expect(later.map(\.until) == [nil])
  }

  @Test func `a value holds from its first day, not from the day before`() throws {
    let before = try RuleExplanation("central-funding", on: "2028-03-31").entries
    #expect(before.map(\.value) == ["0"])
    #expect(try RuleExplanation("stability-grant-share", on: "2026-04-01").entries[0].value == "90")
  }

  @Test func `hyphens count as underscores, and a beginning means every rule that has it`() throws {
    let day = "2026-09-01"
    let names = try RuleExplanation("place-funding", on: day).entries.map(\.name)
    #expect(names.count > 3 && names.allSatisfy { $0.hasPrefix("place_funding_") })
    let special = try RuleExplanation("place_funding_special", on: day).entries.map(\.name)
    #expect(special == ["place_funding_special"], "the name of a rule means that rule alone")
  }

  @Test func `before the first value it is an error that names the rule and its first day`() {
    let fault = #expect(throws: RuleExplanation.Fault.self) {
      try RuleExplanation("stability-grant-share", on: "2026-03-31")
    }
    let text = fault?.description ?? ""
    #expect(text.contains("stability_grant_share has no value on 31 March 2026"))
    #expect(text.contains("its first is of 1 April 2026"))
  }

  @Test(arguments: [
    "2026-13-01", "2025-02-29", "2026-9-1", "01/09/2026", "2026-09-01 ", "", "today",
  ])
  func `a day that the calendar does not have is refused`(day: String) {
    #expect(throws: RuleExplanation.Fault.day(day)) {
      try RuleExplanation("central-funding", on: day)
    }
    #expect(RuleExplanation.Fault.day(day).description.contains("2026-09-01"))
  }

  @Test func `a misspelt rule is named with what was meant`() throws {
    do {
      _ = try RuleExplanation("place-fundin-special", on: "2026-09-01")
      Issue.record("a rule that does not exist was explained")
    } catch let fault as RuleExplanation.Fault {
      guard case .unknown("place-fundin-special", let known) = fault else {
        Issue.record("\(fault)")
        return
      }
      #expect(known.contains("place-funding-special"))
      #expect(fault.description.contains("Did you mean place-funding-special?"))
    }
  }
}
