import Foundation
import TestSupport
import Testing

/// Disks that are full, folders that nobody may write to, limits: a message, exit code 1, and everything as it was.
@Suite(.serialized)
struct WritingTests {
  /// False where no file system can be mounted: not root, and no namespaces for users.
  static let canMount: Bool = {
    let outcome = try? Command.run("/bin/sh", ["-c", "unshare -rm mount -t tmpfs none /mnt"])
    if outcome?.status != 0 { skip("no file system can be mounted here (unshare -rm)") }
    return outcome?.status == 0
  }()

  /// Runs a script with file systems of its own; `$0` is `sufficiency`.
  static func mounted(_ script: String, in folder: FaultFolder) throws -> Launched.End {
    try Launched(
      ["-rm", "/bin/sh", "-c", script, Command.sufficiency], in: folder.path,
      by: "/usr/bin/unshare", environment: Work.environment
    ).end()
  }

  private func refused(_ end: Launched.End, saying words: String) {
    #expect(end.status == 1 && end.output.isEmpty, "\(end)")
    #expect(end.errors.contains(words) && end.errors.contains("out"), "\(end)")
  }

  private static let run = FaultFolder.run(seed: 2).joined(separator: " ")

  @Test(.enabled(if: WritingTests.canMount), arguments: [true, false])
  func `a full disk keeps the older results and leaves nothing of the new`(hasOlder: Bool) throws {
    let folder = try Work.transitions.prepared()
    let size = try folder.folder.files(below: "out").values.reduce(0) {
      $0 + ($1.count + 4095) / 4096
    }
    let pages = hasOlder ? size * 3 / 2 + 2 : size / 2
    let end = try Self.mounted(
      """
      mkdir disk && mount -t tmpfs -o size=\(pages * 4)k none disk || exit 9
      mkdir disk/out; \(hasOlder ? "cp -a out/small disk/out" : ":")
      "$0" \(Self.run.replacing("--out out", with: "--out disk/out"))
      status=$?
      find disk/out -name '.*' > left; cp -a disk/out after
      exit $status
      """, in: folder)
    refused(end, saying: "the disk is full")
    #expect(try folder.folder.read("left").isEmpty)
    let before = hasOlder ? try folder.folder.files(below: "out/small") : [:]
    #expect(try folder.folder.files(below: "after") == before.mapKeys { "small/\($0)" })
  }

  @Test(.enabled(if: WritingTests.canMount))
  func `a disk without room for the store keeps the results, and says how to record them`() throws {
    let folder = try Work.run.prepared()
    try folder.folder.delete("out/results.sqlite")
    let size = try folder.folder.files(below: "out").values.reduce(0) {
      $0 + ($1.count + 4095) / 4096
    }
    let end = try Self.mounted(
      """
      mkdir disk && mount -t tmpfs -o size=\((size + 55) * 4)k none disk || exit 9
      "$0" \(Self.run.replacing("--out out", with: "--out disk/out"))
      status=$?
      find disk/out -name '.*' > left; cp -a disk/out after
      exit $status
      """, in: folder)
    #expect(end.status == 1 && end.errors.contains("sufficiency runs record small"), "\(end)")
    #expect(end.errors.contains("the disk is full"), "\(end)")
    #expect(try folder.folder.read("left").isEmpty)
    #expect(folder.isWhole("after/small"))
    #expect(try folder.store("after/results.sqlite").isEmpty)
  }

  @Test(.enabled(if: WritingTests.canMount))
  func `a read-only folder is named before anything is run`() throws {
    let folder = try Work.transitions.prepared()
    let before = try folder.folder.files(below: "out")
    let end = try Self.mounted(
      "mount --bind out out && mount -o remount,bind,ro out || exit 9; exec \"$0\" \(Self.run)",
      in: folder)
    refused(end, saying: "no permission to write here")
    #expect(try folder.folder.files(below: "out") == before)
  }

