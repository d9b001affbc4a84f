import Costing
import Testing
import Vocabulary

@Suite("Laws of the account")
struct LawTests {
  static let settings = [
    Fixture.setting("A", .special, "SPEC"), Fixture.setting("B", .specialistBase, "DSP"),
    Fixture.setting("C", .special, "SPEC", elsewhere: true),
  ]

  private func richFixture() -> Fixture {
    var fixture = Fixture(years: 5, settings: Self.settings)
    let finances = fixture.assumptions.finances
    fixture.assumptions.finances.inflation = [Fixture.growth(nil, firstYear, 3.7)]
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("sensory_service", firstYear, pounds: 1_234_567)
    ]
    fixture.assumptions.finances.income =
      finances.income + [
        Fixture.amount("schools_block", firstYear, pounds: 480_000_001),
        Fixture.amount("other_income", firstYear, pounds: 250_000),
      ]
    fixture.assumptions.blockTransfers = [firstYear: 0.5]
    fixture.assumptions.incomeGrowth = [Fixture.growth("high_needs_block", firstYear, 2.9)]
    return fixture
  }

  private func randomYear(_ year: FinancialYear, _ draw: inout FixedSequence) -> CostedYear {
    func settings() -> [CostedYear.SettingYear] {
      Self.settings.map { _ in
        let post16 = draw.next(below: 40)
        let rollPost16 = draw.next(below: 40)
        return pupils(
          rollPost16 + draw.next(below: 300), post16: rollPost16,
          places: post16 + draw.next(below: 300), post16Places: post16)
      }
    }
    return CostedYear(
      year: year, stock: PlanStock(planYears24: (0..<8).map { _ in draw.next(below: 30_000) }),
      before: settings(),
      after: settings())
  }

  @Test("Totals are the sums of their lines to the penny, and the balance carries, in any account")
  func totalsAreSums() throws {
    let model = try richFixture().model()
    var draw = FixedSequence(seed: 20_250_901)
    for _ in 0..<500 {
      let account = model.account(model.years.map { randomYear($0, &draw) })
      var balance = model.openingBalance
      for year in account {
        let pairs = zip(model.lines, year.amounts)
        let cost = pairs.filter { $0.0.kind == .cost }.map(\.1).reduce(.zero, +)
        let income = pairs.filter { $0.0.kind == .income }.map(\.1).reduce(.zero, +)
        balance += income - cost
        #expect(Array(year.amounts.suffix(4)) == [cost, income, income - cost, balance])
      }
    }
  }

  @Test("Places over financial years are places over academic years, up to the ends that are cut")
  func financialAndAcademicYears() throws {
    let fixture = Fixture(years: 6, settings: [Self.settings[0]])
    var draw = FixedSequence(seed: 20_260_401)
    for _ in 0..<100 {
      // Academic years 0 to 6: the first ends in the first financial year, the last starts in the last.
      let places = (0...6).map { _ in draw.next(below: 900) }
      let post16 = (0...6).map { _ in draw.next(below: 90) }
      func year(_ index: Int) -> [CostedYear.SettingYear] {
        [pupils(0, places: places[index] + post16[index], post16Places: post16[index])]
      }
      let costed = fixture.years.indices.map {
        CostedYear(
          year: fixture.years[$0], stock: PlanStock(steady: Array(repeating: 0, count: 8)),
          before: year($0), after: year($0 + 1))
      }
      let account = try fixture.model().account(costed)
      let financial = [0, 2].map { line in account.reduce(0) { $0 + $1.amounts[line].pence } }
      func academic(_ places: [Int], _ months: Int) -> Double {
        let whole = places.dropFirst().dropLast().reduce(0, +)
        let ends = Double(places[0] * months + places[6] * (12 - months)) / 12
        return (Double(whole) + ends) * 10_000_00
      }
      // Each of six years is rounded once to the penny.
      #expect(abs(Double(financial[0]) - academic(places, 5)) <= 3)
      #expect(abs(Double(financial[1]) - academic(post16, 4)) <= 3)
    }
  }

  @Test("The same years give the same account, bit for bit")
  func accountIsDeterministic() throws {
    var draw = FixedSequence(seed: 7)
    let fixture = richFixture()
    let years = fixture.years.map { randomYear($0, &draw) }
    #expect(try fixture.model().account(years) == fixture.model().account(years))
  }

  @Test("A change without effect changes the account by exactly 0.00")
  func neutralChangeChangesNothing() throws {
    let fixture = richFixture()
    var neutral = fixture
    neutral.assumptions.feeCaps = [
      FeeCap(line: "fees_independent", perYear: Money(pounds: 9_999_999), from: firstYear)
    ]
    neutral.assumptions.finances.inflation.append(Fixture.growth("topup_special", firstYear, 3.7))
    neutral.assumptions.incomeGrowth.append(Fixture.growth("other_income", firstYear, 0))
    neutral.assumptions.blockTransfers[FinancialYear(start: 2026)] = 0
    var draw = FixedSequence(seed: 11)
    let years = fixture.years.map { randomYear($0, &draw) }
    let changed = try neutral.model().account(years)
    for (one, other) in zip(try fixture.model().account(years), changed) {
      for (before, after) in zip(one.amounts, other.amounts) {
        #expect((after - before).description == "0.00")
      }
    }
  }

  @Test("The lines stand in their order: places, unit costs, other costs, income, totals")
  func linesAreOrdered() throws {
    var fixture = richFixture()
    fixture.assumptions.finances.unitCosts.append(
      Fixture.cost("outreach", "IND", need: "SEMH", pounds: 1))
    #expect(
      try fixture.model().lines.map(\.name) == [
        "places_special", "places_base", "places_post16", "over_number",
        "topup_base", "topup_special", "fees_independent", "fees_specialist_post16", "outreach",
        "sensory_service", "high_needs_block", "import_export_adjustment", "block_transfer",
        "other_income", "total_cost",
        "total_income", "in_year_balance", "cumulative_balance",
      ])
  }

  @Test("Fewer years than the model knows can be costed, from the first on")
  func prefixCanBeCosted() throws {
    let fixture = Fixture(years: 3)
    let years = fixture.costed(asd: [24, 0, 0, 0])
    let model = try fixture.model()
    #expect(model.account(Array(years.prefix(2))) == Array(model.account(years).prefix(2)))
  }

  @Test("The assumption log names every value with its source")
  func logNamesEveryValue() throws {
    let fixture = richFixture()
    let log = try fixture.model().assumptionLog
    let names = Set(log.map(\.name))
    #expect(
      names.isSuperset(of: [
        "unit_cost", "inflation", "other_cost", "income", "income_growth", "block_transfer",
        "place_funding_special", "over_number_rate", "block_transfer_limit",
      ]))
    #expect(log.allSatisfy { !$0.provenance.source.isEmpty && !$0.value.isEmpty })
    #expect(log.filter { $0.name == "unit_cost" }.count == 4)
    let rolled = log.filter { $0.name == "income_growth" && $0.provenance.status == .assumption }
    #expect(
      rolled.map(\.scope) == [
        "schools_block after the last year given", "other_income after the last year given",
      ])
  }
}
