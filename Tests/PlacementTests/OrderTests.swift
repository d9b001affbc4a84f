import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("More places, other orders, same addresses")
struct OrderTests {
  private func firstYear(
    _ network: RandomNetwork, _ demand: Demand? = nil, seed: UInt64
  ) throws -> (demand: Demand, result: Placements) {
    let model = try network.model()
    let space = RandomNetwork.space
    var draw = PlacementDraw(model, address: DrawAddress(seed: seed, draw: 3))
    var released = [Int32](repeating: 0, count: space.count)
    draw.released(into: &released)
    var lots = Lots(seed)
    let demand =
      demand
      ?? randomDemand(.all, attended: network.opening, released: released, &lots)
    var result = Placements(space, settings: network.settings.count)
    draw.place(year: 0, demand: demand, into: &result)
    return (demand, result)
  }

  private func count(_ result: Placements, _ picks: (Placements.Word?) -> Bool) -> Int {
    let width = RandomNetwork.space.provisions + Placements.Word.allCases.count
    return result.overflow.indices.reduce(0) { sum, index in
      let word = Placements.Word(rawValue: index % width - RandomNetwork.space.provisions)
      return picks(word) ? sum + Int(result.overflow[index]) : sum
    }
  }

  @Test(
    "More places at any settings never leave more children unplaced, held or awaiting a setting")
  func morePlacesNeverHarm() throws {
    var helped = 0
    for seed in 1...200 {
      let network = RandomNetwork(UInt64(seed))
      let before = try firstYear(network, seed: UInt64(seed))
      var more = network
      var lots = Lots(UInt64(seed) &+ 5)
      let places = try network.model().places[0]
      for (index, setting) in network.settings.enumerated() where lots.chance(0.5) {
        let added = Places(all: places[index].all + lots.next(1...4))
        more.commissioned[setting.id] = [
          AcademicYear(start: 2024): places[index], AcademicYear(start: 2025): added,
        ]
      }
      let after = try firstYear(more, before.demand, seed: UInt64(seed)).result
      let unplaced = [before.result, after].map { count($0) { $0 != .asWanted } }
      let waiting = [before.result, after].map { count($0) { $0 == .held || $0 == .awaiting } }
      #expect(unplaced[1] <= unplaced[0], "network \(seed)")
      #expect(waiting[1] <= waiting[0], "network \(seed)")
      if unplaced[1] < unplaced[0] { helped += 1 }
    }
    #expect(helped > 60)
  }

  @Test("The order of the settings in the register changes nothing")
  func orderOfTheRegisterChangesNothing() throws {
    for seed in 1...60 {
      let network = RandomNetwork(UInt64(seed))
      var other = network
      var lots = Lots(UInt64(seed) &+ 9)
      other.settings = lots.shuffled(network.settings)
      let years = placedYears(try network.model(), .all, seed: UInt64(seed))
      let shuffled = placedYears(try other.model(), .all, seed: UInt64(seed))
      for (one, two) in zip(years, shuffled) {
        #expect(one.result.attended == two.result.attended)
        #expect(one.result.waiting == two.result.waiting)
        #expect(one.result.overflow == two.result.overflow)
        #expect(one.result.moved == two.result.moved)
        for (index, setting) in network.settings.enumerated() {
          let there = try #require(other.settings.firstIndex { $0.id == setting.id })
          #expect(one.result.roll[index] == two.result.roll[there])
          #expect(one.result.sought[index] == two.result.sought[there])
        }
      }
    }
  }

