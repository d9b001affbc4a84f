/// What changed between two Januaries, in plans.
public struct CensusYear: Sendable, Hashable {
  /// The calendar year between the Januaries.
  public let calendarYear: Int
  /// Plans at its January.
  public let opening: Double
  /// Plans at the next January.
  public let closing: Double
  /// New plans.
  public let new: Double
  /// Plans ceased, transfers to other authorities included.
  public let ceased: Double

  /// Records a year.
  public init(calendarYear: Int, opening: Double, closing: Double, new: Double, ceased: Double) {
    self.calendarYear = calendarYear
    self.opening = opening
    self.closing = closing
    self.new = new
    self.ceased = ceased
  }

  /// The year's change of plans.
  public var change: Double { closing - opening }
  /// What new and ceased plans leave of the change: SEN2's stock and flow do not close.
  public var residual: Double { change - new + ceased }
}

/// How far a January lies from the trend of the year before, and what made the difference, in plans.
///
/// actual − own trend = new plans + ceased + residual, exactly; own trend is last year's change again. Compounded growth adds
/// `compounding` to the trend, so that actual − own growth = new plans + ceased + residual − compounding.
public struct SurpriseSplit: Sendable, Hashable {
  /// The plans that came.
  public let actual: Double
  /// Plans if the change of the year before came again.
  public let ownTrend: Double
  /// Plans if the growth rate of the year before came again.
  public let ownGrowth: Double
  /// More new plans than the year before.
  public let newPlans: Double
  /// Fewer ceased than the year before.
  public let ceased: Double
  /// A larger residual than the year before.
  public let residual: Double

  /// Compares two years one after the other; nil if they are not, or the first opens without plans.
  public init?(_ before: CensusYear, _ now: CensusYear) {
    guard now.calendarYear == before.calendarYear + 1, before.closing == now.opening,
      before.opening > 0
    else { return nil }
    actual = now.closing
    ownTrend = now.opening + before.change
    ownGrowth = now.opening * (now.opening / before.opening)
    newPlans = now.new - before.new
    ceased = before.ceased - now.ceased
    residual = now.residual - before.residual
  }

  /// What is to explain: actual less own trend.
  public var total: Double { actual - ownTrend }
  /// By how much compounded growth lies above the same change again.
  public var compounding: Double { ownGrowth - ownTrend }
}
