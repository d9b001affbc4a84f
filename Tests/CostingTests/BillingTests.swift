import Costing
import Testing
import Vocabulary

@Suite("How fees fall due")
struct BillingTests {
  private func fixture(_ billing: Billing, first: FinancialYear = firstYear) -> Fixture {
    var fixture = Fixture(first: first)
    fixture.assumptions.finances.unitCosts[2].billing = billing
    return fixture
  }

  private func cost(_ fixture: Fixture, opening: Int = 0, september: Int = 0, even: Int = 0)
    throws -> Money?
  {
    func asd(_ plans: Int) -> [Int] { [0, 0, plans, 0, 0, 0, 0, 0] }
    let stock = PlanStock(
      opening: asd(opening), september: asd(september), even: asd(even), newPlans: asd(0))
    let year = CostedYear(year: fixture.years[0], stock: stock, before: [], after: [])
    return try fixture.account([year])[0]["fees_independent"]
  }

  @Test(
    "A September start at £60,000 by 31 March: £35,000 by month, £40,000 by term, by days 212 of 365"
  )
  func septemberStart() throws {
    #expect(try cost(fixture(.monthly), september: 1) == Money(pounds: 35_000))
    #expect(try cost(fixture(.termly), september: 1) == Money(pounds: 40_000))
    // 60,000 x 212 / 365.
    #expect(try cost(fixture(.daily), september: 1) == Money(pence: 3_484_932))
  }

  @Test("A financial year that ends after a 29 February has 213 days of 366 from September")
  func leapYear() throws {
    let leap = fixture(.daily, first: FinancialYear(start: 2027))
    // 60,000 x 213 / 366.
    #expect(try cost(leap, september: 1) == Money(pence: 3_491_803))
    #expect(try cost(leap, opening: 1) == Money(pounds: 60_000))
  }

  @Test("A plan of the whole year costs the same however it falls due", arguments: Billing.allCases)
  func wholeYear(billing: Billing) throws {
    #expect(try cost(fixture(billing), opening: 3) == Money(pounds: 180_000))
  }

  @Test("An even change counts for 17/24 by month and day, and 3/4 by term")
  func evenChange() throws {
    #expect(try cost(fixture(.monthly), even: 1) == Money(pounds: 42_500))
    #expect(try cost(fixture(.daily), even: 1) == Money(pounds: 42_500))
    #expect(try cost(fixture(.termly), even: 1) == Money(pounds: 45_000))
  }

  @Test("Growth of a tenth by month: plan-years are above two Januaries weighted 10/24 and 14/24")
  func monthlyStockAgainstTwoJanuaries() {
    // 1,000 plans grow by 100 a year, evenly: the mean from April to March is 1,070.8, two Januaries make 1,058.3.
    let stock = PlanStock(opening: [1000], september: [0], even: [100], newPlans: [0])
    let mean = Double(stock.planYears24[0]) / 24
    let twoJanuaries = Double(10 * 1000 + 14 * 1100) / 24
    #expect(abs(twoJanuaries / mean - 1 + 0.0117) < 0.0005)
  }
}

@Suite("Bands of a unit cost")
struct BandTests {
  /// Independent plans: day, 38 and 52 weeks, with health and social care paying for a part.
  private func banded() -> Fixture {
    var fixture = Fixture(years: 2)
    let bands: [(String, Int, Double, Billing, Double, Double)] = [
      ("day", 50_000, 0.75, .termly, 0, 0), ("38-week", 100_000, 0.2, .termly, 0.05, 0.1),
      ("52-week", 250_000, 0.05, .daily, 0.2, 0.3),
    ]
    fixture.assumptions.finances.unitCosts.remove(at: 2)
    fixture.assumptions.finances.unitCosts += bands.map {
      band, pounds, share, billing, health, care in
      var row = Fixture.cost("fees_independent", "IND", pounds: pounds)
      (row.band, row.share, row.billing) = (band, share, billing)
      (row.healthShare, row.socialCareShare) = (health, care)
      return row
    }
    return fixture
  }

