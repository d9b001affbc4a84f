import Foundation
import TestSupport
import Testing

/// A folder that counts of persons are put into, whatever ends the import.
@Suite(.serialized)
struct SensitiveTests {
  private static let arguments = [
    "import", "sen2", "return", "--census", "2025-01-16", "--to", "folder",
  ]

  /// A scenario folder whose own evidence an import takes the place of, and an invented return.
  private func prepared() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    let made = try Command.run(
      Command.sufficiency, ["synthesise", "--from", ".", "--plans", "900", "--to", "return"],
      in: folder.path)
    #expect(made.status == 0, "\(made.errors)")
    let place = try TemporaryFolder()
    for name in ["return", "folder"] {
      try FileManager.default.createDirectory(
        atPath: "\(place.path)/\(name)", withIntermediateDirectories: true)
    }
    // Its own counts of what an import counts, from elsewhere.
    let counted = try Command.run(
      Command.sufficiency,
      ["import", "sen2", "return", "--census", "2025-01-16", "--to", "counted"], in: folder.path)
    #expect(counted.status == 0, "\(counted.errors)")
    for file in Self.own {
      try folder.write(try folder.read("counted/\(file)") + "\n", to: file)
    }
    try folder.delete("counted")
    for (file, bytes) in try folder.files(below: ".") {
      let target = file.hasPrefix("return/") ? file : "folder/\(file)"
      let path = "\(place.path)/\(target)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    return place
  }

  /// Files of the folder's own that an import takes the place of.
  private static let own = [
    "evidence/in_process.csv", "evidence/plans_by_ncy_need_provision.csv",
  ]

  private func isMarked(_ folder: TemporaryFolder) -> Bool {
    FileManager.default.fileExists(atPath: "\(folder.path)/folder/OFFICIAL-SENSITIVE")
  }

  @Test func `an import that may not write leaves the folder as it was`() throws {
    let folder = try prepared()
    let before = try folder.files(below: "folder")
    let end = try Launched(
      ["-c", "ulimit -f 1; exec \"$0\" \"$@\"", Command.sufficiency] + Self.arguments,
      in: folder.path, by: "/bin/bash"
    ).end()
    #expect(end.status == 1 && end.errors.contains("more than you may write"), "\(end)")
    #expect(try folder.files(below: "folder") == before)
  }

