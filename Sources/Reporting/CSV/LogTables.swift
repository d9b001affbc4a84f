import Scenarios
import Vocabulary

/// `assumptions.csv` and `findings.csv`.
struct LogTables {
  let log: [Assumption]
  let found: [Finding]

  /// The parameters of a run, and what is to be known of its inputs and results.
  init(model: ScenarioModel, places: PlaceFigures) {
    log = model.log + places.log
    found = model.findings + places.findings
  }

  init(model: TransitionScenarioModel) {
    log = model.log
    found = model.findings
  }

  func assumptions() -> CSVText {
    var table = CSVText(.assumptions)
    for item in log {
      table.add([
        item.name, item.scope, item.value, item.unit, item.provenance.status.rawValue,
        item.provenance.source,
      ])
    }
    return table
  }

  func findings() -> CSVText {
    var table = CSVText(.findings)
    for item in found {
      table.add([
        item.severity.rawValue, item.code, item.place.file, item.place.row.map(String.init) ?? "",
        item.place.column ?? "", item.seen, item.expected, item.done,
        item.remedy,
      ])
    }
    return table
  }
}
