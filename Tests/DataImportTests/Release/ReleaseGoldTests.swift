import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// The published releases give the evidence that `scripts/restate-evidence` made of the same releases.
@Suite("The release against the committed evidence")
struct ReleaseGoldTests {
  private static let tables = [
    "plans_by_ncy_provision", "plans_by_ncy_need", "plans_by_provision_need",
    "plans_by_provision", "new_plans_by_ncy_need", "new_plans_by_provision_need",
    "new_plans_by_age_provision", "ceased_by_ncy_reason", "ceased_by_provision", "flows_by_year",
    "plans_by_age_group",
  ]

  @Test(arguments: [("855", "leicestershire"), ("856", "leicester")])
  func `every row is there, and no other`(code: String, name: String) throws {
    guard ReferenceData.isPresent else {
      print(ReferenceData.skipMessage)
      return
    }
    let (figures, findings) = ReleaseReader.read(paths: [ReferenceData.path("sen2-releases")])
    #expect(findings.map(\.code) == ["REL-002"], "the management information of 2022 is not read")
    let read = try #require(figures)
    let authority = try #require(read.authority(code).authority)
    let made = ReleaseFolderMaker(read, base: 2025).folder(authority)
    #expect(!made.isRefused, "\(made.findings.map(\.message))")
    for table in Self.tables {
      let path = Repository.path("scenarios/\(name)/evidence/\(table).csv")
      var wanted = Set(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n"))
      let found = Set(made.text(table).split(separator: "\n"))
      if table == "plans_by_age_group" {
        // The release of 2023, which alone has the age groups of January 2023, is not among the files.
        wanted = wanted.filter { !$0.contains(",2023,") }
      }
      #expect(found == wanted, "\(name), \(table)")
    }
  }

  @Test func `checks of the published release`() throws {
    guard ReferenceData.isPresent else {
      print(ReferenceData.skipMessage)
      return
    }
    let (figures, _) = ReleaseReader.read(paths: [ReferenceData.path("sen2-releases")])
    let checks = try #require(figures).checks(base: 2025)
    #expect(checks[0].outcome == .passed && checks[0].detail == "638745 plans")
    #expect(
      checks.filter { $0.outcome == .notCheckable }.map(\.detail)
        == Array(repeating: "2 of 153 authorities", count: 3))
    let failed = checks.filter { $0.outcome == .failed }
    #expect(failed.allSatisfy { $0.isKnown && $0.detail.contains("as in DfE's own release") })
    for words in [
      "ages add to the total, caseload January 2024: 1 of 3 areas: England 572829, not 576474",
      "provisions add to the total, caseload January 2024: 1 of 3 areas: England 572829",
      "provisions by age add to the total, new plans 2024: 1 of 3 areas: England 97656, not 97747",
      "needs by age add to the total, primary need, new plans 2024: 1 of 3 areas: England 97563",
    ] {
      #expect(failed.contains { "\($0.name): \($0.detail)".hasPrefix(words) }, "\(words)")
    }
    #expect(failed.count == 8, "\(failed.map { "\($0.name): \($0.detail)" })")
    let findings = try #require(figures).failedChecks(base: 2025)
    #expect(
      findings.allSatisfy {
        $0.code == "REL-015" && $0.severity == .warning && $0.remedy.contains("Nothing to mend")
      })
    let early = try #require(figures).checks(base: 2022)
    #expect(early[0].outcome == .passed)
  }
}
