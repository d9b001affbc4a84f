public import NumericalCore
public import Vocabulary

/// Group forecasts conditioned on what has been counted since the base census.
///
/// The ensemble Kalman filter with perturbed observations: of an ensemble of fixed draws the covariance of every
/// total and group with what was counted gives the gain; then each draw is moved by the gain times the distance of the count,
/// with an error of the draw's own, from what the draw itself said. Anchors are absorbed in the order of their dates. Totals and
/// groups are moved in logarithms, and the groups then share their total, so that a draw stays coherent and whole.
///
/// Sources: Evensen (2003), doi 10.1007/s10236-003-0036-9; Burgers, van Leeuwen and Evensen (1998),
/// doi 10.1175/1520-0493(1998)126<1719:ASITEK>2.0.CO;2.
public struct AnchoredForecaster: Sendable {
  /// The forecaster without anchors.
  public let forecaster: GroupForecaster
  /// What each anchor did, in the order in which they are absorbed.
  public let effects: [AnchorEffect]
  /// Anchors that were left out, and why.
  public let findings: [Finding]
  private let steps: [AnchoringStep]
  private let reach: Int

  /// Computes the gains.
  ///
  /// - Parameters:
  ///   - anchors: in any order.
  ///   - origin: the January census the forecaster starts from.
  ///   - years: projected years of the run; anchors may lie beyond them.
  ///   - expectedNewPlans: mean new plans of each projected year without anchors, the first being the calendar year of the origin;
  ///     plans issued in a year beyond it are left out, with a finding. They must belong to the forecaster's own totals: another
  ///     model's would turn its disagreement into a surprise (`expectedNewPlans(_:leavers:)`).
  /// - Complexity: O(ensemble · anchors · years · groups).
  public init(
    _ forecaster: GroupForecaster, anchors: [Anchor], origin: Int, years: Int,
    expectedNewPlans: [Double], settings: AnchorSettings = AnchorSettings()
  ) {
    let choice = AnchoringChoice(anchors, origin: origin)
    reach = max(years, choice.taken.map { $0.lastCensus - origin }.max() ?? 0)
    var absorption = AnchoringAbsorption(
      forecaster, choice, origin: origin, reach: reach, expectedNewPlans: expectedNewPlans,
      settings: settings)
    for anchor in choice.taken { absorption.absorb(anchor) }
    self.forecaster = forecaster
    steps = absorption.steps
    effects = absorption.effects
    findings = absorption.findings
  }
}

extension AnchoredForecaster {
  /// The new plans that a forecaster's mean totals need, year by year.
  ///
  /// - Parameter leavers: by projected year, mean plans that end for whatever reason, less those moved in and the residual.
  /// - Complexity: O(ensemble · years · groups).
  public static func expectedNewPlans(
    _ forecaster: GroupForecaster, leavers: [Double], settings: AnchorSettings = AnchorSettings()
  ) -> [Double] {
    let ensemble = AnchoringState.ensemble(settings.ensemble).map {
      AnchoringState(forecaster, $0, years: leavers.count)
    }
    let plans = AnchoringExpectation(ensemble, newPlans: []).plans
    return leavers.indices.map { max(0, plans[$0 + 1] - plans[$0] + leavers[$0]) }
  }
}

/// One anchor and how far every total and group follows it.
private struct AnchoringStep: Sendable {
  let observation: AnchoringObservation
  let gain: AnchoringGain

  /// Moves a draw.
  func move(_ state: inout AnchoringState, _ address: DrawAddress) {
    state.move(gain, by: observation.perturbed(address) - observation.seen(state))
  }
}

/// The fixed draws that the gains are computed from, as one anchor after another moves them.
private struct AnchoringAbsorption {
  private(set) var steps: [AnchoringStep] = []
  private(set) var effects: [AnchorEffect] = []
  private(set) var findings: [Finding]
  private var ensemble: [AnchoringState]
  private let addresses: [DrawAddress]
  private let expected: AnchoringExpectation
  private let months: Int
  private let code: String
  private let origin: Int
  private let settings: AnchorSettings

  init(
    _ forecaster: GroupForecaster, _ choice: AnchoringChoice, origin: Int, reach: Int,
    expectedNewPlans: [Double], settings: AnchorSettings
  ) {
    let count = choice.taken.isEmpty ? 0 : settings.ensemble
    addresses = AnchoringState.ensemble(count)
    ensemble = addresses.map { AnchoringState(forecaster, $0, years: reach) }
    expected = AnchoringExpectation(ensemble, newPlans: expectedNewPlans)
    months = choice.taken.count { $0.measure == .monthEndTotal }
    findings = choice.findings
    code = forecaster.code
    self.origin = origin
    self.settings = settings
  }

  mutating func absorb(_ anchor: Anchor) {
    guard
      let observation = AnchoringObservation(
        anchor, code: code, base: origin, expected: expected, months: months, settings: settings)
    else {
      findings.append(AnchoringChoice.unexpected(anchor))
      return
    }
    guard observation.sigma.isFinite else { return }
    let step = AnchoringStep(
      observation: observation, gain: AnchoringGain(ensemble, observation))
    let before = ensemble
    for index in ensemble.indices { step.move(&ensemble[index], addresses[index]) }
    steps.append(step)
    effects.append(AnchorEffect(observation, before: before, after: ensemble, base: origin))
  }
}

extension AnchoredForecaster: GroupTotalsSource {
  /// The plans of a draw in whole heads; without anchors those of the forecaster. At most the years that the gains were computed for.
  public func totals(_ address: DrawAddress, years: Int) -> GroupTotals {
    guard !steps.isEmpty else { return forecaster.totals(address, years: years) }
    var state = AnchoringState(forecaster, address, years: reach)
    for step in steps { step.move(&state, address) }
    return GroupTotals(state.heads(years: years))
  }
}

extension AnchoringState {
  /// The fixed draws that expectations and gains are computed from.
  fileprivate static func ensemble(_ count: Int) -> [DrawAddress] {
    (0..<count).map { DrawAddress(seed: 0x416E_6368_6F72, draw: UInt32($0)) }
  }

  fileprivate init(_ forecaster: GroupForecaster, _ address: DrawAddress, years: Int) {
    self.init(
      opening: forecaster.opening.plans.reduce(0, +),
      plans: forecaster.plans(address, years: years))
  }
}

extension TrendCells {
  /// Errors of anchors.
  static let anchorPurpose: UInt8 = 33
}
