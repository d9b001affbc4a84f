import Foundation
import TestSupport
import Testing

/// What happens when something is misspelt.
struct RefusalTests {
  private func sufficiency(_ arguments: [String], in folder: TemporaryFolder) throws
    -> Command.Outcome
  {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func smallFolder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  @Test func `refused input exits with 1, names every fault and writes nothing`() throws {
    let folder = try smallFolder()
    let population = try folder.read("small/evidence/population.csv")
    try folder.write(
      population.replacingOccurrences(
        of: "authority,principal,2026,7,", with: "authority,principal,2026,7,x"),
      to: "small/evidence/population.csv")
    try folder.write(
      """
      name: Misspelt
      question: Why?
      levers:
        - {lever: new_plan_rate, multiply: lots, needs: [ASDD], starts: 2027, status: illustrative, source: test}
        - {lever: new_plan_rat, multiply: 1, starts: 2027, status: illustrative, source: test}

      """, to: "small/misspelt.yaml")
    let outcome = try sufficiency(["run", "small", "--out", "out"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("population.csv"), "the evidence")
    #expect(outcome.errors.contains("misspelt.yaml:4:needs"), "and the scenario, in one go")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
  }

  @Test func `a lever on an unknown need is named with its line and the need that was meant`()
    throws
  {
    let folder = try smallFolder()
    try folder.write(
      """
      name: Misspelt
      question: Why?
      levers:
        - lever: new_plan_rate
          multiply: lots
          needs: [ASDD]
          starts: 2027
          status: illustrative
          source: test
        - lever: new_plan_rat
          multiply: 1
          starts: 2027
          status: illustrative
          source: test

      """, to: "small/misspelt.yaml")
    let outcome = try sufficiency(["check", "small"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("misspelt.yaml:6:needs"))
    #expect(outcome.errors.contains("Did you mean ASD?"))
    #expect(outcome.errors.contains("misspelt.yaml:5:multiply"))
    #expect(outcome.errors.contains("Did you mean new_plan_rate?"))
  }

  @Test(arguments: ["authority.yaml", "labels.yaml", "more.yaml", "evidence/settings.csv"])
  func `what is no file is named, and not waited for`(name: String) throws {
    let folder = try TemporaryFolder()
    let own = Repository.path("scenarios/leicester")
    #expect(try Command.run("/bin/cp", ["-r", own, "\(folder.path)/small"]).status == 0)
    try? folder.delete("small/\(name)")
    // Whoever opens a pipe waits until somebody writes to it.
    #expect(mkfifo("\(folder.path)/small/\(name)", 0o644) == 0)
    let outcome = try Command.run(
      "/usr/bin/timeout", ["60", Command.sufficiency, "check", "small"], in: folder.path)
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains(" \(name): "), "\(outcome.errors)")
    // What the register would have brought is not missed.
    #expect(!outcome.errors.contains("schemes.csv, which has none"), "\(outcome.errors)")
  }

  @Test func `wrong usage exits with 2`() throws {
    let folder = try smallFolder()
    #expect(try sufficiency(["run"], in: folder).status == 2)
    #expect(try sufficiency(["run", "small", "--draws", "none"], in: folder).status == 2)
    #expect(try sufficiency(["run", "small", "--draws", "0"], in: folder).status == 2)
    #expect(try sufficiency(["walk", "small"], in: folder).status == 2)
    let unknown = try sufficiency(["run", "small", "--scenario", "nowhere"], in: folder)
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("baseline, earlier-support"))
  }

  @Test func `a folder that is not there is refused by name`() throws {
    let folder = try TemporaryFolder()
    let outcome = try sufficiency(["check", "nowhere"], in: folder)
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("nowhere"))
  }

  @Test func `findings above the limit exit with 3 after the run is written`() throws {
    let folder = try smallFolder()
    let outcome = try sufficiency(
      [
        "run", "small", "--draws", "2", "--years", "1", "--out", "out", "--fail-on", "note",
        "--quiet",
      ], in: folder)
    #expect(outcome.status == 3)
    #expect(FileManager.default.fileExists(atPath: "\(folder.path)/out/small/comparison.csv"))
  }

  @Test func `help shows examples and the version is printed`() throws {
    let folder = try TemporaryFolder()
    let help = try sufficiency(["--help"], in: folder)
    #expect(help.status == 0 && help.output.contains("sufficiency run scenarios/leicestershire"))
    let version = try sufficiency(["--version"], in: folder)
    #expect(version.status == 0 && version.output.contains("."))
    for command in ["run", "check", "init"] {
      #expect(try sufficiency([command, "--help"], in: folder).output.contains("EXAMPLE"))
    }
  }

  @Test func `init writes a template that check passes and run runs, and never overwrites`() throws
  {
    let folder = try TemporaryFolder()
    #expect(try sufficiency(["init", "mine", "--authority", "855"], in: folder).status == 0)
    #expect(try folder.read("mine/authority.yaml").contains("\"855\""))
    #expect(try folder.read("mine/schemas/scenario.schema.json").contains("new_plan_rate"))
    let check = try sufficiency(["check", "mine"], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    let run = try sufficiency(
      ["run", "mine", "--draws", "2", "--years", "2", "--out", "out"], in: folder)
    #expect(run.status == 0, "\(run.errors)")
    #expect(try sufficiency(["init", "mine", "--authority", "855"], in: folder).status == 1)
    #expect(try sufficiency(["init", "other", "--authority", "Leicester"], in: folder).status == 2)
  }
}
