import NumericalCore
public import Vocabulary

/// What the evidence says of an authority: everything the simulation needs, and how it was come by.
public struct Estimate: Sendable {
  /// The baseline's assumptions.
  public let assumptions: ProjectionAssumptions
  /// Every parameter with source and status.
  public let log: [Assumption]
  /// What a reader should know.
  public let findings: [Finding]
  /// What the assumptions were made of.
  let parts: EstimateParts

  /// Estimates an authority's assumptions for a number of years, fewer if its population ends before.
  ///
  /// - Throws: `EstimationError` where figures are missing; errors of raking and fitting that name the margin.
  public init(_ evidence: Evidence, years: Int, variant: String? = nil) throws {
    let settings = EstimationSettings(evidence.assumptions)
    let space = StateSpace(evidence.codes)
    let census = evidence.authority.baseCensus
    let people = try PopulationPath(
      evidence, variant: variant ?? evidence.authority.populationVariant, years: years)
    let local = try Cohorts(evidence.local, closingCensus: census, space: space)
    let england = try Cohorts(evidence.england, closingCensus: census, space: space)
    let cube = try OpeningCube(evidence.local, census: census, space: space)
    let leaving = try LeavingEstimate(evidence, local: local, england: england, settings: settings)
    let trends = try Trends(
      evidence.local, england: evidence.england, lastYear: census - 1, settings: settings)
    let plans = NewPlans(
      local, england: england, population: people.past, englandPopulation: people.england,
      settings: settings)
    let moves = Moves(local, leaving: leaving.localLastYear.leaving)
    let englandMoves = Moves(england, leaving: leaving.englandLastYear.leaving)
    let pooledMoves = PooledMoves(moves, england: englandMoves, settings: settings)
    let rates = Self.leavingEarlyYears(
      Self.withMidPhaseFactor(
        pooledMoves.rates, settings.midPhaseFactor, space: space),
      space: space)
    var assembled = Self.assembled(
      space: space, cube: cube, plans: plans, people: people, leaving: leaving, rates: rates,
      trends: trends, settings: settings)
    assembled.basePopulation = people.past
    assumptions = assembled
    parts = EstimateParts(
      space: space, leaving: leaving, trends: trends, plans: plans, moves: pooledMoves)
    let report = EstimationReport(
      evidence: evidence, cube: cube, leaving: leaving, trends: trends, moves: moves,
      settings: settings, people: people)
    log = report.log(assumptions, parts)
    findings = report.findings(parts)
  }

  private static func assembled(
    space: StateSpace, cube: OpeningCube, plans: NewPlans, people: PopulationPath,
    leaving: LeavingEstimate, rates: [Double], trends: Trends, settings: EstimationSettings
  ) -> ProjectionAssumptions {
    let level = exponential(trends.newPlanLevel)
    let trend = trends.newPlans
    return ProjectionAssumptions(
      space: space, opening: cube.heads,
      newPlanRate: rounded(plans.rates.map { $0 * level }),
      firstProvision: rounded(plans.firstProvision), population: people.projected,
      ceasing: rounded(leaving.ceasing), transferOut: rounded(leaving.transferOut),
      transferIn: rounded(leaving.transferIn), moves: rounded(rates),
      moveAffinity: rounded(Moves.affinity(cube.needProvision)),
      reviewFactor: settings.reviewFactor,
      residual: digits(trends.residual), residualNoise: digits(trends.residualNoise),
      trend: NewPlanTrend(
        growth: digits(trend.growth), growthDeviation: digits(trend.growthDeviation),
        damping: trend.damping,
        noise: digits(trend.noise)), ceasingNoise: digits(trends.ceasing),
      newPlanFactor: Array(
        repeating: Array(repeating: 1, count: space.ncys * space.needs),
        count: people.projected.count),
      ceasingFactor: Array(
        repeating: Array(repeating: 1, count: space.ncys), count: people.projected.count))
  }

  /// Nobody stays in an early years setting more than two years past its last: there nobody is left to estimate moves from.
  private static func leavingEarlyYears(_ rates: [Double], space: StateSpace) -> [Double] {
    let width = space.provisions
    let mainstream = space.codes.provision(of: .mainstream)
    var result = rates
    for (index, provision) in space.codes.provisions.enumerated()
    where provision.kind == .earlyYears {
      for ncy in NCY.range where ncy > provision.ncys.upperBound + 2 {
        let row = (NCY.index(ncy) * width + index) * width
        let sum = rates[row..<(row + width)].reduce(0, +)
        for to in 0..<width where sum > 0 { result[row + to] = rates[row + to] / sum }
        if sum == 0, let mainstream { result[row + mainstream] = 1 }
      }
    }
    return result
  }

  private static func withMidPhaseFactor(
    _ rates: [Double], _ factor: Double, space: StateSpace
  ) -> [Double] {
    guard factor != 1 else { return rates }
    let perNCY = space.provisions * space.provisions
    return rates.indices.map {
      Phase.isTransfer(entering: NCY.at($0 / perNCY)) ? rates[$0] : rates[$0] * factor
    }
  }

  /// Estimates are rounded before any draw, so that another BLAS gives the same bytes.
  private static func rounded(_ values: [Double]) -> [Double] { values.map(digits) }

  private static func digits(_ value: Double) -> Double {
    value.rounded(toSignificantDigits: 10)
  }

  private static func digits(_ noise: Noise) -> Noise {
    Noise(level: digits(noise.level), drift: digits(noise.drift), year: digits(noise.year))
  }
}
