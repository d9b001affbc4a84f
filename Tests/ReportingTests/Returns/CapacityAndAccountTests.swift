import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite("Returns of places and money")
struct CapacityAndAccountTests {
  @Test func `SCAP has eight areas, five and seven years, and the year groups of the phase`() throws
  {
    let made = try ReturnFixture.scap()
    let rows = made.rows(["variant": "unmitigated", "figure": "median"])
    #expect(rows.count == 4 * 5 + 4 * 7)
    #expect(made.table.header[7...18].joined(separator: " ") == "Reception 1 2 3 4 5 6 7 8 9 10 11")
    for row in rows {
      let year = try #require(row["academic_year"])
      let isHere = ["2025/26", "2026/27", "2027/28"].contains(year)
      let isPrimary = row["planning_area"]?.hasPrefix("180300") ?? false
      for ncy in 0...11 {
        #expect(
          (row[SCAPArea.column(ncy)] == "") == (!isHere || isPrimary != (ncy <= 6)), "\(row)")
      }
      #expect(isHere || row["note"]?.contains("--years") ?? false)
    }
    #expect(rows.contains { $0["total"] != "0" && $0["total"] != "" })
  }

  @Test func `year groups add to the total, and are no fewer than those who attend`() throws {
    let (made, plan) = (try ReturnFixture.scap(), try ReturnFixture.dsgPlan())
    for row in made.table.rows where row["figure"] == "adding" && row["total"] != "" {
      #expect((0...11).reduce(0) { $0 + [row].sum(SCAPArea.column($1)) } == [row].sum("total"))
    }
    let store = plan.runs[0].store
    let codes = store.layout.space.codes
    let specialist = ["DSP", "SPEC-STATE", "NMSS", "IND-SPEC", "IND-MAIN", "AP"]
    let groups = [AgeBand.from5to10, .from11to15]
    let attending = specialist.compactMap(codes.provision).flatMap { provision in
      groups.map { store.layout.placements(1, provision, $0.index, codes.needs.count) }
    }.reduce(0) { $0 + store.heads($1).reduce(0, +) }
    let required = made.rows([
      "academic_year": "2025/26", "variant": "unmitigated", "figure": "adding",
    ]).sum("total")
    #expect(required >= Int(attending) / ReturnFixture.draws)
  }

  @Test func `a line of the account without a row is refused`() throws {
    let tables = try #require(
      ReturnMapping.read([
        "evidence/s251_lines.csv":
          "line,code,share,status,source\nplaces_special,1.0.2,1,derived,test\n"
      ]).tables)
    let model = try ReturnFixture.s251().runs[0].model
    let faults = ReturnFiles.faults(ReturnRequest(.s251, tables: tables), model)
    #expect(faults.allSatisfy { $0.place.file == "evidence/s251_lines.csv" && $0.code == "RP-002" })
    #expect(faults.count == model.accountLines.count { $0.kind == .cost } - 1)
    #expect(ReturnFiles.faults(try ReturnFixture.request(.s251), model).isEmpty)
  }

  @Test(.enabled(if: ReferenceData.isPresent, "\(ReferenceData.skipMessage)"))
  func `labels are those of the reference data`() throws {
    let file = ReferenceData.path("planning_template_categories.csv")
    let rows = ReadTable(try String(contentsOfFile: file, encoding: .utf8)).rows
    for (section, labels) in [
      ("age_group", ReturnLabels.ageGroups), ("provision", ReturnLabels.lsrpProvisions),
      ("primary_need", ReturnLabels.needs), ("table", ReturnLabels.lsrpTables),
      ("calendar_years", ReturnLabels.lsrpYears.map(String.init)),
    ] {
      let listed = rows.filter {
        $0["section"] == section && $0["template"]?.hasPrefix("LSRP") ?? false
      }
      #expect(listed.compactMap { $0["label"] }.prefix(labels.count) == labels[...])
    }
  }

  @Test func `ambiguities of the mapping are listed`() throws {
    let rows = try ReturnFixture.lsrp().assumptions.rows.filter { $0["subject"] == "crosswalk" }
    for item in ["IND-SPEC", "DSP", "MAIN, NCY 12 to 21", "HOSP", "DS"] {
      #expect(rows.contains { $0["item"]?.hasPrefix(item) ?? false }, "\(item)")
    }
    let plan = try ReturnFixture.dsgPlan().assumptions.rows
    #expect(plan.contains { $0["item"] == "EY-PVI, NCY -2 to 21" && $0["status"] == "assumption" })
    #expect(plan.contains { $0["subject"] == "mitigation" })
  }

  @Test func `a misspelt label is found on both sides`() throws {
    let request = try ReturnFixture.request(.lsrp)
    let ours = LabelCheck.labels(request)
    #expect(!LabelCheck(request, template: ours + ["2026", "", "12.5"]).differs)
    let spoilt = ours.map { $0 == "Multi- Sensory Impairment" ? "Multi-Sensory Impairment" : $0 }
    let check = LabelCheck(request, template: spoilt)
    #expect(check.missingInTemplate == ["Multi- Sensory Impairment"])
    #expect(check.missingInReturn == ["Multi-Sensory Impairment"])
    #expect(check.text.contains("near to 'Multi-Sensory Impairment'"))
    let lines = LabelCheck(
      try ReturnFixture.request(.s251), template: ["1.2.1 Top up", "1.9.9 New line", "2025"])
    #expect(lines.missingInReturn == ["1.9.9"] && !lines.missingInTemplate.contains("1.2.1"))
    let codes = LabelCheck(try ReturnFixture.request(.scap), template: ["1803001", "8553002", "7"])
    #expect(codes.missingInReturn == ["8553002"] && codes.missingInTemplate.count == 8)
  }

  @Test func `parts add to their total and stay near their means`() {
    var random = Steps()
    for _ in 0..<200 {
      let count = Int.random(in: 1...40, using: &random)
      let sums = (0..<Int.random(in: 1...9, using: &random)).map { _ in
        Int64.random(in: 0...400, using: &random)
      }
      let total = AddingUp.whole(sums.reduce(0, +), of: count)
      let parts = AddingUp.parts(sums, of: count, total: total)
      #expect(parts.reduce(0, +) == total)
      for (part, sum) in zip(parts, sums) {
        #expect(abs(part * count - Int(sum)) < count, "\(sums) of \(count)")
      }
      for other in [total + 3, max(0, total - 3)] {
        #expect(AddingUp.parts(sums, of: count, total: other).reduce(0, +) == other)
      }
    }
    #expect(AddingUp.parts([5, 5, 5], of: 10, total: 2) == [1, 1, 0])
    #expect(AddingUp.parts([-150, 350], of: 100, total: 2) == [-1, 3])
  }
}

/// A sequence of numbers, so that a test that fails fails again.
private struct Steps: RandomNumberGenerator {
  private var state: UInt64 = 7

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ (state >> 29)
  }
}
