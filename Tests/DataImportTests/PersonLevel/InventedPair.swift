import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Two censuses of the small authority, made by hand, and ways to spoil them.
struct InventedPair {
  typealias Row = [String: String]

  /// A table of a return, cell by cell.
  struct Table {
    var columns: [String]
    var rows: [Row]

    init(_ text: String) {
      let lines = text.split(separator: "\n").map(String.init)
      func cells(_ line: String) -> [String] {
        line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let names = cells(lines[0])
      columns = names
      rows = lines.dropFirst().map {
        Dictionary(uniqueKeysWithValues: zip(names, cells($0)))
      }
    }

    var text: String {
      let lines = rows.map { row in columns.map { row[$0] ?? "" }.joined(separator: ",") }
      return ([columns.joined(separator: ",")] + lines).joined(separator: "\n") + "\n"
    }
  }

  let invented: InventedReturn
  var now: [String: Table]
  var before: [String: Table]
  var schools: String
  var postcodes: String
  let key = LinkKey(low: 1, high: 2)

  init(
    _ caseload: InventedCaseload = HandMadeCaseload.small,
    version: SEN2Layout.Version = .version13
  ) {
    invented = InventedReturn(
      caseload, codes: SmallAuthority.codes, areas: ["north", "south"],
      version: version)
    now = invented.tables.mapValues(Table.init)
    before = invented.previousTables.mapValues(Table.init)
    schools = invented.schools
    postcodes = invented.postcodes
  }

  static func small() throws -> InventedPair { cached }

  private static let cached = InventedPair()

  // MARK: Reading

  func register() throws -> SettingRegister {
    let folder = try TemporaryFolder()
    try folder.write(schools, to: "schools.csv")
    var register = SettingRegister(codes: SmallAuthority.codes)
    let (read, _) = SchoolRegister.read(file: "\(folder.path)/schools.csv", for: .provisions)
    register.add(try #require(read), codes: SmallAuthority.codes)
    return register
  }

  func areas() throws -> PostcodeAreas {
    let folder = try TemporaryFolder()
    try folder.write(postcodes, to: "postcodes.csv")
    var areas = PostcodeAreas()
    _ = areas.add("\(folder.path)/postcodes.csv")
    return areas
  }

  func read(
    _ tables: [String: String], on day: CalendarDate
  ) throws -> (census: PlanCensus?, findings: [Finding]) {
    PersonLevelImport.read(
      tables: tables, census: day, codes: SmallAuthority.codes, register: try register(), key: key,
      areas: try areas())
  }

  func readNow() throws -> PlanCensus? {
    try read(now.mapValues(\.text), on: invented.census).census
  }

  func readBefore() throws -> PlanCensus? {
    try read(before.mapValues(\.text), on: invented.previousCensus).census
  }

  // MARK: Spoiling

  /// Sets a cell of the first row that a condition picks.
  mutating func set(
    _ table: String, _ column: String, _ value: String, where picks: (Row) -> Bool = { _ in true }
  ) {
    guard let index = now[table]?.rows.firstIndex(where: picks) else { return }
    now[table]?.rows[index][column] = value
  }

  /// Adds a copy of the first row that a condition picks, changed.
  mutating func copy(
    _ table: String, _ changes: Row, where picks: (Row) -> Bool = { _ in true }
  ) {
    guard let row = now[table]?.rows.first(where: picks) else { return }
    now[table]?.rows.append(row.merging(changes) { $1 })
  }

  /// Deletes rows.
  mutating func delete(_ table: String, where picks: (Row) -> Bool) {
    now[table]?.rows.removeAll(where: picks)
  }

  /// Deletes everything of a person.
  static func delete(_ person: Int, from tables: inout [String: Table]) {
    let ids = ["P", "R", "E", "M", "L", "A", "D", "N"].map { "\($0)\(person)" }
    for name in tables.keys {
      tables[name]?.rows.removeAll { row in
        row.contains { $0.key.hasSuffix("tableid") && ids.contains($0.value) }
      }
    }
  }

  /// The person of somebody who has a plan in both censuses.
  func stayer() -> Int {
    let earlier = Set((before["active-plans"]?.rows ?? []).compactMap { $0["requeststableid"] })
    let row = now["active-plans"]?.rows.first {
      earlier.contains($0["requeststableid"] ?? "") && $0["transferla"] == ""
    }
    return Self.number(row?["requeststableid"])
  }

  /// The person of somebody whose plan has ceased.
  func leaver() -> Int {
    let row = now["named-plan"]?.rows.first { $0["ceasedate"] != "" }
    return Self.number(row?["namedplantableid"])
  }

  static func number(_ id: String?) -> Int { Int((id ?? "").dropFirst()) ?? 0 }
}
