import Costing
import Testing
import Vocabulary

@Suite("The account against one worked out plan by plan and month by month")
struct NaiveAccountTests {
  @Test func `every line of every year is the naive account's, to the penny`() throws {
    let authority = WholeAuthority()
    let model = try authority.model()
    for costed in authority.draws(4) {
      expectSame(
        WholeAuthority.pence(model, model.account(costed)), authority.naive.account(costed))
    }
  }

  @Test func `with pressure on prices and the prices of a draw too`() throws {
    var authority = WholeAuthority()
    authority.fixture.assumptions.priceElasticity = 0.5
    authority.fixture.assumptions.basePlans = [90, 90, 10, 90, 90, 90, 70, 90]
    let model = try authority.model()
    let factors = model.priceUncertainty.enumerated().map {
      [2, 0.93, 1, 1.07, 0.5, 3][$0.offset % 6]
    }
    let byLine = Dictionary(
      uniqueKeysWithValues: zip(model.priceUncertainty.map(\.line), factors))
    for costed in authority.draws(3, seed: 11) {
      expectSame(
        WholeAuthority.pence(model, model.account(costed, prices: factors)),
        authority.naive.account(costed, factors: byLine))
    }
  }

  @Test func `fees fall neither with their share nor where nobody was there at the base census`()
    throws
  {
    var authority = WholeAuthority()
    authority.fixture.assumptions.priceElasticity = 2
    // Nearly all plans are in independent schools at the base census; then nobody is; then there is none.
    for base in [
      [1, 1, 900, 1, 1, 1, 1, 1], [9, 9, 0, 9, 9, 9, 9, 9], Array(repeating: 0, count: 8),
    ] {
      authority.fixture.assumptions.basePlans = base
      let model = try authority.model()
      let costed = authority.draws(1)[0]
      authority.fixture.assumptions.basePlans = []
      let plain = try authority.model().account(costed)
      #expect(model.account(costed) == plain)
    }
  }

  @Test func `pressure counts the plans of its line alone, whatever their number is beside others`()
    throws
  {
    // 1 of 4 plans at the census, 2 of 4 now: the share doubles, and fees of 2 plans rise by 10 %.
    var fixture = Fixture()
    fixture.assumptions.priceElasticity = 0.1
    fixture.assumptions.basePlans = [1, 1, 1, 1, 0, 0, 0, 0]
    let account = try fixture.account(fixture.costed(asd: [24, 24, 48, 0]))[0]
    #expect(account["fees_independent"] == Money(pounds: 132_000))
    #expect(account["topup_special"] == Money(pounds: 12_000))
  }

  @Test func `plans of a cell that cannot occur cost nothing and need no price`() throws {
    var authority = WholeAuthority()
    authority.fixture.occurring[5] = false
    let model = try authority.model()
    let costed = authority.draws(1)[0]
    var emptied = costed
    for year in emptied.indices {
      emptied[year].stock.opening[5] = 0
      emptied[year].stock.september[5] = 0
      emptied[year].stock.even[5] = 0
      emptied[year].stock.newPlans[5] = 0
    }
    let (found, expected) = (
      WholeAuthority.pence(model, model.account(costed)), authority.naive.account(emptied)
    )
    for year in found.indices {
      for line in ["topup_base", "other_provision", "eotas", "back_pay", "transport_pre16"] {
        #expect(found[year][line] == expected[year][line], "\(line), year \(year)")
      }
    }
  }

  @Test(arguments: [2022, 2023, 2024, 2027, 2028])
  func `days of fees by the day are those of the calendar`(start: Int) throws {
    let year = FinancialYear(start: start)
    for billing in Billing.allCases {
      let weights = NaiveWeights(billing, start)
      #expect(weights.opening == Exact(1), "a plan of the whole year pays the fee")
      var fixture = Fixture(first: year)
      fixture.assumptions.finances.unitCosts[2].billing = billing
      let stock = PlanStock(
        opening: [0, 0, 3, 0, 0, 0, 2, 0], september: [0, 0, 5, 0, 0, 0, -1, 0],
        even: [0, 0, 7, 0, 0, 0, 4, 0], newPlans: Array(repeating: 0, count: 8))
      let costed = [CostedYear(year: year, stock: stock, before: [], after: [])]
      let years = weights.years(stock, 2) + weights.years(stock, 6)
      #expect(
        try fixture.account(costed)[0]["fees_independent"]?.pence
          == (Exact(60_000_00) * years).rounded)
    }
  }

  @Test func `centuries are leap years every fourth time`() throws {
    // 60,000 × 213/366 where a 29 February lies in the year, × 212/365 where none does.
    for (start, pence) in [
      (2027, 3_491_803), (2099, 3_484_932), (2399, 3_491_803), (2100, 3_484_932), (2103, 3_491_803),
    ] {
      var fixture = Fixture(first: FinancialYear(start: start))
      fixture.assumptions.finances.unitCosts[2].billing = .daily
      let stock = PlanStock(
        opening: Array(repeating: 0, count: 8), september: [0, 0, 1, 0, 0, 0, 0, 0],
        even: Array(repeating: 0, count: 8), newPlans: Array(repeating: 0, count: 8))
      let costed = [CostedYear(year: fixture.years[0], stock: stock, before: [], after: [])]
      #expect(try fixture.account(costed)[0]["fees_independent"] == Money(pence: pence))
    }
  }
}
