import Foundation
import TestSupport
import Testing

/// The pages in a real browser, as a planner uses them.
@Suite(.serialized)
struct BrowserTests {
  static let hasBrowser =
    FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
    && Command.python.map {
      (try? Command.run($0, ["-c", "import playwright, axe_playwright_python"]).status) == 0
    } ?? false

  @Test(
    .enabled(if: hasBrowser, "no chromium or playwright; scripts/setup tests installs them"),
    .timeLimit(.minutes(20)))
  func `a planner moves levers, keeps, runs, compares and takes away`() throws {
    let python = try #require(Command.python)
    let folder = try PagesServer.smallshire()
    let server = try PagesServer(folder)
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
    let folder = try PagesServer.smallshire()
    let port = Int.random(in: 20_000...40_000)
    let server = try PagesServer(folder, port: port)
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
