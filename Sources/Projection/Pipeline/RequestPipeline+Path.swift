public import NumericalCore

/// One calendar year of one draw, in whole children.
///
/// `inProcess` = that of the year before + `decided` − `completed`; `issued` is at most `completed`.
public struct PipelineYear: Sendable, Hashable {
  /// The calendar year.
  public let calendarYear: Int
  /// Requests for an assessment.
  public let requests: Int
  /// Decisions to assess.
  public let decided: Int
  /// Assessments concluded, with a plan or without.
  public let completed: Int
  /// New plans.
  public let issued: Int
  /// Children between decision and plan at the end of the year.
  public let inProcess: Int
}

/// A path of the pipeline: where it starts, and its years.
public struct PipelinePath: Sendable, Hashable {
  /// Children in process at the end of the last year of evidence.
  public let opening: Int
  /// The years after it.
  public let years: [PipelineYear]
}

extension RequestPipeline {
  /// The `years` calendar years after `lastYear` in one draw.
  ///
  /// Every number is a function of seed, draw, calendar year, the authority's code and purpose; England's growth and noise are
  /// shared by all authorities of a draw.
  ///
  /// - Complexity: O(years × √children).
  public func path(address: DrawAddress, years: Int) -> PipelinePath {
    var draw = PipelineDraw(self, address: address)
    var opening = draw.inProcess
    var result: [PipelineYear] = []
    let hidden = lastYear - lastObserved
    for ahead in 1...max(1, hidden + years) where result.count < years {
      let year = draw.step(ahead: ahead)
      if ahead > hidden { result.append(year) } else { opening = year.inProcess }
    }
    return PipelinePath(opening: opening, years: result)
  }

  /// Standard deviation of the log of a year's completions that requests, decisions and the opening stock do not explain.
  ///
  /// The fitted error of next year's new plans, less what those add to it at the first year.
  var ownNoise: Double {
    guard !isNation else { return 0 }
    let plans = max(1, yield * completed)
    let total =
      settings.fieldDeviation * settings.fieldDeviation + settings.variancePerPlan / plans
    let decided = acceptance * requests
    let done = max(
      1, completions(inProcess: inProcess, decided: decided, capacity: completed))
    let fromStock = (1 - settings.inertia) * inProcessError / done
    let slope = (1 - settings.inertia) * (1 - timeInProcess) * decided / done
    let requestVariance =
      settings.requestDrift * settings.requestDrift + 2 * settings.requestShock
      * settings.requestShock + acceptanceError * acceptanceError
    let counts = 1 / plans
    let left = total - fromStock * fromStock - slope * slope * requestVariance - counts
    return max(0.05 * 0.05, left).squareRoot()
  }
}

/// The state of one draw.
private struct PipelineDraw {
  let pipeline: RequestPipeline
  let address: DrawAddress
  let own: UInt64
  let acceptance: Double
  let yield: Double
  let noise: Double
  /// Log of the trend of requests.
  var level: Double
  var inProcess: Int
  var completed: Double

  init(_ pipeline: RequestPipeline, address: DrawAddress) {
    self.pipeline = pipeline
    self.address = address
    own = stableHash("pipeline|\(pipeline.code)")
    noise = pipeline.ownNoise
    completed = pipeline.completed
    let settings = pipeline.settings
    let first = pipeline.lastObserved
    let normal = Normals(address: address)
    let shock = pipeline.isNation ? 0 : settings.requestShock
    level = logarithm(pipeline.requests) - shock * normal(own, first, .requestShock)
    acceptance = min(
      0.98,
      pipeline.acceptance
        * centred(pipeline.acceptanceError, normal(own, first, .acceptance)))
    yield = min(
      0.99, max(0.05, pipeline.yield + pipeline.yieldError * normal(own, first, .yield)))
    let stock = pipeline.inProcess + pipeline.inProcessError * normal(own, first, .opening)
    inProcess = max(0, Int(stock.rounded()))
  }

  /// The year `ahead` years after the last observed.
  mutating func step(ahead: Int) -> PipelineYear {
    let year = pipeline.lastObserved + ahead
    let isForecast = year > pipeline.lastYear
    let requests = requests(year, ahead: ahead, factor: isForecast ? pipeline.requestFactor : 1)
    let decided = binomialQuantile(
      uniform(year, .decided), trials: requests, probability: acceptance)
    let done = completions(year, ahead: ahead, decided: decided)
    let issued = binomialQuantile(uniform(year, .issued), trials: done, probability: yield)
    inProcess += decided - done
    completed = Double(done)
    return PipelineYear(
      calendarYear: year, requests: requests, decided: decided, completed: done, issued: issued,
      inProcess: inProcess)
  }

  private mutating func requests(_ year: Int, ahead: Int, factor: Double) -> Int {
    let settings = pipeline.settings
    let normal = Normals(address: address)
    level += pipeline.growth(ahead: ahead)
    level += pipeline.growthDeviation * normal(Normals.nation, year, .requestDrift)
    var shock = 0.0
    if !pipeline.isNation {
      level += settings.requestDrift * normal(own, year, .requestDrift)
      shock = settings.requestShock * normal(own, year, .requestShock)
    }
    return max(0, Int((factor * exponential(min(level + shock, 20))).rounded()))
  }

  private func completions(_ year: Int, ahead: Int, decided: Int) -> Int {
    let normal = Normals(address: address)
    let rise =
      exponential(pipeline.growth(ahead: ahead)) * (ahead == 1 ? pipeline.capacityFactor : 1)
    let wanted = pipeline.completions(
      inProcess: Double(inProcess), decided: Double(decided), capacity: completed * rise)
    let chance =
      centred(pipeline.settings.nationalNoise, normal(Normals.nation, year, .completions))
      * centred(noise, normal(own, year, .completions))
    return min(inProcess + decided, max(0, Int((wanted * chance).rounded())))
  }

  private func uniform(_ year: Int, _ purpose: PipelinePurpose) -> Double {
    address.uniform(year: year, cell: own, purpose: purpose.rawValue)
  }
}

/// What a random number of the pipeline is for; `Purpose` has the numbers below 64.
private enum PipelinePurpose: UInt8 {
  case requestDrift = 64
  case requestShock
  case acceptance
  case yield
  case opening
  case decided
  case completions
  case issued
}

/// Addressed standard normal numbers.
private struct Normals {
  static let nation = stableHash("pipeline|nation")

  let address: DrawAddress

  func callAsFunction(_ cell: UInt64, _ year: Int, _ purpose: PipelinePurpose) -> Double {
    // Half a step up, so that 0 is never asked for.
    normalQuantile(
      address.uniform(year: year, cell: cell, purpose: purpose.rawValue) + 0x1p-54)
  }
}

/// A log-normal factor with mean 1.
private func centred(_ deviation: Double, _ normal: Double) -> Double {
  exponential(deviation * normal - deviation * deviation / 2)
}
