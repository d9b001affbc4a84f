import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Settings from an extract of the register of schools. All schools are invented.
@Suite("Schools of a release")
struct SchoolSettingsTests {
  private static let header = [
    "URN", "LA (code)", "EstablishmentName", "TypeOfEstablishment (name)",
    "EstablishmentStatus (name)", "PhaseOfEducation (name)", "StatutoryLowAge", "StatutoryHighAge",
    "SchoolCapacity", "NumberOfPupils", "SEN1 (name)", "SEN2 (name)",
    "TypeOfResourcedProvision (name)", "ResourcedProvisionOnRoll", "ResourcedProvisionCapacity",
    "SenUnitOnRoll", "SenUnitCapacity", "Easting", "Northing",
  ]

  private static func row(
    _ urn: Int, _ name: String, _ type: String, la: String = "990", status: String = "Open",
    ages: (Int, Int) = (3, 19), capacity: String = "120", roll: String = "50",
    base: [String] = ["", "", "", "", ""], point: (String, String) = ("450000", "300000")
  ) -> String {
    [
      "\(urn)", la, "\"\(name)\"", type, status, "Not applicable", "\(ages.0)", "\(ages.1)",
      capacity, roll, "\"ASD - Autistic Spectrum Disorder\"", "SpLD - Specific Learning Difficulty",
    ].joined(separator: ",") + "," + (base + [point.0, point.1]).joined(separator: ",")
  }

  static func text(_ rows: [String]) -> String {
    ([header.joined(separator: ",")] + rows).joined(separator: "\r\n") + "\r\n"
  }

  static let rows = [
    row(1, "Hill, Special", "Community special school", roll: "5"),
    row(2, "Dale Academy", "Academy special converter", ages: (11, 16), capacity: "", roll: "8"),
    row(3, "Closed Special", "Community special school", status: "Closed"),
    row(4, "Far Special", "Community special school", la: "991"),
    row(5, "Fee House", "Other independent special school"),
    row(
      6, "Brook Primary", "Academy converter", ages: (4, 11), roll: "400",
      base: ["Resourced provision and SEN unit", "4", "6", "5", "8"]),
    row(7, "Plain Primary", "Community school", base: ["Not applicable", "", "", "", ""]),
    row(8, "New Free Special", "Free schools special", roll: "", point: ("", "")),
  ]

  private func made(_ text: String) throws -> ReleaseFolder {
    let folder = try TemporaryFolder()
    try folder.write(text, to: "edubasealldata.csv")
    let read = SchoolRegister.read(file: "\(folder.path)/edubasealldata.csv", for: .settings)
    let schools = try #require(read.register, "\(read.findings.map(\.message))")
    return try ReleaseFixture().made(schools: schools)
  }

  @Test func `open special schools and bases become settings, each with what is known`() throws {
    let made = try made(Self.text(Self.rows))
    #expect(!made.isRefused, "\(made.findings.map(\.message))")
    let settings = try made.evidence().settings
    #expect(settings.map(\.id) == ["1", "2", "8", "elsewhere-spec-state", "6", "elsewhere-dsp"])
    let hill = try #require(settings.first)
    #expect(hill.name == "Hill, Special" && hill.kind == .special && hill.baseRoll == 5)
    #expect(hill.ncys == -1...14 && hill.physicalCapacity == 120)
    #expect(hill.point == GridPoint(easting: 450_000, northing: 300_000))
    #expect(hill.designation?.keys.sorted() == ["ASD", "SPLD"])
    #expect(settings[1].ncys == 7...11 && settings[1].physicalCapacity == nil)
    let plans = SmallRelease().plans(SmallRelease.areas[0], 2025, provision: 2)
    #expect(settings[2].point == nil && settings[2].baseRoll == min(120, plans - 13))
    #expect(settings[2].provenance.source.contains("no roll (OGL v3.0); base roll estimated"))
    let base = settings[4]
    #expect(base.kind == .specialistBase && base.provision == "DSP" && base.baseRoll == 9)
    #expect(base.physicalCapacity == 14 && base.ncys == 0...6)
    #expect(settings[3].isElsewhere && settings[5].isElsewhere)
    #expect(settings.allSatisfy { $0.provenance.status == .estimated })
    #expect(made.findings.contains { $0.code == "REL-032" && $0.seen.contains("SPEC-STATE: 13") })
    #expect(
      made.findings.contains {
        $0.code == "REL-032" && $0.seen.contains("1 of them without a roll, shared by capacity")
      })
    #expect(
      made.findings.contains {
        $0.code == "REL-031" && $0.seen == "1 Other independent special school"
      })
  }

  @Test func `rolls above the published plans are scaled down to them`() throws {
    let rows = [
      Self.row(1, "Hill", "Community special school", roll: "900"),
      Self.row(2, "Dale", "Community special school", roll: "300"),
    ]
    let made = try made(Self.text(rows))
    #expect(!made.isRefused)
    let settings = try made.evidence().settings
    let plans = SmallRelease().plans(SmallRelease.areas[0], 2025, provision: 2)
    #expect(settings.map(\.baseRoll).reduce(0, +) == plans)
    #expect(settings.count == 2 && abs(settings[0].baseRoll - plans * 3 / 4) <= 1)
  }

  @Test(arguments: [
    ([3, 3, 3], 7, [3, 2, 2]), ([1, 1], 5, [1, 1]), ([0, 0], 0, [0, 0]), ([5, 1], 0, [0, 0]),
  ])
  func `rolls are fitted by largest remainders`(rolls: [Int], plans: Int, wanted: [Int]) {
    #expect(SchoolRegister.fitted(rolls, to: plans) == wanted)
  }

  @Test func `a school without a roll does not leave its children to another`() throws {
    let rows = [
      Self.row(1, "Hill", "Community special school", capacity: "30", roll: ""),
      Self.row(2, "Dale", "Community special school", capacity: "10", roll: ""),
      Self.row(3, "Nothing", "Community special school", capacity: "", roll: ""),
      Self.row(4, "Known", "Community special school", capacity: "90", roll: "20"),
    ]
    let made = try made(Self.text(rows))
    let settings = try made.evidence().settings.filter { !$0.isElsewhere }
    #expect(settings.map(\.id) == ["1", "2", "4"])
    let rolls = settings.map(\.baseRoll)
    let left = SmallRelease().plans(SmallRelease.areas[0], 2025, provision: 2) - 20
    #expect(rolls[0] + rolls[1] == min(40, left) && rolls[0] >= 2 * rolls[1] && rolls[2] == 20)
    let finding = try #require(made.findings.first { $0.code == "REL-034" })
    #expect(finding.severity == .warning && finding.seen.contains("Nothing (3)"))
  }

  @Test func `where the known rolls take all plans, capacity stands for a roll and all are scaled`()
  {
    let fitted = SchoolRegister.fitted(
      [(roll: 60, capacity: 0), (roll: nil, capacity: 30)], to: 30)
    #expect(fitted == [20, 10])
  }

  @Test func `an extract without its columns is refused, one without schools is noted`() throws {
    let folder = try TemporaryFolder()
    try folder.write("URN,Name\n1,x\n", to: "a.csv")
    let read = SchoolRegister.read(file: "\(folder.path)/a.csv", for: .settings)
    #expect(read.register == nil && read.findings.map(\.code) == ["REL-030"])
    let made = try made(Self.text([Self.rows[3]]))
    #expect(!made.isRefused && made.findings.contains { $0.code == "REL-031" })
    #expect(made.text("settings").isEmpty)
  }
}
