import Foundation
import TestSupport
import Testing

/// A program that is under way.
final class Launched {
  /// How many seconds a program may take to end after a signal; under a sanitizer it does something else at every access to memory.
  static let patience =
    ProcessInfo.processInfo.environment["SUFFICIENCY_SANITIZED"] == nil ? 1.0 : 10.0

  /// How it ended.
  struct End {
    /// The exit code, or 128 and the signal.
    let status: Int32
    let output: String
    let errors: String
    /// From the start, or from the signal.
    let seconds: Double
  }

  let process = Process()
  private let said: TemporaryFolder
  private let streams: [FileHandle]
  private var start = ContinuousClock.now

  init(
    _ arguments: [String], in folder: String, by program: String = Command.sufficiency,
    environment: [String: String] = [:]
  ) throws {
    said = try TemporaryFolder()
    for name in ["output", "errors"] { try said.write("", to: name) }
    let path = said.path
    streams = try ["output", "errors"].map {
      try FileHandle(forWritingTo: URL(fileURLWithPath: "\(path)/\($0)"))
    }
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    (process.standardOutput, process.standardError) = (streams[0], streams[1])
    try process.run()
  }

  deinit {
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
  }

  func send(_ signal: Int32) {
    start = .now
    kill(process.processIdentifier, signal)
  }

  func end() throws -> End {
    process.waitUntilExit()
    let seconds = start.duration(to: .now) / .seconds(1)
    for stream in streams { try stream.close() }
    let isSignal = process.terminationReason == .uncaughtSignal
    return End(
      status: process.terminationStatus + (isSignal ? 128 : 0), output: try said.read("output"),
      errors: try said.read("errors"), seconds: seconds)
  }

  /// Waits until something is so, at most a minute.
  func wait(until isSo: () -> Bool) -> Bool {
    for _ in 0..<6000 where process.isRunning {
      if isSo() { return true }
      usleep(10_000)
    }
    return isSo()
  }
}

/// Debian's strace, which ends a program at a call of the system, or makes that call fail.
enum SystemCalls {
  static let program = "/usr/bin/strace"
  /// What changes files.
  static let writing = "/^(rename|unlink|rmdir|mkdir|fsync|fdatasync|ftruncate|flock|pwrite)"

  /// False where it is not installed or may not look at processes.
  static let areWatched: Bool = {
    let outcome = try? Command.run(
      program, ["-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "true"])
    if outcome?.status != 0 {
      skip("strace is not here or may not trace; scripts/setup tests installs it")
    }
    return outcome?.status == 0
  }()

  /// Runs `sufficiency` with faults, where paths are given in calls of theirs alone.
  static func run(
    _ arguments: [String], in folder: String, tracing calls: String = writing,
    inject: [String] = [], of paths: [String] = [],
    log: String = "/dev/null", environment: [String: String] = Work.environment
  ) throws -> Launched.End {
    // Calls that are only looked at need not stop the program at every other.
    let quick = inject.isEmpty ? ["--seccomp-bpf"] : []
    let faults = inject.flatMap { ["-e", "inject=\($0)"] } + paths.flatMap { ["-P", $0] }
    return try Launched(
      quick + ["-f", "-qq", "-o", log, "-e", "trace=\(calls)", "-e", "signal=none"]
        + faults
        + [Command.sufficiency] + arguments, in: folder, by: program,
      environment: environment
    ).end()
  }

  /// One call: its name, and the how manieth of that name it is.
  struct Call: CustomStringConvertible {
    let name: String
    let number: Int
    var description: String { "\(name) \(number)" }

    /// What strace is to do there.
    func inject(_ fault: String) -> String { "\(name):\(fault):when=\(number)" }
  }

  /// The calls that the first thread makes, in their order.
  static func all(
    _ arguments: [String], in folder: String, tracing calls: String = writing,
    environment: [String: String] = Work.environment
  ) throws -> [Call] {
    let log = try TemporaryFolder()
    let end = try run(
      arguments, in: folder, tracing: calls, log: "\(log.path)/log", environment: environment)
    #expect(end.status == 0, "\(end)")
    let lines = try log.read("log").split(separator: "\n").map { $0.split(separator: " ") }
    var counts: [String: Int] = [:]
    return lines.compactMap { words in
      guard words.count > 1, words[0] == lines[0][0], let end = words[1].firstIndex(of: "(")
      else { return nil }
      let name = String(words[1][..<end])
      counts[name, default: 0] += 1
      return Call(name: name, number: counts[name] ?? 1)
    }
  }
}

extension [SystemCalls.Call] {
  /// The call at a share of the way.
  func at(_ share: Double) throws -> SystemCalls.Call {
    try #require(!isEmpty)
    return self[Swift.min(count - 1, Int(share * Double(count)))]
  }
}
