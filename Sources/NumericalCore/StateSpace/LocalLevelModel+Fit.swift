import Glibc

extension LocalLevelModel {
  /// The variances that make a series likeliest.
  ///
  /// The scale is concentrated out, and the level's share sin² θ of the two variances is searched
  /// for on a grid of θ and then by golden sections, so that either variance can be exactly 0: it is
  /// if that costs less than 10⁻⁹ of log-likelihood. If all values are equal both are 0.
  ///
  /// - Parameter series: one finite value a time, nil where it is missing.
  /// - Throws: `StateSpaceError.tooFewObservations` for fewer than two values.
  /// - Complexity: O(times), about 80 runs of the filter.
  public static func fitted(
    to series: [Double?]
  ) throws(StateSpaceError) -> StructuralFit<LocalLevelModel> {
    let likelihood = try ConcentratedLikelihood(series, diffuseStates: 1)
    if likelihood.isConstant {
      let still = LocalLevelModel(observationVariance: 0, levelVariance: 0)
      return StructuralFit(
        model: still, logLikelihood: .infinity, observed: likelihood.observed, isExact: true)
    }
    let model = unitModel(at: likeliestAngle(likelihood))
    let scale = likelihood.scale(of: model.stateSpace)
    return StructuralFit(
      model: LocalLevelModel(
        observationVariance: scale * model.observationVariance,
        levelVariance: scale * model.levelVariance),
      logLikelihood: likelihood.value(of: model.stateSpace), observed: likelihood.observed,
      isExact: false)
  }

  private static func likeliestAngle(_ likelihood: ConcentratedLikelihood) -> Double {
    let (intervals, end) = (32, Double.pi / 2)
    let cost = { angle in -likelihood.value(of: unitModel(at: angle).stateSpace) }
    let costs = (0...intervals).map { cost(end * Double($0) / Double(intervals)) }
    let best = costs.indices.min { costs[$0] < costs[$1] } ?? 0
    let found = leastPlace(
      from: end * Double(max(0, best - 1)) / Double(intervals),
      to: end * Double(min(intervals, best + 1)) / Double(intervals), width: 1e-9, of: cost)
    let least = cost(found)
    if costs[0] <= least + negligibleGain { return 0 }
    return costs[intervals] <= least + negligibleGain ? end : found
  }

  /// The model whose variances add up to 1, the level's being sin² of the angle.
  private static func unitModel(at angle: Double) -> LocalLevelModel {
    let share = angle == .pi / 2 ? 1 : sin(angle) * sin(angle)
    return LocalLevelModel(observationVariance: 1 - share, levelVariance: share)
  }
}
