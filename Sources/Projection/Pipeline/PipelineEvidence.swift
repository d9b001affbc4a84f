public import Vocabulary

/// What is published of one calendar year of the way from a request to a plan, in children; nil where it is not published.
///
/// A missing figure is never 0: what the model does without it is said at `RequestPipeline`.
public struct PipelineCounts: Sendable, Hashable {
  /// Requests for an assessment received in the year.
  public var requests: Double?
  /// Of those, refused.
  public var refused: Double?
  /// Of those, with a decision to assess.
  public var decidedToAssess: Double?
  /// Of those, without a decision at the end of the year.
  public var undecided: Double?
  /// Assessments concluded in the year: with a plan, without one, or withdrawn.
  public var assessed: Double?
  /// Plans begun in the year.
  public var newPlans: Double?
  /// Plans issued, excluding exceptions to the 20 weeks.
  public var timed: Double?
  /// Of those, issued within 20 weeks of the request.
  public var prompt: Double?

  /// Nothing is published.
  public init() {}
}

/// Requests, decisions, assessments and plans of one geography by calendar year.
public struct PipelineEvidence: Sendable, Hashable {
  /// The code that names the geography in the addresses of its random numbers, for example a DfE code.
  public let code: String
  /// Counts by calendar year.
  public var years: [Int: PipelineCounts]
  /// Plans at the January census of a year.
  public var plansInJanuary: [Int: Double]
  /// Children counted between decision and plan at the end of a calendar year, taken to be the January census after it.
  public var inProcess: [Int: Double] = [:]

  /// The code that stands for England.
  public static let englandCode = "england"

  /// Collects counts.
  public init(code: String, years: [Int: PipelineCounts], plansInJanuary: [Int: Double] = [:]) {
    self.code = code
    self.years = years
    self.plansInJanuary = plansInJanuary
  }

  /// Reads the published figures of a folder (`flows_by_year.csv`, `plans_by_provision.csv`).
  ///
  /// - Parameters:
  ///   - figures: of the authority, or of England.
  ///   - code: the authority's code, or `englandCode`.
  public init(_ figures: PublishedFigures, code: String) {
    self.code = code
    years = [:]
    for (field, measures) in Self.measures {
      for (year, value) in Self.sum(of: measures, in: figures.flowsByYear) {
        years[year, default: PipelineCounts()][keyPath: field] = value
      }
    }
    plansInJanuary = figures.plansByProvision.mapValues { $0.reduce(0, +) }
    for (january, count) in figures.inProcess {
      inProcess[january - 1] = count.inAssessment
      // What is published comes first: it was counted on the last day of the year.
      if years[january - 1]?.requests != nil, years[january - 1]?.undecided == nil {
        years[january - 1]?.undecided = count.awaitingDecision
      }
    }
  }

  /// The measures that make each count; of two rows for one count the later wins where it is published.
  private static var measures: [(WritableKeyPath<PipelineCounts, Double?>, [String])] {
    [
      (\.requests, ["requests"]), (\.refused, ["requests_refused"]),
      (\.decidedToAssess, ["decided_to_assess"]), (\.undecided, ["requests_undecided"]),
      (\.assessed, ["assessments_plan_issued", "assessments_plan_not_issued"]),
      (\.assessed, ["assessments"]), (\.newPlans, ["new_plans"]), (\.timed, ["plans_issued"]),
      (\.prompt, ["plans_issued_within_20_weeks"]),
    ]
  }

  /// The sum of measures in the years that have all of them.
  private static func sum(of measures: [String], in flows: [String: [Int: Double]]) -> [Int: Double]
  {
    guard let first = measures.first, var result = flows[first] else { return [:] }
    for measure in measures.dropFirst() {
      let other = flows[measure] ?? [:]
      result = result.filter { other[$0.key] != nil }
        .merging(other.filter { result[$0.key] != nil }) { $0 + $1 }
    }
    return result
  }

  /// The evidence as it stood when `lastYear` was the last calendar year known.
  func known(upTo lastYear: Int) -> PipelineEvidence {
    var result = self
    result.years = years.filter { $0.key <= lastYear }
    result.plansInJanuary = plansInJanuary.filter { $0.key <= lastYear + 1 }
    result.inProcess = inProcess.filter { $0.key <= lastYear }
    return result
  }

  /// Years whose requests cannot be the whole: fewer than a third of the plans begun.
  var yearsOfSlips: [Int] {
    years(with: \.requests).filter {
      3 * (self[$0, \.requests] ?? 0) < self[$0, \.newPlans] ?? 0
    }
  }

  /// The evidence with the requests of those years, and what is said of them, as missing.
  var withoutSlips: PipelineEvidence {
    var result = self
    for year in yearsOfSlips {
      for field in [\PipelineCounts.requests, \.refused, \.decidedToAssess, \.undecided] {
        result.years[year]?[keyPath: field] = nil
      }
    }
    return result
  }

  /// The years in which a count is published and above 0, in order.
  func years(with field: KeyPath<PipelineCounts, Double?>) -> [Int] {
    years.keys.sorted().filter { (years[$0]?[keyPath: field] ?? 0) > 0 }
  }

  subscript(_ year: Int, _ field: KeyPath<PipelineCounts, Double?>) -> Double? {
    years[year]?[keyPath: field]
  }
}
