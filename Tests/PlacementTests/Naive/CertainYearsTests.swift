import NumericalCore
import Testing
import Vocabulary

@testable import Placement

@Suite("Places for certain years, by both methods")
struct CertainYearsTests {
  /// A school with 3 places for any year and 2 for Years 0 to 3.
  private func placed(_ newcomers: [Int: Int], _ method: AllocationMethod) throws -> [Int: Int] {
    var network = RandomNetwork(1, waits: false)
    let (space, special) = (RandomNetwork.space, RandomNetwork.codes.provision("SPEC-STATE") ?? 0)
    network.opening = network.opening.map { _ in 0 }
    network.settings = [
      Setting(
        id: "s", name: "s", kind: .special, provision: "SPEC-STATE", designation: nil,
        ncys: NCY.range, stretch: 1, provenance: invented)
    ]
    network.commissioned = ["s": [AcademicYear(start: 2020): Places(all: 3)]]
    network.overflow = Phase.allCases.map {
      OverflowRow(need: nil, phase: $0, order: 1, went: .awaiting, share: 1, provenance: invented)
    }
    network.schemes = [
      Scheme(
        id: "one", name: "", setting: "s", opens: AcademicYear(start: 2025),
        deliveryProbability: 1, slip: [1],
        steps: [Scheme.Step(year: 0, ncys: 0...3, places: 2, provenance: invented)],
        provenance: invented)
    ]
    var assumptions = network.assumptions()
    assumptions.method = method
    assumptions.costs = (0..<(space.needs * space.provisions)).map { _ in 10_000 }
    let model = try PlacementModel(assumptions, opening: network.opening)
    var demand = Demand(space)
    for (ncy, count) in newcomers {
      demand.coming[0][space.cell(NCY.index(ncy), 0, special)] = Int32(count)
    }
    var draw = PlacementDraw(model, address: DrawAddress(seed: 4, draw: 1))
    var result = Placements(model.shape, settings: 1)
    draw.place(year: 0, demand: demand, into: &result)
    #expect(result.places == [Places(all: 5)])
    return newcomers.keys.reduce(into: [:]) {
      $0[$1] = Int(result.attended[space.cell(NCY.index($1), 0, special)])
    }
  }

  @Test(arguments: [AllocationMethod.fillOrder, .lowestCost])
  func `years with places of their own have them first, others those for any year`(
    method: AllocationMethod
  ) throws {
    #expect(try placed([8: 6], method) == [8: 3])
    #expect(try placed([3: 6], method) == [3: 5])
    #expect(try placed([3: 1, 8: 6], method) == [3: 1, 8: 3])
    #expect(try placed([3: 2, 4: 6], method) == [3: 2, 4: 3])
    let both = try placed([3: 6, 8: 6], method)
    let (early, late) = (both[3] ?? 0, both[8] ?? 0)
    #expect(early + late == 5 && late <= 3 && early >= 2)
  }
}
