import NumericalCore
import Projection
public import Vocabulary

/// What the group trend and the pipeline of requests say from a January census alone, beside what came.
public struct OutlookReport: Sendable, Hashable {
  /// The pipeline at the end of the year before the census.
  public struct Pipeline: Sendable, Hashable {
    /// Plans that will come of the children between decision and plan, and its standard error.
    public let backlog, backlogError: Double
    /// Months of work that they are.
    public let months: Double
    /// Of the new plans expected, those from working off what stands above the steady backlog.
    public let fromBacklog: Double
    /// New plans of the calendar year of the census: mean, and the 5th, 10th, 90th and 95th percentiles of its draws.
    public let expected: Double
    /// See `expected`.
    public let quantiles: [Double]
  }

  /// The January census it was made from; nothing later was read.
  public let origin: Int
  /// Plans of the next January: quantiles at `Spread.probabilities`.
  public let plans: [Double]
  /// The authority's growth of the last year compounded once more; nil where a census is missing.
  public let ownTrend: Double?
  /// What came; nil where it is not published yet.
  public let published: Double?
  /// New plans that came; nil where they are not published yet.
  public let publishedNewPlans: Double?
  /// The pipeline; nil where the evidence is too thin.
  public let pipeline: Pipeline?

  /// - Throws: `EstimationError.missing` where no plans of the census are published.
  public init(_ evidence: Evidence, origin: Int, draws: Int = 2000, seed: UInt64 = 2025) throws {
    let trend = try AuthorityTrend(evidence, origin: origin, years: 1)
    var totals = (0..<draws).map { draw -> Int64 in
      let heads = trend.forecaster.totals(
        DrawAddress(seed: seed, draw: UInt32(draw)), years: 1)
      return Int64(AgeBand.allCases.indices.reduce(0) { $0 + heads[0, $1] })
    }
    self.origin = origin
    plans = totals.withUnsafeMutableBufferPointer { summarised($0) }.quantiles
    let total = { (census: Int) in
      evidence.local.plansByProvision[census].map { $0.reduce(0, +) }
    }
    if let now = total(origin), let before = total(origin - 1), before > 0 {
      ownTrend = now * now / before
    } else {
      ownTrend = nil
    }
    published = total(origin + 1)
    publishedNewPlans = evidence.local.flowsByYear["new_plans"]?[origin]
    pipeline = Self.pipeline(evidence, origin: origin, draws: draws, seed: seed)
  }

  private static func pipeline(
    _ evidence: Evidence, origin: Int, draws: Int, seed: UInt64
  ) -> Pipeline? {
    let estimate = PipelineEstimate(
      PipelineEvidence(evidence.local, code: evidence.authority.onsCode),
      england: PipelineEvidence(evidence.england, code: PipelineEvidence.englandCode),
      lastYear: origin - 1)
    guard let pipeline = estimate.pipeline else { return nil }
    let issued = (0..<draws).map { draw in
      let path = pipeline.path(address: DrawAddress(seed: seed, draw: UInt32(draw)), years: 1)
      return Int64(path.years.first?.issued ?? 0)
    }.sorted()
    let summary = pipeline.summary
    return Pipeline(
      backlog: summary.backlog, backlogError: summary.backlogError, months: summary.months,
      fromBacklog: summary.fromBacklog, expected: summary.expected,
      quantiles: [0.05, 0.10, 0.90, 0.95].map { quantile(sorted: issued, probability: $0) })
  }
}
