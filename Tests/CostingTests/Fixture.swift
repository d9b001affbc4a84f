import Costing
import Testing
import Vocabulary

let published = Provenance(.published, "a test")
let firstYear = FinancialYear(start: 2025)

/// A small authority: two needs, four provisions, costs in 2025-26 prices and no growth.
struct Fixture {
  static let codes = CodeLists(
    needs: [Need(code: "ASD", name: "Autism"), Need(code: "SEMH", name: "Mental health")],
    provisions: [
      Provision(code: "SPEC", name: "Special school", ncys: -2...21, kind: .special),
      Provision(code: "DSP", name: "Base", ncys: -2...15, kind: .base),
      Provision(code: "IND", name: "Independent", ncys: -2...21, kind: .independent),
      Provision(code: "SPI", name: "Specialist post-16", ncys: 12...21, kind: .specialistPost16),
    ])

  var assumptions: CostingAssumptions
  var years: [FinancialYear]
  var occurring = Array(repeating: true, count: 8)

  init(years count: Int = 1, first: FinancialYear = firstYear, settings: [Setting] = []) {
    years = (0..<count).map { FinancialYear(start: first.start + $0) }
    var finances = Finances()
    finances.unitCosts = [
      Self.cost("topup_special", "SPEC", pounds: 12_000, prices: first),
      Self.cost("topup_base", "DSP", pounds: 7_000, prices: first),
      Self.cost("fees_independent", "IND", pounds: 60_000, prices: first),
      Self.cost("fees_specialist_post16", "SPI", pounds: 40_000, prices: first),
    ]
    finances.inflation = [Self.growth(nil, first, 0)]
    finances.income = [
      Self.amount("high_needs_block", first, pounds: 100_000_000),
      Self.amount("opening_balance", first, pounds: -1_000_000),
    ]
    assumptions = CostingAssumptions(finances: finances, settings: settings, codes: Self.codes)
  }

  static func cost(
    _ line: String, _ provision: String?, need: String? = nil, pounds: Int,
    prices: FinancialYear = firstYear
  ) -> UnitCostRow {
    UnitCostRow(
      line: line, provision: provision, need: need, amount: Money(pounds: pounds),
      priceYear: prices, provenance: published)
  }

  static func growth(_ line: String?, _ year: FinancialYear, _ percent: Double) -> YearlyGrowth {
    YearlyGrowth(line: line, year: year, percent: percent, provenance: published)
  }

  static func amount(_ line: String, _ year: FinancialYear, pounds: Int) -> YearlyAmount {
    YearlyAmount(line: line, year: year, amount: Money(pounds: pounds), provenance: published)
  }

  static func setting(
    _ id: String, _ kind: Setting.Kind, _ provision: String, elsewhere: Bool = false
  ) -> Setting {
    Setting(
      id: id, name: id, kind: kind, provision: provision, needs: nil, ncys: -2...21,
      isElsewhere: elsewhere, provenance: published)
  }

  func model() throws -> CostingModel {
    try CostingModel(
      assumptions: assumptions, rulebook: Rulebook.published(), years: years, occurring: occurring)
  }

  /// The years with these 24ths of plan-years in ASD × provision, and the same settings throughout.
  func costed(
    asd: [Int] = [0, 0, 0, 0], before: [CostedYear.SettingYear] = [],
    after: [CostedYear.SettingYear] = []
  ) -> [CostedYear] {
    years.map {
      CostedYear(
        year: $0, stock: PlanStock(planYears24: asd + [0, 0, 0, 0]), before: before, after: after)
    }
  }

  /// The account, by line name, of each year.
  func account(_ costed: [CostedYear]) throws -> [[String: Money]] {
    let model = try model()
    return model.account(costed).map { year in
      Dictionary(uniqueKeysWithValues: zip(model.lines.map(\.name), year.amounts))
    }
  }

  /// The faults for which the model is refused; none where it is not.
  func faults() throws -> [String] {
    do {
      _ = try model()
      return []
    } catch let error as CostingError {
      return error.faults
    }
  }
}

extension PlanStock {
  /// A stock that makes these 24ths of plan-years by month: 24, 14 and 17 have no common factor, so there is one.
  init(planYears24: [Int]) {
    self.init(
      opening: planYears24.map { $0 % 24 == 0 ? $0 / 24 : -24 * $0 },
      september: planYears24.map { $0 % 24 == 0 ? 0 : 40 * $0 },
      even: planYears24.map { $0 % 24 == 0 ? 0 : $0 },
      newPlans: planYears24.map { _ in 0 })
  }
}

func pupils(_ roll: Int, post16: Int = 0, places: Int, post16Places: Int = 0)
  -> CostedYear.SettingYear
{
  CostedYear.SettingYear(
    roll: roll, rollPost16: post16, places: Places(all: places, post16: post16Places))
}

/// A small generator with a fixed sequence (Knuth's MMIX constants).
struct FixedSequence {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next(below bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(bound))
  }
}
