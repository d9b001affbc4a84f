import Scenarios
import TestSupport
import Testing
import Vocabulary

@testable import Reporting

@Suite("A line of the account in words")
struct LineTextTests {
  private static let made = Result { () throws -> ScenarioRun in
    let evidence = try SmallFinance.evidence()
    let name = "\(SmallFinance.scenario).yaml"
    let (scenarios, _) = ScenarioReader.read(
      [(name: name, text: SmallFinance.files()[name] ?? ""), (name: "baseline.yaml", text: base)],
      evidence: evidence)
    let dear = try #require(scenarios.first { $0.id == SmallFinance.scenario })
    return ScenarioRun(
      try ScenarioModel(dear, evidence: evidence, years: 4),
      options: RunOptions(draws: 10, years: 4), isExplained: true)
  }
  private static let base = "name: Baseline\nquestion: What?\nlevers: []\n"

  private func text(_ line: String) throws -> String {
    let run = try Self.made.get()
    let request = try LineRequest(
      line: line, year: "2027-28", model: run.model, shares: ReturnMapping.tables().lines)
    return LineText.text(
      try LineExplanation(request, run),
      ReproducingCommand(folder: "my folder", name: "my folder"))
  }

  @Test("No line of the text is wider than 100 columns, and the same source is printed once")
  func widths() throws {
    let names = try Self.made.get().model.accountLines.map(\.name)
    for line in names + ["1.2.1", "1.2.3"] {
      let text = try text(line)
      for row in text.split(separator: "\n") { #expect(row.count <= 100, "\(line): \(row)") }
      let sources = text.split(separator: "\n").filter { $0.hasPrefix("  [") }
        .map { $0.drop { $0 != "]" } }
      #expect(Set(sources).count == sources.count, "\(line)")
      #expect(text.contains("THE FIGURE") && text.contains("TO REPRODUCE"))
    }
  }

  @Test("Figures are those of high_needs_block.csv with their thousands separated")
  func figures() throws {
    let run = try Self.made.get()
    let lines = run.model.accountLines
    let position = try #require(lines.firstIndex { $0.name == "fees_independent" })
    let spread = run.store.summary(pence: 2 * lines.count + position)
    let text = try text("fees_independent")
    let median = Wording.separated(Digits.poundsQuantile(spread.median))
    #expect(text.contains("Middle of the draws (p50)    \(median)\n"))
    #expect(text.contains("    Mean of the line") && text.contains(LineText.mean(spread)))
    #expect(text.contains("10, seed 2025"))
  }

  @Test("A tied, capped, banded line says so, and who pays")
  func terms() throws {
    let text = try text("fees_independent").split(whereSeparator: \.isWhitespace)
      .joined(separator: " ")
    for phrase in [
      "Tied to the outturn of 2024-25: budget 1,500,000.00, outturn 1,600,000.00",
      "the line is multiplied by", "fees rise by 0.5 % for each per cent",
      "standard error of 5 %", "capped at 140,000.00 from 2026-27",
      "the block pays 0.6 of it, health 0.1, social care 0.3",
      "0.15 of the plans are in the band (0.2 as given", "billed daily; includes lodging",
      "1.053 (2024-25) x 1.053 (2025-26) x 1.07 (2026-27) x 1.07 (2027-28) = 1.26947542",
      "IND-SPEC day falls due termly", "- fee_cap, line fees_independent",
    ] { #expect(text.contains(phrase), "\(phrase)") }
    #expect(try self.text("topup_fe").contains("Not reconciled to an outturn."))
  }

  @Test("Commands are quoted for a shell, and write where no results are")
  func commands() throws {
    let text = try text("1.2.3")
    #expect(text.contains("sufficiency run 'my folder' --scenario dear --draws 10 --seed 2025"))
    #expect(text.contains("--out explained"))
    #expect(text.contains("sufficiency returns 'my folder' --kind s251"))
    #expect(text.contains("explain 'my folder' --line 1.2.3 --year 2027-28"))
  }

  @Test("Thousands are separated on either side of zero")
  func thousands() {
    #expect(Wording.separated("-1234567.80") == "-1,234,567.80")
    #expect(Wording.separated("999") == "999" && Wording.separated("0.05") == "0.05")
  }

  @Test("Shares of a line add up to it to the penny, those of a debt as those of a sum")
  func shares() {
    let shares = [333_333, 333_333, 333_334].map {
      LineShare(
        line: "a", target: 0, share: $0, provenance: Provenance(.assumption, "a test"))
    }
    for amount in [Int64](-7...7) + [1_234_567, -98_765_432_101] {
      let parts = shares.split(amount)
      #expect(parts.reduce(0, +) == amount && parts == shares.split(-amount).map { -$0 })
    }
    let halves = shares.prefix(2).map { share in
      LineShare(line: "a", target: 0, share: 500_000, provenance: share.provenance)
    }
    #expect(halves.split(101) == [51, 50])
  }
}
