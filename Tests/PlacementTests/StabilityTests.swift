import NumericalCore
import Testing
import Vocabulary

@testable import Placement

/// The September of a draw as the settings saw it: who proposed, whom they took, in words that the engine does not use.
struct September {
  let item: Sweep.Item
  let year: PlacedYear
  /// Children taken by base and pool.
  private(set) var taken: [Int: [(seeker: Int, pool: Int, count: Int)]] = [:]
  /// For each seeker the children who went no further than each choice, the last refused by all.
  private(set) var reached: [[Int]]

  init(_ item: Sweep.Item, _ year: PlacedYear) {
    self.item = item
    self.year = year
    let draw = year.draw
    reached = draw.seekers.map { seeker in
      var counts = [Int](repeating: 0, count: seeker.options + 1)
      counts[seeker.options] = seeker.left
      return counts
    }
    for base in draw.acceptance.offers.indices {
      for pool in draw.acceptance.offers[base].pools {
        for holding in draw.acceptance.pools[pool].holdings {
          taken[base, default: []].append((holding.seeker, pool, holding.count))
          reached[holding.seeker][holding.choice] += holding.count
        }
      }
    }
  }

  /// True where a setting could take a child into one pool, having sent one of another away.
  func fits(_ base: Int, adding: Int, without: Int?) -> Bool {
    let draw = year.draw
    let offer = draw.acceptance.offers[base]
    var counts: [Int: Int] = [adding: 1]
    for item in taken[base] ?? [] { counts[item.pool, default: 0] += item.count }
    if let without { counts[without, default: 0] -= 1 }
    guard counts.values.reduce(0, +) <= offer.free else { return false }
    guard offer.pools.count > 1 else { return true }
    let beyond = counts.reduce(0) {
      $0 + max(0, $1.value - draw.acceptance.pools[$1.key].own)
    }
    return beyond <= offer.shared
  }

  /// What the fill order says of a child at a setting; smaller goes first.
  func standing(_ seeker: Int, at base: Int) -> [Int] {
    let (key, network) = (year.draw.seekers[seeker].key, item.network)
    let setting = network.settings[item.model.network.plan.bases[base].setting ?? 0]
    let need = RandomNetwork.needs[key.row % RandomNetwork.needs.count].code
    let weights = RandomNetwork.needs.reduce(0) { $0 + setting.weight(of: $1.code) }
    return network.fillOrder.map { criterion in
      switch criterion {
      case .waitingList: key.group == .waiting ? 0 : 1
      case .phaseTransfer: key.group == .phaseTransfer ? 0 : 1
      case .newPlan: key.group == .newcomer ? 0 : 1
      // To the nearest 255th.
      case .needMatch: -Int((setting.weight(of: need) / weights * 255).rounded())
      case .distance: minutes(key, setting)
      }
    }
  }

  /// To the nearest minute; the longest reasonable journey where it is not known.
  private func minutes(_ key: Seeker.Key, _ setting: Setting) -> Int {
    let areas = item.network.locality.areas
    guard areas.indices.contains(key.area), let centre = areas[key.area].centre,
      let point = setting.point ?? areas.first(where: { $0.id == setting.area })?.centre
    else { return NCY.at(key.row / RandomNetwork.needs.count) <= 6 ? 45 : 75 }
    return Int((centre.kilometres(to: point) * 1.3 * 2).rounded())
  }
}

@Suite("The fill order, and nobody has cause to complain")
struct StabilityTests {
  /// Calls back with each seeker some of whom a setting refused, and that setting.
  private func refusals(
    _ september: September, _ body: (_ seeker: Int, _ option: DeferredAcceptance.Option) -> Void
  ) {
    let draw = september.year.draw
    for (index, seeker) in draw.seekers.enumerated() {
      var further = seeker.count
      for choice in 0..<seeker.options {
        further -= september.reached[index][choice]
        guard further > 0 else { break }
        body(index, draw.options[seeker.firstOption + choice])
      }
    }
  }

