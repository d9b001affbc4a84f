import NumericalCore

/// What England's evidence says to every authority.
struct PipelineNation {
  let evidence: PipelineEvidence
  let settings: PipelineSettings
  /// Calendar years with requests and new plans.
  let years: [Int]
  /// Mean yearly growth of requests, log, before damping.
  let growth: Double
  /// How far a year's growth strays from that, log.
  let growthDeviation: Double
  /// Plans for each concluded assessment.
  let yield: Double
  /// Concluded assessments for each request that England's share of refusals leaves.
  private(set) var conversion = 1.0

  /// Nil where fewer than two years of requests and new plans are published.
  init?(_ evidence: PipelineEvidence, settings: PipelineSettings) {
    let years = evidence.years(with: \.requests).filter { (evidence[$0, \.newPlans] ?? 0) > 0 }
    guard let last = years.last, years.count >= 2 else { return nil }
    self.evidence = evidence
    self.settings = settings
    self.years = years
    let first = years.first { $0 >= last - 2 && $0 < last } ?? years[years.count - 2]
    growth =
      logarithm((evidence[last, \.requests] ?? 1) / (evidence[first, \.requests] ?? 1))
      / Double(last - first)
    growthDeviation = Self.deviation(evidence, years, prior: settings.nationalGrowthDeviation)
    yield =
      PipelineYield.pooled(evidence).map { $0.plans / $0.assessed } ?? settings.yield
    conversion = PipelineConversion(evidence, nation: self)?.ratio ?? 1
  }

  /// England's share of requests refused in a year; of a year without figures, the mean of those with them.
  func refusalShare(_ year: Int) -> Double {
    if let share = Self.share(evidence, year) { return share }
    let shares = years.compactMap { Self.share(evidence, $0) }
    return shares.isEmpty ? 0.22 : shares.reduce(0, +) / Double(shares.count)
  }

  /// Growth of requests from one year to the next, log, `ahead` years after the last.
  func growth(ahead: Int) -> Double {
    (0..<max(0, ahead)).reduce(growth) { value, _ in value * settings.damping }
  }

  static func share(_ evidence: PipelineEvidence, _ year: Int) -> Double? {
    guard let requests = evidence[year, \.requests], requests > 0,
      let refused = evidence[year, \.refused]
    else { return nil }
    return min(0.75, refused / requests)
  }

  /// Few years say little of their own spread: the prior counts as three more.
  private static func deviation(
    _ evidence: PipelineEvidence, _ years: [Int], prior: Double
  ) -> Double {
    let steps = years.compactMap { year -> Double? in
      guard let now = evidence[year, \.requests], let before = evidence[year - 1, \.requests],
        before > 0
      else { return nil }
      return logarithm(now / before)
    }
    let mean = steps.reduce(0, +) / Double(max(1, steps.count))
    let squares = steps.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let weight = Double(max(0, steps.count - 1)) + 3
    return ((squares + 3 * prior * prior) / weight).squareRoot()
  }
}

/// Plans and concluded assessments of the years that publish both.
enum PipelineYield {
  static func pooled(
    _ evidence: PipelineEvidence
  ) -> (plans: Double, assessed: Double, years: Int)? {
    let years = evidence.years(with: \.assessed).filter { evidence[$0, \.newPlans] != nil }
    guard !years.isEmpty else { return nil }
    let plans = years.reduce(0) { $0 + (evidence[$1, \.newPlans] ?? 0) }
    let assessed = years.reduce(0) { $0 + (evidence[$1, \.assessed] ?? 0) }
    return (min(plans, 0.99 * assessed), assessed, years.count)
  }

  /// The authority's own, shrunk to England's by years; with its standard error.
  static func shrunk(
    _ evidence: PipelineEvidence, nation: PipelineNation
  ) -> (value: Double, error: Double) {
    let settings = nation.settings
    guard let own = pooled(evidence) else { return (nation.yield, settings.yieldSpread) }
    let years = Double(own.years)
    let weight = years / (years + settings.yieldYears)
    return (
      weight * own.plans / own.assessed + (1 - weight) * nation.yield,
      settings.yieldSpread * (1 - weight).squareRoot()
    )
  }
}

/// Concluded assessments for each request that refusals leave, over the years with requests and new plans.
struct PipelineConversion {
  /// Own ratio.
  let ratio: Double
  /// The years it was taken over.
  let years: Int

  /// Nil without such a year.
  init?(_ evidence: PipelineEvidence, nation: PipelineNation) {
    let settings = nation.settings
    let years = evidence.years(with: \.requests).filter { evidence[$0, \.newPlans] != nil }
    let time = settings.yearsInProcess
    let back = exponential(-nation.growth(ahead: 1))
    var (plans, left) = (0.0, 0.0)
    for year in years {
      let now = Self.left(evidence, year, nation: nation)
      let before = years.contains(year - 1) ? Self.left(evidence, year - 1, nation: nation) : nil
      plans += evidence[year, \.newPlans] ?? 0
      left += time * (before ?? now * back) + (1 - time) * now
    }
    guard plans > 0, left > 0 else { return nil }
    ratio = plans / nation.yield / left
    self.years = years.count
  }

  /// Requests of a year less refusals, whose share is mixed of own and England's.
  static func left(_ evidence: PipelineEvidence, _ year: Int, nation: PipelineNation) -> Double {
    let national = nation.refusalShare(year)
    let own = PipelineNation.share(evidence, year) ?? national
    let weight = nation.settings.refusalWeight
    return (evidence[year, \.requests] ?? 0) * (1 - weight * own - (1 - weight) * national)
  }

  /// The authority's own, shrunk to England's on the log scale; with its standard error.
  static func shrunk(
    _ evidence: PipelineEvidence, nation: PipelineNation
  ) -> (value: Double, error: Double) {
    let settings = nation.settings
    guard let own = PipelineConversion(evidence, nation: nation) else {
      return (nation.conversion, settings.conversionSpread)
    }
    let weight = Double(own.years) / (Double(own.years) + settings.conversionYears)
    let log = weight * logarithm(own.ratio / nation.conversion)
    return (
      nation.conversion * exponential(log),
      settings.conversionSpread * (1 - weight).squareRoot()
    )
  }
}
