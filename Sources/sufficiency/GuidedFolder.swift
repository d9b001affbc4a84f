import Foundation

/// A folder of one kind that this tool writes whole, known by how its README begins and one more file; or the place for one.
struct GuidedFolder {
  let path: String
  private let start: String
  private let file: String
  private let kind: String

  /// - Parameters:
  ///   - path: slashes at its end are left out.
  ///   - start: what the README of every such folder begins with.
  ///   - file: what else every such folder holds; somebody's own README may begin alike.
  ///   - kind: what the folder is called, after "no earlier".
  init(_ path: String, start: String, file: String, kind: String) {
    var trimmed = path[...]
    while trimmed.count > 1, trimmed.last == "/" { trimmed.removeLast() }
    self.path = String(trimmed)
    self.start = start
    self.file = file
    self.kind = kind
  }

  /// True for what this tool wrote.
  var isWritten: Bool {
    let guide = try? String(contentsOfFile: "\(path)/README.md", encoding: .utf8)
    return guide?.hasPrefix(start) == true
      && FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }

  /// Why nothing may be written here, which is empty, not there or written before where something may; nil where it may.
  var refusal: String? {
    guard FileManager.default.fileExists(atPath: path), !isWritten else { return nil }
    let held = try? FileManager.default.contentsOfDirectory(atPath: path)
    guard held?.isEmpty != true else { return nil }
    return """
      \(path) holds something that is no earlier \(kind), and nothing was written. Name another folder with --to.
      """
  }
}
