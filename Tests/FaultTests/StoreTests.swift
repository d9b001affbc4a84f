import Foundation
import TestSupport
import Testing

/// Several programs and one store of runs.
@Suite struct StoreTests {
  /// Two folders with results of their own, and no store yet.
  private static func made() throws -> FaultFolder {
    let folder = try FaultFolder(copyOf: Work.before(.run))
    for file in ["results.sqlite", "results.sqlite-wal", "results.sqlite-shm"] {
      try? folder.folder.delete("out/\(file)")
    }
    let newer = try Work.undisturbed(.run).folder
    try FileManager.default.copyItem(
      atPath: "\(newer.path)/out/small", toPath: "\(folder.path)/out/other")
    return folder
  }

  @Test func `two processes on one store both finish, and nothing is lost`() throws {
    let made = try Self.made()
    for _ in 0..<max(4, Moments.count / 6) {
      let folder = try FaultFolder(copyOf: made)
      let both = try ["small", "other"].map { name in
        try Launched(["runs", "record", name, "--out", "out"], in: folder.path)
      }
      for process in both {
        let end = try process.end()
        #expect(end.status == 0 && end.errors.isEmpty, "\(end)")
      }
      #expect(try folder.store() == [made.id() ?? "", made.id("out/other") ?? ""].sorted())
    }
  }

  @Test(.enabled(if: WritingTests.canMount))
  func `where nobody may write, what was signed is read all the same`() throws {
    let folder = try FaultFolder(copyOf: Work.before(.run))
    let id = try #require(folder.id())
    try folder.sufficiency(["runs", "record", "small", "--owner", "O. Owner", "--out", "out"])
    try folder.sufficiency(
      ["runs", "sign", id, "--as", "checked", "--by", "C. Checker", "--store", "out"])
    let store = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/out/results.sqlite"))
    let script = """
      mount --bind out out && mount -o remount,bind,ro out || exit 9
      "$0" runs list --store out && "$0" runs show \(id) --store out \
        && "$0" brief small --results out/small --for officers --format markdown --to brief.md
      """
    let end = try WritingTests.mounted(script, in: folder)
    #expect(end.status == 0 && end.errors.isEmpty, "\(end)")
    #expect(end.output.components(separatedBy: "C. Checker").count >= 2, "\(end)")
    #expect(try folder.folder.read("brief.md").contains("Checked by C. Checker"))
    let after = try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/out/results.sqlite"))
    #expect(after == store)
  }

  @Test(.enabled(if: WritingTests.canMount))
  func `where nobody may write, a store whose writer was killed is not read by half`() throws {
    let folder = try FaultFolder(copyOf: Work.before(.run))
    try folder.sufficiency(["runs", "record", "small", "--out", "out"])
    let script = """
      python3 -c '
      import os, signal, sqlite3
      store = sqlite3.connect("out/results.sqlite")
      store.execute("UPDATE run SET seed = seed + 1")
      store.commit()
      os.kill(os.getpid(), signal.SIGKILL)'
      test -s out/results.sqlite-wal || exit 8
      rm -f out/results.sqlite-shm
      mount --bind out out && mount -o remount,bind,ro out || exit 9
      "$0" runs list --store out
      """
    let end = try WritingTests.mounted(script, in: folder)
    #expect(end.status == 1 && end.output.isEmpty, "\(end)")
    #expect(end.errors.contains("was ended in the midst of it"), "\(end)")
  }

  @Test func `a store that another holds is waited for`() throws {
    let folder = try FaultFolder(copyOf: Self.made())
    try folder.sufficiency(["runs", "record", "small", "--out", "out"])
    let holder = try Launched(
      [
        "python3", "-c",
        """
        import sqlite3, time
        store = sqlite3.connect('out/results.sqlite', isolation_level=None)
        store.execute('BEGIN IMMEDIATE')
        open('held', 'w').close()
        time.sleep(2)
        store.execute('COMMIT')
        """,
      ], in: folder.path, by: "/usr/bin/env")
    #expect(holder.wait { FileManager.default.fileExists(atPath: "\(folder.path)/held") })
    try folder.sufficiency(["runs", "record", "other", "--out", "out"])
    #expect(try holder.end().status == 0)
    #expect(try folder.store().count == 2)
  }
}
