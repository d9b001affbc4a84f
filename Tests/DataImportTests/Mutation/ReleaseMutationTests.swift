import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// The release lies on the disk: the spoilt file is written where it is looked for.
@Suite("Mutated releases")
struct ReleaseMutationTests {
  /// Rows of England and of two authorities, of every topic.
  private static func files(_ layout: SmallRelease.Layout) -> [String: [UInt8]] {
    var release = SmallRelease()
    release.layout = layout
    let files = release.files().map { name, text -> (String, [UInt8]) in
      let lines = text.split(separator: "\r\n")
      let kept =
        lines.prefix(1)
        + lines.dropFirst().enumerated().filter { $0.offset % 9 < 2 }
        .map(\.element)
      return ("\(name).csv", Array((kept.joined(separator: "\r\n") + "\r\n").utf8))
    }
    return Dictionary(uniqueKeysWithValues: files)
  }

  @Test(.timeLimit(.minutes(60)), arguments: [SmallRelease.Layout.of2025, .of2026])
  func `no bytes of one file spoil the reader`(layout: SmallRelease.Layout) throws {
    let files = Self.files(layout)
    let folder = try TemporaryFolder()
    let trial = ReaderTrial("release \(layout)", files, isKnown: FolderMutationTests.isKnown)
    let failures = try trial.failures(600) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      let (figures, findings) = ReleaseReader.read(paths: ["\(folder.path)/\(name)"])
      _ = figures?.checks(base: 2025)
      return Reading(
        Self.local(findings, folder), isAccepted: figures != nil)
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60)))
  func `what is made of a spoilt release is refused or can be read`() throws {
    let files = SmallRelease().files().reduce(into: [:]) {
      $0["\($1.key).csv"] = Array($1.value.utf8)
    }
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    let trial = ReaderTrial("whole release", files, isKnown: FolderMutationTests.isKnown)
    var made = 0
    let failures = try trial.failures(30) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      defer { try? folder.write(files[name] ?? [], to: name) }
      let (figures, findings) = ReleaseReader.read(paths: [folder.path])
      let folders = figures.map(Self.folders) ?? []
      made += folders.count
      return Reading(
        Self.local(findings, folder), isAccepted: figures != nil,
        faults: folders.compactMap(Self.fault))
    }
    #expect(failures == [])
    #expect(made > 0)
  }

  private static func folders(_ figures: ReleaseFigures) -> [ReleaseFolder] {
    let maker = ReleaseFolderMaker(figures, base: 2025)
    return figures.authorities.prefix(1).map { maker.folder($0) }
  }

  /// A folder that is not refused is one that a run could read.
  private static func fault(_ made: ReleaseFolder) -> String? {
    guard !made.isRefused else { return nil }
    let contents = FolderContents(
      files: Dictionary(made.files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 }))
    return EvidenceReader.read(contents: contents).evidence == nil
      ? "a folder nobody can read" : nil
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the readers of population and schools`()
    throws
  {
    let long = ReleasePopulationTests.long(2024...2026).split(separator: "\n").prefix(120)
    let texts = [
      "snpp.csv": ReleasePopulationTests.projections(2022...2026).split(separator: "\r\n")
        .prefix(60).joined(separator: "\r\n"),
      "mye.csv": ReleasePopulationTests.estimates(2024), "long.csv": long.joined(separator: "\n"),
      "wide.csv": ReleasePopulationTests.wide(2024...2026).split(separator: "\n").prefix(60)
        .joined(separator: "\n"),
      "edubasealldata.csv": SchoolSettingsTests.text(SchoolSettingsTests.rows),
    ]
    let folder = try TemporaryFolder()
    let trial = ReaderTrial(
      "population and schools", texts.mapValues { Array($0.utf8) },
      isKnown: FolderMutationTests.isKnown)
    let failures = try trial.failures(800) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      let path = "\(folder.path)/\(name)"
      if name == "edubasealldata.csv" {
        let (schools, findings) = SchoolRegister.read(file: path, for: .settings)
        return Reading(Self.local(findings, folder), isAccepted: schools != nil)
      }
      let (population, findings) = ReleasePopulation.read(files: [path])
      return Reading(Self.local(findings, folder), isAccepted: population != nil)
    }
    #expect(failures == [])
  }

  /// Findings with the folder taken off their files; those of the folder as a whole are of ".".
  private static func local(_ findings: [Finding], _ folder: TemporaryFolder) -> [Finding] {
    findings.map { finding in
      var place = finding.place
      place.file =
        place.file == folder.path ? "." : place.file.replacing("\(folder.path)/", with: "")
      return finding.moved(to: place)
    }
  }
}
