import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("More places never leave more children without one")
struct MorePlacesTests {
  /// The first September of a network, its demand made for its opening.
  private func placed(
    _ network: RandomNetwork, _ demand: Demand? = nil, seed: UInt64
  ) throws -> (demand: Demand, result: Placements) {
    let model = try network.model()
    let space = RandomNetwork.space
    var draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: 3))
    var released = [Int32](repeating: 0, count: space.count)
    draw.released(into: &released)
    var lots = Lots(seed)
    let demand =
      demand ?? randomDemand(.all, attended: network.opening, released: released, &lots)
    var result = Placements(model.shape, settings: network.settings.count)
    draw.place(year: 0, demand: demand, into: &result)
    return (demand, result)
  }

  private func expectNoHarm(
    _ parts: NetworkParts, seeds: Range<UInt64>, sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout RandomNetwork, inout Lots) -> Void
  ) throws {
    var helped: UInt64 = 0
    for seed in seeds {
      let network = RandomNetwork(seed, parts: parts)
      let before = try placed(network, seed: seed)
      var more = network
      var lots = Lots(seed &+ 5)
      change(&more, &lots)
      let after = try placed(more, before.demand, seed: seed).result
      let (one, two) = (before.result, after)
      #expect(two.notAsWanted <= one.notAsWanted, "network \(seed)", sourceLocation: sourceLocation)
      let waiting = [one, two].map { $0.went([.held, .awaiting]) }
      #expect(waiting[1] <= waiting[0], "network \(seed)", sourceLocation: sourceLocation)
      if two.notAsWanted < one.notAsWanted { helped += 1 }
    }
    #expect(helped * 4 > UInt64(seeds.count), sourceLocation: sourceLocation)
  }

  private func addPlaces(_ network: inout RandomNetwork, _ lots: inout Lots) {
    for setting in network.settings where lots.chance(0.5) {
      network.changes[setting.id, default: []].append([
        AcademicYear(start: 2025): Places(all: lots.next(1...4))
      ])
    }
  }

  @Test("At any settings of plain networks")
  func plain() throws {
    try expectNoHarm(.plain, seeds: Sweep.seeds(11, 60), addPlaces)
  }

  @Test("With areas, distances and any fill order")
  func areasAndOrders() throws {
    try expectNoHarm(
      [.areas, .order, .weights, .imports], seeds: Sweep.seeds(12, 60), addPlaces)
  }

  @Test(
    "With places for certain years, and those not named an independent school looking for special")
  func blocksAndNaming() throws {
    try expectNoHarm(
      [.areas, .order, .weights, .imports, .schemes, .named, .following],
      seeds: Sweep.seeds(13, 60), addPlaces)
  }

  @Test("Where the new places are for certain years, some of which had places of their own before")
  func placesForCertainYears() throws {
    try expectNoHarm(
      [.areas, .order, .imports, .named], seeds: Sweep.seeds(14, 60)
    ) { network, lots in
      for (number, setting) in network.settings.enumerated() where lots.chance(0.6) {
        let low = setting.ncys.lowerBound
        let middle = (low + setting.ncys.upperBound) / 2
        let step = Scheme.Step(
          year: 0, ncys: lots.pick([low...middle, (middle + 1)...setting.ncys.upperBound]),
          places: lots.next(1...4), provenance: invented)
        network.schemes.append(
          Scheme(
            id: "more-\(number)", name: "", setting: setting.id,
            opens: AcademicYear(start: 2025), steps: [step], provenance: invented))
      }
    }
  }

  @Test("Where a block of years that had places gets more of them")
  func largerBlocks() throws {
    try expectNoHarm(
      [.areas, .order, .imports, .schemes, .named], seeds: Sweep.seeds(15, 60)
    ) { network, lots in
      addPlaces(&network, &lots)
      network.schemes = network.schemes.map { scheme in
        Scheme(
          id: scheme.id, name: scheme.name, setting: scheme.setting, opens: scheme.opens,
          deliveryProbability: scheme.deliveryProbability, slip: scheme.slip,
          steps: scheme.steps.map { step in
            Scheme.Step(
              year: step.year, ncys: step.ncys, places: step.places + lots.next(0...3),
              provenance: invented)
          }, provenance: invented)
      }
    }
  }

  @Test("In no provision and area, where children look nowhere else")
  func everyLeaf() throws {
    for seed in Sweep.seeds(16, 40) {
      let network = RandomNetwork(seed, parts: [.areas, .order, .weights, .schemes])
      let before = try placed(network, seed: seed)
      var more = network
      var lots = Lots(seed &+ 5)
      addPlaces(&more, &lots)
      let after = try placed(more, before.demand, seed: seed).result
      let placed = before.result.shape.space.provisions + Placements.Word.asWanted.rawValue
      for limited in before.result.shape.provisions.indices {
        let counts = [before.result, after].map { result in
          result.went { one, _, _, _, went in one == limited && went != placed }
        }
        #expect(counts[1] <= counts[0], "network \(seed), provision \(limited)")
      }
    }
  }

  /// Two blocks of years and a second school: what new places for years of both blocks do.
  private func blocks(_ more: [Scheme]) throws -> (result: Placements, findings: [Finding]) {
    let space = RandomNetwork.space
    let (special, mainstream) = (
      RandomNetwork.codes.provision("SPEC-STATE") ?? 0, RandomNetwork.codes.provision("MAIN") ?? 0
    )
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.opening[space.cell(NCY.index(4), 0, mainstream)] = 2
    network.overflow = []
    network.fillOrder = [.newPlan, .needMatch]
    func school(_ id: String, _ needs: Set<String>?, _ ncys: ClosedRange<Int>) -> Setting {
      Setting(
        id: id, name: "", kind: .special, provision: "SPEC-STATE", needs: needs, ncys: ncys,
        provenance: invented)
    }
    func scheme(_ id: String, _ ncys: ClosedRange<Int>) -> Scheme {
      Scheme(
        id: id, name: "", setting: "first", opens: AcademicYear(start: 2025),
        steps: [Scheme.Step(year: 0, ncys: ncys, places: 2, provenance: invented)],
        provenance: invented)
    }
    network.settings = [school("first", ["ASD"], 0...11), school("second", nil, 0...3)]
    network.commissioned = [
      "first": [AcademicYear(start: 2020): Places(all: 0)],
      "second": [AcademicYear(start: 2020): Places(all: 2)],
    ]
    network.schemes = [scheme("young", 0...3), scheme("old", 4...7)] + more
    let model = try network.model()
    var demand = Demand(space)
    demand.aged[space.cell(NCY.index(5), 0, mainstream)] = 2
    demand.coming[0][space.cell(NCY.index(2), 0, special)] = 4
    demand.add(
      Movement(
        ncyIndex: NCY.index(5), need: 0, from: mainstream, to: special, count: 2, released: false))
    var draw = PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(model.shape, settings: 2)
    draw.place(year: 0, demand: demand, into: &result)
    return (result, model.findings)
  }

  /// The law's limit: it holds for places, not for the rule who may have them.
  ///
  /// Two places each for Years 0 to 3 and 4 to 7, two more at a school for the younger: all six children have one. A scheme of one
  /// place for Years 2 to 5 overlaps both, so that all five places are for any year (PL-010). The four younger children come first and
  /// like the school better; they take four of them, one of the older has none, and the other school is empty.
  @Test(
    "Not where new places for years of two blocks open those blocks to any year, which is noted")
  func overlappingYearsEndReservations() throws {
    let before = try blocks([])
    #expect(before.result.went([.held, .awaiting]) == 0 && before.result.notAsWanted == 0)
    #expect(!before.findings.contains { $0.code == "PL-010" })
    let overlapping = Scheme(
      id: "both", name: "", setting: "first", opens: AcademicYear(start: 2025),
      steps: [Scheme.Step(year: 0, ncys: 2...5, places: 1, provenance: invented)],
      provenance: invented)
    let after = try blocks([overlapping])
    #expect(after.result.went([.held, .awaiting]) == 1)
    #expect(after.findings.contains { $0.code == "PL-010" })
  }
}
