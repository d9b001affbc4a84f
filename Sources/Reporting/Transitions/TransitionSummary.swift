public import Scenarios
import Vocabulary

/// The page on the terminal after a run of transitions: one table a scenario.
public struct TransitionSummary: Sendable {
  private let lines: [String]
  /// The findings of the scenario.
  private let findings: [Finding]

  /// Keeps the lines of a run, so that the run itself need not be kept.
  public init(_ run: TransitionRun) {
    let (store, layout, model) = (run.store, run.store.layout, run.model)
    var table = TextTable(
      ["January", "plans", "likely range", "new", "ceased", "changed setting"]
        + (model.isCosted ? ["£ million a year"] : []))
    for census in 0...model.years {
      let plans = store.summary(heads: layout.plans(census, .all))
      let flows = [TransitionLayout.Flow.joined, .left, .movedIn].map { flow in
        census == 0
          ? "" : Wording.count(store.summary(heads: layout.flow(census - 1, flow, .all)).median)
      }
      let cost = Wording.millions(store.summary(pence: layout.cost(census, nil)).median)
      table.add(
        [String(model.baseCensus + census), Wording.count(plans.median), Wording.range(plans)]
          + flows + (model.isCosted ? [cost] : []))
    }
    lines = ["", model.scenario.name] + table.lines(width: 100)
    findings = model.findings
  }

  /// The page: at most 100 characters a line.
  public static func text(
    _ summaries: [TransitionSummary], model: TransitionScenarioModel, options: RunOptions,
    seconds: Double, outputFolder: String
  ) -> String {
    let head = [
      "\(model.evidence.authority.name), from the January \(model.baseCensus) census: "
        + "\(Wording.count(options.draws)) simulations, seed \(options.seed)",
      "Middle of the simulations; the likely range holds 8 simulations in 10.",
    ].map { Wording.cut($0, to: 100) }
    let found = FindingSummary(findings: summaries.flatMap(\.findings), width: 100).lines
    let time = Digits.fixed(Int((seconds * 10).rounded()), decimals: 1)
    let body = summaries.flatMap(\.lines)
    return (head + body + [""] + found + ["Files (\(time) seconds): \(outputFolder)"])
      .map { $0 + "\n" }.joined()
  }
}
