/// The admissible pairs of rows and columns of a transportation problem, with a whole-number cost
/// each, in compressed sparse rows: the arcs of row i are `range(of: i)`, by ascending column. A pair
/// that is absent is inadmissible.
public struct TransportArcs: Sendable, Equatable {
  /// Where the arcs of each row start, and after the last row their number: rows + 1 entries.
  public private(set) var starts: [Int]
  /// The column of each arc, from 0, ascending within a row.
  public private(set) var columns: [Int]
  /// The cost of one unit on each arc, in the caller's unit (pence, say); may be negative.
  public private(set) var costs: [Int]

  /// No rows; `appendRow` adds them.
  public init() {
    (starts, columns, costs) = ([0], [], [])
  }

  /// The arcs of rows stored one after another.
  ///
  /// - Parameters:
  ///   - starts: rows + 1 ascending offsets into the other two, from 0 to their count.
  ///   - columns: the column of each arc, ascending within a row.
  ///   - costs: the cost of one unit on each arc.
  /// - Complexity: O(rows + arcs). What is not in this form stops the program and is printed.
  public init(starts: [Int], columns: [Int], costs: [Int]) {
    precondition(
      starts.first == 0 && starts.last == columns.count && columns.count == costs.count,
      "\(starts.count) starts to \(starts.last ?? 0), \(columns.count) columns, \(costs.count) costs"
    )
    for row in 0..<starts.count - 1 {
      precondition(starts[row] <= starts[row + 1], "row \(row) ends before it starts")
      Self.requireAscending(columns[starts[row]..<starts[row + 1]], row: row)
    }
    (self.starts, self.columns, self.costs) = (starts, columns, costs)
  }

  /// The arcs of a table of costs, row by row; nil where a pair is inadmissible. O(cells).
  public init(costs table: [[Int?]]) {
    self.init()
    for row in table {
      appendRow(row.enumerated().compactMap { column, cost in cost.map { (column, $0) } })
    }
  }

  /// Adds a row with these arcs, by ascending column. O(arcs of the row).
  public mutating func appendRow(_ arcs: [(column: Int, cost: Int)]) {
    columns.append(contentsOf: arcs.lazy.map(\.column))
    costs.append(contentsOf: arcs.lazy.map(\.cost))
    Self.requireAscending(columns.suffix(arcs.count), row: rowCount)
    starts.append(columns.count)
  }

  /// The number of rows.
  public var rowCount: Int { starts.count - 1 }

  /// The number of arcs.
  public var count: Int { columns.count }

  /// The numbers of the arcs of a row. O(1).
  public func range(of row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// Changes the cost of one arc. O(1).
  public mutating func setCost(_ cost: Int, ofArc arc: Int) { costs[arc] = cost }

  /// Calls `body` with row, column and cost of every arc, in order; without checks of bounds.
  func forEachArc(_ body: (_ row: Int, _ column: Int, _ cost: Int) -> Void) {
    columns.withUnsafeBufferPointer { columns in
      costs.withUnsafeBufferPointer { costs in
        for row in 0..<rowCount {
          for arc in range(of: row) { body(row, columns[arc], costs[arc]) }
        }
      }
    }
  }

  private static func requireAscending(_ columns: ArraySlice<Int>, row: Int) {
    var last = -1
    for column in columns {
      precondition(column > last, "row \(row): column \(column) after column \(last)")
      last = column
    }
  }
}
