import Vocabulary

extension ProjectionDraw {
  /// How each band of a year is brought to its total; empty where there are no totals to meet.
  ///
  /// - Parameter heads: plans a year older by NCY × provision.
  func bandPlans(year: Int, heads: [Int32]) -> [BandPlan] {
    guard let totals, year < totals.years else { return [] }
    let assumptions = model.assumptions
    let (newPlans, ceasing) = (
      assumptions.trend.variance(year), assumptions.ceasingNoise.variance(year)
    )
    return (0..<GroupTotals.bands).map { band in
      BandPlan(
        total: totals[year, band],
        outlook: LeavingOutlook(
          model, band: band, heads: heads, odds: parameters.ceasingOdds[year],
          residual: parameters.residual[year], year: year),
        expectedNew: model.newPlanSpread.totals[year][band] * newPlanFactor(year),
        newPlanVariance: newPlans, ceasingVariance: ceasing)
    }
  }

  /// What the baseline of this draw did in a year; empty where there is nothing to follow.
  func followed(_ year: Int) -> [GroupAdjustment] {
    guard let path, year < path.adjustments.count else { return [] }
    return path.adjustments[year]
  }

  /// What a draw multiplies the new plans of a year by.
  func newPlanFactor(_ year: Int) -> Double {
    parameters.newPlanFactor[year] * model.backlogFactor[year]
  }

  /// What leaving asks of every NCY × provision with plans.
  func leavingRows(_ bands: [GroupAdjustment], year: Int, heads: [Int32]) -> [LeavingRow] {
    let tables = model.tables
    let first = year * heads.count
    return heads.indices.map { row in
      guard heads[row] > 0 else { return LeavingRow() }
      let band = model.bands.ofNCY[row / tables.provisions]
      let factor = bands.isEmpty ? 1 : bands[band].leavingOdds
      return LeavingRow(
        ceasing: tables.ceasing[first + row], odds: parameters.ceasingOdds[year] * factor,
        transferOut: tables.transferOut[row])
    }
  }

  /// New plans: as the bands say, and at the draw's own rate where they say nothing.
  func addNewPlans(_ bands: [GroupAdjustment], _ step: YearStep) {
    guard !bands.isEmpty else {
      addNewPlans(model.newPlanRows, step)
      return
    }
    let baseline = path?.newPlans ?? model.newPlanSpread
    let (expected, own) = (baseline.expected[step.year], model.newPlanSpread.expected[step.year])
    for band in bands.indices where bands[band].newPlans > 0 {
      let count = Int(bands[band].newPlans)
      let splits = baseline.splits[step.year][band]
      if splits.isEmpty {
        step.addLikeStock(count, model.bands.cells[band])
      } else {
        step.addNewPlans(count, splits, baseline: expected, own: own)
      }
    }
    // What the baseline does not expect at all cannot be a multiple of it.
    addNewPlans(model.newPlanRows.filter { expected[$0] == 0 }, step)
  }

  /// New plans of some NCY × need at the draw's own rate.
  private func addNewPlans(_ origins: [Int], _ step: YearStep) {
    let factor = newPlanFactor(step.year)
    let rates = model.assumptions.newPlanRate
    let factors = model.assumptions.newPlanFactor[step.year]
    for origin in origins {
      step.addNewPlans(origin, rate: rates[origin] * factor * factors[origin])
    }
  }
}
