import Foundation
import TestSupport
import Testing

/// docs/quality.md says how good this is; a figure in it that somebody typed would be a promise without proof.
struct QualityStatementTests {
  private let page: String

  init() throws {
    page = try String(contentsOfFile: Repository.path("docs/quality.md"), encoding: .utf8)
  }

  @Test func `every figure of the quality statement was put there by its command`() throws {
    let script = try String(contentsOfFile: Repository.path("scripts/quality"), encoding: .utf8)
    let marks = page.matches(of: /<!--(\w+)\.([\w.-]+)-->(.*?)<!---->/)
    #expect(marks.count > 50)
    for mark in marks {
      #expect(script.contains("def \(mark.1)():"), "no command gives \(mark.1).\(mark.2)")
      #expect(
        mark.3.contains(/[0-9]/) || mark.3 == "not measured",
        "\(mark.1).\(mark.2) is '\(mark.3)'")
    }
    #expect(page.matches(of: /<!---->/).count == marks.count, "a mark is not closed")
  }

  @Test func `no figure of the quality statement is typed`() {
    // Names of age groups and bands, the order of questions, and what stands in code or links are no figures.
    let names =
      /Under 5|5-10|11-15|16-19|20-25|20 to 25|80 % band|(?m:^[0-9]\. )|`[^`]*`|\]\([^)]*\)/
    let rest = page.replacing(/<!--\w+\.[\w.-]+-->.*?<!---->/, with: "").replacing(names, with: "")
    let typed = rest.split(separator: "\n").filter { $0.contains(/[0-9]/) }
    #expect(typed.isEmpty, "\(typed)")
  }
}
