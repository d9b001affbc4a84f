public import Vocabulary

/// What changed between two runs and why: inputs, levers and assumptions, how they were made, then the numbers.
public struct RunDifferenceText {
  private static let most = 12
  private let first: RecordedRun
  private let second: RecordedRun
  private let difference: RunDifference

  /// Lays out what differs from the first run to the second.
  public init(_ first: RecordedRun, _ second: RecordedRun, _ difference: RunDifference) {
    self.first = first
    self.second = second
    self.difference = difference
  }

  /// The page.
  public var text: String {
    let parts = [
      "From \(name(first))\nto   \(name(second))",
      section("Inputs", difference.inputs.map(input), none: "the same files, byte for byte"),
      section("Levers and assumptions", shortened(assumptions), none: "the same"),
      section("How they were made", difference.process.map(process), none: "the same"),
      section("Numbers", numbers, none: "the same"), verdict,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func name(_ run: RecordedRun) -> String {
    "\(run.id) (\(run.authority), \(RunListText.finished(run)) UTC, \(run.status.rawValue))"
  }

  private func section(_ title: String, _ lines: [String], none: String) -> String {
    lines.isEmpty
      ? "\(title): \(none)" : "\(title)\n" + lines.map { "  \($0)" }.joined(separator: "\n")
  }

  private func input(_ change: RunDifference.Change) -> String {
    switch (change.before, change.after) {
    case (let before?, let after?): "changed  \(change.subject): \(before) to \(after)"
    case (let before?, nil): "removed  \(change.subject): \(before)"
    case (_, let after): "added    \(change.subject): \(after ?? "")"
    }
  }

  /// Levers first: they say what somebody decided.
  private var assumptions: [String] {
    let isLever = { (change: RunDifference.Change) in change.subject.hasPrefix("lever") }
    let ordered =
      difference.assumptions.filter(isLever) + difference.assumptions.filter { !isLever($0) }
    return ordered.map { change in
      let place = change.scenario.map { "\($0): " } ?? ""
      return place + input(change)
    }
  }

  private func shortened(_ lines: [String]) -> [String] {
    let more = lines.count - Self.most
    return more > 0 ? lines.prefix(Self.most) + ["and \(more) more"] : lines
  }

  private func process(_ change: RunDifference.Change) -> String {
    "\(change.subject): \(change.before ?? "none") to \(change.after ?? "none")"
  }

  private var numbers: [String] {
    guard difference.differing > 0 else { return [] }
    let start = [
      "\(Wording.count(difference.differing)) of \(Wording.count(difference.compared)) figures that both have are not the same"
    ]
    return start
      + first.scenarios.filter(second.scenarios.contains).flatMap { scenario -> [String] in
        let moves = difference.moves.filter { $0.scenario == scenario }
        return ["\(scenario)\(moves.isEmpty ? ": no headline figure moved" : "")"]
          + moves.prefix(Self.most / 2).map { "  \(move($0))" }
      }
  }

  private func move(_ move: RunDifference.Move) -> String {
    let change = move.after.middle - move.before.middle
    let size =
      move.unit == "GBP"
      ? "GBP \(Wording.millionsChange(change * 100))m" : Wording.change(change)
    return
      "\(move.name): \(RunText.words(move.before, move.unit)) to \(RunText.words(move.after, move.unit)); \(size) in the middle"
  }

  private var verdict: String {
    switch (difference.isMadeOfTheSame, difference.differing > 0) {
    case (true, true):
      "The numbers changed though inputs, levers, version, seed and simulations are the same: the tool itself was changed"
        + " without a new version, or results were edited. Find out before you use either."
    case (true, false): "Nothing that is kept of the two runs differs."
    case (false, false): "What changed moved no figure that both runs have."
    case (false, true): ""
    }
  }
}
