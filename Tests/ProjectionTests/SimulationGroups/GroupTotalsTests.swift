import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("A baseline meets its draw's group totals")
struct GroupTotalsTests {
  /// Rising, level, falling and steeply falling bands, and all at once.
  static let growths: [[Double]] = [
    [1, 1, 1, 1, 1], [1.1, 1.05, 1.08, 1.02, 1.15], [0.9, 0.8, 0.95, 0.7, 0.6],
    [0.3, 0.3, 0.3, 0.3, 0.3], [2, 3, 2, 4, 5],
  ]

  @Test("Every band ends every year with its total, to the head", arguments: growths)
  func totalsAreMet(growth: [Double]) {
    for seed in UInt64(1)...3 {
      var invented = Invented(seed: seed)
      invented.residual = seed == 2 ? -0.03 : 0.02
      let assumptions = invented.assumptions(growth: growth, noise: 0.2)
      let model = ProjectionModel(assumptions)
      for draw in UInt32(0)..<4 {
        let totals = assumptions.groups?.totals(
          DrawAddress(seed: 7, draw: draw), years: assumptions.years)
        for item in FollowedDraw(model, draw: draw).years {
          let expected = AgeBand.allCases.indices.map { totals?[item.year, $0] ?? -1 }
          #expect(bandTotals(item.closing, model.space) == expected)
        }
      }
    }
  }

  @Test("Totals of nobody empty an authority, transfers in included")
  func totalsOfNobody() {
    var assumptions = Invented(seed: 4).assumptions()
    assumptions.groups = FixedTotals(heads: Array(repeating: [0, 0, 0, 0, 0], count: 6))
    let draw = FollowedDraw(ProjectionModel(assumptions), draw: 0)
    #expect(draw.years[0].closing.allSatisfy { $0 == 0 })
    #expect(draw.adjustments[0].contains { $0.turnedAway > 0 })
  }

  @Test("Plans conserve in every cell, whatever the totals", arguments: growths)
  func plansConserve(growth: [Double]) {
    for seed in UInt64(1)...3 {
      let model = ProjectionModel(
        Invented(seed: seed).assumptions(growth: growth, noise: 0.2))
      let base = FollowedDraw(model, draw: 1)
      for item in base.years { expectBooks(item, model.space) }
    }
  }

  @Test("Where a total falls steeply plans end beyond the odds' bound; where it rises leavers stay")
  func endingsAndStays() {
    let falling = FollowedDraw(
      ProjectionModel(Invented(seed: 1).assumptions(growth: [0.3, 0.3, 0.3, 0.3, 0.3])), draw: 0)
    #expect(falling.adjustments[0].contains { $0.ended > 20 && $0.newPlans == 0 })
    #expect(falling.adjustments[0].contains { $0.leavingOdds > 2 })
    let rising = FollowedDraw(
      ProjectionModel(Invented(seed: 1).assumptions(growth: [2, 3, 2, 4, 5])), draw: 0)
    #expect(rising.adjustments[0].allSatisfy { $0.ended <= 0 })
    #expect(rising.adjustments[0].contains { $0.leavingOdds < 1 })
  }

  @Test("Years beyond the totals go by the model's own trend, and none before them change")
  func laterYearsAreOwn() {
    var assumptions = Invented(seed: 5).assumptions(growth: Self.growths[0])
    let long = FollowedDraw(ProjectionModel(assumptions), draw: 2)
    let totals = assumptions.groups?.totals(DrawAddress(seed: 7, draw: 2), years: 2)
    assumptions.groups = FixedTotals(
      heads: (0..<2).map { year in (0..<5).map { totals?[year, $0] ?? 0 } })
    let short = FollowedDraw(ProjectionModel(assumptions), draw: 2)
    #expect(short.years[1].closing == long.years[1].closing)
    #expect(short.adjustments.map(\.isEmpty) == [false, false, true, true, true, true])
  }

  @Test("The order of needs and provisions in the code lists changes no number", arguments: 1...3)
  func orderOfCodes(seed: Int) {
    let invented = Invented(seed: UInt64(seed))
    var other = invented
    other.codes = CodeLists(
      needs: [2, 0, 3, 1].map { Invented.needs[$0] },
      provisions: [4, 2, 5, 0, 3, 1].map { Invented.provisions[$0] })
    func stocks(_ invented: Invented) -> [[String: Int32]] {
      let space = invented.space
      let model = ProjectionModel(invented.assumptions(growth: [0.8, 1.1, 1, 0.7, 1.2]))
      return FollowedDraw(model, draw: 3).years.map { item in
        Dictionary(
          uniqueKeysWithValues: item.closing.indices.map { (space.name(of: $0), item.closing[$0]) })
      }
    }
    #expect(stocks(invented) == stocks(other))
  }

  @Test("New plans of a band in which none are expected resemble the plans that are there")
  func nothingExpected() {
    var assumptions = Invented(seed: 6).assumptions(growth: [1.5, 1.5, 1.5, 1.5, 1.5], noise: 0)
    for row in assumptions.newPlanRate.indices { assumptions.newPlanRate[row] = 0 }
    let model = ProjectionModel(assumptions)
    let item = FollowedDraw(model, draw: 0).years[0]
    let new = item.demand.coming[Seeking.newPlan.rawValue]
    #expect(new.reduce(0, +) > 100)
    #expect(new.indices.allSatisfy { new[$0] == 0 || item.demand.aged[$0] > 0 })
    let start = bandTotals(assumptions.opening, model.space)
    #expect(bandTotals(item.closing, model.space) == start.map { Int(Double($0) * 1.5) })
  }
}

/// Nobody who leaves was not there, nobody moves who left.
func expectBooks(_ item: ObservedYear, _ space: StateSpace) {
  let demand = item.demand
  #expect(demand.aged == shifted(item.opening, space))
  var moving = [Int32](repeating: 0, count: space.count)
  for movement in demand.movements {
    moving[space.cell(movement.ncyIndex, movement.need, movement.from)] += Int32(movement.count)
  }
  for cell in 0..<space.count {
    let leaving = [demand.ceased[cell], demand.out[cell], demand.lost[cell]]
    let staying = demand.aged[cell] - leaving.reduce(0, +)
    #expect(leaving.allSatisfy { $0 >= 0 } && staying >= 0 && moving[cell] <= staying)
    #expect(demand.releasedStaying[cell] <= min(staying, item.released[cell]))
    #expect(demand.coming.allSatisfy { $0[cell] >= 0 } && item.closing[cell] >= 0)
  }
  func sum(_ values: [Int32]) -> Int { values.reduce(0) { $0 + Int($1) } }
  let coming = demand.coming.reduce(0) { $0 + sum($1) }
  let leaving = sum(demand.ceased) + sum(demand.out) + sum(demand.lost) + sum(demand.agedOut)
  #expect(sum(item.opening) + coming - leaving == sum(item.closing))
}
