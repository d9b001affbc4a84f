/// A two-way table of figures, row by row.
public struct CrossTable: Sendable, Hashable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int
  /// The figures, row by row.
  public var values: [Double]

  /// A table of zeros.
  public init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
    values = Array(repeating: 0, count: rows * columns)
  }

  /// One figure.
  public subscript(row: Int, column: Int) -> Double {
    get { values[row * columns + column] }
    set { values[row * columns + column] = newValue }
  }

  /// The sum of each row.
  public var rowSums: [Double] {
    (0..<rows).map { row in (0..<columns).reduce(0) { $0 + self[row, $1] } }
  }

  /// The sum of each column.
  public var columnSums: [Double] {
    (0..<columns).map { column in (0..<rows).reduce(0) { $0 + self[$1, column] } }
  }

  /// The sum of all figures.
  public var total: Double { values.reduce(0, +) }

  /// The figures of one row.
  public func row(_ row: Int) -> ArraySlice<Double> {
    values[(row * columns)..<((row + 1) * columns)]
  }
}
