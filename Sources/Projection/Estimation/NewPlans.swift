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
    let years = Self.yearTotals(
      plans, local: local, expected: expected.map { $0 * level }, shrinkage: shrinkage)
    // Shrinking changes the profile, not the authority's total.
    let scale = local.newByNeed.total / max(years.reduce(0, +), 1e-12)
    let sums = (0..<space.ncys).map { plans[($0 * width)..<(($0 + 1) * width)].reduce(0, +) }
    rates = plans.indices.map { row in
      let ncy = row / width
      guard sums[ncy] > 0 else { return 0 }
      return plans[row] * years[ncy] / sums[ncy] * scale / max(population[ncy], 1)
    }
    firstProvision = Self.shares(local, england: england, by: shrinkage)
  }

  /// Each year of age is shrunk as a whole: a year's plans say more of its total than those of its needs one by one.
  private static func yearTotals(
    _ plans: [Double], local: Cohorts, expected: [Double], shrinkage: Shrinkage
  ) -> [Double] {
    let width = local.space.needs
    let own = local.newByNeed.rowSums
    return (0..<local.space.ncys).map { ncy in
      let mean = expected[(ncy * width)..<((ncy + 1) * width)].reduce(0, +)
      return shrunk(own[ncy], mean: mean, strength: shrinkage.strength)
    }
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
    let priors = Self.priors(local, england: england, by: shrinkage)
    var result = [Double](repeating: 0, count: space.count)
    for row in 0..<(space.ncys * space.needs) {
      let cells = (row * width)..<((row + 1) * width)
      let plans = local.newCells[cells].reduce(0, +)
      guard plans + priors[cells].reduce(0, +) > 0 else { continue }
      for cell in cells {
        result[cell] = shrinkage.rate(
          events: local.newCells[cell], exposure: plans, england: priors[cell])
      }
    }
    return result
  }

  /// England's first provisions by NCY × need, brought to the local level of each provision; own ones where England has none.
  private static func priors(
    _ local: Cohorts, england: Cohorts, by shrinkage: Shrinkage
  ) -> [Double] {
    let space = local.space
    let width = space.provisions
    var expected = [Double](repeating: 0, count: width)
    var shares = [Double](repeating: 0, count: space.count)
    for row in 0..<(space.ncys * space.needs) {
      let cells = (row * width)..<((row + 1) * width)
      let plans = local.newCells[cells].reduce(0, +)
      let source = england.newCells[cells].contains { $0 > 0 } ? england : local
      let sum = source.newCells[cells].reduce(0, +)
      guard sum > 0 else { continue }
      for cell in cells {
        shares[cell] = source.newCells[cell] / sum
        expected[cell % width] += plans * shares[cell]
      }
    }
    let levels = zip(local.newByProvision.columnSums, expected).map {
      shrinkage.level(events: $0, expected: $1)
    }
    return normalised(shares.indices.map { shares[$0] * levels[$0 % width] }, width: width)
  }

  private static func normalised(_ values: [Double], width: Int) -> [Double] {
    values.indices.map { index in
      let row = (index / width * width)..<((index / width + 1) * width)
      let sum = values[row].reduce(0, +)
      return sum > 0 ? values[index] / sum : 0
    }
  }
}
