import Foundation
import TestSupport
import Testing

/// What a planner does in the summer: set the counts of the year beside the last run.
@Suite(.serialized)
struct MonitorTests {
  private func sufficiency(_ arguments: [String], in folder: TemporaryFolder) throws
    -> Command.Outcome
  {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  /// What a run of the small authority writes below `out`; each test has its own copy.
  private static let written = Result {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    let outcome = try Command.run(
      Command.sufficiency,
      ["run", "small", "--draws", "40", "--years", "2", "--out", "out", "--quiet"],
      in: folder.path)
    #expect(outcome.status == 0, "\(outcome.errors)")
    return try folder.files(below: "out")
  }

  /// The small authority, its run in `out/small`, and plans at January 2026: P10, P50, P90.
  private func runFolder() throws -> (TemporaryFolder, [Int]) {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    for (path, bytes) in try Self.written.get() {
      try folder.write(Array(bytes), to: "out/\(path)")
    }
    let rows = try folder.read("out/small/baseline/plans.csv").split(separator: "\n")
    let row = try #require(rows.first { $0.hasPrefix("2026,All,All,") })
    let cells = row.split(separator: ",").compactMap { Double($0) }
    return (folder, [cells[4], cells[6], cells[8]].map { Int($0.rounded()) })
  }

  private func write(_ rows: [String], to file: String, in folder: TemporaryFolder) throws {
    let lines = ["measure,date,value,status,source"] + rows.map { "\($0),illustrative,test" }
    try folder.write(lines.map { $0 + "\n" }.joined(), to: file)
  }

  @Test func `a count inside and one above are told apart`() throws {
    let (folder, band) = try runFolder()
    try write(
      ["january_total,2026-01-15,\(band[1])", "month_end_total,2026-12-31,\(band[2] * 2)"],
      to: "counts.csv", in: folder)
    let options = ["monitor", "small", "--actuals", "counts.csv", "--run", "out/small"]
    let outcome = try sufficiency(options + ["--out", "check"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    for part in [
      "Smallshire", "P10", "inside the 80 % band", "at its middle", "above the 80 % band",
      " above P90",
      "Verdict: 1 of 2 counts inside the 80 % band, 1 above.",
    ] {
      #expect(outcome.output.contains(part), "\(part) in\n\(outcome.output)")
    }
    let table = try folder.read("check/monitor.csv")
    #expect(table.contains("january_total,2026-01-15,\(band[1])"))
    #expect(table.contains(",above,") && table.contains(",inside,"))
    #expect(try sufficiency(options + ["--fail-on", "outside"], in: folder).status == 3)
    #expect(try sufficiency(options + ["--fail-on", "note"], in: folder).status == 3)
  }

  @Test func `the folder's own counts are compared by default, and nothing is written`() throws {
    let (folder, band) = try runFolder()
    try write(
      ["january_total,2026-01-15,\(band[1])"], to: "small/evidence/anchors.csv", in: folder)
    let before = try folder.files(below: ".").keys
    let outcome = try sufficiency(
      ["monitor", "small", "--run", "out/small", "--fail-on", "outside"], in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("Verdict: the count lies inside the 80 % band."))
    #expect(try folder.files(below: ".").keys.sorted() == before.sorted())
  }

  @Test func `a count that the run was conditioned on is told from news`() throws {
    let (folder, band) = try runFolder()
    try folder.write(
      "measure,date,actual\njanuary_total,2026-01-16,1\n", to: "out/small/baseline/anchors.csv")
    try write(
      ["january_total,2026-01,\(band[1])", "plans_issued,2025-12-31,0"], to: "counts.csv",
      in: folder)
    let outcome = try sufficiency(
      ["monitor", "small", "--actuals", "counts.csv", "--run", "out/small"], in: folder)
    let known = "agreement says nothing: Plans, January 2026 census."
    #expect(outcome.output.contains(known), "\(outcome.output)\(outcome.errors)")
    #expect(outcome.output.contains("1 below"))
  }

  @Test func `what cannot be compared is refused with what to do first`() throws {
    let (folder, band) = try runFolder()
    try write(["january_total,2026-01-15,\(band[1])"], to: "counts.csv", in: folder)
    let options = ["monitor", "small", "--actuals", "counts.csv"]
    let missing = try sufficiency(options, in: folder)
    #expect(missing.status == 1 && missing.errors.contains("First: sufficiency run small"))
    let none = try sufficiency(["monitor", "small", "--run", "out/small"], in: folder)
    #expect(none.status == 1 && none.errors.contains("evidence/anchors.csv"))
    try write([], to: "empty.csv", in: folder)
    let empty = try sufficiency(
      ["monitor", "small", "--actuals", "empty.csv", "--run", "out/small"], in: folder)
    #expect(empty.status == 1 && empty.errors.contains("nothing to compare"))
    try write(["january_total,2028-01-20,\(band[1])"], to: "late.csv", in: folder)
    let late = try sufficiency(
      ["monitor", "small", "--actuals", "late.csv", "--run", "out/small"], in: folder)
    #expect(late.status == 1 && late.errors.contains("--years"))
    let record = try folder.read("out/small/baseline/run.json")
    for (key, told) in [
      ("\"base_census\": 2025", "January 2024"), ("\"dfe_code\": \"999\"", "998"),
    ] {
      let other = record.replacingOccurrences(
        of: key,
        with: key.replacingOccurrences(of: "2025", with: "2024")
          .replacingOccurrences(of: "999", with: "998"))
      try folder.write(other, to: "out/small/baseline/run.json")
      let outcome = try sufficiency(options + ["--run", "out/small"], in: folder)
      #expect(outcome.status == 1 && outcome.errors.contains(told), "\(outcome.errors)")
    }
  }
}
