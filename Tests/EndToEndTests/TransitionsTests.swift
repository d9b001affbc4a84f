import Foundation
import TestSupport
import Testing

/// From another tool's files to results, as a person would.
struct TransitionsTests {
  private func sufficiency(
    _ arguments: [String], in folder: TemporaryFolder
  ) throws -> Command.Outcome {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func exported() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (name, text) in SmallTransitions.tables {
      try folder.write(text, to: "export/\(name).csv")
    }
    return folder
  }

  @Test func `import, check and run, the same bytes for any number of threads`() throws {
    let folder = try exported()
    let made = try sufficiency(["import", "transitions", "export", "--to", "mine"], in: folder)
    #expect(made.status == 0, "\(made.errors)")
    #expect(try folder.read("mine/authority.yaml").contains("basis: transitions"))
    #expect(try folder.read("mine/evidence/costs.csv") == SmallTransitions.costs)
    #expect(try folder.read("mine/more-new-plans.yaml").contains("illustrative"))
    let check = try sufficiency(["check", "mine"], in: folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.output.contains("mine: 0 errors, 0 warnings, 0 notes"))
    for threads in ["1", "8"] {
      let run = try sufficiency(
        ["run", "mine", "--draws", "30", "--threads", threads, "--out", "out\(threads)"],
        in: folder)
      #expect(run.status == 0, "\(run.errors)")
      #expect(run.output.contains("mine, from the January 2023 census: 30 simulations"))
    }
    let (one, eight) = (try folder.files(below: "out1"), try folder.files(below: "out8"))
    #expect(one.keys.sorted() == eight.keys.sorted())
    for (path, bytes) in one where !path.hasSuffix("run.json") {
      #expect(bytes == eight[path], "\(path)")
    }
    for file in [
      "mine/baseline/transition_plans.csv", "mine/baseline/transition_flows.csv",
      "mine/more-new-plans/transition_costs.csv", "mine/transition_parameters.csv",
      "mine/comparison.csv", "mine/datapackage.json", "mine/baseline/run.json",
    ] {
      #expect(one[file] != nil, "\(file)")
    }
    let plans = try folder.read("out1/mine/baseline/transition_plans.csv")
    #expect(plans.hasPrefix("january_census,ncy,need,setting,mean,p05,p10,p25,p50,p75,p90,p95\n"))
    #expect(plans.contains("\n2023,All,All,All,"))
  }

  @Test func `results are a valid data package`() throws {
    guard let python = Command.python else {
      print("skipped: no Python; run scripts/setup tests")
      return
    }
    let folder = try exported()
    _ = try sufficiency(["import", "transitions", "export", "--to", "mine"], in: folder)
    _ = try sufficiency(["run", "mine", "--draws", "5", "--out", "out", "--quiet"], in: folder)
    let outcome = try Command.run(
      python, ["-m", "frictionless", "validate", "out/mine/datapackage.json"], in: folder.path)
    #expect(outcome.status == 0, "\(outcome.output)")
  }

  @Test func `nothing is written over, and nothing of refused files`() throws {
    let folder = try exported()
    try folder.write("mine, all mine", to: "mine/notes.txt")
    let full = try sufficiency(["import", "transitions", "export", "--to", "mine"], in: folder)
    #expect(full.status == 1 && full.errors.contains("--force"))
    #expect(try folder.files(below: "mine").count == 1)
    let forced = try sufficiency(
      ["import", "transitions", "export", "--to", "mine", "--force"], in: folder)
    #expect(forced.status == 0)
    #expect(try folder.read("mine/notes.txt") == "mine, all mine")
    try folder.write("setting,need\n", to: "export/costs.csv")
    let refused = try sufficiency(
      ["import", "transitions", "export", "--to", "other"], in: folder)
    #expect(refused.status == 1 && refused.errors.contains("costs.csv"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/other"))
    let nowhere = ["import", "transitions", "nowhere", "--to", "other"]
    #expect(try sufficiency(nowhere, in: folder).status == 1)
    #expect(try sufficiency(["import", "transitions", "export"], in: folder).status == 2)
    #expect(try sufficiency(["import", "--help"], in: folder).output.contains("EXAMPLE"))
  }

  @Test func `more years than the population are refused, or held and said`() throws {
    let folder = try exported()
    _ = try sufficiency(["import", "transitions", "export", "--to", "mine"], in: folder)
    let long = try sufficiency(
      ["run", "mine", "--draws", "2", "--years", "9", "--out", "out"], in: folder)
    #expect(long.status == 1 && long.errors.contains("2027"))
    #expect(!FileManager.default.fileExists(atPath: "\(folder.path)/out"))
    let hold = [
      "import", "transitions", "export", "--to", "held", "--hold-population",
    ]
    #expect(try sufficiency(hold, in: folder).status == 0)
    let run = try sufficiency(
      ["run", "held", "--draws", "2", "--out", "out", "--fail-on", "warning"], in: folder)
    #expect(run.status == 3 && run.output.contains("IN-108"))
    let wrong = try sufficiency(["run", "held", "--scenario", "nowhere"], in: folder)
    #expect(wrong.status == 2 && wrong.errors.contains("baseline, more-new-plans"))
  }
}
