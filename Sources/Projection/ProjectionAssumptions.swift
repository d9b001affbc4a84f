public import Vocabulary

/// A share of those who would want one provision and want another instead.
public struct Redirection: Sendable, Hashable {
  /// The kind of arrival or move it applies to.
  public enum Move: String, Sendable, CaseIterable {
    /// First provision of a new plan.
    case newPlan = "new_plan"
    /// Moves on entering Reception, Year 7 or Year 12.
    case phaseTransfer = "phase_transfer"
    /// Moves between those points.
    case midPhase = "mid_phase"
  }

  /// The kind of arrival or move it applies to.
  public let move: Move
  /// Position of the provision wanted before.
  public let from: Int
  /// Position of the provision wanted instead.
  public let to: Int
  /// The share redirected in each projected year.
  public let share: [Double]
  /// Positions of the needs; nil for all.
  public let needs: Set<Int>?
  /// The national curriculum years entered.
  public let ncys: ClosedRange<Int>

  /// Describes a redirection.
  public init(
    move: Move, from: Int, to: Int, share: [Double], needs: Set<Int>?, ncys: ClosedRange<Int>
  ) {
    self.move = move
    self.from = from
    self.to = to
    self.share = share
    self.needs = needs
    self.ncys = ncys
  }
}

/// Everything the simulation needs, estimated once and immutable while draws run.
public struct ProjectionAssumptions: Sendable {
  /// The shape of the state.
  public let space: StateSpace
  /// Opening plans in whole heads, cells of the space.
  public var opening: [Int32]
  /// New plans a head of population and year, NCY × need, at the level of the last year of evidence.
  public var newPlanRate: [Double]
  /// First provision of new plans: cells of the space, adding to 1 over provisions where the rate is positive.
  public var firstProvision: [Double]
  /// Population by projected year and NCY.
  public var population: [[Double]]
  /// Yearly probability of ceasing other than by transfer, NCY entered × provision.
  public var ceasing: [Double]
  /// Yearly probability of moving to another authority, NCY entered × provision.
  public var transferOut: [Double]
  /// Plans transferred in, as a share of own plans of the NCY entered.
  public var transferIn: [Double]
  /// Moves: NCY entered × from × to, as a share of those who stay with the authority.
  public var moves: [Double]
  /// How much likelier than others of their provision children with a need move: need × from × to.
  public var moveAffinity: [Double]
  /// How much of the phase-transfer rate applies in a setting that goes on past that point.
  public var reviewFactor: Double
  /// SEN2's residual as a share of own plans: its mean.
  public var residual: Double
  /// Noise of that share.
  public var residualNoise: Noise
  /// Growth and noise of new plans.
  public var trend: NewPlanTrend
  /// Noise of ceasing on the log-odds scale.
  public var ceasingNoise: Noise
  /// Multiplies the new-plan rate: projected year, NCY × need.
  public var newPlanFactor: [[Double]]
  /// Multiplies the ceasing rate: projected year, NCY.
  public var ceasingFactor: [[Double]]
  /// Redirections of the provision wanted.
  public var redirections: [Redirection] = []
  /// Who goes on to another provision at the end of a phase, of those who would have stayed.
  public var phaseEndMoves: [PhaseEndMove] = []
  /// The age bands' totals of each draw, which the baseline meets; nil where the model's own trend makes the totals.
  ///
  /// With totals SEN2's residual is at its mean: the noise of a total is the source's.
  public var groups: (any GroupTotalsSource)?
  /// New plans of each projected year that are expected from working off the backlog of requests, in plans; nil for none.
  public var backlog: [Double]?
  /// Population by NCY in the year of the flows, from which growth is told; nil for that of the first projected year.
  public var basePopulation: [Double]?

  /// The number of projected years.
  public var years: Int { population.count }
}

/// A level drawn once a draw, steps that add up over its years, and a shock for each year alone.
public struct Noise: Sendable, Hashable {
  /// Standard deviation of the level.
  public var level: Double
  /// Standard deviation of a year's step; steps stay and add up.
  public var drift: Double
  /// Standard deviation of a year's shock, gone the year after.
  public var year: Double

  /// Describes noise.
  public init(level: Double, drift: Double = 0, year: Double) {
    self.level = level
    self.drift = drift
    self.year = year
  }

  /// No noise.
  public static let none = Noise(level: 0, year: 0)

  /// Variance in a projected year: steps add up, the level and the year's shock count once.
  func variance(_ year: Int) -> Double {
    level * level + Double(year + 1) * drift * drift + self.year * self.year
  }
}

/// The path of new-plan rates: log rate = level + growth × (φ + φ² + …) + steps so far + a year's shock.
public struct NewPlanTrend: Sendable, Hashable {
  /// Mean yearly growth of the log rate.
  public var growth: Double
  /// Standard deviation of that growth between draws; it is shared by all cells of a draw.
  public var growthDeviation: Double
  /// φ: how much of the growth is left each year.
  public var damping: Double
  /// Level, steps and yearly shocks of the log rate.
  public var noise: Noise

  /// Describes a trend.
  public init(growth: Double, growthDeviation: Double, damping: Double, noise: Noise) {
    self.growth = growth
    self.growthDeviation = growthDeviation
    self.damping = damping
    self.noise = noise
  }

  /// φ + φ² + … up to a projected year: how many years' growth the rate of that year has seen.
  func yearsOfGrowth(_ year: Int) -> Double {
    var (sum, weight) = (0.0, 1.0)
    for _ in 0...year {
      weight *= damping
      sum += weight
    }
    return sum
  }

  /// Variance of the log rate of a projected year.
  func variance(_ year: Int) -> Double {
    let growth = growthDeviation * yearsOfGrowth(year)
    return noise.variance(year) + growth * growth
  }
}

extension ProjectionAssumptions {
  /// The same assumptions without any uncertainty but that of counts.
  ///
  /// Their expectation is linear in the stock, so that a closed form exists for tests.
  public var withoutParameterUncertainty: ProjectionAssumptions {
    var result = self
    result.residualNoise = .none
    result.trend.growthDeviation = 0
    result.trend.noise = .none
    result.ceasingNoise = .none
    return result
  }

  /// What the backlog of requests multiplies the new plans of each projected year by.
  ///
  /// Measured against the rates without levers, so that a lever on the rates scales what the backlog brings as well.
  var backlogFactor: [Double] {
    (0..<years).map { year in
      let extra = extraPlans(year)
      guard extra != 0 else { return 1 }
      let expected = expectedNewPlans(year)
      return expected > 0 ? max(0, 1 + extra / expected) : 1
    }
  }

  /// What the backlog of requests adds to the new plans of a projected year.
  func extraPlans(_ year: Int) -> Double {
    guard let backlog, year < backlog.count else { return 0 }
    return backlog[year]
  }
}
