/// A level that wanders, observed with noise:
///
///     y(t) = μ(t) + ε(t),    μ(t + 1) = μ(t) + η(t),    μ(1) diffuse.
///
/// Source: Durbin and Koopman (2012), chapter 2.
public struct LocalLevelModel: Sendable, Equatable {
  /// The variance of ε, at least 0, in squared units of the series.
  public let observationVariance: Double
  /// The variance of η, at least 0, in squared units of the series.
  public let levelVariance: Double

  /// A model with the given variances.
  public init(observationVariance: Double, levelVariance: Double) {
    self.observationVariance = observationVariance
    self.levelVariance = levelVariance
  }

  /// The same as a state space model of one state.
  public var stateSpace: StateSpaceModel {
    var variance = SymmetricMatrix(order: 1)
    variance[0, 0] = levelVariance
    return StateSpaceModel(
      transition: [[1]], observation: [1], observationVariance: observationVariance,
      stateVariance: variance)
  }
}

/// A level that wanders and is carried on by a slope that wanders and dies down:
///
///     y(t) = μ(t) + ε(t)
///     μ(t + 1) = μ(t) + ν(t) + η(t)
///     ν(t + 1) = φ ν(t) + ζ(t)
///
/// with μ(1) and ν(1) both diffuse; a damping φ of 1 is the local linear trend. The forecast h steps
/// after the last level differs from it by ν (1 - φʰ) / (1 - φ).
///
/// Source: Durbin and Koopman (2012), section 3.2; Harvey, *Forecasting, Structural Time Series
/// Models and the Kalman Filter* (1989), section 2.3.
public struct DampedTrendModel: Sendable, Equatable {
  /// The variance of ε, at least 0, in squared units of the series.
  public let observationVariance: Double
  /// The variance of η, at least 0, in squared units of the series.
  public let levelVariance: Double
  /// The variance of ζ, at least 0, in squared units of the series.
  public let slopeVariance: Double
  /// φ: the share of a slope that is left one time later, in 0...1.
  public let damping: Double

  /// A model with the given variances and damping.
  public init(
    observationVariance: Double, levelVariance: Double, slopeVariance: Double, damping: Double
  ) {
    precondition((0...1).contains(damping), "damping \(damping)")
    self.observationVariance = observationVariance
    self.levelVariance = levelVariance
    self.slopeVariance = slopeVariance
    self.damping = damping
  }

  /// The same as a state space model of two states: level and slope.
  public var stateSpace: StateSpaceModel {
    var variance = SymmetricMatrix(order: 2)
    variance[0, 0] = levelVariance
    variance[1, 1] = slopeVariance
    return StateSpaceModel(
      transition: [[1, 1], [0, damping]], observation: [1, 0],
      observationVariance: observationVariance, stateVariance: variance)
  }
}
