import Foundation
import TestSupport
import Testing

/// What a crash shows of a program that has persons in memory.
@Suite(.serialized)
struct CrashTests {
  /// A return in whose every row is a word that may come out nowhere.
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    let made = try Command.run(
      Command.sufficiency, ["synthesise", "--from", ".", "--plans", "4000", "--to", "return"],
      in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    let rows = try folder.read("return/person.csv").replacing(
      /Nobody-[0-9]+,Invented/, with: "Canarysurname,Canaryforename")
    #expect(rows.components(separatedBy: "Canarysurname").count > 4000)
    try folder.write(rows, to: "return/person.csv")
    return folder
  }

  /// Backtraces on and core files allowed, as on a developer's machine.
  private func crash(
    _ folder: TemporaryFolder, _ signal: Int32, after seconds: Double
  ) throws -> Launched.End {
    let program = try Launched(
      [
        "-c", "ulimit -c unlimited; exec \"$0\" \"$@\"", Command.sufficiency, "import", "sen2",
        "return", "--census", "2025-01-16", "--to", "private",
      ],
      in: folder.path, by: "/bin/bash",
      environment: ["SWIFT_BACKTRACE": "enable=yes,color=no,threads=all,registers=all"])
    usleep(UInt32(seconds * 1e6))
    program.send(signal)
    return try program.end()
  }

  @Test func `a crash while persons are read shows nothing of them and leaves no core`() throws {
    let folder = try folder()
    var (moments, crashed, seconds) = (Moments(of: "crash"), 0, 60.0)
    for number in 0..<(8 * max(8, Moments.count / 8)) where crashed < max(4, Moments.count / 16) {
      try? FileManager.default.removeItem(atPath: "\(folder.path)/private")
      let signal = [SIGSEGV, SIGABRT, SIGILL, SIGTRAP, SIGBUS, SIGFPE][number % 6]
      // The first is not ended and says how long it takes; one that had ended before, that it takes less here and now.
      let (share, start) = (moments.next() ?? 0, ContinuousClock.now)
      let end = try crash(
        folder, number == 0 ? 0 : signal, after: number == 0 ? 0 : share * seconds)
      if end.status == 0 { seconds = min(seconds, start.duration(to: .now) / .seconds(1)) }
      // Before it has begun to read, the program crashes as any other does.
      let isSilent = end.errors.contains("What was in memory is not shown")
      for word in ["Canary"] + (isSilent ? ["Registers", "Backtrace", "0x"] : []) {
        #expect(!(end.errors + end.output).contains(word), "\(end.errors)")
      }
      if end.status == 128 + signal, isSilent {
        crashed += 1
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/private"))
      }
      let cores = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter {
        $0.hasPrefix("core")
      }
      #expect(!isSilent || cores.isEmpty, "\(cores)")
      for core in cores { try folder.delete(core) }
    }
    #expect(crashed > 3)
  }
}
