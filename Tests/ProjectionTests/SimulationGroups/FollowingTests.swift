import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("A scenario follows what made the baseline of its draw meet its totals")
struct FollowingTests {
  static let growth = [1.05, 1.0, 1.1, 0.8, 0.4]

  private func newPlans(_ item: ObservedYear, _ space: StateSpace) -> [Int] {
    let cells = item.demand.coming[Seeking.newPlan.rawValue]
    return (0..<(space.ncys * space.needs)).map { row in
      cells[(row * space.provisions)..<((row + 1) * space.provisions)].reduce(0) { $0 + Int($1) }
    }
  }

  private func scaled(
    _ assumptions: ProjectionAssumptions, by factor: Double, rows: (Int) -> Bool = { _ in true }
  ) -> ProjectionModel {
    var result = assumptions
    for year in 0..<result.years {
      for row in result.newPlanFactor[year].indices where rows(row) {
        result.newPlanFactor[year][row] *= factor
      }
    }
    return ProjectionModel(result)
  }

  @Test("Without a lever it has the baseline's bits, whatever the totals", arguments: 1...4)
  func neutralIsBaseline(seed: Int) {
    for growth in GroupTotalsTests.growths {
      let assumptions = Invented(seed: UInt64(seed)).assumptions(growth: growth, noise: 0.2)
      let model = ProjectionModel(assumptions)
      let base = FollowedDraw(model, draw: 5)
      let same = FollowedDraw(
        scaled(assumptions, by: 1), draw: 5, path: base.path(model))
      for (one, other) in zip(base.years, same.years) {
        #expect(one.closing == other.closing && one.released == other.released)
        #expect(one.demand.ceased == other.demand.ceased)
        #expect(one.demand.coming == other.demand.coming)
        #expect(one.demand.movements == other.demand.movements)
      }
      #expect(same.adjustments == base.adjustments)
    }
  }

  @Test("Its books balance in every cell under levers", arguments: 1...3)
  func booksBalance(seed: Int) {
    for growth in GroupTotalsTests.growths {
      let assumptions = Invented(seed: UInt64(seed)).assumptions(growth: growth, noise: 0.2)
      let model = ProjectionModel(assumptions)
      let path = FollowedDraw(model, draw: 1).path(model)
      var changed = assumptions
      for year in 0..<changed.years {
        for row in changed.newPlanFactor[year].indices { changed.newPlanFactor[year][row] *= 0.4 }
        for ncy in changed.ceasingFactor[year].indices { changed.ceasingFactor[year][ncy] *= 2 }
      }
      for item in FollowedDraw(ProjectionModel(changed), draw: 1, path: path).years {
        expectBooks(item, model.space)
      }
    }
  }

  @Test("A lever on some years and needs leaves the new plans of the others as they were")
  func leverKeepsToItsScope() {
    let assumptions = Invented(seed: 2).assumptions(growth: Self.growth)
    let model = ProjectionModel(assumptions)
    let scope: (Int) -> Bool = { $0 % model.space.needs == 1 && $0 / model.space.needs < 12 }
    let changed = scaled(assumptions, by: 0.5, rows: scope)
    for draw in UInt32(0)..<5 {
      let base = FollowedDraw(model, draw: draw)
      let other = FollowedDraw(changed, draw: draw, path: base.path(model))
      for (one, two) in zip(base.years, other.years) {
        let (before, after) = (newPlans(one, model.space), newPlans(two, model.space))
        for row in before.indices {
          #expect(scope(row) ? after[row] <= before[row] : after[row] == before[row])
        }
      }
    }
  }

  @Test("New plans rise with the lever in every draw, year and row", arguments: 1...3)
  func newPlansRise(seed: Int) {
    let assumptions = Invented(seed: UInt64(seed)).assumptions(growth: Self.growth)
    let model = ProjectionModel(assumptions)
    for draw in UInt32(0)..<4 {
      let path = FollowedDraw(model, draw: draw).path(model)
      let runs = [0, 0.3, 0.9, 1, 1.4, 3].map { factor in
        FollowedDraw(scaled(assumptions, by: factor), draw: draw, path: path).years.map {
          newPlans($0, model.space)
        }
      }
      #expect(runs[0].joined().allSatisfy { $0 == 0 })
      for (less, more) in zip(runs, runs.dropFirst()) {
        #expect(zip(less.joined(), more.joined()).allSatisfy { $0 <= $1 })
      }
    }
  }

  /// Sixty draws of a baseline, for a lever of whatever strength.
  private static let sixty = {
    let model = ProjectionModel(Invented(seed: 3).assumptions(growth: growth))
    return (model, bases: (UInt32(0)..<60).map { FollowedDraw(model, draw: $0) })
  }()

  @Test(
    "A lever scales the expected new plans exactly: within 4 standard errors of its rounding",
    arguments: [0.85, 0.5, 1.3])
  func leverScales(factor: Double) {
    let (model, bases) = Self.sixty
    let changed = scaled(model.assumptions, by: factor)
    var (before, after, variance, worst) = (0.0, 0.0, 0.0, 0.0)
    for (draw, base) in bases.enumerated() {
      let other = FollowedDraw(changed, draw: UInt32(draw), path: base.path(model))
      for (one, two) in zip(base.years, other.years) {
        for (count, own) in zip(newPlans(one, model.space), newPlans(two, model.space)) {
          let exact = Double(count) * factor
          let fraction = exact - exact.rounded(.down)
          before += exact
          after += Double(own)
          variance += fraction * (1 - fraction)
          worst = max(worst, abs(Double(own) - exact))
        }
      }
    }
    #expect(worst < 1)
    #expect(abs(after - before) < 4 * variance.squareRoot())
    #expect(before > 1000)
  }

  @Test("More ceasing never means fewer leavers of a band in the first year", arguments: 1...3)
  func leaversRise(seed: Int) {
    let assumptions = Invented(seed: UInt64(seed)).assumptions(growth: [1.1, 1.2, 1, 1.1, 1.3])
    let model = ProjectionModel(assumptions)
    var more = assumptions
    for ncy in more.ceasingFactor[0].indices { more.ceasingFactor[0][ncy] *= 1.5 }
    for draw in UInt32(0)..<5 {
      let base = FollowedDraw(model, draw: draw)
      let other = FollowedDraw(ProjectionModel(more), draw: draw, path: base.path(model))
      func leavers(_ item: FollowedDraw) -> [Int] {
        let demand = item.years[0].demand
        let leavers = demand.ceased.indices.map { demand.ceased[$0] + demand.out[$0] }
        return bandTotals(leavers, model.space)
      }
      #expect(zip(leavers(base), leavers(other)).allSatisfy { $0 <= $1 })
    }
  }
}
