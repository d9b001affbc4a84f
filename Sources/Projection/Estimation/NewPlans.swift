import NumericalCore
import Vocabulary

/// New-plan rates by NCY × need, shrunk to England's profile at the authority's level.
struct NewPlans {
  /// New plans a head of population, NCY × need.
  let rates: [Double]
  /// First provision.
  let first: FirstProvisions
  /// New plans of the last year, NCY × need: the authority's own.
  let own: CrossTable
  /// The same where the authority is England at its own level of each need.
  let expected: CrossTable
  /// England's new plans a head, NCY × need.
  let englandRates: [Double]
  /// People by NCY in the year of the flows.
  let population: [Double]
  /// Of whole years of age, of NCY × need, and of the level of needs.
  let strengths: (years: Strength, needs: Strength, levels: Strength)

  /// First provision: cells of the space, adding to 1 over provisions.
  var firstProvision: [Double] { first.shares }

  /// - Parameters:
  ///   - population: people by NCY in the year of the flows.
  ///   - englandPopulation: the same for England.
  init(
    _ local: Cohorts, england: Cohorts, population: [Double], englandPopulation: [Double],
    settings: EstimationSettings
  ) {
    let space = local.space
    let width = space.needs
    own = local.newByNeed
    self.population = population
    let theirs = (0..<(space.ncys * width)).map { row in
      england.newByNeed.values[row] / max(englandPopulation[row / width], 1)
    }
    englandRates = theirs
    let national = theirs.indices.map { theirs[$0] * population[$0 / width] }
    let (expected, levels) = Self.atLocalLevel(national, own: own, settings: settings)
    self.expected = expected
    let groups = merged(local.newPlanSpans + england.newPlanSpans)
    let (years, needs) = Self.strengths(own, expected: expected, groups: groups, settings)
    strengths = (years, needs, levels)
    rates = Self.rates(
      own, expected: expected, population: population, years: years, needs: needs)
    first = FirstProvisions(local, england: england, settings: settings)
  }

  /// England's plans brought to the authority's level: of each need, because authorities name needs differently, and in total.
  private static func atLocalLevel(
    _ national: [Double], own: CrossTable, settings: EstimationSettings
  ) -> (CrossTable, Strength) {
    var expected = own
    let scale = own.total / max(national.reduce(0, +), 1e-12)
    expected.values = national.map { $0 * scale }
    let pairs = zip(own.columnSums, expected.columnSums).map { CountCell(events: $0, mean: $1) }
    let strength = settings.strength(.newPlansNeedLevel) {
      StrengthSearch(.newPlansNeedLevel, pairs)
    }
    let levels = pairs.map { strength.shrinkage.level(events: $0.events, expected: $0.mean) }
    for index in expected.values.indices { expected.values[index] *= levels[index % own.columns] }
    let rest = own.total / max(expected.total, 1e-12)
    expected.values = expected.values.map { $0 * rest }
    return (expected, strength)
  }

  private static func strengths(
    _ own: CrossTable, expected: CrossTable, groups: [ClosedRange<Int>],
    _ settings: EstimationSettings
  ) -> (years: Strength, needs: Strength) {
    func sum(_ table: CrossTable, _ span: ClosedRange<Int>, _ need: Int) -> Double {
      span.reduce(0) { $0 + table[NCY.index($1), need] }
    }
    let needs = groups.map { span in
      (0..<own.columns).map {
        CountCell(events: sum(own, span, $0), mean: sum(expected, span, $0))
      }
    }
    let years = needs.map { row in
      CountCell(
        events: row.reduce(0) { $0 + $1.events }, mean: row.reduce(0) { $0 + $1.mean })
    }
    return (
      settings.strength(.newPlansByYear) { StrengthSearch(.newPlansByYear, years) },
      settings.strength(.newPlansByNeed) {
        StrengthSearch(.newPlansByNeed, needs.flatMap { $0 })
      }
    )
  }

  /// Each year of age is shrunk as a whole: a year's plans say more of its total than those of its needs one by one.
  private static func rates(
    _ own: CrossTable, expected: CrossTable, population: [Double], years: Strength, needs: Strength
  ) -> [Double] {
    let width = own.columns
    let plans = own.values.indices.map {
      needs.shrinkage.count(own.values[$0], mean: expected.values[$0])
    }
    let totals = zip(own.rowSums, expected.rowSums).map {
      years.shrinkage.count($0, mean: $1)
    }
    // Shrinking changes the profile, not the authority's total.
    let scale = own.total / max(totals.reduce(0, +), 1e-12)
    let sums = totals.indices.map { plans[($0 * width)..<(($0 + 1) * width)].reduce(0, +) }
    return plans.indices.map { row in
      let ncy = row / width
      guard sums[ncy] > 0 else { return 0 }
      return plans[row] * totals[ncy] / sums[ncy] * scale / max(population[ncy], 1)
    }
  }
}
