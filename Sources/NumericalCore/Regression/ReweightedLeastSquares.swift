import Glibc

/// Iteratively reweighted least squares, with or without a penalty on the coefficients: the maximum
/// of the (penalised) likelihood of a generalised linear model.
struct ReweightedLeastSquares {
  let data: ModelData
  let family: ResponseFamily
  /// D with a penalty ‖D · coefficients‖² on twice the negative log-likelihood.
  let penaltyRoot: Matrix?
  /// Rows of positive weight.
  private let used: [Int]

  init(data: ModelData, family: ResponseFamily, penaltyRoot: Matrix?) {
    (self.data, self.family, self.penaltyRoot) = (data, family, penaltyRoot)
    used = data.weights.indices.filter { data.weights[$0] > 0 }
  }

  private static let maximumIterations = 100
  private static let goal = 1e-10
  /// Iterations before a row that still runs to the edge is called separated.
  private static let patience = 20

  struct State {
    var coefficients: [Double]
    var predictor: [Double]
    /// Twice the negative log-likelihood but for a constant, without and with the penalty.
    var deviance: Double
    var objective: Double
    var iterations = 0
    /// Whether the step to here had to be shortened: then a small change proves nothing.
    var isShortened = false
  }

  /// - Complexity: O(rows · columns²) an iteration, usually fewer than ten.
  func fitted() throws(ModelFitError) -> State {
    var before = try start()
    var change = Double.infinity
    for iteration in before.iterations + 1...Self.maximumIterations {
      let after = try step(from: before, iteration)
      change = largestChange(before, after)
      let gain = abs(before.objective - after.objective)
      let isStill = change <= 1e-8 && gain <= 1e-13 * (after.objective + 0.1)
      if !after.isShortened && (isStill || change <= Self.goal) { return after }
      try requireNoSeparation(before, after)
      before = after
    }
    throw .notConverged(iterations: Self.maximumIterations, change: change)
  }

  /// One step from means near the responses; or, if that overshoots, as near to a constant above the
  /// offset as the columns allow.
  private func start() throws(ModelFitError) -> State {
    let factor = try data.factorised(
      weights: data.weights.map { $0 > 0 ? 1 : 0 }, penaltyRoot: penaltyRoot)
    let level = family.constant(for: data)
    let flat = data.weights.map { $0 > 0 ? level : 0 }
    let constant = state(factor.solution(padded(flat)))
    let near = State(
      coefficients: [],
      predictor: zip(data.response, data.weights).map { family.start($0, weight: $1) },
      deviance: .infinity, objective: .infinity)
    guard let coefficients = try? solution(at: near) else { return constant }
    var first = state(coefficients)
    first.iterations = 1
    return constant.objective < first.objective ? constant : first
  }

  /// The values followed by a nought for each row of the penalty.
  private func padded(_ values: [Double]) -> [Double] {
    values + [Double](repeating: 0, count: penaltyRoot?.rows ?? 0)
  }

  private func state(_ coefficients: [Double]) -> State {
    let predictor = zip(data.design.times(coefficients), data.offset).map(+)
    let isPossible = used.allSatisfy { family.isPossible(predictor: predictor[$0]) }
    var deviance = 0.0
    for row in used {
      deviance += data.weights[row] * family.deviance(data.response[row], at: predictor[row])
    }
    if !isPossible || deviance.isNaN { deviance = .infinity }
    let penalty = penaltyRoot.map { sumOfSquares($0.times(coefficients)) } ?? 0
    return State(
      coefficients: coefficients, predictor: predictor, deviance: deviance,
      objective: deviance + penalty)
  }

  /// One weighted least-squares step, halved until the objective does not rise; steps so short that
  /// only rounding could make it rise are taken whole.
  private func step(from before: State, _ iteration: Int) throws(ModelFitError) -> State {
    var after = state(try solution(at: before))
    let isLong = !after.objective.isFinite || largestChange(before, after) > 1e-7
    if isLong {
      let ceiling = before.objective + 1e-10 * (abs(before.objective) + 0.1)
      for _ in 0..<40 where !(after.objective <= ceiling) {
        after = state(zip(before.coefficients, after.coefficients).map { ($0 + $1) / 2 })
        after.isShortened = true
      }
    }
    after.iterations = iteration
    guard after.objective.isFinite else {
      throw .notConverged(iterations: iteration, change: .infinity)
    }
    return after
  }

  private func solution(at state: State) throws(ModelFitError) -> [Double] {
    var weights = data.weights
    var working = [Double](repeating: 0, count: weights.count)
    for row in weights.indices where weights[row] > 0 {
      let (weight, gap) = family.move(data.response[row], at: state.predictor[row])
      // A mean so near the edge that it cannot be told from it has no weight.
      guard weight > 0 && gap.isFinite else {
        weights[row] = 0
        continue
      }
      weights[row] *= weight
      working[row] = state.predictor[row] - data.offset[row] + gap
    }
    let right = zip(weights, working).map { $0.squareRoot() * $1 }
    return try factor(weights, at: state).solution(padded(right))
  }

  /// The columns are independent, so a dependence that weights bring about is separation.
  private func factor(_ weights: [Double], at state: State) throws(ModelFitError) -> PivotedQR {
    do {
      return try data.factorised(weights: weights, penaltyRoot: penaltyRoot)
    } catch .dependentColumn(let name) {
      let row = used.min { weights[$0] / data.weights[$0] < weights[$1] / data.weights[$1] }
      throw .separation(column: name, row: row ?? 0)
    }
  }

  /// The factor at the final weights, from which standard errors come.
  func factor(at state: State) throws(ModelFitError) -> PivotedQR {
    try factor(workingWeights(at: state), at: state)
  }

  func workingWeights(at state: State) -> [Double] {
    data.weights.indices.map {
      data.weights[$0] > 0
        ? data.weights[$0] * family.curvature(at: state.predictor[$0]).weight : 0
    }
  }

  private func largestChange(_ before: State, _ after: State) -> Double {
    used.reduce(0) {
      let size = 1 + abs(after.predictor[$1])
      return max($0, abs(after.predictor[$1] - before.predictor[$1]) / size)
    }
  }

  /// A row of no events (or of all) whose predictor still moves by about 1 at each step, though its
  /// mean is at the edge already, will go on for ever.
  private func requireNoSeparation(_ before: State, _ after: State) throws(ModelFitError) {
    guard after.iterations > Self.patience, !after.isShortened, family != .gaussian else { return }
    let runaway = used.first {
      let edge = family.curvature(at: after.predictor[$0]).weight
      return edge < 1e-7 && abs(after.predictor[$0] - before.predictor[$0]) > 0.5
    }
    guard let row = runaway else { return }
    let moves = data.names.indices.map { column in
      let reach = used.reduce(0) { max($0, abs(data.design[$1, column])) }
      return abs(after.coefficients[column] - before.coefficients[column]) * reach
    }
    let column = moves.indices.max { moves[$0] < moves[$1] } ?? 0
    throw .separation(column: data.names[column], row: row)
  }
}
