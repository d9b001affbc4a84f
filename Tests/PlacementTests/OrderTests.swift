import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Other orders, same addresses")
struct OrderTests {
  /// What does not depend on the order of settings.
  private func expectSame(_ one: Placements, _ two: Placements, _ seed: UInt64) {
    #expect(one.attended == two.attended, "network \(seed)")
    #expect(one.waiting == two.waiting, "network \(seed)")
    #expect(one.overflow == two.overflow, "network \(seed)")
    #expect(one.unplaced == two.unplaced, "network \(seed)")
    #expect(one.counts == two.counts, "network \(seed)")
    #expect(one.byArea == two.byArea, "network \(seed)")
    #expect(one.moved == two.moved && one.arrived == two.arrived, "network \(seed)")
  }

  @Test("What a random number is for is part of its address: other numbers are other runs")
  func purposesAreAddresses() {
    let purposes: [Purpose] = [.departure, .lottery, .scheme, .home, .naming, .induced]
    #expect(purposes.map(\.rawValue) == [101, 102, 103, 104, 105, 106])
  }

  @Test("The order of rows in the files changes nothing, year after year")
  func orderOfRowsChangesNothing() throws {
    for item in try Sweep.paths.get() where item.years[0].draw.address.draw == 1 {
      let network = item.network
      var other = network
      var lots = Lots(item.seed &+ 9)
      other.settings = lots.shuffled(network.settings)
      other.schemes = lots.shuffled(network.schemes)
      other.waiting = lots.shuffled(network.waiting)
      other.overflow = lots.shuffled(network.overflow)
      other.locality.evidence = lots.shuffled(network.locality.evidence)
      other.schemes = other.schemes.map { scheme in
        Scheme(
          id: scheme.id, name: scheme.name, setting: scheme.setting, opens: scheme.opens,
          deliveryProbability: scheme.deliveryProbability, slip: scheme.slip,
          steps: lots.shuffled(scheme.steps), provenance: invented)
      }
      let shuffled = placedYears(try other.model(), .all, seed: item.seed)
      for (one, two) in zip(item.years, shuffled) {
        expectSame(one.result, two.result, item.seed)
        for (index, setting) in network.settings.enumerated() {
          let there = try #require(other.settings.firstIndex { $0.id == setting.id })
          #expect(one.result.roll[index] == two.result.roll[there])
          #expect(one.result.sought[index] == two.result.sought[there])
          #expect(one.result.places[index] == two.result.places[there])
        }
        // Demand made for one opening does not suit another.
        guard one.result.attended == two.result.attended else { break }
      }
    }
  }

  @Test(
    "Where rows of the waiting list contend for children, their order does not say whose are left")
  func orderOfContendingRowsChangesNothing() throws {
    var contended = 0
    for seed in Sweep.seeds(9, 30) {
      var network = RandomNetwork(seed, parts: [.areas])
      var lots = Lots(seed)
      network.addLongWaitingList(&lots)
      let model = try network.model()
      network.waiting = lots.shuffled(network.waiting)
      let other = try network.model()
      #expect(model.baseWaiting == other.baseWaiting, "network \(seed)")
      let rolls = [model, other].map { PlacementDraw($0, address: DrawAddress(seed: 1, draw: 1)) }
      #expect(rolls[0].groups.keys == rolls[1].groups.keys, "network \(seed)")
      #expect(rolls[0].groups.counts == rolls[1].groups.counts, "network \(seed)")
      if model.findings.contains(where: { $0.code == "PL-003" }) { contended += 1 }
    }
    #expect(contended > 10)
  }

