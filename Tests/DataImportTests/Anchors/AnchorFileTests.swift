import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Counts since the base census")
struct AnchorFileTests {
  /// The small authority with some rows of anchors.csv; its base census is 2025.
  private func folder(_ rows: [String]) -> SmallFolder {
    var folder = SmallFolder()
    let header = "measure,date,value,status,source"
    folder.set("anchors", lines: [header] + rows.map { "\($0),illustrative,test" })
    return folder
  }

  private func total() throws -> Int {
    let evidence = try SmallAuthority.evidence()
    let plans = try #require(evidence.local.plansByProvision[SmallAuthority.baseCensus])
    return Int(plans.reduce(0, +))
  }

  @Test("Sound rows become anchors, by date, whatever their order")
  func sound() throws {
    let total = try total()
    let rows = [
      "month_end_total,2026-02-28,\(total + 20)", "january_total,2026-01,\(total + 10)",
      "january_total,2027-01-21,\(total + 30)", "month_end_total,2025-06-30,\(total)",
    ]
    for rows in [rows, rows.reversed()] {
      let (evidence, findings) = folder(rows).read()
      let anchors = try #require(evidence).anchors
      #expect(
        anchors.map(\.date.description) == ["2025-06-30", "2026-01-16", "2026-02-28", "2027-01-21"])
      #expect(anchors.map(\.value) == [total, total + 10, total + 20, total + 30])
      #expect(anchors[1].measure == .januaryTotal)
      #expect(anchors[1].provenance == Provenance(.illustrative, "test"))
      #expect(findings.filter { $0.place.file.hasSuffix("anchors.csv") }.map(\.code) == ["IN-081"])
    }
    #expect(try SmallAuthority.evidence().anchors.isEmpty, "the file is optional")
  }

  @Test(
    "A date that cannot be is named by row and column, with the remedy",
    arguments: [
      ("january_total,2026-02-15,400", "IN-090"), ("january_total,2026,400", "IN-090"),
      ("january_total,15/01/2026,400", "IN-090"), ("month_end_total,2026-02-27,400", "IN-090"),
      ("month_end_total,2025-02-29,400", "IN-090"), ("month_end_total,2025-06,400", "IN-090"),
      ("plans_issued,2025-6-30,40", "IN-090"), ("plans_issued,,40", "IN-090"),
      ("january_total,2025-01-31,400", "IN-091"), ("month_end_total,2024-12-31,400", "IN-091"),
      ("plans_issued,2025-01-16,40", "IN-091"), ("january_total,2060-01-16,400", "IN-091"),
      ("month_end_total,2060-01-31,400", "IN-091"), ("plans_issued,2060-12-31,400", "IN-091"),
    ])
  func dates(row: String, code: String) throws {
    let faults = folder([row]).faults()
    #expect(faults.map(Mark.init) == [Mark(code, SmallFolder.path("anchors"), 2, "date")])
    #expect(faults.allSatisfy { !$0.remedy.isEmpty })
  }

  @Test(
    "A value or word that cannot be is named",
    arguments: [
      ("plans_isued,2025-06-30,40", "IN-020", "measure"),
      ("plans_issued,2025-06-30,-4", "IN-022", "value"),
      ("plans_issued,2025-06-30,4.5", "IN-024", "value"),
      ("plans_issued,2025-06-30,x", "IN-023", "value"),
      ("plans_issued,2025-06-30,many", "IN-021", "value"),
    ])
  func values(row: String, code: String, column: String) {
    #expect(
      folder([row]).faults().map(Mark.init) == [
        Mark(code, SmallFolder.path("anchors"), 2, column)
      ])
  }

  @Test("One total of a census, one row of a date")
  func repeated() throws {
    let total = try total()
    let twice = folder([
      "january_total,2026-01-15,\(total)", "january_total,2026-01-16,\(total)",
      "month_end_total,2025-03-31,\(total)", "month_end_total,2025-03-31,\(total)",
    ])
    #expect(twice.faults().map(\.code) == ["IN-030", "IN-030"])
    #expect(twice.faults().map(\.place.row) == [3, 5])
  }

  @Test("A count far from the base total is a warning, not a refusal")
  func farFromBase() throws {
    let total = try total()
    for (factor, isFar) in [(0.55, true), (0.65, false), (1.35, false), (1.45, true)] {
      let value = Int(factor * Double(total))
      let folder = folder(["month_end_total,2025-06-30,\(value)"])
      #expect(folder.faults().map(\.code) == (isFar ? ["IN-092"] : []), "\(factor)")
      #expect(folder.read().evidence?.anchors.count == 1)
    }
    let issued = try #require(try SmallAuthority.evidence().local.flowsByYear["new_plans"]?[2024])
    for (factor, isFar) in [(0.2, true), (0.5, false), (1.2, true)] {
      let folder = folder(["plans_issued,2025-06-30,\(Int(factor * issued))"])
      #expect(folder.faults().map(\.code) == (isFar ? ["IN-092"] : []), "\(factor) of \(issued)")
    }
  }

  @Test("Dates know their month, year and distance")
  func calendar() throws {
    let day = try #require(CalendarDate("2024-02-29"))
    #expect(day.isMonthEnd && day.dayOfYear == 60 && day.text == "29 February 2024")
    #expect(CalendarDate("2100-02-29") == nil && CalendarDate("2024-13-01") == nil)
    let new = try #require(CalendarDate("2025-01-01"))
    #expect(new.days(since: day) == 307 && new > day)
    #expect(CalendarDate.census(2026).days(since: .census(2025)) == 365)
    #expect(try #require(CalendarDate("2025-12-31")).shareOfYear == 1)
    let early = Anchor(
      .monthEndTotal, date: try #require(CalendarDate("2025-12-31")), value: 1,
      provenance: Provenance(.derived, "test"))
    #expect(early.census == 2025 && abs(early.elapsed - 349.0 / 365) < 1e-12)
  }
}
