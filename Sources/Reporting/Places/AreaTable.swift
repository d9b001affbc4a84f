import Scenarios
import Vocabulary

/// `plans_by_area.csv`: an authority planned as one has the header alone.
struct AreaTable {
  let run: ScenarioRun
  let axes: Axes

  func table() -> CSVText {
    var table = CSVText(.plansByArea)
    let areas = PlansByArea(run)
    let years = axes.censuses.dropFirst()
    for (year, january) in years.enumerated() {
      for row in areas.written {
        guard let spread = areas.plans(row, year: year) else { continue }
        let key = areas.rows.key(row)
        let basis = AreaBasis(run.model, areas.rows, key).rawValue
        table.add(
          [
            january, axes.needs[key.need],
            key.phase < areas.rows.phases
              ? Phase.allCases[key.phase].rawValue : TableSchema.Field.all,
            run.places.shape.areas[key.area], basis,
          ], plans: spread)
      }
    }
    return table
  }
}
