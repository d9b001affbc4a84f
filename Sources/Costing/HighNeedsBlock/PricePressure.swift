import Vocabulary

/// Fees of independent schools rise as more children go there: an option, off unless a scenario sets an elasticity.
struct PricePressure: Sendable {
  private let elasticity: Double
  private let baseShare: Double
  /// The fees' line, counted from the first unit-cost line; nil where there is none.
  private let line: Int?
  /// True for cells that are paid from it.
  private let isPaid: [Bool]

  init(_ assumptions: CostingAssumptions, _ layout: AccountLayout, lineOfCell: [Int]) {
    let line = layout.unitLines.firstIndex(of: AccountLayout.independentFees)
    let isPaid = lineOfCell.map { $0 == line }
    elasticity = assumptions.priceElasticity
    self.line = line
    self.isPaid = isPaid
    baseShare = Self.share(assumptions.basePlans, isPaid)
  }

  /// Raises the fees of a year by elasticity × the growth of their share of plan-years, to the penny, halves away from zero; fees do
  /// not fall where the share does.
  func raise(_ amounts: inout [Money], from first: Int, _ stock: PlanStock) {
    guard elasticity > 0, baseShare > 0, let line else { return }
    let growth = Self.share(stock.planYears24, isPaid) / baseShare - 1
    let factor = 1 + elasticity * max(0, growth)
    let raised = Double(amounts[first + line].pence) * factor
    amounts[first + line] = Money(pence: Int(raised.rounded(.toNearestOrAwayFromZero)))
  }

  private static func share(_ plans: [Int], _ isPaid: [Bool]) -> Double {
    let all = plans.reduce(0, +)
    let paid = zip(plans, isPaid).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
    return all > 0 ? Double(paid) / Double(all) : 0
  }
}
