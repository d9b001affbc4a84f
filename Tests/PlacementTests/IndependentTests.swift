import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Independent schools that are named, and those that are not")
struct IndependentTests {
  static let space = RandomNetwork.space
  static let codes = RandomNetwork.codes
  static let special = codes.provision("SPEC-STATE") ?? 0
  static let independent = codes.provision("IND-SPEC") ?? 0
  static let mainstream = codes.provision("MAIN") ?? 0

  private func cell(_ provision: Int, _ ncy: Int) -> Int {
    Self.space.cell(NCY.index(ncy), 0, provision)
  }

  /// A special school for all years; 20 children of Year 2 in mainstream, some of whom wait.
  func model(places: Int, named: Double, waiting: Int = 0) throws -> PlacementModel {
    var network = RandomNetwork(1, waits: false)
    network.opening = network.opening.map { _ in 0 }
    network.opening[cell(Self.mainstream, 2)] = 20
    network.overflow = []
    network.settings = [
      Setting(
        id: "school", name: "", kind: .special, provision: "SPEC-STATE", needs: nil,
        ncys: NCY.range, provenance: invented)
    ]
    network.commissioned = ["school": [AcademicYear(start: 2020): Places(all: places)]]
    network.fillOrder = FillCriterion.standard
    if waiting > 0 {
      network.waiting = [
        WaitingRow(
          need: 0, ncy: 2, wanted: Self.special, attending: Self.mainstream, children: waiting,
          provenance: invented)
      ]
    }
    var assumptions = network.assumptions()
    assumptions.named = Array(repeating: Array(repeating: named, count: 12), count: 3)
    return try PlacementModel(assumptions, opening: network.opening)
  }

  /// Twelve new plans and eight movers from mainstream, all of Year 3, whom Projection sees in independent schools.
  func demand() -> Demand {
    var demand = Demand(Self.space)
    demand.aged[cell(Self.mainstream, 3)] = 20
    demand.coming[0][cell(Self.independent, 3)] = 12
    demand.add(
      Movement(
        ncyIndex: NCY.index(3), need: 0, from: Self.mainstream, to: Self.independent, count: 8,
        released: false))
    return demand
  }

  private func placed(_ model: PlacementModel, draw: UInt32 = 1) -> (PlacementDraw, Placements) {
    var placement = PlacementDraw(model, address: DrawAddress(seed: 2, draw: draw))
    var result = Placements(model.shape, settings: 1)
    placement.place(year: 0, demand: demand(), into: &result)
    return (placement, result)
  }

  @Test("Where all are named nobody looks for special, whatever places there are")
  func allNamed() throws {
    let (_, result) = placed(try model(places: 50, named: 1))
    #expect(sum(result.overflow) == 0 && result.roll == [0])
    #expect(result.attended[cell(Self.independent, 3)] == 20)
  }

  @Test("Where nobody is named and there are places everybody is in special")
  func nobodyNamed() throws {
    let (_, result) = placed(try model(places: 50, named: 0))
    #expect(result.roll == [20])
    #expect(result.attended[cell(Self.independent, 3)] == 0)
    #expect(result.arrived[0][cell(Self.special, 3)] == 12)
    #expect(result.moved[cell(Self.special, 3)] == 8)
  }

  @Test("Where nobody is named and there are few places, the rest settle in independent schools")
  func nobodyNamedFewPlaces() throws {
    for draw in 0..<10 {
      let (placement, result) = placed(try model(places: 7, named: 0), draw: UInt32(draw))
      #expect(result.roll == [7])
      #expect(result.attended[cell(Self.independent, 3)] == 13)
      #expect(sum(result.counts(.elsewhere)) == 13 && sum(result.waiting) == 0)
      let settled = Sitting(placement).pupils.filter { $0.status == .elsewhere(0) }
      #expect(settled.reduce(0) { $0 + $1.count } == 13)
    }
  }

  @Test("Children of the list who are not named settle too, and wait no more")
  func waitersSettle() throws {
    // All of mainstream wait, so that all eight movers do; twelve wait on.
    let (_, result) = placed(try model(places: 0, named: 0, waiting: 20))
    #expect(result.attended[cell(Self.independent, 3)] == 20)
    #expect(result.waiting[cell(Self.special, 3)] == 12)
    #expect(sum(result.counts(.elsewhere)) == 20)
  }

  @Test("As many look as are not named, within 4 standard errors")
  func shares() throws {
    let model = try model(places: 0, named: 0.7)
    let looked = (0..<400).map { draw in
      Double(sum(placed(model, draw: UInt32(draw)).1.overflow))
    }
    let sample = Sample(looked)
    #expect(sample.meets(6))
    // Twelve and eight children, each not named with probability 0.3: the standard error of a variance.
    let variance = 20 * 0.21
    let error: Double = variance * (2.0 / 400).squareRoot()
    #expect(abs(sample.variance - variance) < 4 * error)
  }

  @Test("Who settled for want of a place stays to the end of the phase, then looks again")
  func settledLookAgain() throws {
    let model = try model(places: 0, named: 0)
    var network = model.assumptions
    // Places open in the second year: too late for Year 3, who are in Year 4 then.
    network.changes = ["school": [[AcademicYear(start: 2026): Places(all: 30)]]]
    let more = try PlacementModel(network, opening: model.opening())
    var (placement, result) = placed(more)
    #expect(result.attended[cell(Self.independent, 3)] == 20)
    var demand = Demand(Self.space)
    demand.aged = aged(result.attended)
    placement.place(year: 1, demand: demand, into: &result)
    #expect(result.attended[cell(Self.independent, 4)] == 20 && sum(result.overflow) == 0)
  }