  private let plans = [0, 0, 240, 0]

  @Test("A plan costs the mean of its bands, less what health and social care pay")
  func meanOfBands() throws {
    // 0.75 x 50,000 + 0.2 x 85,000 + 0.05 x 125,000.
    let account = try banded().account(banded().costed(asd: plans))[0]
    #expect(account["fees_independent"] == Money(pounds: 10 * 60_750))
  }

  @Test(
    "Moving plans between bands moves the line by the difference, from its year on, in any order")
  func moderation() throws {
    var fixture = banded()
    let first = BandShift(
      provision: "IND", needs: nil, from: "38-week", to: "day", share: 0.5, starts: fixture.years[1]
    )
    let second = BandShift(
      provision: "IND", needs: nil, from: "day", to: "52-week", share: 0.1, starts: fixture.years[1]
    )
    fixture.assumptions.bandShifts = [first, second]
    let account = try fixture.account(fixture.costed(asd: plans))
    #expect(account[0]["fees_independent"] == Money(pounds: 607_500))
    // 0.1 from 85,000 to 50,000, and 0.075 from 50,000 to 125,000: 60,750 - 3,500 + 5,625.
    #expect(account[1]["fees_independent"] == Money(pounds: 628_750))
    fixture.assumptions.bandShifts.reverse()
    #expect(try fixture.account(fixture.costed(asd: plans)) == account)
  }

  @Test("A shift of nothing changes nothing")
  func neutralShift() throws {
    var fixture = banded()
    let before = try fixture.account(fixture.costed(asd: plans))
    fixture.assumptions.bandShifts = [
      BandShift(
        provision: "IND", needs: nil, from: "day", to: "52-week", share: 0, starts: firstYear)
    ]
    #expect(try fixture.account(fixture.costed(asd: plans)) == before)
  }

  @Test("Bands in two price bases are refused: amounts of different prices are not added")
  func twoPriceBases() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, FinancialYear(start: 2021), 3)
    ]
    let rows = [firstYear, FinancialYear(start: 2021)].map { prices in
      var row = Fixture.cost("fees_independent", "IND", pounds: 60_000, prices: prices)
      (row.band, row.share) = ("\(prices)", 0.5)
      return row
    }
    fixture.assumptions.finances.unitCosts.remove(at: 2)
    fixture.assumptions.finances.unitCosts += rows
    let faults = try fixture.faults()
    #expect(faults.count == 1)
    #expect(faults[0].contains("in the prices of 2021-22 and 2025-26: amounts in different prices"))
  }

  @Test("Shares that do not add to 1, unknown bands and more than all of a band are refused")
  func refusals() throws {
    var fixture = banded()
    fixture.assumptions.finances.unitCosts[3].share = 0.5
    #expect(try fixture.faults().contains { $0.contains("make the shares of its bands add to 1") })
    fixture = banded()
    fixture.assumptions.bandShifts = [
      BandShift(
        provision: "IND", needs: nil, from: "day", to: "weekly", share: 0.7, starts: firstYear),
      BandShift(
        provision: "IND", needs: nil, from: "day", to: "38-week", share: 0.7, starts: firstYear),
    ]
    let faults = try fixture.faults()
    #expect(faults.contains { $0.contains("band weekly") && $0.contains("38-week, 52-week, day") })
    #expect(faults.contains { $0.contains("move at most 1 of it") })
  }

  @Test("An uplift of its own grows a row in place of the line's")
  func uplift() throws {
    var fixture = Fixture(years: 2)
    fixture.assumptions.finances.unitCosts[2].uplift = "asfl"
    #expect(try fixture.faults().contains { $0.contains("names the uplift asfl") })
    fixture.assumptions.finances.inflation.append(Fixture.growth("asfl", fixture.years[1], 10))
    let account = try fixture.account(fixture.costed(asd: [0, 0, 24, 0]))
    #expect(account[1]["fees_independent"] == Money(pounds: 66_000))
  }
}
