import Costing
import Testing
import Vocabulary

@Suite("Place funding")
struct PlaceFundingTests {
  static let special = Fixture.setting("S", .special, "SPEC")
  static let base = Fixture.setting("B", .specialistBase, "DSP")

  @Test("100 places and 80 pupils cost 100 × £10,000 and 80 × the top-up")
  func emptyPlacesCostInFull() throws {
    let fixture = Fixture(settings: [Self.special])
    let year = [pupils(80, places: 100)]
    let account = try fixture.account(
      fixture.costed(asd: [80 * 24, 0, 0, 0], before: year, after: year))[0]
    #expect(account["places_special"] == Money(pounds: 1_000_000))
    #expect(account["topup_special"] == Money(pounds: 80 * 12_000))
    #expect(account["over_number"] == .zero)
    #expect(account["total_cost"] == Money(pounds: 1_960_000))
  }

  @Test("A base place costs £6,000 occupied and £10,000 empty", arguments: 0...3)
  func basePlaceIsDearerEmpty(roll: Int) throws {
    let fixture = Fixture(settings: [Self.base])
    let year = [pupils(roll, places: 3)]
    let account = try fixture.account(fixture.costed(before: year, after: year))[0]
    #expect(account["places_base"] == Money(pounds: roll * 6_000 + (3 - roll) * 10_000))
  }

  @Test("A pupil above the places costs the place rate, so overfilling never looks cheaper")
  func overNumberCostsAPlace() throws {
    let fixture = Fixture(settings: [Self.special])
    let full = [pupils(100, places: 100)]
    let over = [pupils(103, places: 100)]
    let account = try fixture.account(fixture.costed(before: full, after: over))[0]
    #expect(account["over_number"] == Money(pounds: 17_500))
    let more = try fixture.account(
      fixture.costed(before: full, after: [pupils(103, places: 103)]))[0]
    #expect(account["total_cost"] == more["total_cost"])
  }

  private func exporting(_ rolls: [Int]) throws -> [[String: Money]] {
    let fixture = Fixture(
      years: rolls.count - 1,
      settings: [
        Fixture.setting("E", .special, "SPEC", elsewhere: true),
        Fixture.setting("I", .independentSpecial, "IND", elsewhere: true),
      ])
    func settings(_ roll: Int) -> [CostedYear.SettingYear] {
      [pupils(roll, places: 200), pupils(5 + roll, places: 5)]
    }
    return try fixture.account(
      fixture.years.indices.map { year in
        CostedYear(
          year: fixture.years[year], stock: PlanStock(steady: Array(repeating: 0, count: 8)),
          before: settings(rolls[year]), after: settings(rolls[year + 1]))
      })
  }

