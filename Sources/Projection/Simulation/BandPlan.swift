import Vocabulary

/// How one age band of one year of one draw is brought to its total: the gap between the total and what the draw expects is shared
/// between new plans and ceasing.
///
/// Both are drawn with their own noise first; the gap is then shared in proportion to their variances. For normal numbers that is an
/// exact draw of the two given their difference (Matheron's rule; Doucet, "A note on efficient conditional simulation of Gaussian
/// distributions", 2010).
struct BandPlan {
  /// Plans at the closing census.
  let total: Int
  /// Multiplies the odds of ceasing.
  let leavingOdds: Double
  /// New plans expected.
  let newPlans: Double
  /// Variance of the count of leavers.
  let leavingVariance: Double

  /// - Parameters:
  ///   - expectedNew: new plans that the draw expects, its noise included.
  ///   - newPlanVariance: variance of the log of their level.
  ///   - ceasingVariance: variance of the log odds of ceasing.
  init(
    total: Int, outlook: LeavingOutlook, expectedNew: Double, newPlanVariance: Double,
    ceasingVariance: Double
  ) {
    let prior = outlook.expectation(odds: 1)
    let gap = Double(total) - prior.survivors - expectedNew
    let leaving = prior.slope * prior.slope * ceasingVariance + prior.variance
    let new = expectedNew * expectedNew * newPlanVariance + expectedNew
    let share = prior.slope < 0 ? leaving / (leaving + new) : 0
    let odds =
      share > 0 ? outlook.odds(expecting: prior.survivors + share * gap) : 1
    let chosen = outlook.expectation(odds: odds)
    self.total = total
    leavingOdds = odds
    newPlans = max(0, Double(total) - chosen.survivors)
    leavingVariance = chosen.variance
  }

  /// The share of a gap in heads that new plans make good; leavers make good the rest.
  var newPlanShare: Double {
    let sum = newPlans + leavingVariance
    return sum > 0 ? newPlans / sum : 0
  }
}
