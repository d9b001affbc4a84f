import Costing
import Testing
import Vocabulary

@Suite("What a line is made of")
struct LineBasisTests {
  private static let settings = [
    Fixture.setting("A", .special, "SPEC"), Fixture.setting("B", .specialistBase, "DSP"),
    Fixture.setting("C", .special, "SPEC", elsewhere: true),
  ]

  /// Three years after prices of 2021-22 that nothing divides evenly.
  private func fixture() -> Fixture {
    var fixture = Fixture(years: 3, settings: Self.settings)
    let old = FinancialYear(start: 2021)
    fixture.assumptions.finances.unitCosts = [
      Fixture.cost("topup_special", "SPEC", pounds: 12_673, prices: old),
      Fixture.cost("topup_special", "SPEC", need: "SEMH", pounds: 16_225, prices: old),
      Fixture.cost("topup_base", "DSP", pounds: 8_237, prices: old),
      Fixture.cost("fees_independent", "IND", pounds: 64_002, prices: old),
      Fixture.cost("fees_specialist_post16", "SPI", pounds: 17_109, prices: old),
    ]
    fixture.assumptions.finances.inflation = [
      Fixture.growth(nil, FinancialYear(start: 2020), 3.1),
      Fixture.growth("fees_independent", FinancialYear(start: 2024), 5.3),
    ]
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("therapies", FinancialYear(start: 2022), pounds: 98_765)
    ]
    return fixture
  }

  /// Draws that differ in all that an account is made of.
  private func costed(_ fixture: Fixture, draws: Int, topUps: Int = 0) -> [[CostedYear]] {
    var numbers = FixedSequence(seed: 7)
    func counts(_ bound: Int, less: Int = 0) -> [Int] {
      (0..<8).map { _ in numbers.next(below: bound) - less }
    }
    func settings() -> [CostedYear.SettingYear] {
      (0..<3).map { _ in
        let places = 20 + numbers.next(below: 60)
        return pupils(
          numbers.next(below: 90) + 10, post16: numbers.next(below: 10), places: places,
          post16Places: numbers.next(below: 20))
      }
    }
    return (0..<draws).map { _ in
      fixture.years.map { year in
        CostedYear(
          year: year,
          stock: PlanStock(
            opening: counts(400), september: counts(20, less: 10), even: counts(60, less: 20),
            newPlans: counts(90)),
          topUpYears24: (0..<topUps).map { _ in numbers.next(below: 900) }, before: settings(),
          after: settings())
      }
    }
  }

  private func sums(
    _ model: CostingModel, _ costed: [[CostedYear]], prices: [[Double]]? = nil
  ) -> AccountSums {
    var sums: AccountSums? = AccountSums(model)
    for (draw, years) in costed.enumerated() {
      _ = model.account(years, prices: prices?[draw] ?? [], summing: &sums)
    }
    return sums ?? AccountSums(model)
  }

  private func count(_ parts: LineBasis.Parts) -> Int {
    switch parts {
    case .priced(let parts, _), .backPay(let parts, _, _, _): parts.count
    case .places(let parts, _, _, _): parts.count
    case .sum(let parts, _): parts.count
    case .carried, .importExport, .transfer: 1
    }
  }

  /// Half a penny for each part and step, for their means and for the line in each draw.
  private func expectSums(_ model: CostingModel, _ sums: AccountSums) throws {
    for year in model.years.indices {
      for line in model.lines.indices {
        let basis = try model.basis(of: line, in: year, sums)
        let most = Double(count(basis.parts) + basis.steps.count + 2) / 2
        #expect(
          Double(abs(basis.rounding.pence)) <= most, "\(basis.line.name) \(basis.year): \(basis)")
      }
    }
  }

  @Test("Parts and steps add up to the mean of every line, half a penny a part")
  func parts() throws {
    let fixture = fixture()
    let model = try fixture.model()
    let draws = costed(fixture, draws: 7)
    let sums = sums(model, draws)
    try expectSums(model, sums)
    let accounts = draws.map { model.account($0) }
    for year in model.years.indices {
      for line in model.lines.indices {
        let sum = accounts.reduce(0) { $0 + $1[year].amounts[line].pence }
        let basis = try model.basis(of: line, in: year, sums)
        #expect(basis.mean.pence == Money.divided(sum, by: 7) && basis.steps.isEmpty)
      }
    }
  }

  @Test("The inflation chain gives the price that the account uses, to the penny")
  func chain() throws {
    let fixture = fixture()
    let model = try fixture.model()
    let sums = sums(model, costed(fixture, draws: 2))
    for (year, financial) in model.years.enumerated() {
      let line = try #require(model.lines.firstIndex { $0.name == "fees_independent" })
      guard case .priced(let parts, let prices) = try model.basis(of: line, in: year, sums).parts
      else {
        Issue.record("no plans x price")
        continue
      }
      let price = try #require(prices.first)
      #expect(prices.count == 1 && parts.count == 1)
      #expect(price.given.grown(by: price.growth.factor) == price.counted)
      #expect(price.counted.pence == model.planPrices(year)[2])
      #expect(price.growth.steps.count == financial.start - 2021)
      #expect(price.growth.steps.map(\.percent).prefix(3) == [3.1, 3.1, 5.3])
      #expect(price.growth.steps[2].row?.line == "fees_independent")
    }
  }

  @Test("A particular row is told apart from the one for other needs")
  func needs() throws {
    let fixture = fixture()
    let model = try fixture.model()
    let line = try #require(model.lines.firstIndex { $0.name == "topup_special" })
    let basis = try model.basis(of: line, in: 0, sums(model, costed(fixture, draws: 3)))
    guard case .priced(let parts, let prices) = basis.parts else {
      Issue.record("no plans x price")
      return
    }
    #expect(parts.map(\.need) == [nil, "SEMH"] && prices.map(\.label) == ["SPEC", "SPEC, SEMH"])
  }

  @Test("Bands, ways of billing, other payers, caps and every other line add up too")
  func everything() throws {
    var fixture = fixture()
    fixture.assumptions.finances.unitCosts.remove(at: 3)
    for (band, share, billing, health) in [
      ("day", 0.7, Billing.termly, 0.0), ("52-week", 0.3, .daily, 0.2),
    ] {
      var row = Fixture.cost(
        "fees_independent", "IND", pounds: band == "day" ? 51_003 : 201_007,
        prices: FinancialYear(start: 2021))
      (row.band, row.share, row.billing, row.healthShare) = (band, share, billing, health)
      row.uncertainty = 0.1
      fixture.assumptions.finances.unitCosts.append(row)
    }
    fixture.assumptions.feeCaps = [
      FeeCap(line: "fees_independent", perYear: Money(pounds: 190_000), from: fixture.years[1])
    ]
    fixture.assumptions.finances.topUps = [
      TopUpRow(
        cell: TopUpCell(.under5), children: 7, amount: Money(pounds: 4_001),
        priceYear: FinancialYear(start: 2022), provenance: published)
    ]
    fixture.assumptions.finances.fundedPlaces = [
      FundedPlacesRow(
        line: .furtherEducation, year: AcademicYear(start: 2024), places: 160, follows: "SPI",
        provenance: published)
    ]
    fixture.assumptions.finances.transport = [
      Fixture.cost("transport_pre16", nil, pounds: 1_201)
    ]
    fixture.assumptions.backPay = (weeks: 3.25, provenance: published)
    fixture.assumptions.priceElasticity = 0.5
    fixture.assumptions.basePlans = [9, 9, 1, 9, 9, 9, 1, 9]
    let model = try fixture.model()
    let draws = costed(fixture, draws: 5, topUps: 1)
    let prices = (0..<5).map { draw in
      model.priceUncertainty.map { $0.share > 0 ? 0.9 + 0.05 * Double(draw) : 1 }
    }
    let sums = sums(model, draws, prices: prices)
    try expectSums(model, sums)
    let line = try #require(model.lines.firstIndex { $0.name == "fees_independent" })
    let basis = try model.basis(of: line, in: 1, sums)
    #expect(
      basis.steps.map(\.kind) == [
        .pricePressure(elasticity: 0.5), .priceDraws(standardError: 0.1),
      ])
    guard case .priced(_, let rows) = basis.parts else { return }
    #expect(rows.map { $0.cap?.amount } == [nil, Money(pounds: 190_000)])
  }

  @Test(
    "Sums of two halves of the draws are the sums of all, and the account is the same with them")
  func halves() throws {
    let fixture = fixture()
    let model = try fixture.model()
    let draws = costed(fixture, draws: 6)
    var first = sums(model, Array(draws[..<2]))
    first.add(sums(model, Array(draws[2...])))
    let whole = sums(model, draws)
    #expect(first.draws == 6)
    for line in model.lines.indices {
      let (one, other) = (
        try model.basis(of: line, in: 2, first), try model.basis(of: line, in: 2, whole)
      )
      #expect(one.mean == other.mean && one.parts.sum == other.parts.sum)
    }
    var explained: AccountSums? = AccountSums(model)
    #expect(
      model.account(draws[0], prices: [], summing: &explained) == model.account(draws[0]))
  }
}
