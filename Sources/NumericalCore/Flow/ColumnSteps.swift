/// The steps of all columns, laid end to end, empty ones left out and equal costs joined.
struct ColumnSteps: Sendable {
  /// Marks a cost that does not exist: no sum of costs comes near it.
  static let absent = Int.max / 4

  private var starts: [Int] = [0]
  /// The load of the column at the end of each step.
  private var bounds: [Int] = []
  private var costs: [Int] = []

  /// Takes the steps of a problem; a capacity beyond `ceiling` is as good as none.
  mutating func load(_ columns: [[TransportProblem.Step]], ceiling: Int) {
    starts.removeAll(keepingCapacity: true)
    bounds.removeAll(keepingCapacity: true)
    costs.removeAll(keepingCapacity: true)
    starts.append(0)
    for steps in columns {
      for step in steps { append(min(step.capacity, ceiling), at: step.extraCost, ceiling) }
      starts.append(bounds.count)
    }
  }

  /// Adds a column that takes everything at no extra cost.
  mutating func appendFreeColumn(ceiling: Int) {
    append(ceiling, at: 0, ceiling)
    starts.append(bounds.count)
  }

  private mutating func append(_ capacity: Int, at cost: Int, _ ceiling: Int) {
    let isFirst = bounds.count == starts[starts.count - 1]
    let before = isFirst ? 0 : bounds[bounds.count - 1]
    guard capacity > 0 && before < ceiling else { return }
    if !isFirst && costs[costs.count - 1] == cost {
      bounds[bounds.count - 1] = min(ceiling, before + capacity)
    } else {
      bounds.append(min(ceiling, before + capacity))
      costs.append(cost)
    }
  }

  /// The extra cost of a column's first unit, 0 if it takes nothing.
  func firstCost(_ column: Int) -> Int {
    starts[column] < starts[column + 1] ? costs[starts[column]] : 0
  }

  /// The extra cost of the unit after `load`, `absent` if the column is full. O(steps).
  func nextCost(_ column: Int, _ load: Int) -> Int {
    for step in starts[column]..<starts[column + 1] where bounds[step] > load { return costs[step] }
    return Self.absent
  }

  /// The extra cost of the last unit of `load`, `absent` if there is none. O(steps).
  func lastCost(_ column: Int, _ load: Int) -> Int {
    guard load > 0 else { return Self.absent }
    return nextCost(column, load - 1)
  }

  /// How many units follow `load` at `nextCost`. O(steps).
  func room(_ column: Int, _ load: Int) -> Int {
    for step in starts[column]..<starts[column + 1] where bounds[step] > load {
      return bounds[step] - load
    }
    return 0
  }

  /// How many units of `load` are at `lastCost`. O(steps).
  func depth(_ column: Int, _ load: Int) -> Int {
    var before = 0
    for step in starts[column]..<starts[column + 1] {
      if bounds[step] >= load { break }
      before = bounds[step]
    }
    return load - before
  }

  /// The loads at which `price` is a marginal cost: all steps below it are full, all above it empty.
  func loads(_ column: Int, at price: Int) -> ClosedRange<Int> {
    var (lower, upper) = (0, 0)
    for step in starts[column]..<starts[column + 1] where costs[step] <= price {
      upper = bounds[step]
      if costs[step] < price { lower = upper }
    }
    return lower...upper
  }

  /// What the column charges for a load. O(steps).
  func charge(_ column: Int, for load: Int) -> Int {
    var (charge, before) = (0, 0)
    for step in starts[column]..<starts[column + 1] where before < load {
      charge += costs[step] * (min(load, bounds[step]) - before)
      before = bounds[step]
    }
    return charge
  }
}
