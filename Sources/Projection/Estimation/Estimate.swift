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
    let shrinkage = settings.shrinkage
    let plans = NewPlans(
      local, england: england, population: people.past, englandPopulation: people.england,
      by: shrinkage)
    let moves = Moves(local, leaving: leaving.localLastYear.leaving)
    let englandMoves = Moves(england, leaving: leaving.englandLastYear.leaving)
    let rates = Self.leavingEarlyYears(
      Self.withMidPhaseFactor(
        moves.rates(england: englandMoves, by: shrinkage), settings.midPhaseFactor, space: space),
      space: space)
    assumptions = Self.assembled(
      space: space, cube: cube, plans: plans, people: people, leaving: leaving, rates: rates,
      trends: trends, settings: settings)
    let report = EstimationReport(
      evidence: evidence, cube: cube, leaving: leaving, trends: trends, moves: moves,
      settings: settings, people: people)
    log = report.log(assumptions)
    findings = report.findings()
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

/// Population by NCY: of the year of the flows, of the projected years, and England's.
struct PopulationPath {
  /// The year of the flows, by NCY.
  let past: [Double]
  /// England in the year of the flows, by NCY.
  let england: [Double]
  /// By projected year and NCY.
  let projected: [[Double]]
  /// The mid-year that England's figures were aged on from, if they were.
  let englandYear: Int

  init(_ evidence: Evidence, variant: String, years: Int) throws {
    let census = evidence.authority.baseCensus
    guard let own = evidence.local.population[variant], let last = own.keys.max() else {
      throw EstimationError.missing("population of the variant '\(variant)'")
    }
    guard last >= census else {
      throw EstimationError.populationEnds(variant: variant, last: last)
    }
    guard let flows = Self.agedOn(own, to: census - 1) else {
      throw EstimationError.missing("population of mid-\(census - 1)")
    }
    past = Self.byNCY(flows.people)
    // A gap ends the projection: a later year must not take its place.
    projected = (0..<years).map { own[census + $0] }.prefix { $0 != nil }
      .compactMap { $0.map(Self.byNCY) }
    let national = evidence.england.population.sorted { $0.key < $1.key }.first?.value ?? [:]
    guard let there = Self.agedOn(national, to: census - 1) else {
      throw EstimationError.missing("population of England up to mid-\(census - 1)")
    }
    england = Self.byNCY(there.people)
    englandYear = there.year
  }

  /// The figures of a mid-year, or those of the latest year before, everybody grown older and nobody moving or dying.
  private static func agedOn(_ series: [Int: [Double]], to year: Int) -> (
    people: [Double], year: Int
  )? {
    guard let latest = series.keys.filter({ $0 <= year }).max(), let people = series[latest] else {
      return nil
    }
    return (people.indices.map { people[max(0, $0 - (year - latest))] }, latest)
  }

  /// NCY n is age n + 4 at the mid-year before the census; "under 3" is ages 0 to 2.
  private static func byNCY(_ ages: [Double]) -> [Double] {
    NCY.range.map { ncy in
      ncy == NCY.range.lowerBound ? ages[0] + ages[1] + ages[2] : ages[NCY.age(ncy)]
    }
  }
}

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
    let fit = try Ceasing.shrunk(
      recent, england: national, starting: local.closingAged, by: settings.shrinkage)
    relaxation = fit.relaxation
    let width = local.space.provisions
    ceasing = fit.leaving.values.indices.map {
      fit.leaving.values[$0] * (1 - fit.transferShare[$0 / width])
    }
    transferOut = fit.leaving.values.indices.map {
      fit.leaving.values[$0] * fit.transferShare[$0 / width]
    }
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
