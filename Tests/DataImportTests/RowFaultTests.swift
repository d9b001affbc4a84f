import DataImport
import TestSupport
import Testing
import Vocabulary

/// A cell that is spoilt, and the code that must come of it, at that row and column.
struct SpoiltCell: Sendable, CustomTestStringConvertible {
  let code: String
  let file: String
  let column: String
  let value: String
  let row: Int
  /// The column the finding names, where it is another.
  var named: String?

  init(
    _ code: String, _ file: String, _ column: String, _ value: String, row: Int = 2,
    named: String? = nil
  ) {
    self.row = row
    self.code = code
    self.file = file
    self.column = column
    self.value = value
    self.named = named
  }

  var testDescription: String { "\(code): \(file) \(column) '\(value)'" }
}

@Suite("Faults of a cell")
struct RowFaultTests {
  static let codes: [SpoiltCell] = [
    .init("IN-020", "plans_by_ncy_need", "geography", "England"),
    .init("IN-020", "plans_by_ncy_need", "need", "ADS"),
    .init("IN-020", "plans_by_ncy_provision", "provision", "SPEC_STATE"),
    .init("IN-020", "plans_by_ncy_provision", "provision", ""),
    .init("IN-020", "flows_by_year", "measure", "new_plan"),
    .init("IN-020", "settings", "kind", "specail"),
    .init("IN-020", "settings", "provision", "NOT-RECORDED"),
    .init("IN-020", "settings", "needs", "ASD;ADS"),
    .init("IN-020", "settings", "located", "there"),
    .init("IN-020", "overflow", "status", "assumption"),
    .init("IN-020", "waiting", "wanted", "SPEC"),
    .init("IN-020", "overflow", "phase", "early years"),
    .init("IN-020", "overflow", "went", "over number"),
    .init("IN-020", "overflow", "need", "all"),
    .init("IN-020", "overflow", "wanted", "held"),
    .init("IN-020", "income", "line", "high_need_block"),
    .init("IN-020", "unit_costs", "provision", "MAIN "),
  ]

  static let numbers: [SpoiltCell] = [
    .init("IN-021", "plans_by_ncy_need", "plans", "twelve"),
    .init("IN-021", "plans_by_ncy_need", "plans", "+3"),
    .init("IN-021", "plans_by_ncy_need", "plans", " 3"),
    .init("IN-021", "plans_by_ncy_need", "ncy", "Year 7"),
    .init("IN-021", "unit_costs", "gbp_per_year", "£500"),
    .init("IN-021", "inflation", "percent", "3%"),
    .init("IN-021", "overflow", "share", "1e-1"),
    .init("IN-022", "plans_by_ncy_provision", "plans", "-1"),
    .init("IN-022", "settings", "base_roll", "-3"),
    .init("IN-022", "population", "population", "-500"),
    .init("IN-022", "unit_costs", "gbp_per_year", "-0.01"),
    .init("IN-023", "plans_by_ncy_need", "plans", "x"),
    .init("IN-023", "new_plans_by_ncy_need", "plans", "z"),
    .init("IN-023", "ceased_by_provision", "plans", "c"),
    .init("IN-023", "population", "population", ""),
    .init("IN-023", "income", "gbp", "x"),
    .init("IN-024", "plans_by_provision_need", "plans", "2.5"),
    .init("IN-024", "settings", "base_roll", "10.0"),
    .init("IN-024", "waiting", "children", "0.5"),
    .init("IN-025", "plans_by_ncy_need", "ncy", "22"),
    .init("IN-025", "plans_by_ncy_provision", "ncy", "-3"),
    .init("IN-025", "population", "age", "26"),
    .init("IN-025", "new_plans_by_age_provision", "age_to", "26"),
    .init("IN-025", "flows_by_year", "calendar_year", "24"),
    .init("IN-025", "plans_by_ncy_need", "plans", "123456789012"),
  ]

  static let rules: [SpoiltCell] = [
    .init("IN-026", "new_plans_by_ncy_need", "ncy_from", "21"),
    .init("IN-026", "settings", "ncy_from", "20"),
    .init("IN-027", "unit_costs", "price_year", "2025/26"),
    .init("IN-027", "income", "financial_year", "2025-27"),
    .init("IN-027", "commissioned_places", "academic_year", "2024-25"),
    .init("IN-028", "plans_by_provision", "source", ""),
    .init("IN-028", "settings", "source", "  "),
    .init("IN-029", "settings", "name", ""),
    .init("IN-029", "population", "variant", ""),
    .init("IN-032", "ceased_by_ncy_reason", "reason", "transfr"),
    .init("IN-051", "commissioned_places", "setting", "primry"),
    .init("IN-052", "settings", "stretch", "0.95"),
    .init("IN-053", "commissioned_places", "post16_places", "500"),
    .init("IN-054", "overflow", "share", "1.1"),
    .init("IN-054", "overflow", "share", "-0.1"),
    .init("IN-057", "waiting", "attending", "SPEC-STATE"),
    .init("IN-059", "overflow", "wanted", "IND-SPEC", row: 3, named: "went"),
    .init("IN-061", "inflation", "line", "topup_specal"),
  ]