  @Test("The order of the provisions in the code lists changes nothing")
  func orderOfProvisionsChangesNothing() throws {
    let order = [5, 3, 6, 0, 4, 2, 1]
    let codes = CodeLists(
      needs: RandomNetwork.needs, provisions: order.map { RandomNetwork.provisions[$0] })
    let space = StateSpace(codes)
    func position(_ provision: Int) -> Int { order.firstIndex(of: provision) ?? 0 }
    /// Cells of the usual space in the other order.
    func reordered<Value>(_ cells: [Value]) -> [Value] {
      (0..<(cells.count / order.count)).flatMap { row in
        order.map { cells[row * order.count + $0] }
      }
    }
    for seed in 1...60 {
      let network = RandomNetwork(UInt64(seed))
      let usual = network.assumptions()
      let other = PlacementAssumptions(
        space: space, settings: usual.settings, commissioned: usual.commissioned,
        waiting: usual.waiting.map {
          WaitingRow(
            need: $0.need, ncy: $0.ncy, wanted: position($0.wanted),
            attending: position($0.attending), children: $0.children, provenance: invented)
        },
        overflow: usual.overflow.map { row in
          guard case .provision(let index) = row.went else { return row }
          return OverflowRow(
            need: row.need, phase: row.phase, order: row.order, went: .provision(position(index)),
            share: row.share, provenance: invented)
        }, baseCensus: usual.baseCensus, years: usual.years)
      let model = try PlacementModel(other, opening: reordered(network.opening))
      var placement = PlacementDraw(model, address: DrawAddress(seed: UInt64(seed), draw: 1))
      var result = Placements(space, settings: usual.settings.count)
      for item in placedYears(try network.model(), .all, seed: UInt64(seed)) {
        var demand = Demand(space)
        demand.aged = reordered(item.demand.aged)
        demand.ceased = reordered(item.demand.ceased)
        demand.out = reordered(item.demand.out)
        demand.lost = reordered(item.demand.lost)
        demand.agedOut = reordered(item.demand.agedOut)
        demand.releasedStaying = reordered(item.demand.releasedStaying)
        demand.coming = item.demand.coming.map(reordered)
        demand.movements = item.demand.movements.map {
          Movement(
            ncyIndex: $0.ncyIndex, need: $0.need, from: position($0.from), to: position($0.to),
            count: $0.count, released: $0.released)
        }.sorted { ($0.ncyIndex, $0.need, $0.from) < ($1.ncyIndex, $1.need, $1.from) }
        placement.place(year: item.year, demand: demand, into: &result)
        #expect(result.attended == reordered(item.result.attended), "network \(seed)")
        #expect(result.waiting == reordered(item.result.waiting), "network \(seed)")
        #expect(result.roll == item.result.roll, "network \(seed)")
        // Demand made for one opening does not suit another.
        guard result.attended == reordered(item.result.attended) else { break }
      }
    }
  }

  @Test(
    "A setting without places or roll, in a provision that has others, changes nobody's placement")
  func emptySettingChangesNothing() throws {
    for seed in 1...60 {
      let network = RandomNetwork(UInt64(seed))
      var other = network
      let provision = network.settings[seed % network.settings.count].provision
      other.settings.insert(
        Setting(
          id: seed % 2 == 0 ? "aaa" : "zzz", name: "Empty", kind: .special, provision: provision,
          needs: nil, ncys: 0...14, stretch: 1.25, provenance: invented), at: 0)
      other.commissioned[other.settings[0].id] = [AcademicYear(start: 2020): Places(all: 0)]
      let years = placedYears(try network.model(), .all, seed: UInt64(seed))
      for (one, two) in zip(years, placedYears(try other.model(), .all, seed: UInt64(seed))) {
        #expect(one.result.attended == two.result.attended, "network \(seed)")
        #expect(one.result.waiting == two.result.waiting, "network \(seed)")
        #expect(one.result.overflow == two.result.overflow, "network \(seed)")
        #expect([0] + one.result.roll == two.result.roll, "network \(seed)")
      }
    }
  }

  @Test("The same address gives the same bits, another draw gives others")
  func sameAddressSameBits() throws {
    var differ = 0
    for seed in 1...40 {
      let model = try RandomNetwork(UInt64(seed)).model()
      func heads(_ draw: UInt32) -> [[Int32]] {
        placedYears(model, .all, seed: UInt64(seed), draw: draw).map(\.headsAfter)
      }
      #expect(heads(1) == heads(1))
      if heads(1)[0] != heads(2)[0] { differ += 1 }
    }
    #expect(differ > 30)
  }

  @Test("Settings that are alike have rolls that are alike: within 4 standard errors")
  func likeSettingsHaveLikeRolls() throws {
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
    let model = try network.model()
    var rolls: [[Double]] = []
    for draw in 0..<200 {
      let years = placedYears(model, .all, seed: 5, draw: UInt32(draw))
      rolls.append((years.last?.result.roll ?? []).map(Double.init))
    }
    for (one, two) in [(0, 1), (1, 2), (0, 2)] {
      let differences = rolls.map { $0[one] - $0[two] }
      let count = Double(differences.count)
      let mean = differences.reduce(0, +) / count
      let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)
      #expect(squares > 0)
      #expect(abs(mean) < 4 * (squares / count).squareRoot())
    }
  }
}
