import Costing
import Testing
import Vocabulary

@Suite("Tied to a closed account")
struct CalibrationTests {
  private static let closed = FinancialYear(start: 2024)
  private static let settings = [
    Fixture.setting("A", .special, "SPEC"), Fixture.setting("B", .specialistBase, "DSP"),
  ]

  private func outturn(_ line: String, pence: Int, budget: Int? = nil) -> OutturnRow {
    OutturnRow(
      line: line, budget: budget.map(Money.init(pounds:)), outturn: Money(pence: pence),
      year: Self.closed, provenance: published)
  }

  private func fixture(_ rows: [OutturnRow]) -> Fixture {
    var fixture = Fixture(years: 2, settings: Self.settings)
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, FinancialYear(start: 2020), 3.1)
    ]
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("therapies", firstYear, pounds: 1_000)
    ]
    fixture.assumptions.finances.outturn = rows
    fixture.assumptions.closedYear = closedYear(Self.closed)
    return fixture
  }

  private func closedYear(_ year: FinancialYear) -> CostedYear {
    let places = [pupils(83, post16: 7, places: 90, post16Places: 11), pupils(13, places: 20)]
    return CostedYear(
      year: year,
      stock: PlanStock(
        opening: [811, 92, 391, 41, 300, 11, 77, 5], september: [-3, 7, 11, 2, 1, 0, -5, 1],
        even: [71, 3, 29, 1, 13, 2, 0, 1], newPlans: [80, 3, 29, 1, 20, 2, 3, 1]),
      before: places, after: places)
  }

  private static let rows: [(String, Int)] = [
    ("places_special", 1_234_567_89), ("topup_special", 14_444_444_44),
    ("fees_independent", 31_234_567_01), ("topup_base;fees_specialist_post16", 3_333_333_33),
    ("therapies", 123_456_78),
  ]

  @Test("The closed year costed with the ties is the outturn to the penny, by row")
  func closedYearIsMet() throws {
    var fixture = fixture(Self.rows.map { outturn($0.0, pence: $0.1) })
    // The closed year itself as the first year of the account.
    fixture.years = [Self.closed]
    fixture.assumptions.finances.income = [
      Fixture.amount("high_needs_block", Self.closed, pounds: 1),
      Fixture.amount("opening_balance", Self.closed, pounds: 0),
    ]
    let account = try fixture.account([closedYear(Self.closed)])[0]
    for (lines, pence) in Self.rows {
      let sum = lines.split(separator: ";").compactMap { account[String($0)] }.reduce(.zero, +)
      #expect(sum == Money(pence: pence), "\(lines)")
    }
  }

  @Test("The implied factor is outturn over what plans and prices make, and holds in later years")
  func factorIsCarried() throws {
    let tied = fixture([outturn("fees_independent", pence: 31_234_567_01, budget: 30_000_000)])
    var free = tied
    free.assumptions.finances.outturn = []
    let calibration = try #require(try tied.model().calibrations.first)
    let factor = try #require(calibration.factor)
    #expect(calibration.tied == calibration.outturn)
    #expect(calibration.budget == Money(pounds: 30_000_000))
    let costed = tied.years.map(closedYear)
    for (one, other) in zip(try tied.account(costed), try free.account(costed)) {
      let (with, without) = (
        try #require(one["fees_independent"]), try #require(other["fees_independent"])
      )
      #expect(abs(Double(with.pence) - factor * Double(without.pence)) <= 0.5 + 1e-3)
      #expect(one["topup_special"] == other["topup_special"])
    }
  }

  @Test("An outturn equal to the account ties nothing")
  func neutralTie() throws {
    let first = try #require(
      try fixture([outturn("topup_special", pence: 1_000_00)]).model().calibrations.first)
    let tied = fixture([outturn("topup_special", pence: first.modelled.pence)])
    var free = tied
    free.assumptions.finances.outturn = []
    let costed = tied.years.map(closedYear)
    #expect(try tied.account(costed) == free.account(costed))
  }

  @Test("A line that plans do not move is its outturn, carried with inflation")
  func otherCostsAreCarried() throws {
    var fixture = fixture([outturn("therapies", pence: 200_000_00)])
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("therapies", FinancialYear(start: 2022), pounds: 1_000)
    ]
    let account = try fixture.account(fixture.years.map(closedYear))
    #expect(account[0]["therapies"] == Money(pence: 206_200_00))
    #expect(try fixture.model().calibrations[0].isDriven == false)
  }

  @Test("A fee cap holds after the tie")
  func capAfterTie() throws {
    var fixture = fixture([outturn("fees_independent", pence: 90_000_000_00)])
    fixture.assumptions.feeCaps = [
      FeeCap(line: "fees_independent", perYear: Money(pounds: 50_000), from: firstYear)
    ]
    let one = fixture.years.map {
      CostedYear(
        year: $0, stock: PlanStock(steady: [0, 0, 1, 0, 0, 0, 0, 0]),
        before: [pupils(0, places: 0), pupils(0, places: 0)],
        after: [pupils(0, places: 0), pupils(0, places: 0)])
    }
    let fee = try #require(try fixture.account(one)[0]["fees_independent"])
    #expect(abs(fee.pence - 50_000_00) <= 2)
  }

  @Test("Misspelt lines, lines twice, unknown years and lines without plans are refused")
  func refusals() throws {
    let misspelt = try fixture([outturn("fees_independant", pence: 1)]).faults()
    #expect(misspelt.count == 1 && misspelt[0].contains("Did you mean fees_independent?"))
    let twice = try fixture([
      outturn("topup_base", pence: 1), outturn("topup_base;topup_special", pence: 2),
    ]).faults()
    #expect(twice.contains { $0.contains("has line topup_base twice") })
    var unknown = fixture([outturn("topup_special", pence: 1)])
    unknown.assumptions.closedYear = nil
    #expect(
      try unknown.faults().contains { $0.contains("closes 2024-25, and the plans of January 2024") }
    )
    let nobody = try fixture([outturn("over_number", pence: 5)]).faults()
    #expect(nobody.contains { $0.contains("make 0.00 of it") })
  }

  @Test("Prices of a draw multiply unit-cost lines alone, and 1 changes nothing")
  func pricesOfADraw() throws {
    let fixture = fixture([])
    let model = try fixture.model()
    let costed = fixture.years.map(closedYear)
    let plain = model.account(costed)
    let lines = model.priceUncertainty.map(\.line)
    #expect(model.account(costed, prices: lines.map { _ in 1 }) == plain)
    let dear = model.account(costed, prices: lines.map { $0 == "fees_independent" ? 1.1 : 1 })
    for (before, after) in zip(plain, dear) {
      for (index, line) in model.lines.enumerated() where line.kind == .cost {
        let expected =
          line.name == "fees_independent"
          ? Money(pence: Int((Double(before.amounts[index].pence) * 1.1).rounded()))
          : before.amounts[index]
        #expect(after.amounts[index] == expected)
      }
    }
  }

  @Test("Two standard errors on one line are refused")
  func twoUncertainties() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.unitCosts.append(
      Fixture.cost("fees_independent", "IND", need: "ASD", pounds: 70_000))
    fixture.assumptions.finances.unitCosts[4].uncertainty = 0.1
    #expect(try fixture.faults().contains { $0.contains("more than one uncertainty") })
  }
}

