import Foundation
import TestSupport
import Testing

/// The pages as somebody meets them who means harm, or whose browser does.
@Suite(.serialized)
struct ClosedPagesTests {
  private static let hasSchemathesis =
    Command.python.map {
      (try? Command.run($0, ["-c", "import schemathesis"]).status) == 0
    } ?? false

  /// The long sets are asked for by `scripts/test --long`.
  private static let isLong = ProcessInfo.processInfo.environment["SUFFICIENCY_LONG"] != nil

  private static let passed = "passed: "

  @Test(
    .enabled(if: Command.python != nil, "no Python; scripts/setup tests prepares it"),
    .timeLimit(.minutes(20)))
  func `the pages give nothing away, and bear what is done to them`() throws {
    let python = try #require(Command.python)
    let server = try PagesServer(try PagesServer.smallshire(), isAbsolute: true, draws: 6)
    let path = server.folder.path
    let outcome = try server.check(
      python, "pages/check_closed.py",
      [
        server.address, "smallshire", "\(path)/smallshire", "\(path)/results/smallshire",
        "--saves", Self.isLong ? "10000" : "10",
      ])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: Self.passed).count == 15)
    #expect(server.process.isRunning)
  }

  @Test(
    .enabled(if: Command.python != nil, "no Python; scripts/setup tests prepares it"),
    .timeLimit(.minutes(20)))
  func
    `pages are for this machine, lead on whatever a folder is called, and do not say where it is`()
    throws
  {
    let python = try #require(Command.python)
    let way = "team-drive/private"
    let folder = try PagesServer.smallshire(at: "\(way)/Small shïre")
    let port = Int.random(in: 20_000...32_000)
    let server = try PagesServer(folder, port: port, scenarios: "\(way)/Small shïre", draws: 6)
    let other = try PagesServer(
      folder, port: port + 1, scenarios: "\(way)/Small shïre", draws: 6,
      more: ["--host", "0.0.0.0"])
    let outcome = try server.check(
      python, "pages/check_way.py",
      [server.address, other.address, "\(folder.path)/\(way)/Small shïre", "team-drive"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: Self.passed).count == 7)
    #expect(try !folder.read(server.said).contains("Warning"))
    #expect(try folder.read(other.said).contains("Warning: --host 0.0.0.0 lets everybody"))
  }

  @Test(
    .enabled(
      if: BrowserTests.hasBrowser, "no chromium or playwright; scripts/setup tests installs them"),
    .timeLimit(.minutes(20)))
  func `a script in any text of a folder stays text`() throws {
    let python = try #require(Command.python)
    let folder = try PagesServer.smallshire()
    let spoilt = try Command.run(
      python,
      [Repository.path("Tests/pages/check_hostile.py"), "write", "\(folder.path)/smallshire"])
    #expect(spoilt.status == 0, "\(spoilt.errors)")
    let server = try PagesServer(folder, draws: 6)
    let outcome = try server.check(
      python, "pages/check_hostile.py",
      ["visit", server.address, "smallshire", "\(folder.path)/results/smallshire"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: Self.passed).count == 4)
  }

  @Test(
    .enabled(
      if: BrowserTests.hasBrowser, "no chromium or playwright; scripts/setup tests installs them"),
    .timeLimit(.minutes(20)))
  func `another site in the same browser changes nothing and reads nothing`() throws {
    let python = try #require(Command.python)
    let folder = try PagesServer.smallshire()
    let server = try PagesServer(folder, draws: 6)
    let outcome = try server.check(
      python, "pages/check_elsewhere.py",
      [server.address, "smallshire", "\(folder.path)/smallshire"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.components(separatedBy: Self.passed).count == 6)
  }

  @Test(
    .enabled(
      if: hasSchemathesis && isLong,
      "schemathesis asks every address 200 times: scripts/test --long"),
    .timeLimit(.minutes(20)))
  func `every answer is one that is described, and none a fault of the server`() throws {
    let python = try #require(Command.python)
    let server = try PagesServer(try PagesServer.smallshire(), draws: 6)
    let outcome = try server.check(
      python, "pages/check_described.py",
      [server.address, "smallshire", "--examples", "200"])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
    #expect(server.process.isRunning)
  }

  @Test(
    .enabled(if: Command.python != nil, "no Python; scripts/setup tests prepares it"),
    .timeLimit(.minutes(10)))
  func `fifty clients are served without an error`() throws {
    let python = try #require(Command.python)
    let server = try PagesServer(try PagesServer.smallshire(), draws: 6)
    // A build without optimisation on a busy machine shows errors and leaks, not speed.
    let outcome = try Command.run(
      python,
      [
        Repository.path("benchmarks/load.py"), "--address", server.address, "--place", "smallshire",
        "--process", "\(server.process.processIdentifier)", "--seconds", "6", "--p99", "10000",
        "--memory", "100",
      ])
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }
}
