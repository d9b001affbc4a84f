public import Vocabulary

/// Reads the scenario files of a folder of transitions: the same YAML, with the levers that this basis knows.
public enum TransitionScenarioReader {
  /// Reads YAML texts against the evidence they change.
  ///
  /// - Returns: the scenarios, the baseline first and then by file name, and every fault of every file. A lever other than
  ///   `new_plan_rate` is an error.
  public static func read(
    _ files: [(name: String, text: String)], evidence: TransitionEvidence
  ) -> (scenarios: [Scenario], findings: [Finding]) {
    let (scenarios, findings) = ScenarioReader.read(files, evidence: frame(evidence))
    return (scenarios, findings + scenarios.flatMap(unknownLevers))
  }

  /// What the general reader checks levers against: needs, and settings in the place of provisions.
  private static func frame(_ evidence: TransitionEvidence) -> Evidence {
    Evidence(
      authority: evidence.authority,
      codes: CodeLists(
        needs: evidence.needs.map { Need(code: $0, name: $0) },
        provisions: evidence.settings.map {
          Provision(code: $0.code, name: $0.code, ncys: $0.ncys, kind: .none)
        }))
  }

  private static func unknownLevers(_ scenario: Scenario) -> [Finding] {
    let savings = scenario.savings.map {
      Finding(
        .notOfTransitions, at: Finding.Place("\(scenario.id).yaml", column: "savings"),
        seen: "the savings line '\($0.id)'",
        expected: "levers alone in folders with basis: transitions, which have no account",
        remedy: "Move its new_plan_rate levers to 'levers', or use a folder of published evidence.")
    }
    return savings
      + scenario.levers.enumerated().compactMap { index, lever in
        if case .newPlanRate = lever.change { return nil }
        return Finding(
          .notOfTransitions, at: Finding.Place("\(scenario.id).yaml", column: "lever"),
          seen: "lever \(index + 1): \(lever.summary)",
          expected: "new_plan_rate, the lever of folders with basis: transitions",
          remedy: "Leave the lever out, or use a folder of published evidence.")
      }
  }
}

extension TransitionEvidence {
  /// National curriculum years of a lever as years of the states: -2 stands for all below, 21 for all above.
  func reached(_ ncys: ClosedRange<Int>) -> ClosedRange<Int> {
    let low = ncys.lowerBound == NCY.range.lowerBound ? Int.min : ncys.lowerBound
    let high = ncys.upperBound == NCY.range.upperBound ? Int.max : ncys.upperBound
    return low...high
  }
}
