import DataImport
import Foundation
import TestSupport
import Testing
import Vocabulary

/// What is missing is named by table and column.
struct LayoutTests {
  @Test(arguments: [
    "sen2", "person", "requests", "assessment", "named-plan", "plan-detail", "active-plans",
    "placement-detail", "sen-need",
  ])
  func `a missing table is named`(table: String) throws {
    let pair = try InventedPair.small()
    var tables = pair.invented.tables
    tables[table] = nil
    let (census, findings) = try pair.read(tables, on: pair.invented.census)
    #expect(census == nil && findings.map(\.place.file) == [table])
    #expect(findings.map(\.code) == ["IN-002"])
  }

  @Test(arguments: [
    ("person", "personbirthdate"), ("person", "upn"), ("requests", "persontableid"),
    ("assessment", "assessmentoutcomedate"), ("named-plan", "ceasedate"),
    ("plan-detail", "sensetting"), ("active-plans", "activeplanstableid"),
    ("placement-detail", "leavingdate"), ("sen-need", "sentyperank"), ("sen2", "referencedate"),
  ])
  func `a missing column is named`(table: String, column: String) throws {
    var pair = try InventedPair.small()
    pair.now[table]?.columns.removeAll { $0 == column }
    let (census, findings) = try pair.read(
      pair.now.mapValues(\.text), on: pair.invented.census)
    #expect(census == nil)
    #expect(findings.map(\.place) == [Finding.Place(table, row: 1, column: column)])
    #expect(findings.map(\.code) == ["IN-013"])
  }

  @Test func `what is wrong with any table of a return is said in one go`() throws {
    let pair = try InventedPair.small()
    let folder = try TemporaryFolder()
    var tables = pair.invented.tables
    (tables["sen-need"], tables["person"]) = (nil, "a;b\n1;2\n")
    tables["plan-detail"] = "wrong,header\n1,2\n"
    for (name, text) in tables { try folder.write(text, to: "\(name).csv") }
    try folder.write(tables["requests"] ?? "", to: "second-requests.csv")
    let (census, findings) = PersonLevelImport.read(
      path: folder.path, census: pair.invented.census, codes: CodeLists(),
      register: SettingRegister(codes: CodeLists()), key: .random())
    #expect(census == nil)
    let wanted: Set<String> = ["person", "plan-detail", "requests", "sen-need"]
    #expect(Set(findings.filter { $0.severity == .error }.map(\.place.file)) == wanted)
  }

  @Test func `names of people need not be there at all`() throws {
    var pair = try InventedPair.small()
    for column in ["surname", "forename", "postcode", "uniquelearnernumber", "ethnicity", "sex"] {
      pair.now["person"]?.columns.removeAll { $0 == column }
    }
    let now = try #require(try pair.readNow())
    #expect(now.cube == pair.invented.cube)
    #expect(
      CensusFlows(from: try #require(try pair.readBefore()), to: now).counts == pair.invented.flows)
  }

  @Test func `files are found by the end of their names, and only one of each`() throws {
    let pair = try InventedPair.small()
    let folder = try TemporaryFolder()
    for (name, text) in pair.invented.tables {
      let file = "Blade-Export_16-01-2025_\(name.replacing("-", with: "")).csv"
      try folder.write(text, to: "return/\(file)")
    }
    func read(_ path: String) throws -> (census: PlanCensus?, findings: [Finding]) {
      PersonLevelImport.read(
        path: "\(folder.path)/\(path)", census: pair.invented.census, codes: SmallAuthority.codes,
        register: try pair.register(), key: pair.key)
    }
    #expect(try read("return").census?.cube == pair.invented.cube)
    try folder.write(pair.invented.list, to: "plans.csv")
    #expect(try read("plans.csv").census?.cube == pair.invented.cube)
    try folder.write("", to: "return/second_person.csv")
    #expect(try read("return").findings.map(\.place.file) == ["person"])
    #expect(try read("nowhere").findings.map(\.code) == ["IN-001"])
  }

  @Test func `a register in Windows-1252 is read, and settings of the folder come first`() throws {
    let folder = try TemporaryFolder()
    let rows = "URN,EstablishmentName,TypeOfEstablishment (name),StatutoryLowAge,StatutoryHighAge\n"
    let bytes = Array(rows.utf8) + [0x39, 0x2C, 0xE9] + Array(",Free schools special,11,16\n".utf8)
    try folder.write(bytes, to: "gias.csv")
    var register = SettingRegister(codes: SmallAuthority.codes)
    let path = "\(folder.path)/gias.csv"
    let (read, findings) = SchoolRegister.read(file: path, for: .provisions)
    #expect(findings.isEmpty)
    register.add(try #require(read), codes: SmallAuthority.codes)
    var pair = try InventedPair.small()
    pair.set("placement-detail", "urn", "9") { $0["sensetting"] == "EYP" }
    pair.set("placement-detail", "sensetting", "") { $0["urn"] == "9" }
    let (census, _) = PersonLevelImport.read(
      tables: pair.now.mapValues(\.text), census: pair.invented.census,
      codes: SmallAuthority.codes, register: register, key: pair.key)
    let special = try #require(SmallAuthority.codes.provision("SPEC-STATE"))
    let cube = try #require(census).cube
    #expect(cube.filter { $0.key.provision == special }.values.reduce(0, +) == 1)
    #expect(census?.tally.counts[.ageOutsideSetting] == 1)
    let none = SchoolRegister.read(file: "\(folder.path)/none", for: .provisions)
    #expect(none.register == nil && none.findings.map(\.code) == ["REL-030"])
  }

  @Test(arguments: [
    "2021-Jun-08 00:00:00", "2021-06-08", "08/06/2021", "2021-06-08T00:00:00", "08/06/2021 00:00",
  ])
  func `days are read in the ways that exports write them`(day: String) throws {
    var pair = try InventedPair.small()
    let clean = try #require(try pair.readNow()).tally.counts
    pair.set("named-plan", "startdate", day)
    pair.set("assessment", "assessmentoutcomedate", day)
    pair.set("requests", "receiveddate", day) { $0["receiveddate"] != "" }
    pair.set("requests", "requestoutcomedate", day) { $0["requestoutcomedate"] != "" }
    #expect(try #require(try pair.readNow()).tally.counts == clean)
  }
}
