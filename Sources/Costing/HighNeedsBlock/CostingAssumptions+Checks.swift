import Vocabulary

extension CostingAssumptions {
  /// Refuses growth, caps, transfers and settings that nothing in the account answers to.
  func check(_ layout: AccountLayout, _ rulebook: Rulebook, _ faults: inout FaultList) throws {
    layout.check(&faults)
    let unitLines =
      AccountLayout.unitCostOrder
      + layout.unitLines.filter { !AccountLayout.unitCostOrder.contains($0) }
    PriceGrowth(rows: finances.inflation, unstated: nil).check(
      "evidence/inflation.csv",
      lines: unitLines + layout.topUpLines + layout.memoLines + layout.otherCosts + uplifts,
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
    BandShift.check(self, &faults)
    checkUplifts(&faults)
    checkUncertainty(layout.unitLines, &faults)
    try checkTransfers(rulebook, &faults)
  }

  /// The indices of `inflation.csv` that unit costs grow by in place of their line's own.
  private var uplifts: [String] {
    (finances.unitCosts + finances.transport).compactMap(\.uplift)
      .reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  private func checkUplifts(_ faults: inout FaultList) {
    for uplift in uplifts where !finances.inflation.contains(where: { $0.line == uplift }) {
      faults.add(
        "evidence/unit_costs.csv names the uplift \(uplift), which no row of evidence/inflation.csv "
          + "has as its line: add the rows")
    }
  }

  /// One draw of prices for a line needs one standard error for its rows.
  private func checkUncertainty(_ lines: [String], _ faults: inout FaultList) {
    for line in lines {
      let shares = Set(finances.unitCosts.filter { $0.line == line }.map(\.uncertainty))
      guard shares.count > 1 else { continue }
      faults.add(
        "evidence/unit_costs.csv gives line \(line) more than one uncertainty ("
          + shares.sorted().map { "\($0)" }.joined(separator: ", ")
          + "): the prices of a line rise and fall together; give its rows the same")
    }
  }

  /// The standard error of each line's prices as a share of them.
  func uncertainty(of lines: [String]) -> [(line: String, share: Double)] {
    lines.map { line in
      (line, finances.unitCosts.first { $0.line == line }?.uncertainty ?? 0)
    }
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
