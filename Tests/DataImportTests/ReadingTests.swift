import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("What a folder says")
struct ReadingTests {
  @Test("The order of rows and columns does not matter")
  func order() throws {
    let straight = try SmallAuthority.evidence()
    var folder = SmallFolder()
    for path in folder.files.keys.sorted() where path.hasSuffix(".csv") {
      let name = String(path.dropFirst("evidence/".count).dropLast(4))
      guard name != "settings" else { continue }
      var lines = folder.lines(name).map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).reversed()
          .joined(separator: ",")
      }
      let header = lines.removeFirst()
      var random = Seeded(state: 7)
      folder.set(name, lines: [header] + lines.shuffled(using: &random))
    }
    let shuffled = try #require(folder.read().evidence)
    expectEqual(straight.local, shuffled.local)
    expectEqual(straight.england, shuffled.england)
    #expect(straight.waiting == shuffled.waiting)
    #expect(straight.overflow == shuffled.overflow)
    expectEqualPlaces(straight, shuffled)
    #expect(Set(straight.finances.unitCosts) == Set(shuffled.finances.unitCosts))
    #expect(Set(straight.finances.income) == Set(shuffled.finances.income))
    #expect(straight.findings == shuffled.findings)
  }

  private func expectEqual(_ left: PublishedFigures, _ right: PublishedFigures) {
    #expect(left.plansByNCYProvision == right.plansByNCYProvision)
    #expect(left.plansByNCYNeed == right.plansByNCYNeed)
    #expect(left.plansByNeedProvision == right.plansByNeedProvision)
    #expect(left.plansByProvision == right.plansByProvision)
    #expect(left.newPlansByNCYNeed == right.newPlansByNCYNeed)
    #expect(left.newPlansByNeedProvision == right.newPlansByNeedProvision)
    #expect(left.newPlansByAgeProvision == right.newPlansByAgeProvision)
    #expect(left.ceasedByNCY == right.ceasedByNCY)
    #expect(left.ceasedByProvision == right.ceasedByProvision)
    #expect(left.flowsByYear == right.flowsByYear)
    #expect(left.population == right.population)
  }

  @Test("Figures stand where their codes say")
  func positions() throws {
    var folder = SmallFolder()
    folder.append("new_plans_by_age_provision", "authority,2023,0,2,NOT-RECORDED,4,invented")
    folder.append("ceased_by_provision", "authority,2023,NOT-RECORDED,6,invented")
    folder.append("ceased_by_ncy_reason", "authority,2023,16,21,transfer,3,invented")
    let read = try #require(folder.read().evidence)
    #expect(
      read.local.newPlansByAgeProvision[2023]
        == [PooledCount(span: 0...2, category: nil, count: 4)])
    #expect(read.local.ceasedByProvision[2023]?.count == read.codes.provisions.count + 1)
    #expect(read.local.ceasedByProvision[2023]?.last == 6)
    #expect(
      read.local.ceasedByNCY[2023]
        == [CeasedCount(span: 16...21, reason: CeasedCount.transferReason, count: 3)])
    #expect(read.local.population["principal"]?[2024]?.count == 26)
    #expect(
      read.commissioned["all-through"]?[AcademicYear(start: 2024)]?.all == read.settings[1].baseRoll
        + 1)
    #expect(read.settings[2].designation == ["ASD": 1, "HI": 1, "SLCN": 1])
    #expect(read.settings[0].designation == nil)
    #expect(read.finances.income.last?.amount == Money(pounds: -500_000))
    #expect(read.finances.inflation.first?.line == nil)
  }

  @Test("The hash of an input is FNV-1a 64 of its bytes")
  func hashes() throws {
    var folder = SmallFolder()
    folder.files["evidence/assumptions.csv"] = "name,value,status,source\n"
    let read = try #require(folder.read().evidence)
    let input = read.inputs.first { $0.path == "evidence/assumptions.csv" }
    #expect(input?.hash.count == 16)
    #expect(input?.hash == "cee239d9ac6f6cd6")
    #expect(read.inputs.map(\.path) == read.inputs.map(\.path).sorted())
  }

  @Test("Every finding's code is in the catalogue, and every code has a line on it")
  func catalogue() {
    let entries = FindingCatalogue.entries
    #expect(Set(entries.map(\.code)).count == entries.count)
    let families = ["IN-", "REL-", "SEN2-"]
    #expect(entries.allSatisfy { entry in families.contains { entry.code.hasPrefix($0) } })
    for entry in entries {
      #expect(entry.explanation.hasSuffix(".") && entry.done.hasSuffix("."), "\(entry.code)")
      let refuses = entry.done.lowercased().contains("nothing is ")
      #expect(refuses == (entry.severity == .error), "\(entry.code): \(entry.done)")
    }
    #expect(FindingCatalogue.entry(code: "IN-020")?.severity == .error)
    #expect(FindingCatalogue.entry(code: "IN-999") == nil)
  }

  @Test(
    "The real folders read without errors",
    .enabled(
      if: Repository.has("scenarios/leicestershire"), "skipped: no scenarios/leicestershire"),
    arguments: [("leicestershire", 7_196.0), ("leicester", 4_057.0)])
  func realFolders(_ name: String, _ total: Double) throws {
    let (evidence, findings) = EvidenceReader.read(folder: Repository.path("scenarios/\(name)"))
    #expect(findings.filter { $0.severity == .error }.map(\.message) == [])
    let read = try #require(evidence)
    #expect(read.local.plansByNCYProvision[2025]?.total == total)
    #expect(read.local.plansByNCYNeed[2025]?.total == total)
    #expect(read.local.plansByNeedProvision[2025]?.total == total)
  }
}
