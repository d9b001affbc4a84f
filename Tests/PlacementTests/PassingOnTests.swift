import NumericalCore
import Testing
import Vocabulary

@testable import Placement

/// A special school that is full but may go over its number, and children of Year 7 who look for it: four of the waiting list whose base
/// ends, four whose school for younger children ends, four with a new plan.
@Suite("The order in which those without a place are passed on")
struct PassingOnTests {
  static let space = RandomNetwork.space
  static let (base, special, mainstream) = (
    RandomNetwork.codes.provision("DSP") ?? 0, RandomNetwork.codes.provision("SPEC-STATE") ?? 0,
    RandomNetwork.codes.provision("MAIN") ?? 0
  )
  /// Children of each kind.
  static let each = 4

  private static func cell(_ provision: Int, _ ncy: Int) -> Int {
    space.cell(NCY.index(ncy), 0, provision)
  }

  private func setting(
    _ id: String, _ provision: String, ncys: ClosedRange<Int>, roll: Int, stretch: Double = 1
  ) -> Setting {
    Setting(
      id: id, name: "", kind: .special, provision: provision, needs: nil, ncys: ncys,
      baseRoll: roll, stretch: stretch, provenance: invented)
  }

  /// One place, and so many above number.
  private func model(over: Int, _ order: [FillCriterion]) throws -> PlacementModel {
    var network = RandomNetwork(1, waits: false)
    network.fillOrder = order
    network.settings = [
      setting("base", "DSP", ncys: 0...6, roll: Self.each),
      setting("younger", "SPEC-STATE", ncys: 0...6, roll: Self.each),
      setting("school", "SPEC-STATE", ncys: 7...14, roll: 0, stretch: Double(1 + over)),
    ]
    network.commissioned = ["school": [AcademicYear(start: 2024): Places(all: 1)]]
    network.opening = network.opening.map { _ in 0 }
    for provision in [Self.base, Self.special, Self.mainstream] {
      network.opening[Self.cell(provision, 6)] = Int32(Self.each)
    }
    network.waiting = [
      WaitingRow(
        need: 0, ncy: 6, wanted: Self.special, attending: Self.base, children: Self.each,
        provenance: invented)
    ]
    network.overflow = Phase.allCases.map {
      OverflowRow(
        need: nil, phase: $0, order: 1, went: .overNumber, share: 1, provenance: invented)
    }
    return try network.model()
  }

  private func placed(_ model: PlacementModel, movers: Int = 0, draw: UInt32) -> Placements {
    var demand = Demand(Self.space)
    for provision in [Self.base, Self.special, Self.mainstream] {
      demand.aged[Self.cell(provision, 7)] = Int32(Self.each)
    }
    for provision in [Self.base, Self.special] {
      demand.releasedStaying[Self.cell(provision, 7)] = Int32(Self.each)
    }
    demand.coming[0][Self.cell(Self.special, 7)] = Int32(Self.each)
    if movers > 0 {
      demand.add(
        Movement(
          ncyIndex: NCY.index(7), need: 0, from: Self.mainstream, to: Self.special, count: movers,
          released: false))
    }
    var placement = PlacementDraw(model, address: DrawAddress(seed: 8, draw: draw))
    var result = Placements(model.shape, settings: 3)
    placement.place(year: 0, demand: demand, into: &result)
    return result
  }

  /// Children in the school: from the waiting list, from the school that ends, with a new plan.
  private func inSchool(_ result: Placements) -> [Int] {
    let here = Self.cell(Self.special, 7)
    let (waited, new) = (Int(result.moved[here]), Int(result.arrived[0][here]))
    return [waited, result.roll[2] - waited - new, new]
  }

  @Test(
    "Scarce places above number go to the groups in the fill order's order",
    arguments: [
      (FillCriterion.standard, [0, 1, 2]),
      ([.phaseTransfer, .waitingList], [1, 0, 2]),
      ([.newPlan, .phaseTransfer], [2, 1, 0]),
      ([.distance, .newPlan, .needMatch, .waitingList], [2, 0, 1]),
    ], [0, 2, 3, 5, 7, 9, 11, 20])
  func scarcePlacesAboveNumber(order: (criteria: [FillCriterion], groups: [Int]), over: Int) throws
  {
    let model = try model(over: over, order.criteria)
    for draw in 0..<10 {
      let found = inSchool(placed(model, draw: UInt32(draw)))
      var (left, expected) = (1 + over, [0, 0, 0])
      for group in order.groups {
        expected[group] = min(left, Self.each)
        left -= expected[group]
      }
      #expect(found == expected)
    }
  }

  @Test(
    "Groups that the fill order does not tell apart take turns by lot, within 4 standard errors")
  func equalGroupsByLot() throws {
    // Nine places in all: one remains for newcomers and movers.
    let model = try model(over: 8, FillCriterion.standard)
    let newcomersFirst = (0..<300).map { draw in
      let result = placed(model, movers: 1, draw: UInt32(draw))
      #expect(result.roll[2] == 9)
      return Double(result.arrived[0][Self.cell(Self.special, 7)])
    }
    let sample = Sample(newcomersFirst)
    #expect(sample.variance > 0 && sample.meets(0.5))
  }
}