  @Test("A pupil in another authority's school costs no place: its own authority pays")
  func exportedPupils() throws {
    for account in try exporting([12, 24, 30]) { #expect(account["total_cost"] == .zero) }
  }

  @Test("The block follows such pupils a year late: £6,000 for each since the last allocation")
  func importExport() throws {
    // 2025-26 has an allocation, 2026-27 is it again in cash; then the January before the year counts.
    let adjustments = try exporting([12, 24, 30, 9, 40]).map { $0["import_export_adjustment"] }
    #expect(adjustments == [.zero, .zero, Money(pounds: -108_000), Money(pounds: 18_000)])
  }

  @Test("An allocation that is given contains its adjustment")
  func importExportInAnAllocation() throws {
    var fixture = Fixture(
      years: 3, settings: [Fixture.setting("E", .special, "SPEC", elsewhere: true)])
    let last = fixture.years[2]
    fixture.assumptions.finances.income.append(
      Fixture.amount("high_needs_block", last, pounds: 110_000_000))
    let account = try fixture.account(
      fixture.years.indices.map { year in
        CostedYear(
          year: fixture.years[year], stock: PlanStock(steady: Array(repeating: 0, count: 8)),
          before: [pupils(10 * year, places: 50)], after: [pupils(10 * year + 10, places: 50)])
      })
    #expect(account[2]["import_export_adjustment"] == .zero)
    #expect(account[2]["total_income"] == Money(pounds: 110_000_000))
  }

  @Test("A school whose fee is its whole cost has no place funding")
  func independentPlacesAreNotFunded() throws {
    let fixture = Fixture(settings: [Fixture.setting("I", .independentSpecial, "IND")])
    let year = [pupils(9, places: 5)]
    let account = try fixture.account(fixture.costed(before: year, after: year))[0]
    #expect(account["total_cost"] == .zero)
  }

  @Test("Post-16 places of a base cost £6,000, change in August and do not count pupils")
  func basePost16() throws {
    let fixture = Fixture(settings: [Self.base])
    let account = try fixture.account(
      fixture.costed(
        before: [pupils(2, places: 5, post16Places: 3)],
        after: [pupils(2, places: 8, post16Places: 6)]))[0]
    #expect(account["places_post16"] == Money(pounds: 6_000 * (3 * 4 + 6 * 8) / 12))
    #expect(account["places_base"] == Money(pounds: 12_000))
  }

  @Test("Leicestershire 2023-24: 693 then 764 pre-16 places are £7,344,167")
  func leicestershireSpecialAcademies() throws {
    // ESFA, high needs place deductions 2023-24, LA 855; post-16 published as 1,560,001.
    let fixture = Fixture(first: FinancialYear(start: 2023), settings: [Self.special])
    let account = try fixture.account(
      fixture.costed(
        before: [pupils(847, post16: 154, places: 693 + 154, post16Places: 154)],
        after: [pupils(921, post16: 157, places: 764 + 157, post16Places: 157)]))[0]
    #expect(account["places_special"] == Money(pence: 734_416_667))
    #expect(account["places_post16"] == Money(pounds: 1_560_000))
  }

  @Test("Leicestershire 2023-24: 160 then 153 college places at £6,000 are £932,000")
  func leicestershireColleges() throws {
    let months = try Rulebook.published().value(
      of: Rule.post16Months, on: FinancialYear(start: 2023))
    let phasing = Phasing(monthsBefore: Int(months.number))
    #expect(
      phasing.phased(Money(pounds: 160 * 6_000), Money(pounds: 153 * 6_000))
        == Money(pounds: 932_000))
  }

  /// The account of 12 pre-16 and 12 post-16 special places where a rule takes a new value.
  private func amounts(changing name: String, from day: String, to value: String) throws -> [Money]
  {
    let fixture = Fixture(settings: [Self.special])
    let rules = try Rulebook.published().rules.map { rule in
      let change = rule.name == name ? RulebookTests.valueYAML(from: day, value: value) : ""
      return RulebookTests.yaml(rule) + change
    }
    let model = try CostingModel(
      assumptions: fixture.assumptions, rulebook: Rulebook(yaml: rules.joined()),
      years: fixture.years, occurring: fixture.occurring)
    let year = [pupils(24, places: 24, post16Places: 12)]
    return model.account(fixture.costed(before: year, after: year))[0].amounts
  }

  @Test("A pre-16 rate that changes in September counts for the seven months after it")
  func rateChangesInSeptember() throws {
    let amounts = try amounts(changing: Rule.placeSpecial, from: "2025-09-01", to: "10600")
    #expect(amounts[0] == Money(pounds: 5 * 10_000 + 7 * 10_600))
    #expect(amounts[2] == Money(pounds: 120_000))
  }

  @Test("A post-16 rate that changes in August counts for eight months, a later one not at all")
  func rateChangesInAugust() throws {
    let rule = Rule.placeSpecialPost16
    let august = try amounts(changing: rule, from: "2025-08-01", to: "10600")
    #expect(august[2] == Money(pounds: 4 * 10_000 + 8 * 10_600))
    let later = try amounts(changing: rule, from: "2025-08-02", to: "10600")
    #expect(later[2] == Money(pounds: 120_000))
  }
}
