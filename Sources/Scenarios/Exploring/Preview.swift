public import Vocabulary

/// What scenarios would bring, in few simulations: the baseline is run once and kept, and every other follows it draw by draw.
///
/// A preview is the run of `RunOptions` with fewer draws: the same figures as `sufficiency run --draws`, not an approximation of them.
public struct Preview: Sendable {
  /// Few enough for an answer within a second.
  public static let draws = 200

  /// The baseline's run.
  public let baseline: ScenarioRun
  private let basis: ScenarioBasis
  private let compared: ComparedSeries

  /// Runs the baseline.
  ///
  /// - Parameter baseline: the scenario in which nothing is done.
  /// - Throws: what a stage cannot do with the evidence.
  public init(
    _ baseline: Scenario, evidence: Evidence, options: RunOptions, watch: RunWatch = RunWatch()
  ) throws {
    basis = try ScenarioBasis(evidence, years: options.years)
    let model = try ScenarioModel(baseline, basis: basis)
    self.baseline = try ScenarioRun.runs([model], options: options, watch: watch)[0]
    compared = ComparedSeries(self.baseline)
  }

  /// Runs a scenario over the same draws.
  ///
  /// - Returns: its run, and how it differs from the baseline.
  /// - Throws: what a stage cannot do with it; `RunCancelled`.
  public func run(
    _ scenario: Scenario, watch: RunWatch = RunWatch()
  ) throws -> (run: ScenarioRun, comparison: Comparison) {
    let options = baseline.options
    let model = try ScenarioModel(scenario, basis: basis)
    let run = try ScenarioRun.runs(
      [model], options: options, following: baseline.ledger, watch: watch)[0]
    let comparison = Comparison(
      scenario: scenario.id, ComparedSeries(run), baseline: compared)
    return (run, comparison)
  }

  /// The baseline's series, which avoided cost is counted against.
  public var baselineSeries: ComparedSeries { compared }
}
