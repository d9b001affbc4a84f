public import Vocabulary

/// What returns need of a run when its stores are gone: groups of cells, new plans, top-up without a plan, and the account, by
/// draw.
public struct ReturnDraws: Sendable {
  /// The scenario as it was run.
  public let model: ScenarioModel
  /// How it was run.
  public let options: RunOptions
  /// Children by groups of cells; nil where none were asked for.
  public let tally: CellTally?
  private let money: [[Int64]]
  private let topUps: [[Int64]]
  private let begun: [[Int64]]

  /// Keeps what is needed.
  public init(_ run: ScenarioRun) {
    model = run.model
    options = run.options
    tally = run.tally
    let (store, layout) = (run.store, run.store.layout)
    money = (0..<store.amounts).map(store.pence)
    begun = (0..<layout.years).map { year in
      store.heads(layout.flows(year, .new, SeriesLayout.bands - 1, layout.space.provisions))
    }
    topUps =
      layout.hasTopUps
      ? (0...layout.years).flatMap { census in
        AgeBand.allCases.map { band in
          store.heads(layout.topUps(census, .children, band.index, layout.space.needs))
        }
      } : []
  }

  /// Draws of an amount of the account, in pence.
  ///
  /// - Parameters:
  ///   - year: position in `model.financialYears`.
  ///   - line: position in `model.accountLines`.
  public func pence(_ year: Int, _ line: Int) -> [Int64] {
    money[year * model.accountLines.count + line]
  }

  /// Draws of the new plans between two censuses.
  ///
  /// - Parameter year: 0 for the calendar year that begins with the base census.
  public func newPlans(_ year: Int) -> [Int64] { begun[year] }

  /// True where the folder knows of children with top-up without a plan.
  public var hasTopUps: Bool { !topUps.isEmpty }

  /// Draws of children with top-up without a plan at a census, by age at 31 August.
  public func topUps(_ census: Int, _ band: AgeBand) -> [Int64] {
    topUps[census * AgeBand.allCases.count + band.index]
  }
}
