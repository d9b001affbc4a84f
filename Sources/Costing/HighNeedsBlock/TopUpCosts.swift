import Vocabulary

/// What a child with top-up funding without a plan costs in each financial year.
struct TopUpCosts {
  /// Pence a child and year, by year and row of `Finances.topUps`.
  let pence: [[Int]]

  init(_ assumptions: CostingAssumptions, years: [FinancialYear], _ faults: inout FaultList) {
    let rows = assumptions.finances.topUps
    let growth = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    Self.check(rows, assumptions.codes, &faults)
    pence = years.map { year in
      rows.map { row in
        guard let amount = row.amount else { return 0 }
        return growth.grown(amount, of: TopUpRow.line, from: row.priceYear, to: year, &faults).pence
      }
    }
  }

  private static func check(_ rows: [TopUpRow], _ codes: CodeLists, _ faults: inout FaultList) {
    let file = "evidence/topup_without_plan.csv"
    var seen: Set<TopUpCell> = []
    for row in rows {
      if row.amount == nil {
        faults.add(
          "\(file) has no gbp_per_year for \(row.cell.name): add it, or write 0 and say why")
      }
      if !seen.insert(row.cell).inserted {
        faults.add("\(file) has two rows for \(row.cell.name): keep one")
      }
      if let need = row.cell.need, codes.need(need) == nil {
        faults.add("\(file) has a row for \(row.cell.name): use codes of this folder")
      }
    }
  }
}
