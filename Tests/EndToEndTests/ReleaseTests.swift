import Foundation
import TestSupport
import Testing

/// From DfE's files to a forecast, as a person would.
struct ReleaseTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func release(_ release: SmallRelease = SmallRelease()) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in release.files() { try folder.write(text, to: "downloads/\(name).csv") }
    return folder
  }

  @Test func `import, check and run, and the summary says what was read and checked`() throws {
    let folder = try release()
    let made = try sufficiency(
      ["import", "release", "downloads", "--authority", "smallshire", "--to", "mine"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    for words in [
      "Read 3 authorities of January 2025", "caseload, release of 2025",
      "not checkable: authorities add to England, caseload January 2025: 3 of 153 authorities",
      "passed: ages add to the total", "Wrote mine for Smallshire (990)",
      "Next: sufficiency run mine",
    ] { #expect(made.output.contains(words), "\(words) not in \(made.output)") }
    #expect(made.errors.contains("REL-020") && made.errors.contains("REL-017"))
    let check = try sufficiency(["check", "mine"], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.errors.contains("IN-081") || check.output.contains("IN-081"), "invented people")
    #expect(try folder.read("mine/import-findings.csv").contains("\nwarning,REL-020,"))
    #expect(try folder.read("mine/sources.csv").contains(",mainstream_la_maintained + "))
    let run = try sufficiency(
      ["run", "mine", "--draws", "20", "--out", "out"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      try folder.read("out/mine/baseline/assumptions.csv").contains("\npopulation,,invented,"))
    #expect(try folder.read("out/mine/baseline/findings.csv").contains("IN-081"))
    #expect(run.output.contains("1 of ") && run.output.contains("input figures are illustrative"))
    #expect(try folder.read("out/mine/baseline/plans.csv").contains("\n2035,"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasPrefix(".") }, "no draft is left behind")
  }

  @Test func `every authority gets a folder, or a reason why not`() throws {
    var withheld = SmallRelease()
    withheld.withheld = ["newplans|992|2024|New EHC plans"]
    let folder = try release(withheld)
    let made = try sufficiency(
      ["import", "release", "downloads", "--all", "--to", "england"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("Wrote 2 of 3 folders below england"))
    #expect(made.output.contains("cannot run: Littleton (992)") && made.output.contains("REL-014"))
    for name in ["990-smallshire", "991-quayport-city-of"] {
      #expect(try sufficiency(["check", "england/\(name)"], in: folder).status == 0)
    }
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/england/992-littleton"))
  }

  @Test func `nothing is written over, and nothing of refused files`() throws {
    let folder = try release()
    let command = ["import", "release", "downloads", "--to", "mine"]
    #expect(try sufficiency(command, in: folder).status == 2)
    #expect(try sufficiency(command + ["--authority", "990", "--all"], in: folder).status == 2)
    let unknown = try sufficiency(command + ["--authority", "Smalshire"], in: folder)
    #expect(unknown.status == 1 && unknown.errors.contains("990 Smallshire"))
    #expect(!unknown.output.contains("Checks:"), "nothing reads as if it had gone well")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/mine"))
    try folder.write("mine, all mine", to: "mine/notes.txt")
    let full = try sufficiency(command + ["--authority", "990"], in: folder)
    #expect(full.status == 1 && full.errors.contains("--force"))
    let forced = try sufficiency(command + ["--authority", "990", "--force"], in: folder)
    #expect(forced.status == 0)
    #expect(try folder.read("mine/notes.txt") == "mine, all mine")
    try folder.delete("downloads/caseload.csv")
    let refused = try sufficiency(
      ["import", "release", "downloads", "--authority", "990", "--to", "other"], in: folder)
    #expect(refused.status == 1 && refused.errors.contains("REL-003"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/other"))
    #expect(
      try sufficiency(["import", "release", "--help"], in: folder).output.contains("EXAMPLES"))
  }

  @Test func `an unknown authority is named in the same run as a fault of the files`() throws {
    let folder = try release()
    let text = try folder.read("downloads/requests.csv")
    try folder.write(text.replacing(",40\r\n", with: ",forty\r\n"), to: "downloads/requests.csv")
    let made = try sufficiency(
      ["import", "release", "downloads", "--authority", "Smalshire", "--to", "mine"], in: folder)
    #expect(made.status == 1)
    #expect(made.errors.contains("IN-021") && made.errors.contains("REL-011"))
    let why = try sufficiency(["explain", "finding", "REL-018"], in: folder)
    #expect(why.output.contains("import-findings.csv"), "\(why.output)\(why.errors)")
  }

  @Test(arguments: [("855", "Leicestershire"), ("Leicester", "Leicester")])
  func `the published release makes a folder that runs`(authority: String, name: String) throws {
    guard ReferenceData.isPresent else {
      print(ReferenceData.skipMessage)
      return
    }
    let folder = try TemporaryFolder()
    let made = try sufficiency(
      [
        "import", "release", ReferenceData.path("sen2-releases"), "--authority", authority, "--to",
        "mine", "--population", ReferenceData.path("population_by_la_age_year.csv"),
      ], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.output.contains("passed: England, January 2025: 638745 plans"))
    #expect(made.output.contains("Wrote mine for \(name) ("))
    #expect(try sufficiency(["check", "mine"], in: folder).status == 0)
    let run = try sufficiency(
      ["run", "mine", "--draws", "20", "--out", "out", "--quiet"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
  }
}
