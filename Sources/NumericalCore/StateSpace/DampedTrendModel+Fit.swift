import Glibc

extension DampedTrendModel {
  /// The variances and the damping that make a series likeliest.
  ///
  /// The scale is concentrated out; the shares of the three variances are cos² α, sin² α cos² β and
  /// sin² α sin² β, and the damping is searched for within its range as lower + width · sin² γ, so
  /// that every end can be reached. A grid of (α, β, γ) gives the two best starts of a Nelder–Mead
  /// search, each restarted once where it ends. A variance is 0, or the damping at an end of its
  /// range, if that costs less than 10⁻⁹ of log-likelihood. A series without errors has variances 0;
  /// if all values are equal the damping is the upper end.
  ///
  /// - Parameters:
  ///   - series: one finite value a time, nil where it is missing.
  ///   - damping: the permitted range within 0...1; a single value fixes it.
  /// - Throws: `StateSpaceError.tooFewObservations` for fewer than three values.
  /// - Complexity: O(times), at most about 6,000 runs of the filter, usually about 600.
  public static func fitted(
    to series: [Double?], damping: ClosedRange<Double> = 0...1
  ) throws(StateSpaceError) -> StructuralFit<DampedTrendModel> {
    precondition((0...1).contains(damping.lowerBound) && damping.upperBound <= 1, "\(damping)")
    let likelihood = try ConcentratedLikelihood(series, diffuseStates: 2)
    if likelihood.isConstant {
      return exactFit(damping: damping.upperBound, observed: likelihood.observed)
    }
    let search = TrendSearch(likelihood: likelihood, damping: damping)
    let model = search.model(at: search.likeliestAngles())
    let value = likelihood.value(of: model.stateSpace)
    guard value < .infinity else {
      return exactFit(damping: model.damping, observed: likelihood.observed)
    }
    return StructuralFit(
      model: model.scaled(by: likelihood.scale(of: model.stateSpace)), logLikelihood: value,
      observed: likelihood.observed, isExact: false)
  }

  private static func exactFit(
    damping: Double, observed: Int
  ) -> StructuralFit<DampedTrendModel> {
    let still = DampedTrendModel(
      observationVariance: 0, levelVariance: 0, slopeVariance: 0, damping: damping)
    return StructuralFit(model: still, logLikelihood: .infinity, observed: observed, isExact: true)
  }

  private func scaled(by scale: Double) -> DampedTrendModel {
    DampedTrendModel(
      observationVariance: scale * observationVariance, levelVariance: scale * levelVariance,
      slopeVariance: scale * slopeVariance, damping: damping)
  }
}

/// The search for the shares of the variances and the damping, all as angles.
private struct TrendSearch {
  let likelihood: ConcentratedLikelihood
  let damping: ClosedRange<Double>

  private var isFixed: Bool { damping.lowerBound == damping.upperBound }

  func likeliestAngles() -> [Double] {
    var search = SimplexSearch(cost)
    var best: SimplexSearch.Corner?
    for start in grid().prefix(2) {
      var end = search.least(from: start.place, step: 0.15, tolerance: 1e-7, limit: 1_500)
      end = search.least(from: end.place, step: 0.05, tolerance: 1e-11, limit: 1_500)
      if best.map({ end.value < $0.value }) ?? true { best = end }
    }
    return best.map(snapped) ?? []
  }

  /// The corners of a coarse grid, the best first.
  private func grid() -> [SimplexSearch.Corner] {
    var places: [[Double]] = []
    for alpha in [0.1, 0.6, 1.2] {
      for beta in [0.02, 0.15, 0.7, 1.4] {
        for gamma in isFixed ? [] : [0.4, 0.9, 1.3] { places.append([alpha, beta, gamma]) }
        if isFixed { places.append([alpha, beta]) }
      }
    }
    return places.map { SimplexSearch.Corner(place: $0, value: cost($0)) }
      .sorted { $0.value < $1.value }
  }

  /// Moves each angle to a multiple of a right angle where that costs next to nothing.
  private func snapped(_ corner: SimplexSearch.Corner) -> [Double] {
    guard corner.value > -.infinity else { return corner.place }
    var place = corner.place
    for axis in place.indices {
      var trial = place
      trial[axis] = (place[axis] / (.pi / 2)).rounded() * .pi / 2
      if cost(trial) <= corner.value + negligibleGain { place = trial }
    }
    return place
  }

  private func cost(_ place: [Double]) -> Double {
    -likelihood.value(of: model(at: place).stateSpace)
  }

  func model(at place: [Double]) -> DampedTrendModel {
    let (unsteady, sloping) = (sineSquared(place[0]), sineSquared(place[1]))
    let width = damping.upperBound - damping.lowerBound
    let phi = damping.lowerBound + (place.count < 3 ? 0 : width * sineSquared(place[2]))
    return DampedTrendModel(
      observationVariance: 1 - unsteady, levelVariance: unsteady * (1 - sloping),
      slopeVariance: unsteady * sloping, damping: min(phi, damping.upperBound))
  }

  /// sin², exactly 0 or 1 at multiples of a right angle.
  private func sineSquared(_ angle: Double) -> Double {
    let square = sin(angle) * sin(angle)
    return square < 1e-28 ? 0 : square > 1 - 1e-15 ? 1 : square
  }
}
