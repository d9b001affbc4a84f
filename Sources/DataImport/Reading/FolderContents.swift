import Foundation
import Vocabulary

/// The bytes of the files of a scenario folder that the reader knows, and what stood in the way of them.
package struct FolderContents: Sendable {
  /// The bytes by path below the folder.
  package var files: [String: [UInt8]]
  /// Files and folders that are missing, unreadable or unknown.
  var findings: [Finding] = []
  /// False where there is no evidence folder, so that its files are not missed one by one.
  var hasEvidence = true

  /// The path of the file that frames the runs.
  static let authorityPath = "authority.yaml"

  /// Contents held in memory.
  package init(files: [String: [UInt8]]) { self.files = files }

  /// Reads `authority.yaml` and the known files of `evidence/` and `finance/`.
  init(folder: String, known: [EvidenceFile] = EvidenceFile.all) {
    files = [:]
    guard Self.isFolder(folder) else {
      hasEvidence = false
      findings = [Self.missingFolder(".", seen: folder)]
      return
    }
    load(Self.authorityPath, in: folder, limit: AuthorityReader.limit)
    guard Self.isFolder("\(folder)/evidence") else {
      hasEvidence = false
      findings.append(Self.missingFolder("evidence", seen: "evidence"))
      return
    }
    for file in known { load(file.path, in: folder, limit: CSVReader.limit) }
    reportUnknownFiles(in: folder, known: known)
  }

  /// Reads files that lie in a folder of their own, without `authority.yaml`.
  init(directory: String, known: [EvidenceFile]) {
    files = [:]
    guard Self.isFolder(directory) else {
      hasEvidence = false
      findings = [
        Finding(
          .missingFolder, at: .init(directory), seen: "no folder of that name",
          expected: "a folder with \(known.map { "\($0.name).csv" }.joined(separator: ", "))",
          remedy: "Check the path.")
      ]
      return
    }
    for file in known {
      load("\(file.name).csv", in: directory, limit: CSVReader.limit, as: file.path)
    }
  }

  private mutating func load(
    _ path: String, in folder: String, limit: Int, as name: String? = nil
  ) {
    let name = name ?? path
    let full = "\(folder)/\(path)"
    // A link that leads nowhere is a file that has gone, not one that was never there.
    let isLink = (try? FileManager.default.destinationOfSymbolicLink(atPath: full)) != nil
    guard isLink || FileManager.default.fileExists(atPath: full) else { return }
    let url = URL(fileURLWithPath: full).resolvingSymlinksInPath()
    let attributes = try? FileManager.default.attributesOfItem(atPath: url.path)
    let isPlain = attributes?[.type] as? FileAttributeType == .typeRegular
    let size = (attributes?[.size] as? NSNumber)?.intValue ?? 0
    if isPlain, size <= limit, let data = FileManager.default.contents(atPath: full) {
      files[name] = [UInt8](data)
    } else {
      unreadable.insert(name)
      findings.append(
        Finding(
          .unreadableFile, at: .init(name),
          seen: attributes == nil
            ? "a file that has gone, or a link that leads nowhere"
            : isPlain ? "\(size) bytes that cannot be read" : "something that is not a file",
          expected: "a plain file of at most \(limit) bytes, with leave to read it",
          remedy: "Put the file there or change its permissions."))
    }
  }

  /// Files that are there but were not read: they are not missing.
  private(set) var unreadable: Set<String> = []

  private mutating func reportUnknownFiles(in folder: String, known: [EvidenceFile]) {
    for part in ["evidence", "finance"] {
      let known = known.filter { $0.folder == part }.map { "\($0.name).csv" }
      let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(part)")) ?? []
      for name in names.sorted() where name.hasSuffix(".csv") && !known.contains(name) {
        findings.append(
          Finding(
            .unknownFile, at: .init("\(part)/\(name)"), seen: "a file the tool does not read",
            expected: "one of the files of scenarios/README.md",
            remedy: "Rename it, or move it away. "
              + Suggestion.text(for: name, among: known.sorted())))
      }
    }
  }

  private static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  private static func missingFolder(_ path: String, seen: String) -> Finding {
    Finding(
      .missingFolder, at: .init(path), seen: "no folder \(seen.shown)",
      expected: "a scenario folder with authority.yaml and evidence/",
      remedy: "Check the path, or make one with 'sufficiency init'.")
  }
}
