import Vocabulary

/// What a plan counts for in a financial year, in 24ths of its days, by how its fee falls due.
///
/// | | plan of the whole year | change on 1 September | even change |
/// |---|---|---|---|
/// | monthly | 1 | 7/12 | 17/24 |
/// | termly | 1 | 2/3: autumn and spring of three terms | 18/24 |
/// | daily | 1 | 212/365, or 213/366 | 17/24 |
///
/// An even change is 2.5/12 done on 1 April and 14.5/12 on 31 March. Terms give each of April to July and September to December 1/12 of the
/// fee, August nothing and January to March 1/9 each, of stocks of 3 to 14 twelfths in the middle of the months: 3/4 of the change.
struct BillingWeights: Sendable {
  let opening: Int
  let september: Int
  let even: Int

  init(_ billing: Billing, in year: FinancialYear) {
    let days = Self.days(in: year)
    opening = 24 * days
    switch billing {
    case .monthly: (september, even) = (14 * days, 17 * days)
    case .termly: (september, even) = (16 * days, 18 * days)
    case .daily: (september, even) = (24 * (days - 153), 17 * days)
    }
  }

  /// What the weights are parts of.
  static func unit(in year: FinancialYear) -> Int { 24 * days(in: year) }

  /// 366 where the year ends after a 29 February; April to August are 153 of them.
  private static func days(in year: FinancialYear) -> Int {
    let end = year.start + 1
    return end % 4 == 0 && (end % 100 != 0 || end % 400 == 0) ? 366 : 365
  }

  /// A cell's plans, weighted.
  func weighted(_ stock: PlanStock, _ cell: Int) -> Int {
    opening * stock.opening[cell] + september * stock.september[cell] + even * stock.even[cell]
  }
}
