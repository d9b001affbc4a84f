import Costing
import Vocabulary

/// Prices as the evidence says them, worked out in fractions.
struct NaivePrices {
  let assumptions: CostingAssumptions
  /// Outturn over what was modelled, by line.
  var ties: [String: Exact] = [:]

  /// A row that a plan is paid by, and what it counts for.
  struct Paid {
    let row: UnitCostRow
    let pence: Int
  }

  /// Of the rows of a line, else of those for all, the one that began last; of two the later in the list.
  private func percent(_ rows: [YearlyGrowth], _ line: String, _ year: Int) -> Double? {
    for wanted in [line, nil] {
      var found: (start: Int, percent: Double)?
      for row in rows where row.line == wanted && row.year.start <= year {
        if row.year.start >= found?.start ?? 0 { found = (row.year.start, row.percent) }
      }
      if let found { return found.percent }
    }
    return nil
  }

  /// Each year's prices are so much above the year before's.
  func grown(
    _ amount: Money, _ line: String, from: Int, to: Int, rows: [YearlyGrowth]? = nil,
    unstated: Double = .nan
  ) -> Money {
    var exact = Exact(amount.pence)
    var year = from
    while year != to {
      let priced = year < to ? year + 1 : year
      let percent = percent(rows ?? assumptions.finances.inflation, line, priced) ?? unstated
      let factor = Exact(Int((percent * 10).rounded()) + 1_000, over: 1_000)
      exact = year < to ? exact * factor : exact / factor
      year += year < to ? 1 : -1
    }
    return Money(pence: exact.rounded)
  }

  /// The rows for a need and provision: those of both, of the provision, of the need, of all.
  func rows(_ rows: [UnitCostRow], _ provision: String, _ need: String) -> [UnitCostRow] {
    let keys: [(String?, String?)] = [(provision, need), (provision, nil), (nil, need), (nil, nil)]
    for key in keys {
      let own = rows.filter { $0.provision == key.0 && $0.need == key.1 }
      if !own.isEmpty { return own }
    }
    return []
  }

  private func share(_ row: UnitCostRow, _ group: [UnitCostRow], _ year: Int) -> Exact {
    var share = Exact(decimal: row.share)
    for shift in assumptions.bandShifts
    where shift.starts.start <= year && shift.provision == row.provision
      && (shift.needs.map { row.need.map($0.contains) ?? false } ?? true)
    {
      guard let from = group.first(where: { $0.band == shift.from }) else { continue }
      let moved = Exact(decimal: from.share) * Exact(decimal: shift.share)
      if row.band == shift.from { share = share - moved }
      if row.band == shift.to { share = share + moved }
    }
    return share
  }

  /// What a plan of a provision and need is paid by in a year.
  func paid(_ from: [UnitCostRow], _ provision: String, _ need: String, _ year: Int) -> [Paid] {
    let group = rows(from, provision, need)
    return group.map { row in
      let grown = grown(row.amount, row.uplift ?? row.line, from: row.priceYear.start, to: year)
      let caps = assumptions.feeCaps.filter { $0.line == row.line && $0.from.start <= year }
      let latest = caps.map(\.from.start).max()
      var price = grown.pence
      if let cap = caps.last(where: { $0.from.start == latest }) {
        let own = ties[row.line].map { Exact(cap.perYear.pence) / $0 } ?? Exact(cap.perYear.pence)
        price = Swift.min(price, own.rounded)
      }
      let left = Exact(1) - Exact(decimal: row.healthShare) - Exact(decimal: row.socialCareShare)
      return Paid(row: row, pence: (Exact(price) * share(row, group, year) * left).rounded)
    }
  }
}

/// What a plan counts for in the twelve months of a financial year, in plan-years.
struct NaiveWeights {
  let opening: Exact
  let september: Exact
  let even: Exact

  init(_ billing: Billing, _ year: Int) {
    // April to March: what of a year's fee each month pays.
    let months =
      switch billing {
      case .monthly, .daily: Array(repeating: Exact(1, over: 12), count: 12)
      case .termly:
        Array(repeating: Exact(1, over: 12), count: 4) + [Exact(0)]
          + Array(repeating: Exact(1, over: 12), count: 4)
          + Array(repeating: Exact(1, over: 9), count: 3)
      }
    opening = months.sum
    // In the middle of April three of twelve months have gone since the middle of January.
    even = months.enumerated().map { $1 * Exact($0 + 3, over: 12) }.sum
    if billing == .daily {
      // Leap years of the calendar that these tests meet.
      let february = [2024, 2028].contains(year + 1) ? 29 : 28
      let lengths = [30, 31, 30, 31, 31, 30, 31, 30, 31, 31, february, 31]
      september = Exact(lengths[5...].reduce(0, +), over: lengths.reduce(0, +))
    } else {
      september = months[5...].sum
    }
  }

  func years(_ stock: PlanStock, _ cell: Int) -> Exact {
    opening * Exact(stock.opening[cell]) + september * Exact(stock.september[cell])
      + even * Exact(stock.even[cell])
  }
}
