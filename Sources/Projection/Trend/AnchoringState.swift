import NumericalCore
import Vocabulary

/// One draw in logarithms: its total at the base census and at each later one, and its groups.
struct AnchoringState: Sendable {
  /// By census, the base census first; that one never moves.
  private(set) var totals: [Double]
  /// Projected year × group: logarithms of plans and three.
  private(set) var groups: [[Double]]

  /// - Parameters:
  ///   - opening: plans at the base census.
  ///   - plans: projected year × group.
  init(opening: Double, plans: [[Double]]) {
    totals = ([opening] + plans.map { $0.reduce(0, +) }).map { Self.logarithmOfTotal($0) }
    groups = plans.map { $0.map(logarithmOfPlans) }
  }

  static func logarithmOfTotal(_ plans: Double) -> Double { logarithm(max(plans, 1)) }

  /// No total is above a million.
  private static let ceiling = 14.0

  /// Moves every later total and group by the gain times a distance.
  mutating func move(_ gain: AnchoringGain, by distance: Double) {
    for year in groups.indices {
      totals[year + 1] = min(totals[year + 1] + gain.totals[year] * distance, Self.ceiling)
      for band in groups[year].indices {
        groups[year][band] = min(
          groups[year][band] + gain.groups[year][band] * distance, Self.ceiling)
      }
    }
  }

  /// Whole heads by year and group: the groups share the total in proportion.
  func heads(years: Int) -> [[Int]] {
    (0..<min(years, groups.count)).map { year in
      apportioned(
        Int(exponential(totals[year + 1]).rounded()),
        like: groups[year].map { max(0, exponential($0) - 3) })
    }
  }

  /// Plans at a census, the base census being 0.
  func plans(at census: Int) -> Double { exponential(totals[census]) }
}

/// How far each total and group follows what was counted: Kalman's gain from an ensemble.
struct AnchoringGain: Sendable {
  /// By projected year.
  let totals: [Double]
  /// Projected year × group.
  let groups: [[Double]]

  /// Covariance of every coordinate with what was counted, over the variance of the count.
  init(_ ensemble: [AnchoringState], _ observation: AnchoringObservation) {
    let count = Double(ensemble.count)
    let seen = ensemble.map(observation.seen)
    let mean = seen.reduce(0, +) / count
    let distances = seen.map { $0 - mean }
    let variance =
      distances.reduce(0) { $0 + $1 * $1 } / (count - 1) + observation.sigma * observation.sigma
    func gain(_ coordinate: (AnchoringState) -> Double) -> Double {
      guard variance > 0 else { return 0 }
      // The distances add to 0, so the coordinate need not be centred.
      let sum = zip(ensemble, distances).reduce(0) { $0 + coordinate($1.0) * $1.1 }
      return (sum / (count - 1) / variance).rounded(toSignificantDigits: 10)
    }
    let years = ensemble.first?.groups.indices ?? 0..<0
    let bands = AgeBand.allCases.indices
    totals = years.map { year in gain { $0.totals[year + 1] } }
    groups = years.map { year in bands.map { band in gain { $0.groups[year][band] } } }
  }
}
