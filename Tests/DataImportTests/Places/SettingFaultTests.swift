import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Faults of settings and their rolls")
struct SettingFaultTests {
  static let cells: [SpoiltCell] = [
    .init("IN-120", "settings", "easting", "50000"),
    .init("IN-120", "settings", "northing", "700000"),
    .init("IN-120", "settings", "easting", "-4"),
    .init("IN-121", "settings", "northing", ""),
    .init("IN-121", "settings", "easting", " ", row: 4),
    .init("IN-122", "settings", "area", "nroth"),
    .init("IN-122", "settings", "area", "All", row: 3),
    .init("IN-123", "settings", "located", "elsewhere", named: "area"),
    .init("IN-024", "settings", "easting", "450500.5"),
    .init("IN-021", "settings", "northing", "SK 505"),
    .init("IN-025", "settings", "sites", "0"),
    .init("IN-022", "settings", "physical_capacity", "-1"),
    .init("IN-022", "settings", "imports", "-1"),
    .init("IN-023", "settings", "physical_capacity", "x"),
    .init("IN-130", "settings", "needs", "ASD:0", row: 4),
    .init("IN-130", "settings", "needs", "ASD:-1;SLCN", row: 4),
    .init("IN-130", "settings", "needs", "ASD:much", row: 4),
    .init("IN-130", "settings", "needs", "ASD:1:2", row: 4),
    .init("IN-130", "settings", "needs", "ASD:", row: 4),
    .init("IN-020", "settings", "needs", "ASD:0.5;ADS:0.5", row: 4),
    .init("IN-020", "settings", "needs", "All:1", row: 4),
    .init("IN-075", "settings", "needs", "ASD;ASD:2", row: 4),
    .init("IN-020", "settings", "status", "guess"),
    .init("IN-131", "settings", "stretch_source", "", row: 3),
    .init("IN-134", "settings", "ncy_to", "18", row: 4),
    .init("IN-020", "base_roll_by_ncy", "status", "guess"),
    .init("IN-022", "base_roll_by_ncy", "children", "-1"),
    .init("IN-023", "base_roll_by_ncy", "children", ""),
    .init("IN-025", "base_roll_by_ncy", "ncy", "22"),
    .init("IN-028", "base_roll_by_ncy", "source", ""),
    .init("IN-051", "base_roll_by_ncy", "setting", "primry", row: 5),
    .init("IN-030", "base_roll_by_ncy", "ncy", "2", row: 8),
    .init("IN-136", "base_roll_by_ncy", "ncy", "8", row: 9),
    .init("IN-020", "independent_naming", "need", "ADS"),
    .init("IN-020", "independent_naming", "phase", "All"),
    .init("IN-054", "independent_naming", "share", "25"),
    .init("IN-147", "independent_naming", "phase", "early_years", row: 5, named: "need"),
  ]

  @Test("A spoilt cell is named by its code, file, row and column", arguments: cells)
  func spoiltCell(_ cell: SpoiltCell) {
    var folder = SmallFolder.short()
    folder.set(cell.file, row: cell.row, cell.column, to: cell.value)
    let column = cell.code == "IN-030" ? nil : cell.named ?? cell.column
    #expect(folder.marks() == [Mark(cell.code, SmallFolder.path(cell.file), cell.row, column)])
  }

  @Test("An area that is not known is answered with the one that was meant")
  func unknownArea() throws {
    var folder = SmallFolder()
    folder.set("settings", row: 2, "area", to: "nroth")
    let fault = try #require(folder.faults().first)
    #expect(fault.expected == "one that areas.csv has")
    #expect(fault.remedy.hasSuffix("Did you mean north?"))
    for name in ["areas", "population_by_area"] { folder.files[SmallFolder.path(name)] = nil }
    let faults = folder.faults()
    #expect(faults.map(\.code) == ["IN-122", "IN-122", "IN-122"])
    #expect(faults.first?.expected == "one that areas.csv has, which is not there")
  }

