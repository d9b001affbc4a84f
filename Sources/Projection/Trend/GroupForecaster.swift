public import NumericalCore
import Vocabulary

/// The plans of one authority by age group in the years to come, draw by draw.
///
/// A group's logarithm grows as the nation's does, plus what the authority's leads and lags are worth
/// (`FieldEstimate`), plus a national shock that is the same for every authority of a draw and fades, plus
/// the authority's own noise, which is correlated between groups and has the tails of Student's t.
/// The total is the sum of the groups of a draw.
public struct GroupForecaster: Sendable {
  /// The authority's ONS code, by which its random numbers are addressed.
  public let code: String
  /// The plans it starts from.
  public let opening: GroupOpening
  let settings: TrendSettings
  let field: FieldEstimate
  let path: NationalPath
  /// Group × feature: the authority's deviations at the origin.
  let leads: [[Double]]
  private let factor: [[Double]]
  private let cells: TrendCells

  /// - Parameters:
  ///   - history: the authority's, of which nothing after the origin is read.
  ///   - nation: growth of all authorities.
  ///   - centres: mean and limits of the features at the origin.
  /// - Returns: nil where the authority has no plans at the origin.
  init?(
    _ history: GroupHistory, origin: Int, nation: NationalPath, centres: [FeatureCentre],
    field: FieldEstimate, settings: TrendSettings
  ) {
    let known = history.known(at: origin)
    guard
      let opening = GroupOpening(
        known, origin: origin, nation: nation.plans, growth: nation.growthSince)
    else {
      return nil
    }
    code = history.code
    self.opening = opening
    self.settings = settings
    self.field = field
    path = nation
    leads = centres.indices.map { band in
      let features = known.features(band, at: origin)
      return features.indices.map { feature in
        guard let value = features[feature], let mean = centres[band].mean[feature] else {
          return 0
        }
        return value - mean
      }
    }
    self.centres = centres
    factor = lowerFactor(field.correlation)
    cells = TrendCells(code: history.code)
  }

  private let centres: [FeatureCentre]

  /// Plans by projected year and group in one draw, not rounded.
  ///
  /// - Complexity: O(years · groups · (groups + features)).
  public func plans(_ address: DrawAddress, years: Int) -> [[Double]] {
    var state = TrendState(opening.plans, leads: leads, nation: path.plans)
    let shocks = path.shocks(address, years: years, settings: settings)
    return (0..<years).map { year in
      let noise = ownNoise(address, year: year + 1)
      let expected = path.expected[min(year, path.expected.count - 1)]
      let growth = (0..<NationalGrowth.bands).map { band in
        expected[band] + lead(state, band, year: year)
      }
      state.grow(
        growth.indices.map { band in
          let scale = variance(band, plans: state.plans[band]).squareRoot()
          return growth[band] + shocks[year][band] + scale * noise[band]
        }, nation: zip(expected, shocks[year]).map { $0 + $1 })
      return state.plans
    }
  }

  /// What the authority's leads and lags add to the growth of a group in the first year.
  func openingLead(_ band: Int) -> Double {
    lead(TrendState(opening.plans, leads: leads, nation: path.plans), band, year: 0)
  }

  private func variance(_ band: Int, plans: Double) -> Double {
    field.noiseFloor[band] + field.noisePerPlan[band] / (plans + 3)
  }

  /// What the authority's deviations add to the growth of a group.
  private func lead(_ state: TrendState, _ band: Int, year: Int) -> Double {
    let fading = (0..<year).reduce(1.0) { left, _ in left * settings.flowPersistence }
    return GrowthFeature.allCases.reduce(0) { sum, feature in
      let deviation = centres[band].limited(state.deviation(feature, band), feature.index)
      return sum + field.coefficients[band][feature.index] * deviation
        * (feature.isFlow ? fading : 1)
    }
  }

  /// Correlated noise of unit variance with heavy tails, shared scale over the groups of a year.
  private func ownNoise(_ address: DrawAddress, year: Int) -> [Double] {
    let normals = cells.own.map { cell in
      var stream = DrawStream(address, year: year, cell: cell, purpose: TrendCells.purpose)
      return normal(using: &stream)
    }
    var stream = DrawStream(address, year: year, cell: cells.scale, purpose: TrendCells.purpose)
    let freedom = settings.degreesOfFreedom
    let scale = ((freedom - 2) / (2 * gamma(shape: freedom / 2, using: &stream))).squareRoot()
    return factor.map { row in scale * zip(row, normals).reduce(0) { $0 + $1.0 * $1.1 } }
  }
}

