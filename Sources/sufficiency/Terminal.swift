import Foundation

/// The standard error stream.
enum StandardError {
  static func write(_ text: String) {
    // Nobody may be reading it any more, which is no reason to end.
    try? FileHandle.standardError.write(contentsOf: Data((text + "\n").utf8))
  }

  /// True where a person looks at it.
  static var isTerminal: Bool { isatty(FileHandle.standardError.fileDescriptor) == 1 }
}

/// What a run says on its way.
struct Voice {
  let isQuiet: Bool
  /// Shows how far it is, on a terminal.
  var showsProgress = true
  /// Takes what is said; prints it, if left out.
  var hears: (String) -> Void = { print($0, terminator: "") }

  init(isQuiet: Bool, showsProgress: Bool = true) {
    self.isQuiet = isQuiet
    self.showsProgress = showsProgress
  }

  func say(_ text: String, terminator: String = "\n") {
    if !isQuiet { hears(text + terminator) }
  }

  func progress(of total: Int) -> Progress {
    Progress(total: total, isQuiet: isQuiet || !showsProgress)
  }
}

/// The share done and the time left, on one line of a terminal; silent on a pipe.
final class Progress: @unchecked Sendable {
  private let total: Int
  private let isShown: Bool
  private let watch = Stopwatch()
  private let lock = NSLock()
  // Guarded by the lock: draws finish on any thread.
  private var done = 0
  private var lastShown = -1.0

  init(total: Int, isQuiet: Bool) {
    self.total = total
    isShown = !isQuiet && StandardError.isTerminal
  }

  /// One more draw is finished.
  func advance() {
    guard isShown else { return }
    lock.lock()
    defer { lock.unlock() }
    done += 1
    let now = watch.seconds
    guard now - lastShown > 0.2 || done == total else { return }
    lastShown = now
    let left = now / Double(done) * Double(total - done)
    write("\r\(100 * done / total) %  about \(Int(left.rounded(.up))) s left    ")
  }

  /// Clears the line.
  func finish() {
    if isShown { write("\r\u{1B}[K") }
  }

  private func write(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}

/// The time since something began, which no change of the clock bends.
struct Stopwatch {
  /// What the clock said at the start.
  let started: Date
  private let start: ContinuousClock.Instant

  init(_ started: Date = Date(), _ start: ContinuousClock.Instant = .now) {
    (self.started, self.start) = (started, start)
  }

  /// Seconds since the start, never below 0.
  var seconds: Double {
    let (seconds, attoseconds) = start.duration(to: .now).components
    return max(0, Double(seconds) + Double(attoseconds) / 1e18)
  }

  /// Start, end and seconds as `run.json` has them: the end is the start and the seconds.
  var times: (started: String, finished: String, seconds: Double) {
    let clock = ISO8601DateFormatter()
    let seconds = seconds
    return (
      clock.string(from: started), clock.string(from: started.addingTimeInterval(seconds)), seconds
    )
  }
}

/// The most memory this process has held, in bytes.
func peakMemory() -> Int {
  var usage = rusage()
  #if os(Linux)
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return usage.ru_maxrss * 1024
  #else
    getrusage(RUSAGE_SELF, &usage)
    return usage.ru_maxrss
  #endif
}
