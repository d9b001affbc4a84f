import NumericalCore
public import Vocabulary

/// One draw after another of a projection of transitions, on one thread, reusing its buffers.
///
/// Every number is a function of (seed, draw, year, codes of the state, purpose): neither the order of draws nor what else
/// was drawn matters. Parameters drawn once a draw are drawn when they are first needed, shares of a Dirichlet distribution
/// broken off one after the other, each an independent beta number, so that a state that nobody leaves costs nothing. Those of every
/// cohort and year serve one decision each and are integrated out. More new plans never mean fewer plans in any state of any later
/// year of the same draw; where parameters are drawn once, unless the lever changes the mixture of needs.
public struct TransitionDraw {
  let model: TransitionModel
  let factors: [[Double]]
  private let seed: UInt64
  private(set) var address: DrawAddress
  private var rates: TransitionRates
  private var weights: [Double]
  private var remainders: [Double]
  private let redraws: Bool
  /// The states that somebody is in, how many, their addresses, and the two uniforms of each.
  private var occupied: [Int]
  private var occupiedCount = 0
  private var cells: [UInt64]
  private var pairs: [SIMD2<Double>]
  /// The states of the heads that are being dealt out, and how many were.
  var dealt: [Int32]
  var dealtCount = 0

  /// Prepares for draws of a seed.
  public init(_ model: TransitionModel, seed: UInt64) {
    self.model = model
    self.seed = seed
    factors = model.assumptions.joinerFactor
    address = DrawAddress(seed: seed, draw: 0)
    rates = TransitionRates(model)
    weights = Array(repeating: 0, count: model.states.needs.count)
    remainders = weights
    redraws = model.assumptions.redrawing == .everyCohortAndYear
    pairs = Array(repeating: .zero, count: model.states.count)
    occupied = Array(repeating: 0, count: model.states.count)
    cells = Array(repeating: 0, count: model.states.count)
    dealt = Array(repeating: 0, count: 64)
  }

  /// Turns to a draw and its parameters.
  public mutating func turn(to draw: Int) {
    address = DrawAddress(seed: seed, draw: UInt32(draw))
    if !redraws { rates.forget() }
  }

  /// Fills `flows` with what happens between census `year` and the next.
  ///
  /// - Parameters:
  ///   - year: 0 for the step from the base census.
  ///   - opening: plans at the opening census, by state.
  ///   - flows: is emptied first.
  /// - Complexity: O(states) visits; a few uniforms for each occupied state. No allocation.
  public mutating func step(year: Int, opening: [Int32], into flows: inout TransitionFlows) {
    flows.clear()
    drawUniforms(year: year, opening: opening)
    flows.withTables { flows in
      for place in 0..<occupiedCount {
        let state = occupied[place]
        go(from: state, heads: Int(opening[state]), year, pairs[place], into: flows)
      }
      for group in model.joiners.indices {
        if redraws {
          deal(group, year: year, into: flows)
        } else {
          join(group, year: year, into: flows)
        }
      }
    }
  }

  /// The two uniforms of every state that somebody is in, all at once.
  private mutating func drawUniforms(year: Int, opening: [Int32]) {
    var count = 0
    for state in opening.indices where opening[state] > 0 {
      occupied[count] = state
      cells[count] = model.addresses[state]
      count += 1
    }
    occupiedCount = count
    pairs.withUnsafeMutableBufferPointer { pairs in
      cells.withUnsafeBufferPointer { cells in
        address.fill(
          pairs, year: year, cells: UnsafeBufferPointer(rebasing: cells[..<count]),
          purpose: TransitionPurpose.going.rawValue)
      }
    }
  }

  /// Ends, keeps and moves the plans of a state.
  private mutating func go(
    from state: Int, heads: Int, _ year: Int, _ uniforms: SIMD2<Double>, into flows: FlowTables
  ) {
    let left = leavers(heads, of: state, at: uniforms.x)
    flows.left[state] = Int32(left)
    let range = model.moves[state]
    var movers = heads - left
    let same = Int(model.staying[state])
    if same >= 0 {
      let rest = movers
      movers = 0
      if !range.isEmpty, rest > 0 { movers = self.movers(rest, of: state, at: uniforms.y) }
      flows.closing[same] += Int32(rest - movers)
    }
    guard movers > 0 else { return }
    if range.isEmpty {
      flows.agedOut[state] = Int32(movers)
    } else {
      flows.movedAway[state] = Int32(movers)
      if redraws {
        deal(movers, from: state, year: year, into: flows)
      } else {
        shareOut(movers, over: range, year: year, to: flows.movedIn, flows.closing)
      }
    }
  }

  private mutating func leavers(_ heads: Int, of state: Int, at u: Double) -> Int {
    redraws
      ? model.leaving[state].count(of: heads, at: u)
      : binomialQuantile(u, trials: heads, probability: rates.leaving(state, address))
  }

  private mutating func movers(_ heads: Int, of state: Int, at u: Double) -> Int {
    redraws
      ? model.moving[state].count(of: heads, at: u)
      : binomialQuantile(u, trials: heads, probability: rates.moving(state, address))
  }

  /// - Parameters:
  ///   - arrivals: the flow that those who come are counted in.
  ///   - closing: the plans at the closing census.
  private mutating func shareOut(
    _ heads: Int, over range: Range<Int>, year: Int,
    to arrivals: UnsafeMutableBufferPointer<Int32>, _ closing: UnsafeMutableBufferPointer<Int32>
  ) {
    var left = heads
    var index = range.lowerBound
    while left > 0 {
      let u = address.uniform(
        year: year, cell: model.shares[index].address,
        purpose: TransitionPurpose.destination.rawValue)
      let count = binomialQuantile(
        u, trials: left, probability: rates.share(index, address))
      let state = Int(model.shares[index].state)
      arrivals[state] += Int32(count)
      closing[state] += Int32(count)
      left -= count
      index += 1
    }
  }

  /// New plans of a year: how many, of which need, in which setting.
  private mutating func join(_ index: Int, year: Int, into flows: FlowTables) {
    let factor = weigh(index, year: year)
    let rate = min(1, rates.joining(index, address) * factor)
    let residents = model.assumptions.residents[year][model.joiners[index].ncyIndex]
    let u = address.uniform(
      year: year, cell: model.joiners[index].address,
      purpose: TransitionPurpose.joining.rawValue)
    var left = binomialQuantile(u, trials: residents, probability: rate)
    for place in model.joiners[index].needs.indices where left > 0 {
      let need = model.joiners[index].needs[place]
      let v = address.uniform(
        year: year, cell: need.address, purpose: TransitionPurpose.joinerNeed.rawValue)
      let count = binomialQuantile(
        v, trials: left, probability: weights[place] / remainders[place])
      shareOut(count, over: need.states, year: year, to: flows.joined, flows.closing)
      left -= count
    }
  }

  /// Fills the weights of the needs of new plans, and of each with those after it; returns their sum, which multiplies the rate.
  private mutating func weigh(_ index: Int, year: Int) -> Double {
    rates.drawNeedShares(index, address)
    var sum = 0.0
    let (first, factors) = (model.joiners[index].firstNeed, factors[year])
    for place in model.joiners[index].needs.indices.reversed() {
      let cell = model.joiners[index].needs[place].cell
      weights[place] = rates.needShares[first + place] * factors[cell]
      sum += weights[place]
      remainders[place] = sum
    }
    return sum
  }
}
