import TestSupport
import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite("Mitigations one by one")
struct MitigationTests {
  private static let kinds = [ReturnKind.dsgPlan, .lsrp]
  private static let titles = [
    "Mitigation (levers outside savings lines)", "Mitigation 1-support", "Mitigation 2-nothing",
    "Mitigation 3-fees", "Mitigation interaction",
  ]
  private static let figures = [
    "unmitigated_median", "unmitigated_adding", "mitigated_median", "mitigated_adding",
    "effect_median", "effect_adding",
  ]

  private func table(_ kind: ReturnKind) throws -> ReadTable {
    ReadTable(try MitigationFixture.made(kind)[0].text)
  }

  private func number(_ row: [String: String]?, _ column: String) throws -> Int {
    try #require(row.flatMap { Int($0[column] ?? "") }, "\(column) of \(row ?? [:])")
  }

  @Test(arguments: kinds)
  func `unmitigated, lines and interaction add to mitigated in every row`(kind: ReturnKind) throws {
    let table = try table(kind)
    let titles = table.rows.compactMap { $0["table"] }.filter { $0.hasPrefix("Mitigation ") }
    #expect(titles.reduce(into: []) { if !$0.contains($1) { $0.append($1) } } == Self.titles)
    let whole = table.rows.filter { $0["table"] == "Mitigations" }
    #expect(whole.contains { $0["breakdown"] == "cost, GBP" })
    for row in whole {
      let rows = try Self.titles.map { title in
        let key = [title] + ["breakdown", "row", "year"].compactMap { row[$0] }
        return try #require(
          table.rows.first { $0["key"] == key.joined(separator: ": ") }, "\(key)")
      }
      let effects = try rows.reduce(0) { $0 + (try number($1, "effect_adding")) }
      #expect(
        try number(row, "unmitigated_adding") + effects == number(row, "mitigated_adding"),
        "\(row["key"] ?? "")")
      for line in rows.dropLast() {
        #expect(line["unmitigated_adding"] == row["unmitigated_adding"])
        #expect(
          try number(line, "mitigated_adding") - number(line, "unmitigated_adding")
            == number(line, "effect_adding"))
      }
      #expect(rows.last?["mitigated_adding"] == "")
    }
    let last = whole.filter { $0["breakdown"] == "cost, GBP" }.last
    #expect(try number(last, "effect_adding") < 0)
  }

  @Test(arguments: kinds)
  func `within a mitigation the provision rows add to its plans`(kind: ReturnKind) throws {
    let table = try table(kind)
    for title in Self.titles {
      let rows = table.rows.filter { $0["table"] == title }
      for plans in rows where plans["breakdown"] == "plans" {
        let parts = rows.filter { $0["breakdown"] == "placements" && $0["year"] == plans["year"] }
        #expect(parts.count == (kind == .lsrp ? 14 : 7))
        #expect(parts.sum("effect_adding") == (try number(plans, "effect_adding")))
      }
    }
  }

  @Test(arguments: kinds)
  func `a line that does nothing has rows of nothing`(kind: ReturnKind) throws {
    let rows = try table(kind).rows.filter { $0["table"] == "Mitigation 2-nothing" }
    #expect(!rows.isEmpty)
    for row in rows { #expect(row["effect_median"] == "0" && row["effect_adding"] == "0") }
    let fees = try table(kind).rows.filter { $0["table"] == "Mitigation 3-fees" }
    for row in fees where row["breakdown"] != "cost, GBP" { #expect(row["effect_adding"] == "0") }
    #expect(fees.contains { $0["breakdown"] == "cost, GBP" && $0["effect_adding"] != "0" })
  }

  @Test(arguments: kinds)
  func `the order of the lines changes nothing`(kind: ReturnKind) throws {
    let turned = try MitigationFixture.files(kind, MitigationFixture.lines.reversed())
    #expect(turned.map(\.text) == (try MitigationFixture.made(kind).map(\.text)))
  }

  @Test(arguments: kinds)
  func `all together is the scenario run by itself`(kind: ReturnKind) throws {
    let (apart, whole) = (
      try table(kind), try MitigationFixture.whole(kind, MitigationFixture.lines)
    )
    #expect(apart.rows.filter { !Self.titles.contains($0["table"] ?? "") } == whole.rows)
  }

  @Test func `levers without savings lines are one mitigation, and nothing is left to interact`()
    throws
  {
    let table = ReadTable(try MitigationFixture.files(.dsgPlan, [])[0].text)
    func effects(_ title: String) -> [[String]] {
      table.rows.filter { $0["table"] == title }.map { row in
        Self.figures.map { row[$0] ?? "" }
      }
    }
    #expect(effects("Mitigation (levers outside savings lines)") == effects("Mitigations"))
    #expect(effects("Mitigations").contains { $0[5] != "0" })
    #expect(effects("Mitigation interaction").allSatisfy { $0 == ["", "", "", "", "0", "0"] })
  }

  @Test func `the notes say what is told apart, and that confidence is not applied`() throws {
    let rows = ReadTable(try MitigationFixture.made(.dsgPlan)[1].text).rows
    let subjects = rows.filter { $0["subject"] == "effect of mitigations" }
    #expect(subjects.count == 3)
    #expect(subjects.contains { $0["assumption"]?.contains("confidence is not applied") ?? false })
    let lines = rows.filter { $0["subject"] == "mitigation" }
    #expect(lines.count == 1 + 3 * 2)
    #expect(lines.contains { $0["item"] == "1-support: Line 1-support" })
  }
}