/// Addresses of the trend's random numbers.
struct TrendCells: Sendable {
  /// After the purposes of the cohort model.
  static let purpose: UInt8 = 32

  let own: [UInt64]
  let scale: UInt64

  init(code: String) {
    own = AgeBand.allCases.map { stableHash("trend|\(code)|\($0.rawValue)") }
    scale = stableHash("trend|\(code)|scale")
  }

  static let nation = AgeBand.allCases.map { stableHash("trend|nation|\($0.rawValue)") }
  static let allGroups = stableHash("trend|nation|all groups")
}

/// The groups of one authority and of the nation, year by year, and the deviations they imply.
private struct TrendState {
  private(set) var plans: [Double]
  private let leads: [[Double]]
  /// Growth of each group since the origin less the nation's.
  private var gain: [Double]
  private var lastGain: [Double]
  private var earlierGain: [Double]
  private var nation: [Double]
  private var totalGain = 0.0
  private var years = 0

  init(_ plans: [Double], leads: [[Double]], nation: [Double]) {
    self.plans = plans
    self.leads = leads
    self.nation = nation
    gain = plans.map { _ in 0 }
    lastGain = gain
    earlierGain = gain
  }

  /// A group's deviation: as at the origin, moved by what has happened since.
  func deviation(_ feature: GrowthFeature, _ band: Int) -> Double {
    let lead = leads[band][feature.index]
    return switch feature {
    case .growth: years == 0 ? lead : lastGain[band]
    case .earlierGrowth:
      years == 0 ? lead : years == 1 ? leads[band][GrowthFeature.growth.index] : earlierGain[band]
    case .younger: band == 0 ? 0 : lead + gain[band - 1] - gain[band]
    case .older: band == plans.count - 1 ? 0 : lead + gain[band + 1] - gain[band]
    case .prevalence: lead + gain[band]
    case .totalGrowth: years == 0 ? lead : totalGain
    case .newPlans, .requests: lead
    }
  }

  /// Moves everything on by a year of logarithmic growth.
  mutating func grow(_ growth: [Double], nation change: [Double]) {
    let before = logarithmOfPlans(plans.reduce(0, +))
    let nationBefore = nation.reduce(0, +)
    earlierGain = lastGain
    for band in plans.indices {
      let logarithm = min(logarithmOfPlans(plans[band]) + growth[band], 14)
      plans[band] = max(0, exponential(logarithm) - 3)
      lastGain[band] = growth[band] - change[band]
      gain[band] += lastGain[band]
      nation[band] *= exponential(change[band])
    }
    let nationGrowth =
      nationBefore > 0 ? logarithm(max(nation.reduce(0, +), 1) / nationBefore) : 0
    totalGain = logarithmOfPlans(plans.reduce(0, +)) - before - nationGrowth
    years += 1
  }
}

/// The lower factor L of a correlation matrix, L Lᵀ; a matrix that is not definite is drawn to independence.
private func lowerFactor(_ matrix: [[Double]]) -> [[Double]] {
  var shrink = 1.0
  while true {
    if let factor = cholesky(matrix, shrink: shrink) { return factor }
    shrink *= 0.95
  }
}

private func cholesky(_ matrix: [[Double]], shrink: Double) -> [[Double]]? {
  let order = matrix.count
  var factor = [[Double]](repeating: [Double](repeating: 0, count: order), count: order)
  for row in 0..<order {
    for column in 0...row {
      let value = row == column ? 1 : shrink * matrix[row][column]
      let sum = (0..<column).reduce(value) { $0 - factor[row][$1] * factor[column][$1] }
      if row == column {
        guard sum > 1e-9 else { return nil }
        factor[row][row] = sum.squareRoot()
      } else {
        factor[row][column] = sum / factor[column][column]
      }
    }
  }
  return factor
}

extension GroupForecaster: GroupTotalsSource {
  /// The plans of a draw in whole heads.
  public func totals(_ address: DrawAddress, years: Int) -> GroupTotals {
    GroupTotals(plans(address, years: years).map { $0.map { Int($0.rounded()) } })
  }
}
