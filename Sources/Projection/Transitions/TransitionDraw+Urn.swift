import NumericalCore
import Vocabulary

/// Parameters drawn anew for every cohort and year. Each then serves one decision and no other, so that it need not be drawn: a
/// count of a beta rate is beta-binomial, and heads at Dirichlet shares are Pólya's urn.
extension TransitionDraw {
  /// Sends those who change setting to their states, one by one.
  mutating func deal(_ movers: Int, from state: Int, year: Int, into flows: FlowTables) {
    let range = model.moves[state]
    var stream = DrawStream(
      address, year: year, cell: model.addresses[state],
      purpose: TransitionPurpose.destination.rawValue)
    dealtCount = 0
    for _ in 0..<movers {
      let entered = nextState(stream.next(), over: range)
      flows.movedIn[entered] += 1
      flows.closing[entered] += 1
    }
  }

  /// New plans of a year: how many, and one by one in which state.
  ///
  /// Multiplied by a factor that rises without end, the chance gives every resident a plan at some factor, evenly spread over
  /// 0 to 1 / rate; the plan is there where the lever of its need and year is above that. So a lever of 1 is the baseline, a lever
  /// on one need leaves the others alone, and more never means fewer. Factors are gone through in bands of one; the rate is drawn
  /// where a lever goes beyond the first, given whom that has.
  ///
  /// - Complexity: O(residents who join at the greatest of the levers).
  mutating func deal(_ index: Int, year: Int, into flows: FlowTables) {
    let group = model.joiners[index]
    let residents = model.assumptions.residents[year][group.ncyIndex]
    let greatest = group.needs.reduce(0) { max($0, factors[year][$1.cell]) }
    var counts = stream(group, year, .joining)
    var states = stream(group, year, .joinerNeed)
    dealtCount = 0
    var (band, rate) = (0.0, 0.0)
    while band < greatest && dealtCount < residents {
      let others = residents - dealtCount
      if band == 1 { rate = self.rate(group, year, joined: dealtCount, others) }
      let count =
        band == 0
        ? model.joinerCounts[index][year].quantile(counts.next())
        : binomialQuantile(
          counts.next(), trials: others,
          probability: band * rate < 1 ? rate / (1 - band * rate) : 1)
      for _ in 0..<count {
        let entered = nextState(states.next(), over: group.states)
        let factor = factors[year][cell(entered, group)]
        guard factor >= band + 1 || factor > band + min(1, 1 / rate - band) * level(group, year)
        else { continue }
        flows.joined[entered] += 1
        flows.closing[entered] += 1
      }
      band += 1
    }
  }

  /// Where the last of those dealt stands within its band of factors.
  private func level(_ group: TransitionModel.Joiners, _ year: Int) -> Double {
    address.uniform(
      year: year, cell: mixed(group.address, UInt64(dealtCount)),
      purpose: TransitionPurpose.lever.rawValue)
  }

  /// The chance of a new plan, given how many got one.
  private func rate(
    _ group: TransitionModel.Joiners, _ year: Int, joined: Int, _ others: Int
  ) -> Double {
    var stream = stream(group, year, .joiningRate)
    return beta(
      group.weights.happened + Double(joined), group.weights.not + Double(others), using: &stream)
  }

  private func stream(
    _ group: TransitionModel.Joiners, _ year: Int, _ purpose: TransitionPurpose
  ) -> DrawStream {
    DrawStream(address, year: year, cell: group.address, purpose: purpose.rawValue)
  }

  /// The position in `factors` of a year of a state's lever.
  private func cell(_ state: Int, _ group: TransitionModel.Joiners) -> Int {
    group.ncyIndex * model.states.needs.count + model.states.all[state].place.need
  }

  /// The state of the next head: one of the weights', or with as much weight as heads were dealt before, that of one of them.
  private mutating func nextState(_ u: Double, over range: Range<Int>) -> Int {
    let first = model.shares[range.lowerBound]
    let weight = first.weight + first.rest
    let place = u * (weight + Double(dealtCount))
    let state: Int32
    if place < weight {
      var index = range.lowerBound
      while model.shares[index].rest > place { index += 1 }
      state = model.shares[index].state
    } else {
      state = dealt[min(Int(place - weight), dealtCount - 1)]
    }
    if dealtCount == dealt.count { dealt += dealt }
    dealt[dealtCount] = state
    dealtCount += 1
    return Int(state)
  }
}

extension BetaWeights {
  /// How many of `heads` it happens to at a rate that nobody asks for.
  func count(of heads: Int, at u: Double) -> Int {
    betaBinomialQuantile(u, trials: heads, happened: happened, not: not)
  }
}
