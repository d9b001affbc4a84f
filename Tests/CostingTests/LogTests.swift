import Costing
import Testing
import Vocabulary

@Suite("The log of what an account used")
struct LogTests {
  private func log(_ change: (inout Fixture) -> Void = { _ in }) throws -> [Assumption] {
    var fixture = WholeAuthority().fixture
    change(&fixture)
    return try CostingModel(
      assumptions: fixture.assumptions, rulebook: DatedRates().book(), years: fixture.years,
      occurring: fixture.occurring
    ).assumptionLog
  }

  private func scopes(_ log: [Assumption], _ name: String) -> [String] {
    log.filter { $0.name == name }.map(\.scope)
  }

  @Test func `rules are named with each value that holds on 1 April or 1 September of a year`()
    throws
  {
    let log = try log()
    let days = (2025...2028).flatMap { ["1 April \($0)", "1 September \($0)"] }
    #expect(scopes(log, Rule.placeSpecial) == days.map { "l, from \($0)" })
    #expect(scopes(log, Rule.pre16Months) == ["l, from 1 April 2013", "l, from 1 April 2027"])
    #expect(
      log.filter { $0.name == Rule.overNumber }.map(\.value)
        == (2025...2028).flatMap { year in
          ["04-01", "09-01"].map { "\(DatedRates().whole(Rule.overNumber, "\(year)-\($0)"))" }
        })
    #expect(log.filter { $0.name == Rule.blockRollover }.map(\.value) == ["0", "1", "0"])
  }

  @Test func `the limit of transfers is named where there is one`() throws {
    #expect(scopes(try log(), Rule.blockTransferLimit) == ["l, from 1 April 2013"])
    #expect(scopes(try log(), "block_transfer") == ["2025-26", "2027-28"])
    let without = try log { $0.assumptions.blockTransfers = [firstYear: 0] }
    #expect(scopes(without, Rule.blockTransferLimit).isEmpty)
    let none = try log { $0.assumptions.blockTransfers = [:] }
    #expect(scopes(none, Rule.blockTransferLimit).isEmpty && scopes(none, "block_transfer").isEmpty)
  }

  @Test func `rows of unit costs are those that a cell is paid by, with their terms`() throws {
    let log = try log { $0.occurring = [false, false, true, true, true, true, true, true] }
    #expect(
      scopes(log, "unit_cost") == [
        "topup_special, SPEC, SEMH", "topup_base, DSP, All", "other_provision, All, SEMH",
        "eotas, All, All", "fees_independent, IND, ASD, day", "fees_independent, IND, ASD, 52-week",
      ])
    let terms = log.filter { $0.name == "unit_cost" }.map(\.unit)
    #expect(
      terms == [
        "GBP a plan and year, 2021-22 prices", "GBP a plan and year, 2030-31 prices",
        "GBP a plan and year, 2025-26 prices", "GBP a plan and year, 2025-26 prices",
        "GBP a plan and year, 2021-22 prices; share 0.7; social care pays 0.05; billed termly; "
          + "grows by asfl",
        "GBP a plan and year, 2021-22 prices; share 0.3; health pays 0.2; social care pays 0.1; "
          + "billed daily",
      ])
  }

  @Test func `what a row includes and how sure it is are told, nothing is where it is usual`()
    throws
  {
    let log = try log {
      $0.assumptions.finances.unitCosts[0].includes = "therapy"
      for row in [0, 1] { $0.assumptions.finances.unitCosts[row].uncertainty = 0.05 }
    }
    #expect(
      log.first { $0.name == "unit_cost" }?.unit
        == "GBP a plan and year, 2021-22 prices; includes therapy; standard error 0.05 of it")
  }

  @Test func `inflation is what a line of the account grows by in a year of it`() throws {
    let log = try log {
      $0.assumptions.finances.inflation.append(
        Fixture.growth("topup_base", FinancialYear(start: 2029), 9))
    }
    // A later row for all replaces the first two; one that begins after the account holds in no year.
    #expect(
      scopes(log, "inflation") == [
        "All from 2020-21", "fees_independent from 2024-25", "asfl from 2020-21",
        "All from 2027-28",
      ])
    #expect(log.filter { $0.name == "inflation" }.map(\.value) == ["3.1", "5.3", "2.7", "1.7"])
  }

  @Test func `income that carries on without growth is said to, in each line that does`() throws {
    let log = try log { $0.assumptions.incomeGrowth.removeFirst() }
    #expect(
      scopes(log, "income_growth") == [
        "other_income from 2025-26", "high_needs_block from 2027-28",
        "high_needs_block after the last year given", "schools_block after the last year given",
      ])
    let whole = try self.log {
      $0.assumptions.incomeGrowth = [Fixture.growth(nil, firstYear, 1)]
    }
    #expect(scopes(whole, "income_growth") == ["All from 2025-26"])
  }

  @Test func `places, shifts, weeks, transport, children, caps and amounts are named as given`()
    throws
  {
    let log = try log()
    #expect(
      scopes(log, "funded_places") == [
        "places_fe from 2024/25", "places_fe from 2026/27, then with plans in SPI a year before",
        "places_ap from 2024/25, then with plans in IND a year before",
      ])
    #expect(scopes(log, "banding") == ["IND, day to 52-week, from 2026-27"])
    #expect(log.first { $0.name == "back_pay_weeks" }?.value == "3.25")
    #expect(
      scopes(log, "transport_unit_cost") == [
        "transport_pre16, All, All", "transport_pre16, SPEC, SEMH", "transport_16_18, IND, All",
      ])
    #expect(
      scopes(log, "topup_unit_cost") == [
        "topup_without_plan, Under 5, All", "topup_without_plan, 5-10, ASD",
      ])
    #expect(scopes(log, "fee_cap") == ["fees_independent from 2026-27"])
    #expect(
      scopes(log, "other_cost") == [
        "therapies in 2022-23", "sensory_service in 2026-27", "sensory_service in 2025-26",
      ])
    #expect(scopes(log, "calibration").isEmpty)
  }

  @Test func `a tie is named with its factor to four places`() throws {
    var fixture = Fixture()
    let closed = FinancialYear(start: 2024)
    fixture.assumptions.finances.inflation = [Fixture.growth(nil, FinancialYear(start: 2020), 0)]
    fixture.assumptions.finances.outturn = [
      OutturnRow(
        line: "topup_special;topup_base", budget: nil, outturn: Money(pounds: 10_000), year: closed,
        provenance: published)
    ]
    fixture.assumptions.closedYear = CostedYear(
      year: closed, stock: PlanStock(steady: [1, 0, 0, 0, 0, 0, 0, 0]), before: [], after: [])
    let log = try fixture.model().assumptionLog.filter { $0.name == "calibration" }
    // 10,000 over 12,000.
    #expect(log.map(\.value) == ["0.8333"] && log.map(\.scope) == ["topup_base;topup_special"])
    #expect(log[0].unit == "outturn of 2024-25 over plans x prices")
  }
}
