import NumericalCore

/// Slow but obvious matrix arithmetic, and the ratios by which LAPACK's own tests judge a result
/// (Anderson et al., *LAPACK Working Note 41*, https://www.netlib.org/lapack/lawnspdf/lawn41.pdf): a
/// residual relative to the data, in units of 2⁻⁵³; below 30 passes.
enum Oracle {
  static let threshold = 30.0
  static let epsilon = Double.ulpOfOne / 2
  private static let address = DrawAddress(seed: 2_041, draw: 0)

  /// Entries in −1...1.
  static func random(_ rows: Int, _ columns: Int, cell: UInt64) -> Matrix {
    var matrix = Matrix(rows: rows, columns: columns)
    for row in 0..<rows {
      for column in 0..<columns {
        let place = row * columns + column
        matrix[row, column] = 2 * address.uniform(year: place, cell: cell, purpose: 3) - 1
      }
    }
    return matrix
  }

  static func randomSymmetric(_ order: Int, cell: UInt64) -> SymmetricMatrix {
    let entries = random(order, order, cell: cell)
    return symmetric(order) { entries[$0, $1] }
  }

  static func symmetric(_ order: Int, _ entry: (Int, Int) -> Double) -> SymmetricMatrix {
    var matrix = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in 0...row { matrix[row, column] = entry(row, column) }
    }
    return matrix
  }

  static func product(_ left: Matrix, _ right: Matrix) -> Matrix {
    var result = Matrix(rows: left.rows, columns: right.columns)
    for row in 0..<left.rows {
      for column in 0..<right.columns {
        result[row, column] = (0..<left.columns).reduce(0) {
          $0 + left[row, $1] * right[$1, column]
        }
      }
    }
    return result
  }

  static func difference(_ left: Matrix, _ right: Matrix) -> Matrix {
    var result = left
    for row in 0..<left.rows {
      for column in 0..<left.columns { result[row, column] -= right[row, column] }
    }
    return result
  }

  /// The largest sum of absolute values in a column.
  static func norm(_ matrix: Matrix) -> Double {
    (0..<matrix.columns).reduce(0) { largest, column in
      max(largest, matrix.column(column).reduce(0) { $0 + abs($1) })
    }
  }

  /// ‖A − B‖ / (‖A‖ n ε).
  static func ratio(_ matrix: Matrix, _ rebuilt: Matrix) -> Double {
    let size = Double(max(matrix.rows, matrix.columns))
    return norm(difference(matrix, rebuilt)) / (norm(matrix) * size * epsilon)
  }

  /// ‖I − QᵀQ‖ / (n ε).
  static func orthogonality(_ matrix: Matrix) -> Double {
    ratio(.identity(order: matrix.columns), product(matrix.transposed(), matrix))
      * Double(matrix.columns) / Double(matrix.rows)
  }

  static func scaledColumns(_ matrix: Matrix, by factors: [Double]) -> Matrix {
    var result = matrix
    for column in 0..<matrix.columns {
      for row in 0..<matrix.rows { result[row, column] *= factors[column] }
    }
    return result
  }
}

/// The largest relative difference.
func largestRelativeGap(_ seen: [Double], _ wanted: [Double]) -> Double {
  zip(seen, wanted).reduce(seen.count == wanted.count ? 0 : .infinity) {
    max($0, abs($1.0 - $1.1) / abs($1.1))
  }
}
