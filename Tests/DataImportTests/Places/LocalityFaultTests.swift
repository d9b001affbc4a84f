import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Faults of areas")
struct LocalityFaultTests {
  static let cells: [SpoiltCell] = [
    .init("IN-124", "areas", "area", "North"),
    .init("IN-124", "areas", "area", "All"),
    .init("IN-124", "areas", "area", "north west"),
    .init("IN-124", "areas", "area", "-north"),
    .init("IN-029", "areas", "area", ""),
    .init("IN-029", "areas", "name", ""),
    .init("IN-120", "areas", "easting", "1"),
    .init("IN-121", "areas", "easting", "", row: 3),
    .init("IN-020", "areas", "status", "guess"),
    .init("IN-020", "area_rates", "need", "ADS"),
    .init("IN-020", "area_rates", "phase", "primry"),
    .init("IN-021", "area_rates", "relative_rate", "high", row: 4),
    .init("IN-022", "area_rates", "plans", "-1"),
    .init("IN-022", "area_rates", "relative_rate", "-1", row: 4),
    .init("IN-023", "area_rates", "plans", "c"),
    .init("IN-024", "area_rates", "plans", "1.5"),
    .init("IN-025", "area_rates", "relative_rate", "0", row: 4),
    .init("IN-025", "area_rates", "relative_rate", "10.1", row: 4),
    .init("IN-122", "area_rates", "area", "sotuh", row: 4),
    .init("IN-128", "area_rates", "plans", ""),
    .init("IN-128", "area_rates", "relative_rate", "1"),
    .init("IN-021", "population_by_area", "population", "1 000"),
    .init("IN-023", "population_by_area", "population", "x"),
    .init("IN-025", "population_by_area", "age", "26"),
    .init("IN-028", "population_by_area", "source", ""),
    .init("IN-122", "population_by_area", "area", "nroth"),
    .init("IN-126", "population_by_area", "variant", "princpal"),
  ]

  @Test("A spoilt cell is named by its code, file, row and column", arguments: cells)
  func spoiltCell(_ cell: SpoiltCell) {
    var folder = SmallFolder.withPlaces(.short())
    folder.set(cell.file, row: cell.row, cell.column, to: cell.value)
    #expect(
      folder.marks() == [
        Mark(cell.code, SmallFolder.path(cell.file), cell.row, cell.named ?? cell.column)
      ])
  }

  private let population = SmallFolder.path("population_by_area")

  @Test("An unknown area in many rows is one finding with their number and the one that was meant")
  func unknownArea() throws {
    var folder = SmallFolder()
    folder.replace(population, "\nnorth,", "\nnroth,")
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-122", population, 2, "area")])
    #expect(fault.seen == "'nroth', in 676 rows" && fault.remedy.hasSuffix("Did you mean north?"))
  }

  @Test("An unknown variant is one finding with the one that was meant")
  func unknownVariant() throws {
    var folder = SmallFolder()
    folder.replace(population, ",fewer_births,", ",fewer-births,")
    let fault = try #require(folder.faults().first)
    #expect(folder.faults().count == 1 && fault.code == "IN-126")
    #expect(fault.remedy.hasSuffix("Did you mean fewer_births?"))
  }

  @Test("What an area lacks is listed, one finding for an area and variant")
  func missing() throws {
    var folder = SmallFolder()
    folder.drop("population_by_area") { line in
      (2030...2033).contains { line.hasPrefix("north,principal,\($0),") }
        || line.hasPrefix("north,principal,2026,7,")
    }
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-125", population, nil, "mid_year")])
    #expect(
      fault.seen
        == "area north, variant principal: no mid_year 2030 to 2033; 2026 without age 7")
    folder = SmallFolder()
    folder.drop("population_by_area") { $0.hasPrefix("north,principal,2026,7,") }
    #expect(folder.marks() == [Mark("IN-125", population, nil, "age")])
    folder = SmallFolder()
    folder.drop("population_by_area") { $0.hasPrefix("south,") }
    #expect(folder.faults().map(\.code) == ["IN-125", "IN-125"])
    #expect(
      folder.faults().map(\.seen) == [
        "area south, variant fewer_births: no mid_year 2024 to 2036",
        "area south, variant principal: no mid_year 2024 to 2036",
      ])
  }

  @Test("Years before the base census are not needed, but are whole where they are given")
  func earlierYears() {
    var folder = SmallFolder()
    folder.append("population_by_area", "north,principal,2023,4,300,invented")
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == [Mark("IN-125", population, nil, "age")])
    #expect(faults.first?.seen.hasSuffix("2023 without age 0 to 3, 5 to 25") == true)
  }

  @Test("Areas that do not add to the authority are a warning with the worst; small gaps are none")
  func sums() throws {
    var folder = SmallFolder()
    let line = try #require(
      folder.lines("population_by_area").firstIndex { $0.hasPrefix("north,principal,2027,7,") })
    let heads = try #require(
      Int(folder.lines("population_by_area")[line].split(separator: ",")[4]))
    folder.set("population_by_area", row: line + 1, "population", to: String(heads + 10))
    #expect(folder.marks() == [])
    folder.set("population_by_area", row: line + 1, "population", to: String(heads + 60))
    folder.set("population_by_area", row: line + 3, "population", to: "0")
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-127", population, nil, "population")])
    #expect(fault.severity == .warning)
    #expect(fault.seen.contains("mid-year 2027, age 8: areas add to"))
    #expect(fault.seen.hasSuffix("the worst of 2"))
  }

  @Test("Two areas need population_by_area.csv, and what names areas needs areas.csv")
  func missingFiles() {
    var folder = SmallFolder()
    folder.files[population] = nil
    #expect(folder.marks() == [Mark("IN-002", population, nil, nil)])
    folder = SmallFolder()
    folder.files[SmallFolder.path("areas")] = nil
    #expect(folder.marks() == [Mark("IN-002", SmallFolder.path("areas"), nil, nil)])
  }

  @Test("Plans of some areas only are named with the areas that lack them")
  func areaPlans() throws {
    var folder = SmallFolder.withPlaces()
    folder.append("area_rates", "north,ASD,primary,12,,estimated,x")
    let fault = try #require(folder.faults().first)
    #expect(folder.marks() == [Mark("IN-129", SmallFolder.path("area_rates"), 5, "area")])
    #expect(fault.seen == "plans of need ASD, phase primary without south")
    folder.append("area_rates", "south,ASD,primary,,1.1,estimated,x")
    #expect(folder.faults().map(\.code) == ["IN-129"])
  }

  @Test("A fault of an area hides no other, and is not named by its consequences")
  func consequences() {
    var folder = SmallFolder()
    folder.set("areas", row: 2, "area", to: "North")
    folder.set("settings", row: 4, "base_roll", to: "7")
    #expect(
      folder.marks() == [
        Mark("IN-124", SmallFolder.path("areas"), 2, "area"),
        Mark("IN-050", SmallFolder.path("settings"), nil, "base_roll"),
      ])
  }
}
