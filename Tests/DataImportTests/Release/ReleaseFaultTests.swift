import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// What is said of files that cannot be used as they are.
@Suite("Faults of a release")
struct ReleaseFaultTests {
  private static let files = SmallRelease().files()

  private func spoilt(_ file: String, _ old: String, _ new: String) throws -> ReleaseFixture {
    var files = Self.files
    let text = try #require(files[file])
    let range = try #require(text.firstRange(of: old), "the test is out of date")
    files[file] = text.replacingCharacters(in: range, with: new)
    return try ReleaseFixture(files)
  }

  @Test(arguments: [
    (
      "caseload", "202425,Academic year,Local", "2024,Academic year,Local", "REL-005", "time_period"
    ),
    ("caseload", "age 7,", "age seven,", "REL-006", "breakdown"),
    ("ceased_plans", "Special - independent", "Special - lunar", "REL-006", "breakdown"),
    ("requests", ",40\r\n", ",forty\r\n", "IN-021", "requests_received_in_year"),
    ("requests", ",40\r\n", ",4.5\r\n", "IN-021", "requests_received_in_year"),
    ("requests", ",40\r\n", ",40,9\r\n", "REL-004", ""),
    ("caseload", "la_name", "council", "IN-013", "la_name"),
    ("caseload", ",neet,", ",space_station,", "REL-007", ""),
    ("caseload", ",neet,", ",placement_unknown,", "IN-012", "placement_unknown"),
  ])
  func `a fault is named with its place`(
    file: String, old: String, new: String, code: String, column: String
  ) throws {
    let fixture = try spoilt(file, old, new)
    let finding = try #require(
      fixture.findings.first { $0.code == code }, "\(fixture.findings.map(\.message))")
    #expect(finding.place.file.hasSuffix("\(file).csv"))
    #expect((finding.place.column ?? "") == column)
    #expect(finding.place.row != nil)
    #expect(FindingCatalogue.entry(code: code)?.severity == finding.severity)
    #expect((fixture.figures == nil) == (finding.severity == .error))
  }

  @Test func `a file twice is read once; two that disagree are refused`() throws {
    var files = Self.files
    files["copy"] = files["caseload"]
    let twice = try ReleaseFixture(files)
    #expect(twice.codes == ["REL-010"])
    #expect(
      try twice.made().text("plans_by_provision")
        == ReleaseFixture().made().text("plans_by_provision"))
    files["copy"] = files["requests"]?.replacing(",40\r\n", with: ",41\r\n")
    let other = try ReleaseFixture(files)
    #expect(other.codes == ["REL-008"] && other.figures == nil)
    #expect(other.findings[0].seen.contains("40") && other.findings[0].seen.contains("41"))
  }

  @Test(arguments: [
    ("caseload", "plans by age and provision"), ("newplans", "new plans by age and provision"),
    ("ceased_plans", "ceased plans by age and reason"),
    ("sen_needs_all_plans", "plans by age and need"),
    ("sen_need_newplans", "new plans by age and need"),
  ])
  func `a kind that is missing is named with what cannot be done`(
    file: String, purpose: String
  ) throws {
    var files = Self.files
    files[file] = nil
    let figures = try #require(try ReleaseFixture(files).figures)
    let findings = ReleaseFolderMaker(figures, base: 2025).missingKinds()
    let errors = findings.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["REL-003"] && errors[0].remedy.contains(purpose))
  }

  @Test func `kinds without which a run goes on are warnings`() throws {
    var files = Self.files
    for name in ["requests", "assessments", "timeliness"] { files[name] = nil }
    let fixture = try ReleaseFixture(files)
    let figures = try #require(fixture.figures)
    let findings = ReleaseFolderMaker(figures, base: 2025).missingKinds()
    #expect(findings.count == 4 && findings.allSatisfy { $0.severity == .warning })
    #expect(findings.allSatisfy { $0.code == "REL-017" })
    #expect(findings.contains { $0.remedy.contains("requests_refused") })
    #expect(!(try fixture.made()).isRefused)
  }

  @Test func `an authority without a figure that a run needs has no folder, and the others have`()
    throws
  {
    var release = SmallRelease()
    release.withheld = Set(
      (["under 3"] + (3...25).map { "age \($0)" }).map { "caseload|991|202324|\($0)" })
    let fixture = try ReleaseFixture(release.files())
    let made = try fixture.made("991")
    #expect(made.isRefused && made.files.isEmpty)
    #expect(made.findings.map(\.code) == ["REL-014"])
    #expect(made.findings[0].seen.contains("January 2024"))
    #expect(made.findings[0].seen.contains("Quayport, City of (991)"))
    #expect(!(try fixture.made("990")).isRefused)
  }

  @Test func `a census that the files do not have is named once`() throws {
    let made = try ReleaseFixture().made(base: 2030)
    #expect(made.isRefused && made.findings.count == 1)
    #expect(
      made.findings[0].seen.contains("January 2030; the last in the files is that of January 2025"))
  }

  @Test func `nothing of a release is an error; other files are noted`() throws {
    let fixture = try ReleaseFixture(["a": "time,place\n1,2\n", "b": ""])
    #expect(fixture.figures == nil && fixture.codes.filter { $0 == "REL-002" }.count == 2)
    #expect(fixture.codes.contains("REL-001"))
    let archive: [UInt8] = [0x50, 0x4B, 0x03, 0x04, 0x14]
    #expect(try ReleaseFixture(["release.csv": archive]).codes == ["IN-003"])
    #expect(try ReleaseFixture(["release.csv": [0xFF, 0xFE, 0x61, 0x00]]).codes == ["IN-005"])
    #expect(ReleaseReader.read(paths: ["/nowhere/at/all"]).findings.map(\.code) == ["IN-001"])
  }

  @Test func `an authority goes by its code, its ONS code or its name`() throws {
    let figures = try #require(try ReleaseFixture().figures)
    for text in ["991", "e06099991", "quayport, city of"] {
      #expect(figures.authority(text).authority?.code == "991")
    }
    let near = figures.authority("Smalshire").finding
    #expect(near?.code == "REL-011" && near?.remedy.contains("990 Smallshire") == true)
    #expect(figures.authority("quayport").finding?.remedy.contains("991 Quayport") == true)
    #expect(figures.authority("000").finding?.remedy.contains("992 Littleton") == true)
    let gone = figures.authority("Cumbria").finding
    #expect(gone?.code == "REL-016" && gone?.severity == .error)
    #expect(gone?.remedy.contains("Cumberland (942) and Westmorland and Furness (943)") == true)
  }

  @Test func `checks pass, fail or say why they cannot be made`() throws {
    let checks = try #require(try ReleaseFixture().figures).checks(base: 2025)
    #expect(checks.count { $0.outcome == .failed } == 2, "\(checks)")
    #expect(checks.count { $0.outcome == .passed } == 15, "\(checks)")
    #expect(checks.contains { $0.outcome == .notCheckable && $0.detail == "3 of 153 authorities" })
    // The invented England is not the real one.
    #expect(checks[0].outcome == .failed && checks[0].detail.contains("638745"))
    let plans = SmallRelease().plans(SmallRelease.areas[0], 2025)
    let fixture = try spoilt(
      "caseload", "All EHC plans,All EHC plans,\(plans),",
      "All EHC plans,All EHC plans,\(plans + 1),")
    let failed = try #require(fixture.figures).checks(base: 2025).filter { $0.outcome == .failed }
    #expect(failed.contains { $0.detail.contains("Smallshire (990) \(plans), not \(plans + 1)") })
    let later = try #require(try ReleaseFixture().figures).checks(base: 2031)
    #expect(later[0].detail.contains("no total of January 2031 is known"))
  }

  @Test(arguments: [2024, 2023])
  func `a region's total that stands for an authority is not its own`(year: Int) throws {
    let release = SmallRelease()
    var tables = release.tables()
    let sum = release.newPlans(nil)
    var rows = try #require(tables["newplans"])
    for index in rows.indices.dropFirst()
    where rows[index][10] == "New EHC plans" && rows[index][0] == "\(year)" {
      guard rows[index][2] == "Local authority" else { continue }
      rows[index][12] = "\(sum)"
      var region = rows[index]
      region[2] = "Regional"
      region[7...9] = ["", "", ""]
      if rows[index][8] == "990" { rows.append(region) }
    }
    tables["newplans"] = rows
    let fixture = try ReleaseFixture(
      tables.mapValues { rows in
        rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
      })
    #expect(fixture.codes == ["REL-013"] && fixture.findings[0].seen.contains("990, 991, 992"))
    let figures = try #require(fixture.figures)
    let kind = try #require(figures.kind("newplans"))
    let row = figures.areas["990"]?.row(kind, year, .total)
    // Only 2024 has ages to add up; without them nothing is put in its place.
    #expect(row?.total == (year == 2024 ? release.newPlans(SmallRelease.areas[0]) : nil))
    if year == 2024 {
      #expect(try fixture.made().text("flows_by_year").contains("sum over age when plan started"))
    } else {
      #expect(try fixture.made().findings[0].seen.contains("in 2 years up to 2024"))
    }
  }
}
