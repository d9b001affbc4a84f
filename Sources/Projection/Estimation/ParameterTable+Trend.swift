import Vocabulary

extension ParameterTable {
  /// NCY entered × from × to.
  var moves: [FittedParameter] {
    let width = space.provisions
    let pooled = parts.moves
    let pooling = pooled.strengths.moves.shrinkage
    return assumptions.moves.indices.compactMap { index in
      let value = assumptions.moves[index]
      guard value >= Self.leastShare else { return nil }
      let exposure = pooled.exposure[index]
      var row = FittedParameter(
        "move_rate",
        .init(
          ncy: NCY.at(index / width / width), provision: provision(index / width % width),
          to: provision(index % width)),
        value: value, unit: "share a year",
        source: "least movement that explains the last two censuses, Dirichlet")
      row.standardError = pooling.deviation(of: min(1, value), exposure: exposure)
      row.own = exposure > 0 ? pooled.own[index] : nil
      row.england = pooled.england[index]
      row.prior = pooled.prior[index]
      row.ownWeight = pooling.ownWeight(exposure)
      return row
    }
  }

  /// Growth and noise of flows, and SEN2's residual.
  var trend: [FittedParameter] {
    let trend = assumptions.trend
    let flows = "new plans by year, authority and England"
    let ceased = "ceased plans as a share of January plans by year"
    let gap = "January + new − ceased against the next January, less transfers in at England's rate"
    func row(
      _ name: String, _ value: Double, _ error: Double?, _ unit: String, _ source: String
    ) -> FittedParameter {
      var row = FittedParameter(name, value: value, unit: unit, source: source)
      row.standardError = error
      return row
    }
    return [
      row(
        "new_plan_level", parts.trends.newPlanLevel, trend.noise.level,
        "log, against the last year", flows),
      row("new_plan_growth", trend.growth, trend.growthDeviation, "log a year", flows),
      row("new_plan_year_deviation", trend.noise.year, nil, "log", flows),
      row("new_plan_drift", trend.noise.drift, nil, "log", flows),
      row("ceasing_level_deviation", assumptions.ceasingNoise.level, nil, "log odds", ceased),
      row("ceasing_year_deviation", assumptions.ceasingNoise.year, nil, "log odds", ceased),
      row(
        "residual_mean", assumptions.residual, assumptions.residualNoise.level,
        "share of plans a year", gap),
      row(
        "residual_year_deviation", assumptions.residualNoise.year, nil, "share of plans a year",
        gap),
    ]
      + parts.trends.residuals.map {
        FittedParameter(
          "residual", .init(year: $0.year), value: $0.share, unit: "share of plans a year",
          source: gap)
      }
  }
}
