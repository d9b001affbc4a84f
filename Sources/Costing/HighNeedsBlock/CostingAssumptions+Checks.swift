import Vocabulary

extension CostingAssumptions {
  /// Refuses growth, caps, transfers and settings that nothing in the account answers to.
  func check(_ layout: AccountLayout, _ rulebook: Rulebook, _ faults: inout FaultList) throws {
    layout.check(&faults)
    let unitLines =
      AccountLayout.unitCostOrder
      + layout.unitLines.filter { !AccountLayout.unitCostOrder.contains($0) }
    PriceGrowth(rows: finances.inflation, unstated: nil).check(
      "evidence/inflation.csv", lines: unitLines + layout.topUpLines + layout.otherCosts,
      &faults)
    PriceGrowth(rows: incomeGrowth, unstated: 0).check(
      "income growth",
      lines: [AccountLayout.highNeedsBlock, AccountLayout.schoolsBlock] + layout.otherIncome,
      &faults)
    for cap in feeCaps where !layout.unitLines.contains(cap.line) || cap.perYear < .zero {
      faults.add(
        "the fee cap of \(cap.perYear) on line \(cap.line) caps nothing: give 0 or more on one of "
          + "\(layout.unitLines.joined(separator: ", "))")
    }
    for setting in settings where codes.provision(setting.provision) == nil {
      faults.add(
        "setting \(setting.id) has provision \(setting.provision): use a code of this folder")
    }
    try checkTransfers(rulebook, &faults)
  }

  private func checkTransfers(_ rulebook: Rulebook, _ faults: inout FaultList) throws {
    for (year, percent) in blockTransfers.sorted(by: { $0.key < $1.key }) where percent != 0 {
      let limit = try rulebook.value(of: Rule.blockTransferLimit, on: year)
      if !(percent >= 0 && percent <= limit.number) {
        faults.add(
          "the block transfer of \(percent) % of the schools block in \(year) is outside 0 to "
            + "\(limit.text) %: a schools forum may agree up to \(limit.text) %, more needs the "
            + "Secretary of State. Lower it, or enter the sum that was approved as an income line "
            + "in evidence/income.csv with its source")
      }
    }
  }
}
