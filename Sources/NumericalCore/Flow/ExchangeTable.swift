/// For each pair of columns the cheapest exchange: the least cost of moving a unit of some row from
/// the one to the other, without prices, and that row. The last node is the sink.
///
/// Entries go stale when their row leaves the column, and are renewed when they are next needed.
struct ExchangeTable: Sendable {
  /// Less than any cost, so that nothing replaces it.
  private static let stale = Int.min / 4

  private var nodes = 0
  /// The costs of exchanges by column of arrival, then by column of departure.
  private(set) var weights: [Int] = []
  private var movers: [Int32] = []
  /// By column of arrival.
  private var staleCounts: [Int] = []
  /// Whether no entry is known, and none need be kept.
  private var isBlank = true

  mutating func resize(nodes: Int) {
    self.nodes = nodes
    weights = [Int](repeating: ColumnSteps.absent, count: nodes * nodes)
    movers = [Int32](repeating: -1, count: nodes * nodes)
    staleCounts = [Int](repeating: 0, count: nodes)
    isBlank = true
  }

  /// Forgets all exchanges between columns.
  mutating func forget() { isBlank = true }

  func weight(from: Int, to: Int) -> Int { weights[to * nodes + from] }

  /// The row that makes the exchange.
  func mover(from: Int, to: Int) -> Int { Int(movers[to * nodes + from]) }

  /// A column may send another unit to the sink, or take its last one back.
  mutating func setSink(_ column: Int, steps: ColumnSteps, served: Int) {
    let last = steps.lastCost(column, served)
    weights[(nodes - 1) * nodes + column] = steps.nextCost(column, served)
    weights[column * nodes + nodes - 1] = last == ColumnSteps.absent ? last : -last
  }

  /// Works out all entries. O(rows' columns with units · columns).
  mutating func fill(members: ColumnMembers, costs: [Int]) {
    isBlank = false
    for column in 0..<nodes - 1 {
      for target in 0..<nodes - 1 {
        weights[target * nodes + column] = ColumnSteps.absent
        movers[target * nodes + column] = -1
      }
      for row in members[column] { insert(Int(row), into: column, costs: costs) }
    }
    for node in staleCounts.indices { staleCounts[node] = 0 }
  }

  /// A row has its first units in a column. O(columns), no allocation.
  mutating func insert(_ row: Int, into column: Int, costs: [Int]) {
    guard !isBlank else { return }
    let (nodes, start) = (nodes, row * (nodes - 1))
    costs.withUnsafeBufferPointer { costs in
      weights.withUnsafeMutableBufferPointer { weights in
        let base = costs[start + column]
        var entry = column
        for target in 0..<nodes - 1 {
          let weight = costs[start + target] - base
          if weight < weights[entry] {
            weights[entry] = weight
            movers[entry] = Int32(truncatingIfNeeded: row)
          }
          entry += nodes
        }
      }
    }
  }

  /// A row has no more units in a column. O(columns), no allocation.
  mutating func remove(_ row: Int, from column: Int) {
    guard !isBlank else { return }
    var entry = column
    for target in 0..<nodes - 1 {
      if movers[entry] == Int32(truncatingIfNeeded: row) {
        weights[entry] = Self.stale
        movers[entry] = -1
        staleCounts[target] += 1
      }
      entry += nodes
    }
  }

  /// Renews the stale exchanges into one column. O(columns + their members).
  mutating func renew(into target: Int, members: ColumnMembers, costs: [Int]) {
    guard staleCounts[target] > 0 else { return }
    for column in 0..<nodes - 1 {
      renew(from: column, to: target, members: members, costs: costs)
    }
  }

  /// Renews one exchange if it is stale. O(members of the column it leaves), no allocation.
  mutating func renew(from column: Int, to target: Int, members: ColumnMembers, costs: [Int]) {
    let entry = target * nodes + column
    guard weights[entry] == Self.stale else { return }
    let width = nodes - 1
    var (least, mover) = (ColumnSteps.absent, Int32(-1))
    costs.withUnsafeBufferPointer { costs in
      for row in members[column] {
        let start = Int(row) * width
        let weight = costs[start + target] - costs[start + column]
        if weight < least { (least, mover) = (weight, row) }
      }
    }
    (weights[entry], movers[entry]) = (least, mover)
    staleCounts[target] -= 1
  }
}
