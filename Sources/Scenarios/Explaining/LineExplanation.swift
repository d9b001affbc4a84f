import Costing
public import Vocabulary

/// Where a figure of the account comes from: its draws, the lines it stands for, what they are made of, and the levers that bear on it.
public struct LineExplanation: Sendable {
  /// A line of the account in the figure.
  public struct Part: Sendable {
    /// What the line is made of.
    public let basis: LineBasis
    /// Mean and quantiles of the whole line, in pence, as `high_needs_block.csv` has them.
    public let spread: Spread
    /// What of the line is in the figure; nil for the whole line.
    public let share: LineShare?
    /// Mean and quantiles of that share, in pence.
    public let counted: Spread
  }

  /// A lever of the scenario.
  public struct Note: Sendable, Hashable {
    /// The lever in one line.
    public let summary: String
    /// The savings line it belongs to; nil for the scenario's own.
    public let savings: String?
    /// Where its value comes from.
    public let provenance: Provenance
  }

  /// What was asked.
  public let request: LineRequest
  /// How the draws were made.
  public let options: RunOptions
  /// The scenario.
  public let scenario: Scenario
  /// The authority.
  public let authority: String
  /// The financial year.
  public let year: FinancialYear
  /// Mean and quantiles of the figure, in pence.
  public let spread: Spread
  /// The lines of the account in it.
  public let parts: [Part]
  /// The lines of the account that are tied to the outturn of a closed year.
  public let tied: [String]
  /// Of a sum or balance the lines of the account that rest on invented inputs in the year.
  public let illustrative: [String]
  /// The scenario's levers that bear on one of them.
  public let levers: [Note]
  /// The number of levers that bear on none.
  public let otherLevers: Int

  /// Explains a figure of a run.
  ///
  /// - Parameters:
  ///   - request: of the model of the run.
  ///   - run: a run with `isExplained`.
  /// - Throws: what the rulebook cannot say.
  public init(_ request: LineRequest, _ run: ScenarioRun) throws {
    guard let costing = run.model.costing, let sums = run.basis else {
      preconditionFailure("a run that was not asked to explain its account")
    }
    self.request = request
    options = run.options
    scenario = run.model.scenario
    authority = run.model.evidence.authority.name
    year = run.model.financialYears[request.year]
    var total = [Int64](repeating: 0, count: run.store.draws)
    parts = try request.parts.map { part in
      let pence = run.store.pence(request.year * costing.lines.count + part.line)
      let counted = part.shares.isEmpty ? pence : pence.map { part.shares.split($0)[part.share] }
      for draw in counted.indices { total[draw] += counted[draw] }
      return Part(
        basis: try costing.basis(of: part.line, in: request.year, sums),
        spread: DrawStore.summary(pence),
        share: part.shares.isEmpty ? nil : part.shares[part.share],
        counted: DrawStore.summary(counted))
    }
    spread = DrawStore.summary(total)
    tied = run.model.calibrations.flatMap(\.lines)
    illustrative =
      parts.contains { $0.basis.line.kind == .total }
      ? try Self.illustrative(costing, request.year, sums) : []
    let (bases, model, year) = (parts.map(\.basis), run.model, year)
    let bearing = scenario.notes.filter { lever, _ in
      bases.contains { lever.change.bears(on: $0, in: year, of: model) }
    }
    levers = bearing.map(\.1)
    otherLevers = scenario.allLevers.count - bearing.count
  }

  private static func illustrative(
    _ costing: CostingModel, _ year: Int, _ sums: AccountSums
  ) throws -> [String] {
    try costing.lines.indices.filter { line in
      guard [.cost, .income].contains(costing.lines[line].kind) else { return false }
      return try costing.basis(of: line, in: year, sums).provenances.contains {
        $0.status == .illustrative
      }
    }.map { costing.lines[$0].name }
  }
}

extension Scenario {
  /// Every lever with what is to be said of it, the scenario's own first.
  fileprivate var notes: [(Lever, LineExplanation.Note)] {
    func note(_ lever: Lever, _ savings: String?) -> (Lever, LineExplanation.Note) {
      let (summary, provenance) = (lever.summary, lever.provenance)
      return (
        lever, LineExplanation.Note(summary: summary, savings: savings, provenance: provenance)
      )
    }
    return levers.map { note($0, nil) }
      + savings.flatMap { line in line.levers.map { note($0, line.id) } }
  }
}
