import Vocabulary

/// Lines of children without a plan and of plans that came late.
extension CostingModel {
  func topUps(_ year: Int, _ sums: AccountSums) -> LineBasis.Parts {
    let assumptions = origin.assumptions
    let growth = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    var unheard = FaultList()
    var priced = PlanBases.Priced()
    for (index, row) in assumptions.finances.topUps.enumerated() {
      guard let amount = row.amount else { continue }
      let grown = growth.grown(
        amount, of: TopUpRow.line, from: row.priceYear, to: years[year], &unheard)
      let sum = sums.years[year].topUpYears24[index]
      let children = Double(sum) / Double(24 * sums.draws)
      priced.parts.append(
        PricedPart(
          place: row.cell.band.rawValue, need: row.cell.need, band: nil, quantity: children,
          monthly: children, price: grown,
          amount: .mean(Int128(grown.pence) * Int128(sum), over: Int128(24 * sums.draws)),
          basis: priced.prices.count))
      priced.prices.append(
        PriceBasis(
          line: TopUpRow.line, label: row.cell.name, given: amount,
          growth: growth.basis(TopUpRow.line, from: row.priceYear, to: years[year]), grown: grown,
          counted: grown, provenance: row.provenance))
    }
    return priced.priced
  }

  func backPay(_ year: Int, _ sums: AccountSums) -> LineBasis.Parts {
    guard let backPay = origin.assumptions.backPay else {
      preconditionFailure("a line of back-pay that nobody asked for")
    }
    let weeks = Int((backPay.weeks * 100).rounded())
    let priced = PlanBases(self, year, sums).units(nil, .newPlans(weeks: weeks))
    var used = PlanBases.Priced()
    for var part in priced.parts where part.quantity != 0 && part.price != .zero {
      let price = priced.prices[part.basis]
      part.basis = used.prices.firstIndex(of: price) ?? used.prices.count
      if part.basis == used.prices.count { used.prices.append(price) }
      used.parts.append(part)
    }
    return .backPay(used.parts, used.prices, weeks: Double(weeks) / 100, backPay.provenance)
  }
}
