import NumericalCore

/// The parameters of one draw: drawn once, before its first year.
struct DrawParameters: Sendable {
  /// Multiplies the new-plan rate of each projected year.
  let newPlanFactor: [Double]
  /// Multiplies the odds of ceasing of each projected year.
  let ceasingOdds: [Double]
  /// SEN2's residual as a share of own plans in each projected year.
  let residual: [Double]

  init(_ assumptions: ProjectionAssumptions, draw: DrawAddress) {
    let years = assumptions.years
    let source = NoiseSource(draw: draw, years: years)
    let growth = source.growth(assumptions.trend)
    newPlanFactor = zip(growth, source.path(assumptions.trend.noise, of: .newPlans)).map {
      exponential($0 + $1)
    }
    ceasingOdds = source.path(assumptions.ceasingNoise, of: .ceasing).map(exponential)
    // Group totals bring the noise of the stock with them.
    let noise = assumptions.groups == nil ? assumptions.residualNoise : .none
    residual = source.path(noise, of: .residual).map { assumptions.residual + $0 }
  }
}

/// Addressed normal numbers for the parameters of a draw.
private struct NoiseSource {
  let draw: DrawAddress
  let years: Int

  /// Level, steps so far and shock of each year.
  func path(_ noise: Noise, of cells: NoiseCells) -> [Double] {
    let level = noise.level * normal(cells.level, year: 0)
    var steps = 0.0
    return (1...max(1, years)).map { year in
      steps += noise.drift * normal(cells.step, year: year)
      return level + steps + noise.year * normal(cells.shock, year: year)
    }
  }

  /// Growth of the log rate up to each year, damped.
  func growth(_ trend: NewPlanTrend) -> [Double] {
    let growth = trend.growth + trend.growthDeviation * normal(NoiseCells.growth, year: 0)
    var damped = 0.0
    var weight = 1.0
    return (0..<max(1, years)).map { _ in
      weight *= trend.damping
      damped += weight
      return growth * damped
    }
  }

  private func normal(_ cell: UInt64, year: Int) -> Double {
    let u = draw.uniform(year: year, cell: cell, purpose: Purpose.parameters.rawValue)
    // Half a step up, so that 0 is never asked for.
    return normalQuantile(u + 0x1p-54)
  }
}

/// Addresses of a noise's normal numbers, worked out once.
private struct NoiseCells {
  let level: UInt64
  let step: UInt64
  let shock: UInt64

  private init(_ name: String) {
    level = stableHash("\(name) level")
    step = stableHash("\(name) step")
    shock = stableHash("\(name) shock")
  }

  static let newPlans = NoiseCells("new plans")
  static let ceasing = NoiseCells("ceasing")
  static let residual = NoiseCells("residual")
  static let growth = stableHash("new plans growth")
}
