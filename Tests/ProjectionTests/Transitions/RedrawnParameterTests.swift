import NumericalCore
import Projection
import TestSupport
import Testing
import Vocabulary

/// Parameters that are drawn anew for every cohort and year are not drawn at all: their laws must be there all the same.
struct RedrawnParameterTests {
  private func assumptions(years: Int) throws -> TransitionAssumptions {
    var assumptions = try TransitionAssumptions(try SmallTransitions.evidence(), years: years)
    assumptions.redrawing = .everyCohortAndYear
    return assumptions
  }

  /// Plans at each census, by draw.
  private func courses(_ assumptions: TransitionAssumptions, draws: Int) -> [[[Int32]]] {
    let model = TransitionModel(assumptions)
    var draw = TransitionDraw(model, seed: 11)
    var flows = TransitionFlows(states: model.states.count)
    return (0..<draws).map { number in
      draw.turn(to: number)
      var stock = model.opening
      return (0..<model.years).map { year in
        draw.step(year: year, opening: stock, into: &flows)
        stock = flows.closing
        return stock
      }
    }
  }

  /// Tolerance: 5 standard errors of mean and of mean square, of every state, 4,000 draws each.
  @Test(arguments: [[1.0, 1], [2.6, 2.6], [3.3, 0.4]])
  func `plans of a year follow the law of drawing every parameter first`(
    _ levers: [Double]
  ) throws {
    var changed = try assumptions(years: 1)
    for (need, factor) in levers.enumerated() {
      changed.scaleJoiners(by: factor, year: 0, ncys: Int.min...Int.max, needs: [need])
    }
    let draws = 4_000
    let dealt = courses(changed, draws: draws).map { $0[0] }
    let explicit = ExplicitYear(changed, levers)
    let drawn = (0..<draws).map { explicit.closing(draw: $0) }
    for state in changed.parameters.states.all.indices {
      let (ours, theirs) = (dealt.map { Double($0[state]) }, drawn.map { Double($0[state]) })
      #expect(areAlike(ours, theirs), "state \(state)")
      let (squares, others) = (ours.map { $0 * $0 }, theirs.map { $0 * $0 })
      #expect(areAlike(squares, others), "square of state \(state)")
    }
    let (ours, theirs) = (dealt.map(total), drawn.map(total))
    #expect(areAlike(ours, theirs) && areAlike(ours.map { $0 * $0 }, theirs.map { $0 * $0 }))
  }

  private func total(_ stock: [Int32]) -> Double { Double(stock.reduce(0, +)) }

  private func areAlike(_ ours: [Double], _ theirs: [Double]) -> Bool {
    var (left, right) = (Moments(), Moments())
    for value in ours { left.add(value) }
    for value in theirs { right.add(value) }
    let error =
      (left.standardError * left.standardError + right.standardError * right.standardError)
      .squareRoot()
    return abs(left.mean - right.mean) <= 5 * error
  }

  @Test func `a lever on one need leaves every other need as it is in every draw`() throws {
    let baseline = try assumptions(years: 3)
    let states = baseline.parameters.states
    let base = courses(baseline, draws: 60)
    var before = base
    for factor in [0.3, 0.9, 1.4, 2, 3.7] {
      var changed = baseline
      changed.scaleJoiners(by: factor, year: 0, ncys: Int.min...Int.max, needs: [1])
      changed.scaleJoiners(by: factor, year: 1, ncys: Int.min...Int.max, needs: [1])
      let course = courses(changed, draws: 60)
      for draw in 0..<60 {
        let first = zip(base[draw][0], course[draw][0])
        for (state, counts) in first.enumerated() {
          let own = states.all[state].place.need == 1
          #expect(own || counts.0 == counts.1)
          #expect(factor < 1 ? counts.0 >= counts.1 : counts.0 <= counts.1)
        }
        guard factor > 0.3 else { continue }
        for year in 0..<3 {
          #expect(zip(before[draw][year], course[draw][year]).allSatisfy { $0 <= $1 })
        }
      }
      #expect(course != before)
      before = course
    }
  }

