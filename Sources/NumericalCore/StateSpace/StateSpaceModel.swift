/// A linear Gaussian model of a single series by a few unseen states:
///
///     y(t) = Z · α(t) + ε(t),          ε(t) ~ N(0, H)
///     α(t + 1) = T α(t) + η(t),        η(t) ~ N(0, Q)
///     α(1) ~ N(a, P + κ · diag(D)),    κ → ∞
///
/// The limit is taken exactly (the exact diffuse filter), not by a large number. Q is the variance
/// of the disturbance as it enters the states, R Q Rᵀ in the notation of the source.
///
/// Sources: Koopman, "Exact initial Kalman filtering and smoothing for nonstationary time series
/// models" (1997), doi 10.1080/01621459.1997.10474025; Durbin and Koopman, *Time Series Analysis by
/// State Space Methods*, 2nd ed. (2012), ch. 4 and 5.
public struct StateSpaceModel: Sendable {
  let transition: SmallMatrix
  let observation: [Double]
  let observationVariance: Double
  let stateVariance: SmallMatrix
  let initialMean: [Double]
  let initialVariance: SmallMatrix
  let isDiffuse: [Bool]

  /// The number m of states.
  public var order: Int { observation.count }

  /// A model of m states, m the number of weights in `observation`.
  ///
  /// - Parameters:
  ///   - transition: T, m rows of m.
  ///   - observation: Z, m weights.
  ///   - observationVariance: H ≥ 0, in squared units of the series.
  ///   - stateVariance: Q, order m, positive semidefinite.
  ///   - isDiffuse: D, which states begin without any information; nil is all.
  ///   - initialMean: a, m values; nil is zeros.
  ///   - initialVariance: P, order m, positive semidefinite; nil is zeros. Its rows of diffuse
  ///     states do not matter.
  public init(
    transition: [[Double]], observation: [Double], observationVariance: Double,
    stateVariance: SymmetricMatrix, isDiffuse: [Bool]? = nil, initialMean: [Double]? = nil,
    initialVariance: SymmetricMatrix? = nil
  ) {
    let order = observation.count
    self.transition = SmallMatrix(rows: transition)
    self.observation = observation
    self.observationVariance = observationVariance
    self.stateVariance = SmallMatrix(stateVariance)
    self.isDiffuse = isDiffuse ?? [Bool](repeating: true, count: order)
    self.initialMean = initialMean ?? [Double](repeating: 0, count: order)
    self.initialVariance = SmallMatrix(initialVariance ?? SymmetricMatrix(order: order))
    precondition(observationVariance >= 0, "observation variance \(observationVariance)")
    precondition(
      order > 0 && self.transition.order == order && self.stateVariance.order == order
        && self.isDiffuse.count == order && self.initialMean.count == order
        && self.initialVariance.order == order, "parts of a model of \(order) states disagree")
  }

  var diffuseCount: Int { isDiffuse.count { $0 } }
}

/// What is known of the states at one time.
public struct StateEstimate: Sendable, Equatable {
  /// The conditional means, one a state; 0 says nothing where the variance is infinite.
  public let mean: [Double]
  /// The conditional variance, m by m. A state still diffuse has an infinite variance, and its
  /// covariances are those of the part that is not diffuse.
  public let variance: SymmetricMatrix
}

/// What one observation added to those before it.
public struct Innovation: Sendable, Equatable {
  /// The observation less its expectation; nil if it is missing.
  public let error: Double?
  /// F, the variance of that error; infinite while it depends on a diffuse state.
  public let variance: Double
}

/// What a filter found, one entry a time.
public struct FilteredSeries: Sendable, Equatable {
  /// The states given the observations before each time.
  public let predicted: [StateEstimate]
  /// The states given the observations up to and at each time.
  public let updated: [StateEstimate]
  /// The one-step errors.
  public let innovations: [Innovation]
  /// See `StateSpaceModel.logLikelihood`.
  public let logLikelihood: Double
}

/// What is expected of an observation after the end of a series.
public struct Forecast: Sendable, Equatable {
  /// The conditional mean, in units of the series.
  public let mean: Double
  /// The variance of the observation: that of the signal and H.
  public let variance: Double
  /// The variance of the signal Z · α alone.
  public let signalVariance: Double
}
