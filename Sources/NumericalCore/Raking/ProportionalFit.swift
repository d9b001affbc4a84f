/// One direction of a row-major table: how many entries, and how far apart in memory.
struct Axis: Sendable {
  let length: Int
  let stride: Int
}

/// The cells of one entry of a margin.
struct Entry {
  let first: Int
  let count: Int
  let stride: Int
}

/// Wanted sums over one axis of a table, for each place along the two others.
struct Margin: Sendable {
  let name: String
  /// `first.length` by `second.length`, row-major.
  let wanted: [Double]
  let first: Axis
  let second: Axis
  let summed: Axis

  init(name: String, wanted: [Double], first: Axis, second: Axis, summed: Axis) {
    precondition(
      wanted.count == first.length * second.length,
      "margin \(name): \(wanted.count) values for \(first.length) by \(second.length)")
    precondition(
      wanted.allSatisfy { $0 >= 0 && $0.isFinite }, "margin \(name): negative or not finite")
    self.name = name
    self.wanted = wanted
    self.first = first
    self.second = second
    self.summed = summed
  }

  var cells: Int { first.length * second.length * summed.length }

  /// The wanted sums added up over the second axis.
  var firstTotals: [Double] {
    (0..<first.length).map { row in
      wanted[row * second.length..<(row + 1) * second.length].reduce(0, +)
    }
  }

  /// The wanted sums added up over the first axis.
  var secondTotals: [Double] {
    (0..<second.length).map { column in
      stride(from: column, to: wanted.count, by: second.length).reduce(0) { $0 + wanted[$1] }
    }
  }

  /// Where in the table the cells of entry number `index` of the margin are.
  func cells(of index: Int) -> Entry {
    let (row, column) = index.quotientAndRemainder(dividingBy: second.length)
    return Entry(
      first: row * first.stride + column * second.stride, count: summed.length,
      stride: summed.stride)
  }
}

/// Iterative proportional fitting of a table of any number of ways to some of its margins.
struct ProportionalFit {
  private var values: [Double]
  private let margins: [Margin]

  init(seed: [Double], margins: [Margin]) {
    for margin in margins {
      precondition(
        seed.count == margin.cells, "a seed of \(seed.count) values for \(margin.cells) cells")
    }
    precondition(seed.allSatisfy { $0 >= 0 && $0.isFinite }, "a seed negative or not finite")
    values = seed
    self.margins = margins
  }

  /// Fits the margins in turn until every one is met within `tolerance`.
  mutating func run(
    tolerance: Double, maximumIterations: Int
  ) throws(RakingError) -> RakedCube {
    var iterations = 0
    while iterations < maximumIterations {
      var moved = 0.0
      for margin in margins {
        moved = max(moved, try fit(margin))
      }
      iterations += 1
      // What one margin's fit moves bounds nothing by itself, so the table is measured before it
      // is declared fitted.
      guard moved <= tolerance || iterations == maximumIterations else { continue }
      let deviation = largestDeviation
      guard deviation > tolerance else {
        return RakedCube(values: values, iterations: iterations, largestDeviation: deviation)
      }
    }
    throw .notConverged(largestDeviation: largestDeviation, iterations: iterations)
  }

  /// Scales the table to one margin; returns the largest difference before scaling.
  private mutating func fit(_ margin: Margin) throws(RakingError) -> Double {
    var largest = 0.0
    for index in margin.wanted.indices {
      let cells = margin.cells(of: index)
      let wanted = margin.wanted[index]
      let sum = self.sum(over: cells)
      largest = max(largest, abs(sum - wanted))
      guard sum != wanted else { continue }
      guard sum > 0 else { throw unsupported(index, of: margin) }
      scale(cells, by: wanted / sum)
    }
    return largest
  }

  private func unsupported(_ index: Int, of margin: Margin) -> RakingError {
    let (first, second) = index.quotientAndRemainder(dividingBy: margin.second.length)
    return .noSupport(
      margin: margin.name, first: first, second: second, wanted: margin.wanted[index])
  }

  private var largestDeviation: Double {
    margins.reduce(0) { largest, margin in
      margin.wanted.indices.reduce(largest) { largest, index in
        max(largest, abs(sum(over: margin.cells(of: index)) - margin.wanted[index]))
      }
    }
  }

  private func sum(over cells: Entry) -> Double {
    values.withUnsafeBufferPointer { values in
      var sum = 0.0
      var cell = cells.first
      for _ in 0..<cells.count {
        sum += values[cell]
        cell += cells.stride
      }
      return sum
    }
  }

  private mutating func scale(_ cells: Entry, by factor: Double) {
    values.withUnsafeMutableBufferPointer { values in
      var cell = cells.first
      for _ in 0..<cells.count {
        values[cell] *= factor
        cell += cells.stride
      }
    }
  }
}
