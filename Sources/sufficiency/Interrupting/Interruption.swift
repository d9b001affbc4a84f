import Foundation
import Reporting

/// Signals that say stop: they end the program at once, and nothing half-written is left.
enum Interruption {
  /// The end of a pipe to which handlers write, which may do little else; numbers of signals come out at its other end.
  private nonisolated(unsafe) static var pipe: Int32 = -1

  /// Listens, whatever a program that starts this one has done about signals, but for a terminal that is closed on purpose (`nohup`).
  ///
  /// A pipe that nobody reads and a file beyond a limit then are errors of writing, which are met where something is written.
  static func listen() {
    keepStreams()
    var ends: [Int32] = [-1, -1]
    guard Foundation.pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    pipe = ends[1]
    for number in [SIGPIPE, SIGXFSZ] { handle(number) { _ in } }
    let isKept = isIgnored(SIGHUP)
    for number in [SIGINT, SIGTERM, SIGHUP] where number != SIGHUP || !isKept {
      handle(number) { number in
        let kept = errno
        var byte = UInt8(truncatingIfNeeded: number)
        _ = write(Interruption.pipe, &byte, 1)
        errno = kept
      }
    }
    let reading = ends[0]
    let thread = Thread { wait(reading) }
    thread.start()
  }

  private static func wait(_ reading: Int32) {
    var byte: UInt8 = 0
    while true {
      let count = read(reading, &byte, 1)
      if count == 1 { end(Int32(byte)) }
      if count == 0 || errno != EINTR { return }
    }
  }

  /// Removes what is hidden, says what is written, and ends.
  private static func end(_ number: Int32) -> Never {
    let remains = WritingGate.shared.close()
    for path in remains.hidden.sorted() { remove(path) }
    // Who does not read what is said does not keep the program going.
    Thread {
      usleep(300_000)
      _exit(128 + number)
    }.start()
    StandardError.write(
      (StandardError.isTerminal ? "\r\u{1B}[K" : "")
        + words(remains.done, isCutOff: remains.isCutOff))
    _exit(128 + number)
  }

  /// Removes a file or a folder, into which another thread may still be writing what is not within a step.
  private static func remove(_ path: String) {
    for _ in 0..<5 where FileManager.default.fileExists(atPath: path) {
      try? FileManager.default.removeItem(atPath: path)
    }
  }

  /// What is said of the end.
  static func words(_ done: [String], isCutOff: Bool) -> String {
    if isCutOff {
      let before =
        done.isEmpty ? "" : " Written before that, each whole: \(done.joined(separator: "; "))."
      return
        "Ended while something was being written, which took long.\(before) Do the same again, which mends what is half done."
    }
    return done.isEmpty
      ? "Ended. Nothing was written; earlier results are as they were."
      : "Ended. Written before that, each whole: \(done.joined(separator: "; ")). Everything else is as it was."
  }

  private static func handle(_ number: Int32, _ body: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    action.__sigaction_handler.sa_handler = body
    action.sa_flags = SA_RESTART
    sigaction(number, &action, nil)
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, number)
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// A stream that was closed before the start must not come to be a file of results.
  private static func keepStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) < 0 {
      _ = open("/dev/null", O_RDWR)
    }
  }
}
