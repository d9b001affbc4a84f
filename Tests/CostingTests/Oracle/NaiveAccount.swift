import Costing
import Vocabulary

/// The account worked out plan by plan and month by month from the assumptions as they are given, in fractions, each line rounded once.
struct NaiveAccount {
  let assumptions: CostingAssumptions
  let rates: DatedRates
  var prices: NaivePrices

  init(_ assumptions: CostingAssumptions, _ rates: DatedRates) {
    self.assumptions = assumptions
    self.rates = rates
    prices = NaivePrices(assumptions: assumptions)
  }

  typealias Amounts = [String: Int]

  private var needs: [String] { assumptions.codes.needs.map(\.code) }
  private var provisions: [String] { assumptions.codes.provisions.map(\.code) }

  /// Every cell: its position, provision and need.
  var cells: [(cell: Int, provision: String, need: String)] {
    needs.enumerated().flatMap { row, need in
      provisions.enumerated().map { (row * provisions.count + $0, $1, need) }
    }
  }

  /// What plans cost by the line of their row: the sum of cells and bands, each with how it falls due.
  func unitLines(_ rows: [UnitCostRow], _ stock: PlanStock, _ year: Int) -> [String: Exact] {
    var lines = Dictionary(rows.map { ($0.line, Exact(0)) }) { one, _ in one }
    for (cell, provision, need) in cells {
      for paid in prices.paid(rows, provision, need, year) {
        let years = NaiveWeights(paid.row.billing, year).years(stock, cell)
        lines[paid.row.line, default: Exact(0)] =
          lines[paid.row.line, default: Exact(0)] + Exact(paid.pence) * years
      }
    }
    return lines
  }

  /// How many of a kind of place or pupil a setting has.
  static func count(
    _ line: String, _ setting: Setting, _ kind: Provision.Kind?, _ year: CostedYear.SettingYear
  ) -> Int {
    let pre16 = year.places.all - year.places.post16
    if setting.isElsewhere { return 0 }
    switch (line, kind) {
    case ("special", .special), ("base", .base): return pre16
    case ("special16", .special), ("base16", .base): return year.places.post16
    case ("filled", .base):
      return (0..<pre16).count { $0 < year.roll - year.rollPost16 }
    case ("empty", .base):
      return (0..<pre16).count { $0 >= year.roll - year.rollPost16 }
    case ("over", .special), ("over", .base):
      return (0..<year.roll).count { $0 >= year.places.all }
    default: return 0
    }
  }

  func count(_ line: String, _ years: [CostedYear.SettingYear]) -> Int {
    zip(assumptions.settings, years).reduce(0) { sum, pair in
      let kind = assumptions.codes.provisions.first { $0.code == pair.0.provision }?.kind
      return sum + Self.count(line, pair.0, kind, pair.1)
    }
  }

  /// Places of the months at the rates of the academic years, in pence of twelve times the amount.
  func placeMonths(
    _ rule: String, isPost16: Bool, _ year: Int, before: Int, after: Int
  ) -> Exact {
    let first = rates.whole(isPost16 ? Rule.post16Months : Rule.pre16Months, "\(year)-04-01")
    return (0..<12).map { month in
      let day = month < first ? "04-01" : isPost16 ? "08-01" : "09-01"
      return Exact((month < first ? before : after) * 100 * rates.whole(rule, "\(year)-\(day)"))
    }.sum / Exact(12)
  }

  static let placeKinds: [(line: String, count: String, rule: String, isPost16: Bool)] = [
    ("places_special", "special", Rule.placeSpecial, false),
    ("places_base", "filled", Rule.placeBaseOccupied, false),
    ("places_base", "empty", Rule.placeBaseEmpty, false),
    ("places_post16", "special16", Rule.placeSpecialPost16, true),
    ("places_post16", "base16", Rule.placeBasePost16, true),
    ("over_number", "over", Rule.overNumber, false),
  ]

