import TestSupport
import Testing

/// What a finance officer does before the return is due.
@Suite(.serialized)
struct ReturnsTests {
  private func sufficiency(_ arguments: [String], in folder: TemporaryFolder) throws
    -> Command.Outcome
  {
    try Command.run(Command.sufficiency, arguments, in: folder.path)
  }

  private func small() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in SmallAuthority.files() { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  private static let options = ["--draws", "6", "--years", "2", "--out", "out"]

  @Test func `a return is written beside the results, and its labels are compared`() throws {
    let folder = try small()
    try folder.write("Title,\nUnder 5,1\nMulti-Sensory Impairment,2\n", to: "sheet.csv")
    let arguments = ["returns", "small", "--scenario", "earlier-support", "--kind", "dsg-plan"]
    let plain = try sufficiency(arguments + Self.options, in: folder)
    #expect(plain.status == 0, "\(plain.errors)")
    let table = try folder.read("out/small/returns/dsg-plan.csv")
    #expect(
      table.contains(
        "Post 16 and further education (FE) placements: age group: Age 16 to 19: 2026,"))
    #expect(table.contains("third-party labels"))
    let notes = try folder.read("out/small/returns/dsg-plan-assumptions.csv")
    #expect(notes.contains("age at 31 August"))
    let checked = try sufficiency(
      arguments + Self.options + ["--check-labels", "sheet.csv"], in: folder)
    #expect(checked.status == 3)
    #expect(checked.errors.contains("not in the return: 'Multi-Sensory Impairment'"))
    #expect(checked.errors.contains("not in the template: 'Multi- Sensory Impairment'"))
    #expect(try folder.read("out/small/returns/dsg-plan.csv") == table)
    let run = try sufficiency(["run", "small", "--quiet"] + Self.options, in: folder)
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: ["dsg-plan", "lsrp"])
  func `savings lines are told apart, with as many threads as there are`(kind: String) throws {
    let folder = try small()
    func line(_ id: String, _ lever: String) -> String {
      "  - {id: \(id), name: Line \(id), starts: 2026-27, ramp_years: 0, confidence: 0.7, one_off_cost: 0,\n"
        + "     recurring_cost: 0, funded_from: block, lead_time_months: 9, status: illustrative, source: t,\n"
        + "     levers: [{lever: \(lever), status: illustrative, source: t}]}\n"
    }
    let lines = [
      line("1-support", "new_plan_rate, multiply: 0.8, starts: 2027"),
      line("2-fees", "cost_growth, line: All, percent: 1, starts: 2026-27"),
    ]
    func written(_ lines: [String], threads: String) throws -> String {
      try folder.write(
        "name: Lines\nquestion: What if?\nlevers: []\nsavings:\n" + lines.joined(),
        to: "small/lines.yaml")
      let outcome = try sufficiency(
        ["returns", "small", "--scenario", "lines", "--kind", kind, "--threads", threads]
          + Self.options, in: folder)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return try folder.read("out/small/returns/\(kind).csv")
    }
    let table = try written(lines, threads: "1")
    for title in ["Mitigation 1-support", "Mitigation 2-fees", "Mitigation interaction"] {
      #expect(table.contains("\(title): plans: All plans: 2027,"), "\(title)")
      #expect(table.contains("\(title): \"cost, GBP\"") || table.contains("\(title): cost, GBP"))
    }
    #expect(!table.contains("outside savings lines"))
    #expect(try written(lines.reversed(), threads: "3") == table)
  }

  @Test(arguments: ["lsrp", "scap", "s251"])
  func `the other returns are written too`(kind: String) throws {
    let folder = try small()
    let outcome = try sufficiency(["returns", "small", "--kind", kind] + Self.options, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.read("out/small/returns/\(kind).csv").contains("third-party labels"))
  }

  @Test func `what is misspelt is named with what was meant`() throws {
    let folder = try small()
    let kind = try sufficiency(["returns", "small", "--kind", "dsg-pan"], in: folder)
    #expect(kind.status == 2 && kind.errors.contains("Did you mean dsg-plan?"))
    let scenario = try sufficiency(
      ["returns", "small", "--kind", "lsrp", "--scenario", "earlier-suport"], in: folder)
    #expect(scenario.status == 2 && scenario.errors.contains("Did you mean earlier-support?"))
    let basis = try sufficiency(
      ["returns", "small", "--kind", "scap", "--age-basis", "in-year"], in: folder)
    #expect(basis.status == 2 && basis.errors.contains("--age-basis"))
    try folder.write(
      "provision,ncy_from,ncy_to,dsg_plan,lsrp,lsrp_need_table,scap,status,source\n"
        + "MAIN,-2,21,Nowhere,Nowhere,none,none,assumption,test\n",
      to: "small/evidence/crosswalk.csv")
    let refused = try sufficiency(
      ["returns", "small", "--kind", "lsrp"] + Self.options, in: folder)
    #expect(refused.status == 1)
    #expect(refused.errors.contains("evidence/crosswalk.csv:2:lsrp"))
    #expect(try sufficiency(["check", "small"], in: folder).status == 1)
  }
}
