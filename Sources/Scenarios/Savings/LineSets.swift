import Vocabulary

/// Sets of what a scenario does, and which of them are run together.
struct LineSets: Sendable {
  /// The scenario of a set.
  let scenario: @Sendable (Int) -> Scenario
  /// Sets by what runs them together, in ascending order within each; that of the first set comes first.
  let batches: [[Int]]

  /// Scenarios run together hold their models in memory.
  private static let together = 16

  /// Gathers sets whose levers move the same children, a few at a time.
  ///
  /// - Parameters:
  ///   - sets: in ascending order.
  ///   - isShared: false where the account moves children too, so that every set is a run of its own.
  init(_ sets: [Int], isShared: Bool, scenario: @escaping @Sendable (Int) -> Scenario) {
    self.scenario = scenario
    guard isShared else {
      batches = sets.map { [$0] }
      return
    }
    var groups: [(moving: [Lever.Change], sets: [Int])] = []
    for set in sets {
      let moving = scenario(set).movingLevers
      if let own = groups.firstIndex(where: { $0.moving == moving }) {
        groups[own].sets.append(set)
      } else {
        groups.append((moving, [set]))
      }
    }
    batches = groups.flatMap { group in
      stride(from: 0, to: group.sets.count, by: Self.together).map { start in
        Array(group.sets[start..<min(start + Self.together, group.sets.count)])
      }
    }
  }

  /// Runs the draws of every set, one batch after another, all with the same luck.
  ///
  /// Memory is that of one batch and of what `keep` takes from its runs.
  ///
  /// - Parameters:
  ///   - groups: what is counted of every census beside the published series.
  ///   - progress: is told each finished draw of a batch, from any thread.
  ///   - model: makes a scenario ready to run.
  ///   - keep: is given each set with its run.
  func run(
    _ options: RunOptions, counting groups: CellGroups? = nil,
    progress: @Sendable () -> Void, model: (Scenario) throws -> ScenarioModel,
    keep: (Int, ScenarioRun) -> Void
  ) rethrows {
    var ledger: GroupLedger?
    for sets in batches {
      let models = try sets.map { try model(scenario($0)) }
      if ledger == nil, let baseline = models[0].baseline {
        ledger = GroupLedger(running: baseline, options: options)
      }
      let runs = ScenarioRun.runs(
        models, options: options, following: ledger, counting: groups, progress: progress)
      ledger = ledger ?? runs[0].ledger
      for (set, run) in zip(sets, runs) { keep(set, run) }
    }
  }
}
