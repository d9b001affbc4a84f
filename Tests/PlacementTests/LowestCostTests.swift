import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("The cheapest allocation")
struct LowestCostTests {
  static let space = RandomNetwork.space

  /// A network's first September by both methods, with random costs.
  private func both(_ seed: UInt64, _ parts: NetworkParts) throws -> [(
    method: AllocationMethod, model: PlacementModel, demand: Demand, cost: Int, result: Placements,
    draw: PlacementDraw
  )] {
    var network = RandomNetwork(seed, parts: parts)
    var lots = Lots(seed &+ 11)
    if lots.chance(0.5) { network.addLongWaitingList(&lots) }
    var assumptions = network.assumptions()
    assumptions.costs = (0..<(Self.space.needs * Self.space.provisions)).map { _ in
      Double(lots.next(1...80)) * 1000
    }
    return try [AllocationMethod.fillOrder, .lowestCost].map { method in
      assumptions.method = method
      let model = try PlacementModel(assumptions, opening: network.opening)
      var draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: 1))
      var released = [Int32](repeating: 0, count: Self.space.count)
      draw.released(into: &released)
      var lots = Lots(seed &+ 12)
      let demand = randomDemand(.all, attended: network.opening, released: released, &lots)
      var result = Placements(model.shape, settings: network.settings.count)
      draw.place(year: 0, demand: demand, into: &result)
      return (method, model, demand, draw.cost, result, draw)
    }
  }

  @Test("Costs no more than the fill order does, which may do nothing that it may not")
  func neverDearer() throws {
    var cheaper = 0
    for seed in Sweep.seeds(81, 80) {
      let years = try both(seed, [.areas, .weights, .imports, .schemes, .named, .order])
      #expect(years[1].cost <= years[0].cost, "network \(seed)")
      if years[1].cost < years[0].cost { cheaper += 1 }
    }
    #expect(cheaper > 40)
  }

  @Test("Loses nobody, counts everybody who looked once, and keeps to places")
  func lawsHold() throws {
    for seed in Sweep.seeds(82, 60) {
      let year = try both(seed, [.areas, .weights, .imports, .schemes, .named, .order])[1]
      let (demand, result, shape) = (year.demand, year.result, year.model.shape)
      let books = demand.aged.indices.map { cell in
        let left = demand.ceased[cell] + demand.out[cell] + demand.lost[cell]
        let arrived = result.arrived.reduce(0) { $0 + $1[cell] }
        return demand.aged[cell] - left + arrived + result.moved[cell] - result.movedAway[cell]
      }
      #expect(result.attended == books, "network \(seed)")
      let sought: [Placements.Count] = [
        .soughtFromList, .soughtAtTransfer, .soughtNew, .soughtMidPhase,
      ]
      for leaf in 0..<shape.count {
        let seekers = sought.reduce(0) { $0 + result.counts($1)[leaf] }
        let start = leaf * shape.destinations
        #expect(
          seekers == result.overflow[start..<(start + shape.destinations)].reduce(0, +),
          "network \(seed)")
      }
      for (setting, base) in year.model.network.plan.baseOfSetting.enumerated() {
        let item = year.model.assumptions.settings[setting]
        let ceiling = Int(Double(result.places[setting].all) * item.stretch + 1e-6)
        #expect(
          year.draw.held[base] <= max(year.model.baseRoll[setting], ceiling - item.imports),
          "network \(seed), \(item.id)")
      }
    }
  }

  @Test(
    "May send children of the list who are not named to the independent school, as the fill order does"
  )
  func waitersMaySettle() throws {
    let independents = IndependentTests()
    let usual = try independents.model(places: 0, named: 0, waiting: 20)
    let costs = try [AllocationMethod.fillOrder, .lowestCost].map { method in
      var assumptions = usual.assumptions
      assumptions.method = method
      // Waiting is £10,000 in mainstream and a weight of £40,000; independent schools are £5,000 and £20,000.
      assumptions.costs = (0..<Self.space.needs).flatMap { _ in
        RandomNetwork.provisions.map { $0.kind == .independent ? 5000.0 : 10_000 }
      }
      let model = try PlacementModel(assumptions, opening: usual.opening())
      var draw = PlacementDraw(model, address: DrawAddress(seed: 2, draw: 1))
      var result = Placements(model.shape, settings: 1)
      draw.place(year: 0, demand: independents.demand(), into: &result)
      #expect(sum(result.counts(.elsewhere)) == 20)
      return draw.cost
    }
    #expect(costs == [costs[0], costs[0]])
  }
}
