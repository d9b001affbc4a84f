import Foundation
import Synchronization

/// Writes folders as a whole: a new one is there with all its files or not at all.
enum FolderWriter {
  /// Writes some files; into a folder that is there already, each by itself.
  static func write(_ files: [(path: String, bytes: [UInt8])], to folder: String) throws {
    let manager = FileManager.default
    let held = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
    guard held.isEmpty else { return try writeEach(files, to: folder) }
    let parent = URL(fileURLWithPath: folder).standardizedFileURL.deletingLastPathComponent()
    try manager.createDirectory(at: parent, withIntermediateDirectories: true)
    let draft = parent.appendingPathComponent(".sufficiency-\(UUID().uuidString)").path
    defer { try? manager.removeItem(atPath: draft) }
    try writeEach(files, to: draft)
    if manager.fileExists(atPath: folder) { try manager.removeItem(atPath: folder) }
    try manager.moveItem(atPath: draft, toPath: folder)
  }

  private static func writeEach(
    _ files: [(path: String, bytes: [UInt8])], to folder: String
  ) throws {
    var made: Set<String> = []
    for file in files {
      let url = URL(fileURLWithPath: folder + "/" + file.path)
      let parent = url.deletingLastPathComponent()
      if made.insert(parent.path).inserted {
        try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      }
      try Data(file.bytes).write(to: url, options: .atomic)
    }
  }
}

/// Does the same with many things on all cores; results are in their order.
enum Concurrently {
  /// The results of all items.
  static func map<Item: Sendable, Result: Sendable>(
    _ items: [Item], _ body: @Sendable (Item) -> Result
  ) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: items.count))
    DispatchQueue.concurrentPerform(iterations: items.count) { index in
      let result = body(items[index])
      results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