  @Test func `a lever without end gives every resident a plan`() throws {
    var changed = try assumptions(years: 1)
    changed.scaleJoiners(by: 1e6, year: 0, ncys: Int.min...Int.max, needs: nil)
    let model = TransitionModel(changed)
    var draw = TransitionDraw(model, seed: 11)
    var flows = TransitionFlows(states: model.states.count)
    draw.turn(to: 0)
    draw.step(year: 0, opening: model.opening, into: &flows)
    for (index, ncy) in model.states.ncys.enumerated() {
      guard model.assumptions.parameters.joining[index] != nil else { continue }
      let joined = flows.joined[model.states.range(ncy: ncy)].reduce(0, +)
      #expect(Int(joined) == model.assumptions.residents[0][index])
    }
  }
}

/// A year in which every parameter is drawn and then used.
private struct ExplicitYear {
  let assumptions: TransitionAssumptions
  let levers: [Double]
  private var parameters: PooledTransitions { assumptions.parameters }
  private var states: TransitionStates { parameters.states }

  init(_ assumptions: TransitionAssumptions, _ levers: [Double]) {
    (self.assumptions, self.levers) = (assumptions, levers)
  }

  func closing(draw: Int) -> [Int32] {
    var stream = DrawStream(
      DrawAddress(seed: 12, draw: UInt32(draw)), year: 0, cell: 1, purpose: 1)
    var closing = [Int32](repeating: 0, count: states.count)
    for state in states.all.indices where parameters.opening[state] > 0 {
      go(from: state, &closing, &stream)
    }
    for (index, ncy) in states.ncys.enumerated() { join(index, ncy, &closing, &stream) }
    return closing
  }

  private func count(_ heads: Int, _ weights: BetaWeights, _ stream: inout DrawStream) -> Int {
    let rate = beta(weights.happened, weights.not, using: &stream)
    return binomialQuantile(stream.next(), trials: heads, probability: rate)
  }

  private func go(from state: Int, _ closing: inout [Int32], _ stream: inout DrawStream) {
    let (ncy, place) = (states.all[state].ncy, states.all[state].place)
    let heads = Int(parameters.opening[state])
    let rest = heads - count(heads, parameters.leaving[state], &stream)
    let destinations = parameters.destinations[state].compactMap { item in
      states.position(ncy: ncy + 1, item.place).map { ($0, item.weight) }
    }
    var movers = rest
    if let same = states.position(ncy: ncy + 1, place) {
      movers = destinations.isEmpty ? 0 : count(rest, parameters.moving[state], &stream)
      closing[same] += Int32(rest - movers)
    }
    guard !destinations.isEmpty else { return }
    let shares = dirichlet(destinations.map(\.1), using: &stream)
    for _ in 0..<movers {
      var u = stream.next()
      var index = 0
      while index < shares.count - 1 && u >= shares[index] {
        u -= shares[index]
        index += 1
      }
      closing[destinations[index].0] += 1
    }
  }

  private func join(
    _ index: Int, _ ncy: Int, _ closing: inout [Int32], _ stream: inout DrawStream
  ) {
    guard let weights = parameters.joining[index] else { return }
    let range = states.range(ncy: ncy)
    let rate = beta(weights.happened, weights.not, using: &stream)
    let shares = dirichlet(Array(parameters.joinerWeights[range]), using: &stream)
    var (people, left) = (assumptions.residents[0][index], 1.0)
    for (state, share) in zip(range, shares) {
      let chance = rate * share * levers[states.all[state].place.need]
      let joined = binomialQuantile(stream.next(), trials: people, probability: chance / left)
      closing[state] += Int32(joined)
      (people, left) = (people - joined, left - chance)
    }
  }
}