  @Test(arguments: Work.allCases.filter { Moments.isLong || $0 != .run })
  func `a quota is named, and nothing half-written is left`(work: Work) throws {
    let folder = try work.prepared()
    // Of 512 bytes: room for small files alone.
    let blocks = work == .store ? 200 : 8
    // The signal of the limit ends a program, as from a terminal; from a test it would be blocked.
    let limited = """
      import os, resource, signal, sys
      signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
      signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGXFSZ})
      resource.setrlimit(resource.RLIMIT_FSIZE, (\(blocks * 512), \(blocks * 512)))
      os.execv(sys.argv[1], sys.argv[1:])
      """
    let end = try Launched(
      ["python3", "-c", limited, Command.sufficiency] + work.arguments, in: folder.path,
      by: "/usr/bin/env", environment: Work.environment
    ).end()
    #expect(end.status == 1 && !end.errors.isEmpty, "\(end)")
    if work != .store { #expect(end.errors.contains("a quota or a limit"), "\(end)") }
    try work.check(folder, "quota")
    #expect(try folder.hidden() == [])
    #expect(try folder.store() == Work.before(work).store())
  }

  @Test func `no permission is said, and whose the lock is`() throws {
    let folder = try Work.transitions.prepared()
    guard let nobody = try Self.nobody(folder) else { return }
    let before = try folder.folder.files(below: "out")
    let end = try Launched(
      nobody + [Command.sufficiency] + Work.transitions.arguments, in: folder.path,
      by: "/usr/bin/env"
    ).end()
    refused(end, saying: "no permission to write here")
    let going = try Launched(
      ["run", "small", "--draws", "400000", "--quiet", "--out", "out"], in: folder.path)
    #expect(going.wait { folder.note != nil })
    let other = try Launched(
      nobody + [Command.sufficiency] + Work.transitions.arguments, in: folder.path,
      by: "/usr/bin/env"
    ).end()
    refused(other, saying: "process \(going.process.processIdentifier)")
    going.send(SIGINT)
    _ = try going.end()
    #expect(try folder.folder.files(below: "out") == before)
  }

  @Test func `a folder that nobody may look into is not taken for an empty one`() throws {
    let folder = try Work.transitions.prepared()
    guard getuid() == 0, let nobody = try Self.nobody(folder) else { return }
    let mine = "mine/file.txt"
    try folder.folder.write("mine", to: mine)
    _ = try Command.run("/bin/chown", ["-R", "65534:65534", "\(folder.path)/mine"])
    _ = try Command.run("/bin/chmod", ["777", folder.path])
    chmod("\(folder.path)/mine", 0o300)
    let end = try Launched(
      nobody + [Command.sufficiency, "init", "mine", "--authority", "855"], in: folder.path,
      by: "/usr/bin/env"
    ).end()
    #expect(end.status == 1 && end.errors.contains("no permission"), "\(end)")
    #expect(try folder.folder.read(mine) == "mine")
  }

  /// How to run a program as somebody who may write nothing; nil where that cannot be done.
  private static func nobody(_ folder: FaultFolder) throws -> [String]? {
    guard getuid() == 0 else {
      chmod("\(folder.path)/out", 0o555)
      return []
    }
    let words = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    _ = try Command.run("/bin/chmod", ["-R", "a+rX", folder.path])
    let outcome = try Command.run(
      "/usr/bin/env", words + [Command.sufficiency, "check", "small"], in: folder.path)
    guard outcome.status == 0 else {
      skip("nobody but root may run the program where it was built")
      return nil
    }
    return words
  }

  @Test(.enabled(if: SystemCalls.areWatched), arguments: ["EIO", "ENOSPC", "EDQUOT", "EROFS"])
  func `whatever a call of the system answers, the older results stay`(error: String) throws {
    var moments = Moments(of: error)
    let traced = try Work.transitions.prepared()
    let names = "/^(rename|mkdir|fsync|write|ftruncate|pwrite)"
    let calls = try SystemCalls.all(Work.transitions.arguments, in: traced.path, tracing: names)
    for _ in 0..<max(1, Moments.count / 6) {
      let folder = try Work.transitions.prepared()
      let call = try calls.at(moments.next() ?? 0)
      let end = try SystemCalls.run(
        Work.transitions.arguments, in: folder.path, tracing: names,
        inject: [call.inject("error=\(error)")])
      #expect([0, 1].contains(end.status), "\(error) at \(call): \(end)")
      #expect(end.status == 0 || !end.errors.isEmpty, "\(error) at \(call): \(end)")
      let isNew =
        try folder.bytes("out/small") == Work.undisturbed(.transitions).folder.bytes("out/small")
      #expect(end.status != 0 || isNew, "\(error) at \(call)")
      #expect(end.status != 0 || !call.name.hasPrefix("fsync"), "\(error) at \(call)")
      try Work.transitions.check(folder, "\(error) at \(call)")
      #expect(try folder.hidden() == [], "\(error) at \(call)")
    }
  }

  @Test(.enabled(if: SystemCalls.areWatched))
  func `a file system that cannot exchange two folders has them renamed, one after the other`()
    throws
  {
    let fresh = try FaultFolder(ofTransitions: true)
    let first = try SystemCalls.run(
      Work.transitions.arguments, in: fresh.path, tracing: "/^rename",
      inject: ["renameat2:error=EINVAL"])
    #expect(first.status == 0, "\(first)")
    #expect(
      try fresh.bytes("out/small") == Work.undisturbed(.transitions).folder.bytes("out/small"))
    for fault in [[], ["/^rename$:signal=KILL:when=2"], ["/^rename$:error=EIO:when=2"]] {
      let folder = try Work.transitions.prepared()
      let end = try SystemCalls.run(
        Work.transitions.arguments, in: folder.path, tracing: "/^rename",
        inject: ["renameat2:error=EINVAL"] + fault)
      let isKilled = end.status == 137
      #expect(isKilled == fault.contains { $0.contains("KILL") }, "\(end)")
      // Ended between the two, there is no folder; the next who looks puts the older one back.
      if isKilled {
        #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out/small"))
        try folder.sufficiency(
          ["run", "small", "--scenario", "none", "--out", "out"], expecting: 2)
        let note = try folder.folder.read("out/.small.lock").replacing(
          "\"small\"", with: "\"gone\"")
        try folder.folder.write(note, to: "out/.small.lock")
        try folder.sufficiency(["resume", "--out", "out"], expecting: 1)
        #expect(try folder.bytes("out/small") == Work.before(.transitions).bytes("out/small"))
        try folder.folder.delete("out/.small.lock")
      }
      try Work.transitions.check(folder, "\(fault)")
      #expect(try folder.hidden() == [], "\(fault)")
    }
  }
}

extension Dictionary {
  fileprivate func mapKeys(_ change: (Key) -> Key) -> [Key: Value] {
    [Key: Value](uniqueKeysWithValues: map { (change($0.key), $0.value) })
  }
}
