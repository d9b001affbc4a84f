import Foundation
import TestSupport
import Testing

/// Signals that say stop, and readers that leave.
@Suite(.serialized)
struct SignalTests {
  private static let long = [
    "run", "small", "--draws", "400000", "--seed", "3", "--quiet", "--out", "out",
  ]

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `a signal ends a run within a second and nothing of it is left`(signal: Int32) throws {
    // A machine that does something else at the moment is asked again.
    var quickest = Double.infinity
    for _ in 0..<3 where quickest >= Launched.patience {
      let folder = try Work.transitions.prepared()
      let before = try folder.folder.files(below: "out")
      let run = try Launched(Self.long, in: folder.path)
      #expect(run.wait { folder.note != nil })
      usleep(300_000)
      run.send(signal)
      let end = try run.end()
      quickest = min(quickest, end.seconds)
      #expect(end.status == 128 + signal, "\(end)")
      #expect(end.errors == "Ended. Nothing was written; earlier results are as they were.\n")
      #expect(try folder.hidden() == [])
      #expect(try folder.folder.files(below: "out") == before)
    }
    #expect(quickest < Launched.patience)
  }

  @Test(
    .enabled(if: SystemCalls.areWatched),
    arguments: Work.allCases.filter { Moments.isLong || $0 != .merge })
  func `ended in the middle of writing, nothing half-written is left`(work: Work) throws {
    var moments = Moments(of: "signal \(work.rawValue)")
    let calls = try Work.undisturbed(work).calls
    for _ in 0..<max(1, Moments.count / 12) {
      let call = try calls.at(moments.next() ?? 0)
      let folder = try work.prepared()
      let end = try SystemCalls.run(
        work.arguments, in: folder.path, inject: [call.inject("signal=INT")])
      let moment = "\(work.rawValue) at \(call)"
      #expect([130, 0].contains(end.status), "\(moment): \(end)")
      #expect(try folder.hidden() == [], "\(moment)")
      try work.check(folder, moment)
      #expect(end.status == 0 || end.errors.contains("Ended. "), "\(moment): \(end.errors)")
    }
  }

  @Test func `nobody reads what is said at the end, and the program ends`() throws {
    let folder = try Work.transitions.prepared()
    // A pipe that is full, as of a program that hangs.
    let script = """
      import os, subprocess, sys, signal, time
      ends = os.pipe()
      os.set_blocking(ends[1], False)
      try:
          while True: os.write(ends[1], b"x" * 4096)
      except BlockingIOError: os.set_blocking(ends[1], True)
      run = subprocess.Popen(sys.argv[1:], stderr=ends[1])
      while not os.path.exists("out/.small.lock"): time.sleep(0.01)
      time.sleep(0.3)
      run.send_signal(signal.SIGTERM)
      try: sys.exit(0 if run.wait(10) == 143 else 1)
      except subprocess.TimeoutExpired:
          run.kill()
          sys.exit(2)
      """
    let end = try Launched(
      ["-c", script, Command.sufficiency] + Self.long, in: folder.path, by: "/usr/bin/python3"
    ).end()
    #expect(end.status == 0, "\(end)")
  }

  @Test func `a program that keeps signals from it does not keep it going`() throws {
    let folder = try Work.transitions.prepared()
    let run = try Launched(
      ["-c", "trap '' INT; exec \"$0\" \"$@\"", Command.sufficiency] + Self.long, in: folder.path,
      by: "/bin/sh")
    #expect(run.wait { folder.note != nil })
    run.send(SIGINT)
    #expect(try run.end().status == 130)
  }

  @Test func `under nohup a closed terminal ends nothing`() throws {
    let folder = try Work.transitions.prepared()
    let run = try Launched(
      ["-c", "trap '' HUP; exec \"$0\" \"$@\"", Command.sufficiency]
        + ["run", "small", "--draws", "200", "--seed", "3", "--quiet", "--out", "out"],
      in: folder.path, by: "/bin/sh")
    #expect(run.wait { folder.note != nil })
    run.send(SIGHUP)
    #expect(try run.end().status == 0)
  }

  @Test(arguments: [
    "| true", "2>&1 | true", ">&-", ">&- 2>&-", "> /dev/full", "> /dev/full 2> /dev/full",
  ])
  func `nobody reads what is printed, and the results are whole and recorded`(ending: String) throws
  {
    let work = ending == "| true" || Moments.isLong ? Work.run : .transitions
    let folder = try work.prepared()
    let said = try Launched(
      [
        "-c",
        "{ \"$0\" run small --seed 2 --draws 8 --years 2 --out out; echo $? > status; } \(ending)",
        Command.sufficiency,
      ], in: folder.path, by: "/bin/sh")
    _ = try said.end()
    #expect(try folder.folder.read("status") == "0\n")
    let after = try Work.undisturbed(work).folder
    #expect(folder.id() == after.id())
    #expect(try folder.bytes("out/small") == after.bytes("out/small"))
    #expect(try folder.store() == after.store())
    #expect(try folder.hidden() == [])
  }

  @Test func `a stream that was closed never comes to be a file of results`() throws {
    let folder = try Work.transitions.prepared()
    let run = try Launched(
      ["-c", "exec \"$0\" \"$@\" <&- >&- 2>&-", Command.sufficiency] + Self.long, in: folder.path,
      by: "/bin/sh")
    #expect(run.wait { folder.note != nil })
    for stream in 0...2 {
      let target = try FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/\(run.process.processIdentifier)/fd/\(stream)")
      #expect(target == "/dev/null", "stream \(stream)")
    }
    run.send(SIGINT)
    #expect(try run.end().status == 130)
  }

  @Test func `a list whose reader leaves after a line ends`() throws {
    let folder = try Work.run.prepared()
    let said = try Launched(
      ["-c", "\"$0\" runs list --store out | head -1", Command.sufficiency], in: folder.path,
      by: "/bin/sh"
    ).end()
    #expect(said.status == 0 && said.errors.isEmpty, "\(said)")
    #expect(said.output.hasPrefix("run "), "\(said)")
  }
}