  @Test(
    "A spoilt cell is named by its code, file, row and column", arguments: codes + numbers + rules)
  func spoiltCell(_ cell: SpoiltCell) {
    var folder = SmallFolder.short()
    folder.set(cell.file, row: cell.row, cell.column, to: cell.value)
    let path = SmallFolder.path(cell.file)
    #expect(
      folder.faults().map(Mark.init) == [Mark(cell.code, path, cell.row, cell.named ?? cell.column)]
    )
  }

  @Test(
    "A misspelt code is answered with the one that was meant",
    arguments: [
      ("need", "ADS", "Did you mean ASD?"), ("need", "asd", "Did you mean ASD?"),
      ("need", "SMEH", "Did you mean SEMH?"), ("need", "QQQQ", ""),
    ])
  func suggestions(_ column: String, _ seen: String, _ hint: String) throws {
    var folder = SmallFolder()
    folder.set("plans_by_ncy_need", row: 2, column, to: seen)
    let finding = try #require(folder.faults().first)
    #expect(hint.isEmpty ? !finding.remedy.contains("Did you") : finding.remedy.hasSuffix(hint))
  }

  @Test("DfE's marker for a missing figure is explained")
  func marker() throws {
    var folder = SmallFolder()
    folder.set("plans_by_ncy_need", row: 5, "plans", to: "x")
    let finding = try #require(folder.faults().first)
    #expect(finding.remedy == "'x' is DfE's marker for a missing figure: leave the row out.")
  }

  @Test("An assumption the tool does not have is named with the one that was meant")
  func assumptions() throws {
    var folder = SmallFolder()
    folder.append("assumptions", "growth_dampng,0.8,illustrative,invented")
    let faults = folder.faults(knownAssumptions: ["growth_damping": 0...1])
    #expect(faults.map(Mark.init) == [Mark("IN-062", SmallFolder.path("assumptions"), 2, "name")])
    #expect(faults.first?.remedy.hasSuffix("Did you mean growth_damping?") == true)
    #expect(folder.faults() == [])
  }

  @Test("An assumption outside its bounds is named with them", arguments: ["-1", "1.5"])
  func assumptionBounds(value: String) throws {
    var folder = SmallFolder()
    folder.append("assumptions", "growth_damping,\(value),illustrative,invented")
    let faults = folder.faults(knownAssumptions: ["growth_damping": 0...1])
    #expect(faults.map(Mark.init) == [Mark("IN-025", SmallFolder.path("assumptions"), 2, "value")])
    #expect(faults.first?.expected == "0.0 to 1.0")
  }

  @Test("Income that leaves out a year or is negative is refused")
  func income() throws {
    var folder = SmallFolder()
    folder.append("income", "other_income,2026-27,-5,illustrative,invented")
    let rows = folder.lines("income").count
    #expect(
      folder.faults().map(Mark.init) == [
        Mark("IN-022", SmallFolder.path("income"), rows, "gbp")
      ])
    folder = SmallFolder()
    folder.append("income", "other_income,2027-28,5,illustrative,invented")
    let fault = try #require(folder.faults().first)
    #expect(
      Mark(fault) == Mark("IN-042", SmallFolder.path("income"), nil, "financial_year"))
    #expect(fault.seen.contains("other_income without 2026-27"))
  }

  @Test("A second row of the same key names the first")
  func duplicates() throws {
    for (file, column) in [("plans_by_ncy_need", nil), ("settings", "setting")] {
      var folder = SmallFolder()
      let lines = folder.lines(file)
      folder.append(file, lines[2])
      let faults = folder.faults()
      #expect(
        faults.map(Mark.init) == [
          Mark("IN-030", SmallFolder.path(file), lines.count + 1, column)
        ])
      #expect(faults.first?.seen.contains("row 3") == true)
    }
  }

  @Test("Spans that share a year of the same category are named")
  func overlaps() throws {
    var folder = SmallFolder()
    let row = folder.lines("new_plans_by_ncy_need").count + 1
    folder.append("new_plans_by_ncy_need", "authority,2024,0,3,ASD,5,invented")
    #expect(
      folder.faults().map(Mark.init) == [
        Mark("IN-031", SmallFolder.path("new_plans_by_ncy_need"), row, "ncy_from")
      ])
  }
}
