import NumericalCore

/// A model as plain numbers, from which both the filter's model and the oracle are made.
struct PlainModel {
  var transition: [[Double]]
  var observation: [Double]
  var observationVariance: Double
  var stateVariance: [[Double]]
  var isDiffuse: [Bool]
  var initialMean: [Double]
  var initialVariance: [[Double]]

  var order: Int { observation.count }

  var stateSpace: StateSpaceModel {
    StateSpaceModel(
      transition: transition, observation: observation, observationVariance: observationVariance,
      stateVariance: symmetric(stateVariance), isDiffuse: isDiffuse, initialMean: initialMean,
      initialVariance: symmetric(initialVariance))
  }

  private func symmetric(_ rows: [[Double]]) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(order: rows.count)
    for row in rows.indices {
      for column in 0...row { matrix[row, column] = rows[row][column] }
    }
    return matrix
  }
}

/// The limit of `FiniteOracle` as κ grows, extrapolated in 1 / κ from 10⁷ and 10⁸.
struct JointNormalOracle {
  let means: [[Double]]
  let variances: [[[Double]]]
  let logLikelihood: Double

  init(_ model: PlainModel, _ series: [Double?]) {
    let near = FiniteOracle(model, series, kappa: 1e7)
    let far = FiniteOracle(model, series, kappa: 1e8)
    func limit(_ a: Float80, _ b: Float80) -> Double { Double((10 * b - a) / 9) }
    means = zip(near.means, far.means).map { zip($0, $1).map(limit) }
    variances = zip(near.variances, far.variances).map {
      zip($0, $1).map { zip($0, $1).map(limit) }
    }
    logLikelihood = limit(near.logLikelihood, far.logLikelihood)
  }
}

/// All states and observations as one normal vector in 64-bit precision, with a prior variance κ in
/// the place of infinity, conditioned on the observations by elimination.
struct FiniteOracle {
  typealias Matrix = [[Float80]]

  let means: Matrix
  let variances: [Matrix]
  /// Without -½ log 2πκ for each diffuse state.
  let logLikelihood: Float80

  init(_ model: PlainModel, _ series: [Double?], kappa: Float80) {
    let m = model.order
    let turn = model.transition.map { $0.map { Float80($0) } }
    let z = model.observation.map { Float80($0) }
    let (prior, blocks) = Self.moments(model, times: series.count, kappa: kappa)
    let present = series.indices.filter { series[$0] != nil }
    /// Cov(α(t), y(s)), m values.
    func covariance(_ t: Int, _ s: Int) -> [Float80] {
      let (early, late) = (min(s, t), max(s, t))
      var block = blocks[early]
      for _ in early..<late { block = Self.product(turn, block) }
      if s > t { block = Self.transposed(block) }
      return block.map { row in zip(row, z).reduce(0) { $0 + $1.0 * $1.1 } }
    }
    var system = present.map { t in
      present.map { s in
        zip(covariance(t, s), z).reduce(0) { $0 + $1.0 * $1.1 }
          + (s == t ? Float80(model.observationVariance) : 0)
      }
    }
    let errors = present.map { t in
      Float80(series[t] ?? 0) - zip(prior[t], z).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let links = series.indices.flatMap { t in
      (0..<m).map { state in present.map { covariance(t, $0)[state] } }
    }
    var right = [errors] + links
    let logDeterminant = Self.solve(&system, &right)
    let square = zip(errors, right[0]).reduce(0) { $0 + $1.0 * $1.1 }
    let diffuse = Float80(model.isDiffuse.count { $0 })
    let constants = (Float80(present.count) - diffuse) * logarithmOf(2 * .pi)
    logLikelihood =
      -0.5 * (constants + logDeterminant - diffuse * logarithmOf(kappa) + square)
    means = series.indices.map { t in
      (0..<m).map { state in
        let link = links[t * m + state]
        return prior[t][state] + zip(link, right[0]).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    variances = series.indices.map { t in
      (0..<m).map { row in
        (0..<m).map { column in
          let known = zip(links[t * m + row], right[1 + t * m + column]).reduce(0) {
            $0 + $1.0 * $1.1
          }
          return blocks[t][row][column] - known
        }
      }
    }
  }

  /// Means and variances of the states before any observation.
  private static func moments(
    _ model: PlainModel, times: Int, kappa: Float80
  ) -> ([[Float80]], [Matrix]) {
    let turn = model.transition.map { $0.map { Float80($0) } }
    let noise = model.stateVariance.map { $0.map { Float80($0) } }
    var mean = model.initialMean.map { Float80($0) }
    var block = model.initialVariance.map { $0.map { Float80($0) } }
    for state in 0..<model.order where model.isDiffuse[state] {
      mean[state] = 0
      for other in 0..<model.order { (block[state][other], block[other][state]) = (0, 0) }
      block[state][state] = kappa
    }
    var (means, blocks) = ([[Float80]](), [Matrix]())
    for _ in 0..<times {
      means.append(mean)
      blocks.append(block)
      mean = product(turn, mean.map { [$0] }).map { $0[0] }
      block = product(product(turn, block), transposed(turn))
      for row in block.indices {
        for column in block.indices { block[row][column] += noise[row][column] }
      }
    }
    return (means, blocks)
  }

  private static func product(_ left: Matrix, _ right: Matrix) -> Matrix {
    left.map { row in
      (0..<right[0].count).map { column in
        zip(row, right).reduce(0) { $0 + $1.0 * $1.1[column] }
      }
    }
  }

  private static func transposed(_ matrix: Matrix) -> Matrix {
    matrix[0].indices.map { column in matrix.map { $0[column] } }
  }

  /// Gauss–Jordan on a positive definite system; gives the logarithm of its determinant.
  private static func solve(_ system: inout Matrix, _ right: inout Matrix) -> Float80 {
    var logarithm: Float80 = 0
    for pivot in system.indices {
      let size = system[pivot][pivot]
      logarithm += logarithmOf(size)
      for row in system.indices where row != pivot {
        let factor = system[row][pivot] / size
        for column in pivot..<system.count { system[row][column] -= factor * system[pivot][column] }
        for side in right.indices { right[side][row] -= factor * right[side][pivot] }
      }
    }
    for side in right.indices {
      for row in system.indices { right[side][row] /= system[row][row] }
    }
    return logarithm
  }
}