  @Test("The order of the rows on naming changes nothing; a need's own row comes first")
  func orderOfNamingChangesNothing() {
    var evidence = Evidence(
      authority: LocalAuthority(
        name: "Invented", dfeCode: "000", onsCode: "E00000000", baseCensus: 2025, horizon: 2,
        firstFinancialYear: FinancialYear(start: 2025), populationVariant: "principal"),
      codes: RandomNetwork.codes)
    let rows = [
      IndependentNaming(need: nil, phase: .primary, share: 0.25, provenance: invented),
      IndependentNaming(need: "SEMH", phase: .primary, share: 0.5, provenance: invented),
      IndependentNaming(need: nil, phase: .secondary, share: 0, provenance: invented),
    ]
    for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0]] {
      evidence.independentNaming = order.map { rows[$0] }
      let named = PlacementAssumptions(evidence, years: 2).named
      // Need × phase: early years and Year 12 have no row, so that everybody is named.
      #expect(named == Array(repeating: [1, 0.25, 0, 1, 1, 0.5, 0, 1, 1, 0.25, 0, 1], count: 2))
    }
  }

  /// The same network with needs and provisions in another order, and what maps its cells.
  private struct Recoded {
    let needs: [Int]
    let provisions: [Int]
    let space: StateSpace

    init(needs: [Int], provisions: [Int]) {
      self.needs = needs
      self.provisions = provisions
      space = StateSpace(
        CodeLists(
          needs: needs.map { RandomNetwork.needs[$0] },
          provisions: provisions.map { RandomNetwork.provisions[$0] }))
    }

    func provision(_ index: Int) -> Int { provisions.firstIndex(of: index) ?? 0 }
    func need(_ index: Int) -> Int { needs.firstIndex(of: index) ?? 0 }

    /// Cells of the usual space in the other order.
    func cells<Value>(_ cells: [Value]) -> [Value] {
      let width = needs.count * provisions.count
      return (0..<(cells.count / width)).flatMap { ncy in
        needs.flatMap { need in
          provisions.map { cells[ncy * width + need * provisions.count + $0] }
        }
      }
    }

    func assumptions(_ usual: PlacementAssumptions) -> PlacementAssumptions {
      var other = PlacementAssumptions(
        space: space, settings: usual.settings, commissioned: usual.commissioned,
        waiting: usual.waiting.map {
          WaitingRow(
            need: need($0.need), ncy: $0.ncy, wanted: provision($0.wanted),
            attending: provision($0.attending), children: $0.children, provenance: invented)
        },
        overflow: usual.overflow.map { row in
          guard case .provision(let index) = row.went else { return row }
          return OverflowRow(
            need: row.need, phase: row.phase, order: row.order, went: .provision(provision(index)),
            share: row.share, provenance: invented)
        }, baseCensus: usual.baseCensus, years: usual.years)
      other.schemes = usual.schemes
      other.locality = usual.locality
      other.variant = usual.variant
      other.following = usual.following
      other.fillOrder = usual.fillOrder
      other.induced = usual.induced.map {
        InducedDemand(
          provision: provision($0.provision), elasticity: $0.elasticity, starts: $0.starts)
      }
      other.named = usual.named.map { year in
        needs.flatMap { need in year[(need * 4)..<((need + 1) * 4)] }
      }
      return other
    }

    func demand(_ usual: Demand) -> Demand {
      var demand = Demand(space)
      demand.aged = cells(usual.aged)
      demand.ceased = cells(usual.ceased)
      demand.out = cells(usual.out)
      demand.lost = cells(usual.lost)
      demand.agedOut = cells(usual.agedOut)
      demand.releasedStaying = cells(usual.releasedStaying)
      demand.coming = usual.coming.map(cells)
      // Movements of a cell stay in their order: each takes from those whom the one before left.
      demand.movements = usual.movements.map {
        Movement(
          ncyIndex: $0.ncyIndex, need: need($0.need), from: provision($0.from),
          to: provision($0.to), count: $0.count, released: $0.released)
      }.sorted { ($0.ncyIndex, $0.need, $0.from) < ($1.ncyIndex, $1.need, $1.from) }
      return demand
    }
  }

  @Test(
    "The order of needs and provisions in the code lists changes nothing",
    arguments: [[0, 1, 2], [2, 0, 1], [1, 2, 0]])
  func orderOfCodesChangesNothing(needs: [Int]) throws {
    let recoded = Recoded(needs: needs, provisions: [5, 3, 6, 0, 4, 2, 1])
    for item in try Sweep.paths.get().prefix(60 * Int(Sweep.scale))
    where item.years[0].draw.address.draw == 1 {
      let usual = item.network.assumptions()
      let model = try PlacementModel(
        recoded.assumptions(usual), opening: recoded.cells(item.network.opening))
      var placement = PlacementDraw(model, address: item.years[0].draw.address)
      var result = Placements(model.shape, settings: usual.settings.count)
      #expect(model.baseRoll == item.model.baseRoll)
      for year in item.years {
        placement.place(year: year.year, demand: recoded.demand(year.demand), into: &result)
        let expected = recoded.cells(year.result.attended)
        #expect(result.attended == expected, "network \(item.seed)")
        #expect(result.waiting == recoded.cells(year.result.waiting), "network \(item.seed)")
        #expect(result.roll == year.result.roll, "network \(item.seed)")
        // Demand made for one opening does not suit another.
        guard result.attended == expected else { break }
      }
    }
  }

  @Test(
    "A setting without places or roll, in a provision that has others, changes nobody's placement")
  func emptySettingChangesNothing() throws {
    for item in try Sweep.paths.get() where item.years[0].draw.address.draw == 1 {
      let (network, seed) = (item.network, Int(item.seed))
      var other = network
      let provision = network.settings[seed % network.settings.count].provision
      other.settings.insert(
        Setting(
          id: seed % 2 == 0 ? "aaa" : "zzz", name: "Empty", kind: .special, provision: provision,
          needs: nil, ncys: 0...14, stretch: 1.25, provenance: invented), at: 0)
      other.commissioned[other.settings[0].id] = [AcademicYear(start: 2020): Places(all: 0)]
      let years = placedYears(try other.model(), .all, seed: item.seed)
      for (one, two) in zip(item.years, years) {
        #expect(one.result.attended == two.result.attended, "network \(seed)")
        #expect(one.result.waiting == two.result.waiting, "network \(seed)")
        #expect(one.result.overflow == two.result.overflow, "network \(seed)")
        #expect([0] + one.result.roll == two.result.roll, "network \(seed)")
        guard one.result.attended == two.result.attended else { break }
      }
    }
  }

  @Test("The same address gives the same bits; another draw, and another seed, give others")
  func sameAddressSameBits() throws {
    var (byDraw, bySeed, networks) = (0, 0, 0)
    for item in try Sweep.full.get() where item.years[0].draw.address.draw == 1 {
      let demand = item.years[0].demand
      func placed(_ address: DrawAddress) -> Placements {
        var result = Placements(item.model.shape, settings: item.network.settings.count)
        var draw = PlacementDraw(item.model, address: address)
        draw.place(year: 0, demand: demand, into: &result)
        return result
      }
      let again = placed(DrawAddress(seed: item.seed, draw: 1))
      expectSame(again, item.years[0].result, item.seed)
      #expect(again.roll == item.years[0].result.roll)
      networks += 1
      if placed(DrawAddress(seed: item.seed, draw: 2)).counts != again.counts { byDraw += 1 }
      if placed(DrawAddress(seed: item.seed + 1, draw: 1)).counts != again.counts { bySeed += 1 }
    }
    #expect(byDraw > networks * 3 / 4 && bySeed > networks * 3 / 4)
  }

  @Test("A used draw that starts again gives the bits of a fresh one")
  func startingAgainIsStartingAfresh() throws {
    for item in try Sweep.paths.get() {
      guard var draw = item.years.last?.draw else { continue }
      let address = item.years[0].draw.address
      draw.restart(DrawAddress(seed: 77, draw: 3))
      draw.restart(address)
      var result = Placements(item.model.shape, settings: item.network.settings.count)
      for year in item.years {
        draw.place(year: year.year, demand: year.demand, into: &result)
        expectSame(result, year.result, item.seed)
        #expect(result.roll == year.result.roll && result.places == year.result.places)
        #expect(draw.groups.keys == year.draw.groups.keys)
        #expect(draw.groups.counts == year.draw.groups.counts && draw.open == year.draw.open)
        guard draw.groups.counts == year.draw.groups.counts else { break }
      }
    }
  }
}
