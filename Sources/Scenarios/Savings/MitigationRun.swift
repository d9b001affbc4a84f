public import Vocabulary

/// A scenario's mitigations, each alone and all together, against the baseline, with the same luck in every draw.
public struct MitigationRun: Sendable {
  /// What is done, one by one.
  public let mitigations: [Mitigation]
  /// The baseline.
  public let unmitigated: ReturnDraws
  /// Each mitigation alone, in the order of `mitigations`.
  public let alone: [ReturnDraws]
  /// All of them: the scenario.
  public let mitigated: ReturnDraws

  /// Which sets of mitigations are run.
  public struct Plan: Sendable {
    let scenario: Scenario
    let baseline: Scenario
    let sets: LineSets
    /// Bit i for the mitigation at position i.
    let all: Int

    /// The number of runs of all draws.
    public var runs: Int { sets.batches.count }

    /// Plans the runs of a scenario.
    ///
    /// - Parameter baseline: the scenario in which nothing is done.
    /// - Throws: `SavingsRun.Fault` where there are too many savings lines.
    public init(_ scenario: Scenario, baseline: Scenario, evidence: Evidence) throws {
      let count = scenario.mitigations.count
      guard scenario.savings.count <= SavingsPlan.limit else {
        throw SavingsRun.Fault.many(scenario.id, scenario.savings.count)
      }
      self.scenario = scenario
      self.baseline = baseline
      all = (1 << count) - 1
      let sets = Set([0, all] + (0..<count).map { 1 << $0 }).sorted()
      self.sets = LineSets(sets, isShared: evidence.authority.allocation == .fillOrder) { set in
        set == 0 ? baseline : scenario.doing(set)
      }
    }
  }

  /// Runs the draws of nothing, of each mitigation alone, and of all.
  ///
  /// Of each only what returns need is kept. Memory is that of one run, or of a few that share their children.
  ///
  /// - Parameters:
  ///   - groups: what is counted of every census beside the published series.
  ///   - progress: is told each finished draw of a run, from any thread.
  ///   - model: makes a scenario ready to run.
  /// - Throws: what `model` throws.
  public init(
    _ plan: Plan, options: RunOptions, counting groups: CellGroups?,
    progress: @Sendable () -> Void = {}, model: (Scenario) throws -> ScenarioModel
  ) rethrows {
    var kept: [Int: ReturnDraws] = [:]
    try plan.sets.run(options, counting: groups, progress: progress, model: model) { set, run in
      kept[set] = ReturnDraws(run)
    }
    func draws(_ set: Int) -> ReturnDraws {
      guard let draws = kept[set] else { preconditionFailure("the set \(set) was not run") }
      return draws
    }
    mitigations = plan.scenario.mitigations
    unmitigated = draws(0)
    alone = mitigations.indices.map { draws(1 << $0) }
    mitigated = draws(plan.all)
  }
}
