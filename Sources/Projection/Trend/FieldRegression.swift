import NumericalCore

/// Coefficients of one group, pooled over authorities and years and drawn to zero by a ridge.
struct FieldRegression {
  /// By feature.
  let coefficients: [Double]
  /// By feature: the posterior standard deviation.
  let standardErrors: [Double]

  /// Weighted least squares on deviations from the yearly means, with a Gaussian prior about zero.
  ///
  /// Authorities weigh by their plans, transitions by their recency and the inverse of their spread.
  /// The prior is worth `ridge` authorities of a year (Hoerl and Kennard 1970, doi 10.2307/1267351).
  init(_ transitions: [FieldTransition], origin: Int, settings: TrendSettings) throws {
    let count = GrowthFeature.allCases.count
    var information = SymmetricMatrix(order: count)
    var moments = [Double](repeating: 0, count: count)
    var observations = 0.0
    for transition in transitions {
      let rows = transition.winsorised
      let recency = (0..<(origin - 1 - transition.census)).reduce(1.0) { weight, _ in
        weight * settings.recency
      }
      let plans = rows.reduce(0) { $0 + transition.plans[$1.authority] }
      let spread = rows.reduce(0) {
        $0 + transition.plans[$1.authority] / plans * $1.growth * $1.growth
      }
      let scale = recency * Double(rows.count) / plans / (spread + 1e-9)
      observations += recency * Double(rows.count)
      for row in rows {
        let features = transition.features[row.authority]
        let weight = scale * transition.plans[row.authority]
        for left in 0..<count where features[left] != 0 {
          moments[left] += weight * features[left] * row.growth
          for right in 0...left {
            information[left, right] += weight * features[left] * features[right]
          }
        }
      }
    }
    for index in 0..<count {
      let own = information[index, index]
      information[index, index] = own > 0 ? own * (1 + settings.ridge / observations) : 1
      if own == 0 { moments[index] = 0 }
    }
    coefficients = try solvedPositiveDefinite(information, moments)
      .map { $0.rounded(toSignificantDigits: 10) }
    standardErrors = try (0..<count).map { index in
      var unit = [Double](repeating: 0, count: count)
      unit[index] = 1
      let column = try solvedPositiveDefinite(information, unit)
      return moments[index] == 0 ? 0 : column[index].squareRoot().rounded(toSignificantDigits: 10)
    }
  }
}
