/// A rectangular matrix of doubles.
///
/// A value: operations return new matrices and change nothing of the caller's. How the entries are
/// stored is not part of the interface.
public struct Matrix: Sendable, Equatable {
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int

  /// Column-major, as LAPACK reads it.
  var storage: [Double]

  /// A matrix of zeros. O(rows · columns).
  public init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix of \(rows) rows and \(columns) columns")
    self.init(rows: rows, columns: columns, storage: [Double](repeating: 0, count: rows * columns))
  }

  /// The matrix with these rows, which must be equally long; no rows make a 0 by 0 matrix.
  public init(rows entries: [[Double]]) {
    self.init(rows: entries.count, columns: entries.first?.count ?? 0)
    for (row, values) in entries.enumerated() {
      precondition(
        values.count == columns, "row \(row) has \(values.count) entries, row 0 has \(columns)")
      for (column, value) in values.enumerated() { storage[column * rows + row] = value }
    }
  }

  /// The matrix with these columns, which must be equally long; no columns make a 0 by 0 matrix.
  public init(columns entries: [[Double]]) {
    let rows = entries.first?.count ?? 0
    for (column, values) in entries.enumerated() {
      precondition(
        values.count == rows, "column \(column) has \(values.count) entries, column 0 has \(rows)")
    }
    self.init(rows: rows, columns: entries.count, storage: entries.flatMap(\.self))
  }

  /// The full matrix of a symmetric one. O(order²).
  public init(_ symmetric: SymmetricMatrix) {
    self.init(rows: symmetric.order, columns: symmetric.order)
    for column in 0..<columns {
      for row in 0..<rows { self[row, column] = symmetric[row, column] }
    }
  }

  init(rows: Int, columns: Int, storage: [Double]) {
    (self.rows, self.columns, self.storage) = (rows, columns, storage)
  }

  /// The identity matrix with `order` rows and columns. O(order²).
  public static func identity(order: Int) -> Matrix {
    var matrix = Matrix(rows: order, columns: order)
    for index in 0..<order { matrix[index, index] = 1 }
    return matrix
  }

  /// The entry at `row` in `0..<rows` and `column` in `0..<columns`. O(1).
  public subscript(row: Int, column: Int) -> Double {
    get { storage[position(row, column)] }
    set { storage[position(row, column)] = newValue }
  }

  /// The entries of a row, by column. O(columns).
  public func row(_ row: Int) -> [Double] {
    (0..<columns).map { self[row, $0] }
  }

  /// The entries of a column, by row. O(rows).
  public func column(_ column: Int) -> [Double] {
    (0..<rows).map { self[$0, column] }
  }

  /// Rows for columns. O(rows · columns).
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for column in 0..<columns {
      for row in 0..<rows { result[column, row] = self[row, column] }
    }
    return result
  }

  /// Throws `notFinite` with the first entry, by column, that is infinite or not a number.
  func requireFinite() throws(LinearAlgebraError) {
    guard !storage.areFinite, let place = storage.firstIndex(where: { !$0.isFinite }) else {
      return
    }
    throw .notFinite(row: place % rows, column: place / rows)
  }

  private func position(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "entry [\(row), \(column)] of a matrix of \(rows) by \(columns)")
    return column * rows + row
  }
}

extension [Double] {
  /// True where every value is finite: an exponent of ones is the only one that a carry takes out of its eleven bits.
  var areFinite: Bool {
    withUnsafeBufferPointer { values in
      var carried: UInt64 = 0
      for value in values {
        carried |= (value.bitPattern & 0x7FF0_0000_0000_0000) &+ 0x0010_0000_0000_0000
      }
      return carried >> 63 == 0
    }
  }
}
