import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// A small invented return with canaries in every personal cell, spoilt: nothing that is said has a word of them.
@Suite("Mutated person-level returns")
struct PersonLevelMutationTests {
  /// The tables of this census, those of the one before as "previous/…", and the files beside them.
  private static let files = Result<[String: [UInt8]], any Error> {
    var pair = InventedPair(HandMadeCaseload.few)
    for index in 0..<(pair.now["person"]?.rows.count ?? 0) {
      for (column, cell) in (index % 2 == 0 ? CanaryTests.sound : CanaryTests.broken) {
        pair.now["person"]?.rows[index][column] = cell
      }
    }
    for index in 0..<(pair.before["person"]?.rows.count ?? 0) {
      for (column, cell) in CanaryTests.sound { pair.before["person"]?.rows[index][column] = cell }
    }
    let tables =
      pair.now.map { ($0.key, $0.value.text) }
      + pair.before.map { ("previous/\($0.key)", $0.value.text) }
      + [("flat", list(pair.invented.list))]
    return Dictionary(uniqueKeysWithValues: tables).mapValues { Array($0.utf8) }
  }

  /// The list with canaries in the cells that name people.
  private static func list(_ text: String) -> String {
    var list = InventedPair.Table(text)
    for index in list.rows.indices {
      for (column, cell) in CanaryTests.sound where list.columns.contains(column) {
        list.rows[index][column] = cell
      }
    }
    return list.text
  }

  private static let codes = SmallAuthority.codes

  private static func census(
    _ tables: [String: [UInt8]], year: Int
  ) -> (census: PlanCensus?, findings: [Finding]) {
    PersonLevelImport.read(
      SEN2Contents(tables: tables), census: .census(year), codes: codes,
      register: SettingRegister(codes: codes), key: LinkKey(low: 1, high: 2))
  }

  @Test(.timeLimit(.minutes(60)))
  func `any bytes give a census or a refusal, and no word of a person`() throws {
    let all = try Self.files.get()
    let tables = all.filter { $0.key != "flat" }
    var trial = ReaderTrial("return", tables, isKnown: FolderMutationTests.isKnown)
    trial.otherPlaces = SEN2Layout.Table.allCases.map(\.rawValue)
    let before = Self.census(Self.previous(tables), year: 2024).census
    let sound = try #require(Self.census(tables, year: 2025).census)
    let failures = trial.failures(1_400) { files, spoilt in
      let isBefore = spoilt.hasPrefix("previous/")
      let (census, findings) =
        isBefore
        ? Self.census(Self.previous(files), year: 2024) : Self.census(files, year: 2025)
      var faults = Self.betrayals(findings.map(\.message))
      if let census {
        faults += Self.faults(census)
        faults += Self.betrayals(
          isBefore ? Self.said(of: sound, after: census) : Self.said(of: census, after: before))
      }
      return Reading(findings, isAccepted: census != nil, faults: faults)
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `nor a list with a row a plan`() throws {
    let list = try Self.files.get().filter { $0.key == "flat" }
    let trial = ReaderTrial("list", list, isKnown: FolderMutationTests.isKnown)
    let failures = trial.failures(400) { files, _ in
      let (census, findings) = Self.census(files, year: 2025)
      let said = findings.map(\.message) + (census.map { Self.said(of: $0, after: nil) } ?? [])
      return Reading(
        findings, isAccepted: census != nil,
        faults: Self.betrayals(said) + (census.map(Self.faults) ?? []))
    }
    #expect(failures == [])
  }

  private static func previous(_ files: [String: [UInt8]]) -> [String: [UInt8]] {
    files.reduce(into: [:]) { tables, file in
      guard file.key.hasPrefix("previous/") else { return }
      tables[String(file.key.dropFirst("previous/".count))] = file.value
    }
  }

  /// Everything that an import prints or writes.
  private static func said(of census: PlanCensus, after before: PlanCensus?) -> [String] {
    let flows = before.map { CensusFlows(from: $0, to: census) }
    let report = QualityReport([census, before].compactMap(\.self), flows: flows)
    return PersonLevelFolder(census, flows: flows, report: report).files.map(\.text)
      + report.findings.map(\.message) + [report.scorecardText]
  }

  private static func betrayals(_ said: [String]) -> [String] {
    said.flatMap(CanaryTests.betrayed).map { "'\($0)' came out" }
  }

  /// Nobody is lost: the cube has every plan that is counted, and no more plans than people.
  private static func faults(_ census: PlanCensus) -> [String] {
    let cube = census.cube.values.reduce(0, +)
    let people = Set(census.plans.map(\.person)).count
    return
      (cube == census.countedPlans && census.countedPlans <= census.planCount
      ? [] : ["\(cube) plans in the cube"])
      + (people == census.plans.count ? [] : ["a person with two plans"])
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil postcodes and the register of schools`()
    throws
  {
    let pair = try InventedPair.small()
    let files = ["postcodes.csv": pair.postcodes, "schools.csv": pair.schools].mapValues { text in
      Array(text.split(separator: "\n").prefix(12).joined(separator: "\n").utf8)
    }
    let folder = try TemporaryFolder()
    let trial = ReaderTrial("postcodes", files, isKnown: FolderMutationTests.isKnown)
    let failures = try trial.failures(700) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      var findings: [Finding]
      if name == "schools.csv" {
        findings =
          SchoolRegister.read(file: "\(folder.path)/\(name)", for: .provisions).findings
      } else {
        var areas = PostcodeAreas(areas: ["south", "north"])
        findings = areas.add("\(folder.path)/\(name)")
      }
      findings = findings.map { $0.moved(to: .init(name, row: $0.place.row)) }
      return Reading(findings, isAccepted: !findings.contains { $0.severity == .error })
    }
    #expect(failures == [])
  }

  /// Each was a plan of nobody once, at thirty times the bytes of its commas.
  @Test func `blank rows of a list are nobody's plans`() throws {
    let list = try #require(try Self.files.get()["flat"])
    let sound = try #require(Self.census(["flat": list], year: 2025).census)
    let columns = list.prefix { $0 != 0x0A }.count { $0 == 0x2C }
    let blank = Array(repeating: UInt8(ascii: ","), count: columns) + [0x0A]
    let spoilt = list + blank + blank
    let census = try #require(Self.census(["flat": spoilt], year: 2025).census)
    #expect(census.cube == sound.cube && census.peopleCount == sound.peopleCount)
    #expect(census.planCount == sound.planCount)
    #expect(census.tally.counts[.keyMissing] == (sound.tally.counts[.keyMissing] ?? 0) + 2)
  }
}
