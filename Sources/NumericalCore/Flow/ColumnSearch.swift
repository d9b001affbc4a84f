/// The tables of a search for cheapest paths among the columns and the sink.
struct ColumnSearch: Sendable {
  /// Nothing is this far; absent arcs lead further.
  static let unreached = ColumnSteps.absent / 2

  /// Which way the arcs are followed.
  enum Direction { case fromStart, toStart }

  /// By node, how far it is from the start, or to it; only bounds for nodes not yet settled.
  private(set) var distances: [Int] = []
  /// By node, the settled node next to it on its path.
  private(set) var neighbours: [Int32] = []
  private var pending: [Int32] = []
  private var pendingCount = 0

  mutating func resize(nodes: Int) {
    distances = [Int](repeating: 0, count: nodes)
    neighbours = [Int32](repeating: 0, count: nodes)
    pending = [Int32](repeating: 0, count: nodes)
  }

  mutating func begin(at start: Int) {
    pendingCount = 0
    for node in distances.indices {
      distances[node] = Self.unreached
      guard node != start else { continue }
      pending[pendingCount] = Int32(node)
      pendingCount += 1
    }
    distances[start] = 0
  }

  /// Follows the arcs of the node settled last, at prices under which none is negative, and settles
  /// the nearest node that is left; nil if none can be reached. O(nodes), no allocation.
  ///
  /// - Parameter weights: of the arcs, by head and then by tail.
  mutating func step(
    from node: Int, _ direction: Direction, weights: [Int], prices: [Int]
  ) -> Int? {
    let nodes = prices.count
    let isForward = direction == .fromStart
    let (start, stride) = isForward ? (node, nodes) : (node * nodes, 1)
    let sign = isForward ? 1 : -1
    let base = distances[node] - sign * prices[node]
    var (nearest, place) = (Self.unreached, -1)
    let count = pendingCount
    weights.withUnsafeBufferPointer { weights in
      prices.withUnsafeBufferPointer { prices in
        pending.withUnsafeBufferPointer { pending in
          distances.withUnsafeMutableBufferPointer { distances in
            for index in 0..<count {
              let other = Int(pending[index])
              let distance = base + weights[start + other * stride] + sign * prices[other]
              if distance < distances[other] {
                distances[other] = distance
                neighbours[other] = Int32(truncatingIfNeeded: node)
              }
              let least = distances[other]
              if least < nearest { (nearest, place) = (least, index) }
            }
          }
        }
      }
    }
    guard place >= 0 else { return nil }
    let settled = Int(pending[place])
    pendingCount -= 1
    pending[place] = pending[pendingCount]
    return settled
  }
}
