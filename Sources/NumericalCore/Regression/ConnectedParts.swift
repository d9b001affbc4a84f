/// The parts into which the open rows and columns of a table fall when a cell of positive exposure
/// joins its row and its column.
struct ConnectedParts: Sendable {
  /// The open rows and columns of each part, ascending.
  let parts: [(rows: [Int], columns: [Int])]

  /// O(rows · columns).
  init(of table: DecidedMargins) {
    var rowsLeft = table.rows.open
    var columnsLeft = table.columns.open
    var parts: [(rows: [Int], columns: [Int])] = []
    while let first = rowsLeft.first {
      rowsLeft.removeFirst()
      let part = Self.part(from: first, in: table, &rowsLeft, &columnsLeft)
      parts.append((part.rows.sorted(), part.columns.sorted()))
    }
    self.parts = parts
  }

  /// Everything that can be reached from a row; what is reached is taken off the lists.
  private static func part(
    from first: Int, in table: DecidedMargins, _ rowsLeft: inout [Int], _ columnsLeft: inout [Int]
  ) -> (rows: [Int], columns: [Int]) {
    var (rows, columns) = ([first], [Int]())
    var (rowsSeen, columnsSeen) = (0, 0)
    while rowsSeen < rows.count || columnsSeen < columns.count {
      if rowsSeen < rows.count {
        let row = rows[rowsSeen]
        columns += columnsLeft.extract { table.exposure(row, $0) > 0 }
        rowsSeen += 1
      } else {
        let column = columns[columnsSeen]
        rows += rowsLeft.extract { table.exposure($0, column) > 0 }
        columnsSeen += 1
      }
    }
    return (rows, columns)
  }
}

extension [Int] {
  /// Removes and returns the elements that satisfy a condition.
  fileprivate mutating func extract(where isWanted: (Int) -> Bool) -> [Int] {
    let wanted = filter(isWanted)
    removeAll(where: isWanted)
    return wanted
  }
}
