import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// The grant by block: blocks add up, transfers leave one and reach the other, years that are not given are not made up.
struct DSGAccountTests {
  private static let first = FinancialYear(start: 2025)

  private static let made = Result { () throws -> ScenarioRun in
    var evidence = try SmallAuthority.evidence()
    let source = Provenance(.published, "a test")
    let blocks: [DSGBlockRow.Block] = [.schools, .central, .earlyYears]
    evidence.finances.dsgBlocks = blocks.flatMap { block in
      (0..<(block == .central ? 1 : 3)).map { year in
        DSGBlockRow(
          block: block, year: FinancialYear(start: first.start + year),
          income: Money(pounds: 1_000_000 + year), spending: Money(pounds: 990_000),
          opening: year == 0 ? Money(pounds: 5_000) : nil, provenance: source)
      }
    }
    return try SmallRun.run(
      [.blockTransfer(percent: 0.5, starts: FinancialYear(start: 2026), ends: nil)], draws: 5,
      evidence: evidence)
  }

  private func figure(
    _ block: String, _ item: DSGAccount.Item, _ year: Int, _ account: DSGAccount
  ) -> Spread? {
    account.rows.first {
      $0.block == block && $0.item == item && $0.year == FinancialYear(start: year)
    }?.spread
  }

  @Test func `income and transfer less spending is the balance of the year, in every block`() throws
  {
    let account = DSGAccount(try Self.made.get())
    for row in account.rows where row.item == .inYear {
      let parts = try [DSGAccount.Item.income, .transfer, .spending].map {
        try #require(figure(row.block, $0, row.year.start, account)).sum
      }
      #expect(parts[0] + parts[1] - parts[2] == row.spread.sum, "\(row.block) \(row.year)")
    }
  }

  @Test func `a transfer leaves the schools block and reaches high needs`() throws {
    let account = DSGAccount(try Self.made.get())
    let to = try #require(figure("high_needs", .transfer, 2026, account)).sum
    #expect(to > 0)
    #expect(figure("schools", .transfer, 2026, account)?.sum == -to)
    #expect(figure("high_needs", .transfer, 2025, account)?.sum == 0)
  }

  @Test func `all blocks are summed only in years that give every one`() throws {
    let account = DSGAccount(try Self.made.get())
    #expect(figure("All", .cumulative, 2026, account) == nil)
    #expect(figure("central", .income, 2026, account) == nil)
    let blocks = ["high_needs", "schools", "central", "early_years"]
    let sum = try blocks.reduce(0) {
      $0 + (try #require(figure($1, .cumulative, 2025, account)).sum)
    }
    #expect(figure("All", .cumulative, 2025, account)?.sum == sum)
  }

  @Test func `high needs is the account's`() throws {
    let run = try Self.made.get()
    let position = try #require(
      run.model.accountLines.firstIndex { $0.name == "cumulative_balance" })
    let expected = run.store.pence(position).reduce(0, +)
    #expect(figure("high_needs", .cumulative, 2025, DSGAccount(run))?.sum == expected)
  }

  @Test func `balances of the other blocks carry from year to year`() throws {
    let account = DSGAccount(try Self.made.get())
    let draws: Int64 = 5
    let pounds = try [2025, 2026, 2027].map {
      try #require(figure("early_years", .cumulative, $0, account)).sum / draws / 100
    }
    #expect(pounds == [15_000, 25_001, 35_003])
  }
}
