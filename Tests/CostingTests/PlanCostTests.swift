import Costing
import Testing
import Vocabulary

@Suite("What a plan costs, here and in England")
struct PlanCostTests {
  private static let settings = [
    Fixture.setting("S", .special, "SPEC"), Fixture.setting("B", .specialistBase, "DSP"),
    Fixture.setting("E", .special, "SPEC", elsewhere: true),
    Fixture.setting("I", .independentSpecial, "IND"),
  ]

  @Test func `a placement costs its plan and its place, at the rates from September`() throws {
    var fixture = Fixture(years: 3, settings: Self.settings)
    fixture.assumptions.finances.inflation = [Fixture.growth(nil, firstYear, 10)]
    let rates = DatedRates()
    let model = try CostingModel(
      assumptions: fixture.assumptions, rulebook: rates.book(), years: fixture.years,
      occurring: fixture.occurring)
    let growth = [100, 110, 121]
    // Years outside the account count as the nearest of it.
    for (start, index) in [(2020, 0), (2025, 0), (2026, 1), (2027, 2), (2028, 2), (2040, 2)] {
      let year = FinancialYear(start: start)
      func rate(_ rule: String) -> Int { rates.whole(rule, "\(2025 + index)-09-01") * 100 }
      for need in 0..<2 {
        for (provision, plan, place) in [
          (0, 12_000, rate(Rule.placeSpecial)), (1, 7_000, rate(Rule.placeBaseOccupied)),
          (2, 60_000, 0), (3, 40_000, 0),
        ] {
          #expect(
            model.placementCost(need: need, provision: provision, in: year).pence
              == plan * growth[index] + place)
        }
      }
      let places = (0..<4).map { model.emptyPlaceCost($0, in: year).pence }
      #expect(places == [rate(Rule.placeSpecial), rate(Rule.placeBaseEmpty), 0, 0])
      let over = (0..<4).map { model.overNumberCost($0, in: year).pence }
      #expect(over == [rate(Rule.overNumber), rate(Rule.overNumber), 0, 0])
    }
  }

  @Test func `a cell's own row is what its placement costs`() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts.append(
      Fixture.cost("eotas", "IND", need: "SEMH", pounds: 7))
    let model = try fixture.model()
    #expect(model.placementCost(need: 1, provision: 2, in: firstYear) == Money(pounds: 7))
    #expect(model.placementCost(need: 0, provision: 2, in: firstYear) == Money(pounds: 60_000))
    #expect(
      model.planPrices(0)
        == [12_000, 7_000, 60_000, 40_000, 12_000, 7_000, 7, 40_000].map { $0 * 100 })
  }

  @Test func `the schools block of a year of the account, grown; none where there is none`() throws
  {
    var fixture = Fixture(years: 3)
    let asked = (2024...2028).map { FinancialYear(start: $0) }
    #expect(try asked.allSatisfy { try fixture.model().schoolsBlock(in: $0) == nil })
    fixture.assumptions.finances.income.append(
      Fixture.amount("schools_block", FinancialYear(start: 2026), pounds: 1_000))
    #expect(
      try asked.map { try fixture.model().schoolsBlock(in: $0)?.pence }
        == [nil, nil, 1_000_00, 1_000_00, nil], "without growth it is rolled over in cash")
    fixture.assumptions.incomeGrowth = [Fixture.growth("schools_block", firstYear, 5)]
    let model = try fixture.model()
    #expect(
      asked.map { model.schoolsBlock(in: $0)?.pence } == [nil, nil, 1_000_00, 1_050_00, nil])
  }

  private func compared(
    _ lines: [String], _ pounds: Int, base: [Int], prices: FinancialYear = firstYear,
    change: (inout Fixture) -> Void = { _ in }
  ) throws -> [UnitCostComparison] {
    var fixture = Fixture()
    fixture.assumptions.basePlans = base
    fixture.assumptions.finances.englandUnitCosts = [
      EnglandUnitCost(
        lines: lines, amount: Money(pounds: pounds), priceYear: prices, provenance: published)
    ]
    change(&fixture)
    return try fixture.model().comparisons
  }

  @Test func `beside England's: the mean over the plans of the lines, in England's prices`() throws
  {
    // 2 × 12,000, 3 × 7,000 and 5 × 7,000; one line more that is not compared.
    let base = [2, 3, 11, 0, 0, 5, 0, 13]
    let both = try compared(["topup_special", "topup_base"], 10_000, base: base)
    #expect(both.map(\.local) == [Money(pounds: 8_000)] && both[0].ratio == 0.8)
    #expect(both[0].england == Money(pounds: 10_000) && both[0].priceYear == firstYear)
    #expect(both[0].lines == ["topup_special", "topup_base"])
    let one = try compared(["topup_base"], 14_000, base: base)
    #expect(one.map(\.local) == [Money(pounds: 7_000)] && one[0].ratio == 0.5)
    let later = try compared(["topup_base"], 1, base: base, prices: FinancialYear(start: 2027)) {
      $0.assumptions.finances.inflation.append(
        Fixture.growth("topup_base", FinancialYear(start: 2026), 10))
    }
    #expect(later.map(\.local) == [Money(pounds: 8_470)])
  }

  @Test func `bands and others' shares count as in the account, and the mean is to the penny`()
    throws
  {
    let base = [0, 0, 2, 0, 0, 0, 1, 0]
    let found = try compared(["fees_independent"], 1, base: base) {
      var row = Fixture.cost("fees_independent", "IND", need: "SEMH", pounds: 50_000)
      row.healthShare = 0.2
      $0.assumptions.finances.unitCosts.append(row)
    }
    // Two plans at £60,000 and one at four fifths of £50,000: 160,000 / 3.
    #expect(found.map(\.local) == [Money(pence: 53_333_33)])
  }

  @Test func `nobody to compare, or nothing to compare with, is no comparison`() throws {
    #expect(try compared(["topup_base"], 10, base: []).isEmpty)
    #expect(try compared(["topup_base"], 10, base: [9, 0, 9, 9, 9, 0, 9, 9]).isEmpty)
    #expect(try compared(["topup_base"], 0, base: Array(repeating: 1, count: 8)).isEmpty)
    #expect(try compared(["topup_base"], 10, base: [0, 1, 0, 0, 0, 0, 0, 0]).count == 1)
    #expect(try compared(["eotas"], 10, base: Array(repeating: 1, count: 8)).isEmpty)
  }

  @Test func `a cap holds from its year, the latest of two, the later in the list of equals`()
    throws
  {
    var fixture = Fixture(years: 4)
    func cap(_ pounds: Int, _ start: Int, _ line: String = "fees_independent") -> FeeCap {
      FeeCap(line: line, perYear: Money(pounds: pounds), from: FinancialYear(start: start))
    }
    fixture.assumptions.feeCaps = [
      cap(30_000, 2027), cap(50_000, 2026), cap(9, 2025, "eotas"), cap(31_000, 2027),
    ]
    fixture.assumptions.finances.unitCosts.append(
      Fixture.cost("eotas", "SPI", need: "SEMH", pounds: 8))
    let prices = try fixture.model()
    #expect((0..<4).map { prices.planPrices($0)[2] / 100 } == [60_000, 50_000, 31_000, 31_000])
    #expect((0..<4).map { prices.planPrices($0)[7] / 100 } == [8, 8, 8, 8])
  }
}
