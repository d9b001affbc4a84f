import NumericalCore

/// The stock between decision and plan, year by year through the evidence of one geography, in children.
///
/// in process = steady + memory × (in process a year before − steady) + decided − completed, steady = time × decided.
/// A year without decisions or completions keeps what memory leaves of the difference from steady.
struct PipelineHistory {
  /// The last year with requests and new plans.
  let lastYear: Int
  /// Years between the first and last without decisions or completions.
  private(set) var gaps: [Int] = []
  /// Children in process at the end of the last year.
  private(set) var inProcess = 0.0
  /// Standard error of `inProcess`.
  private(set) var error = 0.0
  /// Decisions to assess in the last year.
  let decided: Double
  /// Concluded assessments in the last year.
  let completed: Double
  /// Requests of the last year.
  let requests: Double
  /// Requests of the last year without a decision at its end.
  let undecided: Double
  /// Decisions to assess that a year publishes or its requests make likely.
  private let decisions: [Int: Double]

  /// Nil where fewer than two years have requests, or none has both requests and new plans.
  init?(
    _ evidence: PipelineEvidence, nation: PipelineNation, time: Double, conversion: Double,
    yield: Double
  ) {
    let requested = evidence.years(with: \.requests)
    let flows = PipelineFlows(
      evidence: evidence, nation: nation, conversion: conversion, yield: yield)
    let both = requested.filter { (flows.completed($0) ?? 0) > 0 }
    guard requested.count >= 2, let first = both.first, let last = both.last,
      let decided = flows.decided(last), let completed = flows.completed(last),
      let requests = evidence[last, \.requests]
    else { return nil }
    lastYear = last
    self.decided = decided
    self.completed = completed
    self.requests = requests
    undecided = flows.undecided(last, requests)
    decisions = Dictionary(
      uniqueKeysWithValues: requested.compactMap { y in flows.decided(y).map { (y, $0) } })
    inProcess = time * (flows.completed(first - 1) ?? flows.completed(first) ?? 0)
    error = inProcess / 2
    roll(flows, first...last, time: time)
  }

  private mutating func roll(_ flows: PipelineFlows, _ span: ClosedRange<Int>, time: Double) {
    let settings = flows.nation.settings
    let back = exponential(-flows.nation.growth(ahead: 1))
    var steady = time * (decisions[span.lowerBound] ?? 0) * back
    for year in span {
      let kept = steady + settings.memory * (inProcess - steady)
      error *= settings.memory
      guard let now = decisions[year], let done = flows.completed(year) else {
        gaps.append(year)
        inProcess = kept
        error = (error * error + Self.yearly(settings, steady / time)).squareRoot()
        continue
      }
      steady = time * now
      inProcess = max(kept + now - done, 0.3 * steady)
      error = (error * error + Self.yearly(settings, now)).squareRoot()
    }
  }

  /// Variance of a year's decided less completed: what memory does not keep was never there.
  private static func yearly(_ settings: PipelineSettings, _ decided: Double) -> Double {
    let deviation = settings.conversionNoise * decided
    return (1 - settings.memory) * deviation * deviation
  }
}

/// Decisions and completions of a year, published or worked out.
struct PipelineFlows {
  let evidence: PipelineEvidence
  let nation: PipelineNation
  let conversion: Double
  let yield: Double

  /// Assessments concluded: published, or new plans over the yield; nil without either.
  func completed(_ year: Int) -> Double? {
    evidence[year, \.assessed] ?? evidence[year, \.newPlans].map { $0 / yield }
  }

  /// Decisions to assess: published, with those of last year's undecided; or requests less refusals times the conversion.
  func decided(_ year: Int) -> Double? {
    guard let requests = evidence[year, \.requests], requests > 0 else { return nil }
    guard let published = evidence[year, \.decidedToAssess] else {
      return conversion * PipelineConversion.left(evidence, year, nation: nation)
    }
    let settled = max(requests - undecided(year, requests), published, 1)
    let before =
      evidence[year - 1, \.requests] ?? requests * exponential(-nation.growth(ahead: 1))
    return published * (1 + undecided(year - 1, before) / settled)
  }

  /// Requests of a year without a decision at its end, no more than those neither decided nor refused.
  func undecided(_ year: Int, _ requests: Double) -> Double {
    if let published = evidence[year, \.undecided] { return published }
    let usual = nation.settings.undecided * requests
    guard let refused = evidence[year, \.refused], let decided = evidence[year, \.decidedToAssess]
    else { return usual }
    return min(usual, max(0, requests - refused - decided))
  }
}