  private func places(_ costed: CostedYear) -> [String: Exact] {
    var lines: [String: Exact] = [:]
    for kind in Self.placeKinds {
      let amount = placeMonths(
        kind.rule, isPost16: kind.isPost16, costed.year.start,
        before: count(kind.count, costed.before), after: count(kind.count, costed.after))
      lines[kind.line, default: Exact(0)] = lines[kind.line, default: Exact(0)] + amount
    }
    return lines
  }

  /// Places outside the register in an academic year: as given, or with the plans of the January before.
  func funded(
    _ line: FundedPlacesRow.Line, academic: Int, base: PlanStock, january: PlanStock
  ) -> Int {
    let rows = assumptions.finances.fundedPlaces.filter { $0.line == line }
    guard let row = rows.last(where: { $0.year.start <= academic }) else { return -1 }
    guard let follows = row.follows, row.year.start < academic else { return row.places }
    func plans(_ stock: PlanStock) -> Int {
      cells.filter { $0.provision == follows }.reduce(0) { $0 + stock.opening[$1.cell] }
    }
    return plans(base) == 0
      ? row.places : (Exact(row.places * plans(january)) / Exact(plans(base))).rounded
  }

  /// The counts of a line of places outside the register in both academic years of a position.
  func funded(_ line: FundedPlacesRow.Line, _ costed: [CostedYear], _ index: Int) -> (Int, Int) {
    let (year, base) = (costed[index].year.start, costed[0].stock)
    return (
      funded(line, academic: year - 1, base: base, january: costed[max(0, index - 1)].stock),
      funded(line, academic: year, base: base, january: costed[index].stock)
    )
  }

  /// The lines that plans, children and places move, before any tie and pressure.
  func driven(_ costed: [CostedYear], _ index: Int) -> Amounts {
    let (finances, year) = (assumptions.finances, costed[index].year.start)
    let stock = costed[index].stock
    var lines = places(costed[index])
    for line in Set(finances.fundedPlaces.map(\.line)) {
      let isFE = line == .furtherEducation
      let (before, after) = funded(line, costed, index)
      lines[line.rawValue] = placeMonths(
        isFE ? Rule.placeFE : Rule.placeAP, isPost16: isFE, year, before: before, after: after)
    }
    lines.merge(unitLines(finances.unitCosts, stock, year)) { one, _ in one }
    for line in Set(finances.transport.map(\.line)) {
      let rows = finances.transport.filter { $0.line == line }
      lines.merge(unitLines(rows, stock, year)) { one, _ in one }
    }
    if !finances.topUps.isEmpty {
      lines[TopUpRow.line] =
        zip(finances.topUps, costed[index].topUpYears24).map { row, children24 in
          let price = prices.grown(
            row.amount ?? .zero, TopUpRow.line, from: row.priceYear.start, to: year)
          return Exact(price.pence * children24, over: 24)
        }.sum
    }
    if let backPay = assumptions.backPay {
      lines["back_pay"] =
        cells.flatMap { cell, provision, need in
          prices.paid(finances.unitCosts, provision, need, year).map {
            Exact($0.pence * stock.newPlans[cell]) * Exact(decimal: backPay.weeks) / Exact(52)
          }
        }.sum
    }
    return lines.mapValues(\.rounded)
  }

  /// What fees are multiplied by as the share of plan-years in independent schools rises.
  func pressure(_ stock: PlanStock) -> Exact {
    let paid = Set(
      cells.filter { cell in
        prices.rows(assumptions.finances.unitCosts, cell.provision, cell.need).first?.line
          == "fees_independent"
      }.map(\.cell))
    func share(_ plans: [Int]) -> Exact {
      Exact(plans.indices.filter(paid.contains).reduce(0) { $0 + plans[$1] })
        / Exact(plans.reduce(0, +))
    }
    guard assumptions.priceElasticity > 0 else { return Exact(1) }
    let growth =
      share(
        stock.opening.indices.map {
          24 * stock.opening[$0] + 14 * stock.september[$0] + 17 * stock.even[$0]
        })
      / share(assumptions.basePlans) - Exact(1)
    return growth.top > 0
      ? Exact(1) + Exact(decimal: assumptions.priceElasticity) * growth : Exact(1)
  }

