import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("Nobody is lost or made")
struct ConservationTests {
  static let seeds: [UInt64] = Array(1...6)

  /// Random heads of every cell released, whatever their year.
  private func releasedAtRandom(_ seed: UInt64) -> ([Int32], Int) -> [Int32] {
    { aged, year in
      var lots = Lots(seed, "released \(year)")
      return aged.map { Int32(lots.next(below: Int($0) + 1)) }
    }
  }

  private func years(_ seed: UInt64) -> [ObservedYear] {
    var invented = Invented(seed: seed)
    invented.residual = seed % 2 == 0 ? -0.03 : 0.03
    let model = ProjectionModel(invented.assumptions())
    return (0..<4).flatMap {
      observed(model, draw: UInt32($0), released: releasedAtRandom(seed))
    }
  }

  @Test(
    "The plans a year older are the opening plans; those past the last year have aged out",
    arguments: seeds)
  func agedIsTheOpeningShifted(seed: UInt64) {
    let space = StateSpace(Invented.codes)
    for item in years(seed) {
      #expect(item.demand.aged == shifted(item.opening, space))
      #expect(item.demand.agedOut == Array(item.opening.suffix(space.cellsPerNCY)))
    }
  }

  @Test("In every cell leavers and movers are among those who were there", arguments: seeds)
  func leaversAndMoversWereThere(seed: UInt64) {
    let space = StateSpace(Invented.codes)
    for item in years(seed) {
      let demand = item.demand
      var moving = [Int32](repeating: 0, count: space.count)
      var movingReleased = moving
      for movement in demand.movements {
        let cell = space.cell(movement.ncyIndex, movement.need, movement.from)
        #expect(movement.count > 0 && movement.to != movement.from)
        moving[cell] += Int32(movement.count)
        if movement.released { movingReleased[cell] += Int32(movement.count) }
      }
      for cell in 0..<space.count {
        let leaving = demand.ceased[cell] + demand.out[cell] + demand.lost[cell]
        let staying = demand.aged[cell] - leaving
        let freed = demand.releasedStaying[cell]
        let counts = [demand.ceased[cell], demand.out[cell], demand.lost[cell], freed]
        #expect(counts.allSatisfy { $0 >= 0 } && staying >= 0, "\(space.name(of: cell))")
        #expect(freed <= item.released[cell] && freed <= staying)
        #expect(item.released[cell] - freed <= leaving)
        #expect(movingReleased[cell] <= freed)
        #expect(moving[cell] - movingReleased[cell] <= staying - freed)
      }
    }
  }

  @Test("Opening + coming − leaving − aged out = closing, in heads", arguments: seeds)
  func stocksAndFlowsAgree(seed: UInt64) {
    for item in years(seed) {
      let demand = item.demand
      func sum(_ values: [Int32]) -> Int { values.reduce(0) { $0 + Int($1) } }
      let coming = demand.coming.reduce(0) { $0 + sum($1) }
      let leaving = sum(demand.ceased) + sum(demand.out) + sum(demand.lost) + sum(demand.agedOut)
      #expect(sum(item.opening) + coming - leaving == sum(item.closing))
      #expect(item.closing.allSatisfy { $0 >= 0 } && demand.coming.joined().allSatisfy { $0 >= 0 })
    }
  }

  @Test("SEN2's residual either loses plans or brings them, not both in one year")
  func residualHasOneSign() {
    for seed in Self.seeds {
      for item in years(seed) {
        let lost = item.demand.lost.reduce(0, +)
        let found = item.demand.coming[Seeking.residual.rawValue].reduce(0, +)
        #expect(lost == 0 || found == 0)
      }
    }
  }
}
