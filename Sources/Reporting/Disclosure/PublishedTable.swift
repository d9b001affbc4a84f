import Vocabulary

/// What of a file of results may be published: which rows and columns, which of them are counts that add up, and what is hidden with a count.
///
/// Tables of three and more dimensions are cut to two: hidden counts of a cube take most of the others with them, and nobody reads it.
struct PublishedTable: Sendable {
  /// Figures of the same children that are hidden together.
  struct Group: Sendable {
    /// Columns whose values add up over a dimension, or nearly so that they could be taken off one another.
    let measures: [String]
    /// Columns that say something about the measures.
    var follows: [String] = []
    /// True where who counts finds the same year after year, so that what one year hides another may not show.
    var isAlikeEveryYear = false
    /// The rows in which the group is published at all, by the values of the dimensions; every row where nothing is said.
    var isShown: @Sendable (_ dimensions: [String]) -> Bool = { _ in true }
    /// The count that these are never less than, where there is one: they are hidden with it.
    var least: (@Sendable (_ period: [String], _ dimensions: [String]) -> (Place, String)?)?

    /// The quantiles of the measures.
    var quantiles: [String] { measures.contains("mean") ? PublishedTable.quantiles : [] }

    /// The quantiles, and what follows the measures and is a count itself; how many places are left over is none.
    var likely: [String] {
      quantiles
        + follows.filter { column in
          ["places_needed_", "needed_", "without_"].contains { column.hasPrefix($0) }
        }
    }

    /// True where a row tells a measure and nothing of how far it may be off: a range that was missing only where an end of it is small would
    /// say so, and so it is missing wherever few are expected.
    func isFew(_ row: (String) -> String?) -> Bool {
      measures.first.flatMap(row).flatMap(Double.init).map { $0 < Self.few } ?? false
    }

    /// Of fewer children no range is shown.
    static let few = 20.0
  }

  /// A count: what is counted, and of whom. Tables that hold the same count give it the same place.
  typealias Place = [String]

  let file: String
  /// The columns that say which rows add up together: a census, a year.
  let period: [String]
  /// The other columns that name a row.
  let dimensions: [String]
  /// Dimensions of which one value at most is other than a total; empty where every row is published.
  var crossed: Set<String> = []
  let groups: [Group]
  /// Columns that are not published.
  var withheld: Set<String> = []
  /// The name of the counts that add up together, by the values of `period`; tables that share totals have the same.
  let system: @Sendable ([String]) -> String
  /// Where the count of some values of the dimensions stands.
  let place: @Sendable ([String]) -> Place
  /// Makes the rows that are published of those of the file.
  var cut: @Sendable (ResultTable) -> ResultTable = { $0 }
  /// Of the rows that are published, those that are counts; nil where all are.
  var counts: (@Sendable (ResultTable) -> ResultTable)?

  /// Every quantile that a file may have of a figure.
  static let quantiles = ["p025", "p05", "p10", "p25", "p50", "p75", "p90", "p95", "p975"]
  /// What stands for a total.
  static let all = TableSchema.Field.all

  /// The rows and columns that are published, figures still open.
  func published(_ table: ResultTable) -> ResultTable {
    guard !table.columns.isEmpty else { return table }
    let kept = cut(table)
    let crossing = crossed.compactMap(kept.position)
    let columns = kept.columns.indices.filter { !withheld.contains(kept.columns[$0]) }
    return ResultTable(
      columns: columns.map { kept.columns[$0] },
      rows: kept.rows.filter { row in
        crossed.isEmpty || crossing.count(where: { row[$0] != Self.all }) <= 1
      }.map { row in columns.map { row[$0] } })
  }
}

extension ResultTable {
  /// The rows that hold something of a kind.
  func filtered(_ column: String, _ holds: (String) -> Bool) -> ResultTable {
    guard let position = position(column) else { return self }
    return ResultTable(columns: columns, rows: rows.filter { holds($0[position]) })
  }

  /// One row for all rows that are alike in some columns: the others hold `All`, and one a sum with two decimals.
  func summed(by keys: [String], adding column: String) -> ResultTable {
    let named = keys.compactMap(position)
    guard named.count == keys.count, let added = position(column) else { return self }
    var order: [[String]] = []
    var sums: [[String]: Double] = [:]
    for row in rows {
      let key = named.map { row[$0] }
      if sums[key] == nil { order.append(key) }
      sums[key, default: 0] += Double(row[added]) ?? 0
    }
    return ResultTable(
      columns: columns,
      rows: order.map { key in
        var row = columns.map { _ in TableSchema.Field.all }
        for (position, text) in zip(named, key) { row[position] = text }
        let hundredths = ((sums[key] ?? 0) * 100).rounded(.toNearestOrAwayFromZero)
        row[added] = Digits.fixed(Int(hundredths), decimals: 2)
        return row
      })
  }
}
