import NumericalCore
public import Vocabulary

/// What 150 authorities teach of one: how leads and lags of a group's growth go on, and how far
/// authorities stray from what is expected of them.
public struct FieldEstimate: Sendable, Hashable {
  /// The January census it was made at; nothing later was read.
  public let origin: Int
  /// Number of authorities.
  public let authorities: Int
  /// Group × feature: growth a year per unit of deviation.
  public let coefficients: [[Double]]
  /// Group × feature: posterior standard deviations.
  public let standardErrors: [[Double]]
  /// By group: variance of a year's growth that no number of plans reduces.
  public let noiseFloor: [Double]
  /// By group: variance of a year's growth times (plans + 3).
  public let noisePerPlan: [Double]
  /// Group × group: correlation of an authority's noise within a year.
  public let correlation: [[Double]]
  /// By group: mean and limits of the features at the origin, over the authorities.
  public let centres: [FeatureCentre]
  /// Group × feature: mean of the authorities less the feature of their sum, for use with England's figures alone.
  public let offsets: [[Double]]
  /// The median absolute error of past one-year forecasts of national growth.
  public let nationalError: Double

  /// Estimates from a panel, reading nothing after `origin`.
  public init(_ panel: GroupPanel, origin: Int, settings: TrendSettings) throws {
    let known = panel.known(at: origin)
    let first = known.authorities.compactMap { $0.plans.keys.min() }.min() ?? origin
    let sums = NationalSums(known.authorities)
    let bands = 0..<NationalGrowth.bands
    let transitions = bands.map { band in
      (first + 1 < origin ? Array((first + 1)..<origin) : []).compactMap {
        FieldTransition(known, band: band, census: $0)
      }
    }
    let regressions = try transitions.map {
      try FieldRegression($0, origin: origin, settings: settings)
    }
    let settled = bands.map { band in
      Self.settled(transitions[band], start: sums.start(of: band, upTo: origin), first: first)
    }
    let noise = FieldNoise(
      settled, coefficients: regressions.map(\.coefficients), origin: origin, settings: settings)
    self.origin = origin
    authorities = known.authorities.count { $0.total(origin) != nil }
    coefficients = regressions.map(\.coefficients)
    standardErrors = regressions.map(\.standardErrors)
    noiseFloor = noise.variances.map(\.floor)
    noisePerPlan = noise.variances.map(\.perPlan)
    correlation = noise.correlation
    centres = bands.map { band in
      FeatureCentre(
        known.authorities.map { $0.features(band, at: origin) },
        weights: known.authorities.map { $0.plans(origin, band) ?? 0 })
    }
    let whole = GroupHistory(sumOf: known.authorities, at: origin)
    let means = centres.map(\.mean)
    offsets = bands.map { band in
      zip(means[band], whole.features(band, at: origin)).map { mean, feature in
        guard let mean, let feature else { return 0 }
        return (mean - feature).rounded(toSignificantDigits: 10)
      }
    }
    nationalError =
      (NationalGrowth.medianError(known.authorities, origin: origin, settings: settings)
      ?? Self.usualError).rounded(toSignificantDigits: 10)
  }

  /// Values read from a table.
  init(_ table: FieldTable) {
    let features = GrowthFeature.allCases.map(\.rawValue)
    origin = Int(table.value("origin"))
    authorities = Int(table.value("authorities"))
    nationalError = table.value("national_error")
    coefficients = table.matrix("coefficient", features)
    standardErrors = table.matrix("standard_error", features)
    noiseFloor = table.column("noise_floor")
    noisePerPlan = table.column("noise_per_plan")
    correlation = table.matrix("correlation", AgeBand.allCases.map(\.rawValue))
    offsets = table.matrix("offset", features)
    centres = table.matrix("limit", features).map { limits in
      FeatureCentre(mean: limits.map { _ in nil }, limit: limits)
    }
  }

  /// Where a panel is too short to tell its own: the field's, 2012 to 2019.
  static let usualError = 0.018

  /// Without the first two years of a group that began late, unless there is nothing else.
  private static func settled(
    _ transitions: [FieldTransition], start: Int?, first: Int
  ) -> [FieldTransition] {
    guard let start, start > first else { return transitions }
    let later = transitions.filter { $0.census >= start + 2 }
    return later.isEmpty ? Array(transitions.suffix(1)) : later
  }
}

extension GroupHistory {
  /// The sum of the authorities that have everything a feature at `census` may need.
  init(sumOf authorities: [GroupHistory], at census: Int) {
    self.init(code: "sum")
    let whole = authorities.filter { history in
      let hasPlans = (0...2).allSatisfy { back in
        history.plans[census - back]?.contains { $0 == nil } == false
      }
      return hasPlans && history.total(census) != nil && history.total(census - 1) != nil
        && history.population[census - 1] != nil && history.newPlans[census - 1] != nil
        && history.requests[census - 1] != nil
    }
    for back in 0...2 {
      plans[census - back] = AgeBand.allCases.indices.map { band in
        whole.reduce(0) { $0 + ($1.plans(census - back, band) ?? 0) }
      }
    }
    population[census - 1] = whole.reduce(0) { $0 + ($1.population[census - 1] ?? 0) }
    newPlans[census - 1] = whole.reduce(0) { $0 + ($1.newPlans[census - 1] ?? 0) }
    requests[census - 1] = whole.reduce(0) { $0 + ($1.requests[census - 1] ?? 0) }
  }
}
