import Costing
import Testing
import Vocabulary

@Suite("Unit costs")
struct UnitCostTests {
  private let second = FinancialYear(start: 2026)

  @Test("A September start at £60,000 costs 7/12 of it, £35,000, in its first financial year")
  func septemberStart() throws {
    let fixture = Fixture()
    let account = try fixture.account(fixture.costed(asd: [0, 0, 14, 0]))[0]
    #expect(account["fees_independent"] == Money(pounds: 35_000))
  }

  @Test("A line is divided once, halves away from zero, however many cells it sums")
  func lineIsDividedOnce() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts = [
      UnitCostRow(
        line: "topup_special", provision: nil, need: nil, amount: Money(pence: 1),
        priceYear: firstYear, provenance: published)
    ]
    let account = try fixture.account(fixture.costed(asd: [3, 3, 3, 3]))[0]
    #expect(account["topup_special"] == Money(pence: 1))
    #expect(try fixture.account(fixture.costed(asd: [3, 3, 3, 2]))[0]["topup_special"] == .zero)
  }

  @Test("Doubling a fee doubles its line to within a penny and moves no other")
  func doublingAFee() throws {
    var fixture = Fixture()
    let costed = fixture.costed(asd: [101, 57, 1_003, 7])
    let once = try fixture.account(costed)[0]
    fixture.assumptions.finances.unitCosts[2] = Fixture.cost(
      "fees_independent", "IND", pounds: 120_000)
    let twice = try fixture.account(costed)[0]
    let single = try #require(once["fees_independent"])
    let double = try #require(twice["fees_independent"])
    #expect(abs(double.pence - 2 * single.pence) <= 1)
    #expect(once["topup_special"] == twice["topup_special"])
  }

  @Test("Inflation compounds year by year; a line's own row counts before one for all")
  func inflationCompounds() throws {
    var fixture = Fixture(years: 3)
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, firstYear, 3), Fixture.growth("fees_independent", second, 10),
      Fixture.growth("fees_independent", FinancialYear(start: 2027), 5),
    ]
    let account = try fixture.account(fixture.costed(asd: [24, 0, 24, 0]))
    #expect(
      account.map { $0["topup_special"] }
        == [12_000_00, 12_360_00, 12_730_80].map(Money.init(pence:)))
    #expect(
      account.map { $0["fees_independent"] }
        == [60_000_00, 66_000_00, 69_300_00].map(Money.init(pence:)))
  }

  @Test("Of two inflation rows for the same line and year the later in the list counts")
  func laterRowWins() throws {
    var fixture = Fixture(years: 2)
    fixture.assumptions.finances.inflation += [
      Fixture.growth("topup_special", second, 3), Fixture.growth("topup_special", second, 50),
    ]
    let account = try fixture.account(fixture.costed(asd: [24, 0, 0, 0]))
    #expect(account[1]["topup_special"] == Money(pounds: 18_000))
  }

  @Test("Prices of another year are carried to the year costed, forwards and backwards")
  func priceYear() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, FinancialYear(start: 2020), 10)
    ]
    let costs = [(-2, 12_100_00), (1, 9_090_91)]
    for (offset, pence) in costs {
      fixture.assumptions.finances.unitCosts[0] = Fixture.cost(
        "topup_special", "SPEC", pounds: 10_000,
        prices: FinancialYear(start: firstYear.start + offset))
      let account = try fixture.account(fixture.costed(asd: [24, 0, 0, 0]))[0]
      #expect(account["topup_special"] == Money(pence: pence))
    }
  }

  @Test("A fee cap holds in cash from its year on, after inflation")
  func feeCap() throws {
    var fixture = Fixture(years: 4)
    fixture.assumptions.finances.inflation = [Fixture.growth(nil, firstYear, 10)]
    fixture.assumptions.feeCaps = [
      FeeCap(line: "fees_independent", perYear: Money(pounds: 63_000), from: second),
      FeeCap(
        line: "fees_independent", perYear: Money(pounds: 70_000), from: FinancialYear(start: 2028)),
    ]
    let account = try fixture.account(fixture.costed(asd: [0, 0, 24, 0]))
    #expect(
      account.map { $0["fees_independent"] }
        == [60_000, 63_000, 63_000, 70_000].map(Money.init(pounds:)))
  }

  @Test("The most particular row counts: provision and need, provision, need, all")
  func mostParticularRow() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts = [
      Fixture.cost("other_provision", nil, pounds: 1),
      Fixture.cost("eotas", nil, need: "ASD", pounds: 10),
      Fixture.cost("topup_base", "DSP", pounds: 100),
      Fixture.cost("topup_special", "SPEC", pounds: 1_000),
      Fixture.cost("topup_nmss", "SPEC", need: "ASD", pounds: 10_000),
    ]
    let all = CostedYear(
      year: firstYear, stock: PlanStock(steady: Array(repeating: 1, count: 8)), before: [],
      after: [])
    let account = try fixture.account([all])[0]
    #expect(account["topup_nmss"] == Money(pounds: 10_000))
    #expect(account["topup_special"] == Money(pounds: 1_000))
    #expect(account["topup_base"] == Money(pounds: 200))
    #expect(account["eotas"] == Money(pounds: 20))
    #expect(account["other_provision"] == Money(pounds: 2))
  }

  @Test("Missing unit costs are refused, every cell that can occur by name")
  func missingCellsAreNamed() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts.removeLast(2)
    fixture.occurring[6] = false
    let start = "evidence/unit_costs.csv has no row for provision"
    let end = "add a row, or write 0 and say why"
    #expect(
      try fixture.faults() == [
        "\(start) IND, need ASD: \(end)", "\(start) SPI, need ASD: \(end)",
        "\(start) SPI, need SEMH: \(end)",
      ])
  }

  @Test("A provision that never occurs needs no row")
  func absentProvision() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts.removeLast()
    fixture.occurring[3] = false
    fixture.occurring[7] = false
    #expect(try fixture.faults() == [])
  }

  @Test("Two equally particular rows are refused, whatever their lines")
  func equallyParticularRows() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts.append(Fixture.cost("eotas", "SPEC", pounds: 5))
    #expect(
      try fixture.faults() == [
        "evidence/unit_costs.csv has two rows for provision SPEC, need All: keep one, or make one "
          + "of them more particular, or give each a band of its own"
      ])
  }

  @Test("A cost without inflation is refused, unless it is 0")
  func missingInflation() throws {
    var fixture = Fixture(years: 2)
    fixture.assumptions.finances.inflation = ["topup_base", "topup_special", "fees_independent"]
      .map { Fixture.growth($0, firstYear, 2) }
    #expect(
      try fixture.faults() == [
        "evidence/inflation.csv has no percent for line fees_specialist_post16 in 2026-27: add a "
          + "row for the line or for All from that year or before"
      ])
    fixture.assumptions.finances.unitCosts[3] = Fixture.cost(
      "fees_specialist_post16", "SPI", pounds: 0)
    #expect(try fixture.faults() == [])
  }

  @Test("Growth and caps of a line that nothing has are refused")
  func unknownLines() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.inflation.append(Fixture.growth("topup_specail", firstYear, 1))
    fixture.assumptions.feeCaps = [
      FeeCap(line: "fees", perYear: Money(pounds: 1), from: firstYear)
    ]
    fixture.assumptions.incomeGrowth = [Fixture.growth("grant", firstYear, .nan)]
    let faults = try fixture.faults()
    #expect(faults.count == 4)
    #expect(faults[0].hasPrefix("evidence/inflation.csv has a row for line topup_specail"))
    #expect(faults[1].hasPrefix("income growth has nan percent from 2025-26 for line grant"))
    #expect(faults[3].hasPrefix("the fee cap of 1.00 on line fees caps nothing"))
  }
}
