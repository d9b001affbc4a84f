import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Faults of schemes")
struct SchemeFaultTests {
  static let cells: [SpoiltCell] = [
    .init("IN-029", "schemes", "name", ""),
    .init("IN-051", "schemes", "setting", "all-trough"),
    .init("IN-138", "schemes", "opens", "2024/25"),
    .init("IN-138", "schemes", "opens", "2020/21"),
    .init("IN-027", "schemes", "opens", "2027-28"),
    .init("IN-020", "schemes", "committed", "maybe"),
    .init("IN-020", "schemes", "status", "guess"),
    .init("IN-054", "schemes", "delivery_probability", "1.2"),
    .init("IN-021", "schemes", "delivery_probability", "90%"),
    .init("IN-144", "schemes", "slip", "0.6;0.3"),
    .init("IN-144", "schemes", "slip", "0"),
    .init("IN-130", "schemes", "slip", "0.6;;0.4"),
    .init("IN-130", "schemes", "slip", "1.5;-0.5"),
    .init("IN-023", "schemes", "slip", ""),
    .init("IN-021", "schemes", "capital_gbp", "£9m"),
    .init("IN-022", "schemes", "capital_gbp", "-1"),
    .init("IN-023", "schemes", "capital_gbp", "x"),
    .init("IN-020", "schemes", "funding", "grants:5"),
    .init("IN-130", "schemes", "funding", "borrowing"),
    .init("IN-130", "schemes", "funding", "borrowing:-5"),
    .init("IN-130", "schemes", "funding", "borrowing:1:2"),
    .init("IN-075", "schemes", "funding", "borrowing:5;borrowing:6"),
    .init("IN-145", "schemes", "funding", "borrowing:9000000.01"),
    .init("IN-145", "schemes", "capital_gbp", "", named: "funding"),
    .init("IN-140", "scheme_places", "scheme", "new-sit", row: 4),
    .init("IN-025", "scheme_places", "year", "-1"),
    .init("IN-026", "scheme_places", "ncy_to", "-2", named: "ncy_from"),
    .init("IN-024", "scheme_places", "places", "1.5"),
    .init("IN-023", "scheme_places", "places", ""),
    .init("IN-142", "scheme_places", "ncy_from", "0", row: 4),
    .init("IN-142", "scheme_places", "ncy_to", "6", row: 6, named: "ncy_from"),
    .init("IN-146", "scheme_places", "places", "-84"),
  ]

  @Test("A spoilt cell is named by its code, file, row and column", arguments: cells)
  func spoiltCell(_ cell: SpoiltCell) {
    var folder = SmallFolder.short()
    folder.set(cell.file, row: cell.row, cell.column, to: cell.value)
    #expect(
      folder.marks() == [
        Mark(cell.code, SmallFolder.path(cell.file), cell.row, cell.named ?? cell.column)
      ])
  }

  @Test(
    "A misspelt word is answered with the one that was meant",
    arguments: [
      ("setting", "all-trough", "Did you mean all-through?"),
      ("committed", "ye", "Did you mean yes?"),
      ("funding", "high_need_provision_capital:1", "Did you mean high_needs_provision_capital?"),
    ])
  func suggestions(_ column: String, _ seen: String, _ hint: String) {
    var folder = SmallFolder()
    folder.set("schemes", row: 2, column, to: seen)
    #expect(folder.faults().first?.remedy.hasSuffix(hint) == true)
  }

  @Test("A scheme before the base year is told which year would do")
  func beforeBase() throws {
    var folder = SmallFolder()
    folder.set("schemes", row: 2, "opens", to: "2024/25")
    let fault = try #require(folder.faults().first)
    #expect(fault.expected == "a year after 2024/25, the year of the base census")
    folder.set("schemes", row: 2, "opens", to: "2025/26")
    #expect(folder.marks() == [])
  }

  @Test("A scheme at a setting that is elsewhere is named")
  func elsewhere() {
    var folder = SmallFolder()
    folder.set("settings", row: 3, "located", to: "elsewhere")
    folder.set("settings", row: 3, "area", to: "")
    #expect(folder.marks() == [Mark("IN-139", SmallFolder.path("schemes"), 2, "setting")])
  }

  @Test("A scheme without places, and places without a scheme, are named once")
  func unmatched() throws {
    var folder = SmallFolder()
    folder.drop("scheme_places") { $0.hasPrefix("new-site") }
    #expect(folder.marks() == [Mark("IN-141", SmallFolder.path("schemes"), 2, "scheme")])
    folder = SmallFolder()
    folder.replace(SmallFolder.path("scheme_places"), "\nnew-site,", "\nnew-sit,")
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-140", SmallFolder.path("scheme_places"), 2, "scheme")])
    #expect(fault.seen == "'new-sit', in 5 rows")
    #expect(fault.remedy.hasSuffix("Did you mean new-site?"))
  }

  @Test(
    "Schemes and their places need one another's file", arguments: ["schemes", "scheme_places"])
  func missingFiles(_ name: String) {
    var folder = SmallFolder()
    folder.files[SmallFolder.path(name)] = nil
    #expect(folder.marks() == [Mark("IN-002", SmallFolder.path(name), nil, nil)])
  }

  @Test("Years that the setting does not admit to are named at the end that is outside")
  func outside() {
    for (old, new, column) in [
      (",-1,14,", ",-1,15,", "ncy_to"), (",-1,14,", ",-2,14,", "ncy_from"),
    ] {
      var folder = SmallFolder()
      folder.replace(SmallFolder.path("scheme_places"), old, new)
      #expect(folder.marks() == [Mark("IN-143", SmallFolder.path("scheme_places"), 2, column)])
    }
  }

  @Test("The second row of a scheme, year and year group is refused")
  func duplicates() {
    var folder = SmallFolder()
    folder.append("scheme_places", folder.lines("scheme_places")[3])
    #expect(folder.marks() == [Mark("IN-030", SmallFolder.path("scheme_places"), 7, nil)])
  }

  @Test("Places may close down to none: commissioned ones, or the roll where none are given")
  func closing() throws {
    var folder = SmallFolder()
    folder.set("scheme_places", row: 2, "places", to: "-83")
    #expect(folder.marks() == [])
    folder.set("schemes", row: 2, "opens", to: "2026/27")
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-146", SmallFolder.path("scheme_places"), 2, "places")])
    #expect(fault.seen == "new-site closes 83 places of all-through")
    #expect(fault.expected == "at most 79, its places of 2024/25 in commissioned_places.csv")
    folder.drop("commissioned_places") { $0.hasPrefix("all-through,") }
    #expect(folder.faults().first?.expected.hasPrefix("at most 78, its base_roll") == true)
  }

  @Test("Places that close in several year groups count together; those that open do not offset")
  func closingTogether() {
    var folder = SmallFolder()
    folder.drop("scheme_places") { $0.hasPrefix("new-site") }
    folder.append("scheme_places", "new-site,0,0,6,-50,assumption,x")
    folder.append("scheme_places", "new-site,0,12,14,50,assumption,x")
    #expect(folder.marks() == [])
    folder.append("scheme_places", "new-site,2,7,11,-34,assumption,x")
    #expect(folder.marks() == [Mark("IN-146", SmallFolder.path("scheme_places"), 4, "places")])
    folder.append("scheme_places", "new-site,2,0,6,-40,assumption,x")
    #expect(folder.marks() == [])
  }
}
