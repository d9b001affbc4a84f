import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// From DfE's layout to the evidence of a folder.
@Suite("Reading a release")
struct ReleaseReadingTests {
  private let release = SmallRelease()
  private static let tables = [
    "plans_by_ncy_provision", "plans_by_ncy_need", "plans_by_provision_need",
    "plans_by_provision", "plans_by_age_group", "new_plans_by_ncy_need",
    "new_plans_by_provision_need", "new_plans_by_age_provision", "ceased_by_ncy_reason",
    "ceased_by_provision", "flows_by_year",
  ]

  @Test(arguments: SmallRelease.areas.map(\.code))
  func `a release becomes a folder that is read without error, with the release's figures`(
    code: String
  ) throws {
    let made = try ReleaseFixture().made(code)
    #expect(!made.isRefused, "\(made.findings.map(\.message))")
    let evidence = try made.evidence()
    let area = try #require(SmallRelease.areas.first { $0.code == code })
    #expect(evidence.authority.name == area.name && evidence.authority.onsCode == area.ons)
    #expect(evidence.authority.baseCensus == 2025)
    for (figures, area) in [(evidence.local, area), (evidence.england, nil)] {
      try check(figures, area)
    }
  }

  private func check(_ figures: PublishedFigures, _ area: SmallRelease.Area?) throws {
    let codes = CodeLists()
    for census in [2024, 2025] {
      let table = try #require(figures.plansByNCYProvision[census])
      for ncy in NCY.range {
        let sum = table.known.rowSums[NCY.index(ncy)] + table.notRecorded[NCY.index(ncy)]
        #expect(Int(sum) == release.plans(area, census, age: ncy + 4), "\(census) \(ncy)")
      }
    }
    let needs = try #require(figures.plansByNCYNeed[2025])
    for (index, need) in SmallRelease.needs.enumerated() {
      let position = try #require(codes.need(need.1))
      #expect(Int(needs.columnSums[position]) == release.plans(area, 2025, need: index))
    }
    let new = try #require(figures.newPlansByNCYNeed[2024])
    #expect(Int(new.reduce(0) { $0 + $1.count }) == release.newPlans(area))
    #expect(new.map(\.span.lowerBound).min() == -2 && new.map(\.span.upperBound).max() == 21)
    let moved = (figures.ceasedByNCY[2024] ?? []).filter { $0.reason == CeasedCount.transferReason }
    #expect(Int(moved.reduce(0) { $0 + $1.count }) == release.ceased(area, need: 0))
    #expect(figures.flowsByYear["ceased_transfer"]?[2024] == Double(release.ceased(area, need: 0)))
    #expect(figures.flowsByYear["requests_refused"]?[2024] == (area == nil ? 24 : 8))
  }

  @Test func `ages and years are mapped as the reference script maps them`() throws {
    let made = try ReleaseFixture().made()
    func spans(_ name: String, _ columns: Range<Int>) -> [String] {
      made.rows(name).filter { $0.hasPrefix("authority") }.map {
        $0.split(separator: ",")[columns].joined(separator: "..")
      }.reduce(into: []) { if $0.last != $1 { $0.append($1) } }
    }
    #expect(spans("new_plans_by_ncy_need", 2..<4).first == "-2..-1")
    #expect(spans("new_plans_by_ncy_need", 2..<4).contains("0..0"))
    #expect(spans("new_plans_by_age_provision", 2..<4).first == "0..2")
    #expect(spans("ceased_by_ncy_reason", 2..<4).last == "16..21")
    #expect(spans("plans_by_ncy_provision", 1..<3).contains("2025..-2"))
    #expect(made.rows("plans_by_provision").contains { $0.hasSuffix(",EHE,0") } == false)
    #expect(made.rows("plans_by_provision").contains("authority,2025,NONE,0"))
  }

