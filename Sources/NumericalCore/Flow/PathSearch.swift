/// Finds cheapest paths in a residual network, one after another; keeps the node potentials that
/// make every residual arc's reduced cost non-negative.
struct PathSearch {
  /// The arc by which the last search came to each node.
  private(set) var arrivals: [Int]
  private var distances: [Double]
  private var isSettled: [Bool]
  private var potentials: [Double]
  private var queue = DistanceQueue()

  init(network: FlowNetwork) {
    arrivals = [Int](repeating: -1, count: network.nodeCount)
    distances = [Double](repeating: .infinity, count: network.nodeCount)
    isSettled = [Bool](repeating: false, count: network.nodeCount)
    potentials = [Double](repeating: 0, count: network.nodeCount)
    relaxNegativeCosts(of: network)
  }

  /// Searches for a cheapest path and updates the potentials; false if there is no path.
  mutating func findPath(in network: FlowNetwork, from source: Int, to sink: Int) -> Bool {
    reset(source: source)
    while let (distance, node) = queue.popNearest() {
      guard !isSettled[node] else { continue }
      isSettled[node] = true
      if node == sink { break }
      relax(from: node, at: distance, in: network)
    }
    guard isSettled[sink] else { return false }
    for node in potentials.indices {
      potentials[node] += min(distances[node], distances[sink])
    }
    return true
  }

  private mutating func reset(source: Int) {
    for node in distances.indices {
      distances[node] = .infinity
      isSettled[node] = false
    }
    distances[source] = 0
    queue.removeAll()
    queue.insert(0, source)
  }

  private mutating func relax(from node: Int, at distance: Double, in network: FlowNetwork) {
    var arc = network.firstArcs[node]
    while arc >= 0 {
      let head = network.heads[arc]
      if network.residuals[arc] > 0 && !isSettled[head] {
        // Reduced costs are non-negative but for rounding.
        let reduced = max(0, network.costs[arc] + potentials[node] - potentials[head])
        if distance + reduced < distances[head] {
          distances[head] = distance + reduced
          arrivals[head] = arc
          queue.insert(distances[head], head)
        }
      }
      arc = network.nextArcs[arc]
    }
  }

  /// Bellman and Ford's potentials, needed only where a residual arc has a negative cost.
  private mutating func relaxNegativeCosts(of network: FlowNetwork) {
    let arcs = network.heads.indices.filter { network.residuals[$0] > 0 }
    guard arcs.contains(where: { network.costs[$0] < 0 }) else { return }
    for _ in 0...network.nodeCount {
      var isChanged = false
      for arc in arcs {
        let reached = potentials[network.heads[arc ^ 1]] + network.costs[arc]
        let head = network.heads[arc]
        // A gain of a rounding error is none, or a cycle of cost zero would never end.
        if reached < potentials[head] - 1e-12 * (1 + abs(potentials[head])) {
          potentials[head] = reached
          isChanged = true
        }
      }
      if !isChanged { return }
    }
    preconditionFailure("a cycle of negative cost among \(network.nodeCount) nodes")
  }
}

/// A binary heap of nodes by distance.
private struct DistanceQueue {
  private var entries: [(distance: Double, node: Int)] = []

  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
  }

  mutating func insert(_ distance: Double, _ node: Int) {
    entries.append((distance, node))
    var child = entries.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      guard entries[child].distance < entries[parent].distance else { return }
      entries.swapAt(child, parent)
      child = parent
    }
  }

  mutating func popNearest() -> (Double, Int)? {
    guard let nearest = entries.first, let last = entries.popLast() else { return nil }
    if !entries.isEmpty {
      entries[0] = last
      sink()
    }
    return nearest
  }

  private mutating func sink() {
    var parent = 0
    while 2 * parent + 1 < entries.count {
      var child = 2 * parent + 1
      if child + 1 < entries.count && entries[child + 1].distance < entries[child].distance {
        child += 1
      }
      guard entries[child].distance < entries[parent].distance else { return }
      entries.swapAt(child, parent)
      parent = child
    }
  }
}
