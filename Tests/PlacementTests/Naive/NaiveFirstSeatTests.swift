import NumericalCore
import Testing
import Vocabulary

@testable import Placement

/// The seat numbered 0 is a setting like others: its provision is the first of the code list.
@Suite("A school in the first provision of the code list")
struct NaiveFirstSeatTests {
  private static let space = StateSpace(
    CodeLists(
      needs: RandomNetwork.needs,
      provisions: ["SPEC-STATE", "DSP", "MAIN", "NONE"].compactMap { code in
        RandomNetwork.provisions.first { $0.code == code }
      }))
  private static let special = 0
  private static let base = 1
  private static let mainstream = 2

  private func cell(_ provision: Int, _ ncy: Int = 3) -> Int {
    Self.space.cell(NCY.index(ncy), 0, provision)
  }

  private func setting(_ id: String, _ provision: String, elsewhere: Bool, stretch: Double)
    -> Setting
  {
    Setting(
      id: id, name: id, kind: .special, provision: provision, designation: nil, ncys: NCY.range,
      isElsewhere: elsewhere, baseRoll: 1, stretch: stretch, provenance: invented)
  }

  /// Newcomers and movers of Year 3 who want a provision, where a school has 4 places and a base none.
  private func placed(
    wanting wanted: Int, newcomers: Int = 0, movers: Int = 0, waiting: Int = 0,
    _ overflow: [OverflowRow.Destination], elsewhere: Bool = false
  ) throws -> Placements {
    var assumptions = PlacementAssumptions(
      space: Self.space,
      settings: [
        setting("school", "SPEC-STATE", elsewhere: elsewhere, stretch: 1.25),
        setting("base", "DSP", elsewhere: false, stretch: 1),
      ],
      commissioned: [
        "school": [AcademicYear(start: 2020): Places(all: 4)],
        "base": [AcademicYear(start: 2020): Places(all: 0)],
      ], baseCensus: 2025, years: 1)
    assumptions.overflow = overflow.enumerated().map { order, went in
      OverflowRow(
        need: nil, phase: .primary, order: order + 1, went: went, share: order == 0 ? 1 : 0,
        provenance: invented)
    }
    if waiting > 0 {
      assumptions.waiting = [
        WaitingRow(
          need: 0, ncy: 2, wanted: wanted, attending: Self.mainstream, children: waiting,
          provenance: invented)
      ]
    }
    var plans = [Int32](repeating: 0, count: Self.space.count)
    plans[cell(Self.mainstream, 2)] = 20
    let model = try PlacementModel(assumptions, opening: plans)
    var demand = Demand(Self.space)
    demand.aged[cell(Self.mainstream)] = 20
    demand.coming[0][cell(wanted)] = Int32(newcomers)
    if movers > 0 {
      demand.add(
        Movement(
          ncyIndex: NCY.index(3), need: 0, from: Self.mainstream, to: wanted, count: movers,
          released: false))
    }
    var draw = PlacementDraw(model, address: DrawAddress(seed: 2, draw: 1))
    var result = Placements(model.shape, settings: 2)
    draw.place(year: 0, demand: demand, into: &result)
    return result
  }

  private func words(_ result: Placements, _ words: Placements.Word...) -> [Int] {
    words.map { result.went([$0]) }
  }

  @Test func `takes children within its places, over number and for another authority`() throws {
    let here = try placed(wanting: Self.special, newcomers: 7, [.overNumber, .awaiting])
    #expect(words(here, .asWanted, .overNumber, .awaiting) == [4, 1, 2] && here.roll == [5, 0])
    let there = try placed(
      wanting: Self.special, newcomers: 7, [.otherAuthority, .awaiting], elsewhere: true)
    #expect(words(there, .asWanted, .otherAuthority, .awaiting) == [4, 1, 2])
    #expect(there.roll == [5, 0])
    let crossed = try placed(wanting: Self.special, newcomers: 7, [.otherAuthority, .awaiting])
    #expect(words(crossed, .otherAuthority, .awaiting) == [0, 3], "a school here is nobody else's")
  }

  @Test func `takes children who wanted another provision, as many as it has places for`() throws {
    let result = try placed(
      wanting: Self.base, newcomers: 7, [.provision(Self.special), .held, .awaiting])
    #expect(result.roll == [4, 0] && words(result, .held, .awaiting, .asWanted) == [3, 0, 0])
    #expect(result.went { $4 == Self.special } == 4)
    #expect(result.attended[cell(Self.mainstream)] == 23 && sum(result.waiting) == 3)
  }

  @Test func `counts who looked there first, whether they came or kept their place`() throws {
    let result = try placed(
      wanting: Self.special, newcomers: 3, movers: 2, waiting: 2, [.awaiting])
    #expect(result.sought == [7, 0])
    #expect(words(result, .asWanted, .awaiting, .held).reduce(0, +) == 7)
    #expect(result.roll == [4, 0])
    let base = try placed(wanting: Self.base, newcomers: 3, [.awaiting])
    #expect(base.sought == [0, 3] && words(base, .awaiting) == [3])
  }

  @Test func `children of the list who do not come in stay where they are`() throws {
    let result = try placed(wanting: Self.special, waiting: 6, [.awaiting])
    #expect(result.roll == [4, 0] && words(result, .asWanted, .held, .awaiting) == [4, 2, 0])
    #expect(result.waiting[cell(Self.special)] == 2)
    #expect(result.attended[cell(Self.mainstream)] == 16)
    #expect(result.moved[cell(Self.special)] == 4 && result.movedAway[cell(Self.mainstream)] == 4)
  }
}
