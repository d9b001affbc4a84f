import TestSupport
import Testing
import Vocabulary

@testable import ResultsStore

/// What changed between two runs, and why.
struct ComparisonTests {
  private func difference(_ change: (inout StoredRun) -> Void) throws -> RunDifference {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    var (first, second) = (StoredRun(), StoredRun())
    second.id = "999-00000000000000ab"
    change(&second)
    try first.record(in: store)
    first.owner = "Somebody else"
    try second.record(in: store)
    return try store.difference(from: first.run, to: second.run)
  }

  @Test func `two runs of the same differ in nothing`() throws {
    let same = try difference { _ in }
    #expect(same.isMadeOfTheSame && same.differing == 0 && same.moves.isEmpty)
    // Three rows of plans, two of the setting, one of the balance, twice; one of the comparison.
    #expect(same.compared == 13)
  }

  @Test func `causes come by name with what was and what is`() throws {
    let changed = try difference {
      $0.hash = "00000000000000fe"
      $0.version = "0.2.0"
      $0.share = "0.7"
      $0.levers = ["new_plan_rate, multiply 0.8"]
    }
    #expect(
      changed.inputs == [
        .init("authority.yaml", before: "00000000000000ff", after: "00000000000000fe")
      ])
    #expect(changed.process == [.init("version", before: "0.1.0", after: "0.2.0")])
    #expect(
      changed.assumptions == [
        .init(
          "damping", before: "0.8 share [assumption: trend]", after: "0.7 share [assumption: trend]"
        ),
        .init(
          "lever (1)", scenario: "other",
          before: "new_plan_rate, multiply 0.9 [illustrative: me]",
          after: "new_plan_rate, multiply 0.8 [illustrative: me]"),
      ])
    #expect(!changed.isMadeOfTheSame && changed.differing == 0)
  }

  @Test func `a lever put before others is one change, and so is one that is taken away`() throws {
    let folder = try TemporaryFolder()
    let store = try StoredRun.store(in: folder)
    var (first, second) = (StoredRun(), StoredRun())
    second.id = "999-00000000000000ab"
    first.levers = ["a", "b", "c", "e"]
    second.levers = ["new", "a", "c", "d", "f"]
    try first.record(in: store)
    try second.record(in: store)
    let words = { (lever: String) in "\(lever) [illustrative: me]" }
    #expect(
      try store.difference(from: first.run, to: second.run).assumptions == [
        .init("lever (1)", scenario: "other", before: nil, after: words("new")),
        .init("lever (2)", scenario: "other", before: words("b"), after: nil),
        .init("lever (4)", scenario: "other", before: words("e"), after: words("d")),
        .init("lever (5)", scenario: "other", before: nil, after: words("f")),
      ])
  }

  @Test func `numbers that move without a cause are told apart`() throws {
    let moved = try difference { $0.middle = "440" }
    #expect(moved.isMadeOfTheSame && moved.differing == 2)
    #expect(moved.moves.map(\.scenario) == ["baseline", "other"])
    let move = try #require(moved.moves.first)
    #expect(move.name == "plans, January 2028" && move.size == 40.0 / 440)
    #expect(move.before == .init(middle: 400, low: 320, high: 490))
    #expect(move.after == .init(middle: 440, low: 320, high: 490))
  }
}
