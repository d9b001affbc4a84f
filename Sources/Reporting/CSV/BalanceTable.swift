import Scenarios
import Vocabulary

/// `balance.csv`: empty where the run is not costed.
struct BalanceTable {
  let run: ScenarioRun

  func balance() -> CSVText {
    var table = CSVText(.balance)
    for row in DeficitOutlook(run).rows {
      let beyond = row.beyond.map { Digits.ratio($0, of: row.spread.count, decimals: 3) }
      table.add(
        ["\(row.year)", row.item.rawValue, "GBP"],
        [Digits.poundsMean(row.spread)] + row.spread.inOrder.map(Digits.poundsQuantile)
          + [beyond ?? ""])
    }
    return table
  }
}
