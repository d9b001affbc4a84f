import Costing
import Testing
import Vocabulary

/// An authority with everything that an account can have, in figures that nothing divides evenly.
struct WholeAuthority {
  static let settings = [
    Fixture.setting("A", .special, "SPEC"), Fixture.setting("B", .specialistBase, "DSP"),
    Fixture.setting("C", .special, "SPEC", elsewhere: true),
    Fixture.setting("D", .independentSpecial, "IND", elsewhere: true),
    Fixture.setting("E", .independentSpecial, "IND"),
    Fixture.setting("F", .special, "SPEC"), Fixture.setting("G", .supportBase, "DSP"),
    Fixture.setting("H", .specialistBase, "DSP", elsewhere: true),
  ]

  var fixture = Fixture(years: 4, settings: settings)
  let rates = DatedRates()

  init() {
    fixture.assumptions.finances.unitCosts = Self.unitCosts
    fixture.assumptions.finances.inflation = Self.inflation
    fixture.assumptions.finances.otherCosts = [
      Fixture.amount("therapies", FinancialYear(start: 2022), pounds: 98_765),
      Fixture.amount("sensory_service", FinancialYear(start: 2026), pounds: 12_347),
      Fixture.amount("sensory_service", firstYear, pounds: 9_871),
    ]
    fixture.assumptions.finances.income += [
      Fixture.amount("schools_block", FinancialYear(start: 2024), pounds: 480_000_001),
      Fixture.amount("other_income", firstYear, pounds: 250_003),
    ]
    fixture.assumptions.incomeGrowth = [
      Fixture.growth("schools_block", firstYear, 1.3), Fixture.growth("other_income", firstYear, 2),
      Fixture.growth("high_needs_block", FinancialYear(start: 2027), 2.9),
    ]
    fixture.assumptions.blockTransfers = [
      FinancialYear(start: 2025): 0.5, FinancialYear(start: 2027): 0.3,
    ]
    fixture.assumptions.finances.fundedPlaces = [
      Self.funded(.furtherEducation, 2024, 161), Self.funded(.furtherEducation, 2026, 153, "SPI"),
      Self.funded(.alternativeProvision, 2024, 47, "IND"),
    ]
    fixture.assumptions.finances.topUps = [
      Self.topUp(.under5, nil, 4_001), Self.topUp(.from5to10, "ASD", 3_337),
    ]
    fixture.assumptions.backPay = (weeks: 3.25, provenance: published)
    fixture.assumptions.finances.transport = Self.transport
    fixture.assumptions.bandShifts = [
      BandShift(
        provision: "IND", needs: ["ASD"], from: "day", to: "52-week", share: 0.2,
        starts: FinancialYear(start: 2026))
    ]
    fixture.assumptions.feeCaps = [
      FeeCap(
        line: "fees_independent", perYear: Money(pounds: 190_000), from: FinancialYear(start: 2026))
    ]
  }

  private static let old = FinancialYear(start: 2021)
  private static let later = FinancialYear(start: 2030)

  private static var unitCosts: [UnitCostRow] {
    let rows: [(String, String?, String?, Int, FinancialYear)] = [
      ("topup_special", "SPEC", nil, 12_673, old), ("topup_special", "SPEC", "SEMH", 16_225, old),
      ("topup_base", "DSP", nil, 8_237, later), ("other_provision", nil, "SEMH", 7_331, firstYear),
      ("eotas", nil, nil, 6_007, firstYear),
    ]
    return rows.map { line, provision, need, pounds, prices in
      Fixture.cost(line, provision, need: need, pounds: pounds, prices: prices)
    } + bands
  }

  private static var bands: [UnitCostRow] {
    let rows: [(String, Int, Double, Billing, Double, Double)] = [
      ("day", 51_003, 0.7, .termly, 0, 0.05), ("52-week", 201_007, 0.3, .daily, 0.2, 0.1),
    ]
    return rows.map { band, pounds, share, billing, health, care in
      var row = Fixture.cost(
        "fees_independent", "IND", need: "ASD", pounds: pounds, prices: old)
      (row.band, row.share, row.billing) = (band, share, billing)
      (row.healthShare, row.socialCareShare) = (health, care)
      row.uplift = band == "day" ? "asfl" : nil
      return row
    }
  }

