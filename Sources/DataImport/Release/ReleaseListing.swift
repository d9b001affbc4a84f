import Foundation

/// Finds the CSV files of a folder and of the folders in it; a folder that cannot be read hides none but its own.
struct ReleaseListing {
  /// The names in a folder.
  var names: (String) throws -> [String] = {
    try FileManager.default.contentsOfDirectory(atPath: $0)
  }

  /// The files, sorted by path, and the folders that cannot be read.
  func files(below path: String) -> (files: [String], unreadable: [String]) {
    guard let names = try? names(path) else { return ([], [path]) }
    var (files, unreadable): ([String], [String]) = ([], [])
    for name in names.sorted() {
      let full = "\(path)/\(name)"
      if Self.isFolder(full) {
        let found = self.files(below: full)
        files += found.files
        unreadable += found.unreadable
      } else if name.lowercased().hasSuffix(".csv") {
        files.append(full)
      }
    }
    return (files.sorted(), unreadable)
  }

  /// True for a folder that is no link: a link could lead back.
  private static func isFolder(_ path: String) -> Bool {
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    return attributes?[.type] as? FileAttributeType == .typeDirectory
  }
}
