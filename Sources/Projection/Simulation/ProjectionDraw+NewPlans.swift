import NumericalCore
import Vocabulary

extension ProjectionDraw {
  /// New plans that the model's own trend makes.
  func addNewPlans(year: Int, into demand: inout Demand) {
    for row in model.newPlanRows { addNewPlans(row, year: year, into: &demand) }
  }

  /// New plans of an NCY and need at the draw's own rate.
  func addNewPlans(_ row: Int, year: Int, into demand: inout Demand) {
    let factor = newPlanFactor(year)
    let rate = min(
      1,
      model.assumptions.newPlanRate[row] * factor * model.assumptions.newPlanFactor[year][row])
    let people = people(row, year)
    let u = address.uniform(
      year: year, cell: model.originAddress[row], purpose: Purpose.newPlans.rawValue)
    let count = binomialQuantile(u, trials: people, probability: rate)
    if count > 0 { splitNewPlans(row, count: count, year: year, into: &demand) }
  }

  /// What a draw multiplies the new plans of a year by.
  func newPlanFactor(_ year: Int) -> Double {
    parameters.newPlanFactor[year] * model.backlogFactor[year]
  }

  /// People of the NCY of a row.
  func people(_ row: Int, _ year: Int) -> Int {
    Int(model.assumptions.population[year][row / model.space.needs].rounded())
  }

  func splitNewPlans(_ row: Int, count: Int, year: Int, into demand: inout Demand) {
    let space = model.space
    var left = count
    for outcome in model.firstProvisions[row] where left > 0 {
      let cell = row * space.provisions + outcome.provision
      let u = address.uniform(
        year: year, cell: model.cellAddress[cell], purpose: Purpose.firstProvision.rawValue)
      let here = binomialQuantile(u, trials: left, probability: outcome.conditional)
      left -= here
      if here > 0 { addFirst(cell, count: here, year: year, into: &demand) }
    }
  }

  private func addFirst(_ cell: Int, count: Int, year: Int, into demand: inout Demand) {
    let space = model.space
    let kind = Seeking.newPlan.rawValue
    let provision = space.provision(of: cell)
    var left = count
    for (index, redirection) in model.assumptions.redirections.enumerated()
    where applies(
      redirection, .newPlan, provision, space.need(of: cell), space.ncyIndex(of: cell))
    {
      let other = redirected(
        left, redirection, index, address: model.cellAddress[cell], year: year)
      left -= other
      demand.coming[kind][cell - provision + redirection.to] += Int32(other)
    }
    demand.coming[kind][cell] += Int32(left)
  }
}
