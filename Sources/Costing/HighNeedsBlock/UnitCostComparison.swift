public import Vocabulary

/// An authority's cost of a plan beside England's, in the same prices.
public struct UnitCostComparison: Sendable, Hashable {
  /// The lines of the account.
  public let lines: [String]
  /// The authority's, the mean over its plans at the base census.
  public let local: Money
  /// England's.
  public let england: Money
  /// The year whose prices both are in.
  public let priceYear: FinancialYear

  /// The authority's over England's.
  public var ratio: Double { Double(local.pence) / Double(england.pence) }

  /// Ratios outside this are worth a question.
  public static let usual = 0.6...1.6
}

extension CostingAssumptions {
  /// Every line for which England's cost is given and the authority has plans.
  func comparedWithEngland(_ layout: AccountLayout) -> [UnitCostComparison] {
    guard !basePlans.isEmpty else { return [] }
    return finances.englandUnitCosts.compactMap { row in
      // Faults of prices are reported by the account itself.
      var unheard = FaultList()
      let prices = PlanPrices(
        self, layout, years: [row.priceYear], occurring: basePlans.map { $0 > 0 }, &unheard)
      var (pence, plans) = (0, 0)
      for term in prices.units.terms[0] where row.lines.contains(layout.unitLines[term.line]) {
        pence += term.pence * basePlans[term.cell]
      }
      for (cell, line) in prices.units.lineOfCell.enumerated()
      where line >= 0 && row.lines.contains(layout.unitLines[line]) {
        plans += basePlans[cell]
      }
      guard plans > 0, row.amount > .zero else { return nil }
      return UnitCostComparison(
        lines: row.lines, local: Money(pence: Money.divided(pence, by: plans)), england: row.amount,
        priceYear: row.priceYear)
    }
  }
}