  private static var inflation: [YearlyGrowth] {
    [
      Fixture.growth(nil, FinancialYear(start: 2020), 3.1),
      Fixture.growth("fees_independent", FinancialYear(start: 2024), 5.3),
      Fixture.growth("fees_independent", FinancialYear(start: 2022), 4.1),
      Fixture.growth("asfl", FinancialYear(start: 2020), 2.7),
      Fixture.growth(nil, FinancialYear(start: 2027), 1.9),
      Fixture.growth(nil, FinancialYear(start: 2027), 1.7),
    ]
  }

  private static var transport: [UnitCostRow] {
    var daily = Fixture.cost("transport_16_18", "IND", pounds: 3_001, prices: old)
    daily.billing = .daily
    return [
      Fixture.cost("transport_pre16", nil, pounds: 1_201),
      Fixture.cost("transport_pre16", "SPEC", need: "SEMH", pounds: 2_203), daily,
    ]
  }

  static func funded(
    _ line: FundedPlacesRow.Line, _ year: Int, _ places: Int, _ follows: String? = nil
  ) -> FundedPlacesRow {
    FundedPlacesRow(
      line: line, year: AcademicYear(start: year), places: places, follows: follows,
      provenance: published)
  }

  private static func topUp(_ band: AgeBand, _ need: String?, _ pounds: Int) -> TopUpRow {
    TopUpRow(
      cell: TopUpCell(band, need: need), children: 7, amount: Money(pounds: pounds),
      priceYear: FinancialYear(start: 2023), provenance: published)
  }

  func model() throws -> CostingModel {
    try CostingModel(
      assumptions: fixture.assumptions, rulebook: rates.book(), years: fixture.years,
      occurring: fixture.occurring)
  }

  var naive: NaiveAccount { NaiveAccount(fixture.assumptions, rates) }

  /// A year of a draw, unlike every other.
  func year(_ year: FinancialYear, _ numbers: inout FixedSequence) -> CostedYear {
    func counts(_ bound: Int, less: Int = 0) -> [Int] {
      (0..<8).map { _ in numbers.next(below: bound) - less }
    }
    func settings() -> [CostedYear.SettingYear] {
      Self.settings.map { _ in
        let (post16, rollPost16) = (numbers.next(below: 20), numbers.next(below: 20))
        return pupils(
          rollPost16 + numbers.next(below: 70), post16: rollPost16,
          places: post16 + numbers.next(below: 70), post16Places: post16)
      }
    }
    let stock = PlanStock(
      opening: counts(400), september: counts(20, less: 10), even: counts(60, less: 20),
      newPlans: counts(90))
    let topUps = fixture.assumptions.finances.topUps.map { _ in numbers.next(below: 900) }
    return CostedYear(
      year: year, stock: stock, topUpYears24: topUps, before: settings(), after: settings())
  }

  /// Draws that differ in all that an account is made of.
  func draws(_ count: Int, seed: UInt64 = 7) -> [[CostedYear]] {
    var numbers = FixedSequence(seed: seed)
    return (0..<count).map { _ in fixture.years.map { year($0, &numbers) } }
  }

  /// Every line of every year of an account, in pence.
  static func pence(_ model: CostingModel, _ account: [AccountYear]) -> [[String: Int]] {
    account.map { year in
      Dictionary(
        uniqueKeysWithValues: zip(model.lines.map(\.name), year.amounts.map(\.pence)))
    }
  }
}

/// Compares two accounts line by line, so that a failure names the line.
func expectSame(
  _ found: [[String: Int]], _ expected: [[String: Int]],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(found.count == expected.count, sourceLocation: sourceLocation)
  for (year, pair) in zip(found, expected).enumerated() {
    for line in Set(pair.0.keys).union(pair.1.keys).sorted() {
      #expect(
        pair.0[line] == pair.1[line], "\(line), year \(year)", sourceLocation: sourceLocation)
    }
  }
}
