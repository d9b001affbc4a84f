import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("The small authority")
struct SmallAuthorityTests {
  @Test("The small authority reads without error or warning")
  func readsClean() throws {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    let (evidence, findings) = EvidenceReader.read(folder: folder.path, knownAssumptions: [:])
    #expect(findings.filter { $0.severity > .note }.map(\.message) == [])
    let read = try #require(evidence)
    #expect(read.local.plansByNCYNeed[2025]?.total == 300)
    #expect(read.local.plansByNCYProvision[2024]?.total == 280)
    #expect(read.england.plansByNCYNeed[2025]?.total == 30_000)
    #expect(read.waiting.reduce(0) { $0 + $1.children } == 5)
    #expect(read.settings.map(\.id) == SmallAuthority.settingIDs)
    #expect(read.inputs.count == 29)
    #expect(read.findings == findings)
  }
}
