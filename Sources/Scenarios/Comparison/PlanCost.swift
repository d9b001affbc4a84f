import NumericalCore

/// What makes the cost of plans in a financial year: cost = population × plan rate × need mix × placement mix × unit price.
struct PlanCost {
  /// The factors, in the order of their bits.
  static let factors = 5

  /// Children and young people.
  let population: Double
  /// Plans a head.
  private let rate: Double
  /// The share of each need in all plans.
  private let needs: [Double]
  /// The share of each provision in the plans of a need; empty where a need has no plans.
  private let provisions: [[Double]]
  /// What a plan costs in a year, need × provision.
  private let prices: [Int]

  /// - Parameters:
  ///   - planYears: plan-years, need × provision, in any unit: `plans` says what one is.
  ///   - perPlan: how many of the unit make a plan-year of a draw: 24 × draws where they are summed 24ths.
  ///   - prices: pence a plan and year, need × provision.
  init(
    population: Double, planYears: [Int], perPlan: Int, prices: [Int], needs count: Int
  ) {
    let width = planYears.count / count
    let rows = (0..<count).map { planYears[($0 * width)..<(($0 + 1) * width)] }
    let sums = rows.map { $0.reduce(0, +) }
    let all = sums.reduce(0, +)
    self.population = population
    self.prices = prices
    // Rounded, so that plans in proportion to people are the same rate.
    rate = (Double(all) / (Double(perPlan) * population)).rounded(toSignificantDigits: 13)
    needs = sums.map { all == 0 ? 0 : Double($0) / Double(all) }
    provisions = zip(rows, sums).map { row, sum in
      sum == 0 ? [] : row.map { Double($0) / Double(sum) }
    }
  }

  /// Thousandths of a penny, each factor from one of two years.
  ///
  /// - Parameter later: bit i says that factor i is the later year's. A need without plans in a year is placed as in the other.
  static func cost(_ years: (PlanCost, PlanCost), later: Int) -> Int {
    func year(_ factor: Int) -> PlanCost { later & (1 << factor) == 0 ? years.0 : years.1 }
    func other(_ factor: Int) -> PlanCost { later & (1 << factor) == 0 ? years.1 : years.0 }
    let (needs, prices) = (year(2).needs, year(4).prices)
    let width = prices.count / needs.count
    var mean = 0.0
    for need in needs.indices {
      let own = year(3).provisions[need]
      let shares = own.isEmpty ? other(3).provisions[need] : own
      var price = 0.0
      for provision in shares.indices {
        price += shares[provision] * Double(prices[need * width + provision])
      }
      mean += needs[need] * price
    }
    let plans = year(0).population * year(1).rate
    return Int((plans * mean * 1000).rounded(.toNearestOrAwayFromZero))
  }

  /// The growth from one year to another split without order, in pence: the Shapley values of the factors, exact over their 2⁵
  /// combinations, and last all that is not plans × price. Together they are `growth` to the penny.
  static func split(_ years: (PlanCost, PlanCost), growth: Int) -> [Int] {
    let costs = (0..<(1 << factors)).map { cost(years, later: $0) }
    let shares = shapleyNumerators(costs)
    let unit = 1000 * factorial(factors)
    return roundedTogether(shares + [growth * unit - shares.reduce(0, +)], over: unit)
  }
}
