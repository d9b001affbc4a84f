import Foundation
import Reporting
import Scenarios
import Testing
import Vocabulary

@Suite("The rulebook in words")
struct RuleTextTests {
  private func text(_ rule: String, _ day: String) throws -> String {
    RuleText.text(try RuleExplanation(rule, on: day))
  }

  @Test func `value, unit, days, status and source of a rule`() throws {
    let lines = try text("central-funding", "2026-09-01").split(separator: "\n")
    #expect(lines.count == 3 && lines[0].hasPrefix("central_funding: "))
    #expect(
      lines[1]
        == "  0 (1 yes, 0 no) on 1 September 2026; from 1 April 2013, until 1 April 2028")
    #expect(lines[2].hasPrefix("  published: "))
  }

  @Test(arguments: [
    ("place-funding-special", "10000 GBP a place or pupil and year"),
    ("stability-grant-share", "90 %"), ("post16-months-before-august", "months"),
  ])
  func `every unit has its words`(rule: String, words: String) throws {
    #expect(try text(rule, "2026-09-01").contains(words))
  }

  @Test func `among rules that begin alike one that has not begun says so, and when it does`()
    throws
  {
    let text = try text("block", "2019-01-01")
    #expect(text.contains("block_rollover: ") && text.contains("block_floor: "))
    #expect(text.contains("no value on 1 January 2019: the first is of 1 April 2020"))
  }

  @Test func `rules that begin alike are a paragraph each`() throws {
    let explanation = try RuleExplanation("place-funding", on: "2026-09-01")
    let paragraphs = RuleText.text(explanation).components(separatedBy: "\n\n")
    #expect(paragraphs.count == explanation.entries.count)
    for (paragraph, entry) in zip(paragraphs, explanation.entries) {
      #expect(paragraph.hasPrefix("\(entry.name): \(entry.label)"))
      #expect(paragraph.contains(entry.provenance.source))
    }
  }
}
