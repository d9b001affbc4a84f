import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Places, years and needs of settings are kept")
struct CapacityTests {
  /// Children of a row in a setting, whatever they wait for.
  private func roll(_ heads: [Int32], _ plan: SeatPlan, row: Int, base: Int) -> Int {
    (0..<plan.variants).reduce(0) { $0 + Int(heads[row * plan.seats + plan.seat(base) + $1]) }
  }

  @Test("Nobody new is placed outside the years or needs of a setting")
  func nobodyNewOutsideItsRange() throws {
    for seed in 1...80 {
      let network = RandomNetwork(UInt64(seed))
      let model = try network.model()
      let plan = model.plan
      let needs = plan.space.needs
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for (setting, base) in plan.baseOfSetting.enumerated() {
          let outside = (0..<(plan.space.ncys * needs)).filter { row in
            let code = plan.space.codes.needs[row % needs].code
            return !network.settings[setting].admits(need: code, ncy: NCY.at(row / needs))
          }
          let admitted = outside.filter { row in
            let before =
              row < needs ? 0 : roll(item.headsBefore, plan, row: row - needs, base: base)
            return roll(item.headsAfter, plan, row: row, base: base) > before
          }
          #expect(admitted == [], "network \(seed), \(network.settings[setting].id)")
        }
      }
    }
  }

  @Test(
    "A roll grows to the places, over number to whole places × stretch, and further only elsewhere")
  func rollsKeepToPlaces() throws {
    for seed in 1...100 {
      var network = RandomNetwork(UInt64(seed))
      let hasOverNumber = seed % 2 == 0
      if !hasOverNumber { network.overflow.removeAll { $0.went == .overNumber } }
      let model = try network.model()
      let plan = model.plan
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for (setting, base) in plan.baseOfSetting.enumerated() {
          let register = network.settings[setting]
          guard !register.isElsewhere else { continue }
          let places = item.result.places[setting].all
          let stretch = hasOverNumber ? network.stretch[register.id] ?? 100 : 100
          let before = (0..<((plan.space.ncys - 1) * plan.space.needs)).reduce(0) {
            $0 + roll(item.headsBefore, plan, row: $1, base: base)
          }
          #expect(item.result.roll[setting] <= max(before, places * stretch / 100))
          #expect(item.held[base] >= item.result.roll[setting])
          #expect(item.held[base] <= max(before, places * stretch / 100))
        }
      }
    }
  }

  @Test(
    "A full setting takes places × stretch in whole children, to the last of them",
    arguments: [(20, 115, 23), (100, 115, 115), (50, 110, 55), (40, 115, 46), (7, 110, 7)])
  func stretchIsExact(places: Int, percent: Int, ceiling: Int) throws {
    var network = Single(places: places)
    network.stretch = Double(percent) / 100
    network.overflow = [.overNumber, .awaiting]
    let result = try network.placed(newcomers: 2 * places)
    #expect(result.roll == [ceiling])
  }

  @Test("Nobody waits for a provision in which a setting that admits them has a place left")
  func noPlaceIsWasted() throws {
    var waits = 0
    for seed in 1...80 {
      let model = try RandomNetwork(UInt64(seed)).model()
      let (plan, space) = (model.plan, model.plan.space)
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for cell in 0..<space.count where item.result.waiting[cell] > 0 {
          waits += 1
          for base in model.eligible[space.provision(of: cell)][cell / space.provisions] {
            let setting = plan.bases[base].setting ?? 0
            #expect(item.held[base] >= item.result.places[setting].all, "network \(seed)")
          }
        }
      }
    }
    #expect(waits > 300)
  }

  @Test("Without movements nobody leaves a setting before its last year, except with their plan")
  func nobodyLeavesEarly() throws {
    for seed in 1...80 {
      let model = try RandomNetwork(UInt64(seed)).model()
      let (plan, space) = (model.plan, model.plan.space)
      for item in placedYears(model, [.leaving, .coming], seed: UInt64(seed)) {
        let demand = item.demand
        for cell in space.cellsPerNCY..<space.count where demand.aged[cell] > 0 {
          let provision = space.provision(of: cell)
          guard plan.isLimited(provision) else { continue }
          let row = cell / space.provisions
          var gone = 0
          for base in plan.basesOfProvision[provision]
          where plan.bases[base].releasedAt != space.ncyIndex(of: cell) {
            let before = item.headsBefore[(row - space.needs) * plan.seats + plan.seat(base)]
            let after = item.headsAfter[row * plan.seats + plan.seat(base)]
            gone += max(0, Int(before - after))
          }
          #expect(gone <= Int(demand.ceased[cell] + demand.out[cell] + demand.lost[cell]))
        }
      }
    }
  }

  @Test(
    "Those whose setting ends are out of it: at the next year it holds only whom it admits anew")
  func settingsEnd() throws {
    for seed in 1...100 {
      let network = RandomNetwork(UInt64(seed))
      let model = try network.model()
      let (plan, needs) = (model.plan, model.plan.space.needs)
      for item in placedYears(model, .all, seed: UInt64(seed)) {
        for base in plan.baseOfSetting {
          guard let end = plan.bases[base].releasedAt else { continue }
          for row in (end * needs)..<((end + 1) * needs) {
            #expect(roll(item.headsAfter, plan, row: row, base: base) == 0)
          }
        }
      }
    }
  }
}

