import NumericalCore
import Vocabulary

/// A rate that differs between the states of a national curriculum year, each drawn to the rate of the year.
struct PooledRate {
  private let happened: [Double]
  private let not: [Double]
  /// The rate of the state's year, by state.
  private let yearRate: [Double]
  /// States of years in which something was observed.
  private let isObserved: [Bool]

  /// Either weight of a state in a year without observations.
  private let unobserved: Double

  /// - Parameters:
  ///   - happened: people by state.
  ///   - not: the others of the state.
  ///   - unobserved: either weight where nothing was observed in the whole year, whatever the strength.
  init(_ states: TransitionStates, happened: [Double], not: [Double], unobserved: Double) {
    self.happened = happened
    self.not = not
    self.unobserved = unobserved
    var (rates, observed) = ([Double](), [Bool]())
    for ncy in states.ncys {
      let range = states.range(ncy: ncy)
      let (yes, no) = (happened[range].reduce(0, +), not[range].reduce(0, +))
      rates += range.map { _ in (yes + 0.5) / (yes + no + 1) }
      observed += range.map { _ in yes + no > 0 }
    }
    yearRate = rates
    isObserved = observed
  }

  /// Counts plus as many observations at the year's rate as the strength says.
  func weights(strength: Double) -> [BetaWeights] {
    happened.indices.map { state in
      guard isObserved[state] else { return BetaWeights(happened: unobserved, not: unobserved) }
      return BetaWeights(
        happened: happened[state] + strength * yearRate[state],
        not: not[state] + strength * (1 - yearRate[state]))
    }
  }

  /// The strength given, or the one under which the counts of the states are most likely.
  func strength(_ wanted: TransitionFrame.PriorStrength) -> Double {
    switch wanted {
    case .fixed(let strength): strength
    case .estimated: estimatedStrength().rounded(toSignificantDigits: 10)
    }
  }

  /// The least and the most that is looked at; at the most, states do not differ beyond chance.
  static let bounds = 0.01...100_000.0

  /// The beta-binomial likelihood of all states at its greatest: a search over a grid of the logarithm, then by golden section.
  ///
  /// One strength serves all years, because the states of one year are too few to tell.
  private func estimatedStrength() -> Double {
    let (low, high) = (logarithm(Self.bounds.lowerBound), logarithm(Self.bounds.upperBound))
    let steps = 32
    let grid = (0...steps).map { low + (high - low) * Double($0) / Double(steps) }
    let values = grid.map { logLikelihood(exponential($0)) }
    let best = values.indices.max { values[$0] < values[$1] } ?? 0
    return exponential(maximised(from: grid[max(0, best - 1)], to: grid[min(steps, best + 1)]))
  }

  private func maximised(from low: Double, to high: Double) -> Double {
    var (low, high) = (low, high)
    let share = (5.0.squareRoot() - 1) / 2
    for _ in 0..<40 {
      let (left, right) = (high - share * (high - low), low + share * (high - low))
      if logLikelihood(exponential(left)) < logLikelihood(exponential(right)) {
        low = left
      } else {
        high = right
      }
    }
    return (low + high) / 2
  }

  /// The logarithm of the beta-binomial probability of the counts, without its binomial coefficients.
  func logLikelihood(_ strength: Double) -> Double {
    happened.indices.reduce(0) { sum, state in
      let (yes, no) = (happened[state], not[state])
      guard isObserved[state], yes + no > 0 else { return sum }
      return sum
        + risingLogarithm(strength * yearRate[state], yes)
        + risingLogarithm(strength * (1 - yearRate[state]), no)
        - risingLogarithm(strength, yes + no)
    }
  }
}
