import Foundation
import TestSupport
import Testing

/// One run at a time into a folder of results.
@Suite(.serialized)
struct LockTests {
  private static let long = [
    "run", "small", "--draws", "400000", "--seed", "3", "--quiet", "--out", "out",
  ]

  @Test
  func `a second run is refused, and who has the folder is named until it ends, however it ends`()
    throws
  {
    let folder = try Work.transitions.prepared()
    let before = try folder.folder.files(below: "out")
    let first = try Launched(Self.long, in: folder.path)
    #expect(first.wait { folder.note != nil })
    let note = try #require(folder.note)
    let number = "\(first.process.processIdentifier)"
    let second = try folder.sufficiency(Work.transitions.arguments, expecting: 1)
    for words in [
      "out/small: in use by another run", note["user"] as? String ?? "?",
      note["host"] as? String ?? "?", "process \(number)", note["since"] as? String ?? "?",
      "--out", "Nothing was written",
    ] { #expect(second.errors.contains(words), "\(words): \(second.errors)") }
    let resumed = try folder.sufficiency(["resume", "--out", "out"])
    #expect(resumed.output.contains("process \(number)") && resumed.output.contains("left alone"))
    #expect(resumed.output.contains("nothing to resume"))
    #expect(first.process.isRunning && folder.note != nil)
    first.send(SIGKILL)
    _ = try first.end()
    #expect(try folder.folder.files(below: "out").filter { $0.key != ".small.lock" } == before)
    #expect(folder.note?["arguments"] as? [String] == Self.long)
    try folder.run(seed: 2)
    #expect(try folder.hidden() == [], "the next run takes the note over")
    #expect(
      try folder.bytes("out/small") == Work.undisturbed(.transitions).folder.bytes("out/small"))
  }

  @Test func `shards are not merged into a folder that is run`() throws {
    let folder = try Work.merge.prepared()
    let before = try folder.folder.files(below: "out")
    let run = try Launched(Self.long, in: folder.path)
    #expect(run.wait { folder.note != nil })
    let merged = try folder.sufficiency(Work.merge.arguments, expecting: 1)
    #expect(merged.errors.contains("process \(run.process.processIdentifier)"), "\(merged.errors)")
    run.send(SIGTERM)
    #expect(try run.end().status == 143)
    #expect(try folder.folder.files(below: "out") == before)
  }

  @Test func `resume runs with the options of the run that was killed, and says what has changed`()
    throws
  {
    let folder = try FaultFolder()
    let options = [
      "--scenario", "earlier-support", "--seed", "9", "--threads", "2", "--memory", "1MB",
      "--owner", "A. Name", "--purpose", "a test",
    ]
    let killed = try Launched(
      ["run", "small", "--draws", "40000", "--years", "2", "--quiet", "--out", "out"] + options,
      in: folder.path)
    #expect(killed.wait { folder.note != nil })
    killed.send(SIGKILL)
    _ = try killed.end()
    // The options stay; the number of draws is made small here, for the sake of time.
    let note = try folder.folder.read("out/.small.lock").replacing("\"40000\"", with: "\"8\"")
    try folder.folder.write(note, to: "out/.small.lock")
    try folder.folder.write("left", to: "out/.small.writing-1/baseline/plans.csv")
    let scenario = try folder.folder.read("small/earlier-support.yaml")
    try folder.folder.write(scenario + "# later\n", to: "small/earlier-support.yaml")
    // From another folder: the command has its own.
    let resumed = try Command.run(
      Command.sufficiency, ["resume", "--out", "\(folder.path)/out"], in: "/")
    #expect(resumed.status == 0, "\(resumed.errors)")
    #expect(resumed.output.contains("small: did not finish"))
    #expect(resumed.output.contains("process \(killed.process.processIdentifier)"))
    #expect(resumed.errors.contains("changed since the run began: earlier-support.yaml"))
    let other = try FaultFolder()
    try other.folder.write(scenario + "# later\n", to: "small/earlier-support.yaml")
    try other.sufficiency(
      ["run", "small", "--draws", "8", "--years", "2", "--quiet", "--out", "out"] + options)
    #expect(folder.id() == other.id() && folder.isWhole())
    #expect(try folder.bytes("out/small") == other.bytes("out/small"))
    let listed = try folder.sufficiency(["runs", "list", "--store", "out"]).output
    #expect(listed.contains("A. Name") && listed.contains("a test"))
    #expect(try folder.hidden() == [])
    let again = try folder.sufficiency(["resume", "--out", "out"])
    #expect(again.output == "out: nothing to resume.\n")
  }