  @Test("Nobody was refused by a setting that has a place left for them")
  func noPlaceIsLeft() throws {
    var refused = 0
    for item in try Sweep.full.get() {
      for year in item.years {
        let september = September(item, year)
        for seeker in year.draw.seekers.indices {
          #expect(
            september.reached[seeker].reduce(0, +) == year.draw.seekers[seeker].count,
            "network \(item.seed)")
        }
        refusals(september) { seeker, option in
          refused += 1
          #expect(
            !september.fits(option.base, adding: option.pool, without: nil),
            "network \(item.seed), setting \(option.base)")
        }
      }
    }
    #expect(refused > 5000)
  }

  @Test("Nobody was refused by a setting that took somebody whom the fill order puts after them")
  func fillOrderIsKept() throws {
    var (compared, orders) = (0, Set<[FillCriterion]>())
    for item in try Sweep.full.get() {
      for year in item.years {
        let september = September(item, year)
        refusals(september) { seeker, option in
          let standing = september.standing(seeker, at: option.base)
          for other in september.taken[option.base] ?? []
          where september.fits(option.base, adding: option.pool, without: other.pool) {
            compared += 1
            orders.insert(item.network.fillOrder)
            let theirs = september.standing(other.seeker, at: option.base)
            #expect(
              !standing.lexicographicallyPrecedes(theirs),
              "network \(item.seed), setting \(option.base)")
          }
        }
      }
    }
    #expect(compared > 10_000 && orders.count > 80)
  }

  @Test(
    "With the waiting list first nobody on it is refused where somebody else is taken, whatever comes after",
    arguments: [
      [FillCriterion.waitingList], [.waitingList, .newPlan, .phaseTransfer],
      [.waitingList, .distance], [.waitingList, .needMatch, .distance],
    ])
  func waitingListFirst(order: [FillCriterion]) throws {
    var waiting = 0
    for seed in Sweep.seeds(31, 30) {
      var network = RandomNetwork(seed, parts: [.areas, .weights, .schemes])
      network.fillOrder = order
      var lots = Lots(seed)
      network.addLongWaitingList(&lots)
      let model = try network.model()
      let years = placedYears(model, .all, seed: seed, years: 1)
      let item = Sweep.Item(seed: seed, network: network, model: model, years: years)
      let september = September(item, years[0])
      refusals(september) { seeker, option in
        guard years[0].draw.seekers[seeker].key.group == .waiting else { return }
        waiting += 1
        for other in september.taken[option.base] ?? []
        where september.fits(option.base, adding: option.pool, without: other.pool) {
          #expect(
            years[0].draw.seekers[other.seeker].key.group == .waiting, "network \(seed)")
        }
      }
    }
    #expect(waiting > 10)
  }

  @Test(
    "Among two kinds of children who want one school, the one that the order names first is served first",
    arguments: [
      ([FillCriterion.newPlan], 6, 1), ([.phaseTransfer, .newPlan], 6, 1),
      ([.newPlan, .waitingList], 6, 1), ([.waitingList, .newPlan], 1, 6),
      ([.waitingList], 1, 6), ([.phaseTransfer, .waitingList, .newPlan], 1, 6),
    ])
  func namedFirst(order: [FillCriterion], newcomers: Int, waiters: Int) throws {
    for draw in 0..<10 {
      var network = Single(places: 7)
      network.waiting = 6
      network.fillOrder = order
      let result = try network.placed(newcomers: 6, draw: UInt32(draw))
      let here = Single.cell(Single.special)
      #expect(Int(result.arrived[0][here]) == newcomers)
      #expect(Int(result.moved[here]) == waiters)
    }
  }

  @Test("A child of the list whose setting ends keeps their turn")
  func turnsOutlastSettings() throws {
    let space = RandomNetwork.space
    for draw in 0..<10 {
      var network = RandomNetwork(1, waits: false)
      network.settings = [
        Setting(
          id: "base", name: "", kind: .specialistBase, provision: "DSP", needs: nil, ncys: 0...6,
          baseRoll: 5, provenance: invented),
        Setting(
          id: "school", name: "", kind: .special, provision: "SPEC-STATE", needs: nil,
          ncys: 0...14, provenance: invented),
      ]
      network.commissioned = ["school": [AcademicYear(start: 2024): Places(all: 5)]]
      network.fillOrder = FillCriterion.standard
      network.opening = network.opening.map { _ in 0 }
      let codes = RandomNetwork.codes
      let (base, special) = (codes.provision("DSP") ?? 0, codes.provision("SPEC-STATE") ?? 0)
      network.opening[space.cell(NCY.index(6), 0, base)] = 5
      network.waiting = [
        WaitingRow(
          need: 0, ncy: 6, wanted: special, attending: base, children: 5, provenance: invented)
      ]
      let model = try network.model()
      var demand = Demand(space)
      demand.aged[space.cell(NCY.index(7), 0, base)] = 5
      demand.releasedStaying[space.cell(NCY.index(7), 0, base)] = 5
      demand.coming[0][space.cell(NCY.index(7), 1, special)] = 9
      var placement = PlacementDraw(model, address: DrawAddress(seed: 1, draw: UInt32(draw)))
      var result = Placements(model.shape, settings: 2)
      placement.place(year: 0, demand: demand, into: &result)
      #expect(result.moved[space.cell(NCY.index(7), 0, special)] == 5)
      #expect(sum(result.counts(.soughtFromList)) == 5)
    }
  }
}
