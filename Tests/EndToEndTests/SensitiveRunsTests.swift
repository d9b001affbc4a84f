import Foundation
import TestSupport
import Testing

/// Runs of counts of single children: recorded where nobody else sees them, handed over without them, gone with a purge.
struct SensitiveRunsTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  /// A folder that has gained the counts of an invented return with canaries in personal cells, and its run.
  private func ran() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    _ = try sufficiency(
      ["synthesise", "--from", "small", "--plans", "300", "--to", "return"], in: folder)
    var lines = try folder.read("return/person.csv").split(separator: "\n").map(String.init)
    var cells = lines[1].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for (position, word) in zip([5, 6, 10], ["Canarysurname", "Canaryforename", "QX7 9CY"]) {
      cells[position] = word
    }
    lines[1] = cells.joined(separator: ",")
    try folder.write(lines.joined(separator: "\n") + "\n", to: "return/person.csv")
    try counted(folder)
    let run = try sufficiency(
      ["run", "small", "--draws", "5", "--years", "2", "--out", "out", "--owner", "Ann"], in: folder
    )
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.contains("small/results.sqlite"))
    return folder
  }

  private func counted(_ folder: TemporaryFolder) throws {
    let made = try sufficiency(
      [
        "import", "sen2", "return", "--schools", "return/schools.csv", "--census", "2025-01-16",
        "--to", "small",
      ],
      in: folder)
    #expect(made.status == 0, "\(made.errors)")
  }

  private func mode(_ path: String) throws -> Int {
    let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    return (value as? NSNumber)?.intValue ?? 0
  }

  @Test func `the store is in the folder, private, and goes with it`() throws {
    let folder = try ran()
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out/results.sqlite"))
    #expect(try mode("\(folder.path)/small/results.sqlite") == 0o600)
    let store = try folder.files(below: "small")["results.sqlite"] ?? Data()
    let bytes = String(decoding: store, as: UTF8.self).lowercased()
    for trace in ["canary", "qx7 9cy"] { #expect(!bytes.contains(trace), "\(trace)") }
    #expect(bytes.contains("smallshire"))
    #expect(try sufficiency(["runs", "list"], in: folder).status == 1)
    for arguments in [["runs", "list", "small"], ["runs", "list", "--store", "small"]] {
      let list = try sufficiency(arguments, in: folder)
      #expect(list.status == 0 && list.output.contains("Ann"), "\(list.errors)")
    }
    // A later import does not delete what was signed; a purge does, with what a crash may have left.
    try counted(folder)
    #expect(try sufficiency(["runs", "list", "small"], in: folder).output.contains("Ann"))
    for end in ["wal", "shm"] { try folder.write("left", to: "small/results.sqlite-\(end)") }
    #expect(try sufficiency(["purge", "small"], in: folder).status == 0)
    #expect(
      try folder.files(below: "small").mapValues { String(decoding: $0, as: UTF8.self) }
        == SmallAuthority.files())
  }

  @Test func `nothing that is made of the counts has a trace of a person`() throws {
    let folder = try ran()
    for arguments in [
      ["report", "--for", "officers"], ["brief", "--for", "officers"], ["workbook"],
      ["handover", "--to", "given"],
    ] {
      let made = try sufficiency(
        [arguments[0], "small", "--results", "out/small"] + arguments.dropFirst(), in: folder)
      #expect(made.status == 0, "\(arguments): \(made.errors)")
    }
    let script = """
      import pathlib, sys, zipfile
      books = 0
      for path in pathlib.Path(".").rglob("*"):
          if path.parts[0] == "return" or not path.is_file(): continue
          texts = [path.read_bytes()]
          if path.suffix == ".xlsx":
              book = zipfile.ZipFile(path)
              texts += [book.read(name) for name in book.namelist()]
              books += 1
          for text in texts:
              for trace in (b"canary", b"qx7 9cy", b"qx79cy"):
                  if trace in text.lower(): print(path, trace)
      print(books, "workbooks")
      """
    let found = try Command.run("/usr/bin/env", ["python3", "-c", script], in: folder.path)
    #expect(found.output == "1 workbooks\n", "\(found.output)\(found.errors)")
    #expect(try folder.files(below: "out").keys.contains { $0.hasSuffix("report.html") })
  }

  @Test func `where git would see the store nothing is run`() throws {
    let folder = try ran()
    guard try Command.run("/usr/bin/env", ["git", "init", "-q", "."], in: folder.path).status == 0
    else {
      print("skipped: no git")
      return
    }
    try folder.write(
      "small/evidence/\nsmall/person_level/\nsmall/OFFICIAL*\nout/\n", to: ".gitignore")
    let refused = try sufficiency(
      ["run", "small", "--draws", "5", "--out", "out", "--quiet"], in: folder)
    #expect(refused.status == 1 && refused.errors.contains("--no-record"))
    let without = try sufficiency(
      ["run", "small", "--draws", "5", "--out", "out", "--quiet", "--no-record"], in: folder)
    #expect(without.status == 0, "\(without.errors)")
  }

  @Test func `a handover withholds the counts and is marked`() throws {
    let folder = try ran()
    let published = try sufficiency(
      ["handover", "small", "--results", "out/small", "--to", "notebooks-output/given"], in: folder)
    #expect(published.status == 1 && published.errors.contains("OFFICIAL-SENSITIVE"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/notebooks-output"))
    let made = try sufficiency(
      ["handover", "small", "--results", "out/small", "--to", "given"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let files = try folder.files(below: "given")
    #expect(files["OFFICIAL-SENSITIVE"] != nil && files["inputs/evidence/settings.csv"] != nil)
    #expect(try mode("\(folder.path)/given") == 0o700)
    #expect(try mode("\(folder.path)/given/results/baseline/plans.csv") == 0o600)
    let withheld = try folder.read("given/inputs/withheld.csv")
    for path in [
      "evidence/plans_by_ncy_need_provision.csv", "evidence/in_process.csv", "evidence/waiting.csv",
    ] {
      let source = FileManager.default.contents(atPath: "\(folder.path)/small/\(path)")
      #expect(withheld.contains("\(path),\(source?.count ?? 0),"), "\(path)")
      #expect(!files.values.contains { $0 == source }, "\(path)")
    }
    #expect(try folder.read("given/README.md").contains("files are withheld"))
    #expect(try sufficiency(["purge", "given"], in: folder).status == 0)
  }
}
