import Foundation
import TestSupport
import Testing

/// The record of runs, as two people and a committee use it.
struct RunsTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func smallFolder(_ names: [String] = ["small"]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names {
      for (path, text) in SmallAuthority.files() { try folder.write(text, to: "\(name)/\(path)") }
    }
    return folder
  }

  private let quick = ["--draws", "12", "--years", "2"]

  /// Runs a folder; the id of the run, as the package says it.
  private func run(
    _ name: String = "small", _ options: [String] = [], in folder: TemporaryFolder
  ) throws -> String {
    let outcome = try sufficiency(["run", name] + quick + options, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let id = try self.id(name, in: folder)
    #expect(options.contains("--no-record") || outcome.output.contains("Run \(id): "))
    return id
  }

  private func id(_ name: String, in folder: TemporaryFolder) throws -> String {
    let package = try folder.read("notebooks-output/\(name)/datapackage.json")
    let match = try #require(try Regex("\"id\": \"(999-[0-9a-f]{16})\"").firstMatch(in: package))
    return String(try #require(match.output[1].substring))
  }

  @Test func `the same bytes are the same run, another byte is another`() throws {
    let folder = try smallFolder(["small", "copy"])
    let first = try run(
      "small", ["--threads", "1", "--owner", "Ann", "--purpose", "Forum"], in: folder)
    let second = try run("small", ["--threads", "2"], in: folder)
    let elsewhere = try run("copy", ["--no-record"], in: folder)
    #expect(first == second && first == elsewhere)
    let list = try sufficiency(["runs"], in: folder).output.split(separator: "\n")
    #expect(list.count == 2, "recorded once")
    for word in [first, "Smallshire", "draft", "Ann", "Forum"] { #expect(list[1].contains(word)) }
    // A byte that changes no figure is another input all the same.
    let before = try folder.files(below: "notebooks-output/small/baseline")
    let waiting = try folder.read("small/evidence/waiting.csv")
    let reworded = waiting.replacing("replace it", with: "replace It", maxReplacements: 1)
    #expect(reworded != waiting)
    try folder.write(reworded, to: "small/evidence/waiting.csv")
    let other = try run(in: folder)
    #expect(other != first)
    #expect(
      try folder.files(below: "notebooks-output/small/baseline")["plans.csv"] == before["plans.csv"]
    )
    #expect(try run("small", ["--seed", "7"], in: folder) != other)
    try folder.write(waiting, to: "small/evidence/waiting.csv")
    #expect(try run(in: folder) == first)
  }

  @Test func `a comparison names the input that changed and the number that moved`() throws {
    let folder = try smallFolder()
    let first = try run(in: folder)
    let yaml = try folder.read("small/earlier-support.yaml")
    #expect(yaml.contains("0.85"))
    try folder.write(yaml.replacing("0.85", with: "0.2"), to: "small/earlier-support.yaml")
    let second = try run(in: folder)
    let said = try sufficiency(["runs", "compare", first, String(second.dropFirst(4))], in: folder)
    #expect(said.status == 0, "\(said.errors)")
    let parts = [
      "Inputs", "earlier-support.yaml", "Levers", "0.85", "0.2", "How they were made: the same",
      "Numbers", "earlier-support", "plans, January 2027",
    ]
    var rest = said.output[...]
    for part in parts {
      let found = try #require(
        rest.range(of: part), "\(part) is not said in its turn: \(said.output)")
      rest = rest[found.upperBound...]
    }
    #expect(said.output.contains("baseline: no headline figure moved"))
    let same = try sufficiency(["runs", "compare", first, first], in: folder)
    #expect(same.output.contains("Nothing that is kept of the two runs differs."))
    let shown = try sufficiency(["runs", "show", second], in: folder)
    for word in [
      "plans, January 2027", "awaiting a suitable place", "multiply 0.2", "authority.yaml",
      "Signed by nobody yet",
    ] {
      #expect(shown.output.contains(word), "\(word)")
    }
    let misspelt = try sufficiency(["runs", "show", first.dropLast() + "x"], in: folder)
    #expect(misspelt.status == 1 && misspelt.errors.contains("Did you mean \(first)?"))
  }

  @Test func `two runs at once are both recorded`() throws {
    let names = ["one", "two", "three", "four"]
    let folder = try smallFolder(names)
    // Another seed each, so that each is another run.
    let processes = try names.enumerated().map { index, name in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: Command.sufficiency)
      process.arguments = ["run", name, "--quiet", "--seed", "\(index)", "--threads", "1"] + quick
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardInput = FileHandle.nullDevice
      try process.run()
      return process
    }
    for process in processes {
      process.waitUntilExit()
      #expect(process.terminationStatus == 0)
    }
    let list = try sufficiency(["runs", "list"], in: folder).output
    for name in names { #expect(list.contains(try id(name, in: folder))) }
    let alone = try sufficiency(["runs", "list", "two"], in: folder).output
    #expect(alone.split(separator: "\n").count == 2)
  }

  @Test func `pages and sheets say who signed, until a file changes`() throws {
    let folder = try smallFolder()
    let id = try run("small", ["--owner", "Ann"], in: folder)
    func marks() throws -> [String] {
      for command in ["report", "workbook"] {
        let made = try sufficiency([command, "small", "--for", "officers"], in: folder)
        #expect(made.status == 0, "\(made.errors)")
      }
      let page = try folder.read("notebooks-output/small/report.html")
      let mark = try #require(try Regex("<p class=\"mark\">([^<]*)</p>").firstMatch(in: page))
      let sheets = try Command.run(
        "/usr/bin/env",
        [
          "python3", "-c",
          "import zipfile; z = zipfile.ZipFile('notebooks-output/small/results.xlsx'); print([z.read(n).decode() for n in z.namelist()])",
        ],
        in: folder.path)
      let words = try Regex("<cp:contentStatus>([^<]*)</cp:contentStatus>")
      let status = try #require(try words.firstMatch(in: sheets.output))
      let said = String(try #require(mark.output[1].substring))
      #expect(
        sheets.output.contains("<t>\(said)</t>") && sheets.output.contains("Smallshire - \(said)"))
      return [said, String(try #require(status.output[1].substring))]
    }
    #expect(try marks() == ["Draft", "Draft"])
    for (status, name, words) in [
      ("checked", "Bea", "Checked by Bea on 22 November 2099"),
      ("approved", "Cy", "Approved by Cy on 23 November 2099"),
    ] {
      let signed = try sufficiency(
        [
          "runs", "sign", id, "--as", status, "--by", name, "--on",
          String(words.contains("22") ? "2099-11-22" : "2099-11-23"),
        ],
        in: folder)
      #expect(signed.status == 0, "\(signed.errors)")
      #expect(try marks() == [words, words])
    }
    let late = try sufficiency(["runs", "sign", id, "--as", "checked", "--by", "Di"], in: folder)
    #expect(late.status == 1 && late.errors.contains("is approved"))
    let pruned = try sufficiency(["runs", "prune", "--keep", "0"], in: folder)
    #expect(pruned.output.contains("0 drafts deleted."))
    // A file that the report does not even read.
    let areas = try folder.read("notebooks-output/small/baseline/capital.csv")
    try folder.write(areas + " ", to: "notebooks-output/small/baseline/capital.csv")
    let report = try sufficiency(["report", "small", "--for", "officers"], in: folder)
    #expect(report.errors.contains("no sign-off holds"))
    #expect(
      try folder.read("notebooks-output/small/report.html").contains(
        ">Draft: files changed since the run<"))
    try folder.write(areas, to: "notebooks-output/small/baseline/capital.csv")
    #expect(try marks().first == "Approved by Cy on 23 November 2099")
  }

  @Test func `a record that fails loses no results, and is made up for`() throws {
    let folder = try smallFolder()
    try folder.write("not a store", to: "notebooks-output/results.sqlite")
    let failed = try sufficiency(["run", "small"] + quick, in: folder)
    #expect(failed.status == 1)
    for word in [
      "notebooks-output/results.sqlite", "not a database", "are written",
      "sufficiency runs record small",
    ] {
      #expect(failed.errors.contains(word), "\(word)")
    }
    #expect(failed.output.contains("Smallshire"), "the summary is printed all the same")
    let id = try id("small", in: folder)
    #expect(try sufficiency(["runs", "list"], in: folder).status == 1)
    // Whether there is a store or not, the results on disk serve.
    #expect(
      try sufficiency(["report", "small", "--for", "officers"], in: folder).errors.contains(
        "not a database"))
    try folder.delete("notebooks-output/results.sqlite")
    #expect(try sufficiency(["runs", "list"], in: folder).errors.contains("no store of runs"))
    let recorded = try sufficiency(["runs", "record", "small", "--owner", "Ann"], in: folder)
    #expect(recorded.status == 0 && recorded.output.contains(id), "\(recorded.errors)")
    let mended = try contents(folder)
    try folder.delete("notebooks-output/results.sqlite")
    #expect(try run("small", ["--owner", "Ann"], in: folder) == id)
    #expect(try contents(folder) == mended, "what is read from disk is what a run records")
    let capital = try folder.read("notebooks-output/small/baseline/capital.csv")
    try folder.write(capital + " ", to: "notebooks-output/small/baseline/capital.csv")
    let changed = try sufficiency(["runs", "record", "small"], in: folder)
    #expect(changed.status == 1 && changed.errors.contains("not those that the run wrote"))
  }

  /// What `runs show` says, the time apart.
  private func contents(_ folder: TemporaryFolder) throws -> [Substring] {
    try sufficiency(["runs", "show", "999"], in: folder).output.split(separator: "\n")
      .filter { !$0.contains("finished") }
  }

  @Test func `wrong usage is said before anything is done`() throws {
    let folder = try smallFolder()
    for arguments in [
      ["runs", "prune"], ["runs", "prune", "--keep", "-1"], ["runs", "prune", "--before", "soon"],
      ["runs", "sign", "x", "--as", "final", "--by", "Ann"],
      ["runs", "sign", "x", "--as", "checked", "--by", " "],
      ["runs", "sign", "x", "--as", "checked", "--by", "Ann", "--on", "2026-02-30"],
      ["run", "small", "--owner", " "],
    ] {
      #expect(try sufficiency(arguments, in: folder).status == 2, "\(arguments)")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/notebooks-output"))
  }
}
