import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Nobody is lost, nobody is placed twice")
struct ConservationTests {
  /// Draws of networks with everything in them, one September and three, and of plain ones.
  private func everything() throws -> [Sweep.Item] {
    try Sweep.full.get() + Sweep.paths.get() + Sweep.plain.get()
  }

  @Test("In every cell closing = aged − ceased − out − lost + arrived + moved − moved away")
  func cellsAreConserved() throws {
    for item in try everything() {
      for year in item.years {
        let (demand, result) = (year.demand, year.result)
        let books = demand.aged.indices.map { cell in
          let left = demand.ceased[cell] + demand.out[cell] + demand.lost[cell]
          let arrived = result.arrived.reduce(0) { $0 + $1[cell] }
          return demand.aged[cell] - left + arrived + result.moved[cell] - result.movedAway[cell]
        }
        #expect(result.attended == books, "network \(item.seed)")
        #expect(sum(result.moved) == sum(result.movedAway))
        #expect(year.after.open.allSatisfy { $0 >= 0 })
        #expect(year.after.pupils.allSatisfy { $0.count > 0 })
        #expect(year.after.heads.reduce(0, +) == sum(result.attended))
      }
    }
  }

  @Test("Everybody who comes arrives, at their year and need and by their reason")
  func everybodyArrives() throws {
    let space = RandomNetwork.space
    for item in try everything() {
      for year in item.years {
        for kind in Seeking.allCases {
          let (coming, arrived) = (
            year.demand.coming[kind.rawValue], year.result.arrived[kind.rawValue]
          )
          let differ = (0..<(space.ncys * space.needs)).filter { row in
            let cells = (row * space.provisions)..<((row + 1) * space.provisions)
            return coming[cells].reduce(0, +) != arrived[cells].reduce(0, +)
          }
          #expect(differ == [], "network \(item.seed)")
        }
        let leaving = sum(year.demand.ceased) + sum(year.demand.out) + sum(year.demand.lost)
        let coming = year.demand.coming.reduce(0) { $0 + sum($1) }
        #expect(
          sum(year.result.attended)
            == sum(year.opening) - sum(year.demand.agedOut) - leaving + coming)
      }
    }
  }

  @Test("Placed + held + awaiting = those who looked, by provision wanted, need, phase and area")
  func everybodyWhoLookedIsCountedOnce() throws {
    let sought: [Placements.Count] = [
      .soughtFromList, .soughtAtTransfer, .soughtNew, .soughtMidPhase, .induced,
    ]
    var looked = 0
    for item in try everything() {
      for year in item.years {
        let (result, shape) = (year.result, item.model.shape)
        let byReason = sought.map { result.counts($0) }
        for leaf in 0..<shape.count {
          let seekers = byReason.reduce(0) { $0 + $1[leaf] }
          let start = leaf * shape.destinations
          let went = result.overflow[start..<(start + shape.destinations)].reduce(0, +)
          let placed =
            result.overflow[start + shape.space.provisions + Placements.Word.asWanted.rawValue]
          let limits = PlaceLimit.allCases.reduce(0) {
            $0 + result.unplaced[Placements.unplacedIndex(leaf: leaf, $1)]
          }
          looked += Int(seekers)
          #expect(seekers == went, "network \(item.seed), leaf \(leaf)")
          #expect(limits == went - placed, "network \(item.seed), leaf \(leaf)")
        }
      }
    }
    #expect(looked > 100_000)
  }

  @Test(
    "Without a waiting list newcomers, movers and released look, and all are counted by need and phase"
  )
  func everybodyLooks() throws {
    let space = RandomNetwork.space
    for seed in Sweep.seeds(6, 60) {
      let model = try RandomNetwork(seed, waits: false, parts: [.areas, .schemes]).model()
      let year = placedYears(model, .all, seed: seed, years: 1)[0]
      let plan = model.network.plan
      var seekers = [Int](repeating: 0, count: space.provisions * space.needs * 4)
      func add(_ count: Int, _ ncyIndex: Int, _ need: Int, _ wanted: Int) {
        let phase = Phase(ncy: NCY.at(ncyIndex)).position
        seekers[(wanted * space.needs + need) * 4 + phase] += count
      }
      for cell in 0..<space.count where plan.isLimited(space.provision(of: cell)) {
        let new = year.demand.coming.reduce(0) { $0 + Int($1[cell]) }
        add(
          new + Int(year.demand.releasedStaying[cell]), space.ncyIndex(of: cell),
          space.need(of: cell), space.provision(of: cell))
      }
      for move in year.demand.movements {
        if plan.isLimited(move.to) { add(move.count, move.ncyIndex, move.need, move.to) }
        if plan.isLimited(move.from), move.released {
          add(-move.count, move.ncyIndex, move.need, move.from)
        }
      }
      var counted = seekers.map { _ in 0 }
      for index in counted.indices {
        let (rest, phase) = index.quotientAndRemainder(dividingBy: 4)
        let (provision, need) = rest.quotientAndRemainder(dividingBy: space.needs)
        guard let limited = plan.limitedIndex[provision] else { continue }
        counted[index] = (0..<model.shape.areas.count).reduce(0) { sum, area in
          let leaf = model.shape.leaf(limited, need: need, phase: phase, area: area)
          let start = leaf * model.shape.destinations
          return sum
            + Int(
              year.result.overflow[start..<(start + model.shape.destinations)].reduce(0, +))
        }
      }
      #expect(counted == seekers, "network \(seed)")
    }
  }

  @Test("The waiting list looks year after year, with those whose setting ends and newcomers")
  func waitersLookToo() throws {
    let space = RandomNetwork.space
    for item in try Sweep.silent.get() {
      for year in item.years {
        let plan = item.model.network.plan
        var seekers = [Int](repeating: 0, count: plan.limited.count)
        for pupils in year.before.pupils where pupils.row + space.needs < space.ncys * space.needs {
          let ncy = pupils.row / space.needs + 1
          let base = plan.bases[pupils.base]
          let ends = base.setting != nil && base.releasedAt == ncy
          switch pupils.status {
          case .waiting(let wanted): seekers[wanted] += pupils.count
          case .elsewhere(let wanted):
            if ends || Phase.isTransfer(entering: NCY.at(ncy)) { seekers[wanted] += pupils.count }
          case .content:
            if ends { seekers[plan.limitedIndex[base.provision] ?? 0] += pupils.count }
          }
        }
        for limited in plan.limited.indices {
          #expect(
            year.result.went { one, _, _, _, _ in one == limited } == seekers[limited],
            "network \(item.seed)")
        }
      }
    }
  }

  @Test("Children who are counted as waiting wait, and nobody else")
  func wordsAndWaitingAgree() throws {
    for item in try everything() {
      for year in item.years {
        let (result, shape) = (year.result, item.model.shape)
        let words = [Placements.Word.held, .awaiting].map { shape.space.provisions + $0.rawValue }
        let waiting = result.counts(.waiting)
        for leaf in 0..<shape.count {
          let went = words.reduce(0) { $0 + result.overflow[leaf * shape.destinations + $1] }
          #expect(went == waiting[leaf], "network \(item.seed)")
        }
        #expect(sum(waiting) == sum(result.waiting))
      }
    }
  }

  @Test("Rolls are the heads of their settings; counts by leaf add to provisions and waiting list")
  func rollsAndLeavesAreHeads() throws {
    for item in try everything() {
      let (plan, shape) = (item.model.network.plan, item.model.shape)
      let space = shape.space
      for year in item.years {
        for (setting, base) in plan.baseOfSetting.enumerated() {
          #expect(year.result.roll[setting] == year.after.roll(base: base))
          let post16 = ((NCY.index(12) * space.needs)..<(space.ncys * space.needs)).reduce(0) {
            $0 + year.after.roll(row: $1, base: base)
          }
          #expect(year.result.rollPost16[setting] == post16)
        }
        let (here, there) = (
          year.result.counts(.attending), year.result.counts(.attendingElsewhere)
        )
        let waiting = year.result.counts(.waiting)
        for (limited, provision) in shape.provisions.enumerated() {
          let width = shape.leavesPerProvision
          let range = (limited * width)..<((limited + 1) * width)
          let cells = stride(from: provision, to: space.count, by: space.provisions)
          let rolls = plan.basesOfProvision[provision].reduce(into: [false: 0, true: 0]) {
            let setting = plan.bases[$1].setting ?? 0
            $0[plan.bases[$1].isElsewhere, default: 0] += year.result.roll[setting]
          }
          let attending = [sum(Array(here[range])), sum(Array(there[range]))]
          #expect(attending == [rolls[false], rolls[true]])
          let attended = cells.reduce(0) { $0 + Int(year.result.attended[$1]) }
          #expect(attending.reduce(0, +) == attended)
          let listed = cells.reduce(0) { $0 + Int(year.result.waiting[$1]) }
          #expect(sum(Array(waiting[range])) == listed)
        }
      }
    }
  }

  @Test("Plans by area add to those of the authority, by need and phase")
  func plansByAreaAddUp() throws {
    for item in try everything() where item.model.shape.areas.count > 1 {
      let (space, areas) = (item.model.shape.space, item.model.shape.areas.count)
      for year in item.years {
        var totals = [Int32](repeating: 0, count: space.needs * 4)
        for cell in 0..<space.count {
          let phase = Phase(ncy: NCY.at(space.ncyIndex(of: cell))).position
          totals[space.need(of: cell) * 4 + phase] += year.result.attended[cell]
        }
        for leaf in totals.indices {
          let here = year.result.byArea[(leaf * areas)..<((leaf + 1) * areas)]
          #expect(here.reduce(0, +) == totals[leaf] && here.allSatisfy { $0 >= 0 })
        }
      }
    }
  }

  @Test("Where nobody comes or goes, each area keeps its children, by year and need")
  func areasAreConserved() throws {
    let space = RandomNetwork.space
    for item in try Sweep.silent.get() {
      for year in item.years {
        var books: [Int: Int] = [:]
        for pupils in year.before.pupils where pupils.row + space.needs < space.ncys * space.needs {
          books[(pupils.row + space.needs) * 8 + pupils.area, default: 0] += pupils.count
        }
        for pupils in year.after.pupils {
          books[pupils.row * 8 + pupils.area, default: 0] -= pupils.count
        }
        #expect(books.values.allSatisfy { $0 == 0 }, "network \(item.seed)")
      }
    }
  }
}