  @Test func `of a killed nation what is left is run, and no other`() throws {
    let folder = try FaultFolder()
    for name in ["a", "b", "c"] {
      for (path, text) in SmallTransitions.files() {
        try folder.folder.write(text, to: "nation/\(name)/\(path)")
      }
    }
    let options = ["--draws", "8", "--years", "2", "--quiet"]
    try folder.sufficiency(["run", "nation", "--out", "whole"] + options)
    try folder.sufficiency(["run", "nation", "--out", "out", "--seed", "2"] + options)
    let run = try Launched(
      ["run", "nation", "--out", "out", "--draws", "400000", "--years", "2", "--quiet"],
      in: folder.path)
    #expect(run.wait { FileManager.default.fileExists(atPath: "\(folder.path)/out/.c.lock") })
    usleep(300_000)
    run.send(SIGKILL)
    _ = try run.end()
    #expect(try folder.hidden() == ["out/.a.lock", "out/.b.lock", "out/.c.lock"])
    for name in ["a", "c"] {
      let note = try folder.folder.read("out/.\(name).lock").replacing("\"400000\"", with: "\"8\"")
      try folder.folder.write(note, to: "out/.\(name).lock")
    }
    try folder.folder.delete("out/.b.lock")
    let kept = try folder.folder.files(below: "out/b")
    try folder.sufficiency(["resume", "--out", "out", "--quiet"])
    #expect(try folder.folder.files(below: "out/b") == kept)
    for name in ["a", "c"] {
      #expect(try folder.bytes("out/\(name)") == folder.bytes("whole/\(name)"))
    }
    #expect(try folder.hidden() == [])
  }

  @Test(.enabled(if: SystemCalls.areWatched))
  func `a file system without locks is said, and the results are whole`() throws {
    let folder = try Work.transitions.prepared()
    let end = try SystemCalls.run(
      Work.transitions.arguments, in: folder.path, tracing: "flock", inject: ["flock:error=ENOLCK"])
    #expect(end.status == 0 && end.errors.contains("this file system keeps no locks"), "\(end)")
    #expect(try folder.hidden() == [])
    #expect(
      try folder.bytes("out/small") == Work.undisturbed(.transitions).folder.bytes("out/small"))
  }

  @Test(.enabled(if: SystemCalls.areWatched))
  func `a resume that fails can be done again`() throws {
    let work = Work.transitions
    let call = try Work.undisturbed(work).calls.at(0.5)
    let folder = try work.prepared()
    _ = try SystemCalls.run(
      work.arguments, in: folder.path, inject: [call.inject("signal=KILL")])
    #expect(folder.note != nil, "\(call)")
    let failed = try Launched(
      [
        "-c", "ulimit -f 1; exec \"$0\" \"$@\"", Command.sufficiency, "resume", "--out", "out",
        "--quiet",
      ], in: folder.path, by: "/bin/bash"
    ).end()
    #expect(failed.status == 1 && folder.note != nil, "\(failed)")
    try work.check(folder, "after a resume that failed")
    try work.mend(folder, "after a resume that failed")
  }

  @Test func `resume leaves what is not a note, and says where there is nothing to look at`() throws
  {
    let folder = try Work.transitions.prepared()
    try folder.folder.write("somebody's", to: "out/.other.lock")
    try folder.sufficiency(["resume", "--out", "out"])
    #expect(try folder.folder.read("out/.other.lock") == "somebody's")
    let end = try Launched(["resume", "--out", "ouch"], in: folder.path).end()
    #expect(end.status == 1 && end.errors.contains("Name the folder of the results with --out"))
  }
}
