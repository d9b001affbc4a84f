import Foundation
import TestSupport
import Testing

/// The pages in a real browser, as a planner uses them.
@Suite(.serialized)
struct BrowserTests {
  /// A server of the small authority, ended with the test.
  private final class Server {
    let process = Process()
    let address: String

    init(_ folder: TemporaryFolder, port: Int) throws {
      address = "http://localhost:\(port)"
      process.executableURL = URL(fileURLWithPath: Command.sufficiency)
      process.arguments = [
        "serve", "smallshire", "--port", "\(port)", "--out", "results", "--draws", "60",
        "--preview-draws",
        "10",
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
  }

  private static let hasBrowser =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
    && Command.python.map {
      (try? Command.run($0, ["-c", "import playwright, axe_playwright_python"]).status) == 0
    } ?? false

  @Test(
    .enabled(if: hasBrowser, "no chromium or playwright; scripts/setup tests installs them"),
    .timeLimit(.minutes(20)))
  func `a planner moves levers, keeps, runs, compares and takes away`() throws {
    let python = try #require(Command.python)
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "smallshire/\(path)") }
    let server = try Server(folder, port: Int.random(in: 20_000...40_000))
    #expect(server.process.isRunning)
    let outcome = try Command.run(
      python,
      [
        Repository.path("Tests/browser/check_site.py"), server.address, "smallshire",
        "\(folder.path)/smallshire", "\(folder.path)/results/smallshire",
      ])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: "passed: ").count == 12)
  }

  @Test func `a port that is taken, and a folder that is none, are said in words`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "smallshire/\(path)") }
    let port = Int.random(in: 20_000...40_000)
    let server = try Server(folder, port: port)
    #expect(server.process.isRunning)
    let second = try Command.run(
      Command.sufficiency, ["serve", "smallshire", "--port", "\(port)"], in: folder.path)
    #expect(second.status == 1)
    #expect(second.errors.contains("--port"))
    let nowhere = try Command.run(
      Command.sufficiency, ["serve", "results-of-nobody"], in: folder.path)
    #expect(nowhere.status == 1)
    #expect(nowhere.errors.contains("no authority.yaml"))
    let usage = try Command.run(
      Command.sufficiency, ["serve", "smallshire", "--port", "0"], in: folder.path)
    #expect(usage.status == 2)
  }
}
