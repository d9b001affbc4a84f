import Vocabulary

/// The files of an edition, for everybody.
extension PublishedEdition {
  /// What the README of every edition begins with.
  public static let start = "# Published figures: "

  /// Its tables, what they are, how to read them, and how they were made.
  ///
  /// - Parameter mark: how far the run is signed off.
  public func files(mark: String) -> [OutputFile] {
    let files =
      results.scenarios.flatMap { scenario in
        [Self.record(scenario, results)] + Self.tables(of: scenario)
      } + [Self.csv(results.comparison, "comparison.csv")]
    return files + [
      DataPackage.file(edition: results, files: files, hidden: Self.mark),
      OutputFile(path: "README.md", text: guide(mark)),
    ]
  }

  /// A table of a scenario as CSV; nil where there is none.
  public func csv(_ file: String, of scenario: String) -> OutputFile? {
    results.scenario(scenario)?.tables[file].map { Self.csv($0, file) }
  }

  /// Each scenario less the baseline as CSV.
  public var comparison: OutputFile { Self.csv(results.comparison, "comparison.csv") }

  private static func tables(of scenario: ScenarioResults) -> [OutputFile] {
    scenario.tables.keys.sorted().map {
      csv(scenario[$0], "\(scenario.id)/\($0)")
    }
  }

  private static func csv(_ table: ResultTable, _ path: String) -> OutputFile {
    let lines = [table.columns] + table.rows
    return OutputFile(
      path: path,
      text: lines.map { $0.map(CSVText.cell).joined(separator: ",") + "\n" }.joined())
  }

  /// `run.json` without the hashes of what went in: who tries all small counts would find the one that fits a hash.
  private static func record(_ scenario: ScenarioResults, _ results: RunResults) -> OutputFile {
    let record = results.record
    let text = JSONText.object([
      ("tool", .text("sufficiency")), ("version", .text(record.version)),
      ("edition", .text("published")),
      (
        "authority",
        .object([("name", .text(results.authority)), ("dfe_code", .text(results.dfeCode))])
      ),
      (
        "scenario",
        .object([
          ("id", .text(scenario.id)), ("name", .text(scenario.name)),
          ("question", .text(scenario.question)),
        ])
      ),
      ("seed", .number(String(record.seed))), ("draws", .number(String(record.draws))),
      ("years", .number(String(record.years))),
      ("base_census", .number(String(record.baseCensus))), ("finished", .text(record.finished)),
      ("inputs", .list([])),
    ])
    return OutputFile(path: "\(scenario.id)/run.json", text: text.file)
  }

  /// How many simulations there were, and whether ranges made of them mean anything.
  private var simulations: String {
    let draws = results.record.draws
    return "\(draws) simulation\(draws == 1 ? "" : "s")"
      + (draws < Self.fewSimulations ? " (too few for a range: this is a trial)" : "")
  }

  private func guide(_ mark: String) -> String {
    """
    \(Self.start)\(results.authority)

    \(mark). Forecasts of Sufficiency \(results.record.version): children and young people with an Education, Health and Care plan, where they \
    can be placed, and the high needs block, from January \(results.record.baseCensus), by \(simulations). One folder a scenario, with the report and the brief;
    `comparison.csv` has each scenario less the baseline, `results.xlsx` all of it,
    and `datapackage.json` says what each column is.

    ## What is not shown
    `\(Self.mark)` stands for a figure that is not shown, so that no child can be told from it: a count of 1 to 4, or one from which such a
    count could be worked out. The two look alike. Who knows everything in this folder, how the counts add up and that none is below 0 is left
    with at least \(Suppression.protection) possible values of every hidden count. The same counts are hidden in every scenario.

    - An empty cell is no hidden figure: there is none. A row that is not there is 0, but for the rows that this list says are left out.
    - Means from 0.5 to below 4.5 are counts of 1 to 4. Of fewer than \(Int(PublishedTable.Group.few)) children no range is shown.
    - `placements.csv` has ages or needs, not both; `flows.csv` all ages and provisions together, and neither who moved away
      nor what nothing explains (`drivers.csv` has that); `plans_by_ncy.csv` all needs together;
      `sufficiency.csv` needs or areas, in September, and places of all needs and phases together: those of a need are the settings',
      shared out by who is there; `review.csv` speaks of areas; `overflow.csv` and `unplaced.csv` the sums over needs, phases and areas.
    - All who are of the last curriculum year leave by the next census: who left for age is hidden with them, and who ceased with that.
    - `review.csv` speaks of those of whom `sufficiency.csv` hides nothing in any year: of others it has no row, nor of nobody.
    - Pounds are to the nearest £100,000, so that sums of rounded figures may be 0.1 million off; income, which is published elsewhere, is
      to the pound. A line of the account that pays for few children of some provision is hidden, and so is the adjustment of the block for
      children elsewhere; where a setting has 1 to 9 children of other authorities, so are the lines that pay for places. What the account was tied by is not shown.
    - Places of a setting whose commissioned places are not known are its roll, and hidden as such, with all places
      of its provision or area where it could be told by them. Children of other authorities are shown of no setting, and of one with
      1 to 9 of them neither places nor what everybody on roll has or needs.
    - Of warnings and notes `findings.csv` has what they are and where, not what was seen there.
    - Not in this folder: plans by area, children not in a base, findings in words, hashes of the inputs.

    `hashes.csv` has the size and hash of every file. What the figures rest on, and under which licence it is published, is in
    `assumptions.csv` of each scenario.

    DfE has published counts of its own, to the child. They are not made secret by hiding them here.

    """
  }
}
