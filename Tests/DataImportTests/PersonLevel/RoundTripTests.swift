import DataImport
import Foundation
import TestSupport
import Testing
import Vocabulary

/// What is written is found again, to the plan.
struct RoundTripTests {
  @Test(arguments: SEN2Layout.Version.allCases)
  func `plans and flows are those that were written`(version: SEN2Layout.Version) throws {
    let pair = InventedPair(version: version)
    let now = try #require(try pair.readNow())
    let before = try #require(try pair.readBefore())
    #expect(now.version == version)
    #expect(now.cube == pair.invented.cube)
    #expect(now.countedPlans == 300 && now.planCount == 300)
    #expect(CensusFlows(from: before, to: now).counts == pair.invented.flows)
    #expect(Set(now.tally.counts.keys).isSubset(of: [.needMissing, .placementMissing]))
  }

  @Test func `a list gives what the nine tables give`() throws {
    let pair = try InventedPair.small()
    let (now, findings) = try pair.read(["flat": pair.invented.list], on: pair.invented.census)
    let (before, _) = try pair.read(
      ["flat": pair.invented.previousList], on: pair.invented.previousCensus)
    #expect(findings.isEmpty)
    #expect(try #require(now).cube == pair.invented.cube)
    let flows = CensusFlows(from: try #require(before), to: try #require(now))
    #expect(flows.counts == pair.invented.flows && flows.tally.counts.isEmpty)
  }

  @Test func `the order of rows and columns changes nothing, even where rows contradict`() throws {
    var pair = try InventedPair.small()
    pair.copy("placement-detail", ["placementdetailtableid": "D-x", "urn": "900001"]) {
      $0["urn"] != ""
    }
    pair.copy("sen-need", ["senneedtableid": "N-x", "sentype": "HI"])
    let straight = try #require(try pair.readNow())
    var random = SystemRandomNumberGenerator()
    for name in pair.now.keys {
      pair.now[name]?.rows.shuffle(using: &random)
      pair.now[name]?.columns.reverse()
    }
    let shuffled = try #require(try pair.readNow())
    #expect(straight.cube == shuffled.cube)
    #expect(straight.tally.counts == shuffled.tally.counts)
  }

  @Test func `waiting stock and plans that name another provision`() throws {
    let pair = try InventedPair.small()
    let now = try #require(try pair.readNow())
    let files = PersonLevelFolder(now, flows: nil, report: QualityReport([now], flows: nil)).files
    func children(_ path: String, _ column: Int) throws -> Int {
      let text = try #require(files.first { $0.path == path }).text
      return text.split(separator: "\n").dropFirst().reduce(0) {
        $0 + (Int($1.split(separator: ",")[column]) ?? 0)
      }
    }
    #expect(pair.invented.waiting > 10)
    #expect(try children("evidence/in_process.csv", 4) == pair.invented.waiting)
    #expect(try children("person_level/waiting.csv", 4) == pair.invented.wanting)
  }

  @Test func `plans by planning area, by sector first and then by district`() throws {
    var pair = try InventedPair.small()
    pair.postcodes = "postcode,area\nZZ99,south\nZZ99 3,north\n"
    let now = try #require(try pair.readNow())
    let files = PersonLevelFolder(now, flows: nil, report: QualityReport([now], flows: nil)).files
    let text = try #require(files.first { $0.path == "person_level/area_rates.csv" }).text
    #expect(text.hasPrefix("area,need,phase,plans,relative_rate,status,source\n"))
    func plans(_ area: String) -> Int {
      text.split(separator: "\n").filter { $0.hasPrefix("\(area),") }.reduce(0) {
        $0 + (Int($1.split(separator: ",", omittingEmptySubsequences: false)[3]) ?? 0)
      }
    }
    let north = (1...300).count { $0 % 10 == 3 }
    #expect(plans("north") == north && plans("south") == 300 - north)
    #expect(!text.contains("ZZ99"))
  }

  @Test func `transitions are what import transitions reads`() throws {
    var pair = try InventedPair.small()
    // One child has a plan before the first year that the format knows.
    pair.set("person", "personbirthdate", "2024-Nov-05 00:00:00")
    let now = try #require(try pair.readNow())
    let flows = CensusFlows(from: try #require(try pair.readBefore()), to: now)
    let evidence = try SmallAuthority.evidence()
    let export = TransitionExport(
      flows, codes: SmallAuthority.codes, figures: evidence.local,
      variant: evidence.authority.populationVariant)
    let folder = try TemporaryFolder()
    for file in export.files { try folder.write(file.text, to: file.name) }
    let (read, findings) = TransitionReader.read(
      directory: folder.path, name: "Smallshire", holdsPopulation: true)
    #expect(findings.allSatisfy { $0.severity != .error }, "\(findings.map(\.message))")
    let counts = try #require(read).counts
    #expect(counts.reduce(0) { $0 + $1.people } == pair.invented.flows.values.reduce(0, +))
    let joiners = pair.invented.flows.filter { $0.key.kind == .joiner }.values.reduce(0, +)
    #expect(counts.filter { $0.from == nil }.reduce(0) { $0 + $1.people } == joiners)
  }

  @Test func `a child born since August is counted under 3, one not born yet is not`() throws {
    var pair = try InventedPair.small()
    let clean = try #require(try pair.readNow())
    pair.set("person", "personbirthdate", "2024-Nov-05 00:00:00")
    #expect(try #require(try pair.readNow()).countedPlans == clean.countedPlans)
    pair.set("person", "personbirthdate", "2025-Mar-05 00:00:00")
    #expect(try #require(try pair.readNow()).countedPlans == clean.countedPlans - 1)
  }

  @Test func `a link's number is SipHash-2-4's, and another key gives another`() {
    let key = LinkKey(low: 0x0706_0504_0302_0100, high: 0x0f0e_0d0c_0b0a_0908)
    #expect(key.hash([]) == 0x726f_db47_dd0e_0e31)
    #expect(key.hash([0]) == 0x74f8_39c5_93dc_67fd)
    #expect(LinkKey.random().hash([0]) != LinkKey.random().hash([0]))
  }

  @Test func `no invented UPN has its check letter, and no ULN begins as one`() throws {
    let people = InventedPair.Table(
      try #require(try InventedPair.small().invented.tables["person"]))
    let letters = Array("ABCDEFGHJKLMNPQRTUVWXYZ")
    for row in people.rows {
      let upn = Array(try #require(row["upn"]))
      let sum = upn.dropFirst().enumerated().reduce(0) {
        $0 + ($1.element.wholeNumberValue ?? 0) * ($1.offset + 2)
      }
      #expect(upn.count == 13 && upn[0] != letters[sum % 23])
      #expect(row["uniquelearnernumber"]?.hasPrefix("00") == true)
      #expect(row["postcode"]?.hasPrefix("ZZ99") == true)
    }
  }
}
