import Foundation
import TestSupport

/// A server of the small authority's pages, ended with the value.
final class PagesServer {
  let process = Process()
  let address: String
  let folder: TemporaryFolder
  /// The file of what it prints.
  let said: String

  /// Starts `sufficiency serve` and waits until it answers, or has ended.
  ///
  /// - Parameters:
  ///   - folder: where the scenario folder `smallshire` is, and results go.
  ///   - isAbsolute: names both by their whole paths.
  ///   - scenarios: the scenario folder.
  ///   - draws: simulations of a full run.
  ///   - more: other options.
  init(
    _ folder: TemporaryFolder, port: Int = .random(in: 20_000...32_000), isAbsolute: Bool = false,
    scenarios: String = "smallshire", draws: Int = 60, more: [String] = []
  ) throws {
    self.folder = folder
    let start = isAbsolute ? "\(folder.path)/" : ""
    address = "http://localhost:\(port)"
    process.executableURL = URL(fileURLWithPath: Command.sufficiency)
    process.arguments =
      [
        "serve", "\(start)\(scenarios)", "--port", "\(port)",
        "--out",
        start + (scenarios.split(separator: "/").dropLast() + ["results"]).joined(separator: "/"),
        "--draws", "\(draws)", "--preview-draws", "\(min(10, draws))",
      ] + more
    process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
    said = "said-\(port)"
    try folder.write("", to: said)
    let file = try FileHandle(forWritingTo: URL(fileURLWithPath: "\(folder.path)/\(said)"))
    (process.standardOutput, process.standardError) = (file, file)
    try process.run()
    while process.isRunning, try !folder.read(said).contains("Open ") { usleep(50_000) }
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
  }

  /// A folder with the small authority's scenario folder in it.
  static func smallshire(at place: String = "smallshire") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "\(place)/\(path)") }
    return folder
  }

  /// Runs a program of `Tests/` against the server.
  func check(_ python: String, _ program: String, _ arguments: [String]) throws -> Command.Outcome {
    try Command.run(python, [Repository.path("Tests/\(program)")] + arguments)
  }
}
