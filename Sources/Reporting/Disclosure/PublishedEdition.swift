public import Vocabulary

/// The results of a run as they may be published: no count of 1 to 4 children, and none that could be worked out.
///
/// Everything that is made for readers outside the authority is made of it, whatever it shows, so that no two of them tell together
/// what neither tells alone. A reader knows all of the edition, how its counts add up, and that no count is below 0; what remains
/// possible for a hidden count is at least 5 wide (`Suppression`). Small counts and those hidden for their sake look alike. The same
/// counts are hidden in every scenario. Tables of more than two dimensions are cut to two, and what is a sentence or a price
/// of a hidden count is hidden with it. Money is given to the nearest £100,000: with prices that differ by need, exact sums would be
/// equations for the counts.
public struct PublishedEdition: Sendable {
  /// What stands in place of a hidden figure: the statistical service's letter for "suppressed to protect confidentiality".
  public static let mark = "c"
  /// What stands in its place on a page.
  static let word = "not shown"
  /// Below this many simulations the ends of a range of 8 in 10 are those of a handful.
  static let fewSimulations = 100

  /// The tables of each scenario that it is made of; without one of them other counts might be hidden.
  public static let files =
    PublishedTable.counted.map(\.file).filter { $0 != "settings.csv" } + [
      "settings.csv", "drivers.csv", "review.csv", "commissioning.csv", "capital.csv",
      "high_needs_block.csv", "balance.csv", "cost_drivers.csv", "dsg_account.csv",
      "calibration.csv", "assumptions.csv", "findings.csv", "savings.csv",
    ]

  /// Makes a table smaller as it is read.
  public typealias Cutting = (_ file: String, _ table: ResultTable) -> ResultTable

  /// The results; hidden figures are `mark`, and the inputs are not named.
  public let results: RunResults
  /// Where readers could tell, with the earlier editions, what is hidden: which counts add up there, in words; empty for an edition that may be
  /// published.
  public let exposed: [String]

  /// Makes the edition of a run.
  ///
  /// - Parameters:
  ///   - earlier: editions of this authority that readers have already.
  ///   - reading: reads `files` of **all** scenarios of the run, each table cut as it comes; nil where they cannot be read.
  /// - Returns: nil where nothing was read.
  public init?(
    after earlier: [RunResults] = [],
    reading: (_ files: [String], _ cut: @escaping Cutting) -> RunResults?
  ) {
    guard let cut = reading(Self.files, Self.cut) else { return nil }
    let counts = PublishedCounts(cut.scenarios, after: earlier.map(\.scenarios))
    exposed = counts.exposed
    let rows = HiddenRows(cut.scenarios, counts, after: earlier.flatMap(\.scenarios))
    let scenarios = cut.scenarios.map { scenario in
      ScenarioResults(
        id: scenario.id, name: scenario.name, question: scenario.question,
        tables: HiddenFigures(scenario, counts, rows).tables)
    }
    results = RunResults(
      authority: cut.authority, dfeCode: cut.dfeCode, record: cut.record.withoutInputs,
      scenarios: scenarios,
      comparison: HiddenFigures.comparison(cut, counts, rows))
  }

  /// Why it may not be given to readers who have earlier ones; nil where it may.
  ///
  /// - Parameter earlier: how many those are.
  public func refusal(after earlier: Int) -> String? {
    guard !exposed.isEmpty else { return nil }
    return """
      With \(earlier == 1 ? "the earlier edition" : "the \(earlier) earlier editions together") readers could tell counts \
      that have to be hidden (\(exposed.joined(separator: "; "))). Publish after one of them alone if no reader has the others; \
      otherwise leave out the scenario that is new, or wait for the next census.
      """
  }

  private static let shown = Dictionary(
    PublishedTable.counted.map { ($0.file, $0) }, uniquingKeysWith: { first, _ in first })

  private static func cut(_ file: String, _ table: ResultTable) -> ResultTable {
    if file == "review.csv" { return PublishedReview.cut(table) }
    return shown[file]?.published(table) ?? table
  }

  /// The same edition with some scenarios; the baseline is always there.
  public func results(of scenarios: [String]?) -> RunResults {
    guard let scenarios else { return results }
    let kept = results.scenarios.enumerated().filter { $0 == 0 || scenarios.contains($1.id) }
    return RunResults(
      authority: results.authority, dfeCode: results.dfeCode, record: results.record,
      scenarios: kept.map(\.element),
      comparison: results.comparison.filtered("scenario") { scenarios.contains($0) })
  }
}

extension RunResults.Record {
  /// The same without the inputs' hashes, against which guesses of small counts could be tried.
  fileprivate var withoutInputs: Self {
    Self(
      version: version, seed: seed, draws: draws, years: years, baseCensus: baseCensus,
      finished: finished, inputs: [], allocation: allocation)
  }
}

/// The rows of counts that are hidden in some scenario, and so have to stand in every one.
struct HiddenRows: Sendable {
  /// By file; cells of the scenario in which the row stands.
  private(set) var templates: [String: [[String]: [String]]] = [:]
  /// Settings with few children of other authorities. Everybody on roll less the authority's own, or places less those that its own
  /// may have, would tell them: nothing that has them in it is shown of these settings. Up to 9, so that being hidden tells no more than a
  /// hidden count does.
  let withFewGuests: Set<String>

  init(
    _ scenarios: [ScenarioResults], _ counts: PublishedCounts, after earlier: [ScenarioResults]
  ) {
    let mark = PublishedEdition.mark
    withFewGuests = Self.settings(of: scenarios) { (1...9).contains(Int($0["imports"]) ?? 0) }
      .union(
        // What an earlier edition hid for their sake: its places would be told by those of this one.
        Self.settings(of: earlier) {
          $0["places"] == mark && $0["places_needed_p80"] == mark
            && ($0["places_known"] == "yes" || $0["mean"] != mark)
        })
    for table in PublishedTable.counted where table.counts == nil {
      for scenario in scenarios {
        for row in RowReader(scenario[table.file], table).rows {
          let isHidden = table.groups.indices.contains {
            counts.hides($0, of: table, row.period, row.dimensions)
          }
          let key = row.period + row.dimensions
          if isHidden, templates[table.file]?[key] == nil {
            templates[table.file, default: [:]][key] = row.cells
          }
        }
      }
    }
  }

  private static func settings(
    of scenarios: [ScenarioResults], where holds: (ResultRow) -> Bool
  ) -> Set<String> {
    Set(
      scenarios.flatMap { scenario in
        let settings = scenario["settings.csv"]
        return settings.rows.map { ResultRow(settings, $0) }.filter(holds).map { $0["setting"] }
      })
  }
}
