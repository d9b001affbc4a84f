import NumericalCore

/// How long children are in process, read off the 20-week timeliness.
///
/// An assumption, since no mean time was published up to 2025: times from request to plan are log-normal with a log standard
/// deviation of `PipelineSettings.timeSpread`, so that 60 % within 20 weeks (England, 2019) are 19.4 weeks on average. The
/// decision takes the first 6 weeks (Special Educational Needs and Disability Regulations 2014, regulation 5).
struct TimeInProcess {
  static let statutoryWeeks = 20.0
  static let decisionWeeks = 6.0
  /// No time from decision to plan is shorter, in weeks.
  static let leastWeeks = 4.0

  /// Mean years from decision to plan.
  let years: Double

  /// A time that is known.
  init(years: Double) { self.years = years }

  /// - Parameters:
  ///   - promptShare: share of plans issued within 20 weeks; 0.02 to 0.98 count as such, what lies outside as the nearer.
  ///   - spread: standard deviation of the log time.
  init(promptShare: Double, spread: Double) {
    let share = min(0.98, max(0.02, promptShare))
    let logMean = -spread * normalQuantile(share) + spread * spread / 2
    let weeks = Self.statutoryWeeks * exponential(logMean) - Self.decisionWeeks
    years = max(Self.leastWeeks, weeks) * 7 / 365.25
  }

  /// From the last year whose timeliness is published: what is in process now depends on how long it takes now.
  init(_ evidence: PipelineEvidence, settings: PipelineSettings) {
    guard let year = evidence.years(with: \.timed).last(where: { evidence[$0, \.prompt] != nil }),
      let timed = evidence[year, \.timed], let prompt = evidence[year, \.prompt]
    else {
      self.init(years: settings.yearsInProcess)
      return
    }
    self.init(promptShare: prompt / timed, spread: settings.timeSpread)
  }

  /// How many of those in process on a day made their request so many whole weeks ago, up to three years, in proportion: as many
  /// begin each week, and those are left whose time is longer.
  func weeks(spread: Double) -> [Double] {
    let mean = years * 365.25 / 7 + Self.decisionWeeks
    let logMean = logarithm(mean) - spread * spread / 2
    let times = (0..<400).map {
      exponential(logMean + spread * normalQuantile((Double($0) + 0.5) / 400))
    }
    return (0..<156).map { week in
      Double(week) < Self.decisionWeeks ? 0 : Double(times.count { $0 > Double(week) })
    }
  }
}
