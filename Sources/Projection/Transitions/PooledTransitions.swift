public import Vocabulary

/// The parameters of a projection of transitions, each a distribution: all calendar years pooled, every year of equal weight.
///
/// Counts plus a prior that draws a state to its national curriculum year. With a strength of 1 these are the estimates of
/// MastodonC's witan.send (`params.clj`), to rounding.
public struct PooledTransitions: Sendable {
  /// The states.
  public let states: TransitionStates
  /// By state left: the chance that the plan ends.
  public let leaving: [BetaWeights]
  /// By state left: the chance that the setting changes where the plan does not end.
  public let moving: [BetaWeights]
  /// By state left: where those who move go, by need and setting; places that do not serve the year entered included.
  public let destinations: [[DestinationWeight]]
  /// By national curriculum year entered: the chance that a resident gets a plan; nil where nobody ever did.
  public let joining: [BetaWeights?]
  /// By state entered: the weight of the state among those of new plans of its year.
  public let joinerWeights: [Double]
  /// Plans at the base census, by state.
  public let opening: [Int32]
  /// How much the year's rate weighs beside a state's counts, in observations: for leaving and for moving.
  public let strengths: (leaving: Double, moving: Double)

  /// Estimates every parameter.
  ///
  /// - Parameters:
  ///   - evidence: checked by the reader: every count at a valid state, a population for every observed year.
  ///   - strength: the weight of the year's rate; 1 is the peer's.
  /// - Complexity: linear in counts and in states × settings.
  public init(
    _ evidence: TransitionEvidence, strength: TransitionFrame.PriorStrength = .fixed(1)
  ) {
    let states = TransitionStates(evidence)
    let tally = TransitionTally(evidence, states)
    let leavers = PooledRate(
      states, happened: tally.left, not: tally.stayed, unobserved: 0.5)
    let movers = PooledRate(
      states, happened: tally.moved, not: tally.remained, unobserved: 1)
    self.states = states
    strengths = (leavers.strength(strength), movers.strength(strength))
    leaving = leavers.weights(strength: strengths.leaving)
    let moves = movers.weights(strength: strengths.moving)
    moving = moves.indices.map { state in
      let canMove = evidence.settings[states.all[state].place.setting].destinations.count > 1
      return canMove || tally.moved[state] > 0 ? moves[state] : .never
    }
    destinations = Destinations(evidence, states, tally).all()
    joining = Self.joining(evidence, states, tally)
    joinerWeights = Self.joinerWeights(states, tally)
    opening = tally.opening
  }

  /// Mean new plans and mean others over the observed years; a year in which nobody joined counts as a thousandth.
  private static func joining(
    _ evidence: TransitionEvidence, _ states: TransitionStates, _ tally: TransitionTally
  ) -> [BetaWeights?] {
    let years = evidence.years
    return states.ncys.enumerated().map { index, ncy in
      let observed = tally.joinedByYear[index]
      guard !observed.isEmpty else { return nil }
      var (joined, others) = (0.0, 0.0)
      for year in years {
        let people = observed[year] ?? 0
        joined += people > 0 ? people / Double(years.count) : 0.001
        others += max(0, (evidence.population[year]?[ncy] ?? 0) - people) / Double(years.count)
      }
      return BetaWeights(happened: joined, not: others)
    }
  }

  /// Observed new plans, and a prior of total weight 1 spread evenly over the states of the year.
  private static func joinerWeights(
    _ states: TransitionStates, _ tally: TransitionTally
  ) -> [Double] {
    states.ncys.flatMap { ncy in
      let range = states.range(ncy: ncy)
      return range.map { tally.joined[$0] + 1 / Double(range.count) }
    }
  }
}

/// Where those who move go.
private struct Destinations {
  let evidence: TransitionEvidence
  let states: TransitionStates
  let tally: TransitionTally
  /// By NCY left: settings moved to; where nobody moved, those of the latest earlier year in which somebody did.
  private let carried: [[Double]]

  init(_ evidence: TransitionEvidence, _ states: TransitionStates, _ tally: TransitionTally) {
    self.evidence = evidence
    self.states = states
    self.tally = tally
    var carried = tally.movedTo
    for index in carried.indices.dropFirst() where carried[index].allSatisfy({ $0 == 0 }) {
      carried[index] = carried[index - 1]
    }
    self.carried = carried
  }

  func all() -> [[DestinationWeight]] { states.all.indices.map(of) }

  /// A prior of total weight 1 over settings, need unchanged, and the destinations observed.
  private func of(_ state: Int) -> [DestinationWeight] {
    let (ncy, place) = (states.all[state].ncy, states.all[state].place)
    let prior = prior(ncy, place)
    let total = prior.reduce(0, +)
    var weights: [NeedAndSetting: Double] = [:]
    for (setting, weight) in prior.enumerated() where weight > 0 {
      weights[NeedAndSetting(need: place.need, setting: setting)] = weight / total
    }
    for (to, people) in tally.destinations[state] { weights[to, default: 0] += people }
    return weights.sorted { $0.key < $1.key }.map {
      DestinationWeight(place: $0.key, weight: $0.value)
    }
  }

  /// Settings moved to in that year, and as much as one move spread evenly over those one may move to; not the own.
  private func prior(_ ncy: Int, _ place: NeedAndSetting) -> [Double] {
    var weights = carried[ncy - states.ncys.lowerBound]
    let allowed = evidence.settings[place.setting].destinations.filter {
      states.position(ncy: ncy, NeedAndSetting(need: place.need, setting: $0)) != nil
    }
    for setting in allowed { weights[setting] += 1 / Double(allowed.count) }
    weights[place.setting] = 0
    return weights
  }
}
