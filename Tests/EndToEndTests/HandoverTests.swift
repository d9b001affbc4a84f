import Foundation
import TestSupport
import Testing

/// Somebody takes the work over and has nothing but the folder.
struct HandoverTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func ran(_ options: [String] = []) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    try folder.write("name: Third\nquestion: None?\nlevers: []\n", to: "small/it's-third.yaml")
    let run = try sufficiency(
      ["run", "small", "--draws", "12", "--years", "2", "--seed", "9", "--quiet", "--owner", "Ann"]
        + options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    return folder
  }

  private func id(_ package: String) throws -> String {
    let match = try #require(try Regex("\"id\": \"(999-[0-9a-f]{16})\"").firstMatch(in: package))
    return String(try #require(match.output[1].substring))
  }

  @Test(arguments: [
    [], ["--scenario", "it's-third", "--allocation", "lowest-cost"], ["--scenario", "baseline"],
  ])
  func `the commands of its README make the same run`(options: [String]) throws {
    let folder = try ran(options)
    let made = try sufficiency(["handover", "small", "--to", "given"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let id = try id(folder.read("notebooks-output/small/datapackage.json"))
    let guide = try folder.read("given/README.md")
    #expect(guide.hasPrefix("# Handover: Smallshire\n") && guide.contains("| run | \(id) |"))
    let block = try #require(guide.components(separatedBy: "```sh\n").dropFirst().first)
    let script = block.components(separatedBy: "```")[0]
    // What was there before is gone: the folder has to do.
    for path in ["small", "notebooks-output"] { try folder.delete(path) }
    let tools = (Command.sufficiency as NSString).deletingLastPathComponent
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    let again = try Command.run(
      "/bin/sh", ["-e", "-c", script], in: "\(folder.path)/given",
      environment: ["PATH": "\(tools):\(path)", "TMPDIR": folder.path])
    #expect(again.status == 0, "\(again.errors)")
    #expect(again.output.contains("Run \(id): draft, recorded"), "\(again.output.suffix(300))")
    let verified = try sufficiency(["handover", "given", "--verify"], in: folder)
    #expect(verified.status == 0, "\(verified.errors)")
  }

  @Test func `it holds what was decided, and every file by its hash`() throws {
    let folder = try ran()
    let id = try id(folder.read("notebooks-output/small/datapackage.json"))
    _ = try sufficiency(
      [
        "runs", "sign", id, "--as", "checked", "--by", "Bea", "--note", "=1+1", "--on",
        "2099-11-22",
      ],
      in: folder)
    let other = try sufficiency(["handover", "small", "--run", "999-x"], in: folder)
    #expect(other.status == 1 && other.errors.contains("holds run \(id)"))
    let made = try sufficiency(["handover", "small", "--run", String(id.prefix(9))], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    let files = try folder.files(below: "handover/small")
    for path in [
      "README.md", "inputs/authority.yaml", "inputs/evidence/settings.csv",
      "scenarios/baseline.yaml",
      "results/baseline/plans.csv", "results/datapackage.json", "decisions.md", "hashes.csv",
    ] { #expect(files[path] != nil, "\(path)") }

    for path in files.keys where path.hasPrefix("inputs/") {
      let source = FileManager.default.contents(atPath: "\(folder.path)/small/\(path.dropFirst(7))")
      #expect(files[path] == source, "\(path)")
    }
    let rows = try folder.read("handover/small/decisions.csv").split(separator: "\n")
    #expect(rows.contains("sign-off,,Bea,,2099-11-22,,checked,'=1+1"))
    #expect(
      rows.contains {
        $0.hasPrefix("lever,earlier-support,lever,1,") && $0.contains(",illustrative,")
      })
    // As many as the run's own log has, and none without a source.
    let log = try folder.read("notebooks-output/small/baseline/assumptions.csv")
      .split(separator: "\n").filter {
        $0.contains(",assumption,") || $0.contains(",illustrative,")
      }
    #expect(rows.count { $0.hasPrefix("assumption,,") } == log.count && log.count > 20)
    let page = try folder.read("handover/small/decisions.md")
    #expect(page.contains("checked by Bea on 22 November 2099") && page.contains("multiply 0.85"))
    #expect(
      try folder.read("handover/small/README.md").contains("Checked by Bea on 22 November 2099"))
    let listed = try folder.read("handover/small/hashes.csv").split(separator: "\n").count - 1
    #expect(listed == files.count - 1)
  }

  @Test func `the handover of another authority is not written over`() throws {
    let folder = try ran()
    #expect(try sufficiency(["handover", "small", "--to", "given"], in: folder).status == 0)
    for (path, _) in try folder.files(below: "given/results") where path.hasSuffix("run.json") {
      let text = try folder.read("given/results/\(path)")
      #expect(text.contains("\"dfe_code\": \"999\""))
      try folder.write(
        text.replacing("\"dfe_code\": \"999\"", with: "\"dfe_code\": \"998\""),
        to: "given/results/\(path)")
    }
    let before = try folder.files(below: "given")
    let refused = try sufficiency(["handover", "small", "--to", "given"], in: folder)
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains("given holds a handover of Smallshire (998)"), "\(refused.errors)")
    #expect(try folder.files(below: "given") == before)
  }

  @Test func `what changed is found, and nothing else is written over`() throws {
    let folder = try ran()
    for _ in 1...2 {
      let made = try sufficiency(["handover", "small", "--to", "given"], in: folder)
      #expect(made.status == 0, "an earlier handover is replaced: \(made.errors)")
    }
    let plans = try folder.read("given/results/baseline/plans.csv")
    try folder.write(plans + "\n", to: "given/results/baseline/plans.csv")
    try folder.write("new", to: "given/new.txt")
    let lost = try sufficiency(["handover", "small", "--to", "given"], in: folder)
    #expect(lost.status == 1 && lost.errors.contains("given holds new.txt"), "\(lost.errors)")
    try folder.delete("given/decisions.md")
    let verified = try sufficiency(["handover", "given", "--verify"], in: folder)
    #expect(verified.status == 1)
    for fault in [
      "results/baseline/plans.csv: changed", "new.txt: not in hashes.csv", "decisions.md: missing",
    ] {
      #expect(verified.errors.contains(fault))
    }
    #expect(try sufficiency(["handover", "small", "--verify"], in: folder).status == 1)
    try folder.write("mine", to: "full/notes.txt")
    let full = try sufficiency(["handover", "small", "--to", "full"], in: folder)
    #expect(full.status == 1 && full.errors.contains("no earlier handover"))
    #expect(try folder.files(below: "full").count == 1)
    // A scenario that has come since is no part of the run; one of its own that has changed is.
    try folder.write("name: More\nquestion: None?\nlevers: []\n", to: "small/more.yaml")
    let since = try sufficiency(["handover", "small", "--to", "since"], in: folder)
    #expect(since.status == 0, "\(since.errors)")
    #expect(try !folder.files(below: "since").keys.contains { $0.contains("more.yaml") })
    let own = try folder.read("small/earlier-support.yaml")
    try folder.write(own + "# later\n", to: "small/earlier-support.yaml")
    let changed = try sufficiency(["handover", "small", "--to", "fresh"], in: folder)
    #expect(changed.status == 1 && changed.errors.contains("earlier-support.yaml"))
    try folder.write(own, to: "small/earlier-support.yaml")
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/fresh"))
  }
}
