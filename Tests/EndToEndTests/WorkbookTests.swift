import Foundation
import TestSupport
import Testing

/// What somebody does who wants the results in Excel.
@Suite(.serialized)
struct WorkbookTests {
  private func sufficiency(_ arguments: [String], in folder: TemporaryFolder) throws
    -> Command.Outcome
  {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  /// A run of the small authority in which some words look like formulas.
  private func ran() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    try folder.write(
      "name: '+Nothing & <none>'\nquestion: '=1+1'\nlevers: []\n", to: "small/words.yaml")
    let outcome = try sufficiency(
      ["run", "small", "--draws", "12", "--years", "3", "--quiet", "--out", "notebooks-output"],
      in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private func check(_ folder: TemporaryFolder, converted: String?) throws {
    guard let python = Command.python,
      try Command.run(python, ["-c", "import openpyxl"]).status == 0
    else {
      print("skipped: no openpyxl; scripts/setup tests installs it")
      return
    }
    let results = "notebooks-output/small"
    let outcome = try Command.run(
      python,
      [Repository.path("Tests/workbook/check_workbook.py"), "\(results)/results.xlsx", results]
        + (converted.map { [$0] } ?? []), in: folder.path)
    #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
  }

  @Test func `every value of the workbook is the files', as two programs read it`() throws {
    let folder = try ran()
    let outcome = try sufficiency(["workbook", "small"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.isEmpty)
    #expect(outcome.output == "notebooks-output/small/results.xlsx written.\n")
    try check(folder, converted: try converted(folder))
    // A later run replaces the folder, workbook and all.
    let later = try sufficiency(
      ["run", "small", "--draws", "12", "--years", "3", "--quiet", "--out", "notebooks-output"],
      in: folder)
    #expect(later.status == 0, "\(later.errors)")
  }

  /// Every sheet as CSV by LibreOffice; nil where it is not there.
  private func converted(_ folder: TemporaryFolder) throws -> String? {
    let office = "/usr/bin/soffice"
    guard FileManager.default.isExecutableFile(atPath: office) else {
      print("skipped: no LibreOffice; scripts/setup tests installs it")
      return nil
    }
    // Comma, quote, UTF-8, from the first line; values as they are held, not as shown; every sheet.
    let filter = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    let outcome = try Command.run(
      office,
      [
        "-env:UserInstallation=file://\(folder.path)/office", "--headless", "--convert-to", filter,
        "--outdir", "converted", "notebooks-output/small/results.xlsx",
      ], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(!(outcome.output + outcome.errors).lowercased().contains("repair"))
    return "converted"
  }

  @Test func `the same results give the same bytes, and an older workbook is replaced`() throws {
    let folder = try ran()
    try folder.write("not a workbook", to: "two.xlsx")
    for name in ["one.xlsx", "two.xlsx"] {
      let outcome = try sufficiency(["workbook", "small", "--to", name, "--quiet"], in: folder)
      #expect(outcome.status == 0 && outcome.output.isEmpty, "\(outcome.errors)")
    }
    let files = try folder.files(below: ".")
    let first = try #require(files["one.xlsx"])
    #expect(first == files["two.xlsx"])
    #expect(files.keys.allSatisfy { !$0.contains(".writing-") })
    let chosen = try sufficiency(
      ["workbook", "small", "--to", "less.xlsx", "--scenario", "words"], in: folder)
    #expect(chosen.status == 0, "\(chosen.errors)")
    let less = try #require(try folder.files(below: ".")["less.xlsx"])
    #expect(less.count < (files["one.xlsx"]?.count ?? 0))
  }

  @Test func `what cannot be made into a workbook is refused with what to do`() throws {
    let folder = try ran()
    func refusal(_ options: [String]) throws -> Command.Outcome {
      try sufficiency(["workbook", "small"] + options, in: folder)
    }
    let none = try refusal(["--results", "elsewhere"])
    #expect(none.status == 1)
    #expect(none.errors.contains("sufficiency run small"))
    let unknown = try refusal(["--scenario", "wrods"])
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("no scenario of that name; there are baseline"))
    #expect(try refusal(["--to", "results.csv"]).status == 2)
    try folder.write("a file", to: "blocked")
    let blocked = try refusal(["--to", "blocked/results.xlsx"])
    #expect(blocked.status == 1)
    #expect(blocked.errors.contains("could not be written"))
    let name = "small/authority.yaml"
    try folder.write(
      try folder.read(name).split(separator: "\n", omittingEmptySubsequences: false).map {
        $0.hasPrefix("dfe_code:") ? "dfe_code: \"998\"" : String($0)
      }.joined(separator: "\n"), to: name)
    let stranger = try refusal([])
    #expect(stranger.status == 1)
    #expect(stranger.errors.contains("--results"))
    #expect(try folder.files(below: ".").keys.allSatisfy { !$0.hasSuffix(".xlsx") })
  }
}
