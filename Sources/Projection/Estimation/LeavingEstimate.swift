import Vocabulary

/// Ceasing and transfers: as they were last year, and as they are expected.
struct LeavingEstimate {
  let localLastYear: Ceasing
  let englandLastYear: Ceasing
  let ceasing: [Double]
  let transferOut: [Double]
  let transferIn: [Double]
  /// Calendar years whose margins were averaged.
  let years: [Int]
  /// Leavers of the last year that the opening plans of their provision cannot hold.
  let beyondExposure: [Double]
  /// How far the provision margin of the expected rates had to give way.
  let relaxation: Double
  /// The margins that were pooled with England's.
  let pooled: PooledLeaving
  /// England's plans by NCY entered, which transfers in are told from.
  let englandPlans: [Double]

  init(
    _ evidence: Evidence, local: Cohorts, england: Cohorts, settings: EstimationSettings
  ) throws {
    let last = evidence.authority.baseCensus - 1
    guard
      let own = LeavingMargins(
        evidence.local, year: last, scale: 1, cohorts: local, exposure: local.aged),
      let theirs = LeavingMargins(
        evidence.england, year: last, scale: 1, cohorts: england, exposure: england.aged),
      let recent = LeavingEvidence(evidence.local, upTo: last, earlier: true, cohorts: local),
      let national = LeavingEvidence(
        evidence.england, upTo: last, earlier: false, cohorts: england)
    else { throw EstimationError.missing("ceased plans by NCY and by provision of \(last)") }
    localLastYear = try Self.fitted(own, exposure: local.aged)
    englandLastYear = try Self.fitted(theirs, exposure: england.aged)
    years = recent.margins.count == 1 ? [last] : [last - 1, last]
    beyondExposure = own.beyondExposure.indices.map { index in
      recent.margins.reduce(own.beyondExposure[index]) { max($0, $1.beyondExposure[index]) }
    }
    pooled = PooledLeaving(recent, england: national, settings: settings)
    let fit = try Ceasing.shrunk(pooled, starting: local.closingAged)
    relaxation = fit.relaxation
    let width = local.space.provisions
    ceasing = fit.leaving.values.indices.map {
      fit.leaving.values[$0] * (1 - fit.transferShare[$0 / width])
    }
    transferOut = fit.leaving.values.indices.map {
      fit.leaving.values[$0] * fit.transferShare[$0 / width]
    }
    englandPlans = england.aged.rowSums
    transferIn = england.aged.rowSums.indices.map { ncy in
      let plans = england.aged.rowSums[ncy]
      return plans > 0 ? theirs.byNCY[ncy] * theirs.transferShare[ncy] / plans : 0
    }
  }

  private static func fitted(_ margins: LeavingMargins, exposure: CrossTable) throws -> Ceasing {
    try Ceasing(
      byNCY: margins.byNCY, byProvision: margins.byProvision,
      transferShare: margins.transferShare, exposure: exposure)
  }
}

extension LeavingEvidence {
  /// The last year, and the one before if it is published, its counts brought to the last year's plans.
  init?(_ figures: PublishedFigures, upTo last: Int, earlier: Bool, cohorts: Cohorts) {
    let exposure = cohorts.exposureOverYear
    guard
      let now = LeavingMargins(
        figures, year: last, scale: 1, cohorts: cohorts, exposure: exposure)
    else { return nil }
    var margins = [now]
    if earlier, let plans = figures.plansByProvision[last]?.reduce(0, +),
      let before = figures.plansByProvision[last - 1]?.reduce(0, +), before > 0,
      let then = LeavingMargins(
        figures, year: last - 1, scale: plans / before, cohorts: cohorts, exposure: exposure)
    {
      margins.append(then)
    }
    self.margins = margins
    self.exposure = exposure
  }
}
