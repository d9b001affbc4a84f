import Foundation
import TestSupport
import Testing

/// One mechanism for all readers: every fault of every file in one run, what was done, and an exit code for those who ask.
struct FindingTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func smallFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  private static let lever =
    "name: a\nquestion: b?\nlevers:\n  - {lever: new_plan_rat, status: derived, source: test}\n"

  @Test func `evidence, scenarios and tables of returns are read in one go`() throws {
    let folder = try smallFolder()
    for file in ["population", "settings"] {
      let text = try folder.read("small/evidence/\(file).csv")
      try folder.write(text + "one,cell\n", to: "small/evidence/\(file).csv")
    }
    try folder.write("x: [", to: "small/broken.yaml")
    try folder.write(Self.lever, to: "small/misspelt.yaml")
    try folder.write("line\n", to: "small/evidence/s251_lines.csv")
    let outcome = try sufficiency(["check", "small"], in: folder)
    #expect(outcome.status == 1)
    for part in [
      "IN-010 evidence/population.csv", "IN-010 evidence/settings.csv", "SC-002 broken.yaml",
      "SC-005 misspelt.yaml", "IN-013 evidence/s251_lines.csv",
      "Done: The row is left out, the others are read on, nothing is run or written.",
    ] {
      #expect(outcome.errors.contains(part), "\(part) in\n\(outcome.errors)")
    }
  }

  @Test func `transitions and their scenarios are read in one go`() throws {
    let folder = try TemporaryFolder()
    for (path, text) in SmallTransitions.files() { try folder.write(text, to: "small/\(path)") }
    try folder.write("need,setting\nA,MAIN\n", to: "small/evidence/costs.csv")
    try folder.write("calendar-year\n", to: "small/evidence/population.csv")
    try folder.write(Self.lever, to: "small/misspelt.yaml")
    let outcome = try sufficiency(["check", "small"], in: folder)
    #expect(outcome.status == 1)
    for part in ["evidence/costs.csv", "evidence/population.csv", "SC-005 misspelt.yaml"] {
      #expect(outcome.errors.contains(part), "\(part) in\n\(outcome.errors)")
    }
  }

  @Test func `a release, population and schools are read in one go`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in SmallRelease().files() {
      let spoilt = ["requests", "caseload"].contains(name)
      try folder.write(
        spoilt ? text.replacing("la_name", with: "council") : text, to: "downloads/\(name).csv")
    }
    for file in ["people.csv", "schools.csv"] { try folder.write("a,b\n1,2\n", to: file) }
    let outcome = try sufficiency(
      [
        "import", "release", "downloads", "--authority", "990", "--to", "mine", "--population",
        "people.csv", "--schools", "schools.csv",
      ], in: folder)
    #expect(outcome.status == 1)
    for part in ["requests.csv", "caseload.csv", "REL-022 people.csv", "REL-030 schools.csv"] {
      #expect(outcome.errors.contains(part), "\(part) in\n\(outcome.errors)")
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/mine"))
  }

  @Test(arguments: [
    ["fit", "small"], ["validate", "small"], ["check", "small"],
    ["returns", "small", "--kind", "lsrp", "--draws", "2", "--years", "2"],
  ])
  func `what reads a folder exits with 3 where findings are as grave as asked`(
    command: [String]
  ) throws {
    let folder = try smallFolder()
    let asked = try sufficiency(command + ["--fail-on", "note"], in: folder)
    #expect(asked.status == 3, "\(asked.errors)")
    #expect(try sufficiency(command, in: folder).status == 0)
  }

  @Test func `an import exits with 3 where findings are as grave as asked`() throws {
    let folder = try TemporaryFolder()
    for (name, text) in SmallRelease().files() {
      try folder.write(text, to: "downloads/\(name).csv")
    }
    let command = ["import", "release", "downloads", "--fail-on", "warning"]
    let one = try sufficiency(command + ["--authority", "990", "--to", "mine"], in: folder)
    #expect(one.status == 3 && one.errors.contains("warning REL-020"), "\(one.errors)")
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/mine/authority.yaml"))
    let all = try sufficiency(command + ["--all", "--to", "england"], in: folder)
    #expect(all.status == 3 && all.output.contains("Done: "), "\(all.errors)")
  }

  @Test func `a backtest says what it could not read, and exits with 3 where that is asked`() throws
  {
    guard ReferenceData.isPresent else {
      print(ReferenceData.skipMessage)
      return
    }
    let folder = try TemporaryFolder()
    let panel = ReferenceData.path("ehcp_caseload_by_la_age_group_year.csv")
    let outcome = try sufficiency(
      [
        "backtest", "--panel", panel, "--origins", "2015", "--horizon", "1", "--draws", "2",
        "--out", "out", "--quiet", "--fail-on", "note",
      ], in: folder)
    let lines = try folder.read("out/findings.csv").split(separator: "\n")
    #expect(lines.first == "origin,severity,code,la_code,seen,expected,done,remedy")
    #expect(outcome.status == (lines.count > 1 ? 3 : 0), "\(outcome.errors)")
  }

  @Test func `the findings of a run say what was done`() throws {
    let folder = try smallFolder()
    let run = try sufficiency(
      ["run", "small", "--draws", "2", "--years", "1", "--out", "out", "--quiet"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    let lines = try folder.read("out/small/baseline/findings.csv").split(separator: "\n")
    #expect(lines.first == "severity,code,file,row,column,seen,expected,done,remedy")
    #expect(lines.count > 1)
  }
}
