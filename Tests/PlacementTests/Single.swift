import NumericalCore
import Vocabulary

@testable import Placement

/// One special school for all years and needs, children in Year 3, everybody else in mainstream.
struct Single {
  var places: Int
  var stretch = 1.0
  var overflow: [OverflowRow.Destination] = [.awaiting]
  var waiting = 0
  var opening = 0
  var fillOrder: [FillCriterion] = [.waitingList, .phaseTransfer, .newPlan]

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
    var assumptions = PlacementAssumptions(
      space: Self.space, settings: [setting],
      commissioned: ["school": [AcademicYear(start: 2024): Places(all: places)]], waiting: list,
      overflow: rows, baseCensus: 2025, years: 3)
    assumptions.fillOrder = fillOrder
    return try PlacementModel(assumptions, opening: plans)
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
    let model = try model()
    var placement = PlacementDraw(model, address: DrawAddress(seed: 1, draw: draw))
    var result = Placements(model.shape, settings: 1)
    placement.place(year: 0, demand: demand, into: &result)
    return result
  }
}