  @Test func `byte order mark, line ends, quotes, order, names and labels of years change nothing`()
    throws
  {
    let plain = try ReleaseFixture().made()
    var slashes = release
    slashes.hasSlashes = true
    let marked = Dictionary(
      uniqueKeysWithValues: slashes.files().map { name, text in
        ("deep/\(name.count)-\(name.hash).CSV", Byte.byteOrderMark + Array(text.utf8))
      })
    let bare = release.files().mapValues { $0.replacing("\r\n", with: "\n") }
    let turned = release.tables().mapValues { rows in
      rows.map { $0.reversed().map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
    }
    for other in [try ReleaseFixture(marked), try ReleaseFixture(bare), try ReleaseFixture(turned)]
    {
      let made = try other.made()
      for table in Self.tables { #expect(made.text(table) == plain.text(table), "\(table)") }
    }
  }

  @Test func `the layout of 2026 gives the same figures, and Down syndrome is told apart`() throws {
    let plain = try ReleaseFixture().made()
    var later = release
    later.layout = .of2026
    let fixture = try ReleaseFixture(later.files())
    #expect(fixture.codes.isEmpty, "\(fixture.findings.map(\.message))")
    let made = try fixture.made()
    #expect(!made.isRefused)
    let byNeed: Set = [
      "plans_by_ncy_need", "plans_by_provision_need", "new_plans_by_ncy_need",
      "new_plans_by_provision_need",
    ]
    for table in Self.tables where !byNeed.contains(table) {
      #expect(made.text(table) == plain.text(table), "\(table)")
    }
    let (one, other) = (try plain.evidence().local, try made.evidence().local)
    let codes = CodeLists()
    let sums = try #require(other.plansByNCYNeed[2025]?.columnSums)
    let all = try #require(one.plansByNCYNeed[2025]?.columnSums)
    let (ds, mld) = (try #require(codes.need("DS")), try #require(codes.need("MLD")))
    #expect(sums[ds] > 0 && all[ds] == 0 && sums[ds] + sums[mld] == all[mld])
    #expect(sums.reduce(0, +) == all.reduce(0, +))
  }

  @Test func `a column that counts the same plans again is not added`() throws {
    var tables = SmallRelease().tables()
    let rows = try #require(tables["caseload"])
    let column = try #require(rows[0].firstIndex(of: "special_academy_free"))
    // A layout that has both the sum and its parts.
    tables["caseload"] = rows.enumerated().map { index, row in
      row + (index == 0 ? ["special_academy", "special_free_school"] : [row[column], "0"])
    }
    let files = tables.mapValues { rows in
      rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
    }
    let made = try ReleaseFixture(files).made()
    #expect(
      made.text("plans_by_provision") == (try ReleaseFixture().made().text("plans_by_provision")))
  }

  @Test func `a figure that is not published is missing, and never zero`() throws {
    var release = release
    release.withheld = [
      "All requests for EHC needs assessments|990|2024|All requests for EHC needs assessments"
    ]
    for marker in ["x", "z", "c", "", "..", "low"] {
      let files = release.files().mapValues { $0.replacing(",x\r\n", with: ",\(marker)\r\n") }
      let made = try ReleaseFixture(files).made()
      #expect(!made.isRefused)
      #expect(!made.text("flows_by_year").contains("authority,2024,requests"))
      #expect(made.text("flows_by_year").contains("authority,2024,new_plans"))
      #expect(made.text("flows_by_year").contains("england,2024,requests"))
    }
  }

  @Test func `the history of an earlier release stands before the later one, which holds`() throws {
    var later = release
    later.census = 2026
    var files = release.files()
    for (name, text) in later.files() { files["2026/\(name)"] = text }
    let fixture = try ReleaseFixture(files)
    #expect(Set(fixture.codes) == ["REL-009"])
    #expect(fixture.figures?.lastCensus == 2026)
    let made = try fixture.made(base: 2026)
    #expect(!made.isRefused, "\(made.findings.map(\.message))")
    let plans = try made.evidence().local.plansByProvision
    #expect(plans.keys.sorted() == [2024, 2025, 2026])
    #expect(Int((plans[2025] ?? []).reduce(0, +)) == later.plans(SmallRelease.areas[0], 2025))
    #expect(made.text("plans_by_provision").contains("plans 2026, caseload"))
  }
}
