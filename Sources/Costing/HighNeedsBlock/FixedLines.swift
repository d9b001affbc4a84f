import Vocabulary

/// The lines that no plan or place moves: other costs and income, by year.
struct FixedLines {
  /// A whole account for each year, with nothing in the lines that plans and places move.
  let accounts: [[Money]]
  /// The high needs balance at the start of the first year; negative for a deficit.
  let openingBalance: Money

  init(
    _ assumptions: CostingAssumptions, _ layout: AccountLayout, years: [FinancialYear],
    _ faults: inout FaultList
  ) {
    let finances = assumptions.finances
    let inflation = PriceGrowth(rows: finances.inflation, unstated: nil)
    let otherCosts = layout.otherCosts.map {
      YearlySeries(
        $0, in: finances.otherCosts, growth: inflation, file: "evidence/other_costs.csv", &faults)
    }
    let growth = PriceGrowth(rows: assumptions.incomeGrowth, unstated: 0)
    let income = ([AccountLayout.highNeedsBlock, AccountLayout.schoolsBlock] + layout.otherIncome)
      .map {
        YearlySeries(
          $0, in: finances.income, growth: growth, file: "evidence/income.csv", &faults)
      }
    accounts = years.map { year in
      let transfer = BlockTransfer(assumptions.blockTransfers[year] ?? 0, of: income[1])
      return Array(repeating: .zero, count: layout.firstOtherCost)
        + otherCosts.map { $0.amount(in: year, &faults) }
        + [income[0].amount(in: year, &faults), .zero, transfer.amount(in: year, &faults)]
        + income.dropFirst(2).map { $0.amount(in: year, &faults) }
        + Array(repeating: .zero, count: layout.memoLines.count + AccountLine.totals.count)
    }
    openingBalance = Self.opening(finances.income, years[0], &faults)
  }

  private static func opening(
    _ income: [YearlyAmount], _ year: FinancialYear, _ faults: inout FaultList
  ) -> Money {
    let rows = income.filter { $0.line == AccountLayout.openingBalance && $0.year == year }
    guard let row = rows.first, rows.count == 1 else {
      faults.add(
        "evidence/income.csv has \(rows.count) rows for line opening_balance in \(year), the first "
          + "year costed: give one, the high needs balance on 1 April (a deficit is negative), or "
          + "write 0 and say why")
      return .zero
    }
    return row.amount
  }
}

/// A percentage of the schools block moved to high needs for a year.
private struct BlockTransfer {
  let percent: Double
  let schoolsBlock: YearlySeries

  init(_ percent: Double, of schoolsBlock: YearlySeries) {
    self.percent = percent
    self.schoolsBlock = schoolsBlock
  }

  /// To the penny, halves away from zero; nothing, and no schools block needed, at 0 percent.
  func amount(in year: FinancialYear, _ faults: inout FaultList) -> Money {
    guard percent > 0, percent.isFinite else { return .zero }
    let block = schoolsBlock.amount(in: year, &faults)
    let pence = Double(block.pence) * percent / 100
    return Money(pence: Int(pence.rounded(.toNearestOrAwayFromZero)))
  }
}
