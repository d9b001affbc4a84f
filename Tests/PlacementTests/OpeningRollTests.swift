import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("The opening roll")
struct OpeningRollTests {
  @Test("Rows are the opening plans; rolls are the base rolls shared out by largest remainders")
  func marginsAreExact() throws {
    let space = RandomNetwork.space
    for item in try Sweep.full.get() + Sweep.plain.get() where item.years[0].draw.address.draw == 1
    {
      let (model, network) = (item.model, item.network)
      let plan = model.network.plan
      let opening = item.years[0].before
      for provision in 0..<space.provisions {
        let bases = Array(plan.basesOfProvision[provision])
        for row in 0..<(space.ncys * space.needs) {
          let heads = bases.reduce(0) { $0 + opening.roll(row: row, base: $1) }
          #expect(heads == Int(network.opening[row * space.provisions + provision]))
        }
        guard plan.isLimited(provision) else { continue }
        let settings = bases.compactMap { plan.bases[$0].setting }
        let given = settings.map { Double(network.settings[$0].baseRoll) }
        let plans = (0..<(space.ncys * space.needs)).reduce(0) {
          $0 + Int(network.opening[$1 * space.provisions + provision])
        }
        #expect(settings.reduce(0) { $0 + model.baseRoll[$1] } == plans)
        for (setting, roll) in zip(settings, given) {
          let share = Double(plans) * roll / given.reduce(0, +)
          #expect(abs(Double(model.baseRoll[setting]) - share) < 1)
          #expect(opening.roll(base: plan.baseOfSetting[setting]) == model.baseRoll[setting])
        }
      }
    }
  }

  @Test("Areas' totals in the settings of a provision are the shares of its children, whole")
  func areasHaveTheirShares() throws {
    var settled = 0
    for item in try Sweep.full.get() where item.years[0].draw.address.draw == 1 {
      let network = item.model.network
      guard network.areas.areas > 1 else { continue }
      for provision in network.plan.limited {
        var (here, expected) = (
          [Int](repeating: 0, count: network.areas.areas),
          [Double](repeating: 0, count: network.areas.areas)
        )
        for pupils in item.years[0].before.pupils
        where network.plan.bases[pupils.base].provision == provision {
          here[pupils.area] += pupils.count
          for (area, share) in network.areas.shares(census: 0, row: pupils.row).enumerated() {
            expected[area] += share * Double(pupils.count)
          }
        }
        settled += here.reduce(0, +)
        for (count, share) in zip(here, expected) {
          #expect(abs(Double(count) - share) < 1 + 1e-9, "network \(item.seed)")
        }
      }
    }
    #expect(settled > 3000)
  }

