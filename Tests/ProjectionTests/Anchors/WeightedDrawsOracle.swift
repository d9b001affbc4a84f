import NumericalCore
import Testing
import Vocabulary

@testable import Projection

/// Conditioning by the definition: many draws, each weighted by how likely it makes the count (Bayes' rule).
///
/// It knows no gain, no logarithmic update and no ensemble, and is of no use where few draws are near the count.
@Suite("Anchors against weighted draws")
struct WeightedDrawsOracle {
  private typealias Shared = AnchoringTests

  private struct Moments {
    var mean: Double
    var deviation: Double

    init(_ values: [Double], _ weights: [Double]) {
      let total = weights.reduce(0, +)
      let mean = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 } / total
      let square = zip(values, weights).reduce(0) {
        $0 + ($1.0 - mean) * ($1.0 - mean) * $1.1
      }
      self.mean = mean
      deviation = (square / total).squareRoot()
    }
  }

  @Test("Mean and spread of the next three censuses agree", arguments: [0.98, 1.0, 1.025])
  func agreement(factor: Double) throws {
    let forecaster = try Shared.forecaster(4)
    let opening = logarithm(forecaster.opening.plans.reduce(0, +))
    let prior = Shared.totals(forecaster, draws: 2000, years: 3).map { $0.map { logarithm($0) } }
    let even = [Double](repeating: 1, count: 2000)
    let expected = Moments(prior[0], even)
    let share = try Shared.anchor(.monthEndTotal, "2019-12-31", 0).elapsed
    let seen = prior[0].map { (1 - share) * opening + share * $0 }
    let value =
      (factor * exponential((1 - share) * opening + share * expected.mean)).rounded()
    let weights = seen.map {
      exponential(-0.5 * (logarithm(value) - $0) * (logarithm(value) - $0) / (0.01 * 0.01))
    }
    let source = Shared.anchored(
      forecaster, [try Shared.anchor(.monthEndTotal, "2019-12-31", value)])
    let after = Shared.totals(source, draws: 2000, years: 3).map { $0.map { logarithm($0) } }
    for year in 0..<3 {
      let before = Moments(prior[year], even)
      let oracle = Moments(prior[year], weights)
      let ours = Moments(after[year], even)
      // Four standard errors of some 600 effective draws are 0.16 deviations. The tails of the draws are heavy: a count
      // that surprises by two deviations is followed further by weights than by a gain.
      let tolerance = factor == 1 ? 0.16 : 0.3
      #expect(
        abs(ours.mean - oracle.mean) < tolerance * before.deviation, "\(factor) year \(year)")
      #expect((0.85...1.15).contains(ours.deviation / oracle.deviation), "\(factor) year \(year)")
    }
  }
}
