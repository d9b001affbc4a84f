public import Vocabulary

/// Who a report is for, which decides how small the numbers in it may be.
public enum Audience: String, Sendable, CaseIterable {
  /// A committee of councillors: published.
  case scrutiny
  /// The schools forum: published.
  case schoolsForum = "schools-forum"
  /// Officers of the authority: not published.
  case officers

  /// True where numbers of 1 to 4 children are not shown.
  public var isPublished: Bool { self != .officers }
}

/// What a report is made of: the evidence, the results of a run, and how the authority calls things.
public struct ReportSource: Sendable {
  /// The tables of a scenario that a report reads.
  public static let files = [
    "plans.csv", "drivers.csv", "placements.csv", "waiting.csv", "flows.csv", "settings.csv",
    "sufficiency.csv", "review.csv", "overflow.csv", "high_needs_block.csv", "balance.csv",
    "cost_drivers.csv", "calibration.csv", "assumptions.csv", "findings.csv", "savings.csv",
  ]

  let evidence: Evidence
  let results: RunResults
  let focus: ScenarioResults
  let labels: LocalLabels
  /// True where the figures are those of an edition.
  let isPublished: Bool
  let version: String

  /// Puts a source together for officers, who see every figure.
  ///
  /// - Parameters:
  ///   - evidence: of the scenario folder that was run.
  ///   - results: with the tables of `files`.
  ///   - scenario: the id of the scenario that the report is about.
  ///   - labels: local names.
  ///   - version: of the tool that writes it.
  /// - Returns: nil where the results do not have the scenario.
  public init?(
    _ evidence: Evidence, results: RunResults, scenario: String, labels: LocalLabels = .init(),
    version: String
  ) {
    self.init(
      evidence, results, scenario: scenario, labels: labels, isPublished: false, version: version)
  }

  /// Puts a source together for readers outside: of an edition, whose hidden figures are nowhere in it.
  ///
  /// - Returns: nil where the edition does not have the scenario.
  public init?(
    _ evidence: Evidence, edition: PublishedEdition, scenario: String,
    labels: LocalLabels = .init(), version: String
  ) {
    self.init(
      evidence, edition.results, scenario: scenario, labels: labels, isPublished: true,
      version: version)
  }

  private init?(
    _ evidence: Evidence, _ results: RunResults, scenario: String, labels: LocalLabels,
    isPublished: Bool, version: String
  ) {
    guard let focus = results.scenario(scenario) else { return nil }
    self.evidence = evidence
    self.results = results
    self.focus = focus
    self.labels = labels
    self.isPublished = isPublished
    self.version = version
  }

  var baseline: ScenarioResults { results.scenarios[0] }
  var isBaseline: Bool { focus.id == baseline.id }
  var base: Int { results.record.baseCensus }
  var last: Int { base + results.record.years }

  /// The name of a provision, as the authority calls it.
  func provision(_ code: String) -> String {
    labels.provisions[code]
      ?? evidence.codes.provision(code).map { evidence.codes.provisions[$0].name } ?? code
  }

  /// The name of a need, as the authority calls it.
  func need(_ code: String) -> String {
    labels.needs[code] ?? evidence.codes.need(code).map { evidence.codes.needs[$0].name } ?? code
  }

  static func phase(_ word: String) -> String {
    switch Phase(rawValue: word) {
    case .earlyYears: "Early years"
    case .primary: "Primary"
    case .secondary: "Secondary"
    case .post16: "Post-16"
    case nil: "All ages"
    }
  }
}

/// A figure of a result file: its middle and its ranges.
struct LikelyFigure {
  /// By the names of the columns: `mean`, `p025` … `p975`.
  private let values: [String: Double]

  init?(_ row: [String]?, _ table: ResultTable) {
    guard let row else { return nil }
    values = Dictionary(
      zip(table.columns, row).compactMap { name, text in Double(text).map { (name, $0) } },
      uniquingKeysWith: { first, _ in first })
    guard values["p50"] != nil else { return nil }
  }

  subscript(_ name: String) -> Double { values[name] ?? middle }
  /// True where the file has the column.
  func has(_ name: String) -> Bool { values[name] != nil }
  var middle: Double { values["p50"] ?? 0 }
  var mean: Double { values["mean"] ?? 0 }
  /// 8 times in 10 between these.
  var low: Double { self["p10"] }
  var high: Double { self["p90"] }

  /// `7,200 (likely range 7,100 to 7,300)`.
  func words(_ word: (Double) -> String = { Wording.count($0) }) -> String {
    let range = range(word)
    return word(middle) + (range.isEmpty ? "" : " (likely range \(range))")
  }

  /// `7,100 to 7,300`; empty where it is known.
  func range(_ word: (Double) -> String = { Wording.count($0) }) -> String {
    word(low) == word(high) ? "" : "\(word(low)) to \(word(high))"
  }
}

extension RunResults {
  /// What a scenario changes of a measure; nil where no comparison is kept of it.
  func difference(
    _ scenario: String, _ measure: String, _ period: String, _ item: String
  ) -> LikelyFigure? {
    let row = comparison.rows([
      "scenario": scenario, "measure": measure, "period": period, "item": item,
    ]).first
    return LikelyFigure(row, comparison)
  }
}

extension ScenarioResults {
  /// The figure in the only row with some cells; nil where there is none, or it is hidden.
  func figure(_ file: String, _ cells: KeyValuePairs<String, String>) -> LikelyFigure? {
    let table = self[file]
    return LikelyFigure(table.rows(cells).first, table)
  }

  /// True where a figure in the only row with some cells is hidden.
  func isHidden(
    _ file: String, _ column: String, _ cells: KeyValuePairs<String, String>
  ) -> Bool {
    let table = self[file]
    guard let position = table.position(column), let row = table.rows(cells).first else {
      return false
    }
    return row[position] == PublishedEdition.mark
  }

  /// The same as numbers of one column.
  func number(_ file: String, _ column: String, _ cells: KeyValuePairs<String, String>) -> Double? {
    let table = self[file]
    guard let position = table.position(column), let row = table.rows(cells).first else {
      return nil
    }
    return Double(row[position])
  }

  /// Plans of a January.
  func plans(_ january: Int, band: String = "All", need: String = "All") -> LikelyFigure? {
    figure("plans.csv", ["january_census": "\(january)", "age_band": band, "need": need])
  }

  /// An item of the balance.
  func balance(_ item: String, _ year: String) -> LikelyFigure? {
    figure("balance.csv", ["financial_year": year, "item": item])
  }

  /// The financial years that are costed.
  var financialYears: [String] { self["balance.csv"].texts("financial_year") }
}

extension Wording {
  /// `£12.3 million` of pounds.
  static func poundsMillions(_ pounds: Double) -> String {
    "\(pounds < 0 ? "-" : "")£\(millions(abs(pounds) * 100)) million"
  }
}
