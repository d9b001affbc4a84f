extension StateSpaceModel {
  /// The diffuse log-likelihood of a series.
  ///
  /// The sum of -½ (log 2π + log F + v² / F) over the observations that have a proper variance F and
  /// of -½ log F∞ over those that end a diffuse state. This is the convention of R's KFAS and, for
  /// an integrated series, of R's `arima`; Durbin and Koopman (2012), equation 7.4, and statsmodels
  /// take a further ½ log 2π off for each diffuse state. An observation whose F
  /// is 0 adds nothing if it is as expected (to 10⁻⁹), and otherwise makes the result -∞.
  ///
  /// - Parameter series: one value a time, nil where it is missing.
  /// - Complexity: O(times · m³) time, O(m²) memory.
  public func logLikelihood(_ series: [Double?]) -> Double {
    run(series) { _, _ in }.logLikelihood
  }

  /// The states given the past, the one-step errors and the log-likelihood of a series.
  ///
  /// - Parameter series: one value a time, nil where it is missing.
  /// - Complexity: O(times · m³) time, O(times · m²) memory.
  public func filtered(_ series: [Double?]) -> FilteredSeries {
    var (predicted, updated, innovations) = ([StateEstimate](), [StateEstimate](), [Innovation]())
    let end = run(series) { step, filter in
      var before = filter
      (before.mean, before.proper, before.directions) = (step.mean, step.proper, step.directions)
      predicted.append(before.estimate)
      updated.append(filter.estimate)
      let variance = step.diffuseVariance > 0 ? .infinity : step.properVariance
      innovations.append(Innovation(error: step.error, variance: variance))
    }
    return FilteredSeries(
      predicted: predicted, updated: updated, innovations: innovations,
      logLikelihood: end.logLikelihood)
  }

  /// The observations expected in the `steps` times after a series.
  ///
  /// - Parameters:
  ///   - series: one value a time, nil where it is missing.
  ///   - steps: how many; at least 0.
  /// - Throws: `StateSpaceError` if a diffuse state is not identified by the series.
  /// - Complexity: O((times + steps) · m³) time, O(m² + steps) memory.
  public func forecast(
    _ series: [Double?], steps: Int
  ) throws(StateSpaceError) -> [Forecast] {
    precondition(steps >= 0, "\(steps) steps")
    var filter = run(series) { _, _ in }
    try filter.requireIdentified(by: series)
    return (0..<steps).map { _ in
      let signal = max(0, dot(observation, filter.proper * observation))
      let mean = dot(observation, filter.mean)
      filter.predict()
      return Forecast(
        mean: mean, variance: signal + observationVariance, signalVariance: signal)
    }
  }

  /// Runs the filter to the end of a series, one time beyond the last, and shows each step with the
  /// filter just after it has taken the observation in.
  func run(_ series: [Double?], _ visit: (FilterStep, DiffuseFilter) -> Void) -> DiffuseFilter {
    var filter = DiffuseFilter(self)
    for y in series {
      let step = filter.step(at: y)
      filter.update(step)
      visit(step, filter)
      filter.predict()
    }
    return filter
  }
}

extension DiffuseFilter {
  func requireIdentified(by series: [Double?]) throws(StateSpaceError) {
    guard directions.contains(where: { $0.contains { $0 != 0 } }) else { return }
    let observed = series.count { $0 != nil }
    let needed = model.diffuseCount
    guard observed >= needed else {
      throw .tooFewObservations(observed: observed, needed: needed)
    }
    throw .notIdentified(observed: observed, diffuseStates: needed)
  }
}
