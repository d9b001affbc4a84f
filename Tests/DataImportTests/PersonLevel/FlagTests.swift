import DataImport
import TestSupport
import Testing
import Vocabulary

/// Every flag: one fault is planted, and that flag and no other is raised by it.
struct FlagTests {
  @Test(arguments: FlagCase.all.map(\.flag))
  func `a planted fault is found and counted`(flag: SEN2Flag) throws {
    let item = try #require(FlagCase.all.first { $0.flag == flag })
    var pair = try InventedPair.small()
    let clean = try #require(try pair.readNow()).tally.counts
    item.plant(&pair)
    let spoiled = try #require(try pair.readNow()).tally.counts
    let raised = Self.difference(spoiled, clean)
    #expect(raised == item.expected)
  }

  @Test(arguments: [
    SEN2Flag.birthDateChanged, .leaverWithoutRecord, .joinerStartedBefore,
  ])
  func `a broken link is found and counted`(flag: SEN2Flag) throws {
    var pair = try InventedPair.small()
    let clean = try #require(try pair.readNow()).tally.counts
    switch flag {
    case .leaverWithoutRecord: InventedPair.delete(pair.leaver(), from: &pair.now)
    case .joinerStartedBefore: InventedPair.delete(pair.stayer(), from: &pair.before)
    default:
      let person = pair.stayer()
      pair.set("person", "personbirthdate", "2010-Jan-01 00:00:00") {
        $0["persontableid"] == "P\(person)"
      }
    }
    let (now, before) = (try #require(try pair.readNow()), try #require(try pair.readBefore()))
    #expect(Self.difference(now.tally.counts, clean).isEmpty)
    #expect(CensusFlows(from: before, to: now).tally.counts == [flag: 1])
  }

  @Test func `every flag has a case here, and a line in the catalogue`() {
    let linked: Set<SEN2Flag> = [.birthDateChanged, .leaverWithoutRecord, .joinerStartedBefore]
    // Held in CountFileTests: they are about files of the folder.
    let covered = Set(FlagCase.all.map(\.flag)).union(linked).union([
      .cubeDisagrees, .countKeptBeside, .illustrativeReplaced,
    ])
    #expect(covered == Set(SEN2Flag.allCases))
    let codes = SEN2Flag.allCases.map(\.entry.code)
    #expect(Set(codes).count == SEN2Flag.allCases.count && !codes.contains("SEN2-000"))
    for flag in SEN2Flag.allCases {
      let entry = flag.entry
      for text in [entry.meaning, entry.treatment, entry.effect] {
        #expect(text.hasSuffix("."), "\(flag.rawValue)")
      }
      #expect(["people", "rows", "plans", "return"].contains(entry.of))
    }
  }

  private static func difference(
    _ left: [SEN2Flag: Int], _ right: [SEN2Flag: Int]
  ) -> [SEN2Flag: Int] {
    left.reduce(into: [:]) { result, item in
      let more = item.value - (right[item.key] ?? 0)
      if more != 0 { result[item.key] = more }
    }
  }
}
