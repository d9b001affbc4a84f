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
    newPlanFactor = zip(growth, source.path(assumptions.trend.noise, of: "new plans")).map {
      exponential($0 + $1)
    }
    ceasingOdds = source.path(assumptions.ceasingNoise, of: "ceasing").map(exponential)
    // Group totals bring the noise of the stock with them.
    let noise = assumptions.groups == nil ? assumptions.residualNoise : .none
    residual = source.path(noise, of: "residual").map { assumptions.residual + $0 }
  }
}

/// Addressed normal numbers for the parameters of a draw.
private struct NoiseSource {
  let draw: DrawAddress
  let years: Int

  /// Level, steps so far and shock of each year.
  func path(_ noise: Noise, of name: String) -> [Double] {
    let level = noise.level * normal("\(name) level", year: 0)
    var steps = 0.0
    return (1...max(1, years)).map { year in
      steps += noise.drift * normal("\(name) step", year: year)
      return level + steps + noise.year * normal("\(name) shock", year: year)
    }
  }

  /// Growth of the log rate up to each year, damped.
  func growth(_ trend: NewPlanTrend) -> [Double] {
    let growth = trend.growth + trend.growthDeviation * normal("new plans growth", year: 0)
    var damped = 0.0
    var weight = 1.0
    return (0..<max(1, years)).map { _ in
      weight *= trend.damping
      damped += weight
      return growth * damped
    }
  }

  private func normal(_ name: String, year: Int) -> Double {
    let u = draw.uniform(
      year: year, cell: stableHash(name), purpose: Purpose.parameters.rawValue)
    // Half a step up, so that 0 is never asked for.
    return normalQuantile(u + 0x1p-54)
  }
}
