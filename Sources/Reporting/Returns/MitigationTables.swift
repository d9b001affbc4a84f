import Scenarios
import Vocabulary

/// What a scenario does to plans, provision and cost: all of it, each mitigation alone, and what they do to one another.
///
/// In every row the effects (adding) of the mitigations and of the interaction add to that of the scenario, whose difference from
/// the baseline it is: unmitigated + lines + interaction = mitigated.
struct MitigationTables {
  /// The table of the whole scenario.
  static let whole = "Mitigations"
  /// The table of what mitigations do to one another; no line can have the id.
  static let interaction = "Mitigation interaction"

  let sides: ReturnSides
  /// The provision rows.
  let labels: [String]
  /// Censuses of the run that the return asks for.
  let censuses: ClosedRange<Int>
  /// Financial years that it asks for.
  let years: [FinancialYear]
  /// The provision rows of a run at a census, which add to all plans.
  let figures: (_ run: ReturnDraws, _ census: Int) -> [ReturnFigure]

  /// The table of a mitigation.
  static func title(_ mitigation: Mitigation) -> String {
    "Mitigation " + (mitigation.line.map(\.id) ?? "(levers outside savings lines)")
  }

  func rows() -> [ReturnRow] {
    guard sides.runs.count > 1 else { return [] }
    let runs = sides.runs.map(items)
    let alone = sides.mitigations.map { items($0.run) }
    let all = table(Self.whole, runs, note: "")
    let lines = zip(sides.mitigations, alone).flatMap { side, items in
      table(Self.title(side.mitigation), [runs[0], items], note: Self.note(side.mitigation))
    }
    return all + lines + (alone.isEmpty ? [] : interaction(runs, alone))
  }

  /// A figure of a run and what it is of.
  private struct Item {
    let breakdown: String
    let label: String
    let year: String
    let source: String
    let figure: ReturnFigure
  }

  private func items(_ run: ReturnDraws) -> [Item] {
    censuses.flatMap { plans(run, census: $0) } + costs(run)
  }

  private func plans(_ run: ReturnDraws, census: Int) -> [Item] {
    let year = String(sides.model.baseCensus + census)
    let rows = figures(run, census)
    let all = Item(
      breakdown: "plans", label: "All plans", year: year, source: ReturnLabels.own,
      figure: ReturnFigure.total(rows))
    return [all]
      + zip(labels, rows).map {
        Item(
          breakdown: "placements", label: $0, year: year, source: ReturnLabels.thirdParty,
          figure: $1)
      }
  }

  private func costs(_ run: ReturnDraws) -> [Item] {
    guard let line = run.model.accountLines.firstIndex(where: { $0.name == "total_cost" })
    else { return [] }
    return run.model.financialYears.enumerated().compactMap { index, year in
      guard years.contains(year) else { return nil }
      let pence = run.pence(index, line)
      let mean = AddingUp.whole(pence.reduce(0, +), of: 100 * run.options.draws)
      return Item(
        breakdown: "cost, GBP", label: "total_cost", year: "\(year)", source: ReturnLabels.own,
        figure: ReturnFigure(pence, parts: 100, adding: mean))
    }
  }

  private func table(_ title: String, _ runs: [[Item]], note: String) -> [ReturnRow] {
    runs[0].indices.map { index in
      let item = runs[0][index]
      return sides.row(
        title, item.breakdown, item.label, item.year, runs.map { $0[index].figure },
        source: item.source, note: note)
    }
  }

  private static func note(_ mitigation: Mitigation) -> String {
    "\(mitigation.name): alone, delivered in full; \(mitigation.status.rawValue)"
  }

  /// The scenario's effect less that of each mitigation alone.
  private func interaction(_ runs: [[Item]], _ alone: [[Item]]) -> [ReturnRow] {
    runs[0].indices.map { index in
      let (item, with) = (runs[0][index], runs[1][index].figure)
      let lines = alone.map { $0[index].figure }
      var row = sides.row(
        Self.interaction, item.breakdown, item.label, item.year, [], source: item.source,
        note: "the scenario's effect less that of each mitigation alone, and what rounding leaves")
      row.ownEffect = with.interaction(of: lines, beside: item.figure)
      return row
    }
  }
}

extension ReturnFigure {
  /// What this, all of them, has beyond what each alone adds to nothing.
  fileprivate func interaction(of alone: [ReturnFigure], beside none: ReturnFigure)
    -> ReturnRow.Effect
  {
    // All − none − Σ (alone − none), draw by draw and of the rounded figures.
    let others = alone.count - 1
    let left = draws.indices.map { draw in
      draws[draw] + Int64(others) * none.draws[draw]
        - alone.reduce(0) { $0 + $1.draws[draw] }
    }
    return ReturnRow.Effect(
      median: ReturnFigure(left, parts: parts, adding: 0).median,
      adding: adding + others * none.adding - alone.reduce(0) { $0 + $1.adding })
  }
}
