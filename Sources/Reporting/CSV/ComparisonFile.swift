public import Scenarios
import Vocabulary

/// `comparison.csv`: each scenario less the baseline, draw by draw.
public enum ComparisonFile {
  /// The file of some comparisons, in their order.
  public static func file(_ comparisons: [Comparison]) -> OutputFile {
    var table = CSVText(.comparison)
    for comparison in comparisons {
      for row in comparison.rows {
        let measure = row.measure
        let keys = [
          comparison.scenario, measure.measure, measure.period, measure.item, measure.unit,
        ]
        if measure.unit == "GBP" {
          table.add(keys, pence: row.difference)
        } else {
          table.add(keys, plans: row.difference)
        }
      }
    }
    return table.file(in: "")
  }
}
