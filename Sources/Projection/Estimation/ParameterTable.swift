import NumericalCore
import Vocabulary

/// The estimated parameters of an estimate, one row each, figures to 10 significant digits.
///
/// Standard errors are those of the conjugate posterior (Gamma, Beta, Dirichlet), strength and level taken as known.
struct ParameterTable {
  let parts: EstimateParts
  let assumptions: ProjectionAssumptions

  var space: StateSpace { parts.space }

  var rows: [FittedParameter] {
    (newPlans + firstProvisions + leaving + ceasing + transfers + survival + moves + trend)
      .map(Self.rounded)
  }

  static let leastShare = 0.0005

  func need(_ index: Int) -> String { space.codes.needs[index].code }
  func provision(_ index: Int) -> String { space.codes.provisions[index].code }

  private static func rounded(_ row: FittedParameter) -> FittedParameter {
    func digits(_ value: Double?) -> Double? { value?.rounded(toSignificantDigits: 10) }
    var result = FittedParameter(
      row.name, row.scope, value: row.value.rounded(toSignificantDigits: 10), unit: row.unit,
      source: row.source)
    result.standardError = digits(row.standardError)
    result.own = digits(row.own)
    result.england = digits(row.england)
    result.prior = digits(row.prior)
    result.ownWeight = digits(row.ownWeight)
    return result
  }
}

// MARK: New plans

extension ParameterTable {
  private static let newPlanSource = "new plans by NCY and need over population, Gamma–Poisson"

  /// By NCY, and by NCY × need.
  private var newPlans: [FittedParameter] {
    let plans = parts.plans
    return (0..<space.ncys).flatMap { ncy -> [FittedParameter] in
      let row = (ncy * space.needs)..<((ncy + 1) * space.needs)
      let total = newPlan(
        .init(ncy: NCY.at(ncy)), ncy: ncy, cells: row, shrinkage: plans.strengths.years.shrinkage)
      let needs = (0..<space.needs).map { need -> FittedParameter in
        let cell = ncy * space.needs + need
        return newPlan(
          .init(ncy: NCY.at(ncy), need: self.need(need)), ncy: ncy, cells: cell..<(cell + 1),
          shrinkage: plans.strengths.needs.shrinkage)
      }
      return [total] + needs.filter { $0.value > 0 || ($0.own ?? 0) > 0 }
    }
  }

  private func newPlan(
    _ scope: FittedParameter.Scope, ncy: Int, cells: Range<Int>, shrinkage: Shrinkage
  ) -> FittedParameter {
    let plans = parts.plans
    let people = max(plans.population[ncy], 1)
    let level = exponential(parts.trends.newPlanLevel)
    let own = plans.own.values[cells].reduce(0, +)
    let mean = plans.expected.values[cells].reduce(0, +)
    let value = assumptions.newPlanRate[cells].reduce(0, +)
    var row = FittedParameter(
      "new_plan_rate", scope, value: value, unit: "plans a head a year",
      source: Self.newPlanSource)
    row.standardError =
      own + shrinkage.strength > 0 ? value / (own + shrinkage.strength).squareRoot() : nil
    row.own = own / people * level
    row.england = plans.englandRates[cells].reduce(0, +)
    row.prior = mean / people * level
    row.ownWeight = shrinkage.ownWeight(mean)
    return row
  }

  /// NCY × need × provision.
  private var firstProvisions: [FittedParameter] {
    let first = parts.plans.first
    let width = space.provisions
    return (0..<space.count).compactMap { cell in
      let value = assumptions.firstProvision[cell]
      guard value >= Self.leastShare else { return nil }
      let need = space.need(of: cell)
      let row = (cell / width * width)..<((cell / width + 1) * width)
      let hasOwn = first.own[row].contains { $0 > 0 }
      let plans = hasOwn ? first.plans[need] : 0
      var result = FittedParameter(
        "first_provision",
        .init(
          ncy: NCY.at(space.ncyIndex(of: cell)), need: self.need(need),
          provision: provision(space.provision(of: cell))),
        value: value, unit: "share of new plans",
        source: "new plans by need, provision and age, Dirichlet; plans of the need")
      let pooling = first.strengths.needs.shrinkage
      result.standardError = pooling.deviation(of: value, exposure: plans)
      result.own = hasOwn ? first.own[cell] : nil
      result.england = first.england[cell]
      result.prior = first.prior[cell]
      result.ownWeight = pooling.ownWeight(plans)
      return result
    }
  }
}
