import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Nobody is lost, nobody is placed twice")
struct ConservationTests {
  static let networks = 80

  @Test("In every cell closing = aged − ceased − out − lost + arrived + moved − moved away")
  func cellsAreConserved() throws {
    let space = RandomNetwork.space
    for seed in 1...Self.networks {
      let model = try RandomNetwork(UInt64(seed)).model()
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        let (demand, result) = (item.demand, item.result)
        let books = (0..<space.count).map { cell in
          let left = demand.ceased[cell] + demand.out[cell] + demand.lost[cell]
          let arrived = result.arrived.reduce(0) { $0 + $1[cell] }
          return demand.aged[cell] - left + arrived + result.moved[cell] - result.movedAway[cell]
        }
        #expect(result.attended == books, "network \(seed)")
        #expect(sum(result.moved) == sum(result.movedAway))
        #expect(item.headsAfter.allSatisfy { $0 >= 0 })
        #expect(sum(item.headsAfter) == sum(result.attended))
        #expect(result.roll.reduce(0, +) <= sum(result.attended))
      }
    }
  }

  @Test(
    "Everybody who comes arrives, at their year and need and by their reason, over several years")
  func everybodyArrives() throws {
    let space = RandomNetwork.space
    for seed in 1...Self.networks {
      let model = try RandomNetwork(UInt64(seed)).model()
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for kind in Seeking.allCases {
          let (coming, arrived) = (
            item.demand.coming[kind.rawValue], item.result.arrived[kind.rawValue]
          )
          let differ = (0..<(space.ncys * space.needs)).filter { row in
            let cells = (row * space.provisions)..<((row + 1) * space.provisions)
            return coming[cells].reduce(0, +) != arrived[cells].reduce(0, +)
          }
          #expect(differ == [])
        }
        let leaving = sum(item.demand.ceased) + sum(item.demand.out) + sum(item.demand.lost)
        let coming = item.demand.coming.reduce(0) { $0 + sum($1) }
        #expect(
          sum(item.result.attended)
            == sum(item.opening) - sum(item.demand.agedOut) - leaving + coming)
      }
    }
  }

  @Test(
    "Without a waiting list newcomers, movers and released look, and all are counted"
  )
  func everybodyWhoLookedIsCounted() throws {
    let space = RandomNetwork.space
    for seed in 1...Self.networks {
      let model = try RandomNetwork(UInt64(seed), waits: false).model()
      let item = placedYears(model, .all, seed: UInt64(seed), years: 1)[0]
      var seekers = [Int](repeating: 0, count: space.needs * 4 * space.provisions)
      func add(_ count: Int, _ ncyIndex: Int, _ need: Int, _ wanted: Int) {
        let phase = Phase.allCases.firstIndex(of: Phase(ncy: NCY.at(ncyIndex))) ?? 0
        seekers[(need * 4 + phase) * space.provisions + wanted] += count
      }
      for cell in 0..<space.count where model.plan.isLimited(space.provision(of: cell)) {
        let new = item.demand.coming.reduce(0) { $0 + Int($1[cell]) }
        add(
          new + Int(item.demand.releasedStaying[cell]), space.ncyIndex(of: cell),
          space.need(of: cell), space.provision(of: cell))
      }
      for move in item.demand.movements {
        if model.plan.isLimited(move.to) { add(move.count, move.ncyIndex, move.need, move.to) }
        if model.plan.isLimited(move.from), move.released {
          add(-move.count, move.ncyIndex, move.need, move.from)
        }
      }
      let width = space.provisions + Placements.Word.allCases.count
      let counted = seekers.indices.map { index in
        sum(Array(item.result.overflow[(index * width)..<((index + 1) * width)]))
      }
      #expect(counted == seekers, "network \(seed)")
    }
  }

  @Test(
    "With a waiting list and no leavers, those who looked are counted by provision, year after year"
  )
  func waitersAreCountedToo() throws {
    let space = RandomNetwork.space
    for seed in 1...Self.networks {
      let model = try RandomNetwork(UInt64(seed)).model()
      let plan = model.plan
      for item in placedYears(model, .coming, seed: UInt64(seed)) {
        var seekers = [Int](repeating: 0, count: space.provisions)
        for cell in 0..<(space.count - space.cellsPerNCY) {
          seekers[space.provision(of: cell)] += Int(item.waitingBefore[cell])
        }
        for base in plan.bases {
          guard let ncy = base.releasedAt else { continue }
          for need in 0..<space.needs {
            let row = (ncy - 1) * space.needs + need
            let index = plan.baseOfSetting[base.setting ?? 0]
            seekers[base.provision] += Int(item.headsBefore[row * plan.seats + plan.seat(index)])
          }
        }
        for cell in 0..<space.count where plan.isLimited(space.provision(of: cell)) {
          seekers[space.provision(of: cell)] += item.demand.coming.reduce(0) { $0 + Int($1[cell]) }
        }
        for provision in 0..<space.provisions {
          #expect(item.went(space) { $2 == provision && $3 >= 0 } == seekers[provision])
        }
      }
    }
  }

  @Test("Children who are counted as waiting wait, and nobody else")
  func wordsAndWaitingAgree() throws {
    let space = RandomNetwork.space
    for seed in 1...Self.networks {
      let model = try RandomNetwork(UInt64(seed)).model()
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for wanted in 0..<space.provisions {
          let waiting = (0..<(space.ncys * space.needs)).reduce(0) {
            $0 + Int(item.result.waiting[$1 * space.provisions + wanted])
          }
          let words = [Placements.Word.held, .awaiting].map { space.provisions + $0.rawValue }
          #expect(item.went(space) { $2 == wanted && words.contains($3) } == waiting)
        }
      }
    }
  }

  @Test("Rolls are the heads of their settings, Year 12 and after among them")
  func rollsAreHeads() throws {
    for seed in 1...60 {
      let model = try RandomNetwork(UInt64(seed)).model()
      let plan = model.plan
      let rows = plan.space.ncys * plan.space.needs
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for (setting, base) in plan.baseOfSetting.enumerated() {
          let byRow = (0..<rows).map { row in
            (0..<plan.variants).reduce(0) {
              $0 + Int(item.headsAfter[row * plan.seats + plan.seat(base) + $1])
            }
          }
          #expect(item.result.roll[setting] == byRow.reduce(0, +))
          let post16 = byRow.dropFirst(NCY.index(12) * plan.space.needs).reduce(0, +)
          #expect(item.result.rollPost16[setting] == post16)
        }
      }
    }
  }
}
