/// Balancing by successive shortest paths.
extension TransportState {
  /// Sends excess along cheapest paths to where there is a lack of it, until there is none or no path.
  ///
  /// Each round searches from a node that lacks units back to as many nodes with excess as can fill
  /// it, changes prices so that the paths found cost nothing, and sends along those that still do.
  ///
  /// - Returns: the nodes that keep an excess, which nothing can take.
  mutating func balance() -> [Int] {
    exchanges.fill(members: members, costs: costs)
    for end in (0..<nodes).reversed() {
      while excess[end] < 0, let reach = searchBack(from: end) {
        raisePrices(reach: reach)
        sendAll(to: end)
      }
    }
    return (0..<nodes).filter { excess[$0] > 0 }
  }

  /// Settles nodes in order of their distance to `end`, until their excess fills what it lacks.
  ///
  /// - Returns: the distance of the last node with excess, nil if there is none.
  private mutating func searchBack(from end: Int) -> Int? {
    search.begin(at: end)
    var (lack, reach) = (-excess[end], nil as Int?)
    var node = end
    while lack > 0 {
      exchanges.renew(into: node, members: members, costs: costs)
      let next = search.step(from: node, .toStart, weights: exchanges.weights, prices: prices)
      guard let next else { break }
      node = next
      guard excess[node] > 0 else { continue }
      lack -= excess[node]
      reach = search.distances[node]
    }
    return reach
  }

  /// Makes the paths of the last search cost nothing, and no arc less than that.
  private mutating func raisePrices(reach: Int) {
    let sinkPrice = min(search.distances[sink], reach)
    for node in 0..<nodes { prices[node] += min(search.distances[node], reach) - sinkPrice }
  }

  /// Sends from every node with excess along the path found for it, as long as that costs nothing.
  private mutating func sendAll(to end: Int) {
    let lastLack = excess[end]
    for start in 0..<nodes where excess[start] > 0 {
      while excess[start] > 0 && excess[end] < 0 {
        let units = freeUnits(from: start, to: end)
        guard units > 0 else { break }
        send(units, from: start, to: end)
      }
      if excess[end] == 0 { return }
    }
    precondition(excess[end] > lastLack, "a cheapest path to node \(end) takes nothing")
  }

  /// How many units a path can take at no cost now.
  private mutating func freeUnits(from start: Int, to end: Int) -> Int {
    guard search.distances[start] < ColumnSearch.unreached else { return 0 }
    var units = min(excess[start], -excess[end])
    var tail = start
    while tail != end && units > 0 {
      let head = Int(search.neighbours[tail])
      exchanges.renew(from: tail, to: head, members: members, costs: costs)
      let weight = exchanges.weight(from: tail, to: head)
      guard weight + prices[head] == prices[tail] else { return 0 }
      units = min(units, room(from: tail, to: head))
      tail = head
    }
    return units
  }

  private mutating func send(_ units: Int, from start: Int, to end: Int) {
    excess[start] -= units
    excess[end] += units
    var tail = start
    while tail != end {
      let head = Int(search.neighbours[tail])
      if head == sink {
        serve(units, column: tail)
      } else if tail == sink {
        serve(-units, column: head)
      } else {
        transfer(units, row: exchanges.mover(from: tail, to: head), from: tail, to: head)
      }
      tail = head
    }
  }

  /// How many units an arc can take.
  private func room(from tail: Int, to head: Int) -> Int {
    if head == sink { return steps.room(tail, served[tail]) }
    if tail == sink { return steps.depth(head, served[head]) }
    return flows[exchanges.mover(from: tail, to: head) * width + tail]
  }

  /// All nodes that can be reached from any of `starts`, these among them, in ascending order.
  mutating func reached(from starts: [Int]) -> [Int] {
    var isReached = [Bool](repeating: false, count: nodes)
    for start in starts where !isReached[start] {
      searchAll(from: start)
      for node in 0..<nodes where search.distances[node] < ColumnSearch.unreached {
        isReached[node] = true
      }
    }
    return isReached.indices.filter { isReached[$0] }
  }

  private mutating func searchAll(from start: Int) {
    for node in 0..<width { exchanges.renew(into: node, members: members, costs: costs) }
    search.begin(at: start)
    var node: Int? = start
    while let settled = node {
      node = search.step(
        from: settled, .fromStart, weights: exchanges.weights, prices: prices)
    }
  }

  /// Lowers all prices to the least that are optimal, so that they do not depend on the way to the
  /// plan: a column's is then how much less the rest would cost with one of its units away. Empty
  /// columns ask what their first step does.
  mutating func lowerPrices() {
    searchAll(from: sink)
    for column in 0..<width {
      let distance = search.distances[column]
      if served[column] > 0 {
        prices[column] -= distance
      } else if steps.nextCost(column, 0) != ColumnSteps.absent {
        prices[column] = steps.firstCost(column)
      } else {
        let isReached = distance < ColumnSearch.unreached
        prices[column] = isReached ? max(0, prices[column] - distance) : 0
      }
    }
  }
}
