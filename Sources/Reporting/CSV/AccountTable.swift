import Scenarios
import Vocabulary

/// `high_needs_block.csv`: a complete table, empty where the run is not costed.
struct AccountTable {
  let run: ScenarioRun

  func highNeedsBlock() -> CSVText {
    var table = CSVText(.highNeedsBlock)
    let lines = run.model.accountLines
    for (index, year) in run.model.financialYears.enumerated() {
      for (position, line) in lines.enumerated() {
        let spread = run.store.summary(pence: index * lines.count + position, tails: true)
        table.add(["\(year)", line.name, line.kind.rawValue, "GBP"], pence: spread)
      }
    }
    return table
  }
}
