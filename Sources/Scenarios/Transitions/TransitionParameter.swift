import Projection
import Vocabulary

/// One estimated parameter of a projection of transitions, as the files print it.
public struct TransitionParameter: Sendable {
  /// What is estimated.
  public enum Kind: String, Sendable, CaseIterable {
    /// The chance that a plan ends.
    case leaving
    /// The chance that a plan that does not end changes setting.
    case moving
    /// The share of a destination among those who move.
    case destination
    /// The chance that a resident gets a plan.
    case joining
    /// The share of a state among new plans of its national curriculum year.
    case joinerShare = "joiner_share"
  }

  /// What is estimated.
  public let kind: Kind
  /// The national curriculum year: left for leaving, moving and destination, entered for the others.
  public let ncy: Int
  /// Code of the need; nil for all.
  public let need: String?
  /// Code of the setting; nil for all.
  public let setting: String?
  /// Codes of need and setting entered, of a destination.
  public let entered: (need: String, setting: String)?
  /// Weight of its happening, prior included.
  public let weight: Double
  /// Weight of its not happening.
  public let others: Double

  /// The expected rate or share.
  public var expectation: Double { weight / (weight + others) }
}

extension TransitionScenarioModel {
  /// Every estimated parameter, by kind and state. The levers change none of them.
  public var parameters: [TransitionParameter] {
    let lister = ParameterLister(parameters: model.assumptions.parameters)
    return lister.rates(.leaving, lister.parameters.leaving)
      + lister.rates(.moving, lister.parameters.moving) + lister.destinations + lister.joining
      + lister.joinerShares
  }
}

private struct ParameterLister {
  let parameters: PooledTransitions
  var states: TransitionStates { parameters.states }

  func rates(_ kind: TransitionParameter.Kind, _ weights: [BetaWeights]) -> [TransitionParameter] {
    weights.indices.map { row(kind, $0, weights[$0].happened, weights[$0].not) }
  }

  var destinations: [TransitionParameter] {
    parameters.destinations.enumerated().flatMap { state, weights in
      let total = weights.reduce(0) { $0 + $1.weight }
      return weights.map { item in
        let entered = (states.needs[item.place.need], states.settings[item.place.setting])
        return row(.destination, state, item.weight, total - item.weight, entered: entered)
      }
    }
  }

  var joining: [TransitionParameter] {
    zip(states.ncys, parameters.joining).compactMap { ncy, weights in
      weights.map {
        TransitionParameter(
          kind: .joining, ncy: ncy, need: nil, setting: nil, entered: nil, weight: $0.happened,
          others: $0.not)
      }
    }
  }

  var joinerShares: [TransitionParameter] {
    states.ncys.flatMap { ncy in
      let range = states.range(ncy: ncy)
      let total = parameters.joinerWeights[range].reduce(0, +)
      return range.map {
        row(.joinerShare, $0, parameters.joinerWeights[$0], total - parameters.joinerWeights[$0])
      }
    }
  }

  private func row(
    _ kind: TransitionParameter.Kind, _ state: Int, _ weight: Double, _ others: Double,
    entered: (need: String, setting: String)? = nil
  ) -> TransitionParameter {
    let (ncy, place) = (states.all[state].ncy, states.all[state].place)
    return TransitionParameter(
      kind: kind, ncy: ncy, need: states.needs[place.need],
      setting: states.settings[place.setting], entered: entered, weight: weight,
      others: max(0, others))
  }
}
