import Scenarios
import Vocabulary

/// `cost_drivers.csv`: a complete table, empty where the run is not costed or only for one year.
struct CostDriverTable {
  let run: ScenarioRun

  func costDrivers() -> CSVText {
    var table = CSVText(.costDrivers)
    for growth in CostDrivers(run).growths {
      let years = ["\(growth.from)", "\(growth.to)"]
      for (driver, part) in zip(CostDrivers.Driver.allCases, growth.parts) {
        table.add(years + [driver.text, "GBP"], ["\(part)"] + Array(repeating: "", count: 3))
      }
      let quantiles = [1, 3, 5].map { Digits.poundsQuantile(growth.spread.quantiles[$0]) }
      table.add(years + [TableSchema.Field.all, "GBP"], ["\(growth.growth)"] + quantiles)
    }
    return table
  }
}
