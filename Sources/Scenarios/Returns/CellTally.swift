public import Vocabulary

/// Groups of cells whose children a run is asked to count at every census, beside its published series.
public struct CellGroups: Sendable {
  /// Which provision puts a child into a cell.
  public enum Basis: Sendable {
    /// The one attended.
    case attended
    /// The one required: that which a child attends, or waits for, or settled elsewhere for want of. Projected censuses only.
    case required
  }

  /// Which provision counts.
  public let basis: Basis
  /// The number of groups.
  public let count: Int
  /// The groups of each cell, one cell after another, and where those of each begin.
  let groups: [Int32]
  let starts: [Int32]

  /// Groups cells.
  ///
  /// - Parameter groups: the groups, each from 0 to `count` − 1, of the position of a national curriculum year, a need and a provision.
  public init(
    _ basis: Basis, count: Int, space: StateSpace,
    groups: (_ ncyIndex: Int, _ need: Int, _ provision: Int) -> [Int]
  ) {
    self.basis = basis
    self.count = count
    var all: [Int32] = []
    var starts: [Int32] = [0]
    for cell in 0..<space.count {
      let here = groups(
        space.ncyIndex(of: cell), space.need(of: cell), space.provision(of: cell))
      precondition(here.allSatisfy { (0..<count).contains($0) }, "groups \(here) of \(count)")
      all += here.map(Int32.init)
      starts.append(Int32(all.count))
    }
    self.groups = all
    self.starts = starts
  }
}

/// The children of groups of cells by draw and census.
///
/// Kept only where a run is asked for it. A draw writes its own row, whichever thread runs it.
public final class CellTally: Sendable {
  /// What is counted.
  public let groups: CellGroups
  /// The number of draws.
  public let draws: Int
  private let rows: DrawColumns<Int32>

  init(_ groups: CellGroups, censuses: Int, drawn: Range<Int>, shelf: BlockShelf) {
    self.groups = groups
    draws = drawn.count
    rows = DrawColumns(columns: censuses * groups.count, drawn: drawn, shelf: shelf)
  }

  /// The row of a draw, until `close`.
  func row(_ draw: Int) -> UnsafeMutableBufferPointer<Int32> { rows.open(draw) }

  /// Ends the row of a draw.
  func close(_ draw: Int) { rows.close(draw) }

  /// Counts the cells of a census into the row of a draw.
  func count(_ cells: [Int32], into row: UnsafeMutableBufferPointer<Int32>, census: Int) {
    let start = census * groups.count
    for cell in cells.indices where cells[cell] != 0 {
      for index in Int(groups.starts[cell])..<Int(groups.starts[cell + 1]) {
        row[start + Int(groups.groups[index])] += cells[cell]
      }
    }
  }

  /// The draws of the sum of some groups at a census; the base census is 0.
  public func heads(_ census: Int, _ chosen: [Int]) -> [Int64] {
    precondition(groups.basis == .attended || census > 0, "nothing is required at the base census")
    return rows.sums(chosen.map { census * groups.count + $0 })
  }
}
