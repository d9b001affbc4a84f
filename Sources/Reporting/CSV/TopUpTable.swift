import Scenarios
import Vocabulary

/// `topup_without_plan.csv`: rows that are 0 in every draw are left out, totals apart; empty where
/// the folder says nothing of it.
struct TopUpTable {
  let run: ScenarioRun
  let axes: Axes

  func topUps() -> CSVText {
    var table = CSVText(.topUpWithoutPlan)
    guard run.store.layout.hasTopUps else { return table }
    for census in axes.censuses.indices {
      for (band, age) in axes.bands.enumerated() {
        for (need, code) in axes.needs.enumerated() {
          for measure in SeriesLayout.TopUpMeasure.allCases
          where census > 0 || measure == .children {
            let series = run.store.layout.topUps(census, measure, band, need)
            let isTotal = band == axes.bands.count - 1 && need == axes.needs.count - 1
            add([axes.censuses[census], age, code, measure.text], series, isTotal, to: &table)
          }
        }
      }
    }
    return table
  }

  private func add(_ keys: [String], _ series: Int, _ isTotal: Bool, to table: inout CSVText) {
    let spread = run.store.summary(heads: series)
    if !isTotal, spread.sum == 0 { return }
    table.add(keys, plans: spread)
  }
}