@Suite("Places outside the register, back-pay and transport")
struct FurtherLinesTests {
  private func funded(_ year: Int, _ places: Int, follows: String? = nil) -> FundedPlacesRow {
    FundedPlacesRow(
      line: .furtherEducation, year: AcademicYear(start: year), places: places, follows: follows,
      provenance: published)
  }

  @Test("Element 2 of FE places: 160 then 153 places are £932,000, 4/12 and 8/12")
  func feElement2() throws {
    var fixture = Fixture(first: FinancialYear(start: 2023))
    fixture.assumptions.finances.fundedPlaces = [funded(2022, 160), funded(2023, 153)]
    #expect(try fixture.account(fixture.costed())[0]["places_fe"] == Money(pounds: 932_000))
  }

  @Test(
    "Places that follow plans are in proportion to the January before, from the first year on",
    arguments: [
      // 100 places, then 120 from August 2026, then 150 from August 2027.
      ([50, 60, 75], [600_000, 680_000, 840_000]),
      ([1, 2, 3], [600_000, 1_000_000, 1_600_000]),
      // Nothing is in proportion to nobody.
      ([0, 2, 3], [600_000, 600_000, 600_000]),
    ])
  func followingPlans(plans: [Int], pounds: [Int]) throws {
    var fixture = Fixture(years: 3)
    fixture.assumptions.finances.fundedPlaces = [funded(2024, 100, follows: "SPI")]
    let costed = zip(fixture.years, plans).map { year, plans in
      CostedYear(
        year: year, stock: PlanStock(steady: [0, 0, 0, plans, 0, 0, 0, 0]), before: [], after: [])
    }
    let account = try fixture.account(costed).map { $0["places_fe"] }
    #expect(account == pounds.map(Money.init(pounds:)))
  }

  @Test("A year before the first places is refused")
  func placesAreNotYetKnown() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.fundedPlaces = [funded(2026, 10)]
    #expect(
      try fixture.faults().contains { $0.contains("no places for line places_fe in 2024/25") })
  }

  @Test("New plans are paid back for the weeks given, and nothing without them")
  func backPay() throws {
    var fixture = Fixture()
    let stock = PlanStock(
      opening: [0, 0, 0, 0, 0, 0, 0, 0], september: [0, 0, 0, 0, 0, 0, 0, 0],
      even: [0, 0, 0, 0, 0, 0, 0, 0], newPlans: [2, 0, 1, 0, 0, 0, 0, 0])
    let costed = [CostedYear(year: firstYear, stock: stock, before: [], after: [])]
    #expect(try fixture.account(costed)[0]["back_pay"] == nil)
    fixture.assumptions.backPay = (weeks: 13, provenance: published)
    // A quarter of 2 x 12,000 + 60,000.
    #expect(try fixture.account(costed)[0]["back_pay"] == Money(pounds: 21_000))
  }

  @Test("Transport is a memo: it is printed and in no sum of the block")
  func transportIsAMemo() throws {
    var fixture = Fixture()
    let costed = fixture.costed(asd: [24, 24, 24, 24])
    let before = try fixture.account(costed)[0]
    fixture.assumptions.finances.transport = [
      Fixture.cost("transport_pre16", nil, pounds: 5_000),
      Fixture.cost("transport_16_18", "SPI", pounds: 3_000),
    ]
    let after = try fixture.account(costed)[0]
    #expect(after["transport_pre16"] == Money(pounds: 20_000))
    #expect(after["transport_16_18"] == Money(pounds: 3_000))
    for (line, amount) in before { #expect(after[line] == amount) }
  }

  @Test("A provision without a cost of transport is refused by name")
  func transportIsMissing() throws {
    var fixture = Fixture()
    fixture.assumptions.finances.transport = [
      Fixture.cost("transport_pre16", "SPEC", pounds: 5_000)
    ]
    let faults = try fixture.faults()
    #expect(
      faults.contains {
        $0.contains("evidence/transport.csv has no row for provision IND, need ASD")
      })
  }
}
