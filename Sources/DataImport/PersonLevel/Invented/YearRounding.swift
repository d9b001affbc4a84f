/// Rounds one year's table to whole heads with given sums of rows and columns.
struct YearRounding {
  private let table: [[Double]]
  private var heads: [[Int]]
  private var missingInRow: [Int]
  private var missingInColumn: [Int]
  private let floors: [[Int]]

  init(_ table: [[Double]], rows: [Int], columns: [Int]) {
    self.table = table
    let floors = table.map { $0.map { Int(($0 + 1e-6).rounded(.down)) } }
    (self.floors, heads) = (floors, floors)
    missingInRow = zip(rows, floors).map { $0 - $1.reduce(0, +) }
    missingInColumn = columns.indices.map { column in
      columns[column] - floors.reduce(0) { $0 + $1[column] }
    }
    takeBackSurplus()
  }

  /// Takes heads from rows and columns that the whole parts already fill beyond their sum.
  private mutating func takeBackSurplus() {
    for row in heads.indices {
      for column in heads[row].indices {
        let surplus = max(-missingInRow[row], -missingInColumn[column], 0)
        let taken = min(surplus, heads[row][column])
        heads[row][column] -= taken
        missingInRow[row] += taken
        missingInColumn[column] += taken
      }
    }
  }

  /// Puts one head after another where its row and column lack one, moving others along a path where that is needed.
  mutating func rounded() -> [[Int]] {
    for isStrict in [true, false] {
      for row in heads.indices {
        while missingInRow[row] > 0 {
          var seen: Set<Int> = []
          guard place(row, isStrict: isStrict, &seen) else { break }
          missingInRow[row] -= 1
        }
      }
    }
    return heads
  }

  private mutating func place(_ row: Int, isStrict: Bool, _ seen: inout Set<Int>) -> Bool {
    let remainder = { (column: Int, table: [[Double]], heads: [[Int]]) in
      table[row][column] - Double(heads[row][column])
    }
    let columns = table[row].indices.filter {
      table[row][$0] > 1e-9 && (!isStrict || heads[row][$0] <= floors[row][$0])
    }.sorted {
      let (left, right) = (remainder($0, table, heads), remainder($1, table, heads))
      return left == right ? $0 < $1 : left > right
    }
    for column in columns where seen.insert(column).inserted {
      if missingInColumn[column] > 0 {
        missingInColumn[column] -= 1
        heads[row][column] += 1
        return true
      }
      for other in heads.indices
      where other != row && heads[other][column] > (isStrict ? floors[other][column] : 0) {
        heads[other][column] -= 1
        heads[row][column] += 1
        if place(other, isStrict: isStrict, &seen) { return true }
        heads[other][column] += 1
        heads[row][column] -= 1
      }
    }
    return false
  }
}
