import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Planning areas")
struct AreaTests {
  static let space = RandomNetwork.space
  static let special = RandomNetwork.codes.provision("SPEC-STATE") ?? 0

  /// Areas with people of every age, as many in each as given.
  private func locality(_ people: [String: Double], centres: [String: GridPoint?] = [:]) -> Locality
  {
    var locality = Locality()
    for id in people.keys.sorted() {
      locality.areas.append(
        PlanningArea(id: id, name: id, centre: centres[id] ?? nil, provenance: invented))
      locality.population["principal", default: [:]][2024, default: [:]][id] = Array(
        repeating: people[id] ?? 0, count: 26)
    }
    return locality
  }

  private func evidence(
    _ area: String, _ figure: AreaEvidence.Figure, need: String? = nil, phase: Phase? = nil
  ) -> AreaEvidence {
    AreaEvidence(area: area, need: need, phase: phase, figure: figure, provenance: invented)
  }

  /// A special school for everybody, with nobody in it, and areas.
  private func network(_ locality: Locality, point: GridPoint? = nil, places: Int = 0)
    -> RandomNetwork
  {
    var network = RandomNetwork.oneSpecial(at: point)
    network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: places)]]
    network.overflow = []
    network.locality = locality
    return network
  }

  /// Newcomers of Year 3 and the first need by area, those who looked and those who were placed.
  private func newcomers(_ model: PlacementModel, _ count: Int, draw: UInt32) -> (
    looked: [Int], placed: [Int]
  ) {
    var demand = Demand(Self.space)
    demand.coming[0][Self.space.cell(NCY.index(3), 0, Self.special)] = Int32(count)
    var placement = PlacementDraw(model, address: DrawAddress(seed: 6, draw: draw))
    var result = Placements(model.shape, settings: 1)
    placement.place(year: 0, demand: demand, into: &result)
    let leaves = model.shape.areas.indices.map {
      model.shape.leaf(0, need: 0, phase: 1, area: $0)
    }
    let placed = Self.space.provisions + Placements.Word.asWanted.rawValue
    return (
      leaves.map { Int(result.counts(.soughtNew)[$0]) },
      leaves.map {
        Int(result.overflow[Placements.overflowIndex(model.shape, leaf: $0, went: placed)])
      }
    )
  }

  @Test(
    "Seekers live where population times relative rate says, within 4 standard errors",
    arguments: [(1.0, 0.25), (2.0, 0.4), (0.5, 1.0 / 7)])
  func relativeRates(rate: Double, share: Double) throws {
    var locality = locality(["a": 100, "b": 300])
    locality.evidence = [evidence("a", .relativeRate(rate))]
    let model = try network(locality).model()
    let shares = (0..<40).map { draw in
      Double(newcomers(model, 100, draw: UInt32(draw)).looked[0]) / 100
    }
    #expect(Sample(shares).meets(share))
  }

  @Test("A rate for a need and phase comes before one for the need, then the phase, then all")
  func mostParticularRate() throws {
    var locality = locality(["a": 100, "b": 100])
    locality.evidence = [
      evidence("a", .relativeRate(2)), evidence("a", .relativeRate(3), phase: .primary),
      evidence("a", .relativeRate(4), need: "SEMH"),
      evidence("a", .relativeRate(5), need: "SEMH", phase: .secondary),
    ]
    let areas = try network(locality).model().network.areas
    func share(_ ncy: Int, _ need: Int) -> Double {
      areas.shares(census: 0, row: NCY.index(ncy) * Self.space.needs + need)[0]
    }
    for (found, rate) in [
      (share(8, 0), 2.0), (share(3, 0), 3), (share(3, 1), 4), (share(8, 1), 5), (share(-1, 2), 2),
    ] {
      #expect(abs(found - rate / (rate + 1)) < 1e-12)
    }
  }

  @Test(
    "Counts of plans shrink to population by so many plans, as by hand",
    arguments: [
      // 100 plans, 50 expected in each area; a has 80 of them, b 20 where it is counted.
      (30.0, false, 1.375 / 2.375), (30.0, true, 1.375 / 2.0), (0.0, true, 0.8),
      (1e12, true, 0.5),
    ])
  func countsShrink(strength: Double, both: Bool, share: Double) throws {
    var locality = locality(["a": 200, "b": 200])
    locality.evidence = [evidence("a", .plans(80))] + (both ? [evidence("b", .plans(20))] : [])
    var network = network(locality)
    let mainstream = RandomNetwork.codes.provision("MAIN") ?? 0
    network.opening[Self.space.cell(NCY.index(3), 0, mainstream)] = 60
    network.opening[Self.space.cell(NCY.index(9), 2, mainstream)] = 40
    var assumptions = network.assumptions()
    assumptions.constants.areaStrength = strength
    let model = try PlacementModel(assumptions, opening: network.opening)
    let found = model.network.areas.shares(census: 0, row: NCY.index(3) * Self.space.needs)[0]
    #expect(abs(found - share) < 1e-9)
    #expect(!model.isPopulationOnly)
  }

  @Test("Nobody is lost where only areas without plans have people of an age")
  func emptyAreas() throws {
    var locality = locality(["a": 100, "b": 0])
    locality.evidence = [evidence("a", .plans(0))]
    var network = network(locality)
    network.settings = [network.settings[0].with(baseRoll: 5)]
    network.opening[Self.space.cell(NCY.index(3), 0, Self.special)] = 5
    network.opening[Self.space.cell(NCY.index(3), 0, 1)] = 5
    network.waiting = [
      WaitingRow(
        need: 0, ncy: 3, wanted: Self.special, attending: 1, children: 4, provenance: invented)
    ]
    var assumptions = network.assumptions()
    assumptions.constants.areaStrength = 0
    let model = try PlacementModel(assumptions, opening: network.opening)
    let draw = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    #expect(Sitting(draw).heads.reduce(0, +) == 10)
    #expect(sum(model.baseWaiting) == 4)
  }

  @Test("One area without a centre is the same, bit for bit, as none")
  func oneAreaIsNone() throws {
    for seed in Sweep.seeds(51, 50) {
      let network = RandomNetwork(seed, parts: [.schemes, .weights, .imports, .order, .named])
      var other = network
      other.locality = locality(["all": 1000])
      let years = placedYears(try network.model(), .all, seed: seed)
      for (one, two) in zip(years, placedYears(try other.model(), .all, seed: seed)) {
        #expect(one.result.counts == two.result.counts, "network \(seed)")
        #expect(one.result.overflow == two.result.overflow, "network \(seed)")
        #expect(one.result.roll == two.result.roll, "network \(seed)")
        #expect(one.result.attended == two.result.attended, "network \(seed)")
        guard one.result.attended == two.result.attended else { break }
      }
    }
  }

  @Test("Areas split nothing but where children live: those who look are the same without them")
  func areasOnlySplit() throws {
    for seed in Sweep.seeds(52, 50) {
      let network = RandomNetwork(seed, parts: [.areas, .schemes, .named])
      var other = network
      other.locality = Locality()
      let models = try [network.model(), other.model()]
      #expect(models[0].baseRoll == models[1].baseRoll)
      let results = models.map {
        placedYears($0, [.coming, .leaving], seed: seed, years: 1)[0].result
      }
      for limited in models[0].shape.provisions.indices {
        for need in 0..<Self.space.needs {
          for phase in 0..<4 {
            let counts = zip(models, results).map { model, result in
              model.shape.areas.indices.reduce(0) {
                $0
                  + Int(
                    result.counts(.soughtNew)[
                      model.shape.leaf(limited, need: need, phase: phase, area: $1)])
              }
            }
            // Naming too is drawn by year and need, wherever children live.
            #expect(counts[0] == counts[1], "network \(seed)")
          }
        }
      }
    }
  }

  @Test("Areas that are alike have alike shares of places, within 4 standard errors")
  func likeAreas() throws {
    let (east, west) = (
      GridPoint(easting: 460_000, northing: 300_000), GridPoint(easting: 440_000, northing: 300_000)
    )
    let locality = locality(["east": 500, "west": 500], centres: ["east": east, "west": west])
    let model = try network(
      locality, point: GridPoint(easting: 450_000, northing: 300_000), places: 20
    ).model()
    let differences = (0..<150).map { draw in
      let placed = newcomers(model, 40, draw: UInt32(draw)).placed
      #expect(placed[0] + placed[1] == 20)
      return Double(placed[0] - placed[1])
    }
    let sample = Sample(differences)
    #expect(sample.variance > 0 && sample.meets(0))
  }

  @Test(
    "Beyond the limit fewer and fewer travel, as the tolerance says, and those who cannot are too far",
    arguments: [(17, 1.0), (18, 0.94), (22, 0.5933), (28, 0.0733), (29, 0)])
  func journeys(kilometres: Int, share: Double) throws {
    // 2.6 minutes a kilometre, 45 minutes to Year 6, 30 minutes of tolerance.
    let centre = GridPoint(easting: 450_000, northing: 300_000)
    let locality = locality(["a": 500], centres: ["a": centre])
    let model = try network(
      locality, point: GridPoint(easting: 450_000 + kilometres * 1000, northing: 300_000),
      places: 50
    ).model()
    let minutes = Double(kilometres) * 2.6
    let expected = min(1, max(0, 1 - (minutes - 45) / 30))
    #expect(abs(expected - share) < 1e-3)
    let shares = (0..<300).map { draw in
      let found = newcomers(model, 5, draw: UInt32(draw))
      #expect(found.looked == [5])
      return Double(found.placed[0]) / 5
    }
    #expect(Sample(shares).meets(expected))
  }
}
