import Vocabulary

/// Some children at a position of a table.
struct Heads {
  let cell: Int
  let count: Int
}

/// The tables of a year's result while a September writes to them: plain memory that `Placements` lends.
///
/// Counting a child in an array of arrays costs more than placing it.
struct YearTables {
  let attended: UnsafeMutablePointer<Int32>
  let waiting: UnsafeMutablePointer<Int32>
  let moved: UnsafeMutablePointer<Int32>
  let movedAway: UnsafeMutablePointer<Int32>
  let counts: UnsafeMutablePointer<Int32>
  let unplaced: UnsafeMutablePointer<Int32>
  let byArea: UnsafeMutablePointer<Int32>
  let sought: UnsafeMutablePointer<Int>
  let roll: UnsafeMutablePointer<Int>
  let rollPost16: UnsafeMutablePointer<Int>
  fileprivate let newPlans: UnsafeMutablePointer<Int32>
  fileprivate let transfers: UnsafeMutablePointer<Int32>
  fileprivate let residual: UnsafeMutablePointer<Int32>

  /// Arrivals by why, position of `Seeking`.
  @inline(__always)
  func arrived(_ kind: Int) -> UnsafeMutablePointer<Int32> {
    kind == 0 ? newPlans : kind == 1 ? transfers : residual
  }
}

extension Placements {
  /// Lends the tables; not longer than the call.
  mutating func lend(_ body: (YearTables) -> Void) {
    // Out of their array, so that each is lent by itself.
    var (newPlans, transfers, residual): ([Int32], [Int32], [Int32]) = ([], [], [])
    swap(&newPlans, &arrived[Seeking.newPlan.rawValue])
    swap(&transfers, &arrived[Seeking.transferIn.rawValue])
    swap(&residual, &arrived[Seeking.residual.rawValue])
    Self.lend(
      &attended, &waiting, &moved, &movedAway, &counts, &unplaced, &byArea, &sought, &roll,
      &rollPost16, &newPlans, &transfers, &residual, body)
    swap(&newPlans, &arrived[Seeking.newPlan.rawValue])
    swap(&transfers, &arrived[Seeking.transferIn.rawValue])
    swap(&residual, &arrived[Seeking.residual.rawValue])
  }

  private static func lend(
    _ attended: UnsafeMutablePointer<Int32>, _ waiting: UnsafeMutablePointer<Int32>,
    _ moved: UnsafeMutablePointer<Int32>, _ movedAway: UnsafeMutablePointer<Int32>,
    _ counts: UnsafeMutablePointer<Int32>, _ unplaced: UnsafeMutablePointer<Int32>,
    _ byArea: UnsafeMutablePointer<Int32>, _ sought: UnsafeMutablePointer<Int>,
    _ roll: UnsafeMutablePointer<Int>, _ rollPost16: UnsafeMutablePointer<Int>,
    _ newPlans: UnsafeMutablePointer<Int32>, _ transfers: UnsafeMutablePointer<Int32>,
    _ residual: UnsafeMutablePointer<Int32>, _ body: (YearTables) -> Void
  ) {
    body(
      YearTables(
        attended: attended, waiting: waiting, moved: moved, movedAway: movedAway, counts: counts,
        unplaced: unplaced, byArea: byArea, sought: sought, roll: roll, rollPost16: rollPost16,
        newPlans: newPlans, transfers: transfers, residual: residual))
  }
}

extension YearTables {
  /// Tables of nothing, between Septembers.
  init(nothingIn memory: DrawMemory) {
    let heads: UnsafeMutablePointer<Int32> = memory.room(for: 1)
    let numbers: UnsafeMutablePointer<Int> = memory.room(for: 1)
    self.init(
      attended: heads, waiting: heads, moved: heads, movedAway: heads, counts: heads,
      unplaced: heads, byArea: heads, sought: numbers, roll: numbers, rollPost16: numbers,
      newPlans: heads, transfers: heads, residual: heads)
  }
}