  @Test(.enabled(if: SystemCalls.areWatched), arguments: ["signal=KILL", "signal=INT"])
  func `ended at any moment, no evidence is missing, and a purge or an import mends it`(
    fault: String
  ) throws {
    let whole = try prepared()
    let before = try whole.files(below: "folder")
    let calls = try SystemCalls.all(Self.arguments, in: whole.path)
    let after = try whole.files(below: "folder")
    #expect(isMarked(whole) && Self.own.allSatisfy { after[$0] != before[$0] })
    var moments = Moments(of: "sensitive \(fault)")
    for _ in 0..<max(6, Moments.count / 2) {
      let call = try calls.at(moments.next() ?? 0)
      let folder = try prepared()
      let end = try SystemCalls.run(
        Self.arguments, in: folder.path, inject: [call.inject(fault)])
      let moment = "\(fault) at \(call): \(end)"
      let found = try folder.files(below: "folder")
      for (file, bytes) in before {
        #expect(found[file] == bytes || found[file] == after[file], "\(moment): \(file)")
      }
      let new = found.keys.filter { before[$0] == nil }.sorted()
      let visible = new.filter { name in
        !name.split(separator: "/").contains { $0.hasPrefix(".") }
          && !name.hasPrefix("person_level/replaced/")
      }
      #expect(visible.isEmpty || isMarked(folder), "\(moment): \(visible)")
      if fault.contains("INT"), !new.isEmpty {
        // It came when all was written, and says so.
        #expect(found == after, "\(moment): \(new)")
        #expect(
          end.status == 0 || end.errors.contains("Ended. Written before that, each whole: folder."),
          "\(moment)")
      }
      // A person tries again, and then has enough of it.
      let again = try Command.run(Command.sufficiency, Self.arguments, in: folder.path)
      #expect(again.status == 0, "\(moment): \(again.errors)")
      #expect(try folder.files(below: "folder") == after, "\(moment)")
      let purged = try Command.run(Command.sufficiency, ["purge", "folder"], in: folder.path)
      #expect(purged.status == 0, "\(moment): \(purged.errors)")
      #expect(try folder.files(below: "folder") == before, "\(moment)")
    }
  }

  @Test(.enabled(if: SystemCalls.areWatched), arguments: [true, false])
  func `a purge that is ended at any moment can be done again, or undone by an import`(
    again: Bool
  ) throws {
    let whole = try prepared()
    let before = try whole.files(below: "folder")
    try imported(whole)
    let after = try whole.files(below: "folder")
    let calls = try SystemCalls.all(["purge", "folder"], in: whole.path)
    #expect(try whole.files(below: "folder") == before)
    var moments = Moments(of: "purge \(again)")
    for _ in 0..<max(6, Moments.count / 2) {
      let call = try calls.at(moments.next() ?? 0)
      let folder = try prepared()
      try imported(folder)
      let end = try SystemCalls.run(
        ["purge", "folder"], in: folder.path, inject: [call.inject("signal=KILL")])
      let moment = "KILL at \(call): \(end)"
      for file in before.keys {
        let found = try folder.files(below: "folder")[file]
        #expect(found == before[file] || found == after[file], "\(moment): \(file)")
      }
      if !again {
        try imported(folder)
        #expect(try folder.files(below: "folder") == after, "\(moment)")
      }
      guard isMarked(folder) else { continue }
      let purged = try Command.run(Command.sufficiency, ["purge", "folder"], in: folder.path)
      #expect(purged.status == 0, "\(moment): \(purged.errors)")
      #expect(try folder.files(below: "folder") == before, "\(moment)")
    }
  }

  private func imported(_ folder: TemporaryFolder) throws {
    let made = try Command.run(Command.sufficiency, Self.arguments, in: folder.path)
    try #require(made.status == 0, "\(made.errors)")
  }

  @Test(.enabled(if: SystemCalls.areWatched), arguments: ["signal=KILL", "signal=INT"])
  func `an import into a folder of its own can be done again, or purged, whatever ends it`(
    fault: String
  ) throws {
    let arguments = Self.arguments.dropLast() + ["new"]
    let whole = try prepared()
    let calls = try SystemCalls.all(Array(arguments), in: whole.path)
    let after = try whole.files(below: "new")
    var moments = Moments(of: "new \(fault)")
    for number in 0..<max(6, Moments.count / 2) {
      // The first are those of the mark.
      let call = number < 4 ? calls[number] : try calls.at(moments.next() ?? 0)
      let folder = try prepared()
      _ = try SystemCalls.run(Array(arguments), in: folder.path, inject: [call.inject(fault)])
      let path = "\(folder.path)/new"
      if number % 2 == 0, FileManager.default.fileExists(atPath: path) {
        let purged = try Command.run(Command.sufficiency, ["purge", "new"], in: folder.path)
        let left = FileManager.default.subpaths(atPath: path) ?? []
        #expect(left == [], "\(fault) at \(call): \(purged)")
      }
      let again = try Command.run(Command.sufficiency, Array(arguments), in: folder.path)
      #expect(again.status == 0, "\(fault) at \(call): \(again.errors)")
      #expect(try folder.files(below: "new") == after, "\(fault) at \(call)")
    }
  }

  @Test(.enabled(if: SystemCalls.areWatched))
  func
    `a signal while names are given on a slow disk loses nothing, and does not say that nothing was written`()
    throws
  {
    let folder = try prepared()
    let before = try folder.files(below: "folder")
    let program = try Launched(
      [
        "-f", "-qq", "-o", "/dev/null", "-e", "trace=rename", "-e", "signal=none",
        "-e", "inject=rename:delay_enter=3000000:when=2+", Command.sufficiency,
      ] + Self.arguments, in: folder.path, by: SystemCalls.program)
    #expect(program.wait { isMarked(folder) })
    let children = try Command.run(
      "/usr/bin/pgrep", ["-P", "\(program.process.processIdentifier)"])
    let child = try #require(
      Int32(children.output.trimmingCharacters(in: .whitespacesAndNewlines)))
    kill(child, SIGINT)
    let end = try program.end()
    #expect(end.errors.contains("while something was being written"), "\(end)")
    let purged = try Command.run(Command.sufficiency, ["purge", "folder"], in: folder.path)
    #expect(purged.status == 0, "\(purged.errors)")
    #expect(try folder.files(below: "folder") == before)
  }

  @Test func `a link of the folder's own is kept as a link, and one that leads out is refused`()
    throws
  {
    let folder = try prepared()
    let manager = FileManager.default
    let file = "\(folder.path)/folder/\(Self.own[0])"
    try manager.moveItem(atPath: file, toPath: "\(folder.path)/elsewhere.csv")
    try manager.createSymbolicLink(
      atPath: file, withDestinationPath: "../../elsewhere.csv")
    let before = try folder.files(below: "folder")
    try imported(folder)
    try imported(folder)
    let purged = try Command.run(Command.sufficiency, ["purge", "folder"], in: folder.path)
    #expect(purged.status == 0, "\(purged.errors)")
    #expect(try manager.destinationOfSymbolicLink(atPath: file) == "../../elsewhere.csv")
    #expect(try folder.files(below: "folder") == before)
    try manager.moveItem(
      atPath: "\(folder.path)/folder/evidence", toPath: "\(folder.path)/outside")
    try manager.createSymbolicLink(
      atPath: "\(folder.path)/folder/evidence", withDestinationPath: "../outside")
    let refused = try Command.run(Command.sufficiency, Self.arguments, in: folder.path)
    #expect(refused.status == 1 && refused.errors.contains("outside the folder"), "\(refused)")
    #expect(!isMarked(folder))
  }

  @Test func `a purge that cannot be recorded keeps the mark, and can be done again`() throws {
    let folder = try prepared()
    try imported(folder)
    let record = "\(folder.path)/sufficiency-purges.csv"
    try FileManager.default.createDirectory(atPath: record, withIntermediateDirectories: true)
    let refused = try Command.run(Command.sufficiency, ["purge", "folder"], in: folder.path)
    #expect(refused.status == 1 && isMarked(folder), "\(refused)")
    try folder.delete("sufficiency-purges.csv")
    let purged = try Command.run(Command.sufficiency, ["purge", "folder"], in: folder.path)
    #expect(purged.status == 0 && !isMarked(folder), "\(purged.errors)")
    #expect(try folder.read("sufficiency-purges.csv").split(separator: "\n").count == 2)
  }
}
