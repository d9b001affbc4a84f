import Foundation
import TestSupport

/// A server of the small authority's pages, ended with the value.
final class PagesServer {
  let process = Process()
  let address: String
  let folder: TemporaryFolder

  /// Starts `sufficiency serve` and waits until it answers, or has ended.
  ///
  /// - Parameters:
  ///   - folder: where the scenario folder `smallshire` is, and results go.
  ///   - isAbsolute: names both by their whole paths.
  ///   - draws: simulations of a full run.
  init(
    _ folder: TemporaryFolder, port: Int = .random(in: 20_000...40_000), isAbsolute: Bool = false,
    draws: Int = 60
  ) throws {
    self.folder = folder
    let start = isAbsolute ? "\(folder.path)/" : ""
    address = "http://localhost:\(port)"
    process.executableURL = URL(fileURLWithPath: Command.sufficiency)
    process.arguments = [
      "serve", "\(start)smallshire", "--port", "\(port)", "--out", "\(start)results", "--draws",
      "\(draws)",
      "--preview-draws", "\(min(10, draws))",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    try folder.write("", to: "said")
    process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: "\(folder.path)/said"))
    try process.run()
    while process.isRunning, try !folder.read("said").contains("Open ") { usleep(50_000) }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// A folder with the small authority's scenario folder in it.
  static func smallshire() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "smallshire/\(path)") }
    return folder
  }

  /// Runs a program of `Tests/` against the server.
  func check(_ python: String, _ program: String, _ arguments: [String]) throws -> Command.Outcome {
    try Command.run(python, [Repository.path("Tests/\(program)")] + arguments)
  }
}
