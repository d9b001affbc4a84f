import Foundation
import TestSupport
import Testing

/// From an invented return to counts and back to nothing, as a person would.
struct PersonLevelTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  /// The small authority and a return invented from it.
  private func invented() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let made = try sufficiency(
      ["synthesise", "--from", "small", "--plans", "300", "--to", "return", "--previous"],
      in: folder)
    #expect(made.status == 0, "\(made.errors)")
    return folder
  }

  private let arguments = [
    "import", "sen2", "return", "--previous", "return/previous", "--schools",
    "return/schools.csv", "--census", "2025-01-16",
  ]

  private func mode(_ path: String) throws -> Int {
    let value = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions]
    return (value as? NSNumber)?.intValue ?? 0
  }

  @Test func `counts are those of the ledger, and nobody else may read them`() throws {
    let folder = try invented()
    let made = try sufficiency(arguments + ["--to", "private/mine", "--transitions"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("300 of 300 plans counted"))
    #expect(
      try folder.read("private/mine/person_level/flows.csv")
        == folder.read("return/ledger/flows.csv"))
    let root = "\(folder.path)/private/mine"
    #expect(try mode(root) == 0o700)
    for name in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(root)/\(name)", isDirectory: &isFolder)
      #expect(try mode("\(root)/\(name)") == (isFolder.boolValue ? 0o700 : 0o600), "\(name)")
    }
    #expect(try folder.read("private/mine/OFFICIAL-SENSITIVE").hasPrefix("OFFICIAL-SENSITIVE\n"))
    let again = try sufficiency(arguments + ["--to", "private/mine"], in: folder)
    #expect(again.status == 0)
  }

  @Test func `a folder made of transitions is as private as they are`() throws {
    let folder = try invented()
    let made = try sufficiency(arguments + ["--to", "small", "--transitions"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let source = "small/person_level/transitions"
    let refused = try sufficiency(
      ["import", "transitions", source, "--to", "notebooks-output/rows", "--hold-population"],
      in: folder)
    #expect(refused.status == 1 && refused.errors.contains("notebooks-output"))
    let rows = try sufficiency(
      ["import", "transitions", source, "--to", "rows", "--hold-population"], in: folder)
    #expect(rows.status == 0, "\(rows.errors)")
    #expect(try mode("\(folder.path)/rows") == 0o700)
    #expect(try mode("\(folder.path)/rows/evidence/transitions.csv") == 0o600)
    let published = try sufficiency(["run", "rows", "--draws", "5"], in: folder)
    #expect(published.status == 1 && published.errors.contains("Name another folder"))
    let run = try sufficiency(["run", "rows", "--draws", "5", "--out", "out"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try sufficiency(["purge", "rows"], in: folder).status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/rows"))
  }

  @Test func `no transitions unless they are asked for`() throws {
    let folder = try invented()
    _ = try sufficiency(arguments + ["--to", "mine"], in: folder)
    let names = try folder.files(below: "mine").keys
    #expect(!names.isEmpty && !names.contains { $0.contains("transitions") })
  }

  @Test func `canaries in personal cells come out nowhere`() throws {
    let folder = try invented()
    for file in ["return/person.csv", "return/previous/person.csv"] {
      var lines = try folder.read(file).split(separator: "\n").map(String.init)
      lines[1] = spoiled(
        lines[1], ["Canarysurname", "Canaryforename", "canary-birth", "QX7 9CY", "Q987654321012"])
      lines[2] = spoiled(
        lines[2], ["Canaryname", "Canaryname", "2013-Oct-23", "canary code", "canary-upn"])
      try folder.write(lines.joined(separator: "\n") + "\n", to: file)
    }
    let made = try sufficiency(arguments + ["--to", "mine", "--transitions"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let files = try folder.files(below: "mine").values.map { String(decoding: $0, as: UTF8.self) }
    for text in files + [made.output, made.errors] {
      for trace in ["canary", "q9876543", "qx7", "2013-oct", "2013-10"] {
        #expect(!text.lowercased().contains(trace))
      }
    }
    try folder.write("P1,\"Canary\n", to: "return/person.csv")
    let refused = try sufficiency(arguments + ["--to", "other"], in: folder)
    #expect(refused.status == 1 && !refused.errors.isEmpty)
    #expect(!(refused.errors + refused.output).contains("Canary"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/other"))
  }

  /// Puts cells into surname, forename, date of birth, postcode and UPN.
  private func spoiled(_ line: String, _ words: [String]) -> String {
    var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    for (position, word) in zip([5, 6, 7, 10, 11], words) { cells[position] = word }
    return cells.joined(separator: ",")
  }

  @Test func `a scenario folder gains the count, runs on it, and loses it again`() throws {
    let folder = try invented()
    let made = try sufficiency(arguments + ["--to", "small"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let published = try sufficiency(["run", "small", "--draws", "5"], in: folder)
    #expect(published.status == 1 && published.errors.contains("Name another folder"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/notebooks-output"))
    let run = try sufficiency(
      ["run", "small", "--draws", "5", "--out", "out", "--scenario", "baseline", "--quiet"],
      in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let said = try folder.read("out/small/baseline/findings.csv")
    #expect(said.contains("PR-007") && said.contains("evidence/in_process.csv"))
    // As many are on the way to a plan as published flows imply.
    #expect(said.contains("PR-064") && !said.contains("PR-066"))
    // Results are as private as what they were made of.
    #expect(try mode("\(folder.path)/out/small") == 0o700)
    #expect(try mode("\(folder.path)/out/small/baseline/plans.csv") == 0o600)
    #expect(try folder.read("out/small/OFFICIAL-SENSITIVE").hasPrefix("OFFICIAL-SENSITIVE\n"))
    let fit = try sufficiency(["fit", "small", "--out", "notebooks-output/fit"], in: folder)
    #expect(fit.status == 1 && fit.errors.contains("OFFICIAL-SENSITIVE"))
    #expect(
      try folder.read("small/evidence/waiting.csv")
        != SmallAuthority.files()["evidence/waiting.csv"])
    // An import without the census before leaves no flows of the one before it.
    _ = try sufficiency(
      ["import", "sen2", "return", "--census", "2025-01-16", "--to", "small"], in: folder)
    #expect(try !folder.files(below: "small").keys.contains("person_level/flows.csv"))
    let purged = try sufficiency(["purge", "small"], in: folder)
    #expect(purged.status == 0, "\(purged.errors)")
    #expect(
      try folder.files(below: "small").mapValues { String(decoding: $0, as: UTF8.self) }
        == SmallAuthority.files())
    #expect(try sufficiency(["purge", "out/small"], in: folder).status == 0)
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out/small"))
  }

  @Test func `purge deletes the folder and records it`() throws {
    let folder = try invented()
    _ = try sufficiency(arguments + ["--to", "mine"], in: folder)
    let count = try folder.files(below: "mine").count
    let purged = try sufficiency(["purge", "mine"], in: folder)
    #expect(purged.status == 0, "\(purged.errors)")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/mine"))
    let record = try folder.read("sufficiency-purges.csv").split(separator: "\n")
    #expect(record.count == 2 && record[0] == "purged_at,folder,files")
    #expect(record[1].hasSuffix("/mine\",\(count)"))
    let unmarked = try sufficiency(["purge", "small"], in: folder)
    #expect(unmarked.status == 1 && unmarked.errors.contains("nothing was deleted"))
    #expect(try folder.files(below: "small").count == SmallAuthority.files().count)
    #expect(try sufficiency(["purge", "nowhere"], in: folder).status == 1)
  }

  @Test func `a git work tree is refused unless it ignores the folder`() throws {
    let folder = try invented()
    let git = try Command.run("/usr/bin/env", ["git", "init", "-q", "tree"], in: folder.path)
    guard git.status == 0 else {
      print("skipped: no git")
      return
    }
    let refused = try sufficiency(arguments + ["--to", "tree/deep/mine"], in: folder)
    #expect(refused.status == 1 && refused.errors.contains("git work tree"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/tree/deep"))
    try folder.write("mine/evidence/\n", to: "tree/.gitignore")
    #expect(try sufficiency(arguments + ["--to", "tree/deep/mine"], in: folder).status == 1)
    try folder.write("mine/\n", to: "tree/.gitignore")
    let allowed = try sufficiency(arguments + ["--to", "tree/deep/mine"], in: folder)
    #expect(allowed.status == 0, "\(allowed.errors)")
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link", withDestinationPath: "\(folder.path)/tree")
    #expect(try sufficiency(arguments + ["--to", "link/theirs"], in: folder).status == 1)
  }

  @Test func `never under the results, and never over files that are not its own`() throws {
    let folder = try invented()
    let results = try sufficiency(arguments + ["--to", "notebooks-output/mine"], in: folder)
    #expect(results.status == 1 && results.errors.contains("notebooks-output"))
    try folder.write("mine, all mine", to: "full/notes.txt")
    let full = try sufficiency(arguments + ["--to", "full"], in: folder)
    #expect(full.status == 1 && full.errors.contains("neither empty"))
    #expect(try folder.files(below: "full").count == 1)
    #expect(
      try sufficiency(["import", "sen2", "return", "--census", "soon", "--to", "x"], in: folder)
        .status == 2)
  }

  @Test func `no link leads results or a purge out of where they belong`() throws {
    let folder = try invented()
    _ = try sufficiency(arguments + ["--to", "small"], in: folder)
    // What the system finds at link/.. is the folder that the link leads to, not the one that holds the link.
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/tree/deep/.git", withIntermediateDirectories: true)
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/tree/deep/er", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/link", withDestinationPath: "\(folder.path)/tree/deep/er")
    for command in ["fit", "run"] {
      let refused = try sufficiency([command, "small", "--out", "link/../results"], in: folder)
      #expect(refused.status == 1 && refused.errors.contains("git work tree"))
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/tree/deep/results"))
    // A mark that lists a file behind a link deletes nothing there.
    try folder.write("keep", to: "elsewhere/kept.txt")
    _ = try sufficiency(arguments + ["--to", "mine"], in: folder)
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/small/out", withDestinationPath: "\(folder.path)/elsewhere")
    try folder.write(
      try folder.read("small/OFFICIAL-SENSITIVE") + "out/kept.txt\n", to: "small/OFFICIAL-SENSITIVE"
    )
    #expect(try sufficiency(["purge", "small"], in: folder).status == 0)
    #expect(try folder.read("elsewhere/kept.txt") == "keep")
  }

  @Test func `a folder with counts is sensitive though its mark is lost`() throws {
    let folder = try invented()
    let before = try mode("\(folder.path)/small")
    _ = try sufficiency(arguments + ["--to", "small"], in: folder)
    let mark = try folder.read("small/OFFICIAL-SENSITIVE")
    try FileManager.default.removeItem(atPath: "\(folder.path)/small/OFFICIAL-SENSITIVE")
    let published = try sufficiency(["run", "small", "--draws", "5"], in: folder)
    #expect(published.status == 1 && published.errors.contains("OFFICIAL-SENSITIVE"))
    try folder.write(mark, to: "small/OFFICIAL-SENSITIVE")
    #expect(try sufficiency(["purge", "small"], in: folder).status == 0)
    #expect(try mode("\(folder.path)/small") == before)
  }

  @Test func `no cell of the file of postcodes is quoted`() throws {
    let folder = try invented()
    for text in [
      "upn,postcode,area\nA1,\"CA9 9RY,x\nA2,CA9 8CA,y\n", "postcode,area,O\"Canary\nCA9 9RY,x,y\n",
      "postcode,area\nCA9 9RY,Canary\n", "CA9 9RY,CA9 9RY\n",
    ] {
      try folder.write(text, to: "postcodes.csv")
      let refused = try sufficiency(
        arguments + ["--to", "small", "--postcodes", "postcodes.csv"], in: folder)
      let said = refused.errors + refused.output
      #expect(refused.status == 1 && !said.contains("CA9") && !said.contains("Canary"), "\(said)")
    }
  }
}
