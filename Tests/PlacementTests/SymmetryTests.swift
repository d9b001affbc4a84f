import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("What is alike fares alike")
struct SymmetryTests {
  /// Three schools for all needs, alike but for their ids.
  private func network(areas: Bool) throws -> RandomNetwork {
    var network = RandomNetwork(1, waits: false)
    network.settings = ["b", "c", "a"].map { id in
      Setting(
        id: id, name: id, kind: .special, provision: "SPEC-STATE", needs: nil, ncys: 0...11,
        baseRoll: 10, stretch: 1.1, provenance: invented)
    }
    network.commissioned = ["a", "b", "c"].reduce(into: [:]) {
      $0[$1] = [AcademicYear(start: 2024): Places(all: 40)]
    }
    let special = try #require(RandomNetwork.codes.provision("SPEC-STATE"))
    for cell in 0..<RandomNetwork.space.count
    where RandomNetwork.space.provision(of: cell) == special {
      let ncy = NCY.at(RandomNetwork.space.ncyIndex(of: cell))
      network.opening[cell] = (0...11).contains(ncy) ? 3 : 0
    }
    guard areas else { return network }
    // Three areas in a triangle, a school in each.
    let corners = [(450_000, 300_000), (460_000, 300_000), (455_000, 308_660)]
    for (index, id) in ["x", "y", "z"].enumerated() {
      network.locality.areas.append(
        PlanningArea(
          id: id, name: id,
          centre: GridPoint(easting: corners[index].0, northing: corners[index].1),
          provenance: invented))
      network.locality.population["principal", default: [:]][2024, default: [:]][id] = Array(
        repeating: 500, count: 26)
      network.settings[index] = network.settings[index].with(area: .some(id))
    }
    return network
  }

  @Test(
    "Settings that are alike have rolls that are alike, also in areas that are: within 4 standard errors",
    arguments: [false, true])
  func likeSettingsHaveLikeRolls(areas: Bool) throws {
    let model = try network(areas: areas).model()
    let rolls = (0..<200).map { draw in
      let years = placedYears(model, .all, seed: 5, draw: UInt32(draw))
      return (years.last?.result.roll ?? []).map(Double.init)
    }
    for (one, two) in [(0, 1), (1, 2), (0, 2)] {
      let sample = Sample(rolls.map { $0[one] - $0[two] })
      #expect(sample.variance > 0 && sample.meets(0))
    }
  }

  @Test("Areas that are alike have as many children in the schools, within 4 standard errors")
  func likeAreasHaveLikeChildren() throws {
    let model = try network(areas: true).model()
    let children = (0..<200).map { draw in
      let years = placedYears(model, .all, seed: 5, draw: UInt32(draw))
      var counts = [0.0, 0, 0]
      for pupils in years.last?.after.pupils ?? []
      where model.network.plan.bases[pupils.base].setting != nil {
        counts[pupils.area] += Double(pupils.count)
      }
      return counts
    }
    for (one, two) in [(0, 1), (1, 2), (0, 2)] {
      let sample = Sample(children.map { $0[one] - $0[two] })
      #expect(sample.variance > 0 && sample.meets(0))
    }
  }

  @Test("Needs that are alike have as many of a full school's places, within 4 standard errors")
  func likeNeedsHaveLikePlaces() throws {
    let model = try Single(places: 10).model()
    let placed = (0..<400).map { draw in
      var demand = Demand(Single.space)
      demand.aged[Single.cell(Single.mainstream)] = 20
      let cells = [0, 1].map { Single.space.cell(NCY.index(3), $0, Single.special) }
      for cell in cells { demand.coming[0][cell] = 12 }
      var placement = PlacementDraw(model, address: DrawAddress(seed: 4, draw: UInt32(draw)))
      var result = Placements(model.shape, settings: 1)
      placement.place(year: 0, demand: demand, into: &result)
      return Double(result.arrived[0][cells[0]])
    }
    let sample = Sample(placed)
    // Children alike have one lot together, so that either need has all ten places: the variance is 25, not the 1.5 of a lot for each.
    #expect(sample.variance > 0 && sample.meets(5))
  }
}
