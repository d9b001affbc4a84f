/// What made one band of one year of a baseline's draw meet its total.
///
/// A scenario of the same draw does not meet the total. It meets the same luck: the same odds of leaving, the same new plans and
/// the same late endings, each in proportion to what the scenario changes.
public struct GroupAdjustment: Sendable, Hashable {
  /// Multiplies the odds of ceasing, on top of the draw's own noise.
  public var leavingOdds = 1.0
  /// New plans.
  public var newPlans: Int32 = 0
  /// Plans ended after the leavers were drawn; below 0, leavers who stayed after all.
  public var ended: Int32 = 0
  /// How many the baseline had to choose those from.
  public var among: Int32 = 0
  /// Plans from other authorities or unexplained ones that did not come: only where a total is less than these.
  public var turnedAway: Int32 = 0

  /// No adjustment and no new plans.
  public init() {}
}

/// What made every band and year of a baseline's draw meet its totals: what a scenario of the same draw follows.
public struct GroupPath: Sendable {
  /// Projected year × age band.
  public let adjustments: [[GroupAdjustment]]
  /// The baseline's expected new plans.
  public let newPlans: NewPlanSpread

  /// Describes the path of a draw.
  public init(_ adjustments: [[GroupAdjustment]], newPlans: NewPlanSpread) {
    self.adjustments = adjustments
    self.newPlans = newPlans
  }
}
