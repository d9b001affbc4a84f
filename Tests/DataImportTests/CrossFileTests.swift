import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Faults across rows and files")
struct CrossFileTests {
  private func mark(_ code: String, _ file: String, _ column: String?) -> Mark {
    Mark(code, SmallFolder.path(file), nil, column)
  }

  /// Adds one to the plans of the second row.
  private func raised(_ file: String) throws -> SmallFolder {
    var folder = SmallFolder()
    let columns = folder.lines(file)[0].split(separator: ",").map(String.init)
    let cells = folder.lines(file)[1].split(separator: ",").map(String.init)
    let index = try #require(columns.firstIndex(of: "plans"))
    let plans = try #require(Int(cells[index]))
    folder.set(file, row: 2, "plans", to: String(plans + 1))
    return folder
  }

  @Test("Margins that disagree are named with both figures")
  func margins() throws {
    let byNeed = try raised("plans_by_ncy_need").faults()
    #expect(
      byNeed.map(Mark.init) == [
        mark("IN-040", "plans_by_ncy_need", "ncy"),
        mark("IN-040", "plans_by_provision_need", "need"),
      ])
    #expect(
      byNeed.first?.seen.contains("plans here,") == true
        && byNeed.first?.seen.contains("in evidence/plans_by_ncy_provision.csv") == true)
    #expect(
      try raised("plans_by_provision_need").faults().map(Mark.init) == [
        mark("IN-040", "plans_by_provision_need", "need"),
        mark("IN-040", "plans_by_provision_need", "provision"),
      ])
    var folder = SmallFolder()
    folder.append("plans_by_provision", "authority,2025,NOT-RECORDED,99,invented")
    folder.drop("plans_by_provision") {
      $0.hasPrefix("authority,2025,NOT-RECORDED,") && !$0.contains(",99,")
    }
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == [mark("IN-040", "plans_by_provision", "provision")])
    #expect(faults.first?.seen.contains("NOT-RECORDED: 99 plans here") == true)
  }

  @Test("A missing base census, or the one before it, is named")
  func censuses() {
    for (file, year) in [
      ("plans_by_ncy_provision", 2024), ("plans_by_ncy_provision", 2025),
      ("plans_by_ncy_need", 2025), ("plans_by_provision_need", 2025),
    ] {
      var folder = SmallFolder()
      folder.drop(file) { $0.hasPrefix("authority,\(year)") }
      let faults = folder.faults()
      #expect(faults.map(Mark.init) == [mark("IN-041", file, "january_census")])
      #expect(faults.first?.expected.contains("\(year)") == true)
    }
  }

  @Test("A year left out of a history or population is an error, of a flow a warning")
  func gaps() {
    var folder = SmallFolder()
    folder.drop("plans_by_provision") { $0.hasPrefix("authority,2022") }
    #expect(
      folder.faults().map(Mark.init) == [mark("IN-042", "plans_by_provision", "january_census")])
    folder = SmallFolder()
    folder.drop("population") { $0.hasPrefix("authority,principal,2030") }
    #expect(folder.faults().map(Mark.init) == [mark("IN-042", "population", "mid_year")])
    folder = SmallFolder()
    folder.drop("flows_by_year") { $0.hasPrefix("authority,2021,requests,") }
    #expect(folder.faults().map(Mark.init) == [mark("IN-048", "flows_by_year", "calendar_year")])
    #expect(folder.read().evidence != nil)
  }

  @Test("Series that leave out the same year are one warning")
  func commonGap() {
    var folder = SmallFolder()
    folder.drop("flows_by_year") { $0.hasPrefix("authority,2023,") }
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == [mark("IN-048", "flows_by_year", "calendar_year")])
    #expect(faults.first?.seen.hasSuffix("requests, requests_refused without 2023") == true)
  }

  @Test("A population that starts late, ends early or lacks an age is named")
  func population() {
    var folder = SmallFolder()
    folder.drop("population") { line in
      (2022...2024).contains { line.hasPrefix("authority,principal,\($0)") }
    }
    #expect(folder.faults().map(Mark.init) == [mark("IN-042", "population", "mid_year")])
    folder = SmallFolder()
    folder.drop("population") { line in
      (2033...2036).contains { line.hasPrefix("authority,principal,\($0)") }
    }
    #expect(folder.faults().map(Mark.init) == [mark("IN-047", "population", "mid_year")])
    folder = SmallFolder()
    folder.drop("population") { $0.hasPrefix("authority,principal,2026,7,") }
    #expect(folder.faults().map(Mark.init) == [mark("IN-043", "population", "age")])
  }

  @Test("Flows without the year before the base census are named")
  func flowYears() {
    for file in ["ceased_by_provision", "new_plans_by_age_provision"] {
      var folder = SmallFolder()
      folder.drop(file) { $0.hasPrefix("authority") }
      #expect(folder.faults().map(Mark.init) == [mark("IN-044", file, "calendar_year")])
    }
  }

  @Test("A file without England's figures is a warning")
  func england() {
    var folder = SmallFolder()
    folder.drop("plans_by_ncy_need") { $0.hasPrefix("england") }
    #expect(folder.faults().map(Mark.init) == [mark("IN-046", "plans_by_ncy_need", "geography")])
    #expect(folder.faults().first?.severity == .warning)
  }

  @Test("Rolls that do not add to the published plans are named with both sums")
  func rolls() {
    var folder = SmallFolder()
    folder.set("settings", row: 4, "base_roll", to: "7")
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == [mark("IN-050", "settings", "base_roll")])
    #expect(faults.first?.seen == "DSP: rolls add to 7")
  }

  @Test("Overflow shares must add to 1 and cover every phase")
  func overflow() {
    var folder = SmallFolder()
    folder.set("overflow", row: 2, "share", to: "0.11")
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == [mark("IN-055", "overflow", "share")])
    #expect(faults.first?.seen.contains("wanted All, need All, phase early_years") == true)
    folder = SmallFolder()
    folder.drop("overflow") { $0.hasPrefix("All,All,post16") }
    #expect(folder.faults().map(Mark.init) == [mark("IN-056", "overflow", "need")])
    folder = SmallFolder()
    folder.append("overflow", "DSP,ASD,secondary,1,held,1.00,illustrative,invented")
    #expect(folder.faults().map(Mark.init) == [mark("IN-056", "overflow", "need")])
    #expect(folder.faults().first?.seen.contains("wanted DSP, need All, phase secondary") == true)
  }

  @Test("More children waiting than plans is named")
  func waiting() {
    var folder = SmallFolder()
    folder.set("waiting", row: 2, "children", to: "200")
    #expect(
      folder.faults().map(Mark.init) == [
        mark("IN-058", "waiting", "attending"), mark("IN-058", "waiting", "need"),
      ])
  }

  @Test("A provision with plans and no unit cost is named")
  func unitCosts() {
    var folder = SmallFolder()
    folder.drop("unit_costs") { $0.contains(",SPEC-STATE,All,") }
    #expect(folder.faults().map(Mark.init) == [mark("IN-060", "unit_costs", "provision")])
  }

  @Test("Needs without plans, illustrative rows and places taken from the roll are notes")
  func notes() throws {
    var folder = SmallFolder()
    folder.drop("commissioned_places") { $0.hasPrefix("base,") }
    let (evidence, findings) = folder.read()
    #expect(evidence != nil)
    let notes = findings.filter { $0.severity == .note }
    let needless = notes.filter { $0.code == "IN-082" }.map(\.seen)
    #expect(needless.contains("no plan with need DS"))
    #expect(
      notes.contains { $0.code == "IN-081" && $0.seen == "3 of 3 rows are illustrative" })
    #expect(notes.contains { $0.code == "IN-083" && $0.seen == "no row for base" })
  }

  @Test("An error hides no other fault, and margins are not checked on what is missing")
  func consequences() {
    var folder = SmallFolder()
    folder.set("plans_by_ncy_need", row: 2, "plans", to: "x")
    folder.set("settings", row: 4, "base_roll", to: "7")
    #expect(
      folder.faults().map(Mark.init) == [
        Mark("IN-023", SmallFolder.path("plans_by_ncy_need"), 2, "plans"),
        mark("IN-050", "settings", "base_roll"),
      ])
  }
}
