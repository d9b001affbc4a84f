import ArgumentParser
import DataImport
import Foundation

/// Holds the files of a handover against their hashes.
struct HandoverCheck {
  private let folder: HandoverFolder

  init(_ path: String) { folder = HandoverFolder(path) }

  /// Says what is not as it was; ends with the exit code of refused input where there is anything.
  func run() throws {
    let manager = FileManager.default
    guard folder.isHandover,
      let list = manager.contents(atPath: "\(folder.path)/\(HandoverFolder.hashes)")
    else {
      throw Self.refused(
        "\(folder.path) is no handover: it has no README.md of one, or no hashes.csv.")
    }
    let (expected, unread) = Self.hashes(String(decoding: list, as: UTF8.self))
    let held = try manager.subpathsOfDirectory(atPath: folder.path).filter { path in
      var isFolder: ObjCBool = false
      return manager.fileExists(atPath: "\(folder.path)/\(path)", isDirectory: &isFolder)
        && !isFolder.boolValue && path != HandoverFolder.hashes
    }
    let faults =
      unread.map { "hashes.csv: not a row of path, bytes and hash: \($0)" }
      + expected.keys.sorted().compactMap { fault($0, expected[$0] ?? "") }
      + held.filter { expected[$0] == nil }.sorted().map { "\($0): not in hashes.csv" }
    guard faults.isEmpty else { throw Self.refused(faults.joined(separator: "\n")) }
    print("\(expected.count) files are as they were written.")
  }

  private func fault(_ path: String, _ hash: String) -> String? {
    guard let data = FileManager.default.contents(atPath: "\(folder.path)/\(path)") else {
      return "\(path): missing"
    }
    return ContentHash.text([UInt8](data)) == hash ? nil : "\(path): changed"
  }

  /// Hash by path, and the lines that are none. Bytes and hash hold no comma; a path in quotes loses them.
  private static func hashes(_ text: String) -> ([String: String], [String]) {
    var hashes: [String: String] = [:]
    var others: [String] = []
    for line in text.split(separator: "\n").dropFirst() {
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

  private static func refused(_ message: String) -> any Error {
    StandardError.write(message)
    return ExitCode(ExitStatus.refused.rawValue)
  }
}
