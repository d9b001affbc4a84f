import Scenarios
import Vocabulary

/// `sufficiency.csv`: rows that are nothing in every draw are left out, the totals of provisions apart.
struct SufficiencyTable {
  let run: ScenarioRun
  let sufficiency: Sufficiency
  let labels: PlaceLabels

  func table() -> CSVText {
    var table = CSVText(.sufficiency)
    let rows = sufficiency.rows
    let moments = PlaceMoment.allCases.map { CSVCell.text($0.text) }
    let bases = (0..<rows.count).map {
      CSVCell.text(AreaBasis(run.model, rows, rows.key($0)).rawValue)
    }
    let written = (0..<rows.count).filter(rows.isWritten)
    for year in 0..<sufficiency.years {
      for moment in PlaceMoment.allCases {
        for provision in labels.provisions.indices {
          let start = [
            labels.years[year], moments[moment.rawValue], labels.provisions[provision],
          ]
          for row in written {
            let figures = sufficiency.row(row, year: year, provision: provision)
            if row != rows.total, figures.isNothing(at: moment) { continue }
            table.add(
              start + labels.cells(rows.key(row)) + [bases[row]] + numbers(figures, moment))
          }
        }
      }
    }
    return table
  }

  private func numbers(_ row: Sufficiency.Row, _ moment: PlaceMoment) -> [CSVCell] {
    let draws = sufficiency.draws
    let here = row.at(moment)
    let shortfall = row.shortfall(moment)
    return [
      .rounded(row.places), .mean(row.fromList, of: draws),
      .mean(row.newDemand(by: moment), of: draws), .mean(row.staying, of: draws),
      .mean(here.needed.sum, of: draws), .quantile(here.needed.p50), .quantile(here.needed.p80),
      .quantile(here.needed.p90), .share(here.over, of: draws), .quantile(row.without.p50),
      .quantile(row.without.p80), .quantile(row.without.p90),
      // Without the commissioned places no surplus is reported.
      shortfall < 0 && !row.placesAreKnown ? .empty : .quantile(shortfall),
    ]
  }
}
