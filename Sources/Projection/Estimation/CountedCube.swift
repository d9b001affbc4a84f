import NumericalCore
import Vocabulary

/// The opening plans as a person-level return counts them, "not recorded" spread in whole heads.
struct CountedCube {
  /// Whole heads, cells of the space.
  private(set) var heads: [Int32]
  /// Heads whose provision was not recorded.
  private(set) var spread = 0
  private let table: RecordedTable
  private let space: StateSpace

  /// Nil where there is no count of the census.
  ///
  /// Heads without a provision go where the published table by year and provision has them when its own are spread, so that both
  /// agree. Where the count is not the published one they go to the provisions of their year and need in the proportions of its
  /// counted heads, else to those of their year, else to those of the authority: the largest remainders first.
  ///
  /// - Parameter published: NCY × provision, "not recorded" spread.
  init?(
    _ figures: PublishedFigures, census: Int, space: StateSpace, published: CrossTable
  ) throws {
    guard let table = figures.plansByNCYNeedProvision[census], table.known.total > 0
    else { return nil }
    (self.table, self.space) = (table, space)
    heads = table.known.values.map { Int32($0.rounded()) }
    for ncy in 0..<space.ncys {
      let missing = rows(ncy).map { Int(table.notRecorded[$0].rounded()) }
      let total = missing.reduce(0, +)
      guard total > 0 else { continue }
      spread += total
      let known = sums(rows(ncy))
      let room = (0..<space.provisions).map { Int((published[ncy, $0] - known[$0]).rounded()) }
      if room.allSatisfy({ $0 >= 0 }), room.reduce(0, +) == total {
        try fill(ncy, missing, room: room)
      } else {
        fill(ncy, missing)
      }
    }
  }

  private func rows(_ ncy: Int) -> Range<Int> {
    (ncy * space.needs)..<((ncy + 1) * space.needs)
  }

  private func sums(_ rows: Range<Int>) -> [Double] {
    (0..<space.provisions).map { column in rows.reduce(0) { $0 + table.known[$1, column] } }
  }

  /// Puts heads of one year where the published table has room for them.
  private mutating func fill(_ ncy: Int, _ missing: [Int], room: [Int]) throws {
    let total = Double(missing.reduce(0, +))
    let even = missing.flatMap { row in room.map { Double(row) * Double($0) / total } }
    let whole = try controlledRounding(even, rows: missing, columns: room)
    for (offset, more) in whole.enumerated() {
      heads[ncy * space.cellsPerNCY + offset] += Int32(more)
    }
  }

  /// Puts heads of one year where the counted ones of their need are, or of their year, or of all.
  private mutating func fill(_ ncy: Int, _ missing: [Int]) {
    let fallbacks = [sums(rows(ncy)), sums(0..<table.known.rows)]
    for (row, count) in zip(rows(ncy), missing) where count > 0 {
      let shares = ([Array(table.known.row(row))] + fallbacks).first { $0.contains { $0 > 0 } }
      for (provision, more) in apportioned(count, like: shares ?? []).enumerated() {
        heads[row * space.provisions + provision] += Int32(more)
      }
    }
  }
}
