import Foundation

/// The git work tree that a path is in, and what it ignores.
struct GitWorkTree {
  /// The folder that holds `.git`.
  let root: String

  /// Nil for a path in no work tree; the path need not exist.
  init?(above path: String) {
    var folder = URL(fileURLWithPath: path)
    while !FileManager.default.fileExists(atPath: folder.appendingPathComponent(".git").path) {
      guard folder.path != "/" else { return nil }
      folder.deleteLastPathComponent()
    }
    root = folder.path
  }

  /// True where git says that it ignores every one of the files; false where there is no git to ask.
  func ignores(_ files: [String]) -> Bool {
    guard let git = Self.program else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: git)
    process.arguments = ["-C", root, "check-ignore", "--"] + files
    // Variables such as GIT_DIR would make git speak of another tree.
    process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else { return false }
    let said = (try? output.fileHandleForReading.readToEnd()) ?? nil
    process.waitUntilExit()
    let lines = String(decoding: said ?? Data(), as: UTF8.self).split(separator: "\n")
    return process.terminationStatus == 0 && lines.count == files.count
  }

  private static var program: String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/git" }.first(where: FileManager.default.isExecutableFile)
  }
}
