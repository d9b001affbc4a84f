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
    for (file, bytes) in try folder.files(below: ".") {
      let target = file.hasPrefix("return/") ? file : "folder/\(file)"
      let path = "\(place.path)/\(target)"
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try bytes.write(to: URL(fileURLWithPath: path))
    }
    return place
  }

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
    #expect(isMarked(whole) && after != before)
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
}
