import Scenarios
import TestSupport
import Testing
import Vocabulary

/// Scenario files are read whatever their bytes, and whatever their keys say.
@Suite("Mutated scenarios")
struct ScenarioMutationTests {
  private static let isKnown = { @Sendable (code: String) in
    RunFindings.kinds.contains { $0.code == code }
  }
  private static let baseline = ("baseline.yaml", SmallTransitions.baseline)
  private static let savings = """
    name: Savings
    question: What if?
    levers:
      - {lever: placement_preference, move: mid_phase, from: MAIN, to: DSP, share: 0.1, starts: 2027,
         status: illustrative, source: test}
    savings:
      - id: 1-mainstream
        name: Support
        starts: 2026-27
        ramp_years: 1
        confidence: 0.7
        one_off_cost: 1000
        recurring_cost: 300
        funded_from: high needs block
        lead_time_months: 6
        budget: {2026-27: 1500000}
        block_transfer: {percent: 0.5, matching_spend: true}
        levers:
          - {lever: new_plan_rate, multiply: 0.9, needs: [ASD], ncy: [0, 6], starts: 2027, ramp_years: 1,
             status: illustrative, source: test}
        status: illustrative
        source: test

    """

  /// A spoilt file as text: bytes that are not UTF-8 are refused before they get to the reader.
  private static func scenarios(_ files: [String: [UInt8]]) -> [(name: String, text: String)] {
    [baseline]
      + files.sorted { $0.key < $1.key }.map { ($0.key, String(decoding: $0.value, as: UTF8.self)) }
  }

  @Test(.timeLimit(.minutes(60))) func `no text spoils the reader of scenarios`() throws {
    let evidence = try SmallFinance.evidence()
    let small = SmallFinance.files()
    let names = ["earlier-support.yaml", "\(SmallFinance.scenario).yaml"]
    var texts = small.filter { names.contains($0.key) }
    texts["savings.yaml"] = Self.savings
    #expect(texts.count == 3)
    let files = texts.mapValues { Array($0.utf8) }
    #expect(ScenarioReader.read(Self.scenarios(files), evidence: evidence).scenarios.count == 4)
    var trial = ReaderTrial("scenarios", files, isKnown: Self.isKnown)
    trial.otherPlaces = ["baseline.yaml"]
    let failures = trial.failures(1_500) { files, spoilt in
      let given = files.filter { $0.key == spoilt }
      let (scenarios, findings) = ScenarioReader.read(Self.scenarios(given), evidence: evidence)
      return Reading(
        findings, isAccepted: !findings.contains { $0.severity == .error },
        faults: scenarios.flatMap(Self.faults))
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `nor that of folders of transitions`() throws {
    let evidence = try SmallTransitions.evidence()
    let files = ["more-joiners.yaml": Array(SmallTransitions.moreJoiners.utf8)]
    var trial = ReaderTrial("scenarios of transitions", files, isKnown: Self.isKnown)
    trial.otherPlaces = ["baseline.yaml"]
    let failures = trial.failures(500) { files, _ in
      let (scenarios, findings) = TransitionScenarioReader.read(
        Self.scenarios(files), evidence: evidence)
      return Reading(
        findings, isAccepted: !findings.contains { $0.severity == .error },
        faults: scenarios.flatMap(Self.faults))
    }
    #expect(failures == [])
  }

  /// Every lever says what it is.
  private static func faults(_ scenario: Scenario) -> [String] {
    scenario.levers.allSatisfy { !$0.summary.isEmpty } ? [] : ["a lever without a summary"]
  }

  @Test func `aliases that would fill any memory are refused, and asterisks of prose are not`()
    throws
  {
    let evidence = try SmallAuthority.evidence()
    func findings(_ text: String) -> [Finding] {
      ScenarioReader.read([Self.baseline, ("trial.yaml", text)], evidence: evidence).findings
    }
    func codes(_ text: String) -> [String] { findings(text).map(\.code) }
    let laughs = (1...30).reduce("a0: &a0 [x, x]\n") { text, level in
      text + "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n"
    }
    #expect(codes(laughs + "? *a30\n: x\n") == ["SC-002"])
    #expect(codes(String(repeating: "#", count: 2_000_000)) == ["SC-002"])
    #expect(codes(String(repeating: "[", count: 500_000)) == ["SC-002"])
    #expect(codes(laughs.replacing(" [", with: "\u{2028}[") + "? *a30\n: x\n") == ["SC-002"])
    let savings = "name: a\nquestion: b\nlevers: []\nsavings:\n"
    let deep = findings("\(savings)  \(String(repeating: "- ", count: 21))x\n")
    #expect(deep.map(\.place.row) == [5] && deep[0].message.contains("within one another"))
    let many = findings(savings + String(repeating: "  - x\n", count: 20_000))
    #expect(many.count == 1 && many[0].message.contains("20000 values"))
    // Every directive is compared with all before it.
    let tags = (0..<20_000).map { "%TAG !\($0)! x\n" }.joined()
    #expect(codes(tags + "---\nname: a\nquestion: b\nlevers: []\n") == ["SC-002"])
    #expect(findings("name: a\nquestion: b\nlevers: []\n%x\n")[0].place.row == 4)
    #expect(codes("name: R&D, price * volume & *fees*\nquestion: Why?\nlevers: []\n") == [])
  }

  /// Results are a folder of the scenario's name, and pages have addresses with it.
  @Test(arguments: [
    "", ".", "..", ".hidden", "comparison.csv", "DataPackage.json", "a\nb", "a\u{202E}b", "a%41",
    "a#b", "a?b", "a\\b", "\u{E000}",
  ])
  func `a file whose name is no folder's is refused, and named`(id: String) throws {
    let text = "name: a\nquestion: b\nlevers: []\n"
    let (_, findings) = ScenarioReader.read(
      [Self.baseline, ("\(id).yaml", text)], evidence: try SmallAuthority.evidence())
    #expect(findings.map(\.code) == ["SC-009"])
    #expect(findings[0].place.file == "\(id).yaml")
  }

  @Test(arguments: ["Programme late", "v1.2", "plan-b_2", "Früher", "R&D (2)", "it’s"])
  func `names that people give to files are taken`(id: String) throws {
    let text = "name: a\nquestion: b\nlevers: []\n"
    let (scenarios, findings) = ScenarioReader.read(
      [Self.baseline, ("\(id).yaml", text)], evidence: try SmallAuthority.evidence())
    #expect(findings.isEmpty && scenarios.map(\.id) == ["baseline", id])
  }

  @Test(arguments: ["\\x08", "\\e[31m", "\\0", "\\u202E", "\\uFFFE", "\\uE000"])
  func `characters that nobody sees are refused in every text`(written: String) throws {
    let words = "\"a\(written)b\""
    let text = """
      name: \(words)
      question: \(words)
      levers:
        - {lever: new_plan_rate, multiply: 0.9, starts: 2027, status: illustrative, source: \(words)}
        - lever: places
          setting: n
          changes: {2026/27: 3}
          new: {name: \(words), kind: special, provision: SPEC-STATE, needs: All, ncy: [0, 11]}
          status: illustrative
          source: a test
      """
    let (_, findings) = ScenarioReader.read(
      [Self.baseline, ("trial.yaml", text)], evidence: try SmallAuthority.evidence())
    #expect(findings.map(\.code) == Array(repeating: "SC-004", count: 4))
    #expect(findings.compactMap(\.place.column).sorted() == ["name", "new", "question", "source"])
  }
}
