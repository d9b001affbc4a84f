import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// The deficit beside the account: parts add up, the grant is shown both ways, memos stay memos.
struct DeficitOutlookTests {
  private static let made = Result { () throws -> (plain: ScenarioRun, given: ScenarioRun) in
    var evidence = try SmallAuthority.evidence()
    let published = Provenance(.published, "a test")
    let plain = try SmallRun.run([], draws: 7, evidence: evidence)
    evidence.assumptions["usable_reserves"] = (1_000_000, published)
    evidence.assumptions["deficit_threshold"] = (0, published)
    evidence.assumptions["stability_grant_eligible_share"] = (0.5, published)
    return (plain, try SmallRun.run([], draws: 7, evidence: evidence))
  }

  private func row(
    _ item: DeficitOutlook.Item, _ year: Int, _ outlook: DeficitOutlook
  ) -> DeficitOutlook.Row? {
    outlook.rows.first { $0.item == item && $0.year == FinancialYear(start: year) }
  }

  @Test func `what stood on 31 March 2026 and what came after add to the balance`() throws {
    let outlook = DeficitOutlook(try Self.made.get().plain)
    let years = Set(outlook.rows.map(\.year.start)).filter { $0 >= 2025 }
    #expect(years.count >= 3)
    for year in years {
      let all = try #require(row(.cumulative, year, outlook))
      let before = try #require(row(.before, year, outlook))
      let after = try #require(row(.after, year, outlook))
      #expect(before.spread.sum + after.spread.sum == all.spread.sum)
    }
    #expect(row(.after, 2025, outlook)?.spread.sum == 0)
  }

  @Test(arguments: [false, true])
  func `the grant is nine tenths of the eligible deficit, from 2026-27`(isHalf: Bool) throws {
    let runs = try Self.made.get()
    let run = isHalf ? runs.given : runs.plain
    let outlook = DeficitOutlook(run)
    let lines = run.model.accountLines.count
    let position = try #require(
      run.model.accountLines.firstIndex { $0.name == "cumulative_balance" })
    let index = try #require(run.model.financialYears.firstIndex(of: FinancialYear(start: 2025)))
    let deficits = run.store.pence(index * lines + position).map { max(0, -$0) }
    let share = isHalf ? 0.45 : 0.9
    let expected = deficits.reduce(0) { $0 + Int64((Double($1) * share).rounded()) }
    #expect(deficits.contains { $0 > 0 })
    #expect(row(.grant, 2026, outlook)?.spread.sum == expected)
    for year in [2026, 2027] {
      let without = try #require(row(.cumulative, year, outlook)).spread.sum
      #expect(row(.withGrant, year, outlook)?.spread.sum == without + expected)
    }
    let same = try #require(row(.cumulative, 2025, outlook)).spread
    #expect(row(.withGrant, 2025, outlook)?.spread == same, "it is paid in 2026-27")
  }

  @Test func `reserves and a threshold are set beside the balance only where they are given`()
    throws
  {
    let runs = try Self.made.get()
    let (plain, given) = (DeficitOutlook(runs.plain), DeficitOutlook(runs.given))
    #expect(!plain.rows.contains { $0.item == .reservesLeft || $0.beyond != nil })
    let balance = try #require(row(.cumulative, 2027, given))
    let left = try #require(row(.reservesLeft, 2027, given))
    #expect(row(.reservesLeft, 2026, given) == nil)
    let lines = runs.given.model.accountLines.count
    let position = try #require(
      runs.given.model.accountLines.firstIndex { $0.name == "cumulative_balance" })
    let index = try #require(
      runs.given.model.financialYears.firstIndex(of: FinancialYear(start: 2027)))
    let draws = runs.given.store.pence(index * lines + position)
    #expect(balance.beyond == draws.count { $0 < 0 })
    #expect(left.spread.sum == draws.reduce(0) { $0 + 100_000_000 + min(0, $1) })
    #expect(left.beyond == draws.count { -$0 > 100_000_000 })
  }

  @Test func `central funding is a switch: it changes no balance, and nothing clears after it`()
    throws
  {
    let outlook = DeficitOutlook(try Self.made.get().plain)
    #expect(outlook.centralFrom == FinancialYear(start: 2028))
    if let clears = outlook.clears { #expect(clears < FinancialYear(start: 2028)) }
  }
}