  @Test("Entering Year 7 they look again, and are placed if there are places")
  func settledLookAgainAtTransfer() throws {
    var network = try model(places: 0, named: 0).assumptions
    network.changes = ["school": [[AcademicYear(start: 2026): Places(all: 15)]]]
    var opening = [Int32](repeating: 0, count: Self.space.count)
    opening[cell(Self.mainstream, 5)] = 20
    let model = try PlacementModel(network, opening: opening)
    var placement = PlacementDraw(model, address: DrawAddress(seed: 2, draw: 1))
    var result = Placements(model.shape, settings: 1)
    var demand = Demand(Self.space)
    demand.aged[cell(Self.mainstream, 6)] = 20
    demand.add(
      Movement(
        ncyIndex: NCY.index(6), need: 0, from: Self.mainstream, to: Self.independent, count: 20,
        released: false))
    placement.place(year: 0, demand: demand, into: &result)
    #expect(result.attended[cell(Self.independent, 6)] == 20)
    // A phase transfer releases all of them; Projection moves nobody.
    demand = Demand(Self.space)
    demand.aged = aged(result.attended)
    placement.released(into: &demand.releasedStaying)
    placement.place(year: 1, demand: demand, into: &result)
    #expect(result.attended[cell(Self.special, 7)] == 15)
    #expect(result.attended[cell(Self.independent, 7)] == 5)
    #expect(sum(result.counts(.soughtAtTransfer)) == 20 && sum(result.counts(.elsewhere)) == 5)
  }

  private func aged(_ attended: [Int32]) -> [Int32] {
    let width = Self.space.cellsPerNCY
    return [Int32](repeating: 0, count: width) + attended.dropLast(width)
  }

  @Test(
    "Where independent schools have places of their own, naming shares below 1 are warned of: nobody there looks for special",
    arguments: [
      (true, [0.5, 0.5, 0.5], true), (true, [1, 1, 0.9], true), (true, [0, 0, 0], true),
      (true, [1, 1, 1], false), (false, [0.5, 0.5, 0.5], false), (false, [1, 1, 1], false),
    ])
  func sharesWithNothingToWorkOn(hasPlaces: Bool, named: [Double], warned: Bool) throws {
    var assumptions = try model(places: 50, named: 1).assumptions
    assumptions.named = named.map { [Double](repeating: 1, count: 11) + [$0] }
    if hasPlaces {
      assumptions.settings.append(
        Setting(
          id: "house", name: "", kind: .independentSpecial, provision: "IND-SPEC", needs: nil,
          ncys: NCY.range, provenance: invented))
      assumptions.commissioned["house"] = [AcademicYear(start: 2020): Places(all: 30)]
    }
    let model = try PlacementModel(assumptions, opening: self.model(places: 0, named: 1).opening())
    let found = model.findings.filter { $0.code == "PL-012" }
    #expect(found.count == (warned ? 1 : 0))
    for finding in found {
      #expect(finding.severity == .warning && finding.seen.contains("IND-SPEC"))
      #expect(finding.place.file == "evidence/independent_naming.csv")
    }
    // What the warning says is so: 20 children, the last need in Year 12, all of them in the independent school.
    guard hasPlaces else { return }
    var demand = Demand(Self.space)
    demand.aged[cell(Self.mainstream, 3)] = 20
    demand.coming[0][Self.space.cell(NCY.index(12), 2, Self.independent)] = 20
    var placement = PlacementDraw(model, address: DrawAddress(seed: 2, draw: 1))
    var result = Placements(model.shape, settings: 2)
    placement.place(year: 0, demand: demand, into: &result)
    #expect(result.roll == [0, 20])
  }

  @Test("In random networks whoever settled elsewhere stays there between transfers")
  func settledStay() throws {
    var (stayed, looked) = (0, 0)
    for item in try Sweep.still.get() {
      let (plan, space) = (item.model.network.plan, item.model.shape.space)
      for year in item.years {
        for (bits, count) in year.before.byKey {
          let key = PupilKey(bits: bits)
          let ncy = key.row / space.needs + 1
          guard case .elsewhere = plan.status(key.status), ncy < space.ncys,
            plan.bases[key.base].releasedAt != ncy
          else { continue }
          if Phase.isTransfer(entering: NCY.at(ncy)) {
            looked += count
          } else {
            stayed += count
            #expect(
              (year.after.byKey[bits.aged(space)] ?? 0) >= count, "network \(item.seed)")
          }
        }
      }
    }
    #expect(stayed > 500 && looked > 50)
  }

  @Test(
    "In random networks where all are named nobody whom Projection sees there looks for special")
  func nobodyNamedLooks() throws {
    for seed in Sweep.seeds(61, 40) {
      let network = RandomNetwork(seed, parts: [.areas, .schemes])
      var named = network
      named.named = Array(repeating: Array(repeating: 1, count: 12), count: 3)
      let years = placedYears(try network.model(), .all, seed: seed)
      for (one, two) in zip(years, placedYears(try named.model(), .all, seed: seed)) {
        #expect(
          one.result.overflow == two.result.overflow && one.result.counts == two.result.counts)
      }
    }
  }
}

extension PlacementModel {
  /// The opening plans, cells of the space.
  func opening() -> [Int32] {
    let draw = PlacementDraw(self, address: DrawAddress(seed: 1, draw: 1))
    var result = Placements(shape, settings: assumptions.settings.count)
    var copy = draw
    copy.summarise(into: &result)
    return result.attended
  }
}
