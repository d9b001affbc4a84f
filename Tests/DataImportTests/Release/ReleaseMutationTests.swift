import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Reading is total: whatever the bytes, it ends without a crash, and what it makes can be read.
@Suite("Mutated releases")
struct ReleaseMutationTests {
  private static let fragments: [[UInt8]] = [
    [], [0x22], [0x2C], [0x0A], [0x0D], [0x00], [0xFF], [0xEF, 0xBB, 0xBF], Array("x".utf8),
    Array("-1".utf8), Array("99999999999999999999".utf8), Array("1e309".utf8),
    Array("National".utf8), Array("2099".utf8), Array("age 3".utf8), Array("999999999999".utf8),
  ]

  private static func mutated(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
    var result = bytes
    for _ in 0..<Int.random(in: 1...8, using: &random) {
      let start = Int.random(in: 0...result.count, using: &random)
      let end = min(result.count, start + Int.random(in: 0...9, using: &random))
      result.replaceSubrange(start..<end, with: fragments.randomElement(using: &random) ?? [])
    }
    if Int.random(in: 0..<5, using: &random) == 0 {
      result.removeSubrange(Int.random(in: 0...result.count, using: &random)...)
    }
    return result
  }

  @Test func `a release of any bytes is read to its end`() throws {
    let files = SmallRelease().files().mapValues { Array($0.utf8) }
    var random = Seeded(state: 11)
    var (made, refused) = (0, 0)
    for _ in 0..<40 {
      var spoilt = files
      for name in files.keys.sorted() where Int.random(in: 0..<3, using: &random) == 0 {
        spoilt[name] = Self.mutated(files[name] ?? [], &random)
      }
      let fixture = try ReleaseFixture(
        Dictionary(uniqueKeysWithValues: spoilt.map { ("\($0).csv", $1) }))
      #expect(fixture.findings.allSatisfy { FindingCatalogue.entry(code: $0.code) != nil })
      guard let figures = fixture.figures else {
        refused += 1
        continue
      }
      made += 1
      _ = figures.checks(base: 2025)
      let maker = ReleaseFolderMaker(figures, base: 2025)
      for authority in figures.authorities.prefix(2) { _ = maker.folder(authority) }
    }
    #expect(made > 0 && refused > 0)
  }

  @Test func `population and schools of any bytes are read to their end`() throws {
    let folder = try TemporaryFolder()
    let texts = [
      ReleasePopulationTests.projections(2022...2026), ReleasePopulationTests.estimates(2024),
    ]
    var random = Seeded(state: 12)
    for text in texts {
      for _ in 0..<12 {
        try folder.write(Self.mutated(Array(text.utf8), &random), to: "file.csv")
        let read = ReleasePopulation.read(files: ["\(folder.path)/file.csv"])
        if let population = read.population {
          #expect(!(try ReleaseFixture().made(population: population)).files.isEmpty)
        }
        _ = SchoolRegister.read(file: "\(folder.path)/file.csv", for: .settings)
      }
    }
  }
}
