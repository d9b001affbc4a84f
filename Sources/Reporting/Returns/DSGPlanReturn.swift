import Scenarios
import Vocabulary

/// The DSG management plan: placement categories by age group and by primary need, January by January, and what a scenario does.
struct DSGPlanReturn {
  private static let bands = AgeBand.allCases.count
  private static let needs = ReturnLabels.needs.count
  private static let sheets = ReturnLabels.dsgSheets.count

  let sides: ReturnSides

  /// Sheet × age group, then sheet × primary need.
  static func groups(_ request: ReturnRequest, _ space: StateSpace) -> CellGroups {
    CellGroups(.attended, count: sheets * (bands + needs), space: space) { ncy, need, provision in
      let sheet = request.tables.state(provision: provision, ncyIndex: ncy).dsgSheet
      return [
        group(sheet, request.basis.band(ncy: NCY.at(ncy)).index),
        group(sheet, bands + request.tables.needRow(need)),
      ]
    }
  }

  private static func group(_ sheet: Int, _ row: Int) -> Int { sheet * (bands + needs) + row }

  func rows() -> [ReturnRow] {
    (0...sides.model.years).flatMap { census in
      let year = String(sides.model.baseCensus + census)
      let tables = sides.runs.map { Census($0, census) }
      return (0..<Self.sheets).flatMap { rows(sheet: $0, year, tables) }
    } + mitigations.rows()
  }

  /// What the scenario does to plans, to each placement category and to the cost.
  private var mitigations: MitigationTables {
    MitigationTables(
      sides: sides, labels: ReturnLabels.dsgSheets, censuses: 0...sides.model.years,
      years: sides.model.financialYears
    ) { run, census in Self.totals(Self.byAge(run, census), run) }
  }

  private static func heads(
    _ run: ReturnDraws, _ census: Int, _ sheet: Int, _ rows: Range<Int>
  ) -> [[Int64]] {
    rows.map { ReturnSides.heads(run, census, [group(sheet, $0)]) }
  }

  /// By sheet and age group.
  private static func byAge(_ run: ReturnDraws, _ census: Int) -> [[[Int64]]] {
    (0..<sheets).map { heads(run, census, $0, 0..<bands) }
  }

  /// By sheet.
  private static func totals(_ byAge: [[[Int64]]], _ run: ReturnDraws) -> [ReturnFigure] {
    let draws = run.options.draws
    let sums = byAge.map { AddingUp.sum($0, draws: draws) }
    let plans = AddingUp.sum(sums, draws: draws).reduce(0, +)
    return ReturnFigure.block(sums, total: AddingUp.whole(plans, of: draws))
  }

  /// The sheets of a census in one run.
  private struct Census {
    /// By sheet.
    let totals: [ReturnFigure]
    let ages: [[ReturnFigure]]
    let needs: [[ReturnFigure]]

    init(_ run: ReturnDraws, _ census: Int) {
      let byAge = DSGPlanReturn.byAge(run, census)
      let figures = DSGPlanReturn.totals(byAge, run)
      totals = figures
      ages = (0..<sheets).map {
        ReturnFigure.block(byAge[$0], total: figures[$0].adding)
      }
      needs = (0..<sheets).map {
        ReturnFigure.block(
          heads(run, census, $0, bands..<(bands + DSGPlanReturn.needs)),
          total: figures[$0].adding)
      }
    }
  }

  private func rows(sheet: Int, _ year: String, _ tables: [Census]) -> [ReturnRow] {
    let title = ReturnLabels.dsgSheets[sheet]
    let ages = ReturnLabels.ageGroups(ofSheet: sheet).map { band in
      sides.row(
        title, "age group", ReturnLabels.ageGroups[band.index], year,
        tables.map { $0.ages[sheet][band.index] })
    }
    let needs = ReturnLabels.needs.enumerated().map { index, label in
      sides.row(title, "primary need", label, year, tables.map { $0.needs[sheet][index] })
    }
    func total(_ breakdown: String) -> ReturnRow {
      sides.row(title, breakdown, ReturnLabels.total, year, tables.map { $0.totals[sheet] })
    }
    return ages + [total("age group")] + needs + [total("primary need")]
  }
}
