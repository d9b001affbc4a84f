/// A square matrix of a few rows, row by row, for the recursions of a state space model.
struct SmallMatrix: Sendable, Equatable {
  let order: Int
  var entries: [Double]

  init(order: Int) {
    self.order = order
    entries = [Double](repeating: 0, count: order * order)
  }

  init(_ matrix: SymmetricMatrix) {
    self.init(order: matrix.order)
    for row in 0..<order {
      for column in 0..<order { self[row, column] = matrix[row, column] }
    }
  }

  init(rows: [[Double]]) {
    order = rows.count
    entries = rows.flatMap { $0 }
    precondition(entries.count == order * order, "\(entries.count) entries in \(order) rows")
  }

  static func identity(_ order: Int) -> SmallMatrix {
    var matrix = SmallMatrix(order: order)
    for place in 0..<order { matrix[place, place] = 1 }
    return matrix
  }

  subscript(row: Int, column: Int) -> Double {
    get { entries[row * order + column] }
    set { entries[row * order + column] = newValue }
  }

  var isZero: Bool { entries.allSatisfy { $0 == 0 } }

  var symmetric: SymmetricMatrix {
    var matrix = SymmetricMatrix(order: order)
    for row in 0..<order {
      for column in 0...row { matrix[row, column] = (self[row, column] + self[column, row]) / 2 }
    }
    return matrix
  }

  var transposed: SmallMatrix {
    var matrix = SmallMatrix(order: order)
    for row in 0..<order {
      for column in 0..<order { matrix[row, column] = self[column, row] }
    }
    return matrix
  }

  static func + (left: SmallMatrix, right: SmallMatrix) -> SmallMatrix {
    var sum = left
    for place in sum.entries.indices { sum.entries[place] += right.entries[place] }
    return sum
  }

  static func - (left: SmallMatrix, right: SmallMatrix) -> SmallMatrix {
    var difference = left
    for place in difference.entries.indices { difference.entries[place] -= right.entries[place] }
    return difference
  }

  static func * (left: SmallMatrix, right: SmallMatrix) -> SmallMatrix {
    var product = SmallMatrix(order: left.order)
    for row in 0..<left.order {
      for inner in 0..<left.order {
        let factor = left[row, inner]
        guard factor != 0 else { continue }
        for column in 0..<left.order { product[row, column] += factor * right[inner, column] }
      }
    }
    return product
  }

  static func * (matrix: SmallMatrix, vector: [Double]) -> [Double] {
    (0..<matrix.order).map { row in
      var sum = 0.0
      for column in 0..<matrix.order { sum += matrix[row, column] * vector[column] }
      return sum
    }
  }

  /// Adds scale · left · rightᵀ.
  mutating func add(_ scale: Double, _ left: [Double], _ right: [Double]) {
    for row in 0..<order {
      for column in 0..<order { self[row, column] += scale * left[row] * right[column] }
    }
  }
}

func dot(_ left: [Double], _ right: [Double]) -> Double {
  var sum = 0.0
  for place in left.indices { sum += left[place] * right[place] }
  return sum
}

/// base + scale · direction.
func moved(_ base: [Double], by scale: Double, along direction: [Double]) -> [Double] {
  var sum = base
  for place in sum.indices { sum[place] += scale * direction[place] }
  return sum
}
