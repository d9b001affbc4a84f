import NumericalCore
import Testing

private struct Arc {
  let from: Int
  let to: Int
  let capacity: Int
  let cost: Double
}

/// Arcs of a random network on five nodes; with `isAcyclic` they only lead upwards and may have
/// negative costs.
private func randomArcs(_ trial: Int, isAcyclic: Bool) -> [Arc] {
  let address = DrawAddress(seed: 55, draw: UInt32(trial))
  return (0..<7).map { arc in
    let ends = address.uniforms(year: arc, cell: 0, purpose: 0)
    let values = address.uniforms(year: arc, cell: 0, purpose: 1)
    let first = Int(ends.0 * 5)
    let second = (first + 1 + Int(ends.1 * 4)) % 5
    let (from, to) = isAcyclic ? (min(first, second), max(first, second)) : (first, second)
    let cost = isAcyclic ? 8 * values.1 - 4 : 8 * values.1
    return Arc(from: from, to: to, capacity: Int(values.0 * 3), cost: cost)
  }
}

/// What leaves each node less what enters it.
private func surpluses(_ arcs: [Arc], _ flows: [Int]) -> [Int] {
  var surpluses = [0, 0, 0, 0, 0]
  for (arc, flow) in zip(arcs, flows) {
    surpluses[arc.from] += flow
    surpluses[arc.to] -= flow
  }
  return surpluses
}

/// The least cost of sending each amount from node 0 to node 4, by trying every flow.
private func bruteForce(_ arcs: [Arc]) -> [Int: Double] {
  var best: [Int: Double] = [:]
  var flows = [Int](repeating: 0, count: arcs.count)
  while true {
    let left = surpluses(arcs, flows)
    if left[1] == 0 && left[2] == 0 && left[3] == 0 && left[0] >= 0 {
      let cost = zip(arcs, flows).reduce(0) { $0 + $1.0.cost * Double($1.1) }
      best[left[0]] = min(best[left[0]] ?? .infinity, cost)
    }
    guard let next = flows.indices.first(where: { flows[$0] < arcs[$0].capacity }) else {
      return best
    }
    for index in 0..<next { flows[index] = 0 }
    flows[next] += 1
  }
}

@Suite struct FlowNetworkTests {
  @Test("The flow is the cheapest of all flows, and is conserved", arguments: [false, true])
  func cheapest(isAcyclic: Bool) throws {
    for trial in 0..<150 {
      let arcs = randomArcs(trial, isAcyclic: isAcyclic)
      let best = bruteForce(arcs)
      for (amount, cheapest) in best {
        var network = FlowNetwork(nodes: 5)
        let numbers = arcs.map {
          network.addArc(from: $0.from, to: $0.to, capacity: $0.capacity, cost: $0.cost)
        }
        let cost = try network.minimumCostFlow(from: 0, to: 4, amount: amount)
        let flows = numbers.map { network.flow(on: $0) }
        #expect(abs(cost - cheapest) < 1e-9, "trial \(trial), amount \(amount)")
        #expect(surpluses(arcs, flows) == [amount, 0, 0, 0, -amount])
        #expect(zip(arcs, flows).allSatisfy { (0...$0.capacity).contains($1) })
      }
    }
  }

  @Test func `An amount beyond the capacity says how much could be sent`() {
    for trial in 0..<150 {
      let arcs = randomArcs(trial, isAcyclic: false)
      let most = bruteForce(arcs).keys.max() ?? 0
      var network = FlowNetwork(nodes: 5)
      for arc in arcs {
        network.addArc(from: arc.from, to: arc.to, capacity: arc.capacity, cost: arc.cost)
      }
      #expect(throws: FlowError.amountUnreachable(requested: most + 1, sent: most)) {
        try network.minimumCostFlow(from: 0, to: 4, amount: most + 1)
      }
    }
  }

  @Test func `Sending in two parts costs what sending at once costs`() throws {
    for trial in 0..<100 {
      let arcs = randomArcs(trial, isAcyclic: true)
      guard let most = bruteForce(arcs).keys.max(), most > 1 else { continue }
      var atOnce = FlowNetwork(nodes: 5)
      for arc in arcs {
        atOnce.addArc(from: arc.from, to: arc.to, capacity: arc.capacity, cost: arc.cost)
      }
      var inParts = atOnce
      let whole = try atOnce.minimumCostFlow(from: 0, to: 4, amount: most)
      let first = try inParts.minimumCostFlow(from: 0, to: 4, amount: 1)
      let second = try inParts.minimumCostFlow(from: 0, to: 4, amount: most - 1)
      #expect(abs(whole - first - second) < 1e-9)
    }
  }
}
