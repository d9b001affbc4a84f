import Scenarios
import Vocabulary

/// `plans.csv` and `plans_by_ncy.csv`: complete tables.
struct PlanTables {
  let run: ScenarioRun
  let axes: Axes

  func plans() -> CSVText {
    var table = CSVText(.plans)
    for (census, january) in axes.censuses.enumerated() {
      for (band, age) in axes.bands.enumerated() {
        for (need, code) in axes.needs.enumerated() {
          let series = run.store.layout.plans(census, band, need)
          table.add([january, age, code], plans: run.store.summary(heads: series, tails: true))
        }
      }
    }
    return table
  }

  func plansByNCY() -> CSVText {
    var table = CSVText(.plansByNCY)
    for (census, january) in axes.censuses.enumerated() {
      for (index, ncy) in axes.ncys.enumerated() {
        for (need, code) in axes.needs.enumerated() {
          let series = run.store.layout.plansByNCY(census, index, need)
          table.add([january, ncy, code], plans: run.store.summary(heads: series))
        }
      }
    }
    return table
  }
}
