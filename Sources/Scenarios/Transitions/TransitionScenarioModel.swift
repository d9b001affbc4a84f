import Projection
public import Vocabulary

/// One scenario of a folder of transitions, ready to run.
public struct TransitionScenarioModel: Sendable {
  /// The scenario.
  public let scenario: Scenario
  /// The evidence it was made from.
  public let evidence: TransitionEvidence
  private let stage: Stage
  /// Every parameter that is not in the table of parameters, with source and status.
  public let log: [Assumption]
  /// What a reader should know.
  public let findings: [Finding]

  /// The model behind one reference, so that a target that imports Scenarios alone does not know its layout.
  private final class Stage: Sendable {
    let model: TransitionModel

    init(_ model: TransitionModel) { self.model = model }
  }

  /// How plans come, move and go.
  var model: TransitionModel { stage.model }
  /// The number of projected years.
  public var years: Int { stage.model.years }
  /// The January census the run starts from.
  public var baseCensus: Int { evidence.baseCensus }
  /// The national curriculum years that a state can be in.
  public var ncys: ClosedRange<Int> { evidence.ncys }
  /// True where the folder has costs.
  public var isCosted: Bool { !evidence.costs.isEmpty }

  /// Estimates, applies the levers, and prepares the projection.
  ///
  /// - Throws: what is missing, in words for its owner.
  public init(_ scenario: Scenario, evidence: TransitionEvidence, years: Int) throws {
    var assumptions = try TransitionAssumptions(evidence, years: years)
    for lever in scenario.levers {
      guard case .newPlanRate(let multiply, let needs, let ncys, let window) = lever.change else {
        preconditionFailure("the lever '\(lever.summary)' was not checked")
      }
      for year in 0..<years {
        let share = window.share(at: evidence.baseCensus + 1 + year)
        assumptions.scaleJoiners(
          by: 1 + (multiply - 1) * share, year: year, ncys: evidence.reached(ncys), needs: needs)
      }
    }
    self.scenario = scenario
    self.evidence = evidence
    stage = Stage(TransitionModel(assumptions))
    log = Self.log(scenario, evidence, assumptions.parameters)
    findings = evidence.findings + Self.late(scenario, last: evidence.baseCensus + years)
  }

  private static func late(_ scenario: Scenario, last: Int) -> [Finding] {
    scenario.levers.enumerated().compactMap { index, lever in
      guard case .newPlanRate(_, _, _, let window) = lever.change, window.starts > last else {
        return nil
      }
      return Finding(
        .leverAfterRun, at: Finding.Place("\(scenario.id).yaml", column: "starts"),
        seen: "lever \(index + 1) starts in \(window.starts)",
        expected: "a start within the run, which ends at January \(last)",
        remedy: "Check the year.")
    }
  }

  private static func log(
    _ scenario: Scenario, _ evidence: TransitionEvidence, _ parameters: PooledTransitions
  ) -> [Assumption] {
    let levers = scenario.levers.enumerated().map { index, lever in
      Assumption(
        "lever", scope: "\(index + 1)", value: lever.summary, unit: "", lever.provenance)
    }
    let isEstimated = evidence.frame.priorStrength == .estimated
    let source =
      isEstimated
      ? "the strength under which the counts of all states are most likely (beta-binomial)"
      : "prior_strength of authority.yaml; 1 is that of MastodonC's witan.send"
    let strengths = [("leaving", parameters.strengths.0), ("moving", parameters.strengths.1)]
    return levers
      + strengths.map { name, value in
        Assumption(
          "prior_strength", scope: name, value: "\(value)",
          unit: "observations that the rate of the national curriculum year weighs",
          Provenance(isEstimated ? .estimated : .assumption, source))
      }
      + [
        Assumption(
          "parameters", value: evidence.frame.redrawing.rawValue, unit: "",
          Provenance(.assumption, "when the parameters of a simulation are drawn")),
        Assumption(
          "history", value: evidence.years.map(String.init).joined(separator: " "),
          unit: "calendar years, each of equal weight",
          Provenance(.estimated, "all years of evidence/transitions.csv")),
      ]
  }
}
