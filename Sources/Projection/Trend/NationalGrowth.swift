import Vocabulary

/// How the groups of all authorities together have grown, and will on the mean.
///
/// National growth goes on as it was, but each year a group closes part of the gap to the growth of the
/// next younger one, whose children grow into it. A group that has begun to exist fills year of age by year
/// of age: until the first children in it have left it, it grows by steps of the same size; then as the
/// next younger group does. Its first years' growth rates say nothing of the next.
public struct NationalGrowth: Sendable, Hashable {
  /// Groups, youngest first.
  static let bands = AgeBand.allCases.count

  /// Logarithmic growth of each group over the year to the origin; nil where it had hardly begun.
  let growth: [Double?]
  /// The same of all plans.
  let totalGrowth: Double
  /// Plans of each group at the origin.
  let plans: [Double]
  /// Yearly step in plans of a group that is filling, nil for the others.
  let step: [Double?]
  /// Years from the origin for which a filling group goes on to fill.
  let filling: [Int]

  /// - Parameters:
  ///   - histories: the authorities that make up the nation, or England alone.
  init(_ histories: [GroupHistory], origin: Int) {
    let sums = NationalSums(histories)
    growth = (0..<Self.bands).map { sums.growth($0, to: origin) }
    totalGrowth = sums.totalGrowth(to: origin) ?? 0
    plans = (0..<Self.bands).map { sums.plans($0, at: origin) }
    let starts = (0..<Self.bands).map { sums.start(of: $0, upTo: origin) }
    step = starts.enumerated().map { band, start in
      guard let start else { return 0 }
      // Where the series itself begins with the group in being, nothing is filling.
      guard start > sums.first, origin - start <= Self.fillingYears else { return nil }
      return sums.step(band, to: origin)
    }
    filling = starts.map { start in max(0, (start ?? origin) + Self.fillingYears - origin) }
  }

  /// Years until those who were first in a group of six years of age have left it.
  static let fillingYears = 5

  /// Expected logarithmic growth of each group in each projected year.
  func path(years: Int, settings: TrendSettings) -> [[Double]] {
    var current = growth.map { $0 ?? totalGrowth }
    var level = plans
    return (0..<years).map { year in
      let before = current
      current = (0..<Self.bands).map { band in
        let target = band < 2 ? totalGrowth : before[band - 1]
        return before[band] + settings.neighbourWeight * (target - before[band])
      }
      for band in 0..<Self.bands {
        guard band > 0, let step = step[band] else { continue }
        guard year < filling[band] else {
          if year == filling[band] { current[band] = before[band - 1] }
          continue
        }
        current[band] = level[band] > 0 ? logarithm(max(0.5, 1 + step / level[band])) : 0
        level[band] = max(0, level[band] + step)
      }
      let beyond = max(0, year + 1 - settings.undampedYears)
      let left = (0..<beyond).reduce(1.0) { share, _ in share * settings.damping }
      return current.map { $0 * left }
    }
  }
}

/// Sums over authorities, each year compared with the one before over those that have both.
struct NationalSums {
  private let histories: [GroupHistory]
  /// The first census with any plans.
  let first: Int

  init(_ histories: [GroupHistory]) {
    self.histories = histories
    first = histories.compactMap { $0.plans.keys.min() }.min() ?? 0
  }

  func plans(_ band: Int, at census: Int) -> Double {
    histories.reduce(0) { $0 + ($1.plans(census, band) ?? 0) }
  }

  private func total(at census: Int) -> Double {
    histories.reduce(0) { $0 + ($1.total(census) ?? 0) }
  }

  /// The first census at which a group holds a thousandth of all plans.
  func start(of band: Int, upTo census: Int) -> Int? {
    guard first > 0, first <= census else { return nil }
    return (first...census).first { year in
      plans(band, at: year) > 0.001 * total(at: year)
    }
  }

  /// Logarithmic growth over the year to a census; nil where the group had not begun.
  func growth(_ band: Int, to census: Int) -> Double? {
    guard let start = start(of: band, upTo: census - 1), start < census else { return nil }
    return growth(to: census) { $0.plans($1, band) }
  }

  func totalGrowth(to census: Int) -> Double? { growth(to: census) { $0.total($1) } }

  private func growth(
    to census: Int, _ value: (GroupHistory, Int) -> Double?
  ) -> Double? {
    var (now, before) = (0.0, 0.0)
    for history in histories {
      guard let closing = value(history, census), let opening = value(history, census - 1) else {
        continue
      }
      now += closing
      before += opening
    }
    return now > 0 && before > 0 ? logarithm(now / before) : nil
  }

  /// Mean yearly step of a group over the last two years, or one if there are no more.
  func step(_ band: Int, to census: Int) -> Double {
    let steps = [1, 2].compactMap { back -> Double? in
      let matched = histories.filter {
        $0.plans(census, band) != nil && $0.plans(census - back, band) != nil
      }
      let before = matched.reduce(0) { $0 + ($1.plans(census - back, band) ?? 0) }
      guard before > 0 else { return nil }
      let now = matched.reduce(0) { $0 + ($1.plans(census, band) ?? 0) }
      return (now - before) / Double(back)
    }
    return steps.last ?? plans(band, at: census)
  }
}

extension NationalGrowth {
  /// The median absolute error of past one-year forecasts of national growth, groups that are not young.
  ///
  /// - Returns: nil with fewer than four errors.
  static func medianError(
    _ histories: [GroupHistory], origin: Int, settings: TrendSettings
  ) -> Double? {
    let sums = NationalSums(histories)
    guard sums.first > 0, sums.first + 2 < origin else { return nil }
    let errors = ((sums.first + 2)..<origin).flatMap { census -> [Double] in
      let past = NationalGrowth(histories, origin: census)
      let expected = past.path(years: 1, settings: settings)[0]
      return (0..<(bands - 1)).compactMap { band in
        guard past.step[band] == nil, past.growth[band] != nil,
          let actual = sums.growth(band, to: census + 1)
        else { return nil }
        return abs(actual - expected[band])
      }
    }
    return errors.count < 4 ? nil : median(errors)
  }
}
