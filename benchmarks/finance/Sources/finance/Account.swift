import Costing
import Vocabulary

/// An authority's account of 2021-22, as `CostingModel.account` makes it of its plans and unit costs.
struct Account {
  static let year = FinancialYear(start: 2021)
  private static let source = Provenance(.derived, "section 251 outturn 2021-22")
  /// Each January's plans stand for the months of its academic year that are in the financial year: 5 and 7, in 24ths.
  private static let openingWeight = 10
  private static let closingWeight = 14

  /// The amount of each line that is priced by plans.
  let priced: [Line: Money]
  /// The sum of all lines, those passed through among them.
  let total: Money
  /// True where the total is the sum of the lines and the block is what the formula gives.
  let isSound: Bool

  /// Costs an authority's year.
  ///
  /// - Parameters:
  ///   - unitCosts: what a plan of each line costs; a line without one stands in the account as published.
  ///   - block: the high needs block before recoupment.
  init(
    _ authority: Authority, opening: Plans, closing: Plans, unitCosts: [Line: Money],
    block: Money, rulebook: Rulebook
  ) throws {
    let lines = Line.allCases.filter { unitCosts[$0] != nil }
    let provisions = Set(lines.flatMap(\.provisions))
    let occurring = Plans.codes.provisions.map { provisions.contains($0.code) }
    let model = try CostingModel(
      assumptions: CostingAssumptions(
        finances: Self.finances(authority, unitCosts, block), settings: [], codes: Plans.codes),
      rulebook: rulebook, years: [Self.year], occurring: occurring)
    let amounts = model.account([Self.costed(opening, closing, occurring)])[0].amounts
    let named = Dictionary(uniqueKeysWithValues: zip(model.lines.map(\.name), amounts))
    priced = Dictionary(
      uniqueKeysWithValues: lines.map { ($0, named[$0.rawValue] ?? .zero) })
    total = named["total_cost"] ?? .zero
    let costs = zip(model.lines, amounts).filter { $0.0.kind == .cost }.map(\.1)
    isSound = costs.reduce(.zero, +) == total && named["total_income"] == block
  }

  /// The year that the account is made of; the one place that knows how a `CostedYear` is made.
  ///
  /// There are two Januaries only, so what comes and goes within the year cannot be told from what moves in September.
  private static func costed(_ opening: Plans, _ closing: Plans, _ occurring: [Bool]) -> CostedYear
  {
    let before = occurring.indices.map { occurring[$0] ? opening.counts[$0] : 0 }
    let after = occurring.indices.map { occurring[$0] ? closing.counts[$0] : 0 }
    let none = before.map { _ in 0 }
    return CostedYear(
      year: year,
      stock: PlanStock(
        opening: before, september: zip(after, before).map { $0 - $1 }, even: none, newPlans: none),
      before: [], after: [])
  }

  /// Plan-years of the financial year, in 24ths.
  static func planYears24(_ opening: Int, _ closing: Int) -> Int {
    openingWeight * opening + closingWeight * closing
  }

  private static func finances(
    _ authority: Authority, _ unitCosts: [Line: Money], _ block: Money
  ) -> Finances {
    var finances = Finances()
    finances.unitCosts = Line.allCases.flatMap { line in
      unitCosts[line].map { amount in
        line.provisions.map {
          UnitCostRow(
            line: line.rawValue, provision: $0, need: nil, amount: amount, priceYear: year,
            provenance: source)
        }
      } ?? []
    }
    let unpriced = Line.allCases.filter { unitCosts[$0] == nil }
    let passed = unpriced.map { ($0.rawValue, $0.costs) } + Line.passedThrough
    finances.otherCosts = passed.map { amount($0.0, authority.spent($0.1)) }
    finances.income = [amount("high_needs_block", block), amount("opening_balance", .zero)]
    return finances
  }

  private static func amount(_ line: String, _ amount: Money) -> YearlyAmount {
    YearlyAmount(line: line, year: year, amount: amount, provenance: source)
  }
}
