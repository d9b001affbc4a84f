import DataImport
import Foundation
import Reporting

/// A folder that holds a handover, or is to.
struct HandoverFolder {
  static let hashes = "hashes.csv"
  private let folder: GuidedFolder

  init(_ path: String) {
    folder = GuidedFolder(
      path, start: HandoverGuide.start, file: Self.hashes, kind: "handover")
  }

  var path: String { folder.path }

  /// True for what this command wrote.
  var isHandover: Bool { folder.isWritten }

  /// Why nothing may be written here; nil where it may.
  var refusal: String? { folder.refusal }

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
