import Costing
import Testing
import Vocabulary

@Suite("Edges of the rulebook")
struct RulebookEdgeTests {
  @Test
  func `every day of the calendar is read and printed, and the day after a month's last is not`() {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September",
      "October", "November", "December",
    ]
    for (year, isLeap) in [
      (2023, false), (2024, true), (2000, true), (1900, false), (2100, false), (2400, true),
      (1000, false), (9999, false),
    ] {
      for month in 1...12 {
        let length = lengths[month - 1] + (isLeap && month == 2 ? 1 : 0)
        #expect(
          RuleDate(year: year, month: month, day: length)?.description
            == "\(length) \(names[month - 1]) \(year)")
        #expect(RuleDate(year: year, month: month, day: 1) != nil)
        #expect(RuleDate(year: year, month: month, day: length + 1) == nil)
        #expect(RuleDate(year: year, month: month, day: 0) == nil)
      }
      #expect(RuleDate(year: year, month: 0, day: 1) == nil)
      #expect(RuleDate(year: year, month: 13, day: 1) == nil)
    }
    #expect(RuleDate(year: 999, month: 1, day: 1) == nil)
    #expect(RuleDate(year: 10_000, month: 1, day: 1) == nil)
  }

  @Test(arguments: [
    "2023-04-1", "2023-4-01", "23-04-01", "2023-04", "2023-04-01-01", "2023/04/01",
    "2O23-04-01", "2023-O4-01", "2023-04-O1", "", "--",
  ])
  func `a day is four, two and two digits`(text: String) { #expect(RuleDate(text) == nil) }

  @Test func `days are in the order of year, month and day`() throws {
    let days = try ["2022-12-31", "2023-01-01", "2023-01-02", "2023-02-01", "2024-01-01"].map {
      try #require(RuleDate($0))
    }
    for one in days.indices {
      for other in days.indices {
        #expect((days[one] < days[other]) == (one < other))
        #expect((days[one] == days[other]) == (one == other))
      }
    }
    let year = FinancialYear(start: 2025)
    #expect(
      [RuleDate.start(of: year), .august(of: year), .september(of: year)]
        == ["2025-04-01", "2025-08-01", "2025-09-01"].compactMap(RuleDate.init))
  }

  private func rule(_ unit: String, _ values: (from: String, value: String)...) -> String {
    "name: r\nlabel: l\nunit: \(unit)\nvalues:\n"
      + values.map { RulebookTests.valueYAML(from: $0.from, value: $0.value) }.joined()
  }

  @Test func `the last value holds for ever, each until the day before the next`() throws {
    let book = try Rulebook(
      yaml: rule("percent", ("2020-01-31", "0"), ("2020-02-01", "0.25"), ("2020-02-02", "99.99")))
    let asked = ["2020-01-31", "2020-02-01", "2020-02-02", "9999-12-31"].compactMap(RuleDate.init)
    #expect(try asked.map { try book.value(of: "r", on: $0).hundredths } == [0, 25, 9_999, 9_999])
    #expect(try book.value(of: "r", on: asked[3]).number == 99.99)
    let before = try #require(RuleDate("2020-01-30"))
    #expect(throws: RulebookError.noValue(rule: "r", asked: before, first: asked[0])) {
      try book.value(of: "r", on: before)
    }
  }

  @Test(arguments: [
    ("months", ["0", "1", "12"], ["12.01", "0.5", "13", "1.01", "-1"]),
    ("flag", ["0", "1", "1.00"], ["2", "0.01", "0.99", "1.01", "-1", "-0.01"]),
    ("gbp", ["0", "0.01", "12345.6", "99999999"], ["-0.01", "-1", "1.001", "x", "£1"]),
    ("percent", ["0", "100", "100.01", "250"], ["-0.01", "5%"]),
  ])
  func `values that a unit can have, and those next to them that it cannot`(
    unit: String, can: [String], cannot: [String]
  ) throws {
    for value in can {
      let book = try Rulebook(yaml: rule(unit, ("2020-01-01", value)))
      #expect(book.rules[0].values[0].money == Money(value), "\(unit) \(value)")
    }
    for value in cannot {
      #expect {
        try Rulebook(yaml: rule(unit, ("2020-01-01", value)))
      } throws: {
        guard case RulebookError.malformed("rules.yaml", 5, let problem) = $0 else { return false }
        return problem.hasPrefix("value is `\(value)`; expected a number of \(unit)")
      }
    }
  }

  private func expect(
    _ yaml: String, line: Int, _ words: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      try Rulebook(yaml: yaml, file: "f.yaml")
    } throws: {
      guard case RulebookError.malformed("f.yaml", let found, let problem) = $0 else {
        return false
      }
      return found == line && problem.contains(words)
    }
  }

  @Test func `days of a rule rise, and equal days are refused at the second`() {
    expect(rule("gbp", ("2020-01-01", "1"), ("2020-01-01", "2")), line: 6, "each day once")
    expect(
      rule("gbp", ("2020-01-01", "1"), ("2020-01-03", "2"), ("2020-01-02", "3")), line: 7,
      "in the order of `from`")
    expect(
      rule("gbp", ("2020-01-02", "1"), ("2020-01-01", "2"), ("2020-01-03", "3")), line: 6,
      "in the order of `from`")
  }

  @Test func `what is missing, unknown or of another kind is named with its line`() {
    let value = RulebookTests.valueYAML(from: "2020-01-01", value: "1")
    let head = "name: r\nlabel: l\nunit: gbp\n"
    expect("", line: 1, "expected a rule that starts with `name:`")
    expect("text", line: 1, "expected a rule that starts with `name:`")
    expect("- 1", line: 1, "expected the keys name, label, unit, values")
    expect("label: l\nunit: gbp\nvalues:\n" + value, line: 1, "expected the key `name`")
    expect("name: ''\nlabel: l\nunit: gbp\nvalues:\n" + value, line: 1, "expected the key `name`")
    expect("name: r\nunit: gbp\nvalues:\n" + value, line: 1, "expected the key `label`")
    expect("name: r\nlabel: l\nvalues:\n" + value, line: 1, "expected the key `unit`")
    expect(head, line: 1, "expected at least one value under `values:`")
    expect(head + "values: []", line: 4, "expected at least one value under `values:`")
    expect(head + "values: 7", line: 4, "expected at least one value under `values:`")
    expect(head + "until: x\nvalues:\n" + value, line: 4, "key `until` is not known")
    expect(head + "values:\n  - 7", line: 5, "expected the keys from, value, status, source")
    expect(
      head + "values:\n  - {from: 2020-01-01, value: 1, status: published}", line: 5,
      "expected the key `source`")
    expect(
      head + "values:\n  - {from: 2020-01-01, value: 1, status: published, source: t}", line: 5,
      "expected the keys title, where")
    expect(
      head + "values:\n  - {from: 2020-01-01, value: 1, status: published, source: {title: t}}",
      line: 5, "expected the key `where`")
    expect("a: [", line: 2, "not YAML")
  }

  @Test func `a rule given twice is refused at the second, rules of other names are not`() throws {
    let one =
      "- name: r\n  label: l\n  unit: gbp\n  values:\n"
      + RulebookTests.valueYAML(from: "2020-01-01", value: "1")
    let other = one.replacing("name: r", with: "name: s")
    #expect(try Rulebook(yaml: one + other).rules.map(\.name) == ["r", "s"])
    expect(one + other + one, line: 11, "rule r is given twice")
  }

  @Test func `the months of a place rule are those that its rulebook says`() throws {
    var fixture = Fixture(settings: [PlaceFundingTests.special])
    fixture.years = [FinancialYear(start: 2027)]
    fixture.assumptions.finances.income = [
      Fixture.amount("high_needs_block", fixture.years[0], pounds: 1),
      Fixture.amount("opening_balance", fixture.years[0], pounds: 0),
    ]
    let rates = DatedRates()
    let model = try CostingModel(
      assumptions: fixture.assumptions, rulebook: rates.book(), years: fixture.years,
      occurring: fixture.occurring)
    let costed = fixture.costed(
      before: [pupils(0, places: 12, post16Places: 6)], after: [pupils(0, places: 0)])
    let amounts = model.account(costed)[0].amounts
    // From 2027-28 six months count before September and three before August.
    #expect(amounts[0] == Money(pounds: 3 * rates.whole(Rule.placeSpecial, "2027-04-01")))
    #expect(amounts[2].pence == 150 * rates.whole(Rule.placeSpecialPost16, "2027-04-01"))
  }
}
