import DataImport
import Foundation
import Reporting

/// A folder that holds a handover, or is to.
struct HandoverFolder {
  static let hashes = "hashes.csv"
  let path: String

  init(_ path: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
  }

  /// True for what this command wrote.
  var isHandover: Bool {
    let guide = try? String(contentsOfFile: "\(path)/README.md", encoding: .utf8)
    return guide?.hasPrefix(HandoverGuide.start) == true
      && FileManager.default.fileExists(atPath: "\(path)/\(Self.hashes)")
  }

  /// Why nothing may be written here; nil where it may.
  var refusal: String? {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else { return nil }
    let held = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    guard !isFolder.boolValue || !(held.isEmpty || isHandover) else { return nil }
    return
      "\(path) holds something that is no earlier handover, and nothing was written. Name another folder with --to."
  }

  /// Writes the files and their hashes; an earlier handover is replaced whole.
  ///
  /// - Returns: how many files there are.
  func write(_ files: [(path: String, bytes: [UInt8])]) throws -> Int {
    let list = HandoverGuide.hashes(
      files.map { ($0.path, $0.bytes.count, ContentHash.text($0.bytes)) })
    let all = files + [(Self.hashes, Array(list.text.utf8))]
    try FolderWriter.write(all, to: path, isWhole: true)
    return all.count
  }
}
