import Scenarios
import Vocabulary

/// `placements.csv`, `waiting.csv` and `flows.csv`: rows that are 0 in every draw are left out, totals apart.
struct PlacementTables {
  let run: ScenarioRun
  let axes: Axes
  private var allBands: Int { axes.bands.count - 1 }
  private var allNeeds: Int { axes.needs.count - 1 }
  private var allProvisions: Int { axes.provisions.count - 1 }

  init(run: ScenarioRun, axes: Axes) {
    self.run = run
    self.axes = axes
  }

  func placements() -> CSVText {
    var table = CSVText(.placements)
    for (census, january) in axes.censuses.enumerated() {
      for (provision, attended) in axes.provisions.enumerated() {
        for (band, age) in axes.bands.enumerated() {
          for (need, code) in axes.needs.enumerated() {
            let series = run.store.layout.placements(census, provision, band, need)
            add(
              [january, attended, age, code], series, to: &table,
              isTotal: band == allBands && need == allNeeds)
          }
        }
      }
    }
    return table
  }

  func waiting() -> CSVText {
    var table = CSVText(.waiting)
    for (census, january) in axes.censuses.enumerated() {
      for (provision, wanted) in axes.provisions.enumerated() {
        for (need, code) in axes.needs.enumerated() {
          let series = run.store.layout.waiting(census, provision, need)
          add(
            [january, wanted, code], series, to: &table,
            isTotal: provision == allProvisions && need == allNeeds)
        }
      }
    }
    return table
  }

  func flows() -> CSVText {
    var table = CSVText(.flows)
    for (year, january) in axes.censuses.dropFirst().enumerated() {
      for flow in SeriesLayout.Flow.allCases {
        for (band, age) in axes.bands.enumerated() {
          for (provision, attended) in axes.provisions.enumerated() {
            let series = run.store.layout.flows(year, flow, band, provision)
            add(
              [january, flow.text, age, attended], series, to: &table,
              isTotal: band == allBands && provision == allProvisions)
          }
        }
      }
    }
    return table
  }

  private func add(_ keys: [String], _ series: Int, to table: inout CSVText, isTotal: Bool) {
    let spread = run.store.summary(heads: series)
    if !isTotal, spread.isZero, run.store.heads(series).allSatisfy({ $0 == 0 }) { return }
    table.add(keys, plans: spread)
  }
}
