import Vocabulary

/// What England's figures of a pair of censuses say of the year between them.
struct EnglandYear {
  let space: StateSpace
  let cohorts: Cohorts
  /// Yearly probability of leaving, NCY entered × provision, that gives the leavers published by NCY and by provision.
  let leaving: CrossTable
  /// Moves as a share of those who stay, NCY entered × from × to: the least that explain both censuses.
  let moves: [Double]
  /// Plans that moved to another authority, as a share of the plans of the NCY entered: what comes in as well.
  let transferIn: [Double]
  /// January plans of the earlier census.
  let opening: CrossTable

  /// - Throws: `EstimationError` where a figure is missing.
  init(_ evidence: Evidence) throws {
    let census = evidence.authority.baseCensus
    space = StateSpace(evidence.codes)
    cohorts = try Cohorts(evidence.england, closingCensus: census, space: space)
    guard let before = evidence.england.plansByNCYProvision[census - 1],
      let margins = LeavingMargins(
        evidence.england, year: census - 1, scale: 1, cohorts: cohorts, exposure: cohorts.aged)
    else {
      throw EstimationError.missing(
        "ceased plans of England by NCY and by provision of \(census - 1)")
    }
    opening = before.spread()
    let fit = try Ceasing(
      byNCY: margins.byNCY, byProvision: margins.byProvision,
      transferShare: margins.transferShare, exposure: cohorts.aged)
    leaving = fit.leaving
    let net = Moves(cohorts, leaving: leaving)
    moves = net.heads.indices.map { net.exposed($0) > 0 ? net.heads[$0] / net.exposed($0) : 0 }
    let plans = cohorts.aged.rowSums
    transferIn = plans.indices.map {
      plans[$0] > 0 ? margins.byNCY[$0] * margins.transferShare[$0] / plans[$0] : 0
    }
  }
}

extension Trends {
  /// The mean of what flows left unexplained in the years before the one between the last two censuses; 0 of none.
  static func earlierResidual(_ figures: PublishedFigures, _ evidence: Evidence) -> Double {
    mean(
      residuals(
        figures, england: evidence.england, lastYear: evidence.authority.baseCensus - 2
      ).map(\.share))
  }
}
