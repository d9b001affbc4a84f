extension StateSpaceModel {
  /// The states at each time given the whole series; a variance is infinite where a diffuse state
  /// was forgotten before it was observed.
  ///
  /// The exact diffuse smoother: Durbin and Koopman (2012), sections 4.4 and 5.3, with each
  /// backward quantity expanded in powers of 1 / κ.
  ///
  /// - Parameter series: one value a time, nil where it is missing.
  /// - Throws: `StateSpaceError` if a diffuse state is not identified by the series.
  /// - Complexity: O(times · m³) time, O(times · m²) memory.
  public func smoothed(_ series: [Double?]) throws(StateSpaceError) -> [StateEstimate] {
    var steps: [FilterStep] = []
    steps.reserveCapacity(series.count)
    let end = run(series) { step, _ in steps.append(step) }
    try end.requireIdentified(by: series)
    var pass = BackwardPass(self)
    var estimates: [StateEstimate] = []
    estimates.reserveCapacity(series.count)
    for step in steps.reversed() {
      pass.retreat(over: step)
      estimates.append(pass.estimate(at: step))
    }
    return estimates.reversed()
  }
}

/// The weighted sum r of the errors still to come, and its variance N, each as coefficients of
/// 1, 1 / κ and 1 / κ².
private struct BackwardPass {
  let model: StateSpaceModel
  var sums: [[Double]]
  var variances: [SmallMatrix]

  init(_ model: StateSpaceModel) {
    self.model = model
    sums = [[Double]](repeating: [Double](repeating: 0, count: model.order), count: 2)
    variances = [SmallMatrix](repeating: SmallMatrix(order: model.order), count: 3)
  }

  /// Goes from the states after a time to those before its observation.
  mutating func retreat(over step: FilterStep) {
    let turn = model.transition
    sums = sums.map { turn.transposed * $0 }
    variances = variances.map { $0.isZero ? $0 : turn.transposed * $0 * turn }
    guard let error = step.error else { return }
    if step.diffuseVariance > 0 {
      takeDiffuse(step, error)
    } else if step.properVariance > 0 {
      takeProper(step, error)
    }
  }

  private mutating func takeProper(_ step: FilterStep, _ error: Double) {
    let z = model.observation
    let kept = remainder(of: step.properGain, over: step.properVariance)
    sums = sums.map { kept.transposed * $0 }
    sums[0] = moved(sums[0], by: error / step.properVariance, along: z)
    variances = variances.map { $0.isZero ? $0 : kept.transposed * $0 * kept }
    variances[0].add(1 / step.properVariance, z, z)
  }

  private mutating func takeDiffuse(_ step: FilterStep, _ error: Double) {
    let (z, whole, part) = (model.observation, step.diffuseVariance, step.properVariance)
    let first = remainder(of: step.diffuseGain, over: whole)
    var second = SmallMatrix(order: model.order)
    second.add(part / (whole * whole), step.diffuseGain, z)
    second.add(-1 / whole, step.properGain, z)
    let (left, right) = (first.transposed, second.transposed)
    let later = moved(left * sums[1], by: 1, along: right * sums[0])
    sums = [left * sums[0], moved(later, by: error / whole, along: z)]
    let (n0, n1, n2) = (variances[0], variances[1], variances[2])
    let cross = left * n0 * second
    let crossLater = left * n1 * second
    variances = [
      left * n0 * first, left * n1 * first + cross + cross.transposed,
      left * n2 * first + crossLater + crossLater.transposed + right * n0 * second,
    ]
    variances[1].add(1 / whole, z, z)
    variances[2].add(-part / (whole * whole), z, z)
  }

  /// I - gain · Zᵀ / variance.
  private func remainder(of gain: [Double], over variance: Double) -> SmallMatrix {
    var matrix = SmallMatrix.identity(model.order)
    matrix.add(-1 / variance, gain, model.observation)
    return matrix
  }

  func estimate(at step: FilterStep) -> StateEstimate {
    let p = step.proper
    var mean = moved(step.mean, by: 1, along: p * sums[0])
    var variance = p - p * variances[0] * p
    if let d = step.diffuse {
      mean = moved(mean, by: 1, along: d * sums[1])
      let cross = d * variances[1] * p
      variance = variance - cross - cross.transposed - d * variances[2] * d
      let unknown = d - d * variances[1] * d
      for state in 0..<model.order where unknown[state, state] > 1e-8 * d[state, state] {
        variance[state, state] = .infinity
      }
    }
    return StateEstimate(mean: mean, variance: variance.symmetric)
  }
}
