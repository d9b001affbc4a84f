import NumericalCore
import Vocabulary

/// New-plan rates by NCY × need, shrunk to England's profile.
struct NewPlans {
  /// New plans a head of population, NCY × need.
  let rates: [Double]
  /// First provision: cells of the space, adding to 1 over provisions.
  let firstProvision: [Double]

  /// - Parameters:
  ///   - population: people by NCY in the year of the flows.
  ///   - englandPopulation: the same for England.
  init(
    _ local: Cohorts, england: Cohorts, population: [Double], englandPopulation: [Double],
    by shrinkage: Shrinkage
  ) {
    let space = local.space
    let width = space.needs
    let englandRates = (0..<(space.ncys * width)).map { row in
      england.newByNeed.values[row] / max(englandPopulation[row / width], 1)
    }
    let expected = englandRates.indices.map { englandRates[$0] * population[$0 / width] }
    let level = local.newByNeed.total / max(expected.reduce(0, +), 1e-12)
    let plans = englandRates.indices.map { row in
      Self.shrunk(
        local.newByNeed.values[row], mean: level * expected[row], strength: shrinkage.strength)
    }
    // Shrinking changes the profile, not the authority's total.
    let scale = local.newByNeed.total / max(plans.reduce(0, +), 1e-12)
    rates = plans.indices.map { plans[$0] * scale / max(population[$0 / width], 1) }
    firstProvision = Self.shares(local, england: england, by: shrinkage)
  }

  /// A Gamma–Poisson posterior whose prior is England's profile at the local level, worth `strength` plans.
  private static func shrunk(_ plans: Double, mean: Double, strength: Double) -> Double {
    guard mean > 0 else { return 0 }
    return mean * (plans + strength) / (mean + strength)
  }

  private static func shares(
    _ local: Cohorts, england: Cohorts, by shrinkage: Shrinkage
  ) -> [Double] {
    let space = local.space
    let width = space.provisions
    var result = [Double](repeating: 0, count: space.count)
    for row in 0..<(space.ncys * space.needs) {
      let own = local.newCells[(row * width)..<((row + 1) * width)]
      let theirs = england.newCells[(row * width)..<((row + 1) * width)]
      let (ownSum, sum) = (own.reduce(0, +), theirs.reduce(0, +))
      guard ownSum + sum > 0 else { continue }
      for provision in 0..<width {
        let prior =
          sum > 0
          ? theirs[row * width + provision] / sum : own[row * width + provision] / ownSum
        result[row * width + provision] = shrinkage.rate(
          events: own[row * width + provision], exposure: ownSum, england: prior)
      }
    }
    return result
  }
}
