/// Which cells of a table of counts are not shown, so that nobody can be told from 1 to 4 children.
///
/// A cell of 1 to 4 is masked. Where a line of cells that add to a known total has a single masked cell, the smallest other cell of
/// it is masked too, or else the masked one could be worked out; and so on until no line has just one.
struct SmallNumbers {
  /// Counts that are not shown.
  static let hidden = 1...4
  /// What stands in place of a masked count.
  static let word = "not shown"

  /// True for cells that are masked.
  private(set) var mask: [[Bool]]
  private let counts: [[Int]]

  /// Masks a table.
  ///
  /// - Parameters:
  ///   - counts: rows of the same length.
  ///   - rowsAdd: the last cell of every row is the sum of the others, or that sum is known.
  ///   - columnsAdd: the same of columns.
  init(_ counts: [[Int]], rowsAdd: Bool, columnsAdd: Bool) {
    self.counts = counts
    mask = counts.map { $0.map { Self.hidden.contains($0) } }
    var isStable = false
    while !isStable {
      isStable = true
      if rowsAdd {
        for row in counts.indices where hide(in: counts[row].indices.map { (row, $0) }) {
          isStable = false
        }
      }
      guard columnsAdd, let width = counts.first?.count else { continue }
      for column in 0..<width where hide(in: counts.indices.map { ($0, column) }) {
        isStable = false
      }
    }
  }

  /// Masks the smallest other cell of a line that has one masked cell; false where nothing is to be done, or can be.
  private mutating func hide(in line: [(row: Int, column: Int)]) -> Bool {
    guard line.count(where: { mask[$0.row][$0.column] }) == 1 else { return false }
    let others = line.filter { !mask[$0.row][$0.column] && counts[$0.row][$0.column] > 0 }
    guard
      let smallest = others.min(by: { counts[$0.row][$0.column] < counts[$1.row][$1.column] })
    else { return false }
    mask[smallest.row][smallest.column] = true
    return true
  }
}
