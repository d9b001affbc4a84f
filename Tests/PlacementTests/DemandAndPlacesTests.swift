import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("New places draw children, and places follow the roll")
struct DemandAndPlacesTests {
  static let space = RandomNetwork.space
  static let special = RandomNetwork.codes.provision("SPEC-STATE") ?? 0

  @Test("With elasticity 0 new places change no bit")
  func noElasticity() throws {
    for seed in Sweep.seeds(71, 50) {
      let network = RandomNetwork(seed, parts: [.areas, .schemes, .named, .order])
      var other = network
      other.induced = ["SPEC-STATE", "DSP"].map {
        InducedDemand(
          provision: RandomNetwork.codes.provision($0) ?? 0, elasticity: 0,
          starts: AcademicYear(start: 2025))
      }
      let years = placedYears(try network.model(), .all, seed: seed)
      for (one, two) in zip(years, placedYears(try other.model(), .all, seed: seed)) {
        #expect(one.result.counts == two.result.counts, "network \(seed)")
        #expect(one.draw.groups.keys == two.draw.groups.keys, "network \(seed)")
        #expect(one.draw.groups.counts == two.draw.groups.counts, "network \(seed)")
      }
    }
  }

  /// A school of 100 places, 90 on its roll and ten waiting in mainstream, that opens some more.
  private func growing(_ opened: Int, elasticity: Double, starts: Int = 2025) throws
    -> PlacementModel
  {
    var network = RandomNetwork(1, waits: false)
    let mainstream = RandomNetwork.codes.provision("MAIN") ?? 0
    network.opening = network.opening.map { _ in 0 }
    for ncy in 1...5 {
      network.opening[Self.space.cell(NCY.index(ncy), 0, Self.special)] = 18
      network.opening[Self.space.cell(NCY.index(ncy), 0, mainstream)] = 60
      network.opening[Self.space.cell(NCY.index(ncy), 1, mainstream)] = 60
    }
    network.settings = [
      Setting(
        id: "school", name: "", kind: .special, provision: "SPEC-STATE", needs: ["ASD"],
        ncys: 0...11, baseRoll: 90, provenance: invented)
    ]
    network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: 100)]]
    network.changes = ["school": [[AcademicYear(start: 2025): Places(all: opened)]]]
    network.overflow = []
    network.waiting = [
      WaitingRow(
        need: 0, ncy: 3, wanted: Self.special, attending: mainstream, children: 10,
        provenance: invented)
    ]
    network.fillOrder = FillCriterion.standard
    network.induced = [
      InducedDemand(
        provision: Self.special, elasticity: elasticity, starts: AcademicYear(start: starts))
    ]
    return try network.model()
  }

  private func placed(_ model: PlacementModel, draw: Int) -> Placements {
    var placement = PlacementDraw(model, address: DrawAddress(seed: 3, draw: UInt32(draw)))
    var result = Placements(model.shape, settings: 1)
    placement.summarise(into: &result)
    var demand = Demand(Self.space)
    let width = Self.space.cellsPerNCY
    demand.aged = [Int32](repeating: 0, count: width) + result.attended.dropLast(width)
    placement.released(into: &demand.releasedStaying)
    placement.place(year: 0, demand: demand, into: &result)
    return result
  }

  @Test(
    "Seekers rise by elasticity × demand × places opened ÷ places before, within 4 standard errors",
    arguments: [(20, 0.5, 10.0), (13, 0.37, 4.81), (0, 1.0, 0.0), (50, 1.0, 50.0)])
  func elasticities(opened: Int, elasticity: Double, expected: Double) throws {
    let model = try growing(opened, elasticity: elasticity)
    let drawn = (0..<200).map { Double(sum(placed(model, draw: $0).counts(.induced))) }
    #expect(drawn.allSatisfy { abs($0 - expected) < 1 + 1e-9 })
    let sample = Sample(drawn)
    let isExact = abs(sample.mean - expected) < 1e-9
    #expect(isExact || sample.meets(expected))
  }

  @Test("The list goes first, nobody is lost, and only needs that the school serves are drawn")
  func theListGoesFirst() throws {
    for draw in 0..<20 {
      let model = try growing(4, elasticity: 6)
      let result = placed(model, draw: draw)
      #expect(sum(result.counts(.induced)) >= 20)
      // Fourteen places are free: ten for the list, four for those whom the new ones drew.
      #expect(sum(result.counts(.soughtFromList)) == 10 && result.roll == [104])
      #expect(sum(result.waiting) == sum(result.counts(.induced)) - 4)
      #expect(sum(result.attended) == 690)
      for leaf in 0..<model.shape.count {
        let need = leaf / 4 % Self.space.needs
        #expect(need == 0 || result.counts(.induced)[leaf] == 0)
      }
    }
  }

  @Test("They come from every year that the school serves, from none more than from all others")
  func fromEveryYear() throws {
    for draw in 0..<5 {
      let attended = placed(try growing(60, elasticity: 1), draw: draw).attended
      // Eighteen were there a year ago, and ten of the list are of one year.
      let more = (2...6).map { ncy in
        Int(attended[Self.space.cell(NCY.index(ncy), 0, Self.special)]) - 18
      }
      #expect(more.allSatisfy { (1...40).contains($0) }, "\(more)")
    }
  }

  @Test("Not before the year the scenario names")
  func notBefore() throws {
    #expect(
      sum(placed(try growing(20, elasticity: 1, starts: 2026), draw: 1).counts(.induced)) == 0)
  }

  @Test("Whom new places draw, Projection does not move as well")
  func nobodyMovesTwice() throws {
    let model = try growing(50, elasticity: 20)
    let mainstream = RandomNetwork.codes.provision("MAIN") ?? 0
    for draw in 0..<10 {
      var placement = PlacementDraw(model, address: DrawAddress(seed: 3, draw: UInt32(draw)))
      var result = Placements(model.shape, settings: 1)
      placement.summarise(into: &result)
      var demand = Demand(Self.space)
      let width = Self.space.cellsPerNCY
      demand.aged = [Int32](repeating: 0, count: width) + result.attended.dropLast(width)
      for ncy in 2...6 {
        demand.add(
          Movement(
            ncyIndex: NCY.index(ncy), need: 0, from: mainstream, to: 6, count: 50,
            released: false))
      }
      placement.place(year: 0, demand: demand, into: &result)
      #expect(sum(result.attended) == 690)
      #expect(sum(result.counts(.induced)) <= 50)
    }
  }

  @Test(
    "Places that follow the roll are those planned, the last roll and what opens, never below the floor"
  )
  func followingTheRoll() throws {
    var followed = 0
    for item in try Sweep.paths.get() {
      let model = item.model
      guard let rule = item.network.following.first else { continue }
      for year in item.years {
        let register = year.draw.register
        for (index, setting) in item.network.settings.enumerated() {
          let planned = register.places(year.year, index)
          let places = year.result.places[index]
          let binds =
            !setting.isElsewhere && rule.settings?.contains(setting.id) ?? true
            && rule.starts.start <= 2025 + year.year
          guard binds else {
            #expect(places == planned)
            continue
          }
          let roll =
            year.year == 0 ? model.baseRoll[index] : item.years[year.year - 1].result.roll[index]
          let before =
            year.year == 0 ? model.basePlaces[index] : register.places(year.year - 1, index)
          let seen = roll + setting.imports + max(0, planned.all - before.all)
          #expect(places.all <= planned.all)
          #expect(Double(places.all) >= Double(planned.all) * rule.floor - 1e-9)
          #expect(places.all >= min(planned.all, seen))
          let isFloor = Double(places.all) < Double(planned.all) * rule.floor + 1
          #expect(isFloor || places.all == min(planned.all, seen), "network \(item.seed)")
          if places.all < planned.all { followed += 1 }
        }
      }
    }
    #expect(followed > 30)
  }

  @Test(
    "A school that empties loses places a year late, down to the floor",
    arguments: [(0.0, [10, 4, 4]), (0.55, [10, 6, 6]), (1.0, [10, 10, 10])])
  func aYearLate(floor: Double, expected: [Int]) throws {
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.opening[Self.space.cell(NCY.index(3), 0, Self.special)] = 10
    network.settings = [
      Setting(
        id: "school", name: "", kind: .special, provision: "SPEC-STATE", needs: nil, ncys: 0...11,
        baseRoll: 10, provenance: invented)
    ]
    network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: 10)]]
    network.following = [
      FollowingRoll(settings: nil, starts: AcademicYear(start: 2025), floor: floor)
    ]
    let model = try network.model()
    var placement = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(model.shape, settings: 1)
    var places: [Int] = []
    for year in 0..<3 {
      var demand = Demand(Self.space)
      let cell = Self.space.cell(NCY.index(4 + year), 0, Self.special)
      demand.aged[cell] = year == 0 ? 10 : 4
      demand.ceased[cell] = year == 0 ? 6 : 0
      placement.place(year: year, demand: demand, into: &result)
      places.append(result.places[0].all)
    }
    #expect(places == expected)
  }

  @Test("The floor is the share of places that it says, in whole ones")
  func wholeFloors() throws {
    for percent in 1...100 {
      var network = RandomNetwork(1, waits: false)
      network.opening = network.opening.map { _ in 0 }
      network.settings = [
        Setting(
          id: "school", name: "", kind: .special, provision: "SPEC-STATE", needs: nil,
          ncys: 0...11, provenance: invented)
      ]
      network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: 100)]]
      network.following = [
        FollowingRoll(
          settings: nil, starts: AcademicYear(start: 2025), floor: Double(percent) / 100)
      ]
      let model = try network.model()
      var placement = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
      var result = Placements(model.shape, settings: 1)
      placement.place(year: 0, demand: Demand(Self.space), into: &result)
      #expect(result.places[0].all == percent)
    }
  }
}
