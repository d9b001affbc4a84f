import Vocabulary

/// The parts of lines that are plans × price, in a financial year.
struct PlanBases {
  /// Parts, and the prices that they name by position.
  struct Priced {
    var parts: [PricedPart] = []
    var prices: [PriceBasis] = []

    var priced: LineBasis.Parts { .priced(parts, prices) }
  }

  /// Which plans count.
  enum Quantity: Equatable {
    /// Plan-years, as they fall due.
    case planYears
    /// New plans, each for a share of a year, in hundredths of weeks of 52.
    case newPlans(weeks: Int)
  }

  private let model: CostingModel
  private let year: FinancialYear
  private let stock: PlanStock
  private let draws: Int

  init(_ model: CostingModel, _ year: Int, _ sums: AccountSums) {
    self.model = model
    self.year = model.years[year]
    stock = sums.years[year].stock
    draws = sums.draws
  }

  /// A line of unit costs; nil for all of them.
  func units(_ line: String?, _ quantity: Quantity = .planYears) -> Priced {
    priced(
      model.origin.assumptions, line: line, occurring: model.origin.occurring,
      ties: model.ties.ofLine, quantity)
  }

  /// A line of transport, which no cap holds down.
  func transport(_ line: String) -> Priced {
    let assumptions = model.origin.assumptions
    let rows = assumptions.finances.transport.filter { $0.line == line }
    return priced(
      assumptions.with(unitCosts: rows), line: line,
      occurring: TransportCosts.rowed(rows, assumptions.codes, model.origin.occurring), ties: [:],
      .planYears)
  }

  private func priced(
    _ assumptions: CostingAssumptions, line: String?, occurring: [Bool], ties: [String: Tie],
    _ quantity: Quantity
  ) -> Priced {
    // A model that was made has no faults left to name.
    var unheard = FaultList()
    let groups = PriceGroup.groups(
      assumptions.finances.unitCosts, file: "evidence", assumptions.codes, &unheard)
    let matched = UnitCosts.matched(groups, assumptions.codes)
    var result = Priced()
    for (index, group) in groups.enumerated() where line == nil || group.line == line {
      let cells = matched.indices.filter { matched[$0] == index && occurring[$0] }
      guard !cells.isEmpty else { continue }
      let first = result.prices.count
      let prices = group.rowPrices(year, assumptions, ties: ties, &unheard)
      let parts = parts(cells, of: group, prices, quantity, assumptions.codes, from: first)
      guard !parts.isEmpty else { continue }
      result.parts += parts
      result.prices += prices.map { $0.basis(year, assumptions) }
    }
    return result
  }

  /// One part a provision and band; none where nobody is there in any draw.
  private func parts(
    _ cells: [Int], of group: PriceGroup, _ prices: [RowPrice], _ quantity: Quantity,
    _ codes: CodeLists, from first: Int
  ) -> [PricedPart] {
    codes.provisions.indices.flatMap { provision -> [PricedPart] in
      let own = cells.filter { $0 % codes.provisions.count == provision }
      guard own.contains(where: isUsed) else { return [] }
      return prices.enumerated().map { index, price in
        let count = count(own, price.row.billing, quantity)
        let monthly = self.count(own, .monthly, quantity)
        let pence = Int128(price.counted.pence) * Int128(count.sum) * Int128(weeks(quantity))
        return PricedPart(
          place: codes.provisions[provision].code, need: group.rows[0].need, band: price.row.band,
          quantity: Double(count.sum) / Double(count.per),
          monthly: Double(monthly.sum) / Double(monthly.per), price: price.counted,
          amount: .mean(pence, over: Int128(count.per) * 5200), basis: first + index,
          stock: quantity == .planYears ? mean(own) : nil)
      }
    }
  }

  private func mean(_ cells: [Int]) -> MeanStock {
    func mean(_ plans: [Int]) -> Double {
      Double(cells.reduce(0) { $0 + plans[$1] }) / Double(draws)
    }
    return MeanStock(
      opening: mean(stock.opening), september: mean(stock.september), even: mean(stock.even))
  }

  private func isUsed(_ cell: Int) -> Bool {
    stock.opening[cell] != 0 || stock.september[cell] != 0 || stock.even[cell] != 0
      || stock.newPlans[cell] != 0
  }

  /// The sum over cells and draws, and how much of it is one of the mean.
  private func count(
    _ cells: [Int], _ billing: Billing, _ quantity: Quantity
  ) -> (sum: Int, per: Int) {
    switch quantity {
    case .planYears:
      let weights = BillingWeights(billing, in: year)
      return (
        cells.reduce(0) { $0 + weights.weighted(stock, $1) }, BillingWeights.unit(in: year) * draws
      )
    case .newPlans: return (cells.reduce(0) { $0 + stock.newPlans[$1] }, draws)
    }
  }

  /// Hundredths of weeks of 52 for which the price counts.
  private func weeks(_ quantity: Quantity) -> Int {
    switch quantity {
    case .planYears: 5200
    case .newPlans(let weeks): weeks
    }
  }
}

extension RowPrice {
  /// How it came about.
  fileprivate func basis(_ year: FinancialYear, _ assumptions: CostingAssumptions) -> PriceBasis {
    let growth = PriceGrowth(rows: assumptions.finances.inflation, unstated: nil)
    let label = [row.provision ?? "All", row.need, row.band].compactMap { $0 }
    var basis = PriceBasis(
      line: row.line, label: label.joined(separator: ", "), given: row.amount,
      growth: growth.basis(row.uplift ?? row.line, from: row.priceYear, to: year), grown: grown,
      counted: counted, provenance: row.provenance)
    if isCapped, let cap {
      basis.cap = CapBasis(
        perYear: cap.perYear, from: cap.from, amount: price, provenance: cap.provenance)
    }
    (basis.share, basis.givenShare) = (share, row.share)
    (basis.healthShare, basis.socialCareShare) = (row.healthShare, row.socialCareShare)
    (basis.billing, basis.includes) = (row.billing, row.includes)
    return basis
  }
}
