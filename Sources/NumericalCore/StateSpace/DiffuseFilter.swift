import Glibc

/// The exact diffuse Kalman filter of a single series, one time at a time: the states have the mean
/// `mean` and the variance `proper` + κ · D Dᵀ, κ → ∞, where the columns of D are `directions`.
///
/// The diffuse variance is kept in factors, and an observation that ends a diffuse direction turns
/// the others at right angles to it, so that its rank falls by one exactly and not by subtraction.
struct DiffuseFilter {
  let model: StateSpaceModel
  var mean: [Double]
  var proper: SmallMatrix
  var directions: [[Double]] = []

  /// The sums of the log-likelihood: proper errors, their squares over F, the logarithms of F and
  /// of the diffuse part of F.
  var properCount = 0
  var squares = 0.0
  var logarithms = 0.0
  /// A proper error without variance that is more than rounding: the model is impossible.
  var isImpossible = false

  init(_ model: StateSpaceModel) {
    self.model = model
    mean = model.initialMean
    proper = model.initialVariance
    for state in 0..<model.order where model.isDiffuse[state] {
      mean[state] = 0
      directions.append((0..<model.order).map { $0 == state ? 1 : 0 })
      for other in 0..<model.order {
        proper[state, other] = 0
        proper[other, state] = 0
      }
    }
  }

  /// What an observation of value `y` adds, before it is taken in.
  func step(at y: Double?) -> FilterStep {
    let z = model.observation
    let properGain = proper * z
    let seen = directions.map { dot(z, $0) }
    let diffuseVariance = dot(seen, seen)
    var (diffuseGain, scale) = ([Double](repeating: 0, count: z.count), 0.0)
    for (direction, weight) in zip(directions, seen) {
      diffuseGain = moved(diffuseGain, by: weight, along: direction)
      for (part, share) in zip(z, direction) { scale += (part * share) * (part * share) }
    }
    return FilterStep(
      mean: mean, proper: proper, directions: directions,
      error: y.map { $0 - dot(z, mean) }, properGain: properGain, diffuseGain: diffuseGain,
      seen: seen, properVariance: max(0, dot(z, properGain) + model.observationVariance),
      diffuseVariance: diffuseVariance > 1e-20 * scale ? diffuseVariance : 0)
  }

  /// Takes the observation of a step in; the states are then given all observations so far.
  mutating func update(_ step: FilterStep) {
    guard let error = step.error else { return }
    if step.diffuseVariance > 0 {
      updateDiffuse(step, error)
    } else if step.properVariance > 0 {
      mean = moved(mean, by: error / step.properVariance, along: step.properGain)
      proper.add(-1 / step.properVariance, step.properGain, step.properGain)
      properCount += 1
      squares += error * error / step.properVariance
      logarithms += log(step.properVariance)
    } else {
      let expected = abs(dot(model.observation, mean))
      if abs(error) > 1e-9 * (abs(error) + 2 * expected) { isImpossible = true }
    }
  }

  private mutating func updateDiffuse(_ step: FilterStep, _ error: Double) {
    let (whole, part) = (step.diffuseVariance, step.properVariance)
    mean = moved(mean, by: error / whole, along: step.diffuseGain)
    proper.add(part / (whole * whole), step.diffuseGain, step.diffuseGain)
    proper.add(-1 / whole, step.properGain, step.diffuseGain)
    proper.add(-1 / whole, step.diffuseGain, step.properGain)
    dropDirection(along: step.seen)
    logarithms += log(whole)
  }

  /// Turns the directions by Householder's reflection so that the observation sees only the first,
  /// and drops it. What is left of a state is set to 0 if it is only rounding.
  private mutating func dropDirection(along seen: [Double]) {
    var axis = seen
    axis[0] += (seen[0] < 0 ? -1 : 1) * dot(seen, seen).squareRoot()
    var sum = [Double](repeating: 0, count: model.order)
    for (direction, weight) in zip(directions, axis) {
      sum = moved(sum, by: weight, along: direction)
    }
    let before = diffuseVariances
    directions = zip(directions, axis).dropFirst().map { direction, weight in
      moved(direction, by: -2 * weight / dot(axis, axis), along: sum)
    }
    for (state, after) in diffuseVariances.enumerated() where after <= 1e-24 * before[state] {
      for place in directions.indices { directions[place][state] = 0 }
    }
  }

  /// The diagonal of D Dᵀ.
  var diffuseVariances: [Double] {
    var variances = [Double](repeating: 0, count: model.order)
    for direction in directions {
      for state in direction.indices { variances[state] += direction[state] * direction[state] }
    }
    return variances
  }

  /// Moves on to the next time.
  mutating func predict() {
    let turn = model.transition
    mean = turn * mean
    proper = turn * proper * turn.transposed + model.stateVariance
    for place in directions.indices { directions[place] = turn * directions[place] }
  }

  var estimate: StateEstimate {
    var variance = proper.symmetric
    for (state, diffuse) in diffuseVariances.enumerated() where diffuse > 0 {
      variance[state, state] = .infinity
    }
    return StateEstimate(mean: mean, variance: variance)
  }

  var logLikelihood: Double {
    if isImpossible { return -.infinity }
    return -0.5 * (Double(properCount) * log(2 * Double.pi) + logarithms + squares)
  }
}

/// One time of the filter: the states before it and what the observation says of them.
struct FilterStep {
  let mean: [Double]
  let proper: SmallMatrix
  let directions: [[Double]]
  let error: Double?
  let properGain: [Double]
  let diffuseGain: [Double]
  /// What the observation sees of each direction.
  let seen: [Double]
  let properVariance: Double
  let diffuseVariance: Double

  /// D Dᵀ; nil once nothing is diffuse.
  var diffuse: SmallMatrix? {
    guard !directions.isEmpty else { return nil }
    var matrix = SmallMatrix(order: mean.count)
    for direction in directions { matrix.add(1, direction, direction) }
    return matrix
  }
}
