import NumericalCore
import Testing
import Vocabulary

@testable import Placement

/// A journey is known where the area has a centre and the setting a place on the map. What is not known counts as the longest that is
/// reasonable: 45 minutes to Year 6, 75 from Year 7; a kilometre takes 2.6.
@Suite("Journeys that are not known")
struct UnknownJourneyTests {
  static let space = RandomNetwork.space
  static let special = RandomNetwork.codes.provision("SPEC-STATE") ?? 0

  private static func point(_ kilometres: Int) -> GridPoint? {
    GridPoint(easting: 450_000 + 1000 * kilometres, northing: 300_000)
  }

  private func area(_ id: String, _ centre: GridPoint?) -> PlanningArea {
    PlanningArea(id: id, name: id, centre: centre, provenance: invented)
  }

  /// Special schools for everybody with places, areas with as many people, and nobody with a plan.
  private func network(
    _ schools: [(id: String, point: GridPoint?, places: Int)], _ areas: [PlanningArea]
  ) -> RandomNetwork {
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.overflow = []
    network.settings = schools.map {
      Setting(
        id: $0.id, name: "", kind: .special, provision: "SPEC-STATE", designation: nil,
        ncys: NCY.range, point: $0.point, provenance: invented)
    }
    network.commissioned = Dictionary(
      uniqueKeysWithValues: schools.map {
        ($0.id, [AcademicYear(start: 2020): Places(all: $0.places)])
      })
    network.locality.areas = areas
    for area in areas {
      network.locality.population["principal", default: [:]][2024, default: [:]][area.id] =
        Array(repeating: 100, count: 26)
    }
    return network
  }

  /// One September in which some children of a year come.
  private func placed(_ model: PlacementModel, newcomers: Int, ncy: Int, draw: UInt32) -> Placements
  {
    var demand = Demand(Self.space)
    demand.coming[0][Self.space.cell(NCY.index(ncy), 0, Self.special)] = Int32(newcomers)
    var placement = PlacementDraw(model, address: DrawAddress(seed: 3, draw: draw))
    var result = Placements(model.shape, settings: model.assumptions.settings.count)
    placement.place(year: 0, demand: demand, into: &result)
    return result
  }

  @Test(
    "A child looks at a school off the map after those within the reasonable journey and before those beyond it",
    arguments: [(3, 17, 18), (3, 1, 28), (9, 28, 29), (9, 1, 40)], [1, 4, 6, 8, 20])
  func betweenNearAndFar(years: (ncy: Int, near: Int, far: Int), newcomers: Int) throws {
    // In the register's order the one off the map comes first, or last.
    for turn in 0..<3 {
      var schools = [
        (id: "lost", point: GridPoint?.none, places: 3),
        (id: "near", point: Self.point(years.near), places: 4),
        (id: "far", point: Self.point(years.far), places: 90),
      ]
      schools = Array(schools[turn...] + schools[..<turn])
      var network = network(schools, [area("a", Self.point(0))])
      network.fillOrder = [.waitingList, .distance]
      let model = try network.model()
      for draw in 0..<5 {
        let rolls = placed(model, newcomers: newcomers, ncy: years.ncy, draw: UInt32(draw)).roll
        let roll = Dictionary(uniqueKeysWithValues: zip(schools.map(\.id), rolls))
        #expect(roll["near"] == min(newcomers, 4))
        #expect(roll["lost"] == min(max(newcomers - 4, 0), 3))
        #expect(roll["far"] ?? 0 <= max(newcomers - 7, 0))
      }
    }
  }

  @Test(
    "Where the fill order does not count journeys a school off the map is as good as a near one")
  func withoutDistance() throws {
    var network = network(
      [("far", Self.point(18), 90), ("lost", nil, 90), ("near", Self.point(1), 90)],
      [area("a", Self.point(0))])
    network.fillOrder = [.waitingList]
    let model = try network.model()
    let rolls = (0..<200).map {
      placed(model, newcomers: 1, ncy: 3, draw: UInt32($0)).roll
    }
    #expect(rolls.allSatisfy { $0[0] == 0 })
    let sample = Sample(rolls.map { Double($0[1]) })
    #expect(sample.variance > 0 && sample.meets(0.5))
  }

  @Test(
    "A school takes children of an area without a centre after near ones and before those from beyond the reasonable journey",
    arguments: [(3, 17, 18), (9, 28, 30)], [0, 5, 12, 25])
  func priorityBetweenNearAndFar(years: (ncy: Int, near: Int, far: Int), places: Int) throws {
    // A setting counts whole minutes: 44 and 47, 73 and 78.
    let (near, far) = (Self.point(years.near), Self.point(-years.far))
    var network = network(
      [("school", Self.point(0), places)],
      [area("far", far), area("lost", nil), area("near", near)])
    network.fillOrder = [.waitingList, .distance]
    let model = try network.model()
    let shape = model.shape
    let asWanted = Self.space.provisions + Placements.Word.asWanted.rawValue
    for draw in 0..<10 {
      let result = placed(model, newcomers: 30, ncy: years.ncy, draw: UInt32(draw))
      let leaves = shape.areas.indices.map {
        shape.leaf(0, need: 0, phase: Phase(ncy: years.ncy).position, area: $0)
      }
      let looked = leaves.map { Int(result.counts(.soughtNew)[$0]) }
      let took = leaves.map {
        Int(result.overflow[Placements.overflowIndex(shape, leaf: $0, went: asWanted)])
      }
      #expect(looked.reduce(0, +) == 30 && looked.allSatisfy { $0 > 0 })
      #expect(took[2] == min(looked[2], places))
      #expect(took[1] == min(looked[1], places - took[2]))
      #expect(took[0] <= places - took[2] - took[1])
    }
  }

  @Test(
    "A school off the map was filled like one an hour away, and so was any by children of an area without a centre"
  )
  func anHour() throws {
    var network = network(
      [("hour", Self.point(23), 1000), ("lost", nil, 1000)],
      [area("a", Self.point(0)), area("b", nil)])
    network.settings = network.settings.map { $0.with(baseRoll: 1000) }
    network.opening[Self.space.cell(NCY.index(3), 0, Self.special)] = 2000
    let sitting = Sitting(
      PlacementDraw(try network.model(), address: DrawAddress(seed: 1, draw: 1)))
    let counts = Dictionary(
      sitting.pupils.map { ([$0.base, $0.area], $0.count) }, uniquingKeysWith: +)
    #expect(counts.count == 4 && counts.values.allSatisfy { $0 == 500 }, "\(counts)")
  }
}
