import NumericalCore
import Vocabulary

/// What a random number of a projection of transitions is for: the last part of its address.
enum TransitionPurpose: UInt8 {
  case going = 64
  case destination
  case joining
  case joinerNeed
  case leavingRate
  case movingRate
  case share
  case joiningRate
  case needShare
  case lever
}

/// A projection of transitions, prepared to be drawn from: immutable, shared by all threads.
///
/// The order of a year: everybody is a year older; plans end; some of the others change setting; new plans come. Nobody is
/// lost: those who change setting go to states valid at the year entered; a state that is not valid there makes
/// everybody move; those who then have nowhere to go have aged out.
public struct TransitionModel: Sendable {
  /// One of the states that heads are shared out to, greatest weight first.
  struct Share: Sendable {
    /// The state entered.
    let state: Int32
    /// Its weight, and that of the states after it.
    let weight: Double
    let rest: Double
    /// Its address, made of codes: what is shared out, and where to.
    let address: UInt64
  }

  /// The new plans of a national curriculum year entered: first their need, then their setting; or their state at once.
  struct Joiners: Sendable {
    /// One need.
    struct Need: Sendable {
      /// Position in `joinerFactor` of a year.
      let cell: Int
      /// The weight of the need, that of its states together.
      let weight: Double
      let address: UInt64
      /// Its states, as positions in `shares`.
      let states: Range<Int>
    }

    /// Position of the year in `states.ncys`.
    let ncyIndex: Int
    let weights: BetaWeights
    let address: UInt64
    /// The needs, by their codes, so that no order of the files matters.
    let needs: [Need]
    /// Where the first of them stands among those of all years.
    let firstNeed: Int
    /// All states of the year, as positions in `shares`.
    let states: Range<Int>
  }

  /// What the model was made from.
  public let assumptions: TransitionAssumptions
  let leaving: [BetaWeights]
  let moving: [BetaWeights]
  /// The same need and setting a year older; -1 where it is not valid.
  let staying: [Int32]
  /// The destinations of those who move, by state left.
  let moves: [Range<Int>]
  let joiners: [Joiners]
  /// How many join, by place in `joiners` and year; none where the rate is drawn once a draw.
  let joinerCounts: [[BetaBinomialTable]]
  /// The shares that `moves` and `joiners` point to.
  let shares: [Share]
  let addresses: [UInt64]

  /// Prepares a projection.
  public init(_ assumptions: TransitionAssumptions) {
    self.assumptions = assumptions
    let parameters = assumptions.parameters
    let states = parameters.states
    leaving = parameters.leaving.map(\.rounded)
    moving = parameters.moving.map(\.rounded)
    addresses = states.all.indices.map { stableHash(states.name(of: $0)) }
    staying = states.all.map { state in
      Int32(states.position(ncy: state.ncy + 1, state.place) ?? -1)
    }
    var builder = ShareBuilder(parameters)
    moves = states.all.indices.map { builder.moves(from: $0) }
    let joiners = builder.joiners()
    self.joiners = joiners
    joinerCounts =
      assumptions.redrawing == .oncePerDraw
      ? []
      : joiners.map { group in
        assumptions.residents.map {
          BetaBinomialTable(
            trials: $0[group.ncyIndex], happened: group.weights.happened, not: group.weights.not)
        }
      }
    shares = builder.shares
  }

  /// The states.
  public var states: TransitionStates { assumptions.parameters.states }
  /// The number of projected years.
  public var years: Int { assumptions.years }
  /// Plans at the base census, by state.
  public var opening: [Int32] { assumptions.parameters.opening }
}

extension BetaWeights {
  /// To ten digits, so that no draw depends on the last bits of an estimate.
  var rounded: BetaWeights {
    BetaWeights(
      happened: happened.rounded(toSignificantDigits: 10), not: not.rounded(toSignificantDigits: 10)
    )
  }
}
