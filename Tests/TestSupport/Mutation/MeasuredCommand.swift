import Foundation

extension Command {
  /// What a program needed.
  public struct Measure: Sendable {
    /// The exit code; nil where a signal ended it.
    public let status: Int32?
    /// The most bytes it had in memory at once.
    public let peak: Int
    /// Seconds of the processor.
    public let seconds: Double
  }

  /// True where the system tells what a running program has in memory, and that is its own: a sanitizer (`scripts/sanitize`) keeps
  /// several bytes beside each.
  public static var canMeasure: Bool {
    ProcessInfo.processInfo.environment["SUFFICIENCY_SANITIZED"] == nil
      && FileManager.default.fileExists(atPath: "/proc/self/status")
  }

  /// Runs a program to its end and says what it needed; what it prints is dropped.
  ///
  /// The peak is VmHWM, asked for every few milliseconds. `ru_maxrss` is of no use: Linux carries the memory of the process that
  /// started the program, here that of all tests, over into it.
  public static func measured(
    _ program: String, _ arguments: [String], in folder: String
  ) throws -> Measure {
    let process = try spawned(program, arguments, in: folder)
    var (status, usage, peak) = (Int32(0), rusage(), 0)
    while wait4(process, &status, WNOHANG, &usage) == 0 {
      peak = max(peak, residentPeak(process))
      usleep(2_000)
    }
    let time = usage.ru_utime.seconds + usage.ru_stime.seconds
    let hasExited = status & 0x7F == 0
    return Measure(status: hasExited ? (status >> 8) & 0xFF : nil, peak: peak, seconds: time)
  }

  private static func spawned(
    _ program: String, _ arguments: [String], in folder: String
  ) throws -> pid_t {
    // A shell goes to the folder and becomes the program: the process is the program's own.
    let line = [
      "/bin/sh", "-c", "cd \"$0\" && exec \"$@\" >/dev/null 2>&1 </dev/null", folder, program,
    ]
    var words = (line + arguments).map { strdup($0) } + [nil]
    defer { words.forEach { free($0) } }
    var process = pid_t()
    let code = posix_spawn(&process, "/bin/sh", nil, nil, &words, environ)
    guard code == 0 else { throw CocoaError(.executableLoad) }
    return process
  }

  private static func residentPeak(_ process: pid_t) -> Int {
    guard let text = try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }),
      let kilobytes = line.split(separator: " ").compactMap({ Int($0) }).first
    else { return 0 }
    return kilobytes * 1024
  }
}

extension timeval {
  fileprivate var seconds: Double { Double(tv_sec) + Double(tv_usec) / 1e6 }
}
