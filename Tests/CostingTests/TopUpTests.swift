import Costing
import Testing
import Vocabulary

@Suite("The line of top-up without a plan")
struct TopUpTests {
  private let line = TopUpRow.line

  private func row(
    _ band: AgeBand, _ need: String?, pence: Int?, prices: FinancialYear = firstYear
  ) -> TopUpRow {
    TopUpRow(
      cell: TopUpCell(band, need: need), children: 1, amount: pence.map { Money(pence: $0) },
      priceYear: prices, provenance: published)
  }

  private func fixture(_ rows: [TopUpRow], years: Int = 1) -> Fixture {
    var fixture = Fixture(years: years)
    fixture.assumptions.finances.topUps = rows
    return fixture
  }

  private func costed(_ fixture: Fixture, _ children24: [Int]) -> [CostedYear] {
    fixture.costed().map {
      var year = $0
      year.topUpYears24 = children24
      return year
    }
  }

  @Test("Mean children times unit cost, added in pence and divided once by 24")
  func pence() throws {
    let fixture = fixture([row(.from5to10, "ASD", pence: 1), row(.from5to10, nil, pence: 1)])
    let account = try fixture.account(costed(fixture, [24 * 5, 24 * 2]))
    #expect(account[0][line] == Money(pence: 7))
    // 6/24 + 6/24 of a penny are half a penny: up, once.
    #expect(try fixture.account(costed(fixture, [6, 6]))[0][line] == Money(pence: 1))
    #expect(try fixture.account(costed(fixture, [6, 5]))[0][line] == .zero)
    #expect(try fixture.account(costed(fixture, [6, 6]))[0]["total_cost"] == Money(pence: 1))
  }

  @Test("Prices grow as those of other lines, and by a row of their own")
  func growth() throws {
    var fixture = fixture([row(.under5, nil, pence: 100_000)], years: 3)
    let second = FinancialYear(start: 2026)
    fixture.assumptions.finances.inflation.append(Fixture.growth(nil, second, 3))
    #expect(
      try fixture.account(costed(fixture, [24])).map { $0[line] }
        == [100_000, 103_000, 106_090].map { Money(pence: $0) })
    fixture.assumptions.finances.inflation.append(Fixture.growth(line, second, 10))
    #expect(
      try fixture.account(costed(fixture, [24])).map { $0[line] }
        == [100_000, 110_000, 121_000].map { Money(pence: $0) })
  }

  @Test("A missing unit cost is refused by the name of the cell; so are two rows and odd codes")
  func faults() throws {
    let faults = try fixture([
      row(.from11to15, "SEMH", pence: nil), row(.from5to10, nil, pence: 1),
      row(.from5to10, nil, pence: 2), row(.under5, "XYZ", pence: 1),
    ]).faults()
    #expect(faults.count == 3)
    #expect(faults[0].contains("no gbp_per_year for 11-15, SEMH"))
    #expect(faults[1].contains("two rows for 5-10, All"))
    #expect(faults[2].contains("Under 5, XYZ"))
  }

  @Test("An amount of the same name in other_costs.csv would count twice: refused")
  func claimedTwice() throws {
    var fixture = fixture([row(.under5, nil, pence: 1)])
    fixture.assumptions.finances.otherCosts = [Fixture.amount(line, firstYear, pounds: 1)]
    let faults = try fixture.faults()
    #expect(faults.count == 1)
    #expect(faults[0].hasPrefix("line topup_without_plan is claimed twice"))
  }

  @Test("The line stands after the unit costs, only where there are rows, and is in the log")
  func layout() throws {
    let with = try fixture([row(.under5, nil, pence: 1)]).model()
    let without = try fixture([]).model()
    #expect(with.lines.map(\.name).filter { $0 != line } == without.lines.map(\.name))
    #expect(with.lines.map(\.name).firstIndex(of: line) == 8)
    #expect(
      with.assumptionLog.filter { $0.name == "topup_unit_cost" }.map(\.scope) == [
        "topup_without_plan, Under 5, All"
      ])
  }
}
