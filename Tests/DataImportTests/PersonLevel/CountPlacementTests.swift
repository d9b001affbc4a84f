import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Where counts go that a scenario folder may have of its own.
struct CountPlacementTests {
  private static let file = "evidence/waiting.csv"

  private func placed(
    waiting change: (String) -> String? = { $0 }, census year: Int = 2025, own: Set<String> = []
  ) throws -> (path: String, flags: [SEN2Flag], census: PlanCensus) {
    let folder = try TemporaryFolder()
    var files = SmallAuthority.files()
    files[Self.file] = files[Self.file].flatMap(change)
    for (path, text) in files { try folder.write(text, to: path) }
    let evidence = try #require(EvidenceReader.read(folder: folder.path).evidence)
    let pair = try InventedPair.small()
    let census = try #require(year == 2025 ? try pair.readNow() : try pair.readBefore())
    let placement = CountPlacement(census, folder: folder.path, evidence: evidence, own: own)
    let flags = placement.flags.filter { $0.file == Self.file }.map(\.flag)
    return (placement.path(of: .waiting), flags, census)
  }

  @Test func `invented rows give way to a count, and nothing needs to`() throws {
    let replaced = try placed()
    #expect(replaced.path == Self.file && replaced.flags == [.illustrativeReplaced])
    let new = try placed(waiting: { _ in nil })
    #expect(new.path == Self.file && new.flags.isEmpty)
  }

  @Test func `one row from a source keeps the file`() throws {
    let kept = try placed(waiting: { text in
      var lines = text.split(separator: "\n").map(String.init)
      lines[1] = lines[1].replacing(",illustrative,", with: ",derived,")
      return lines.joined(separator: "\n") + "\n"
    })
    #expect(kept.path == "person_level/waiting.csv" && kept.flags == [.countKeptBeside])
    let again = try placed(
      waiting: { $0.replacing(",illustrative,", with: ",derived,") }, own: [Self.file])
    #expect(again.path == Self.file && again.flags.isEmpty)
  }

  @Test func `a census that the run does not start from goes beside`() throws {
    let before = try placed(census: 2024)
    #expect(before.path == "person_level/waiting.csv" && before.flags == [.countKeptBeside])
  }

  @Test func `a new folder has no evidence to go to`() throws {
    let census = try #require(try InventedPair.small().readNow())
    let files = PersonLevelFolder(census, flows: nil, report: QualityReport([census], flows: nil))
      .files.map(\.path)
    #expect(files.contains("person_level/waiting.csv") && !files.contains(Self.file))
    #expect(Set(files).isSubset(of: PersonLevelFolder.possibleFiles))
  }

  @Test func `what stands in process is read as it was counted`() throws {
    let census = try #require(try InventedPair.small().readNow())
    let made = PersonLevelFolder(census, flows: nil, report: QualityReport([census], flows: nil))
    let text = try #require(made.files.first { $0.path == "evidence/in_process.csv" }?.text)
    var files = SmallAuthority.files().mapValues { Array($0.utf8) }
    files["evidence/in_process.csv"] = Array(text.utf8)
    let (read, findings) = EvidenceReader.read(contents: FolderContents(files: files))
    let count = try #require(read?.local.inProcess[2025], "\(findings.map(\.message))")
    func waiting(_ stage: ProcessStage) -> Double {
      Double(census.waiting.count { $0.stage == stage })
    }
    #expect(count.awaitingDecision == waiting(.request) && count.awaitingDecision > 0)
    #expect(count.inAssessment == waiting(.assessment) && count.inAssessment > 0)
    files["evidence/in_process.csv"] = Array(text.replacing("0-6", with: "0 to 6").utf8)
    let spoiled = EvidenceReader.read(contents: FolderContents(files: files))
    #expect(spoiled.evidence == nil && spoiled.findings.contains { $0.code == "IN-020" })
  }
}
