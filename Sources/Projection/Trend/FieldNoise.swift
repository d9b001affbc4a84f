import NumericalCore

/// The yearly noise of authorities about what the regression expects of them.
struct FieldNoise {
  /// Variance of the logarithm of one group: floor + perPlan / (plans + 3).
  struct Variance: Sendable, Hashable {
    var floor: Double
    var perPlan: Double

    func value(plans: Double) -> Double { floor + perPlan / (plans + 3) }
  }

  /// By group.
  let variances: [Variance]
  /// Correlation between groups, group × group, 1 on the diagonal.
  let correlation: [[Double]]

  init(
    _ transitions: [[FieldTransition]], coefficients: [[Double]], origin: Int,
    settings: TrendSettings
  ) {
    let residuals = zip(transitions, coefficients).map { list, row in
      list.map { transition in
        NoiseYear(
          transition, residuals: transition.residuals(row),
          weight: (0..<(origin - 1 - transition.census)).reduce(1.0) { weight, _ in
            weight * settings.noiseRecency
          })
      }
    }
    let fitted = residuals.map(Self.variance)
    variances = fitted
    correlation = Self.correlation(residuals, fitted)
  }

  /// Weighted regression of squared residuals on 1 and 1/(plans + 3), those beyond three deviations brought
  /// to them, repeated until it hardly moves.
  private static func variance(_ years: [NoiseYear]) -> Variance {
    let rows = years.flatMap { year in
      year.residuals.compactMap { item -> (square: Double, inverse: Double, weight: Double)? in
        let plans = year.plans[item.authority]
        guard plans > 5 else { return nil }
        return (item.value * item.value, 1 / (plans + 3), year.weight)
      }
    }
    guard rows.count >= 30 else { return Variance(floor: 0.0025, perPlan: 1) }
    var variance = Variance(floor: 0.003, perPlan: 1)
    for _ in 0..<30 {
      var (one, cross, inverse, square, product) = (0.0, 0.0, 0.0, 0.0, 0.0)
      for row in rows {
        let expected = variance.floor + variance.perPlan * row.inverse
        let weight = row.weight / (expected * expected)
        let value = min(row.square, 9 * expected)
        one += weight
        cross += weight * row.inverse
        inverse += weight * row.inverse * row.inverse
        square += weight * value
        product += weight * value * row.inverse
      }
      let determinant = one * inverse - cross * cross
      guard determinant > 0 else { break }
      let floor = max((square * inverse - product * cross) / determinant, 1e-4)
      let perPlan = max((one * product - cross * square) / determinant, 0.05)
      variance = Variance(
        floor: (variance.floor + floor) / 2, perPlan: (variance.perPlan + perPlan) / 2)
    }
    return Variance(
      floor: variance.floor.rounded(toSignificantDigits: 10),
      perPlan: variance.perPlan.rounded(toSignificantDigits: 10))
  }

  /// Correlations of standardised residuals of the same authority and year.
  private static func correlation(_ years: [[NoiseYear]], _ variances: [Variance]) -> [[Double]] {
    let standard = zip(years, variances).map { list, variance in
      Dictionary(uniqueKeysWithValues: list.map { ($0.census, $0.standardised(variance)) })
    }
    let weights = years.flatMap { $0 }.reduce(into: [Int: Double]()) { $0[$1.census] = $1.weight }
    func product(_ left: Int, _ right: Int) -> Double {
      var sum = 0.0
      var total = 0.0
      for (census, weight) in weights.sorted(by: { $0.key < $1.key }) {
        guard let first = standard[left][census], let second = standard[right][census] else {
          continue
        }
        for (a, b) in zip(first, second) {
          guard let a, let b else { continue }
          sum += weight * a * b
          total += weight
        }
      }
      return total > 0 ? sum / total : left == right ? 1 : 0
    }
    let bands = years.indices
    let scale = bands.map { max(product($0, $0), 1e-12).squareRoot() }
    return bands.map { left in
      bands.map { right in
        left == right
          ? 1
          : (product(left, right) / scale[left] / scale[right]).rounded(toSignificantDigits: 10)
      }
    }
  }
}

/// The residuals of one group and year.
private struct NoiseYear {
  let census: Int
  let plans: [Double]
  let residuals: [(authority: Int, value: Double)]
  let weight: Double

  init(
    _ transition: FieldTransition, residuals: [(authority: Int, value: Double)], weight: Double
  ) {
    census = transition.census
    plans = transition.plans
    self.residuals = residuals
    self.weight = weight
  }

  /// By authority: residual over its standard deviation, at most three; nil where there is none.
  func standardised(_ variance: FieldNoise.Variance) -> [Double?] {
    var result = [Double?](repeating: nil, count: plans.count)
    for item in residuals {
      let value = item.value / variance.value(plans: plans[item.authority]).squareRoot()
      result[item.authority] = min(max(value, -3), 3)
    }
    return result
  }
}