  @Test("A marker in a cell that may be empty is to be emptied, not its row deleted")
  func marker() {
    var folder = SmallFolder()
    folder.set("settings", row: 2, "physical_capacity", to: "x")
    #expect(folder.faults().first?.remedy.hasSuffix("leave the cell empty.") == true)
  }

  @Test("A column that may be there is among those suggested")
  func columnSuggestion() throws {
    var folder = SmallFolder()
    folder.replace(SmallFolder.path("settings"), "physical_capacity", "physical_capcity")
    let fault = try #require(folder.faults().first)
    #expect(Mark(fault) == Mark("IN-014", SmallFolder.path("settings"), 1, "physical_capcity"))
    #expect(fault.remedy.hasSuffix("Did you mean physical_capacity?"))
    #expect(fault.expected.contains(", and if known area, easting"))
  }

  @Test("A roll by year that does not add to the roll is named with both numbers")
  func rollByYear() throws {
    var folder = SmallFolder()
    folder.set("base_roll_by_ncy", row: 4, "children", to: "9")
    let fault = try #require(folder.faults().first)
    #expect(folder.faults().count == 1)
    #expect(Mark(fault) == Mark("IN-135", SmallFolder.path("base_roll_by_ncy"), 2, "children"))
    #expect(fault.seen == "primary: 26 children in 8 years")
    #expect(fault.expected.hasPrefix("20, its base_roll"))
  }

  @Test("Children at a year that their setting does not admit to stay, with a warning")
  func rollOutside() throws {
    var folder = SmallFolder()
    folder.set("base_roll_by_ncy", row: 9, "ncy", to: "8")
    let (evidence, _) = folder.read()
    #expect(try #require(evidence).settings[0].baseRollByNCY?[8] == 3)
  }

  @Test("Places above the capacity of the buildings are a warning, rolls are not compared with it")
  func capacity() throws {
    var folder = SmallFolder()
    folder.set("settings", row: 2, "physical_capacity", to: "5")
    let fault = try #require(folder.faults().first)
    #expect(folder.faults().count == 1 && fault.severity == .warning)
    #expect(Mark(fault) == Mark("IN-132", SmallFolder.path("commissioned_places"), 2, "places"))
    #expect(fault.expected == "at most 5, the physical_capacity of primary")
    folder.drop("commissioned_places") { $0.hasPrefix("primary,") }
    #expect(folder.marks() == [])
  }

  @Test("A setting without roll, places and scheme is a warning; a scheme that opens it is enough")
  func emptySetting() {
    var folder = SmallFolder()
    folder.append(
      "settings", "new,New School,special,SPEC-STATE,All,7,11,here,0,1,,,,,,,,assumption,x")
    let warning = Mark("IN-133", SmallFolder.path("settings"), 5, "setting")
    #expect(folder.marks() == [warning])
    var placed = folder
    placed.append("commissioned_places", "new,2026/27,0,0,illustrative,x")
    #expect(placed.marks() == [warning])
    placed.append("commissioned_places", "new,2027/28,10,0,illustrative,x")
    #expect(placed.marks() == [])
    folder.append("schemes", "s,S,new,2027/28,yes,1,1,,,assumption,x")
    folder.append("scheme_places", "s,0,7,11,30,assumption,x")
    #expect(folder.marks() == [])
  }

  @Test("Files about settings are left out without settings.csv, which a warning says")
  func withoutSettings() throws {
    var folder = SmallFolder()
    folder.files[SmallFolder.path("settings")] = nil
    #expect(
      folder.marks() == [
        Mark("IN-137", SmallFolder.path("base_roll_by_ncy"), nil, "setting"),
        Mark("IN-137", SmallFolder.path("schemes"), nil, "setting"),
      ])
    #expect(try #require(folder.read().evidence).schemes.isEmpty)
  }

  @Test("A phase of independent naming without need All is named once, at its first row")
  func naming() throws {
    var folder = SmallFolder()
    folder.append("independent_naming", "ASD,early_years,0.1,assumption,x")
    folder.append("independent_naming", "SLCN,early_years,0.1,assumption,x")
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-147", SmallFolder.path("independent_naming"), 6, "need")])
    #expect(fault.seen == "phase early_years without a row for need All")
  }
}
