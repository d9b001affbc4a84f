import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// An invented release on disk, and what is read of it.
struct ReleaseFixture {
  let folder: TemporaryFolder
  let figures: ReleaseFigures?
  let findings: [Finding]

  /// Writes files below a folder and reads them.
  init(_ files: [String: [UInt8]]) throws {
    folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: "release/\(name)") }
    (figures, findings) = ReleaseReader.read(paths: ["\(folder.path)/release"])
  }

  init(_ files: [String: String] = SmallRelease().files()) throws {
    try self.init(
      Dictionary(
        uniqueKeysWithValues: files.map { ("\($0).csv", Array($1.utf8)) }))
  }

  var codes: [String] { findings.map(\.code) }

  /// The folder of an authority.
  func made(
    _ code: String = "990", base: Int = 2025, population: ReleasePopulation = ReleasePopulation(),
    schools: SchoolRegister? = nil
  ) throws -> ReleaseFolder {
    let figures = try #require(figures, "\(findings.map(\.message))")
    let authority = try #require(figures.authority(code).authority)
    return ReleaseFolderMaker(figures, base: base, population: population, schools: schools)
      .folder(authority)
  }
}

extension ReleaseFolder {
  /// The text of a file of the evidence.
  func text(_ name: String) -> String {
    files.first { $0.path == "evidence/\(name).csv" }.map {
      String(decoding: $0.bytes, as: UTF8.self)
    } ?? ""
  }

  /// The rows of a file without their sources, each as its cells joined.
  func rows(_ name: String) -> [String] {
    guard let table = CSVReader.read(Array(text(name).utf8), file: name).table,
      let source = table.column(named: "source")
    else { return [] }
    return table.records.map { record in
      table.columns.indices.filter { $0 != source }
        .map { table.text(record: record, column: $0) }.joined(separator: ",")
    }
  }

  /// What a run would read of it.
  func evidence() throws -> Evidence {
    let contents = FolderContents(
      files: Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) }))
    let (evidence, findings) = EvidenceReader.read(contents: contents)
    return try #require(evidence, "\(findings.map(\.message))")
  }
}
