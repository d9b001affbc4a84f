import Reporting
import Testing
import Vocabulary

/// What changed, in words: causes before numbers, and plain speech where there is no cause.
struct RunDifferenceTextTests {
  private let run = RecordedRun(
    id: "999-00000000000000aa", dfeCode: "999", authority: "Smallshire", folder: "small",
    record: RunResults.Record(
      version: "0.1.0", seed: 1, draws: 20, years: 3, baseCensus: 2025,
      finished: "2026-11-22T00:43:12Z", inputs: []), scenarios: ["baseline"])

  private func text(_ change: (inout RunDifference) -> Void) -> String {
    var difference = RunDifference()
    difference.compared = 1200
    change(&difference)
    return RunDifferenceText(run, run, difference).text
  }

  private let move = RunDifference.Move(
    scenario: "baseline", name: "high needs balance at the end of 2027-28", unit: "GBP",
    before: .init(middle: -7_000_000, low: -9_000_000, high: -5_000_000),
    after: .init(middle: -8_250_000, low: -9_000_000, high: -5_000_000))

  @Test func `numbers that moved alone are called out`() {
    let said = text {
      $0.differing = 1
      $0.moves = [move]
    }
    #expect(said.contains("Inputs: the same files, byte for byte"))
    #expect(said.contains("1 of 1,200 figures"))
    #expect(
      said.contains("GBP -7.0m (likely range GBP -9.0m to GBP -5.0m) to GBP -8.3m"))
    #expect(said.contains("GBP -1.3m in the middle"))
    #expect(said.contains("The numbers changed though inputs"))
  }

  @Test func `causes without effect are said too, and many are counted`() {
    let said = text {
      $0.assumptions = (1...20).map { .init("rate (\($0))", before: "1", after: nil) }
      $0.assumptions.append(.init("lever (1)", scenario: "other", before: nil, after: "new"))
    }
    #expect(said.contains("What changed moved no figure"))
    #expect(
      said.contains(
        "Levers and assumptions\n  other: added    lever (1): new\n  removed  rate (1): 1\n"))
    #expect(said.contains("  and 9 more"))
    #expect(text { _ in }.contains("Nothing that is kept of the two runs differs."))
  }
}
