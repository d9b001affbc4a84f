/// Why a flow was not sent.
public enum FlowError: Error, Sendable, Equatable {
  /// The network carries at most `sent` of the `requested` units.
  case amountUnreachable(requested: Int, sent: Int)
}

/// A directed network with whole-number capacities, in which a given amount is sent from one node to
/// another at the least cost.
///
/// Method: successive shortest paths with node potentials, Dijkstra's algorithm on reduced costs
/// (Edmonds and Karp 1972, doi 10.1145/321694.321699; Ahuja, Magnanti and Orlin, *Network Flows*,
/// chapter 9). Costs may be negative, but no cycle's may be.
public struct FlowNetwork: Sendable {
  /// The number of nodes, numbered from 0.
  public let nodeCount: Int

  // Arc 2 i is the i-th added, arc 2 i + 1 is its reverse in the residual network.
  var heads: [Int] = []
  var residuals: [Int] = []
  var costs: [Double] = []
  var nextArcs: [Int] = []
  var firstArcs: [Int]

  /// A network of `nodes` nodes without arcs.
  public init(nodes: Int) {
    precondition(nodes >= 0, "a network of \(nodes) nodes")
    nodeCount = nodes
    firstArcs = [Int](repeating: -1, count: nodes)
  }

  /// Adds an arc that carries up to `capacity` units at `cost` each, and returns its number, by
  /// which `flow(on:)` knows it. Parallel arcs are permitted. O(1).
  @discardableResult
  public mutating func addArc(from: Int, to: Int, capacity: Int, cost: Double) -> Int {
    precondition(
      min(from, to) >= 0 && max(from, to) < nodeCount && capacity >= 0 && cost.isFinite,
      "arc \(from) → \(to) of \(nodeCount) nodes, capacity \(capacity), cost \(cost)")
    append(head: to, tail: from, residual: capacity, cost: cost)
    append(head: from, tail: to, residual: 0, cost: -cost)
    return heads.count / 2 - 1
  }

  /// The units now on arc number `arc`. O(1).
  public func flow(on arc: Int) -> Int {
    precondition(arc >= 0 && 2 * arc < heads.count, "arc \(arc) of \(heads.count / 2)")
    return residuals[2 * arc + 1]
  }

  /// Sends `amount` more units from one node to another at the least cost, and returns that cost.
  ///
  /// - Throws: `FlowError.amountUnreachable`; the network then holds a largest flow, at least cost.
  /// - Complexity: O(amount · arcs · log nodes), and nodes · arcs once if a cost is negative.
  @discardableResult
  public mutating func minimumCostFlow(
    from source: Int, to sink: Int, amount: Int
  ) throws(FlowError) -> Double {
    precondition(
      min(source, sink) >= 0 && max(source, sink) < nodeCount && source != sink && amount >= 0,
      "\(amount) units from \(source) to \(sink) of \(nodeCount) nodes")
    var search = PathSearch(network: self)
    var sent = 0
    var cost = 0.0
    while sent < amount {
      guard search.findPath(in: self, from: source, to: sink) else {
        throw .amountUnreachable(requested: amount, sent: sent)
      }
      let units = min(amount - sent, bottleneck(search, from: source, to: sink))
      cost += send(units, along: search, from: source, to: sink)
      sent += units
    }
    return cost
  }

  private func bottleneck(_ search: PathSearch, from source: Int, to sink: Int) -> Int {
    var smallest = Int.max
    var node = sink
    while node != source {
      let arc = search.arrivals[node]
      smallest = min(smallest, residuals[arc])
      node = heads[arc ^ 1]
    }
    return smallest
  }

  private mutating func send(
    _ units: Int, along search: PathSearch, from source: Int, to sink: Int
  ) -> Double {
    var cost = 0.0
    var node = sink
    while node != source {
      let arc = search.arrivals[node]
      residuals[arc] -= units
      residuals[arc ^ 1] += units
      cost += Double(units) * costs[arc]
      node = heads[arc ^ 1]
    }
    return cost
  }

  private mutating func append(head: Int, tail: Int, residual: Int, cost: Double) {
    nextArcs.append(firstArcs[tail])
    firstArcs[tail] = heads.count
    heads.append(head)
    residuals.append(residual)
    costs.append(cost)
  }
}
