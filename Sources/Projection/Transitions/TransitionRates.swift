import NumericalCore
import Vocabulary

/// The parameters of a draw that are drawn once, each when it is first asked for, and kept until they are forgotten.
struct TransitionRates {
  private static let unknown = -1.0

  private let model: TransitionModel
  private var leaving: [Double]
  private var moving: [Double]
  private var shares: [Double]
  private var joining: [Double]
  private var hasNeedShares: [Bool]
  /// The share of each need among the new plans of its year, one year after the other; adds up to 1 over a year.
  private(set) var needShares: [Double]

  init(_ model: TransitionModel) {
    self.model = model
    leaving = Array(repeating: Self.unknown, count: model.leaving.count)
    moving = leaving
    shares = Array(repeating: Self.unknown, count: model.shares.count)
    joining = Array(repeating: Self.unknown, count: model.joiners.count)
    hasNeedShares = Array(repeating: false, count: model.joiners.count)
    needShares = Array(repeating: 0, count: model.joiners.reduce(0) { $0 + $1.needs.count })
  }

  /// Forgets every parameter.
  mutating func forget() {
    for index in hasNeedShares.indices { hasNeedShares[index] = false }
    Self.forget(&leaving)
    Self.forget(&moving)
    Self.forget(&shares)
    Self.forget(&joining)
  }

  private static func forget(_ values: inout [Double]) {
    values.withUnsafeMutableBufferPointer { $0.update(repeating: unknown) }
  }

  /// The chance that a plan of a state ends.
  mutating func leaving(_ state: Int, _ draw: DrawAddress) -> Double {
    if leaving[state] != Self.unknown { return leaving[state] }
    let rate = drawn(model.leaving[state], draw, model.addresses[state], .leavingRate)
    leaving[state] = rate
    return rate
  }

  /// The chance that a plan of a state that does not end changes setting.
  mutating func moving(_ state: Int, _ draw: DrawAddress) -> Double {
    if moving[state] != Self.unknown { return moving[state] }
    let rate = drawn(model.moving[state], draw, model.addresses[state], .movingRate)
    moving[state] = rate
    return rate
  }

  /// What a state takes of what the states before it leave.
  mutating func share(_ index: Int, _ draw: DrawAddress) -> Double {
    if shares[index] != Self.unknown { return shares[index] }
    let item = model.shares[index]
    guard item.rest > 0 else { return 1 }
    let weights = BetaWeights(happened: item.weight, not: item.rest)
    let share = drawn(weights, draw, item.address, .share)
    shares[index] = share
    return share
  }

  /// The chance that a resident of a national curriculum year gets a plan.
  mutating func joining(_ group: Int, _ draw: DrawAddress) -> Double {
    if joining[group] != Self.unknown { return joining[group] }
    let item = model.joiners[group]
    let rate = drawn(item.weights, draw, item.address, .joiningRate)
    joining[group] = rate
    return rate
  }

  /// Draws the shares of the needs among the new plans of a year, unless they are known.
  ///
  /// Gamma numbers over their sum, each at the address of its own need. Were all of them too small to tell from 0, which a
  /// total weight of 1 or more does not do in the life of a computer, the first need would have them all.
  mutating func drawNeedShares(_ group: Int, _ draw: DrawAddress) {
    guard !hasNeedShares[group] else { return }
    hasNeedShares[group] = true
    let (needs, first) = (model.joiners[group].needs, model.joiners[group].firstNeed)
    var sum = 0.0
    for index in needs.indices {
      var stream = DrawStream(
        draw, year: 0, cell: needs[index].address,
        purpose: TransitionPurpose.needShare.rawValue)
      needShares[first + index] = gamma(shape: needs[index].weight, using: &stream)
      sum += needShares[first + index]
    }
    if sum == 0 { (needShares[first], sum) = (1, 1) }
    for index in needs.indices { needShares[first + index] /= sum }
  }

  private func drawn(
    _ weights: BetaWeights, _ draw: DrawAddress, _ cell: UInt64, _ purpose: TransitionPurpose
  ) -> Double {
    var stream = DrawStream(draw, year: 0, cell: cell, purpose: purpose.rawValue)
    return beta(weights.happened, weights.not, using: &stream)
  }
}
