import NumericalCore
import Vocabulary

extension RecordedTable {
  /// The table with "placement not recorded" spread over the known provisions of the same row.
  ///
  /// A row none of whose placements is known is spread like the table as a whole.
  func spread() -> CrossTable {
    var result = known
    let overall = known.columnSums
    for row in 0..<known.rows where notRecorded[row] > 0 {
      let own = Array(known.row(row))
      let pattern = own.contains { $0 > 0 } ? own : overall
      let total = pattern.reduce(0, +)
      guard total > 0 else { continue }
      for column in 0..<known.columns {
        result[row, column] += notRecorded[row] * pattern[column] / total
      }
    }
    return result
  }

  /// As `spread`, in whole heads: the largest remainders are rounded up, the first provision first among equals.
  func spreadInWholeHeads() -> CrossTable {
    var result = spread()
    for row in 0..<known.rows {
      let total = Int((known.row(row).reduce(0, +) + notRecorded[row]).rounded())
      let whole = apportioned(total, like: Array(result.row(row)))
      for column in 0..<known.columns { result[row, column] = Double(whole[column]) }
    }
    return result
  }
}