/// One special school for all years and needs, children in Year 3, everybody else in mainstream.
struct Single {
  var places: Int
  var stretch = 1.0
  var overflow: [OverflowRow.Destination] = [.awaiting]
  var waiting = 0
  var opening = 0

  static let space = RandomNetwork.space
  static let codes = RandomNetwork.codes
  static let row = NCY.index(3) * space.needs
  static let special = codes.provision("SPEC-STATE") ?? 0
  static let mainstream = codes.provision("MAIN") ?? 0

  static func cell(_ provision: Int, ncy: Int = 3) -> Int {
    space.cell(NCY.index(ncy), 0, provision)
  }

  func model() throws -> PlacementModel {
    let setting = Setting(
      id: "school", name: "School", kind: .special, provision: "SPEC-STATE", needs: nil,
      ncys: NCY.range, baseRoll: 1, stretch: stretch, provenance: invented)
    var plans = [Int32](repeating: 0, count: Self.space.count)
    plans[Self.cell(Self.special, ncy: 2)] = Int32(opening)
    plans[Self.cell(Self.mainstream, ncy: 2)] = 20
    let rows = Phase.allCases.flatMap { phase in
      overflow.enumerated().map { order, went in
        OverflowRow(
          need: nil, phase: phase, order: order + 1, went: went, share: order == 0 ? 1 : 0,
          provenance: invented)
      }
    }
    let list =
      waiting == 0
      ? []
      : [
        WaitingRow(
          need: 0, ncy: 2, wanted: Self.special, attending: Self.mainstream, children: waiting,
          provenance: invented)
      ]
    return try PlacementModel(
      PlacementAssumptions(
        space: Self.space, settings: [setting],
        commissioned: ["school": [AcademicYear(start: 2024): Places(all: places)]], waiting: list,
        overflow: rows, baseCensus: 2025, years: 3), opening: plans)
  }

  /// One year in which nobody leaves; newcomers and movers from mainstream want the school.
  func placed(newcomers: Int = 0, movers: Int = 0, draw: UInt32 = 1) throws -> Placements {
    var demand = Demand(Self.space)
    demand.aged[Self.cell(Self.special)] = Int32(opening)
    demand.aged[Self.cell(Self.mainstream)] = 20
    demand.coming[0][Self.cell(Self.special)] = Int32(newcomers)
    if movers > 0 {
      demand.add(
        Movement(
          ncyIndex: NCY.index(3), need: 0, from: Self.mainstream, to: Self.special, count: movers,
          released: false))
    }
    var placement = PlacementDraw(try model(), address: DrawAddress(seed: 1, draw: draw))
    var result = Placements(Self.space, settings: 1)
    placement.place(year: 0, demand: demand, into: &result)
    return result
  }
}
