import NumericalCore
public import Vocabulary

/// What a run expects of an authority's totals: the group trend, the counts it is conditioned on, and the
/// backlog of requests.
public struct DemandOutlook: Sendable {
  /// The totals of the age groups in each draw.
  public let groups: AnchoredForecaster
  /// The group trend.
  public let trend: AuthorityTrend
  /// The way from a request to a plan; nil where the evidence is too thin.
  public let pipeline: RequestPipeline?
  /// New plans of each projected year beyond those that last year's rates and growth give.
  public let backlog: [Double]?
  /// Every parameter with source and status.
  public let log: [Assumption]
  /// What a reader should know.
  public let findings: [Finding]

  /// What the counts that the run is conditioned on have done.
  public var anchorEffects: [AnchorEffect] { groups.effects }

  /// The names a folder may give in `evidence/assumptions.csv`, and the values they may have.
  public static let bounds = TrendSettings.bounds.merging(AnchorSettings.bounds) { first, _ in
    first
  }

  /// - Throws: `EstimationError.missing` where no plans of the base census are published.
  public init(_ evidence: Evidence, estimate: Estimate) throws {
    let origin = evidence.authority.baseCensus
    let years = estimate.assumptions.years
    let trend = try AuthorityTrend(
      evidence, origin: origin, years: years, settings: TrendSettings(evidence.assumptions))
    let requests = PipelineEstimate(evidence)
    let settings = AnchorSettings(evidence.assumptions)
    let needsNewPlans = evidence.anchors.contains { $0.measure == .plansIssued }
    let groups = AnchoredForecaster(
      trend.forecaster, anchors: evidence.anchors, origin: origin, years: years,
      expectedNewPlans: needsNewPlans
        ? AnchoredForecaster.expectedNewPlans(
          trend.forecaster, leavers: Self.leavers(estimate.assumptions), settings: settings) : [],
      settings: settings)
    self.trend = trend
    self.groups = groups
    pipeline = requests.pipeline
    backlog = requests.pipeline.map { Self.backlog($0, estimate.assumptions) }
    log =
      trend.log + requests.assumptions
      + (evidence.anchors.isEmpty ? [] : settings.log(evidence.assumptions))
    findings = trend.findings + requests.findings + groups.findings
  }

  /// What the pipeline expects beyond the rates, read in full for the first year and fading over three.
  ///
  /// Its spread is calibrated one year ahead; further out the rates' own growth says as much.
  private static func backlog(
    _ pipeline: RequestPipeline, _ assumptions: ProjectionAssumptions
  ) -> [Double] {
    let expected = pipeline.expectedNewPlans(years: min(3, assumptions.years))
    return expected.indices.map { year in
      let usual = assumptions.expectedNewPlans(year)
      let weight = 1 - Double(year) / 3
      return ((expected[year] - usual) * weight).rounded(toSignificantDigits: 10)
    }
  }

  /// Plans expected to end in each projected year less those moved in and the residual, as the opening stock would,
  /// growing as new plans do.
  private static func leavers(_ assumptions: ProjectionAssumptions) -> [Double] {
    let space = assumptions.space
    let width = space.cellsPerNCY
    var leaving = 0.0
    for cell in 0..<space.count where assumptions.opening[cell] > 0 {
      let heads = Double(assumptions.opening[cell])
      guard cell + width < space.count else {
        leaving += heads
        continue
      }
      let ncy = space.ncyIndex(of: cell + width)
      let row = ncy * space.provisions + space.provision(of: cell)
      let rate =
        assumptions.ceasing[row] + assumptions.transferOut[row] - assumptions.transferIn[ncy]
        - assumptions.residual
      leaving += heads * rate
    }
    let first = max(assumptions.expectedNewPlans(0), 1)
    return (0..<assumptions.years).map { leaving * assumptions.expectedNewPlans($0) / first }
  }
}

extension ProjectionAssumptions {
  /// New plans that the rates and their growth give in a projected year, no backlog counted.
  func expectedNewPlans(_ year: Int) -> Double {
    let plans = newPlanRate.indices.reduce(0) {
      $0 + newPlanRate[$1] * population[year][$1 / space.needs]
    }
    return plans * exponential(trend.growth * trend.yearsOfGrowth(year))
  }
}

extension TrendSettings {
  /// The tool's choices, some of them replaced by a folder.
  init(_ given: [String: (value: Double, provenance: Provenance)]) {
    self.init()
    for (name, item) in given { self[name] = item.value }
  }

  /// The names a folder may give, and the values they may have.
  public static let bounds: [String: ClosedRange<Double>] = Dictionary(
    uniqueKeysWithValues: catalogue.map { item in
      switch item.unit {
      case "share": (item.name, 0...1)
      case "degrees of freedom": (item.name, 2.5...1000)
      default: (item.name, 0...1_000_000)
      }
    })
}
