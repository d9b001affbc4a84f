import Projection
import Vocabulary

/// Requests for an assessment and concluded assessments by calendar year, beside the new plans of a run.
///
/// A run projects new plans. What the evidence of requests and assessments says of them (`RequestPipeline`) gives the yields by which
/// its new plans are led back to assessments and requests: plans a concluded assessment, and requests a concluded assessment as the
/// pipeline expects them of each year. Both are expectations of the baseline, whatever the scenario and the draw.
public struct RequestOutlook: Sendable {
  /// What is counted.
  public enum Measure: String, CaseIterable, Sendable {
    /// Requests for an assessment received.
    case requests
    /// Assessments concluded, with a plan or without.
    case assessments
    /// Plans begun.
    case newPlans = "new_plans"
  }

  /// Where the figure of a calendar year comes from.
  public enum Basis: Sendable, Hashable {
    /// `flows_by_year.csv` has it.
    case published(Double)
    /// So many for each new plan of the run.
    case derived(perNewPlan: Double)
    /// The run itself: new plans.
    case projected
    /// Before the base census, and not in `flows_by_year.csv`.
    case notPublished
    /// Too little is published of requests and new plans to lead new plans back to them.
    case noYield
    /// After the last year of the run.
    case afterRun
  }

  /// Plans for each concluded assessment; nil where too little is published.
  public let yield: Double?
  /// Its standard error.
  public let yieldError: Double?
  /// Requests for each concluded assessment, by calendar year from the base census on; none where too little is published.
  public let requestsPerAssessment: [Double]

  private let baseCensus: Int
  private let years: Int
  private let flows: [String: [Int: Double]]

  /// Works the yields out from the evidence of a run, as its backlog is.
  public init(_ model: ScenarioModel) {
    let evidence = model.evidence
    baseCensus = model.baseCensus
    years = model.years
    flows = evidence.local.flowsByYear
    let pipeline = PipelineEstimate(evidence).pipeline
    yield = pipeline?.yield
    yieldError = pipeline?.yieldError
    requestsPerAssessment = pipeline.map { Self.ratios($0, years: model.years) } ?? []
  }

  /// Nothing where the pipeline expects a year without assessments.
  private static func ratios(_ pipeline: RequestPipeline, years: Int) -> [Double] {
    let assessments = pipeline.expectedAssessments(years: years)
    guard assessments.allSatisfy({ $0 > 0 }) else { return [] }
    return zip(pipeline.expectedRequests(years: years), assessments).map { $0 / $1 }
  }

  /// Where the figure of a calendar year comes from.
  public func basis(_ measure: Measure, in year: Int) -> Basis {
    let ahead = year - baseCensus
    guard ahead >= 0 else {
      return flows[measure.rawValue]?[year].map(Basis.published) ?? .notPublished
    }
    guard ahead < years else { return .afterRun }
    guard measure != .newPlans else { return .projected }
    guard let yield, requestsPerAssessment.indices.contains(ahead) else { return .noYield }
    return .derived(
      perNewPlan: measure == .requests ? requestsPerAssessment[ahead] / yield : 1 / yield)
  }
}
