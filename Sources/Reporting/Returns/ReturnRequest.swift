import Scenarios
public import Vocabulary

/// Which return is wanted, and how.
public struct ReturnRequest: Sendable {
  /// The return.
  public let kind: ReturnKind
  /// How the words of a run become its rows.
  public let tables: ReturnTables
  /// The age of age groups.
  public let basis: AgeBasis
  /// Forecast years of primary planning areas of the capacity survey.
  public let primaryYears: Int
  /// Forecast years of secondary ones.
  public let secondaryYears: Int

  /// Asks for a return.
  public init(
    _ kind: ReturnKind, tables: ReturnTables, basis: AgeBasis = .august, primaryYears: Int = 5,
    secondaryYears: Int = 7
  ) {
    self.kind = kind
    self.tables = tables
    self.basis = basis
    self.primaryYears = primaryYears
    self.secondaryYears = secondaryYears
  }

  /// What tells the rows' children apart, as every row says.
  var basisText: String {
    switch kind {
    case .dsgPlan, .lsrp: basis.text
    case .scap: "national curriculum year (age at 31 August - 4)"
    case .s251: "financial year, no age"
    }
  }
}

/// The runs that a return is filled from: nothing done, and where there is one a scenario of the same draws.
struct ReturnSides {
  let request: ReturnRequest
  let runs: [ReturnDraws]
  /// What the scenario does one by one; none where it was not told apart.
  var mitigations: [MitigationSide] = []

  var model: ScenarioModel { runs[0].model }

  /// A row; empty figures where it is not in the runs.
  func row(
    _ table: String, _ breakdown: String, _ label: String, _ year: String,
    _ figures: [ReturnFigure], source: String = ReturnLabels.thirdParty, note: String = ""
  ) -> ReturnRow {
    ReturnRow(
      table: table, breakdown: breakdown, label: label, year: year, figures: figures,
      basis: request.basisText, labelSource: source, note: note)
  }

  /// The heads of a group at a census, by draw.
  static func heads(_ run: ReturnDraws, _ census: Int, _ groups: [Int]) -> [Int64] {
    guard let tally = run.tally else { preconditionFailure("a return without its groups") }
    return tally.heads(census, groups)
  }
}

/// A mitigation and its run alone.
struct MitigationSide {
  let mitigation: Mitigation
  let run: ReturnDraws
}

/// A row of a return that has one figure a run.
struct ReturnRow {
  /// What the second run has beyond the first.
  struct Effect {
    let median: Int
    let adding: Int
  }

  let table: String
  let breakdown: String
  let label: String
  let year: String
  /// The figure of each run; none where the row is not in the runs.
  let figures: [ReturnFigure]
  let basis: String
  let labelSource: String
  let note: String
  /// The effect where it is not that of the second run on the first.
  var ownEffect: Effect?

  /// What a spreadsheet looks the row up by.
  var key: String { [table, breakdown, label, year].joined(separator: ": ") }

  var effect: Effect? {
    if let ownEffect { return ownEffect }
    guard let first = figures.first, let second = figures.dropFirst().first else { return nil }
    return Effect(median: second.median(less: first), adding: second.adding - first.adding)
  }

  var cells: [String] {
    func text(_ figure: ReturnFigure?) -> [String] {
      figure.map { [String($0.median), String($0.adding)] } ?? ["", ""]
    }
    return [key, table, breakdown, label, year] + text(figures.first)
      + text(figures.dropFirst().first)
      + (effect.map { [String($0.median), String($0.adding)] } ?? ["", ""])
      + [basis, labelSource, note]
  }
}
