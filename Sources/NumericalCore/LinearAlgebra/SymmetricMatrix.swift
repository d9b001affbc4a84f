/// A square matrix that equals its transpose.
///
/// Writing `[row, column]` also writes `[column, row]`; how the entries are stored is not part of
/// the interface.
public struct SymmetricMatrix: Sendable, Equatable {
  /// The number of rows, which is the number of columns.
  public let order: Int

  /// Column-major `order` by `order`; only the triangle with row >= column is used.
  var storage: [Double]

  /// A matrix of zeros with `order` rows and columns. O(order²) time and memory.
  public init(order: Int) {
    precondition(order >= 0, "a matrix of order \(order)")
    self.order = order
    storage = [Double](repeating: 0, count: order * order)
  }

  /// The entry at `row` and `column`, each in `0..<order`. O(1).
  public subscript(row: Int, column: Int) -> Double {
    get { storage[position(row, column)] }
    set { storage[position(row, column)] = newValue }
  }

  private func position(_ row: Int, _ column: Int) -> Int {
    precondition(
      min(row, column) >= 0 && max(row, column) < order,
      "entry [\(row), \(column)] of a matrix of order \(order)")
    return min(row, column) * order + max(row, column)
  }
}
