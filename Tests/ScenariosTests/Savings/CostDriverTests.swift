import NumericalCore
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Causes of cost add to its growth to the penny")
struct CostDriverTests {
  private let address = DrawAddress(seed: 17, draw: 0)
  private let needs = 4
  private let provisions = 3

  private struct Year {
    var population: Double
    var plans: [Int]
    var prices: [Int]

    func cost(_ needs: Int) -> PlanCost {
      PlanCost(
        population: population, planYears: plans, perPlan: 48, prices: prices, needs: needs)
    }

    /// The exact cost, in pence.
    var pence: Double {
      zip(plans, prices).reduce(0) { $0 + Double($1.0 * $1.1) } / 48
    }
  }

  private func year(_ trial: Int, _ which: Int) -> Year {
    func uniform(_ cell: Int, _ purpose: UInt8) -> Double {
      address.uniform(year: 2 * trial + which, cell: UInt64(cell), purpose: purpose)
    }
    let cells = 0..<(needs * provisions)
    let empty = Int(uniform(0, 9) * 6)
    return Year(
      population: 100_000 * (1 + uniform(0, 1)),
      plans: cells.map { $0 / provisions == empty ? 0 : Int(uniform($0, 2) * 90_000) },
      prices: cells.map { Int(uniform($0, 3) * 7_000_000) })
  }

  private func split(_ one: Year, _ other: Year, growth: Int? = nil) -> [Int] {
    let whole = growth ?? Int((other.pence - one.pence).rounded(.toNearestOrAwayFromZero))
    return PlanCost.split((one.cost(needs), other.cost(needs)), growth: whole)
  }

  @Test("The cost of all factors of a year is plans × price, and sums, signs and zeros hold")
  func laws() {
    for trial in 0..<300 {
      let (one, other) = (year(trial, 0), year(trial, 1))
      let costs = (one.cost(needs), other.cost(needs))
      #expect(abs(Double(PlanCost.cost(costs, later: 0)) / 1000 - one.pence) < 0.1)
      #expect(abs(Double(PlanCost.cost(costs, later: 31)) / 1000 - other.pence) < 0.1)
      let parts = split(one, other)
      let whole = Int((other.pence - one.pence).rounded(.toNearestOrAwayFromZero))
      #expect(parts.count == 6 && parts.reduce(0, +) == whole)
      #expect(abs(parts[5]) <= 1, "nothing but plans × price")
      let more = split(one, other, growth: whole + 12_345)
      #expect(more.reduce(0, +) == whole + 12_345 && abs(more[5] - 12_345) <= 1)
      #expect(split(other, one, growth: -whole) == parts.map { -$0 })
      #expect(split(one, one, growth: 0) == [0, 0, 0, 0, 0, 0])
    }
  }

  @Test("A factor that does not change has exactly nothing")
  func unchanged() {
    for trial in 0..<200 {
      let (one, noise) = (year(trial, 0), year(trial, 1))
      var people = one
      people.population = noise.population
      let (peopled, rated) = (split(one, people), [2, 3, 4])
      #expect(rated.allSatisfy { peopled[$0] == 0 } && peopled[0] == -peopled[1])
      var dearer = one
      dearer.prices = noise.prices
      #expect(Array(split(one, dearer).prefix(4)) == [0, 0, 0, 0])
      var more = dearer
      more.plans = one.plans.map { 3 * $0 }
      more.population = 3 * one.population
      #expect(Array(split(one, more)[1...3]) == [0, 0, 0], "plans in proportion to people")
      var mixed = one
      mixed.plans = one.plans.indices.map { one.plans[$0] * (1 + $0 / provisions) }
      let parts = split(one, mixed)
      #expect(parts[0] == 0 && parts[3] == 0 && parts[4] == 0)
    }
  }

  @Test("By sets they are what they are over all 120 orders, to a penny")
  func oracle() {
    for trial in 0..<20 {
      let costs = (year(trial, 0).cost(needs), year(trial, 1).cost(needs))
      var sums = [Double](repeating: 0, count: 5)
      for order in orders([0, 1, 2, 3, 4]) {
        var later = 0
        for factor in order {
          let before = PlanCost.cost(costs, later: later)
          later |= 1 << factor
          sums[factor] += Double(PlanCost.cost(costs, later: later) - before)
        }
      }
      let parts = split(year(trial, 0), year(trial, 1))
      for factor in 0..<5 { #expect(abs(Double(parts[factor]) - sums[factor] / 120_000) < 1.01) }
    }
  }

  private func orders(_ factors: [Int]) -> [[Int]] {
    guard factors.count > 1 else { return [factors] }
    return factors.flatMap { first in
      orders(factors.filter { $0 != first }).map { [first] + $0 }
    }
  }

  @Test("Of a run, whatever its threads: years add up, turned years turn, prices are prices")
  func runs() throws {
    let dear = Lever.Change.costGrowth(
      line: nil, percent: 9, starts: FinancialYear(start: 2026))
    let models = [try GroupRun.models().baseline, try GroupRun.model([dear])]
    let options = RunOptions(draws: 9, years: SmallRun.years, threads: 1)
    let runs = ScenarioRun.runs(models, options: options)
    let threaded = ScenarioRun(
      models[0], options: RunOptions(draws: 9, years: SmallRun.years, threads: 3))
    #expect(runs[0].planYears == threaded.planYears)
    for run in runs { try expectSums(run) }
    let (one, other) = (CostDrivers(runs[0]), CostDrivers(runs[1]))
    let price = CostDrivers.Driver.unitPrice.rawValue
    for (before, after) in zip(one.growths, other.growths) {
      #expect(before.parts[price] < after.parts[price])
    }
  }

  private func expectSums(_ run: ScenarioRun) throws {
    let growths = CostDrivers(run).growths
    let years = run.model.financialYears
    #expect(growths.count == years.count)
    let total = try #require(run.model.accountLines.firstIndex { $0.name == "total_cost" })
    let means = years.indices.map { year in
      Money.divided(
        Int(run.store.summary(pence: year * run.model.accountLines.count + total).sum),
        by: run.store.draws)
    }
    for growth in growths {
      let places = [growth.from, growth.to].compactMap(years.firstIndex)
      #expect(growth.growth.pence == means[places[1]] - means[places[0]])
      #expect(growth.parts.reduce(.zero, +) == growth.growth)
      let turned = try #require(CostDrivers.growth(run, from: places[1], to: places[0]))
      #expect(turned.parts.map(\.pence) == growth.parts.map { -$0.pence })
    }
    let steps = growths.dropLast().reduce(Money.zero) { $0 + $1.growth }
    #expect(growths.last?.growth == steps)
  }
}
