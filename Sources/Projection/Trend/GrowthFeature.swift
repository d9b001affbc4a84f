import Vocabulary

/// What the growth of a group is regressed on, each against the mean of all authorities.
public enum GrowthFeature: String, CaseIterable, Sendable {
  /// Growth of the group over the last year.
  case growth
  /// Growth of the group over the year before.
  case earlierGrowth = "earlier_growth"
  /// The next younger group's plans against its own: those who will grow into it.
  case younger
  /// The next older group's plans against its own.
  case older
  /// Plans against people aged 0 to 17.
  case prevalence
  /// Growth of all plans over the last year.
  case totalGrowth = "total_growth"
  /// New plans of the last calendar year against all plans.
  case newPlans = "new_plans"
  /// Requests of the last calendar year against all plans.
  case requests

  /// The position in `allCases`.
  var index: Int {
    switch self {
    case .growth: 0
    case .earlierGrowth: 1
    case .younger: 2
    case .older: 3
    case .prevalence: 4
    case .totalGrowth: 5
    case .newPlans: 6
    case .requests: 7
    }
  }

  /// True for leads that fade by themselves: no later count of theirs is simulated.
  var isFlow: Bool { self == .newPlans || self == .requests }
}

/// The logarithm of a count, three plans up: a group without plans has one.
func logarithmOfPlans(_ plans: Double) -> Double { logarithm(plans + 3) }

extension GroupHistory {
  /// The features of a group at a census; nil where a figure they need is not published.
  func features(_ band: Int, at census: Int) -> [Double?] {
    GrowthFeature.allCases.map { feature($0, band, at: census) }
  }

  private func feature(_ feature: GrowthFeature, _ band: Int, at census: Int) -> Double? {
    switch feature {
    case .growth: difference(logPlans(census, band), logPlans(census - 1, band))
    case .earlierGrowth: difference(logPlans(census - 1, band), logPlans(census - 2, band))
    case .younger: difference(logPlans(census, band - 1), logPlans(census, band))
    case .older: difference(logPlans(census, band + 1), logPlans(census, band))
    case .prevalence:
      difference(logPlans(census, band), population[census - 1].flatMap(positiveLogarithm))
    case .totalGrowth: difference(logTotal(census), logTotal(census - 1))
    case .newPlans: difference(newPlans[census - 1].map(logarithmOfPlans), logTotal(census))
    case .requests: difference(requests[census - 1].map(logarithmOfPlans), logTotal(census))
    }
  }

  /// The logarithm of a group's plans; nil where they are not published or the group does not exist.
  func logPlans(_ census: Int, _ band: Int) -> Double? {
    guard AgeBand.allCases.indices.contains(band) else { return nil }
    return plans(census, band).map(logarithmOfPlans)
  }

  func logTotal(_ census: Int) -> Double? { total(census).map(logarithmOfPlans) }

  private func difference(_ left: Double?, _ right: Double?) -> Double? {
    guard let left, let right else { return nil }
    return left - right
  }

  private func positiveLogarithm(_ value: Double) -> Double? {
    value > 0 ? logarithm(value) : nil
  }
}

/// Mean and spread of the features of a group over the authorities at a census.
public struct FeatureCentre: Sendable, Hashable {
  /// By feature: the mean, weighted by plans; nil where fewer than twenty authorities have it.
  public let mean: [Double?]
  /// By feature: how far from the mean a value counts, four robust standard deviations.
  public let limit: [Double]

  /// Values given elsewhere.
  public init(mean: [Double?], limit: [Double]) {
    self.mean = mean
    self.limit = limit
  }

  /// - Parameters:
  ///   - rows: the features of each authority.
  ///   - weights: their plans; those with none do not count.
  init(_ rows: [[Double?]], weights: [Double]) {
    var means: [Double?] = []
    var limits: [Double] = []
    for feature in GrowthFeature.allCases.indices {
      let known = rows.indices.filter { rows[$0][feature] != nil && weights[$0] > 0 }
      guard known.count >= Self.leastAuthorities else {
        means.append(nil)
        limits.append(0)
        continue
      }
      let values = known.map { rows[$0][feature] ?? 0 }
      let mean = weightedMean(values, weights: known.map { weights[$0] })
      means.append(mean)
      limits.append(4 * robustDeviation(values.map { $0 - mean }))
    }
    mean = means
    limit = limits
  }

  /// Fewer authorities say nothing of a mean.
  static let leastAuthorities = 20

  /// A value's distance from the mean, not counted beyond the limit; 0, the mean itself, where it is not known.
  func deviation(_ value: Double?, _ feature: Int) -> Double {
    guard let value, let mean = mean[feature] else { return 0 }
    return limited(value - mean, feature)
  }

  func limited(_ deviation: Double, _ feature: Int) -> Double {
    min(max(deviation, -limit[feature]), limit[feature])
  }
}

/// The mean of values by weights that do not all vanish.
func weightedMean(_ values: [Double], weights: [Double]) -> Double {
  var (sum, total) = (0.0, 0.0)
  for (value, weight) in zip(values, weights) {
    sum += value * weight
    total += weight
  }
  return total > 0 ? sum / total : 0
}

/// A standard deviation about 0 that outliers do not move: the median distance over that of a normal law.
func robustDeviation(_ values: [Double]) -> Double { median(values.map(abs)) / 0.674_489_750_2 }

/// The middle value, or the mean of the two middle ones; 0 of none.
func median(_ values: [Double]) -> Double {
  let sorted = values.sorted()
  guard !sorted.isEmpty else { return 0 }
  let middle = sorted.count / 2
  return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}
