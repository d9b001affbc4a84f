import NumericalCore
import Vocabulary

@testable import Projection

/// Sixty invented authorities whose groups grow by a known law: half of each gap in prevalence closes in ten
/// years, requests push growth, and nothing else matters.
struct InventedField {
  static let prevalenceEffect = -0.08
  static let requestEffect = 0.10
  static let years = 2010...2022

  /// The panel; `noise` is the standard deviation of an authority's yearly growth.
  static func panel(noise: Double = 0.01, authorities: Int = 60) -> GroupPanel {
    GroupPanel((0..<authorities).map { authority($0, noise: noise) })
  }

  private static func authority(_ index: Int, noise: Double) -> GroupHistory {
    var history = GroupHistory(code: "X\(100 + index)")
    let stream = DrawAddress(seed: 7, draw: UInt32(index))
    func number(_ year: Int, _ what: String) -> Double {
      normalQuantile(
        max(stream.uniform(year: year, cell: stableHash(what), purpose: 1), 1e-12))
    }
    let people = 40_000 * exponential(0.4 * number(0, "people"))
    let bands = AgeBand.allCases.indices
    let usual = [0.002, 0.015, 0.018, 0.010, 0.004]
    var plans = bands.map { people * usual[$0] * exponential(0.2 * number(0, "plans \($0)")) }
    var pressure = 0.2 * number(0, "pressure")
    for year in years {
      let total = plans.reduce(0, +)
      history.plans[year] = plans
      history.totals[year] = total
      history.population[year - 1] = people
      history.requests[year - 1] = 0.2 * total * exponential(pressure)
      history.newPlans[year - 1] = 0.15 * total * exponential(0.1 * number(year, "new"))
      plans = bands.map { band in
        let prevalence = logarithm(plans[band] / people / usual[band])
        let growth =
          0.08 + prevalenceEffect * (prevalence - 0.08 * Double(year - years.lowerBound))
          + requestEffect * pressure + noise * number(year, "noise \(band)")
        return plans[band] * exponential(growth)
      }
      pressure = 0.75 * pressure + 0.12 * number(year, "next pressure")
    }
    return history
  }
}
