import Testing
import Vocabulary

@testable import Scenarios

@Suite("Causes add up to the growth of plans")
struct GrowthDriverTests {
  private let fewer = Lever.Change.newPlanRate(
    multiply: 0.7, needs: nil, ncys: NCY.range, CensusWindow(starts: 2026))

  private func expectSums(_ run: ScenarioRun) {
    let drivers = GrowthDrivers(run)
    let layout = run.store.layout
    for year in 0..<run.model.years {
      var sum = [Int64](repeating: 0, count: run.store.draws)
      for driver in GrowthDrivers.Driver.allCases {
        sum = zip(sum, drivers.growth(year, from: driver)).map { $0 + $1 }
      }
      let plans = [0, year + 1].map {
        run.store.heads(layout.plans($0, SeriesLayout.bands - 1, layout.space.needs))
      }
      #expect(sum == zip(plans[1], plans[0]).map { $0 - $1 })
      #expect(drivers.summary(year) == DrawStore.summary(sum))
    }
  }

  @Test("In every draw and year, with totals and without, in baselines and scenarios")
  func causesAddUp() throws {
    expectSums(try SmallRun.run(draws: 12))
    let models = try GroupRun.models()
    for model in [models.baseline, models.scenario] { expectSums(GroupRun.run(model)) }
  }

  @Test("A lever on rates moves the rates' part alone")
  func leversMoveRates() throws {
    let (base, less) = (
      GrowthDrivers(try SmallRun.run(draws: 4)), GrowthDrivers(try SmallRun.run([fewer]))
    )
    for driver in GrowthDrivers.Driver.allCases {
      let (one, other) = (base.growth(3, from: driver), less.growth(3, from: driver))
      #expect((one == other) == (driver != .rate))
      if driver == .rate { #expect(zip(one, other).allSatisfy { $0 > $1 }) }
    }
  }
}
