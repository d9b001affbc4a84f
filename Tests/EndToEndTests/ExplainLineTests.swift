import TestSupport
import Testing

/// What an auditor does: from a figure of the account to its inputs.
@Suite(.serialized)
struct ExplainLineTests {
  private static func folder(_ files: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: "small/\(path)") }
    return folder
  }

  private func sufficiency(_ arguments: [String], in folder: TemporaryFolder) throws
    -> Command.Outcome
  { try Command.run(Command.sufficiency, arguments, in: folder.path) }

  /// The p50 of a row of `high_needs_block.csv`.
  private func median(_ folder: TemporaryFolder, _ scenario: String, _ line: String) throws
    -> String
  {
    let table = try folder.read("out/small/\(scenario)/high_needs_block.csv")
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    let column = try #require(table[0].firstIndex(of: "p50"))
    let row = table.first { $0.starts(with: ["2027-28", line]) }
    return try #require(row)[column]
  }

  private func printed(_ text: String) -> String? {
    text.split(separator: "\n").first { $0.contains("Middle of the draws (p50)") }
      .map { $0.split(separator: " ").last.map { $0.filter { $0 != "," } } ?? "" }
  }

  private static let draws = ["--draws", "13", "--seed", "7", "--years", "4"]

  @Test func `the figure is the one in high_needs_block.csv`() throws {
    let folder = try Self.folder(SmallFinance.files())
    let run = try sufficiency(["run", "small", "--out", "out", "--quiet"] + Self.draws, in: folder)
    #expect(run.status == 0, "\(run.errors)")
    for (scenario, lines) in [
      ("baseline", ["fees_independent", "places_special", "cumulative_balance"]),
      (SmallFinance.scenario, ["fees_independent", "total_cost", "transport_pre16"]),
    ] {
      for line in lines {
        let outcome = try sufficiency(
          [
            "explain", "small", "--scenario", scenario, "--line", line, "--year", "2027-28",
            "--threads", "3",
          ] + Self.draws, in: folder)
        #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        #expect(try printed(outcome.output) == median(folder, scenario, line), "\(line)")
      }
    }
  }

  @Test func `a line of the return has its middle, and a tied line its factor`() throws {
    let folder = try Self.folder(SmallAuthority.files())
    let asked = ["--line", "1.2.1", "--year", "2027-28"] + Self.draws
    let outcome = try sufficiency(["explain", "small"] + asked, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let returns = try sufficiency(
      ["returns", "small", "--kind", "s251", "--out", "out", "--quiet"] + Self.draws, in: folder)
    #expect(returns.status == 0, "\(returns.errors)")
    let table = try folder.read("out/small/returns/s251.csv")
    let row = try #require(
      table.split(separator: "\n").first { $0.contains("1.2.1") && $0.contains(": 2027-28") })
    let pounds = try #require(printed(outcome.output).flatMap(Double.init)).rounded()
    #expect(row.contains(",\(Int(pounds)),"), "\(row)")
    let tied = try Self.folder(SmallFinance.files())
    let fees = try sufficiency(
      ["explain", "small", "--line", "fees_independent", "--year", "2025-26"] + Self.draws,
      in: tied)
    #expect(fees.output.contains("Tied to the outturn of 2024-25"))
    #expect(fees.output.contains("in all years."))
  }

  @Test func `what is misspelt is named with what was meant`() throws {
    let folder = try Self.folder(SmallAuthority.files())
    func errors(_ arguments: [String]) throws -> String {
      let outcome = try sufficiency(["explain"] + arguments, in: folder)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(arguments): \(outcome.output)")
      return outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
    let line = try errors(["small", "--line", "topup_spesial", "--year", "2027-28"])
    #expect(line.contains("Did you mean topup_special?") && line.contains("total_cost"))
    let year = try errors(["small", "--line", "1.2.3", "--year", "2027-29"])
    #expect(year.contains("There is no year '2027-29'") && year.contains("2025-26, 2026-27"))
    let scenario = try errors([
      "small", "--line", "1.2.3", "--year", "2027-28", "--scenario", "earlier-suport",
    ])
    #expect(scenario.contains("Did you mean earlier-support?"))
  }

  @Test func `a rule is still explained, and the two forms do not mix`() throws {
    let folder = try Self.folder(SmallAuthority.files())
    let rule = try sufficiency(["explain", "place-funding", "--on", "2026-09-01"], in: folder)
    #expect(rule.status == 0 && rule.output.contains("place_funding_special: "))
    #expect(rule.output.contains("10000 GBP a place or pupil and year"))
    let unknown = try sufficiency(["explain", "place-fundin", "--on", "2026-09-01"], in: folder)
    #expect(unknown.status == 2 && unknown.errors.contains("There is no rule"))
    for mixed in [
      ["small", "--line", "1.2.3", "--year", "2027-28", "--on", "2026-09-01"],
      ["small", "--line", "1.2.3"], ["place-funding"], ["small", "--year", "2027-28"],
      ["place-funding", "--on", "2026-09-01", "--draws", "9"],
    ] {
      let outcome = try sufficiency(["explain"] + mixed, in: folder)
      #expect(outcome.status == 2, "\(mixed)")
      #expect(outcome.errors.contains("sufficiency explain RULE --on DAY"), "\(mixed)")
      #expect(outcome.errors.contains("sufficiency explain FOLDER --line LINE --year YEAR"))
    }
  }
}
