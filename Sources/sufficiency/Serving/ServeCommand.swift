import ArgumentParser
import Dispatch
import Foundation
import Scenarios
import Synchronization
import WebServer

/// Serves the web pages of a folder.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract:
      "Serve pages on this machine: move levers, compare scenarios, run, and take results away.",
    discussion: """
      EXAMPLES
        sufficiency serve scenarios
        sufficiency serve scenarios/leicestershire --port 8081
      The pages are for this machine alone, and for officers: small numbers are shown. Control-C ends it.
      """)

  @Argument(
    help: "A scenario folder, or a folder of scenario folders.", completion: .directory)
  var folder: String

  @Option(help: "The port.")
  var port = 8080

  @Option(help: "The interface to listen on. Any other than the loopback address lets others in.")
  var host = "127.0.0.1"

  @Option(
    name: .customLong("known-as"),
    help: "Another name that browsers may use for this machine, with --host; may be repeated.")
  var aliases: [String] = []

  @Option(
    help: "Where the results of runs are, and go (default: notebooks-output).",
    completion: .directory)
  var out = "notebooks-output"

  @Option(help: "Number of simulations of a full run.")
  var draws = 1000

  @Option(help: "Number of simulations of what a lever shows while it is moved.")
  var previewDraws = Preview.draws

  func validate() throws {
    guard (1...65_535).contains(port) else {
      throw ValidationError("--port must be from 1 to 65535, not \(port).")
    }
    for (name, number) in [("--draws", draws), ("--preview-draws", previewDraws)]
    where !(1...1_000_000).contains(number) {
      throw ValidationError("\(name) must be from 1 to 1000000, not \(number).")
    }
  }

  func run() throws {
    let folders = try folders()
    for folder in folders { try keepPrivate(folder, out: out) }
    let places = try folders.map { folder in
      try FolderWorkplace(
        folder, out: out, store: try storePlace(of: folder, in: out), draws: draws)
    }
    let address = Site.Address(host: host, port: port, aliases: aliases)
    if !["127.0.0.1", "::1", "localhost"].contains(host) {
      StandardError.write(
        "Warning: --host \(host) lets everybody who reaches this machine read and change what is here. There is no password. Browsers must use a name that --known-as gives."
      )
    }
    // What the server's library has to say of itself is not for planners.
    setenv("LOG_LEVEL", "critical", 0)
    Self.listenToSignals()
    let site = try Site(
      places, chartLibrary: try ChartLibrary.text(), draws: previewDraws, version: Version.current)
    try wait {
      try await site.serve(address) {
        print("Open \(address.text) in a browser. Control-C ends it.")
        fflush(nil)
      }
    }
  }

  /// A program that starts this one may have kept signals from it: whoever says stop is heard all the same.
  private static func listenToSignals() {
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] {
      signal(number, SIG_DFL)
      sigaddset(&signals, number)
    }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  /// The folder itself, or those in it that have an authority.
  private func folders() throws -> [String] {
    let isOne = { (path: String) in
      FileManager.default.fileExists(atPath: "\(path)/authority.yaml")
    }
    if isOne(folder), TransitionScenarioFolder.isOne(folder) {
      StandardError.write(
        "\(folder): a folder of transitions, which has no pages. Use sufficiency run.")
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    if isOne(folder) { return [folder] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let found = names.sorted().map { "\(folder)/\($0)" }.filter(isOne)
    guard !found.isEmpty else {
      StandardError.write(
        "\(folder): no authority.yaml here, nor in a folder in it. Name a scenario folder, for example scenarios/leicestershire."
      )
      throw ExitCode(ExitStatus.refused.rawValue)
    }
    let places = found.filter { !TransitionScenarioFolder.isOne($0) }
    // Letters with accents may be written in two ways, which are the same in an address.
    let alike = Dictionary(grouping: places, by: ScenarioFolder.name).values.first { $0.count > 1 }
    guard let alike else { return places }
    StandardError.write(
      "\(folder): \(alike.count) folders in it are called \(ScenarioFolder.name(of: alike[0])), in different ways of writing it. Rename one."
    )
    throw ExitCode(ExitStatus.refused.rawValue)
  }

  /// Waits for something asynchronous to end.
  private func wait(for work: @escaping @Sendable () async throws -> Void) throws {
    let end = DispatchSemaphore(value: 0)
    let failure = Mutex<(any Error)?>(nil)
    Task {
      do { try await work() } catch { failure.withLock { $0 = error } }
      end.signal()
    }
    end.wait()
    guard let error = failure.withLock({ $0 }) else { return }
    StandardError.write(
      "The pages could not be served at \(host), port \(port): \(error). If the port is in use, choose another with --port."
    )
    throw ExitCode(ExitStatus.refused.rawValue)
  }
}
