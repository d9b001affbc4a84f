import DataImport
import Foundation
import Reporting
import Vocabulary

/// A folder of one kind that this tool writes whole: known by how its README begins, with a list of its files and their hashes. Or the
/// place for one.
struct GuidedFolder {
  private static let hashes = "hashes.csv"
  /// What file managers leave in folders that are only looked at.
  private static let ofTheSystem = [".DS_Store", "Thumbs.db", "desktop.ini"]
  let path: String
  private let start: String
  private let kind: String

  /// - Parameters:
  ///   - path: slashes at its end are left out.
  ///   - start: what the README of every such folder begins with.
  ///   - kind: what the folder is called, after "no earlier".
  init(_ path: String, start: String, kind: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
    self.start = start
    self.kind = kind
  }

  /// True for what this tool wrote; somebody's own README may begin alike, and has no list beside it.
  var isWritten: Bool {
    let guide = try? String(contentsOfFile: "\(path)/README.md", encoding: .utf8)
    return guide?.hasPrefix(start) == true
      && FileManager.default.fileExists(atPath: "\(path)/\(Self.hashes)")
  }

  /// Why nothing may be written here, where something stands that this tool did not write; nil where something may.
  var refusal: String? {
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    if isWritten {
      let others = list.map { list in held.filter { list.hashes[$0] == nil } } ?? []
      guard let first = others.first else { return nil }
      let more = others.count > 1 ? " and \(others.count - 1) more" : ""
      return """
        \(path) holds \(first)\(more), which the earlier \(kind) had not, and nothing was written: it would be replaced whole. \
        Move that away, or name another folder with --to.
        """
    }
    let inside = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard inside?.isEmpty != true else { return nil }
    return """
      \(path) holds something that is no earlier \(kind), and nothing was written. Name another folder with --to.
      """
  }

  /// What is not as it was written, a line each; nil where this is no such folder.
  var faults: [String]? {
    guard isWritten, let list else { return nil }
    return changes(list)
      + held.filter { list.hashes[$0] == nil }.map { "\($0): not in \(Self.hashes)" }
  }

  /// What of the list is not there as it says, and what of it cannot be read.
  private func changes(_ list: (hashes: [String: String], unread: [String])) -> [String] {
    list.unread.map { "\(Self.hashes): not a row of path, bytes and hash: \($0)" }
      + list.hashes.keys.sorted().compactMap { fault($0, list.hashes[$0] ?? "") }
  }

  /// How many files the list has.
  var count: Int { list?.hashes.count ?? 0 }

  /// Writes the files and their hashes; an earlier folder is replaced whole.
  ///
  /// - Returns: how many files there are.
  func write(_ files: [(path: String, bytes: [UInt8])]) throws -> Int {
    let list = HandoverGuide.hashes(
      files.map { ($0.path, $0.bytes.count, ContentHash.text($0.bytes)) })
    let all = files + [(Self.hashes, Array(list.text.utf8))]
    try FolderWriter.write(all, to: path, isWhole: true)
    return all.count
  }

  /// The files here but the list itself, in order.
  private var held: [String] {
    let manager = FileManager.default
    let names = (try? manager.subpathsOfDirectory(atPath: path)) ?? []
    return names.filter { name in
      var isFolder: ObjCBool = false
      return manager.fileExists(atPath: "\(path)/\(name)", isDirectory: &isFolder)
        && !isFolder.boolValue && name != Self.hashes
        && !Self.ofTheSystem.contains(URL(fileURLWithPath: name).lastPathComponent)
    }.sorted()
  }

  private func fault(_ path: String, _ hash: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(self.path)/\(path)") else {
      return "\(path): missing"
    }
    return ContentHash.text([UInt8](data)) == hash ? nil : "\(path): changed"
  }

  /// Hash by path, and the lines that are none. Bytes and hash hold no comma; a path in quotes loses them.
  private var list: (hashes: [String: String], unread: [String])? {
    guard let data = FileManager.default.contents(atPath: "\(path)/\(Self.hashes)") else {
      return nil
    }
    var hashes: [String: String] = [:]
    var others: [String] = []
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",")
      guard cells.count >= 3, let hash = cells.last, hash.count == 16 else {
        others.append(String(line))
        continue
      }
      var path = cells.dropLast(2).joined(separator: ",")
      if path.hasPrefix("\""), path.hasSuffix("\""), path.count > 1 {
        path = String(path.dropFirst().dropLast()).replacing("\"\"", with: "\"")
      }
      hashes[path] = String(hash)
    }
    return (hashes, others)
  }
}

extension GuidedFolder {
  /// A folder that holds an edition, or is to.
  static func edition(_ path: String) -> Self {
    Self(path, start: PublishedEdition.start, kind: "edition")
  }

  /// A folder that holds a handover, or is to.
  static func handover(_ path: String) -> Self {
    Self(path, start: HandoverGuide.start, kind: "handover")
  }

  /// That an edition is not as readers have it.
  struct Changed: Error, CustomStringConvertible {
    let description: String
  }

  /// What readers have of an edition; nil where none stands here.
  ///
  /// - Throws: `Changed` where a file is not as it was published.
  func published() throws -> RunResults? {
    guard let list, isWritten else {
      guard FileManager.default.fileExists(atPath: path),
        (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty != true
      else { return nil }
      throw Changed(
        description: """
          \(path) is no edition of published figures, or not all of one: README.md and hashes.csv are of every edition. Put a copy of \
          what was published in its place, or name the folder that 'sufficiency publish' wrote.
          """)
    }
    // What somebody puts beside it takes nothing from what readers know.
    let faults = changes(list)
    guard faults.isEmpty else {
      throw Changed(
        description: """
          \(path) is not as it was published, so what readers know already cannot be told: \(faults[0])\
          \(faults.count > 1 ? ", and \(faults.count - 1) more" : ""). Put a copy of what was published in its place.
          """)
    }
    let (read, findings) = ResultsReader.read(
      folder: path, files: PublishedEdition.files, otherwise: "sufficiency publish")
    guard let read else {
      throw Changed(description: "\(path): \(findings.first?.message ?? "it cannot be read.")")
    }
    return read
  }

  /// Why what stands here is not replaced: it is another authority's.
  ///
  /// - Parameter results: where the results are, below this folder.
  func refusal(of dfeCode: String, results: String) -> String? {
    guard isWritten else { return nil }
    let (held, _) = ResultsReader.read(
      folder: "\(path)/\(results)", files: [], otherwise: "sufficiency run")
    guard let held, held.dfeCode != dfeCode else { return nil }
    return """
      \(path) holds a \(kind) of \(held.authority) (\(held.dfeCode)), and nothing was written. \
      Name another folder with --to.
      """
  }
}
