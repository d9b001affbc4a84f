public import Vocabulary

extension CostingModel {
  /// The account of a draw, exact to the penny: totals are the sums of the lines as printed.
  ///
  /// A unit-cost line is the sum over cells of pence × 24ths of plan-years, divided once by 24,
  /// halves away from zero; so is that of children with top-up without a plan. The balance starts
  /// from `openingBalance` and carries from year to year.
  ///
  /// - Parameter costed: The first years of `years`, in order; settings in the order of the
  ///   assumptions.
  /// - Returns: One account a year, amounts in the order of `lines`.
  public func account(_ costed: [CostedYear]) -> [AccountYear] {
    precondition(costed.count <= years.count, "\(costed.count) years of \(years.count)")
    var balance = openingBalance
    // Pupils in other authorities' schools when the last allocation was made: the census before the first year.
    var opening = 0
    var account: [AccountYear] = []
    account.reserveCapacity(costed.count)
    for index in costed.indices {
      precondition(
        costed[index].year == years[index], "\(costed[index].year) is not \(years[index])")
      var amounts = fixed[index]
      addUnitCosts(costed[index].planYears24, at: index, to: &amounts)
      addTopUps(costed[index].topUpYears24, at: index, to: &amounts)
      let before = PlaceCounts(costed[index].before, roles)
      places[index].write(before, PlaceCounts(costed[index].after, roles), into: &amounts)
      if index == 0 { opening = before.exported }
      amounts[layout.importExportLine] = importExport[index].amount(
        exported: before.exported, atAllocation: opening)
      addTotals(to: &amounts, &balance)
      account.append(AccountYear(amounts: amounts))
    }
    return account
  }

  private func addUnitCosts(_ planYears24: [Int], at year: Int, to amounts: inout [Money]) {
    precondition(
      planYears24.count == lineOfCell.count, "\(planYears24.count) of \(lineOfCell.count) cells")
    let pence = pence[year]
    for cell in planYears24.indices where planYears24[cell] != 0 {
      let line = lineOfCell[cell]
      precondition(line >= 0, "cell \(cell) has plans but was said not to occur")
      amounts[layout.firstUnitLine + line].pence += pence[cell] * planYears24[cell]
    }
    for line in layout.firstUnitLine..<layout.topUpLine {
      amounts[line] = amounts[line].share(1, of: 24)
    }
    pressure.raise(&amounts, from: layout.firstUnitLine, planYears24)
  }

  private func addTopUps(_ topUpYears24: [Int], at year: Int, to amounts: inout [Money]) {
    let pence = topUpPence[year]
    precondition(
      topUpYears24.count == pence.count, "\(topUpYears24.count) of \(pence.count) top-up cells")
    guard !pence.isEmpty else { return }
    let sum = zip(pence, topUpYears24).reduce(0) { $0 + $1.0 * $1.1 }
    amounts[layout.topUpLine] = Money(pence: sum).share(1, of: 24)
  }

  private func addTotals(to amounts: inout [Money], _ balance: inout Money) {
    var cost = Money.zero
    for line in 0..<layout.firstIncome { cost += amounts[line] }
    var income = Money.zero
    for line in layout.firstIncome..<layout.firstTotal { income += amounts[line] }
    balance += income - cost
    amounts[layout.firstTotal] = cost
    amounts[layout.firstTotal + 1] = income
    amounts[layout.firstTotal + 2] = income - cost
    amounts[layout.firstTotal + 3] = balance
  }
}
