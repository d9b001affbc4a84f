public import Vocabulary

extension CostingModel {
  /// What a plan costs in a whole year by need × provision (provision running fastest), in pence: the price that the unit-cost lines
  /// of the account are made with, growth, caps and the tie to a closed year in it, to the penny; place funding, price pressure
  /// and the prices of a draw not.
  ///
  /// - Parameter year: position in `years`.
  public func planPrices(_ year: Int) -> [Int] { pence[year] }

  /// The schools block of a financial year; nil where the evidence has none for it or before.
  public func schoolsBlock(in year: FinancialYear) -> Money? {
    let index = year.start - (years.first?.start ?? year.start)
    return schoolsBlocks.indices.contains(index) ? schoolsBlocks[index] : nil
  }
}

extension FixedLines {
  /// The schools block by year, as block transfers are counted on; nil where there is none.
  static func schoolsBlocks(
    _ assumptions: CostingAssumptions, years: [FinancialYear]
  ) -> [Money?] {
    let growth = PriceGrowth(rows: assumptions.incomeGrowth, unstated: 0)
    var unheard = FaultList()
    let series = YearlySeries(
      AccountLayout.schoolsBlock, in: assumptions.finances.income, growth: growth,
      file: "evidence/income.csv", &unheard)
    return years.map { year in
      var faults = FaultList()
      let amount = series.amount(in: year, &faults)
      return faults.messages.isEmpty ? amount : nil
    }
  }
}
