import Costing
import Foundation
import TestSupport
import Testing
import Vocabulary

@Suite("The rulebook")
struct RulebookTests {
  static func valueYAML(from: String, value: String) -> String {
    "    - {from: \(from), value: \(value), status: assumption, source: {title: t, where: w}}\n"
  }

  static func yaml(_ rule: Rule) -> String {
    let head = "- name: \(rule.name)\n  label: label\n  unit: \(rule.unit.rawValue)\n  values:\n"
    return rule.values.reduce(head) { text, value in
      let month = value.from.month < 10 ? "0\(value.from.month)" : "\(value.from.month)"
      let day = value.from.day < 10 ? "0\(value.from.day)" : "\(value.from.day)"
      return text + valueYAML(from: "\(value.from.year)-\(month)-\(day)", value: value.text)
    }
  }

  @Test("Every published value has a source and a status")
  func everyValueHasASource() throws {
    let values = try Rulebook.published().rules.flatMap(\.values)
    #expect(values.count >= 10)
    #expect(values.allSatisfy { $0.provenance.source.count > 10 })
  }

  @Test(
    "The published values are those of the guides",
    arguments: [
      (Rule.placeSpecial, 10_000), (Rule.placeSpecialPost16, 10_000),
      (Rule.placeBaseOccupied, 6_000),
      (Rule.placeBaseEmpty, 10_000), (Rule.placeBasePost16, 6_000), (Rule.overNumber, 10_000),
      (Rule.importExport, 6_000),
    ])
  func publishedValues(name: String, pounds: Int) throws {
    let value = try Rulebook.published().value(of: name, on: firstYear)
    #expect(value.money == Money(pounds: pounds))
  }

  @Test("A value holds from its day until the next")
  func valuesAreDated() throws {
    let book = try Rulebook(
      yaml: "- name: r\n  label: l\n  unit: gbp\n  values:\n"
        + Self.valueYAML(from: "2020-09-01", value: "1")
        + Self.valueYAML(from: "2024-09-01", value: "2.5"))
    let days = ["2020-09-01", "2024-08-31", "2024-09-01"].compactMap(RuleDate.init)
    #expect(try days.map { try book.value(of: "r", on: $0).hundredths } == [100, 100, 250])
    #expect(try book.value(of: "r", on: FinancialYear(start: 2024)).text == "1")
  }

  @Test("Asking before the first day is an error that names the rule and the day")
  func beforeTheFirstDay() throws {
    let book = try Rulebook.published()
    #expect {
      try book.value(of: Rule.placeSpecial, on: FinancialYear(start: 2012))
    } throws: { error in
      "\(error)".hasPrefix("rule place_funding_special has no value before 1 April 2013; ")
    }
  }

  @Test("A model that starts before the rules is refused, not costed at 0")
  func modelBeforeTheRules() throws {
    let fixture = Fixture(first: FinancialYear(start: 2012))
    let first = try #require(RuleDate("2013-04-01"))
    let asked = try #require(RuleDate("2012-04-01"))
    #expect(throws: RulebookError.noValue(rule: Rule.placeSpecial, asked: asked, first: first)) {
      try fixture.model()
    }
  }

  @Test("An unknown rule is an error that names the known ones")
  func unknownRule() throws {
    let book = try Rulebook.published()
    #expect {
      try book.value(of: "place_funding_moon", on: firstYear)
    } throws: { error in
      "\(error)".hasPrefix("there is no rule place_funding_moon; the rules are ")
        && "\(error)".contains("place_funding_special, ")
    }
  }

  @Test(
    "A malformed rulebook is refused with the line",
    arguments: [
      ("", 1), ("name: r", 1), ("- name: r\n  label: }x", 2), ("- name: r\n  colour: red", 2),
      ("- name: r\n  label: l\n  unit: pounds", 3), ("- name: r\n  label: l\n  unit: gbp", 1),
      ("- name: r\n  label: l\n  unit: gbp\n  values:\n    - {from: 2013-02-30}", 5),
      (
        "- name: r\n  label: l\n  unit: gbp\n  values:\n"
          + valueYAML(from: "2013-04-01", value: "1,000"), 5
      ),
      (
        "- name: r\n  label: l\n  unit: months\n  values:\n"
          + valueYAML(from: "2013-04-01", value: "13"), 5
      ),
      (
        "- name: r\n  label: l\n  unit: gbp\n  values:\n"
          + valueYAML(from: "2014-04-01", value: "1") + valueYAML(from: "2013-04-01", value: "1"), 6
      ),
      (
        "- name: r\n  label: l\n  unit: gbp\n  values:\n"
          + "    - {from: 2013-04-01, value: 1, status: rumour}", 5
      ),
      (
        "- name: r\n  label: l\n  unit: gbp\n  values:\n"
          + "    - {from: 2013-04-01, value: 1, status: published}", 5
      ),
    ])
  func malformed(yaml: String, line: Int) {
    #expect {
      try Rulebook(yaml: yaml, file: "rules.yaml")
    } throws: { error in
      guard case RulebookError.malformed("rules.yaml", let found, let problem) = error else {
        return false
      }
      return found == line && !problem.isEmpty && "\(error)".hasPrefix("rules.yaml:\(line): ")
    }
  }

  @Test("A name means its rule, or those that begin with it; hyphens count as underscores")
  func names() throws {
    let book = try Rulebook.published()
    #expect(book.rules(named: "over-number-rate").map(\.name) == ["over_number_rate"])
    #expect(book.rules(named: "place_funding_special").count == 1, "not also its post-16 rule")
    #expect(book.rules(named: "place-funding").count == 9)
    #expect(book.rules(named: "place-fund").isEmpty)
  }

  @Test("Every file of the folder is in the rulebook, one rule each, named as its file")
  func oneFileARule() throws {
    let folder = Repository.path("Sources/Costing/Rulebook")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".yaml") }.sorted()
    let names = try Rulebook.published().rules.map {
      $0.name.replacingOccurrences(of: "_", with: "-") + ".yaml"
    }
    #expect(names.sorted() == files)
  }

  @Test("A flag is 0 or 1; the override ends and central funding begins with 2028-29")
  func flags() throws {
    let yaml = "name: r\nlabel: l\nunit: flag\nvalues:\n"
    #expect(throws: RulebookError.self) {
      try Rulebook(yaml: yaml + Self.valueYAML(from: "2020-01-01", value: "0.5"))
    }
    let book = try Rulebook.published()
    for (year, override, central) in [(2027, 100, 0), (2028, 0, 100)] {
      let financial = FinancialYear(start: year)
      #expect(try book.value(of: "statutory_override", on: financial).hundredths == override)
      #expect(try book.value(of: "central_funding", on: financial).hundredths == central)
    }
  }

  @Test("The calendar refuses days that do not exist")
  func calendar() {
    #expect(RuleDate("2024-02-29")?.description == "29 February 2024")
    #expect(
      ["2023-02-29", "2100-02-29", "2023-13-01", "2023-4-1", "x"].allSatisfy {
        RuleDate($0) == nil
      })
  }
}
