import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("The opening roll")
struct OpeningRollTests {
  @Test("Rows are the opening plans; rolls are the base rolls shared out by largest remainders")
  func marginsAreExact() throws {
    let space = RandomNetwork.space
    for seed in 1...100 {
      let network = RandomNetwork(UInt64(seed))
      let model = try network.model()
      let plan = model.plan
      for provision in 0..<space.provisions {
        let bases = Array(plan.basesOfProvision[provision])
        for row in 0..<(space.ncys * space.needs) {
          let heads = bases.reduce(0) { sum, base in
            (0..<plan.variants).reduce(sum) {
              $0 + Int(model.opening[row * plan.seats + plan.seat(base) + $1])
            }
          }
          #expect(heads == Int(network.opening[row * space.provisions + provision]))
        }
        guard plan.isLimited(provision) else { continue }
        let settings = bases.compactMap { plan.bases[$0].setting }
        let total = settings.reduce(0) { $0 + model.baseRoll[$1] }
        let given = settings.map { Double(network.settings[$0].baseRoll) }
        let plans = (0..<(space.ncys * space.needs)).reduce(0) {
          $0 + Int(network.opening[$1 * space.provisions + provision])
        }
        #expect(total == plans)
        for (setting, roll) in zip(settings, given) {
          let share = Double(plans) * roll / given.reduce(0, +)
          #expect(abs(Double(model.baseRoll[setting]) - share) < 1)
        }
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
      let base = model.plan.baseOfSetting[index]
      for row in 0..<(space.ncys * space.needs) {
        let heads = model.opening[row * model.plan.seats + model.plan.seat(base)]
        let code = RandomNetwork.needs[row % space.needs].code
        #expect(heads == 0 || item.admits(need: code, ncy: NCY.at(row / space.needs)))
      }
    }
    #expect(!model.findings.contains { $0.code == "PL-002" })
  }

  @Test("The waiting list takes nobody who is not there, and says so")
  func waitersAreThere() throws {
    for seed in 1...80 {
      let network = RandomNetwork(UInt64(seed))
      let model = try network.model()
      let plan = model.plan
      var waiting = 0
      for (index, heads) in model.opening.enumerated() where index % plan.variants != 0 {
        #expect(heads >= 0)
        waiting += Int(heads)
      }
      let listed = network.waiting.reduce(0) { $0 + $1.children }
      #expect(waiting <= listed)
      #expect((waiting < listed) == model.findings.contains { $0.code == "PL-003" })
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
    #expect(model.places.map { $0[0].all } == [13, 15, 0, 0])
    #expect(model.places.map { $0[0].post16 } == [4, 4, 0, 0])
  }
}
