import Scenarios
import Vocabulary

/// The local SEND reform plan: plans by age group, provision, primary need, and need within provision, 2025 to 2029.
struct LSRPReturn {
  private static let bands = AgeBand.allCases.count
  private static let needs = ReturnLabels.needs.count
  private static let provisions = ReturnLabels.lsrpProvisions.count
  private static let tables = ReturnLabels.lsrpNeedTables.count
  // Provision × table by need is told apart, so that the tables' totals and the rows' are sums of the same whole numbers.
  private static let pairStart = bands
  private static let needStart = pairStart + provisions * (tables + 1)
  private static let tableStart = needStart + needs

  let sides: ReturnSides

  static func groups(_ request: ReturnRequest, _ space: StateSpace) -> CellGroups {
    CellGroups(.attended, count: tableStart + tables * needs, space: space) {
      ncy, need, provision in
      let state = request.tables.state(provision: provision, ncyIndex: ncy)
      let row = request.tables.needRow(need)
      let inTable = state.lsrpTable.map { [tableStart + $0 * needs + row] } ?? []
      return [
        request.basis.band(ncy: NCY.at(ncy)).index, pair(state.lsrpRow, state.lsrpTable ?? tables),
        needStart + row,
      ] + inTable
    }
  }

  private static func pair(_ row: Int, _ table: Int) -> Int {
    pairStart + row * (tables + 1) + table
  }

  /// True where top-up without a plan is in table 5.1: the folder knows of it, and of its age on the basis asked for.
  static func addsTopUps(_ sides: ReturnSides) -> Bool {
    sides.runs[0].hasTopUps && sides.request.basis == .august
  }

  func rows() -> [ReturnRow] {
    ReturnLabels.lsrpYears.flatMap { year in
      let census = year - sides.model.baseCensus
      let here = (0...sides.model.years).contains(census)
      let tables = here ? sides.runs.map { Census($0, census, addsTopUps) } : []
      let note =
        here
        ? ""
        : census < 0
          ? "before the base census: the run does not have it"
          : "after the last year of the run: run with more --years"
      return rows(String(year), tables, note)
    } + RequestTable(sides).rows() + mitigations
  }

  /// What the scenario does to plans, to each provision row and to the cost, in the years of the return that are in the run.
  private var mitigations: [ReturnRow] {
    let first = max(ReturnLabels.lsrpYears.lowerBound - sides.model.baseCensus, 0)
    let last = min(ReturnLabels.lsrpYears.upperBound - sides.model.baseCensus, sides.model.years)
    guard first <= last else { return [] }
    return MitigationTables(
      sides: sides, labels: ReturnLabels.lsrpProvisions, censuses: first...last,
      years: sides.model.financialYears.filter { ReturnLabels.lsrpYears.contains($0.start) }
    ) { run, census in Self.provisions(Self.pairs(run, census)) }.rows()
  }

  private static func heads(_ run: ReturnDraws, _ census: Int, _ groups: Range<Int>) -> [[Int64]] {
    groups.map { ReturnSides.heads(run, census, [$0]) }
  }

  /// Provision row × table by need; together all plans.
  private static func pairs(_ run: ReturnDraws, _ census: Int) -> [ReturnFigure] {
    let heads = heads(run, census, pairStart..<needStart)
    let sum = heads.reduce(0) { $0 + $1.reduce(0, +) }
    return ReturnFigure.block(heads, total: AddingUp.whole(sum, of: run.options.draws))
  }

  /// By provision row.
  private static func provisions(_ pairs: [ReturnFigure]) -> [ReturnFigure] {
    (0..<provisions).map { row in
      ReturnFigure.total((0...tables).map { pairs[pair(row, $0) - pairStart] })
    }
  }

  private var addsTopUps: Bool { Self.addsTopUps(sides) }

  /// The tables of a census in one run.
  private struct Census {
    let ages: [ReturnFigure]
    let topUps: [ReturnFigure]
    let rows: [ReturnFigure]
    let needs: [ReturnFigure]
    let tables: [[ReturnFigure]]

    init(_ run: ReturnDraws, _ census: Int, _ addsTopUps: Bool) {
      let draws = run.options.draws
      func heads(_ groups: Range<Int>) -> [[Int64]] { LSRPReturn.heads(run, census, groups) }
      let pairs = LSRPReturn.pairs(run, census)
      let all = pairs.reduce(0) { $0 + $1.adding }
      rows = LSRPReturn.provisions(pairs)
      needs = ReturnFigure.block(heads(needStart..<tableStart), total: all)
      tables = (0..<LSRPReturn.tables).map { table in
        let total = (0..<provisions).reduce(0) { $0 + pairs[pair($1, table) - pairStart].adding }
        let start = tableStart + table * LSRPReturn.needs
        return ReturnFigure.block(heads(start..<(start + LSRPReturn.needs)), total: total)
      }
      let stock = addsTopUps ? AgeBand.allCases.map { run.topUps(census, $0) } : []
      let children = AddingUp.sum(stock, draws: draws).reduce(0, +)
      let topUps = ReturnFigure.block(stock, total: AddingUp.whole(children, of: draws))
      self.topUps = topUps
      let plans = ReturnFigure.block(heads(0..<bands), total: all)
      ages = addsTopUps ? zip(plans, topUps).map { ReturnFigure.total([$0, $1]) } : plans
    }
  }

  private func rows(_ year: String, _ tables: [Census], _ note: String) -> [ReturnRow] {
    let titles = ReturnLabels.lsrpTables
    let ages = block(
      titles[0], "age group", ReturnLabels.ageGroups, year, tables.map(\.ages), note)
    let memo = addsTopUps ? memo(year, tables, note) : []
    let byNeed = ReturnLabels.lsrpNeedTables.enumerated().flatMap { index, table in
      block(
        table.title, "primary need", ReturnLabels.needs, year, tables.map { $0.tables[index] },
        table.isNumbered ? note : Self.joined(note, Self.unnumbered))
    }
    return ages + memo
      + block(
        titles[1], "provision", ReturnLabels.lsrpProvisions, year, tables.map(\.rows), note)
      + block(titles[2], "primary need", ReturnLabels.needs, year, tables.map(\.needs), note)
      + byNeed
  }

  private static let unnumbered = "title and number of the table are this tool's"

  private static func joined(_ notes: String...) -> String {
    notes.filter { !$0.isEmpty }.joined(separator: "; ")
  }

  /// Rows and their sum, which no template has.
  private func block(
    _ table: String, _ breakdown: String, _ labels: [String], _ year: String,
    _ figures: [[ReturnFigure]], _ note: String
  ) -> [ReturnRow] {
    labels.enumerated().map { index, label in
      sides.row(table, breakdown, label, year, figures.map { $0[index] }, note: note)
    } + [
      sides.row(
        table, breakdown, ReturnLabels.total, year, figures.map(ReturnFigure.total),
        source: ReturnLabels.own, note: note)
    ]
  }

  /// The children of table 5.1 who have no plan.
  private func memo(_ year: String, _ tables: [Census], _ note: String) -> [ReturnRow] {
    let title = "of which receiving top-up without a plan"
    return ReturnLabels.ageGroups.enumerated().map { index, label in
      sides.row(
        ReturnLabels.lsrpTables[0], title, label, year, tables.map { $0.topUps[index] },
        source: ReturnLabels.own, note: Self.joined(note, "not a row of the template"))
    }
  }
}
