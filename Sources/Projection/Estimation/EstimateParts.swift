import Vocabulary

/// What an estimate's assumptions were made of: own figures, England's, and the pooling of both.
struct EstimateParts: Sendable {
  let space: StateSpace
  let leaving: LeavingEstimate
  let trends: Trends
  let plans: NewPlans
  let moves: PooledMoves

  /// The strengths of all kinds, in the order of the kinds.
  var strengths: [Strength] {
    let all =
      [plans.strengths.years, plans.strengths.needs, plans.strengths.levels]
      + [plans.first.strengths.needs, plans.first.strengths.levels] + leaving.pooled.strengths
      + [moves.strengths.moves, moves.strengths.levels]
    return StrengthKind.allCases.compactMap { kind in all.first { $0.kind == kind } }
  }

  /// The chance to keep a plan from one January to the next, with the authority; moving out of it is not keeping it.
  func survival(entering ncy: Int) -> Survival {
    let margin = leaving.pooled.byNCY
    let index = NCY.index(ncy)
    return Survival(
      ncy: ncy, own: margin.own(index).map { 1 - $0 }, england: 1 - margin.england[index],
      shrunk: 1 - margin.values[index], standardError: margin.deviation(index),
      ownWeight: margin.shrinkage[index].ownWeight(margin.exposure[index]),
      plans: margin.exposure[index])
  }
}

/// How many of those with a plan still have it with the authority a year later.
public struct Survival: Sendable, Hashable {
  /// The NCY entered: 15 for those who turn 19.
  public let ncy: Int
  /// The authority's own share as published; nil where it had nobody.
  public let own: Double?
  /// England's share.
  public let england: Double
  /// What the simulation uses: own and England's at the authority's level.
  public let shrunk: Double
  /// Standard deviation of the Beta posterior.
  public let standardError: Double
  /// The weight of the own share, 0 to 1.
  public let ownWeight: Double
  /// The authority's plans that the own share is of, all years of evidence together.
  public let plans: Double
}

extension Estimate {
  /// Every estimated parameter with its standard error.
  public var parameters: [FittedParameter] {
    ParameterTable(parts: parts, assumptions: assumptions).rows
  }

  /// How strongly the authority's rates are drawn to England's, by kind.
  public var strengths: [Strength] { parts.strengths }

  /// Survival from Year 12 on, by NCY entered.
  public var survival: [Survival] { (12...15).map { parts.survival(entering: $0) } }

  /// What January + new − ceased leaves of the next January after transfers in, by calendar year, as a share of own plans.
  public var residuals: [(year: Int, share: Double)] { parts.trends.residuals }
}
