import Vocabulary

/// One year of one group over all authorities: how they grew against the nation, and what might explain it.
struct FieldTransition: Sendable {
  /// The January census the year began with.
  let census: Int
  /// The group.
  let band: Int
  /// By authority: deviations of the features from the mean, zero where not known.
  let features: [[Double]]
  /// By authority: growth less the mean's; nil where one of the two censuses is missing or zero.
  let growth: [Double?]
  /// By authority: plans at the opening census.
  let plans: [Double]

  /// The transition of a group; nil where it holds too little to be learned from.
  init?(_ panel: GroupPanel, band: Int, census: Int) {
    let authorities = panel.authorities
    let plans = authorities.map { $0.plans(census, band) ?? 0 }
    let changes = authorities.map { history -> Double? in
      guard let now = history.plans(census + 1, band), let before = history.plans(census, band),
        now > 0, before > 0
      else { return nil }
      return logarithmOfPlans(now) - logarithmOfPlans(before)
    }
    let known = changes.indices.filter { changes[$0] != nil }
    guard known.count >= FeatureCentre.leastAuthorities,
      known.reduce(0, { $0 + plans[$1] }) >= 3 * Double(authorities.count)
    else { return nil }
    let mean = weightedMean(
      known.map { changes[$0] ?? 0 }, weights: known.map { plans[$0] })
    let rows = authorities.map { $0.features(band, at: census) }
    let centre = FeatureCentre(rows, weights: plans)
    self.census = census
    self.band = band
    self.plans = plans
    growth = changes.map { $0.map { $0 - mean } }
    features = rows.map { row in row.indices.map { centre.deviation(row[$0], $0) } }
  }

  /// The authorities with a growth, and that growth, those beyond three robust deviations brought to them.
  var winsorised: [(authority: Int, growth: Double)] {
    let known = growth.indices.compactMap { index in growth[index].map { (index, $0) } }
    let limit = 3 * robustDeviation(known.map(\.1))
    return known.map { (authority: $0.0, growth: min(max($0.1, -limit), limit)) }
  }

  /// What the coefficients leave of the growth of each authority, less its weighted mean.
  func residuals(_ coefficients: [Double]) -> [(authority: Int, value: Double)] {
    let known = growth.indices.filter { growth[$0] != nil }
    let values = known.map { index in
      (growth[index] ?? 0)
        - zip(features[index], coefficients).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let mean = weightedMean(values, weights: known.map { plans[$0] })
    return zip(known, values).map { (authority: $0, value: $1 - mean) }
  }
}
