import ArgumentParser
import Foundation
import Reporting
import Synchronization

/// Writes folders as a whole: a new one is there with all its files or not at all.
enum FolderWriter {
  /// Writes some files; into a folder that is there already, each by itself, unless they are to be all it holds.
  ///
  /// - Throws: the exit code of refused input, when it has said why.
  static func write(
    _ files: [(path: String, bytes: [UInt8])], to folder: String, isWhole: Bool = false
  ) throws {
    do { try OutputFolder(path: folder).fill(with: files, isWhole: isWhole) } catch let error
      as OutputError
    {
      StandardError.write("\(folder) could not be written. \(error)")
      throw ExitCode(ExitStatus.refused.rawValue)
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
