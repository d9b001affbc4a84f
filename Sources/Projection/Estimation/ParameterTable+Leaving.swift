import Vocabulary

extension ParameterTable {
  private static let leavingSource = "ceased plans over plans a year before, Beta"

  /// The two margins of leaving, and the share of it that is moving to another authority.
  var leaving: [FittedParameter] {
    let pooled = parts.leaving.pooled
    let ages = (1..<space.ncys).map {
      share("leaving_rate", .init(ncy: NCY.at($0)), pooled.byNCY, $0, Self.leavingSource)
    }
    let places = (0..<space.provisions).map {
      share(
        "leaving_rate", .init(provision: provision($0)), pooled.byProvision, $0,
        Self.leavingSource)
    }
    let away = (1..<space.ncys).map {
      share(
        "transfer_share", .init(ncy: NCY.at($0)), pooled.transfers, $0,
        "plans ceased with reason transfer over all ceased, Beta")
    }
    return ages + places + away
  }

  private func share(
    _ name: String, _ scope: FittedParameter.Scope, _ margin: PooledShares, _ index: Int,
    _ source: String
  ) -> FittedParameter {
    var row = FittedParameter(
      name, scope, value: margin.values[index],
      unit: name == "transfer_share" ? "share of leavers" : "share a year", source: source)
    row.standardError = margin.deviation(index)
    row.own = margin.own(index)
    row.england = margin.england[index]
    row.prior = margin.prior[index]
    row.ownWeight = margin.shrinkage[index].ownWeight(margin.exposure[index])
    return row
  }

  /// NCY × provision as the simulation uses them: both margins' log-odds, and so both margins' variances.
  var ceasing: [FittedParameter] {
    let width = space.provisions
    return assumptions.ceasing.indices.flatMap { index -> [FittedParameter] in
      let (ceasing, out) = (assumptions.ceasing[index], assumptions.transferOut[index])
      guard ceasing + out > 0, ceasing + out < 1 else { return [] }
      let scope = FittedParameter.Scope(
        ncy: NCY.at(index / width), provision: provision(index % width))
      let error = logitError(ncy: index / width, provision: index % width)
      return [("ceasing_rate", ceasing), ("transfer_out_rate", out)].map { name, value in
        var row = FittedParameter(
          name, scope, value: value, unit: "share a year",
          source: "leaving by NCY and by provision, logit-additive; error of both margins")
        row.standardError = error.map { value * (1 - ceasing - out) * $0 }
        return row
      }
    }
  }

  /// Standard deviation of the log-odds of leaving of a cell.
  private func logitError(ncy: Int, provision: Int) -> Double? {
    let pooled = parts.leaving.pooled
    let parts = [(pooled.byNCY, ncy), (pooled.byProvision, provision)].map { margin, index in
      let value = margin.values[index]
      return value > 0 && value < 1 ? margin.deviation(index) / (value * (1 - value)) : .infinity
    }
    let variance = parts.reduce(0) { $0 + $1 * $1 }
    return variance.isFinite ? variance.squareRoot() : nil
  }

  var transfers: [FittedParameter] {
    (1..<space.ncys).map { ncy in
      let (rate, plans) = (assumptions.transferIn[ncy], parts.leaving.englandPlans[ncy])
      var row = FittedParameter(
        "transfer_in_rate", .init(ncy: NCY.at(ncy)), value: rate, unit: "share of own plans a year",
        source: "England's transfers out: what leaves one authority enters another; Poisson")
      row.standardError = plans > 0 ? (rate / plans).squareRoot() : nil
      row.england = rate
      row.ownWeight = 0
      return row
    }
  }

  var survival: [FittedParameter] {
    (12...21).map { ncy in
      let survival = parts.survival(entering: ncy)
      var row = FittedParameter(
        "survival", .init(ncy: ncy), value: survival.shrunk, unit: "share of plans kept a year",
        source: "1 less leaving_rate: from age \(NCY.age(ncy) - 1) to \(NCY.age(ncy))")
      row.standardError = survival.standardError
      row.own = survival.own
      row.england = survival.england
      row.prior = 1 - parts.leaving.pooled.byNCY.prior[NCY.index(ncy)]
      row.ownWeight = survival.ownWeight
      return row
    }
  }
}
