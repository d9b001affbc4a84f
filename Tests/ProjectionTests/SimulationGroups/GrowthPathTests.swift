import Testing
import Vocabulary

@testable import Projection

@Suite("Growth is told apart by cause")
struct GrowthPathTests {
  private func assumptions() -> ProjectionAssumptions {
    var result = Invented(seed: 41).assumptions().withoutParameterUncertainty
    result.basePopulation = result.population[0]
    return result
  }

  private func sums(_ path: GrowthPath) -> [Int] {
    path.ageing.indices.map {
      path.ageing[$0] + path.population[$0] + path.backlog[$0] + path.residual[$0]
    }
  }

  @Test("The causes together are the expected growth, within 4 standard errors of the draws' mean")
  func causesAreTheGrowth() {
    var given = assumptions()
    given.trend = NewPlanTrend(growth: 0, growthDeviation: 0, damping: 0, noise: .none)
    given.reviewFactor = 1
    given.newPlanFactor = given.newPlanFactor.map { $0.map { _ in 1 } }
    given.ceasingFactor = given.ceasingFactor.map { $0.map { _ in 1 } }
    given.backlog = [30, 20, 10, 0, 0, 0]
    let model = ProjectionModel(given)
    let growth = sums(GrowthPath(model))
    let opening = Double(given.opening.reduce(0, +))
    let draws = (0..<60).map { observed(model, draw: UInt32($0)) }
    for year in 0..<given.years {
      let values = draws.map { Double($0[year].closing.reduce(0, +)) - opening }
      let mean = values.reduce(0, +) / 60
      let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 59
      #expect(abs(mean - Double(growth[year])) < 4 * (variance / 60).squareRoot() + 1)
    }
  }

  @Test("A population that does not change has no effect; nor has a backlog or residual of nothing")
  func nothingIsNothing() {
    var given = assumptions()
    given.population = given.population.map { _ in given.population[0] }
    given.residual = 0
    let path = GrowthPath(ProjectionModel(given))
    #expect(path.population.allSatisfy { $0 == 0 } && path.backlog.allSatisfy { $0 == 0 })
    #expect(path.residual.allSatisfy { $0 == 0 } && path.ageing.contains { $0 != 0 })
  }

  @Test("Each cause moves its own part: population, backlog, residual; rates move none")
  func causesAreApart() {
    let base = GrowthPath(ProjectionModel(assumptions()))
    var other = assumptions()
    other.population = other.population.map { $0.map { 1.1 * $0 } }
    let larger = GrowthPath(ProjectionModel(other))
    #expect(larger.ageing == base.ageing)
    #expect(zip(larger.population, base.population).allSatisfy { $0 > $1 })
    other = assumptions()
    other.backlog = [50]
    let backlog = GrowthPath(ProjectionModel(other))
    #expect(backlog.ageing == base.ageing && backlog.population == base.population)
    #expect(backlog.backlog[0] == 50 && backlog.backlog[5] < 50 && backlog.backlog[5] > 0)
    other = assumptions()
    other.residual = -other.residual
    #expect(GrowthPath(ProjectionModel(other)).residual.allSatisfy { $0 < 0 })
    other = assumptions()
    other.trend.growth = 0.5
    other.newPlanFactor = other.newPlanFactor.map { $0.map { 2 * $0 } }
    other.ceasingFactor = other.ceasingFactor.map { $0.map { 2 * $0 } }
    #expect(GrowthPath(ProjectionModel(other)) == base)
  }
}
