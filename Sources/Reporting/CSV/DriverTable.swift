import Scenarios
import Vocabulary

/// `drivers.csv`: a complete table.
struct DriverTable {
  let run: ScenarioRun
  let axes: Axes

  func drivers() -> CSVText {
    var table = CSVText(.drivers)
    let drivers = GrowthDrivers(run)
    for (year, january) in axes.censuses.dropFirst().enumerated() {
      for driver in GrowthDrivers.Driver.allCases {
        table.add([january, driver.text], plans: drivers.summary(year, from: driver))
      }
      table.add([january, TableSchema.Field.all], plans: drivers.summary(year))
    }
    return table
  }
}