  @Test("Children of a school are eight times as likely to live at it as a quarter of an hour away")
  func schoolsFillFromNear() throws {
    let space = RandomNetwork.space
    let special = try #require(RandomNetwork.codes.provision("SPEC-STATE"))
    // A journey is a straight line times 1.3 at 30 km an hour.
    let ends = [
      GridPoint(easting: 400_000, northing: 300_000),
      GridPoint(easting: 405_769, northing: 300_000),
    ]
    var network = RandomNetwork.oneSpecial(at: nil)
    network.opening[space.cell(NCY.index(3), 0, special)] = 2000
    network.settings = ends.enumerated().map { index, point in
      Setting(
        id: "s\(index)", name: "", kind: .special, provision: "SPEC-STATE", designation: nil,
        ncys: NCY.range, point: point, baseRoll: 1000, provenance: invented)
    }
    network.locality = Locality()
    for (index, point) in ends.enumerated() {
      network.locality.areas.append(
        PlanningArea(id: "a\(index)", name: "", centre: point, provenance: invented))
      network.locality.population["principal", default: [:]][2024, default: [:]]["a\(index)"] =
        Array(repeating: 100, count: 26)
    }
    let model = try network.model()
    let pupils = Sitting(PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1))).pupils
    for (index, base) in model.network.plan.baseOfSetting.enumerated() {
      let near = pupils.reduce(0) { $0 + ($1.base == base && $1.area == index ? $1.count : 0) }
      #expect(abs(near - 889) <= 1, "\(near) of 1000")
    }
  }

  @Test("Where rolls by year are known, and add to the plans of each year, they are met exactly")
  func rollsByYearAreMet() throws {
    var network = RandomNetwork(9, waits: false)
    let space = RandomNetwork.space
    let special = try #require(RandomNetwork.codes.provision("SPEC-STATE"))
    let rolls = [
      "a": [0: 2, 1: 5, 2: 0, 3: 1, 7: 4], "b": [0: 4, 1: 1, 2: 6, 3: 2, 7: 2],
      "c": [1: 3, 3: 3],
    ]
    network.opening = network.opening.map { _ in 0 }
    for (ncy, count) in rolls.values.flatMap({ $0 }) {
      // Two needs in each year, as near to half as whole children are.
      network.opening[space.cell(NCY.index(ncy), 0, special)] += Int32(count / 2)
      network.opening[space.cell(NCY.index(ncy), 1, special)] += Int32(count - count / 2)
    }
    network.settings = rolls.keys.sorted().map { id in
      let years = rolls[id] ?? [:]
      return Setting(
        id: id, name: id, kind: .special, provision: "SPEC-STATE", designation: nil, ncys: 0...11,
        baseRoll: years.values.reduce(0, +), baseRollByNCY: years, provenance: invented)
    }
    network.commissioned = [:]
    let model = try network.model()
    let opening = Sitting(PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1)))
    for (index, setting) in network.settings.enumerated() {
      for ncy in 0...11 {
        let heads = (0..<space.needs).reduce(0) {
          $0
            + opening.roll(
              row: NCY.index(ncy) * space.needs + $1, base: model.network.plan.baseOfSetting[index])
        }
        #expect(heads == rolls[setting.id]?[ncy] ?? 0, "\(setting.id), year \(ncy)")
      }
    }
  }

  @Test(
    "Where base rolls add to the plans they are kept, and years and needs as well where they can be"
  )
  func rollsAreKept() throws {
    var network = RandomNetwork(4, waits: false)
    let space = RandomNetwork.space
    let special = try #require(RandomNetwork.codes.provision("SPEC-STATE"))
    network.opening = network.opening.indices.map { cell in
      let ncy = NCY.at(space.ncyIndex(of: cell))
      guard space.provision(of: cell) == special else { return 0 }
      return (0...13).contains(ncy) ? 2 : 0
    }
    func setting(_ id: String, _ ncys: ClosedRange<Int>, _ needs: Set<String>?, _ roll: Int)
      -> Setting
    {
      Setting(
        id: id, name: id, kind: .special, provision: "SPEC-STATE", needs: needs, ncys: ncys,
        baseRoll: roll, provenance: invented)
    }
    // 14 years × 3 needs × 2 = 84 children; each setting could hold its roll from its own.
    network.settings = [
      setting("primary", 0...6, nil, 35), setting("secondary", 7...13, ["ASD", "SEMH"], 20),
      setting("all", -2...21, nil, 29),
    ]
    network.commissioned = [:]
    let model = try network.model()
    #expect(model.baseRoll == [35, 20, 29])
    #expect(model.basePlaces.map(\.all) == [35, 20, 29])
    for (index, item) in network.settings.enumerated() {
      let base = model.network.plan.baseOfSetting[index]
      let opening = Sitting(PlacementDraw(model, address: DrawAddress(seed: 1, draw: 1)))
      for row in 0..<(space.ncys * space.needs) {
        let heads = opening.roll(row: row, base: base)
        let code = RandomNetwork.needs[row % space.needs].code
        #expect(heads == 0 || item.admits(need: code, ncy: NCY.at(row / space.needs)))
      }
    }
    #expect(!model.findings.contains { $0.code == "PL-002" })
  }

  @Test("The waiting list takes nobody who is not there, and says so; each area has its share")
  func waitersAreThere() throws {
    for item in try Sweep.full.get() + Sweep.plain.get() where item.years[0].draw.address.draw == 1
    {
      let (network, model) = (item.network, item.model)
      let waiting = item.years[0].before.pupils.reduce(0) { sum, pupils in
        pupils.status == .content ? sum : sum + pupils.count
      }
      let listed = network.waiting.reduce(0) { $0 + $1.children }
      #expect(waiting == sum(model.baseWaiting))
      #expect(waiting <= listed)
      #expect((waiting < listed) == model.findings.contains { $0.code == "PL-003" })
      let byCell = Dictionary(grouping: network.waiting) { row in
        RandomNetwork.space.cell(NCY.index(row.ncy), row.need, row.wanted)
      }
      for (cell, rows) in byCell {
        #expect(Int(model.baseWaiting[cell]) <= rows.reduce(0) { $0 + $1.children })
      }
    }
  }

  @Test("A base roll above the places stays; nobody new is admitted within places")
  func fullSchoolsKeepTheirChildren() throws {
    var network = Single(places: 5)
    network.opening = 9
    network.overflow = [.awaiting]
    let result = try network.placed(newcomers: 4)
    #expect(result.roll == [9])
    #expect(result.arrived[0][Single.cell(Single.special)] == 0)
    #expect(result.sought == [13])
  }

  @Test("Places follow the academic year, the last given carries on, and changes add up")
  func placesFollowTheYear() throws {
    let single = try Single(places: 3).model().assumptions
    var assumptions = PlacementAssumptions(
      space: single.space, settings: single.settings,
      commissioned: [
        "school": [
          AcademicYear(start: 2024): Places(all: 10, post16: 4),
          AcademicYear(start: 2026): Places(all: 12, post16: 4),
        ]
      ], overflow: single.overflow, baseCensus: 2025, years: 4)
    assumptions.changes["school"] = [
      [AcademicYear(start: 2025): Places(all: 3)],
      [AcademicYear(start: 2027): Places(all: -20, post16: 1)],
    ]
    let none = [Int32](repeating: 0, count: single.space.count)
    let model = try PlacementModel(assumptions, opening: none)
    #expect(model.basePlaces == [Places(all: 10, post16: 4)])
    #expect(model.plannedPlaces.map { $0[0].all } == [13, 15, 0, 0])
    #expect(model.plannedPlaces.map { $0[0].post16 } == [4, 4, 0, 0])
  }
}
