import Vocabulary

/// Whole plans by NCY, need and provision ("not recorded" last) whose margins are those of a folder, scaled to a number of plans.
struct MarginCube {
  /// Plans by cell, none of them 0.
  private(set) var cells: [PlanCell: Int] = [:]
  private let needs: Int
  private let provisions: Int

  /// Nil where the folder lacks one of the three tables of the census.
  init?(_ figures: PublishedFigures, census: Int, codes: CodeLists, plans: Int) {
    guard let byNeed = figures.plansByNCYNeed[census],
      let byProvision = figures.plansByNCYProvision[census],
      let cross = figures.plansByNeedProvision[census], byNeed.total > 0
    else { return nil }
    (needs, provisions) = (codes.needs.count, codes.provisions.count + 1)
    let columns = (0..<NCY.count).map { Self.row(byProvision, $0) }
    let across = (0..<needs).map { Self.row(cross, $0) }
    let table = fitted(byNeed, columns, across)
    let years = Self.whole(byNeed.rowSums, total: plans)
    for ncy in 0..<NCY.count {
      let rows = Self.whole(Array(byNeed.row(ncy)), total: years[ncy])
      let columns = Self.whole(columns[ncy], total: years[ncy])
      let share = Double(years[ncy]) / max(1, byNeed.rowSums[ncy])
      let part = table[ncy].map { $0.map { $0 * share } }
      var rounding = YearRounding(part, rows: rows, columns: columns)
      add(rounding.rounded(), ncy: NCY.at(ncy))
    }
  }

  private mutating func add(_ heads: [[Int]], ncy: Int) {
    for (need, row) in heads.enumerated() {
      for (provision, plans) in row.enumerated() where plans > 0 {
        cells[PlanCell(ncy: ncy, need: need, provision: provision)] = plans
      }
    }
  }

  private static func row(_ table: RecordedTable, _ row: Int) -> [Double] {
    Array(table.known.row(row)) + [table.notRecorded[row]]
  }

  /// Iterative proportional fitting to the three tables, from ones where none of them is 0.
  private func fitted(
    _ byNeed: CrossTable, _ byProvision: [[Double]], _ cross: [[Double]]
  ) -> [[[Double]]] {
    var fit = ProportionalFit(needs: needs, provisions: provisions)
    fit.meet(
      byNeed: byNeed.values, byProvision: byProvision.flatMap { $0 }, cross: cross.flatMap { $0 })
    return (0..<NCY.count).map { ncy in
      (0..<needs).map { need in
        let start = (ncy * needs + need) * provisions
        return Array(fit.table[start..<(start + provisions)])
      }
    }
  }

  /// Whole numbers in the proportions given that add to a total: the largest remainders go up.
  static func whole(_ shares: [Double], total: Int) -> [Int] {
    let sum = shares.reduce(0, +)
    guard sum > 0 else { return shares.map { _ in 0 } }
    let exact = shares.map { $0 / sum * Double(total) }
    // Published counts must come out as they are, however the division rounds.
    var result = exact.map { Int(($0 + 1e-9).rounded(.down)) }
    let order = exact.indices.sorted {
      let (left, right) = (exact[$0] - Double(result[$0]), exact[$1] - Double(result[$1]))
      return left == right ? $0 < $1 : left > right
    }
    for index in order.prefix(max(0, total - result.reduce(0, +))) { result[index] += 1 }
    return result
  }
}
