import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// A part of a sum that is not published: the sum is missing, or follows from a subtotal, and is never a part of it.
@Suite("Parts of a release")
struct ReleasePartTests {
  /// The tables of an invented release, with the subtotal of mainstream schools.
  private func tables() throws -> [String: [[String]]] {
    var tables = SmallRelease().tables()
    for name in ["caseload", "newplans"] {
      let rows = try #require(tables[name])
      let parts = rows[0].indices.filter { rows[0][$0].hasPrefix("mainstream_") }
      tables[name] = rows.enumerated().map { index, row in
        let sum = parts.reduce(0) { $0 + (Int(row[$1]) ?? 0) }
        return row + [index == 0 ? "mainstream_total" : "\(sum)"]
      }
    }
    return tables
  }

  /// Withholds a cell of some rows of Smallshire.
  private func withheld(
    _ file: String, _ columns: [String], _ period: String, _ label: String, code: String = "990",
    in tables: [String: [[String]]]
  ) throws -> ReleaseFixture {
    var tables = tables
    var rows = try #require(tables[file])
    var count = 0
    for index in rows.indices
    where rows[index][0] == period && rows[index][8] == code && rows[index][11] == label {
      for name in columns {
        rows[index][try #require(rows[0].firstIndex(of: name))] = "x"
        count += 1
      }
    }
    #expect(count == columns.count, "the test is out of date")
    tables[file] = rows
    return try ReleaseFixture(
      tables.mapValues { rows in
        rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
      })
  }

  private func rows(_ made: ReleaseFolder, _ table: String, _ start: String) -> [String] {
    made.rows(table).filter { $0.hasPrefix(start) }
  }

  @Test(arguments: [
    ("caseload", "202425", "All EHC plans", "plans_by_provision", "authority,2025,MAIN"),
    ("caseload", "202425", "age 9", "plans_by_ncy_provision", "authority,2025,5,MAIN"),
    ("newplans", "2024", "age 5", "new_plans_by_age_provision", "authority,2024,5,5,MAIN"),
  ])
  func `one part follows from the subtotal, and its source and a finding say so`(
    file: String, period: String, label: String, table: String, start: String
  ) throws {
    let whole = try withheld(file, [], period, label, in: tables()).made()
    let fixture = try withheld(file, ["mainstream_academy"], period, label, in: tables())
    let made = try fixture.made()
    #expect(rows(made, table, start) == rows(whole, table, start))
    #expect(!rows(made, table, start).isEmpty)
    #expect(
      made.text(table).contains(
        "mainstream_academy derived: mainstream_total less its other columns"))
    #expect(fixture.codes == ["REL-019"])
    let finding = try #require(fixture.findings.first)
    #expect(finding.place.column == "mainstream_academy" && finding.place.row != nil)
    #expect(finding.place.file.hasSuffix("\(file).csv") && finding.severity == .warning)
  }

  @Test func `two parts of a subtotal leave the sum out, and the authority without a folder`()
    throws
  {
    let both = ["mainstream_academy", "mainstream_la_maintained"]
    let fixture = try withheld("caseload", both, "202425", "age 9", in: tables())
    #expect(fixture.codes == ["REL-018", "REL-018"])
    #expect(Set(fixture.findings.compactMap(\.place.column)) == Set(both))
    let made = try fixture.made()
    #expect(made.isRefused && made.findings.map(\.code) == ["REL-014"])
    #expect(made.findings[0].seen.contains("'caseload' lacks some figures by age in January 2025"))
    #expect(!(try fixture.made("991")).isRefused)
  }

  @Test func `a part without a subtotal is not the sum of the others`() throws {
    let fixture = try withheld(
      "caseload", ["mainstream_academy"], "202425", "age 9", in: SmallRelease().tables())
    #expect(fixture.codes == ["REL-018"])
    #expect(try fixture.made().isRefused)
  }

