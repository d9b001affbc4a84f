import NumericalCore

/// Requests → decision → assessment → plan, with the children in between as a stock.
///
/// In children, by calendar year: in process = in process a year before + decided − completed, exactly; completed is
/// (1 − inertia) × (in process + (1 − time) × decided) + inertia × capacity, where capacity is last year's completions,
/// grown as England's requests grow; issued is the share `yield` of completed. Requests grow with England's, damped:
/// an authority's own growth of requests reverses more than it lasts (`scripts/fit-pipeline`), so none of it is carried on.
public struct RequestPipeline: Sendable {
  /// The code in the addresses of its random numbers.
  public let code: String
  /// The last calendar year of evidence that was allowed; the first forecast year is the next.
  public let lastYear: Int
  /// The last calendar year that has requests and new plans; years up to `lastYear` are simulated, not read.
  public let lastObserved: Int
  /// Children between decision and plan at the end of `lastObserved`.
  public let inProcess: Double
  /// Standard error of `inProcess`.
  public let inProcessError: Double
  /// What flows imply for `inProcess`, where it was counted instead; nil where it was not.
  public let inProcessImplied: Double?
  /// Requests of `lastObserved`.
  public let requests: Double
  /// Requests of `lastObserved` without a decision at its end.
  public let undecided: Double
  /// Decisions to assess for each request.
  public let acceptance: Double
  /// Standard error of the log of `acceptance`.
  public let acceptanceError: Double
  /// Plans for each concluded assessment.
  public let yield: Double
  /// Standard error of `yield`.
  public let yieldError: Double
  /// Assessments concluded in `lastObserved`.
  public let completed: Double
  /// Mean years from decision to plan.
  public let timeInProcess: Double
  /// Multiplies the capacity of the first year after `lastObserved`; later years build on what was done.
  public var capacityFactor = 1.0
  /// Multiplies the requests of every year after `lastYear`.
  public var requestFactor = 1.0

  let settings: PipelineSettings
  /// England's yearly growth of requests, log, before damping.
  let growth: Double
  let growthDeviation: Double
  /// Whether this is England itself, which has no noise of its own beside the nation's.
  let isNation: Bool
  let gaps: [Int]
  /// Plans at the January census after `lastYear`.
  let plansAtCensus: Double?

  init?(_ evidence: PipelineEvidence, nation: PipelineNation, lastYear: Int) {
    let settings = nation.settings
    let time = TimeInProcess(evidence, settings: settings).years
    let conversion = PipelineConversion.shrunk(evidence, nation: nation)
    let share = PipelineYield.shrunk(evidence, nation: nation)
    guard
      let history = PipelineHistory(
        evidence, nation: nation, time: time, conversion: conversion.value, yield: share.value),
      lastYear - history.lastYear <= Self.oldest
    else { return nil }
    func kept(_ value: Double) -> Double { value.rounded(toSignificantDigits: 10) }
    code = evidence.code
    isNation = evidence.code == nation.evidence.code
    self.lastYear = lastYear
    lastObserved = history.lastYear
    let counted = evidence.inProcess[history.lastYear]
    inProcess = kept(counted ?? history.inProcess)
    inProcessError = kept(
      counted.map { $0 * settings.countedError } ?? (isNation ? history.error / 5 : history.error))
    inProcessImplied = counted.map { _ in kept(history.inProcess) }
    requests = kept(history.requests)
    undecided = kept(history.undecided)
    acceptance = kept(min(0.98, history.decided / history.requests))
    acceptanceError = kept(isNation ? 0 : conversion.error)
    yield = kept(min(0.99, share.value))
    yieldError = kept(isNation ? 0 : share.error)
    completed = kept(history.completed)
    timeInProcess = kept(time)
    growth = kept(nation.growth)
    growthDeviation = kept(nation.growthDeviation)
    gaps = history.gaps
    plansAtCensus = evidence.plansInJanuary[lastYear + 1]
    self.settings = settings
  }

  /// Years without flows at the end of the evidence that are simulated; with more there is no pipeline.
  static let oldest = 2

  /// Years between the first and the last of evidence without figures.
  public var yearsMissing: [Int] { gaps }

  /// How many children in process there are for each number of whole weeks since the request, up to three years: proportions.
  public var weeksInProcess: [Double] {
    TimeInProcess(years: timeInProcess).weeks(spread: settings.timeSpread)
  }

  /// England's growth of requests, log, in the year `ahead` years after `lastObserved`, damped.
  func growth(ahead: Int) -> Double {
    (0..<ahead).reduce(growth) { value, _ in value * settings.damping }
  }

  /// Assessments concluded in a year, before its chance, at most those there are.
  func completions(inProcess: Double, decided: Double, capacity: Double) -> Double {
    let demand = inProcess + (1 - timeInProcess) * decided
    let wanted = (1 - settings.inertia) * demand + settings.inertia * capacity
    return min(max(0, wanted), inProcess + decided)
  }
}
