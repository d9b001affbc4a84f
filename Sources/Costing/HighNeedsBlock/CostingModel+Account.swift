public import Vocabulary

extension CostingModel {
  /// The account of a draw, exact to the penny: totals are the sums of the lines as printed.
  ///
  /// A unit-cost line is the sum over cells of pence × plans as they fall due, divided once, halves away from zero. Where a closed year is
  /// given the lines are then multiplied to meet it; last come the prices of the draw. The balance starts from `openingBalance` and carries
  /// from year to year.
  ///
  /// - Parameters:
  ///   - costed: The first years of `years`, in order; settings in the order of the assumptions.
  ///   - prices: What the prices of each unit-cost line are multiplied by in this draw, in the order of `priceUncertainty`; empty for the
  ///     prices as given.
  /// - Returns: One account a year, amounts in the order of `lines`.
  public func account(_ costed: [CostedYear], prices: [Double] = []) -> [AccountYear] {
    var none: AccountSums?
    return account(costed, prices: prices, summing: &none)
  }

  /// The same, and adds what it is made of to sums that explain it; nil for none, which costs no time.
  public func account(
    _ costed: [CostedYear], prices: [Double], summing sums: inout AccountSums?
  ) -> [AccountYear] {
    precondition(costed.count <= years.count, "\(costed.count) years of \(years.count)")
    precondition(
      prices.isEmpty || prices.count == layout.unitLines.count, "\(prices.count) prices of lines")
    var balance = openingBalance
    // Pupils in other authorities' schools when the last allocation was made: the census before the first year.
    var opening = 0
    var followed: DrivenLines.Followed?
    var account: [AccountYear] = []
    account.reserveCapacity(costed.count)
    for index in costed.indices {
      precondition(
        costed[index].year == years[index], "\(costed[index].year) is not \(years[index])")
      var amounts = fixed[index]
      let before = PlaceCounts(costed[index].before, roles)
      followed = driven[index].following(costed[index], after: followed)
      if index == 0 { opening = before.exported }
      driven[index].write(costed[index], before: before, followed, into: &amounts)
      sums?.years[index].made.add(amounts)
      driven[index].press(costed[index].stock, &amounts)
      sums?.years[index].pressed.add(amounts)
      ties.apply(to: &amounts)
      sums?.years[index].tied.add(amounts)
      apply(prices, to: &amounts)
      amounts[layout.importExportLine] = importExport[index].amount(
        exported: before.exported, atAllocation: opening)
      addTotals(to: &amounts, &balance)
      sums?.years[index].add(
        costed[index], before: before, after: PlaceCounts(costed[index].after, roles),
        driven[index].fundedCounts(followed), atAllocation: opening, amounts)
      account.append(AccountYear(amounts: amounts))
    }
    sums?.draws += 1
    return account
  }

  private func apply(_ prices: [Double], to amounts: inout [Money]) {
    for line in prices.indices where prices[line] != 1 {
      amounts[layout.firstUnitLine + line] = amounts[layout.firstUnitLine + line]
        .grown(by: prices[line])
    }
  }

  private func addTotals(to amounts: inout [Money], _ balance: inout Money) {
    var cost = Money.zero
    for line in 0..<layout.firstIncome { cost += amounts[line] }
    var income = Money.zero
    for line in layout.firstIncome..<layout.firstMemo { income += amounts[line] }
    balance += income - cost
    amounts[layout.firstTotal] = cost
    amounts[layout.firstTotal + 1] = income
    amounts[layout.firstTotal + 2] = income - cost
    amounts[layout.firstTotal + 3] = balance
  }
}

extension DrivenLines {
  /// What the places of a year follow; nil where none do.
  fileprivate func following(_ costed: CostedYear, after last: Followed?) -> Followed? {
    guard followsPlans else { return nil }
    let plans = byProvision(costed.stock.opening)
    guard let last else { return Followed(base: plans, earlier: plans, plans: plans) }
    return Followed(base: last.base, earlier: last.plans, plans: plans)
  }
}
