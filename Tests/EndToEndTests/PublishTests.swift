import Foundation
import TestSupport
import Testing

/// What may be published of a run, read as a stranger reads it who can solve linear programmes.
struct PublishTests {
  /// What `attack_edition.py` says.
  private struct Found: Decodable {
    let hidden: Int
    let narrowest: Double
    let `where`: String
    let open: [String]
  }

  private static let library = "/usr/share/javascript/chart.js/chart.min.js"
  private static let isEquipped =
    Command.python != nil && FileManager.default.fileExists(atPath: library)

  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    let outcome = try Command.run(Command.sufficiency, arguments, in: folder.path)
    #expect(outcome.status == 0, "\(arguments): \(outcome.errors)")
    return outcome
  }

  private func attacked(_ editions: [String], in folder: TemporaryFolder) throws -> Found {
    let python = try #require(Command.python)
    let outcome = try Command.run(
      python, [Repository.path("Tests/disclosure/attack_edition.py")] + editions, in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode(Found.self, from: Data(outcome.output.utf8))
  }

  /// The small authority with two scenarios, run.
  private func small(out: String = "notebooks-output") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    _ = try sufficiency(
      ["run", "small", "--draws", "20", "--years", "2", "--quiet", "--out", out], in: folder)
    return folder
  }

  @Test(
    .enabled(if: isEquipped, "skipped: no Python or Chart.js; scripts/setup tests prepares them"),
    arguments: ["leicestershire", "leicester"])
  func `of an authority's edition no hidden count is told within 5`(name: String) throws {
    let folder = try TemporaryFolder()
    let scenario = Repository.path("scenarios/\(name)")
    let results = "\(folder.path)/notebooks-output/\(name)"
    _ = try sufficiency(
      [
        "run", scenario, "--scenario", "programme", "--draws", "4", "--years", "2", "--quiet",
        "--out", "\(folder.path)/notebooks-output",
      ], in: folder)
    let made = try sufficiency(["publish", scenario, "--results", results], in: folder)
    #expect(made.output.contains("figures are not shown"))
    let edition = "\(results)-published"
    let found = try attacked([edition], in: folder)
    #expect(found.hidden > 500 && found.open.isEmpty, "\(found)")
    #expect(found.narrowest >= 5, "\(found)")
    try expectTeeth(name, folder)
  }

  /// With the small ones alone hidden, as a list of them would say, the same stranger tells some.
  private func expectTeeth(_ name: String, _ folder: TemporaryFolder) throws {
    let (open, closed) = ("notebooks-output/\(name)", "notebooks-output/\(name)-published")
    for file in ["plans.csv", "placements.csv"] {
      let figures = try folder.read("\(open)/baseline/\(file)").split(separator: "\n")
      let keys = file == "plans.csv" ? 3 : 4
      let known = Dictionary(
        uniqueKeysWithValues: figures.map { line -> ([Substring], Substring) in
          (line.split(separator: ",").prefix(keys).map { $0 }, line)
        })
      let lines = try folder.read("\(closed)/baseline/\(file)").split(separator: "\n").map {
        line -> Substring in
        let cells = line.split(separator: ",", omittingEmptySubsequences: false)
        guard cells[keys] == "c", let figure = known[Array(cells.prefix(keys))],
          let mean = Double(figure.split(separator: ",")[keys]), !(0.5..<4.5).contains(mean)
        else { return line }
        return figure
      }
      try folder.write(lines.joined(separator: "\n") + "\n", to: "\(closed)/baseline/\(file)")
    }
    let found = try attacked(["\(folder.path)/\(closed)"], in: folder)
    #expect(found.narrowest < 1, "\(found)")
  }

  @Test(
    .enabled(if: isEquipped, "skipped: no Python or Chart.js; scripts/setup tests prepares them"))
  func `two editions, one after the other, tell no more than one`() throws {
    let folder = try small()
    _ = try sufficiency(["publish", "small", "--to", "first"], in: folder)
    try folder.write(
      """
      name: Support
      question: What if support came earlier?
      levers:
        - {lever: new_plan_rate, multiply: 0.5, starts: 2026, status: illustrative, source: a test}

      """, to: "small/support.yaml")
    _ = try sufficiency(
      ["run", "small", "--draws", "20", "--years", "2", "--quiet"], in: folder)
    // Made without the first, another edition tells with it what each of them hides; and none is made after both.
    _ = try sufficiency(["publish", "small", "--to", "alone"], in: folder)
    let told = try attacked(["first", "alone"], in: folder)
    #expect(told.narrowest < 1, "\(told)")
    let refused = try Command.run(
      Command.sufficiency,
      ["publish", "small", "--to", "third", "--after", "first", "--after", "alone"],
      in: folder.path)
    #expect(refused.status == 1 && refused.errors.contains("readers could tell counts"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/third"))
    _ = try sufficiency(["publish", "small", "--to", "second", "--after", "first"], in: folder)
    let found = try attacked(["first", "second"], in: folder)
    #expect(found.hidden > 100 && found.narrowest >= 5 && found.open.isEmpty, "\(found)")
    // Written over itself an edition stays as it is, and so it is written elsewhere: what two editions of one run hid differently they would
    // tell together.
    let before = try folder.files(below: "second")
    for place in ["second", "again", "once-more"] {
      _ = try sufficiency(["publish", "small", "--to", place, "--after", "first"], in: folder)
      #expect(try folder.files(below: place) == before, "\(place)")
    }
  }

  @Test(
    .enabled(if: isEquipped, "skipped: no Python or Chart.js; scripts/setup tests prepares them"))
  func `an edition has pages and a workbook of the same figures, and no hash of an input`() throws {
    let folder = try small()
    _ = try sufficiency(["publish", "small"], in: folder)
    let files = try folder.files(below: "notebooks-output/small-published")
    for name in [
      "README.md", "comparison.csv", "datapackage.json", "results.xlsx", "baseline/report.html",
      "baseline/brief.md", "baseline/plans.csv",
    ] {
      #expect(files[name] != nil, "\(name)")
    }
    #expect(
      try folder.read("notebooks-output/small-published/README.md").contains(
        "20 simulations (too few for a range: this is a trial)"))
    let package = "\(folder.path)/notebooks-output/small-published/datapackage.json"
    #expect(try Frictionless.faults(of: package, least: 40) == "")
    #expect(files.keys.allSatisfy { !$0.contains("sqlite") && !$0.contains("not_in_a_base") })
    let page = try folder.read("notebooks-output/small-published/baseline/report.html")
    #expect(page.contains(">not shown<") && !page.contains(">c<"))
    let record = try folder.read("notebooks-output/small/baseline/run.json")
    let hashes = record.matches(of: /"hash": "([0-9a-f]+)"/).map { String($0.1) }
    #expect(hashes.count > 3)
    for (name, bytes) in files where !name.hasSuffix("xlsx") {
      let text = String(decoding: bytes, as: UTF8.self)
      #expect(hashes.allSatisfy { !text.contains($0) }, "\(name)")
    }
  }

  @Test(
    .enabled(if: isEquipped, "skipped: no Python or Chart.js; scripts/setup tests prepares them"))
  func `whatever readers outside are given is that of the edition`() throws {
    let python = try #require(Command.python)
    let folder = try small(out: "results")
    let (results, edition) = ("results/small", "results/small-published")
    _ = try sufficiency(["publish", "small", "--results", results], in: folder)
    for audience in ["scrutiny", "schools-forum"] {
      for (words, file) in [
        (["report"], "report.html"), (["brief", "--format", "markdown"], "brief.md"),
      ] {
        _ = try sufficiency(
          words + ["small", "--results", results, "--for", audience, "--to", file], in: folder)
        #expect(try folder.read(file) == folder.read("\(edition)/baseline/\(file)"), "\(words)")
      }
      _ = try sufficiency(
        ["workbook", "small", "--results", results, "--for", audience, "--to", "given.xlsx"],
        in: folder)
      for book in ["given.xlsx", "\(edition)/results.xlsx"] {
        let checked = try Command.run(
          python, [Repository.path("Tests/workbook/check_workbook.py"), book, edition],
          in: folder.path)
        #expect(checked.status == 0, "\(book): \(checked.output)\(checked.errors)")
      }
    }
    let server = try PagesServer(folder, scenarios: "small", draws: 20)
    let taken = try server.check(
      python, "pages/check_edition.py",
      [server.address, "small", "\(folder.path)/\(edition)", "\(folder.path)/\(results)"])
    #expect(taken.status == 0, "\(taken.output)\(taken.errors)")
    #expect(taken.output.components(separatedBy: "passed: ").count == 4)
    // What readers have is taken into account by all that they are given.
    let list = try folder.read("\(edition)/hashes.csv")
    try folder.write(list + "baseline/more.csv,1,0123456789abcdef\n", to: "\(edition)/hashes.csv")
    for command in [["report"], ["brief"], ["workbook", "--to", "more.xlsx"]] {
      let refused = try Command.run(
        Command.sufficiency,
        [command[0], "small", "--results", results, "--for", "scrutiny"] + command.dropFirst(),
        in: folder.path)
      #expect(refused.status == 1 && refused.errors.contains("not as it was published"))
    }
    let address = "\(server.address)/small/comparison.csv?for=scrutiny"
    let page = try Command.run("/usr/bin/env", ["curl", "-s", address])
    #expect(page.output.contains("is not as it was published"), "\(page.output)")
  }

  /// Somebody's file in an edition, an edition that was changed, results that were, an edition in place of results.
  @Test func `what would be lost, and what was changed, is refused`() throws {
    let folder = try small()
    _ = try sufficiency(["publish", "small", "--to", "first"], in: folder)
    let published = try folder.files(below: "first")
    func refused(_ arguments: [String], _ words: String) throws {
      let end = try Command.run(Command.sufficiency, arguments, in: folder.path)
      #expect(end.status == 1 && end.errors.contains(words), "\(arguments): \(end)")
    }
    try folder.write("mine", to: "first/letter.docx")
    try refused(
      ["publish", "small", "--to", "first"], "first holds letter.docx, which the earlier")
    #expect(try folder.read("first/letter.docx") == "mine")
    // Nor does a run take an edition for older results of its own.
    _ = try sufficiency(["publish", "small", "--to", "web/small"], in: folder)
    try refused(
      ["run", "small", "--draws", "4", "--years", "2", "--out", "web"], "not an earlier output")
    try folder.delete("first/letter.docx")
    let list = try folder.read("first/hashes.csv")
    try folder.write(
      list.replacing("baseline/plans.csv,", with: "baseline/plans.csv;"), to: "first/hashes.csv")
    try refused(["publish", "small", "--to", "other", "--after", "first"], "not a row of path")
    try folder.write(list, to: "first/hashes.csv")
    try folder.write("c\n", to: "first/baseline/plans.csv")
    for arguments in [["--to", "first"], ["--to", "other", "--after", "first"]] {
      try refused(["publish", "small"] + arguments, "not as it was published")
    }
    try folder.write(
      String(decoding: published["baseline/plans.csv"] ?? Data(), as: UTF8.self),
      to: "first/baseline/plans.csv")
    for command in [["publish"], ["brief"], ["workbook", "--to", "x.xlsx"]] {
      try refused(
        [command[0], "small", "--results", "first"] + command.dropFirst(),
        "an edition of published figures, and not the results")
    }
    #expect(try folder.files(below: "first") == published)
    let authority = try folder.read("small/authority.yaml")
    for (path, text) in try folder.files(below: "small") {
      try folder.write(String(decoding: text, as: UTF8.self), to: "elsewhere/\(path)")
    }
    try folder.write(authority.replacing("999", with: "998"), to: "elsewhere/authority.yaml")
    _ = try sufficiency(
      ["run", "elsewhere", "--draws", "4", "--years", "2", "--quiet", "--no-record"], in: folder)
    for arguments in [["--to", "first"], ["--to", "other", "--after", "first"]] {
      try refused(["publish", "elsewhere"] + arguments, "is an edition of Smallshire (999)")
    }
    try folder.write("x", to: "notebooks-output/small/baseline/plans.csv")
    try refused(["publish", "small", "--to", "other"], "what is published is what a run wrote")
    #expect(try !folder.files(below: ".").keys.contains { $0.hasPrefix("other") })
  }

  @Test func `a folder of something else is refused, and so is what is no edition`() throws {
    let folder = try small()
    try folder.write("mine", to: "site/index.html")
    for (arguments, word) in [
      (["--to", "site"], "no earlier edition"), (["--after", "site"], "no edition of published"),
    ] {
      let refused = try Command.run(
        Command.sufficiency, ["publish", "small"] + arguments, in: folder.path)
      #expect(refused.status == 1 && refused.errors.contains(word), "\(refused.errors)")
    }
    #expect(try folder.read("site/index.html") == "mine")
  }
}
