import NumericalCore
import Vocabulary

/// Level, growth and noise of flows, read off the yearly totals.
struct Trends {
  /// Logarithm of today's level of new plans less that of the last year of evidence.
  let newPlanLevel: Double
  /// The path of new-plan rates.
  let newPlans: NewPlanTrend
  /// Noise of ceasing on the log-odds scale.
  let ceasing: Noise
  /// SEN2's residual as a share of own plans.
  let residual: Double
  /// Noise of that share.
  let residualNoise: Noise
  /// What flows leave unexplained in each calendar year, as a share of own plans.
  let residuals: [(year: Int, share: Double)]
  /// The calendar years of new plans that were used.
  let years: [Int]

  init(
    _ local: PublishedFigures, england: PublishedFigures, lastYear: Int,
    settings: EstimationSettings
  ) throws {
    let own = local.flowsByYear["new_plans"] ?? [:]
    let national = england.flowsByYear["new_plans"] ?? [:]
    years = own.keys.filter { (national[$0] ?? 0) > 0 && (own[$0] ?? 0) > 0 && $0 <= lastYear }
      .sorted()
    guard years.last == lastYear, years.count >= 3 else {
      throw EstimationError.missing(
        "new plans by year up to \(lastYear) for the authority and England (three years at least)")
    }
    let relative = years.map { logarithm((own[$0] ?? 1) / (national[$0] ?? 1)) }
    let level = Self.level(relative, ages: years.map { lastYear - $0 })
    let noise = Self.noise(relative, field: settings.fieldNewPlanNoise)
    newPlanLevel = level.value - (relative.last ?? 0)
    let weight = settings.ownGrowthWeight
    newPlans = NewPlanTrend(
      growth: (1 - weight) * Self.growth(national, over: years)
        + weight * Self.growth(own, over: years),
      growthDeviation: Self.deviation(Self.growths(national, upTo: lastYear)),
      damping: settings.damping,
      noise: Noise(
        level: noise * level.spread, drift: settings.fieldNewPlanDrift, year: noise))
    ceasing = Self.ceasing(local, england: england, lastYear: lastYear)
    let gaps = Self.residuals(local, england: england, lastYear: lastYear)
    residuals = gaps
    residual = Self.mean(gaps.map(\.share))
    residualNoise = Noise(
      level: settings.fieldResidualNoise / Double(max(1, gaps.count)).squareRoot() / 2,
      year: settings.fieldResidualNoise)
  }

  /// Exponentially weighted mean (half weight each year back) and how much of the yearly noise is left in it.
  static func level(_ values: [Double], ages: [Int]) -> (value: Double, spread: Double) {
    let halves = ages.map { age in (0..<age).reduce(1.0) { weight, _ in weight / 2 } }
    let sum = halves.reduce(0, +)
    let weights = halves.map { $0 / sum }
    let value = zip(values, weights).reduce(0) { $0 + $1.0 * $1.1 }
    return (value, weights.reduce(0) { $0 + $1 * $1 }.squareRoot())
  }

  /// Noise about a slowly moving level: differences of neighbouring years have twice its variance.
  ///
  /// Few years say little of their own noise: the field's counts as five more.
  private static func noise(_ values: [Double], field: Double) -> Double {
    let differences = zip(values.dropFirst(), values).map { $0 - $1 }
    let squares = differences.reduce(0) { $0 + $1 * $1 } / 2
    let prior = 5.0
    return ((squares + prior * field * field) / (Double(differences.count) + prior)).squareRoot()
  }

  /// Mean yearly growth of the log from the first year to the last; years between may be missing.
  private static func growth(_ series: [Int: Double], over years: [Int]) -> Double {
    guard let first = years.first, let last = years.last, last > first,
      let start = series[first], let end = series[last]
    else { return 0 }
    return logarithm(end / start) / Double(last - first)
  }

  private static func growths(_ series: [Int: Double], upTo last: Int) -> [Double] {
    series.keys.sorted().compactMap { year in
      guard year <= last, let now = series[year], let before = series[year - 1], before > 0, now > 0
      else { return nil }
      return logarithm(now / before)
    }
  }

  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  static func deviation(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let centre = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) }
    return (squares / Double(values.count - 1)).squareRoot()
  }

  /// Yearly ceasing rates vary; a level is known as well as the mean of the years seen, of which there are at most three.
  private static func ceasing(
    _ local: PublishedFigures, england: PublishedFigures, lastYear: Int
  ) -> Noise {
    let rates = shares(local, measure: "ceased", upTo: lastYear).map(logarithm)
    let own = deviation(rates)
    // Two or three years say little of their own spread: it counts with one more year of a spread of a quarter.
    let prior = 0.25
    let years = Double(rates.count)
    let pooled =
      rates.count > 1
      ? ((own * own * (years - 1) + prior * prior) / years).squareRoot() : prior
    return Noise(level: pooled / max(1, years).squareRoot(), year: pooled / 2)
  }

  /// A yearly flow as a share of the January plans it started from.
  private static func shares(
    _ figures: PublishedFigures, measure: String, upTo last: Int
  ) -> [Double] {
    (figures.flowsByYear[measure] ?? [:]).sorted { $0.key < $1.key }.compactMap { year, value in
      guard year <= last, let plans = figures.plansByProvision[year]?.reduce(0, +), plans > 0,
        value > 0
      else { return nil }
      return value / plans
    }
  }

  /// January + new − ceased never meets the next January: what is left after transfers in at England's rate.
  static func residuals(
    _ local: PublishedFigures, england: PublishedFigures, lastYear: Int
  ) -> [(year: Int, share: Double)] {
    (local.flowsByYear["ceased"] ?? [:]).keys.sorted().compactMap {
      year -> (year: Int, share: Double)? in
      guard year <= lastYear, let gap = gap(local, year),
        let transfers = england.flowsByYear["ceased_transfer"]?[year],
        let national = england.plansByProvision[year]?.reduce(0, +), national > 0
      else { return nil }
      return (year, gap - transfers / national)
    }
  }

  private static func gap(_ figures: PublishedFigures, _ year: Int) -> Double? {
    guard let new = figures.flowsByYear["new_plans"]?[year],
      let ceased = figures.flowsByYear["ceased"]?[year],
      let opening = figures.plansByProvision[year]?.reduce(0, +), opening > 0,
      let closing = figures.plansByProvision[year + 1]?.reduce(0, +)
    else { return nil }
    return (closing - opening - new + ceased) / opening
  }
}