  @Test func `England's table with a missing part is left out`() throws {
    let fixture = try withheld(
      "caseload", ["mainstream_academy", "mainstream_la_maintained"], "202425", "age 9",
      code: "", in: tables())
    #expect(fixture.findings.contains { $0.code == "REL-018" && $0.seen.contains("England") })
    let made = try fixture.made()
    #expect(rows(made, "plans_by_ncy_provision", "england,2025").isEmpty)
    #expect(!rows(made, "plans_by_ncy_provision", "england,2024").isEmpty)
    #expect(!rows(made, "plans_by_ncy_provision", "authority,2025").isEmpty)
  }

  @Test func `a column that nobody has in a year is no part, and one that is 0 is none`() throws {
    // SmallRelease has await_prov_2022 without a figure anywhere; neet is 0 in every row.
    let fixture = try withheld("caseload", ["neet"], "202425", "age 9", in: tables())
    #expect(fixture.codes.isEmpty)
    #expect(try !fixture.made().isRefused)
  }

  @Test func `a history with a missing part begins after it`() throws {
    var release = SmallRelease()
    release.census = 2026
    var all = SmallRelease().tables()
    for (name, table) in release.tables() { all["2026-\(name)"] = table }
    let fixture = try withheld(
      "caseload", ["mainstream_academy"], "202324", "All EHC plans", in: all)
    #expect(fixture.codes.contains("REL-018"))
    let made = try fixture.made(base: 2026)
    #expect(rows(made, "plans_by_provision", "authority,2024").isEmpty)
    #expect(!rows(made, "plans_by_provision", "authority,2025").isEmpty)
    #expect(!rows(made, "plans_by_provision", "england,2024").isEmpty)
  }

  @Test func `a placement of ceased plans that is not published is not 0`() throws {
    let fixture = try withheld(
      "ceased_plans", ["needs_met", "transfer", "not_rec", "total_ceased"], "2024",
      "Mainstream - academy", in: SmallRelease().tables())
    let finding = try #require(fixture.findings.first { $0.code == "REL-018" })
    #expect(finding.place.row != nil && finding.seen.contains("990 in 2024 by placement"))
    let made = try fixture.made()
    #expect(made.isRefused && made.findings.map(\.code) == ["REL-014"])
    #expect(made.findings[0].seen.contains("by placement in 2024"))
  }

  @Test func `a total of an age that is not published is named, and not 0`() throws {
    let fixture = try withheld("caseload", ["ehcplans"], "202324", "age 9", in: tables())
    let finding = try #require(fixture.findings.first)
    #expect(finding.code == "REL-018" && finding.place.column == "ehcplans")
    #expect(try fixture.made().isRefused)
  }

  @Test func `a reason or need of an age that is not published is not 0`() throws {
    let ceased = try withheld(
      "ceased_plans", ["needs_met"], "2024", "age 14", in: SmallRelease().tables())
    #expect(ceased.codes == ["REL-018"])
    #expect(try ceased.made().isRefused)
    let needs = try withheld(
      "sen_needs_all_plans", ["number_asd"], "202425", "age 9", in: SmallRelease().tables())
    #expect(needs.codes == ["REL-019"])
    #expect(
      try needs.made().rows("plans_by_ncy_need")
        == ReleaseFixture().made().rows("plans_by_ncy_need"))
  }

  @Test func `an age that is not published at all is not 0`() throws {
    var release = SmallRelease()
    release.withheld = ["newplans|990|2024|age 5"]
    let fixture = try ReleaseFixture(release.files())
    #expect(fixture.codes == ["REL-018"])
    let made = try fixture.made()
    #expect(
      made.isRefused && made.findings[0].seen.contains("'new plans' lacks some figures by age"))
  }

  @Test func `checks of the year before fail as those of the base do`() throws {
    var tables = SmallRelease().tables()
    let rows = try #require(tables["caseload"])
    tables["caseload"] = rows.map { row in
      guard row[0] == "202324", row[2] == "National", row[11] == "age 7" else { return row }
      return row.enumerated().map { $0 == 12 ? "\((Int($1) ?? 0) + 1)" : $1 }
    }
    let fixture = try withheld("caseload", [], "202425", "age 9", in: tables)
    let figures = try #require(fixture.figures)
    #expect(
      figures.failedChecks(base: 2025).contains {
        $0.code == "REL-015" && $0.seen.contains("ages add to the total, caseload January 2024")
          && $0.remedy.contains("Download")
      })
  }
}
