import Scenarios
import Vocabulary

/// `assumptions.csv` and `findings.csv`.
struct LogTables {
  let model: ScenarioModel

  func assumptions() -> CSVText {
    var table = CSVText(.assumptions)
    for item in model.log {
      table.add([
        item.name, item.scope, item.value, item.unit, item.provenance.status.rawValue,
        item.provenance.source,
      ])
    }
    return table
  }

  func findings() -> CSVText {
    var table = CSVText(.findings)
    for item in model.findings {
      table.add([
        item.severity.rawValue, item.code, item.place.file, item.place.row.map(String.init) ?? "",
        item.place.column ?? "", item.seen, item.expected, item.remedy,
      ])
    }
    return table
  }
}
