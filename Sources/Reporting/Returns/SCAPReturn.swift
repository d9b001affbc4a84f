import Scenarios
import Vocabulary

/// The school capacity survey: residents who require a specialist place, before capacity.
struct SCAPReturn {
  /// The most year groups of a phase.
  private static let yearGroups = 7

  let sides: ReturnSides

  /// Planning area × year group.
  static func groups(_ request: ReturnRequest, _ space: StateSpace) -> CellGroups {
    let areas = request.tables.areas
    return CellGroups(.required, count: areas.count * yearGroups, space: space) {
      ncy, _, provision in
      let kind = request.tables.state(provision: provision, ncyIndex: ncy).scap
      let area = areas.firstIndex { $0.provision == kind && $0.ncys.contains(NCY.at(ncy)) }
      return area.map { [$0 * yearGroups + NCY.at(ncy) - areas[$0].ncys.lowerBound] } ?? []
    }
  }

  func file() -> CSVText {
    var table = CSVText(.scap)
    for (index, area) in sides.request.tables.areas.enumerated() {
      for year in 0..<horizon(area) {
        for (side, run) in sides.runs.enumerated() {
          let variant = side == 0 ? "unmitigated" : "mitigated"
          add(index, area, year: year, run, variant, to: &table)
        }
      }
    }
    return table
  }

  private func horizon(_ area: SCAPArea) -> Int {
    area.phase == .primary ? sides.request.primaryYears : sides.request.secondaryYears
  }

  private func add(
    _ index: Int, _ area: SCAPArea, year: Int, _ run: ReturnDraws, _ variant: String,
    to table: inout CSVText
  ) {
    let isHere = year < sides.model.years
    let figures = isHere ? figures(index, area, census: year + 1, run) : []
    let total = ReturnFigure.total(figures)
    let academic = AcademicYear(census: sides.model.baseCensus + year + 1).description
    for (name, figure) in [
      ("median", { (item: ReturnFigure) in item.median }), ("adding", { $0.adding }),
    ] {
      let breakdown = "\(variant) \(name)"
      let columns = (0...11).map { ncy in
        isHere && area.ncys.contains(ncy)
          ? String(figure(figures[ncy - area.ncys.lowerBound])) : ""
      }
      table.add(
        [
          ["SCAP SEND", breakdown, area.code, academic].joined(separator: ": "), area.code,
          area.phase.rawValue, "\(area.provision.rawValue): \(area.provision.text)", academic,
          variant, name,
        ] + columns + [
          isHere ? String(figure(total)) : "", sides.request.basisText, ReturnLabels.thirdParty,
          isHere ? "" : "after the last year of the run: run with more --years",
        ])
    }
  }

  private func figures(
    _ index: Int, _ area: SCAPArea, census: Int, _ run: ReturnDraws
  ) -> [ReturnFigure] {
    let heads = area.ncys.indices.map { ncy in
      ReturnSides.heads(
        run, census, [index * Self.yearGroups + area.ncys[ncy] - area.ncys.lowerBound])
    }
    let sum = heads.reduce(0) { $0 + $1.reduce(0, +) }
    return ReturnFigure.block(heads, total: AddingUp.whole(sum, of: run.options.draws))
  }
}
