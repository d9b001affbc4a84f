import NumericalCore
import Vocabulary

/// The nation's growth to come, and its shocks.
public struct NationalPath: Sendable {
  /// Projected year × group.
  let expected: [[Double]]
  /// Plans by group at the origin.
  let plans: [Double]
  /// Standard deviation of a year's shock to growth.
  let shock: Double
  /// Growth of a group of the nation from a census to the origin.
  let growthSince: @Sendable (_ band: Int, _ census: Int) -> Double

  init(
    _ histories: [GroupHistory], origin: Int, years: Int, medianError: Double,
    settings: TrendSettings
  ) {
    let growth = NationalGrowth(histories, origin: origin)
    expected = growth.path(years: years, settings: settings).map { row in
      row.map { $0.rounded(toSignificantDigits: 10) }
    }
    plans = growth.plans
    shock = settings.shockWeight * medianError
    let sums = NationalSums(histories)
    growthSince = { band, census in
      guard census < origin else { return 0 }
      return ((census + 1)...origin).reduce(0) { $0 + (sums.growth(band, to: $1) ?? 0) }
    }
  }

  /// Shocks to growth by year and group: they fade, and part of each is common to all groups.
  func shocks(_ address: DrawAddress, years: Int, settings: TrendSettings) -> [[Double]] {
    let (common, own) = (settings.commonShare.squareRoot(), (1 - settings.commonShare).squareRoot())
    var current = [Double](repeating: 0, count: plans.count)
    return (1...max(1, years)).map { year in
      let shared = Self.normal(address, year: year, cell: TrendCells.allGroups)
      for band in current.indices {
        let step =
          common * shared
          + own * Self.normal(address, year: year, cell: TrendCells.nation[band])
        current[band] = settings.shockPersistence * current[band] + shock * step
      }
      return current
    }
  }

  private static func normal(_ address: DrawAddress, year: Int, cell: UInt64) -> Double {
    var stream = DrawStream(address, year: year, cell: cell, purpose: TrendCells.purpose)
    return NumericalCore.normal(using: &stream)
  }
}
