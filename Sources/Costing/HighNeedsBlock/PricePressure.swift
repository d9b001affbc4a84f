import Vocabulary

/// Fees of independent schools rise as more children go there: an option, off unless a scenario sets an elasticity.
struct PricePressure: Sendable {
  private let elasticity: Double
  private let baseShare: Double
  private let isIndependent: [Bool]
  /// Lines, counted from the first unit-cost line, that independent schools alone are paid from.
  private let lines: [Int]

  init(_ assumptions: CostingAssumptions, lineOfCell: [Int]) {
    let codes = assumptions.codes
    elasticity = assumptions.priceElasticity
    baseShare = assumptions.basePriceShare
    let independent = lineOfCell.indices.map {
      codes.provisions[$0 % codes.provisions.count].kind == .independent
    }
    isIndependent = independent
    let paid = Set(lineOfCell.indices.filter { independent[$0] }.map { lineOfCell[$0] })
    let others = Set(lineOfCell.indices.filter { !independent[$0] }.map { lineOfCell[$0] })
    lines = paid.subtracting(others).filter { $0 >= 0 }.sorted()
  }

  /// Raises the fees of a year by elasticity × the growth of the share of plan-years, to the penny, halves away from zero; fees
  /// do not fall where the share does.
  func raise(_ amounts: inout [Money], from first: Int, _ planYears24: [Int]) {
    guard elasticity > 0, baseShare > 0 else { return }
    var (independent, all) = (0, 0)
    for cell in planYears24.indices {
      all += planYears24[cell]
      if isIndependent[cell] { independent += planYears24[cell] }
    }
    guard all > 0 else { return }
    let growth = Double(independent) / Double(all) / baseShare - 1
    let factor = 1 + elasticity * max(0, growth)
    for line in lines {
      let raised = (Double(amounts[first + line].pence) * factor)
        .rounded(.toNearestOrAwayFromZero)
      amounts[first + line] = Money(pence: Int(raised))
    }
  }
}
