import Foundation
import TestSupport
import Testing

/// `sufficiency verify`: a run from its record.
@Suite struct VerifyTests {
  private static func results(_ arguments: [String] = []) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "scenarios/a/\(path)") }
    let outcome = try run(
      folder,
      [
        "run", "scenarios/a", "--draws", "6", "--years", "2", "--quiet", "--no-record", "--out",
        "out",
      ]
        + arguments)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return folder
  }

  private static func run(
    _ folder: TemporaryFolder, _ arguments: [String]
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func replace(_ old: String, with new: String, in path: String, _ folder: TemporaryFolder)
    throws
  {
    let text = try String(contentsOfFile: "\(folder.path)/\(path)", encoding: .utf8)
    #expect(text.contains(old), "\(path) has no \(old)")
    try folder.write(text.replacing(old, with: new, maxReplacements: 1), to: path)
  }

  @Test func `the committed reference run is verified`() throws {
    let outcome = try Command.run(
      Command.sufficiency, ["verify", "notebooks-output/reference/leicester"])
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(
      outcome.output.contains("every file comes out again byte for byte (2 scenarios, 200"),
      "\(outcome.output)")
  }

  @Test(arguments: [[], ["--seed", "7"], ["--allocation", "lowest-cost"]])
  func `a run is made again with its seed, simulations, years and allocation`(
    _ arguments: [String]
  ) throws {
    let folder = try Self.results(arguments)
    let outcome = try Self.run(folder, ["verify", "out/a"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  @Test func `a figure that somebody changed is named by file and line`() throws {
    let folder = try Self.results()
    try replace("All,All,", with: "All,All,1", in: "out/a/baseline/plans.csv", folder)
    let outcome = try Self.run(folder, ["verify", "out/a", "--threads", "1"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("out/a/baseline/plans.csv:"), "\(outcome.errors)")
    #expect(outcome.errors.contains("somebody has changed these files"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("flows.csv"), "\(outcome.errors)")
  }

  @Test func `of another version it says so`() throws {
    let folder = try Self.results()
    try replace(
      "\"version\": \"", with: "\"version\": \"0.0.", in: "out/a/baseline/run.json", folder)
    #expect(try Self.run(folder, ["verify", "out/a"]).status == 0)
    try FileManager.default.removeItem(atPath: "\(folder.path)/out/a/baseline/flows.csv")
    let outcome = try Self.run(folder, ["verify", "out/a"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("out/a/baseline/flows.csv: missing"), "\(outcome.errors)")
    #expect(outcome.errors.contains("the run is of version 0.0."), "\(outcome.errors)")
  }

  /// The record of the first run that was committed, as the program of that day wrote it.
  private static let older = "Tests/older/leicester"

  @Test func `of a run of an older program it says which inputs are otherwise now`() throws {
    let outcome = try Command.run(
      Command.sufficiency, ["verify", Self.older, "--folder", "scenarios/leicester"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("\(Self.older) cannot be made again"), "\(outcome.errors)")
    #expect(outcome.errors.contains("evidence/settings.csv"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("authority.yaml"), "\(outcome.errors)")
    #expect(outcome.errors.contains("as it was on 2026-11-21"), "\(outcome.errors)")
  }

  @Test func `a record that says no more than those of an older program is enough`() throws {
    let folder = try Self.results(["--seed", "3"])
    let said = try Self.record("\(Repository.path(Self.older))/baseline/run.json")
    let path = "\(folder.path)/out/a/baseline/run.json"
    let record = try Self.record(path).filter { said[$0.key] != nil }
    #expect(record.count < (try Self.record(path).count))
    try JSONSerialization.data(withJSONObject: record).write(to: URL(fileURLWithPath: path))
    let outcome = try Self.run(folder, ["verify", "out/a"])
    #expect(outcome.status == 0, "\(outcome.errors)")
  }

  private static func record(_ path: String) throws -> [String: Any] {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  @Test func `an input that has changed is named, and one that was not used is not`() throws {
    let folder = try Self.results()
    let other = try folder.read("scenarios/a/earlier-support.yaml")
    try folder.write(other.replacing("name: ", with: "name: Later "), to: "scenarios/a/later.yaml")
    let still = try Self.run(folder, ["verify", "out/a"])
    #expect(still.status == 0, "\(still.errors)")
    try replace("\n", with: "\r\n", in: "scenarios/a/evidence/settings.csv", folder)
    let outcome = try Self.run(folder, ["verify", "out/a"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("evidence/settings.csv"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("later.yaml"), "\(outcome.errors)")
  }

  @Test func `a file that was put there, and a record that says otherwise, are named`() throws {
    let folder = try Self.results()
    try folder.write("x\n", to: "out/a/baseline/extra.csv")
    // What is made of results may lie beside them.
    for path in ["baseline/note.md", "baseline/savings.csv", "returns/lsrp.csv", "mine/x.csv"] {
      try folder.write("x\n", to: "out/a/\(path)")
    }
    let other = try #require(
      FileManager.default.contentsOfDirectory(atPath: "\(folder.path)/out/a").sorted().first {
        $0 != "baseline" && !$0.contains(".")
      })
    try replace("\"draws\": ", with: "\"draws\": 1", in: "out/a/\(other)/run.json", folder)
    let outcome = try Self.run(folder, ["verify", "out/a"])
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("out/a/baseline/extra.csv: no file of this run"))
    #expect(
      outcome.errors.contains("out/a/\(other)/run.json: another draws"), "\(outcome.errors)")
    for name in ["note.md", "savings.csv", "lsrp.csv", "mine"] {
      #expect(!outcome.errors.contains(name))
    }
  }

  @Test(arguments: ["evidence/waiting.csv", "evidence/transport.csv"])
  func `inputs that are gone or new are named`(file: String) throws {
    let folder = try Self.results()
    let path = "\(folder.path)/scenarios/a/\(file)"
    if FileManager.default.fileExists(atPath: path) {
      try FileManager.default.removeItem(atPath: path)
    } else {
      try folder.write(
        "line,provision,need,gbp_per_year,price_year,includes,status,source\n",
        to: "scenarios/a/\(file)")
    }
    let outcome = try Self.run(folder, ["verify", "out/a"])
    #expect(outcome.status == 1 && outcome.errors.contains(file), "\(outcome.errors)")
  }

  @Test func `what is not there is said`() throws {
    let folder = try Self.results()
    let missing = try Self.run(folder, ["verify", "nowhere/a"])
    #expect(missing.status == 1 && missing.errors.contains("no baseline/run.json"))
    let unknown = try Self.run(folder, ["verify", "out/b"])
    #expect(unknown.status == 2 && unknown.errors.contains("--folder"), "\(unknown.errors)")
  }
}
