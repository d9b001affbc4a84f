import Reporting
import Scenarios
import Testing
import Vocabulary

@Suite struct RunSummaryTests {
  private func lines(
    _ comparisons: [Comparison]? = nil, findings: [Finding]? = nil, width: Int = 100
  ) throws -> [String] {
    let runs = try Fixture.runs()
    let text = RunSummary.text(
      authority: runs.evidence.authority, digests: runs.runs.map { ScenarioDigest($0) },
      comparisons: comparisons ?? runs.comparisons, findings: findings ?? runs.findings,
      options: runs.baseline.options, seconds: 3.25, outputFolder: "out/smallshire", width: width)
    #expect(text.hasSuffix("\n"))
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
  }

  @Test func itFitsTheTerminal() throws {
    let lines = try lines()
    #expect(lines.count <= 60)
    #expect(lines.allSatisfy { $0.count <= 100 })
    #expect(lines.allSatisfy { $0.last != " " })
    #expect(try self.lines(width: 80).allSatisfy { $0.count <= 80 })
  }

  @Test func manyScenariosAreCutToTheRoomThereIs() throws {
    let runs = try Fixture.runs()
    let many = (0..<30).map { number in
      Comparison(
        scenario: "number-\(number)", ComparedSeries(runs.runs[1]),
        baseline: ComparedSeries(runs.baseline))
    }
    let lines = try lines(many)
    #expect(lines.count <= 60)
    #expect(lines.contains { $0.hasSuffix("more in comparison.csv") })
  }

  @Test(
    arguments: [
      "heads", "draws", "cell", "joiner", "mover", "incumbent", "cascade", "overflow", "unplaced",
      "stretch", "cov80", "raked",
    ])
  func itUsesPlainWords(word: String) throws {
    #expect(try lines(findings: []).allSatisfy { !$0.lowercased().contains(word) })
  }

  @Test func itSaysWhatAPlannerAsks() throws {
    let text = try lines().joined(separator: "\n")
    for part in [
      "Smallshire, from the January 2025 census: 40 simulations, seed 2025",
      "Children and young people with a plan", "January 2030", "State special school",
      "Children waiting for a place", "High needs block", "2025-26", "Against it, January 2030",
      "With the block growing 0 % / 3 % a year after 2026-27: ", "assumed, no forecast",
      "Earlier support", "input figures are illustrative", "(3.3 seconds): out/smallshire",
    ] {
      #expect(text.contains(part), "\(part) in\n\(text)")
    }
  }

  @Test func findingsAreCountedOnceAndTheGravestAreShown() throws {
    let kind = FindingKind("XX-001", .warning, "Something.", done: "Used.")
    let warning = Finding(
      kind, at: Finding.Place("evidence/plans.csv"),
      seen: "a\nlong " + String(repeating: "story ", count: 30), expected: "b", remedy: "Mend it.")
    let lines = try lines(findings: [warning, warning])
    #expect(
      lines.contains("About the inputs: 0 errors, 1 warning, 0 notes (findings.csv)"))
    #expect(lines.contains { $0.hasPrefix("  XX-001 evidence/plans.csv: a long story") })
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test func withoutARunItSaysSo() throws {
    let runs = try Fixture.runs()
    let text = RunSummary.text(
      authority: runs.evidence.authority, digests: [], comparisons: [], findings: [],
      options: RunOptions(), seconds: 0, outputFolder: "out")
    #expect(text == "No scenario was run.\n")
  }
}
