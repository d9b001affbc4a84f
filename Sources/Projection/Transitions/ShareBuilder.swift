import NumericalCore
import Vocabulary

/// Lines up the states that heads are shared out to.
struct ShareBuilder {
  private let parameters: PooledTransitions
  private(set) var shares: [TransitionModel.Share] = []

  private var states: TransitionStates { parameters.states }

  init(_ parameters: PooledTransitions) { self.parameters = parameters }

  /// The destinations of those who move from a state, as far as they are valid at the year entered.
  mutating func moves(from state: Int) -> Range<Int> {
    let ncy = states.all[state].ncy + 1
    let valid = parameters.destinations[state].compactMap { destination in
      states.position(ncy: ncy, destination.place).map { ($0, destination.weight) }
    }
    return add(valid, from: states.name(of: state))
  }

  /// New plans by year entered and need; years in which nobody ever joined are left out.
  mutating func joiners() -> [TransitionModel.Joiners] {
    var result: [TransitionModel.Joiners] = []
    var firstNeed = 0
    for (index, ncy) in parameters.states.ncys.enumerated() {
      guard let weights = parameters.joining[index] else { continue }
      let needs = needs(ncy, index)
      let all = states.range(ncy: ncy).map { ($0, parameters.joinerWeights[$0]) }
      result.append(
        TransitionModel.Joiners(
          ncyIndex: index, weights: weights.rounded, address: stableHash("new|\(ncy)"),
          needs: needs, firstNeed: firstNeed, states: add(all, from: "new|\(ncy)")))
      firstNeed += needs.count
    }
    return result
  }

  /// The needs of a year. Shares of needs, and of settings within a need, are together those of need and setting.
  private mutating func needs(_ ncy: Int, _ index: Int) -> [TransitionModel.Joiners.Need] {
    let codes = parameters.states.needs
    let order = codes.indices.sorted { codes[$0] < codes[$1] }
    return order.compactMap { need in
      let own = states.range(ncy: ncy).filter { states.all[$0].place.need == need }
      guard !own.isEmpty else { return nil }
      let name = "new|\(ncy)|\(codes[need])"
      let range = add(own.map { ($0, parameters.joinerWeights[$0]) }, from: name)
      return TransitionModel.Joiners.Need(
        cell: index * codes.count + need,
        weight: shares[range.lowerBound].weight + shares[range.lowerBound].rest,
        address: stableHash(name), states: range)
    }
  }

  private mutating func add(_ items: [(state: Int, weight: Double)], from name: String) -> Range<
    Int
  > {
    let sorted = items.map { item in
      (
        state: item.state, weight: item.weight.rounded(toSignificantDigits: 10),
        name: states.name(of: item.state)
      )
    }.sorted { ($1.weight, $0.name) < ($0.weight, $1.name) }
    var rest = 0.0
    var lined: [TransitionModel.Share] = []
    for item in sorted.reversed() {
      lined.append(
        TransitionModel.Share(
          state: Int32(item.state), weight: item.weight, rest: rest,
          address: stableHash("\(name)>\(item.name)")))
      rest += item.weight
    }
    let start = shares.count
    shares += lined.reversed()
    return start..<shares.count
  }
}
