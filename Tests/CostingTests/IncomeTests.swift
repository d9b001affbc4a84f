import Costing
import Testing
import Vocabulary

@Suite("Income, other costs and balances")
struct IncomeTests {
  private let second = FinancialYear(start: 2026)

  @Test("The last high needs block given is rolled over in cash")
  func cashRollover() throws {
    var fixture = Fixture(years: 4)
    fixture.assumptions.finances.income.append(
      Fixture.amount("high_needs_block", second, pounds: 107_000_000))
    let account = try fixture.account(fixture.costed())
    #expect(
      account.map { $0["high_needs_block"] }
        == [100, 107, 107, 107].map { Money(pounds: $0 * 1_000_000) })
  }

  @Test("Income grows after the last year given, from the year the growth starts")
  func incomeGrowth() throws {
    var fixture = Fixture(years: 4)
    fixture.assumptions.incomeGrowth = [
      Fixture.growth("high_needs_block", FinancialYear(start: 2027), 10)
    ]
    let account = try fixture.account(fixture.costed())
    #expect(
      account.map { $0["high_needs_block"] }
        == [100, 100, 110, 121].map { Money(pounds: $0 * 1_000_000) })
  }

  @Test("Other costs are as given, then grown by inflation")
  func otherCosts() throws {
    var fixture = Fixture(years: 3)
    fixture.assumptions.finances.inflation = [Fixture.growth(nil, firstYear, 2)]
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("sensory_service", second, pounds: 1_000),
      Fixture.amount("sensory_service", firstYear, pounds: 900),
    ]
    let account = try fixture.account(fixture.costed())
    #expect(
      account.map { $0["sensory_service"] } == [900, 1_000, 1_020].map(Money.init(pounds:)))
  }

  @Test("The cumulative balance carries from the opening balance")
  func balanceCarries() throws {
    let fixture = Fixture(years: 2)
    // 2,000 independent plans at £60,000 are £120m against £100m.
    let account = try fixture.account(fixture.costed(asd: [0, 0, 48_000, 0]))
    #expect(
      account.map { $0["in_year_balance"] } == [-20_000_000, -20_000_000].map(Money.init(pounds:)))
    #expect(
      account.map { $0["cumulative_balance"] }
        == [-21_000_000, -41_000_000].map(Money.init(pounds:)))
  }

  @Test("A block transfer of 0.5 % of the schools block is income of its year only")
  func blockTransfer() throws {
    var fixture = Fixture(years: 2)
    fixture.assumptions.finances.income.append(
      Fixture.amount("schools_block", firstYear, pounds: 500_000_000))
    fixture.assumptions.blockTransfers = [firstYear: 0.5]
    let account = try fixture.account(fixture.costed())
    #expect(account.map { $0["block_transfer"] } == [Money(pounds: 2_500_000), .zero])
    #expect(account[0]["total_income"] == Money(pounds: 102_500_000))
  }

  @Test(
    "A block transfer above 0.5 % is refused with the Secretary of State named",
    arguments: [
      0.51, 5, -0.1, .nan, .infinity,
    ])
  func blockTransferAboveLimit(percent: Double) throws {
    var fixture = Fixture()
    fixture.assumptions.finances.income.append(
      Fixture.amount("schools_block", firstYear, pounds: 500_000_000))
    fixture.assumptions.blockTransfers = [firstYear: percent]
    let faults = try fixture.faults()
    #expect(faults.count == 1)
    #expect(faults.first?.contains("2025-26 is outside 0 to 0.5 %") == true)
    #expect(faults.first?.contains("Secretary of State") == true)
  }

  @Test("A block transfer without a schools block, and a missing block or balance, are refused")
  func missingIncome() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.income = []
    fixture.assumptions.blockTransfers = [firstYear: 0.25]
    let faults = try fixture.faults()
    #expect(faults.count == 3)
    #expect(
      faults.first
        == "evidence/income.csv has no amount for line high_needs_block in 2025-26 or before: "
        + "add a row, or write 0 and say why")
    #expect(faults[1].contains("schools_block"))
    #expect(faults[2].contains("opening_balance"))
  }

  @Test("An amount given twice, and a line claimed twice, are refused")
  func claimedTwice() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("topup_base", firstYear, pounds: 1),
      Fixture.amount("places_special", firstYear, pounds: 1),
    ]
    fixture.assumptions.finances.income.append(
      Fixture.amount("high_needs_block", firstYear, pounds: 1))
    let faults = try fixture.faults()
    #expect(faults.count == 3)
    #expect(faults[0].hasPrefix("line topup_base is claimed twice"))
    #expect(faults[1].hasPrefix("line places_special is claimed twice"))
    #expect(faults[2].contains("two rows for line high_needs_block in 2025-26"))
  }
}
