import NumericalCore

extension RequestPipeline {
  /// One year without chance, in children.
  struct Course {
    var requests: Double
    var inProcess: Double
    var completed: Double
  }

  /// New plans in each of the `years` calendar years after `lastYear`, without chance.
  ///
  /// - Complexity: O(years).
  public func expectedNewPlans(years: Int) -> [Double] {
    courses(years: years).map { yield * $0.completed }
  }

  /// Children in process at the end of each of those years, without chance.
  public func expectedInProcess(years: Int) -> [Double] {
    courses(years: years).map(\.inProcess)
  }

  /// Requests for an assessment in each of those years, without chance.
  public func expectedRequests(years: Int) -> [Double] {
    courses(years: years).map(\.requests)
  }

  /// Assessments concluded in each of those years, without chance: with a plan or without.
  public func expectedAssessments(years: Int) -> [Double] {
    courses(years: years).map(\.completed)
  }

  func courses(years: Int, startingWith start: Double? = nil) -> [Course] {
    let hidden = lastYear - lastObserved
    var now = Course(requests: requests, inProcess: start ?? inProcess, completed: completed)
    let all = (1...max(1, hidden + years)).map { ahead in
      let rise = exponential(growth(ahead: ahead))
      let asked = now.requests * rise
      let decided = acceptance * asked * (ahead > hidden ? requestFactor : 1)
      let capacity = now.completed * rise * (ahead == 1 ? capacityFactor : 1)
      let done = completions(inProcess: now.inProcess, decided: decided, capacity: capacity)
      now = Course(
        requests: asked, inProcess: now.inProcess + decided - done, completed: done)
      return now
    }
    return Array(all.dropFirst(hidden).prefix(years))
  }

  /// log(new plans expected in the calendar year after `lastYear` ÷ `stock`).
  ///
  /// - Parameter stock: plans at the January census after `lastYear`, above 0.
  public func pressure(stock: Double) -> Double {
    let expected = expectedNewPlans(years: 1).first ?? 0
    return logarithm(expected / stock).rounded(toSignificantDigits: 10)
  }

  /// What the pipeline says in a few figures.
  public var summary: PipelineSummary {
    let steady = timeInProcess * acceptance * requests
    let next = expectedNewPlans(years: 1).first ?? 0
    let without = yield * (courses(years: 1, startingWith: steady).first?.completed ?? 0)
    return PipelineSummary(
      calendarYear: lastObserved, backlog: yield * inProcess,
      backlogError: yield * inProcessError, steadyBacklog: yield * steady,
      months: 12 * inProcess / completed, atPace: yield * acceptance * requests, expected: next,
      fromBacklog: next - without)
  }
}

/// What the pipeline says in a few figures, for printing.
public struct PipelineSummary: Sendable, Hashable {
  /// The calendar year at whose end the backlog stands.
  public let calendarYear: Int
  /// Plans that will come of the children between decision and plan.
  public let backlog: Double
  /// Standard error of `backlog`, plans.
  public let backlogError: Double
  /// Plans that would come of them if decisions and completions had kept pace at the mean time in process.
  public let steadyBacklog: Double
  /// Months of work that they are at the last year's completions.
  public let months: Double
  /// Plans a year if as many assessments were concluded as were decided upon in that calendar year.
  public let atPace: Double
  /// New plans expected in the first calendar year after the last of evidence.
  public let expected: Double
  /// How many of those come of working off what stands above the steady backlog (negative: of its being below).
  public let fromBacklog: Double
}

extension PipelineEvidence {
  /// log(new plans expected in the calendar year after `lastYear` ÷ plans at the January census after `lastYear`), a covariate of growth.
  ///
  /// Flows after `lastYear` and plans after that January are not read. Give England's evidence as both for England's own.
  ///
  /// - Returns: nil where there is no pipeline, or no plans are known at that January.
  public func pressure(
    lastYear: Int, england: PipelineEvidence, settings: PipelineSettings = PipelineSettings()
  ) -> Double? {
    let estimate = PipelineEstimate(self, england: england, lastYear: lastYear, settings: settings)
    guard let pipeline = estimate.pipeline, let plans = pipeline.plansAtCensus, plans > 0,
      (pipeline.expectedNewPlans(years: 1).first ?? 0) > 0
    else { return nil }
    return pipeline.pressure(stock: plans)
  }
}