  /// A line of amounts given: the last not after the year, grown.
  func carried(
    _ rows: [YearlyAmount], _ line: String, _ year: Int, _ growth: [YearlyGrowth],
    _ unstated: Double
  ) -> Int {
    let own = rows.filter { $0.line == line && $0.year.start <= year }
    guard let last = own.max(by: { $0.year < $1.year }) else { return 0 }
    return prices.grown(
      last.amount, line, from: last.year.start, to: year, rows: growth, unstated: unstated
    ).pence
  }

  /// Pupils of ours in other authorities' schools.
  func exported(_ years: [CostedYear.SettingYear]) -> Int {
    zip(assumptions.settings, years).reduce(0) {
      $0 + ($1.0.isElsewhere && $1.0.kind != .independentSpecial ? $1.1.roll : 0)
    }
  }

  func importExport(_ costed: [CostedYear], _ index: Int) -> Int {
    let year = costed[index].year
    let isGiven = assumptions.finances.income.contains {
      $0.line == "high_needs_block" && $0.year == year
    }
    if isGiven || rates.whole(Rule.blockRollover, "\(year.start)-04-01") == 1 { return 0 }
    return 100 * rates.whole(Rule.importExport, "\(year.start)-04-01")
      * (exported(costed[0].before) - exported(costed[index].before))
  }

  func income(_ costed: [CostedYear], _ index: Int) -> Amounts {
    let (income, year) = (assumptions.finances.income, costed[index].year)
    func amount(_ line: String) -> Int {
      carried(income, line, year.start, assumptions.incomeGrowth, 0)
    }
    var lines: Amounts = [:]
    for line in Set(income.map(\.line)).subtracting(["schools_block", "opening_balance"]) {
      lines[line] = amount(line)
    }
    let percent = assumptions.blockTransfers[year] ?? 0
    lines["block_transfer"] =
      percent > 0
      ? (Exact(amount("schools_block")) * Exact(decimal: percent) / Exact(100)).rounded : 0
    lines["import_export_adjustment"] = importExport(costed, index)
    return lines
  }

  /// The lines that plans move after the pressure on prices.
  func pressed(_ costed: [CostedYear], _ index: Int) -> Amounts {
    var lines = driven(costed, index)
    if let fees = lines["fees_independent"] {
      lines["fees_independent"] = (Exact(fees) * pressure(costed[index].stock)).rounded
    }
    return lines
  }

  /// Every line of every year, in pence. `factors` are a draw's prices of lines.
  func account(_ costed: [CostedYear], factors: [String: Double] = [:]) -> [Amounts] {
    let opening = assumptions.finances.income.first {
      $0.line == "opening_balance" && $0.year == costed[0].year
    }
    var balance = opening?.amount.pence ?? 0
    let memo = Set(assumptions.finances.transport.map(\.line))
    return costed.indices.map { index in
      var costs = pressed(costed, index)
      for (line, factor) in factors {
        if let amount = costs[line] {
          costs[line] = (Exact(amount) * Exact(decimal: factor)).rounded
        }
      }
      for line in Set(assumptions.finances.otherCosts.map(\.line)) {
        costs[line] = carried(
          assumptions.finances.otherCosts, line, costed[index].year.start,
          assumptions.finances.inflation, .nan)
      }
      let income = income(costed, index)
      let cost = costs.filter { !memo.contains($0.key) }.values.reduce(0, +)
      let sum = income.values.reduce(0, +)
      balance += sum - cost
      return costs.merging(income) { one, _ in one }.merging([
        "total_cost": cost, "total_income": sum, "in_year_balance": sum - cost,
        "cumulative_balance": balance,
      ]) { one, _ in one }
    }
  }
}
