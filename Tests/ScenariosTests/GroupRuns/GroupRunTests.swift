import NumericalCore
import Projection
import Testing
import Vocabulary

@testable import Scenarios

@Suite("A run meets the totals of its age bands")
struct GroupRunTests {
  private let window = CensusWindow(starts: 2026)

  @Test(
    "The bands of a baseline are the source's in every draw and year, and so are their quantiles",
    arguments: [GroupRun.rising, GroupRun.falling])
  func totalsAreTheSources(growth: [Double]) throws {
    let source = try GroupRun.source(growth)
    let run = try GroupRun.run(GroupRun.models(growth).baseline, draws: 30)
    let need = run.model.space.needs
    for year in 0..<SmallRun.years {
      var sums = [Int64](repeating: 0, count: 30)
      for band in AgeBand.allCases.indices {
        let expected = (0..<30).map { draw in
          Int64(source.totals(DrawAddress(seed: 2025, draw: draw), years: 4)[year, band])
        }
        let series = run.store.layout.plans(year + 1, band, need)
        #expect(run.store.heads(series) == expected)
        #expect(run.store.summary(heads: series) == DrawStore.summary(expected))
        sums = zip(sums, expected).map { $0 + $1 }
      }
      let all = run.store.layout.plans(year + 1, SeriesLayout.bands - 1, need)
      #expect(run.store.heads(all) == sums)
    }
  }

  @Test(
    "Levers that do nothing give the baseline's bytes, its ledger handed on or not",
    arguments: [GroupRun.rising, GroupRun.falling])
  func neutralLevers(growth: [Double]) throws {
    let base = try GroupRun.run(GroupRun.models(growth).baseline)
    let neutral = try GroupRun.model(
      [
        .newPlanRate(multiply: 1, needs: nil, ncys: NCY.range, window),
        .ceasingRate(multiply: 1, ncys: NCY.range, window),
      ], growth: growth)
    #expect(isSame(GroupRun.run(neutral, following: base.ledger).store, base.store))
    #expect(isSame(GroupRun.run(neutral).store, base.store))
  }

  @Test("One thread, two and eight give the same bytes", arguments: [2, 8])
  func threadsChangeNothing(threads: Int) throws {
    let (model, scenario) = try GroupRun.models()
    let one = GroupRun.run(model)
    let many = GroupRun.run(model, threads: threads)
    #expect(isSame(one.store, many.store))
    let alone = GroupRun.run(scenario, threads: threads)
    #expect(isSame(GroupRun.run(scenario, following: one.ledger).store, alone.store))
    #expect(!isSame(one.store, alone.store))
  }

  @Test("A draw is the same however many draws are made")
  func drawsStandAlone() throws {
    let scenario = try GroupRun.models().scenario
    let few = GroupRun.run(scenario, draws: 3).store
    let many = GroupRun.run(scenario, draws: 8).store
    #expect(few.allHeads == many.allHeads.map { Array($0.prefix(3)) })
  }

  @Test(
    "By provision, closing = opening + came − went, in a baseline and in a scenario",
    arguments: [GroupRun.rising, GroupRun.falling])
  func stocksAndFlowsAgree(growth: [Double]) throws {
    let base = try GroupRun.run(GroupRun.models(growth).baseline)
    let scenario = try GroupRun.run(
      GroupRun.models(growth).scenario, following: base.ledger)
    for store in [base.store, scenario.store] { expectBooks(store) }
  }

  private func expectBooks(_ store: DrawStore) {
    let layout = store.layout
    let (space, all) = (layout.space, SeriesLayout.bands - 1)
    for year in 0..<layout.years {
      for provision in 0...space.provisions {
        func stock(_ census: Int) -> [Int64] {
          store.heads(layout.placements(census, provision, all, space.needs))
        }
        func flow(_ flow: SeriesLayout.Flow) -> [Int64] {
          store.heads(layout.flows(year, flow, all, provision))
        }
        var expected = stock(year)
        for came in [SeriesLayout.Flow.new, .transferIn, .residual, .moved] {
          expected = zip(expected, flow(came)).map { $0 + $1 }
        }
        for went in [SeriesLayout.Flow.movedAway, .ceased, .out, .agedOut] {
          expected = zip(expected, flow(went)).map { $0 - $1 }
        }
        #expect(stock(year + 1) == expected)
      }
    }
  }

  @Test("A lever on new plans lowers them in every draw and year, and scales their mean")
  func leverScales() throws {
    let models = try GroupRun.models()
    let base = GroupRun.run(models.baseline, draws: 20)
    let less = GroupRun.run(models.scenario, draws: 20, following: base.ledger)
    let layout = base.store.layout
    for year in 0..<SmallRun.years {
      let series = layout.flows(year, .new, SeriesLayout.bands - 1, layout.space.provisions)
      let (before, after) = (base.store.heads(series), less.store.heads(series))
      #expect(zip(before, after).allSatisfy { $0 >= $1 })
      let (sum, exact) = (
        Double(after.reduce(0, +)), 0.6 * Double(before.reduce(0, +))
      )
      // A row of n plans is rounded with a variance of at most a quarter, and of 0.24 for one plan.
      #expect(abs(sum - exact) < 4 * (0.25 * Double(before.reduce(0, +))).squareRoot())
    }
  }

  @Test("More ceasing after sixteen leaves younger bands as they were, and the older ones smaller")
  func leverKeepsToItsBands() throws {
    let base = try GroupRun.run(GroupRun.models().baseline)
    let lever = Lever.Change.ceasingRate(multiply: 1.5, ncys: 12...21, window)
    let more = try GroupRun.run(GroupRun.model([lever]), following: base.ledger)
    let layout = base.store.layout
    for band in 0..<3 {
      // A year later places that older children left have changed where younger ones are.
      let series = layout.plans(1, band, layout.space.needs)
      #expect(base.store.heads(series) == more.store.heads(series))
    }
    let all = layout.plans(2, SeriesLayout.bands - 1, layout.space.needs)
    #expect(base.store.heads(all).reduce(0, +) > more.store.heads(all).reduce(0, +))
  }

  @Test("Another population has its own estimate and follows the authority's baseline")
  func populationFollows() throws {
    var evidence = try GroupRun.models().baseline.evidence
    let variant = evidence.authority.populationVariant
    evidence.local.population["more"] = evidence.local.population[variant]?.mapValues {
      $0.map { 1.2 * $0 }
    }
    func run(_ levers: [Lever.Change]) throws -> ScenarioRun {
      let levers = levers.map {
        Lever(change: $0, provenance: Provenance(.illustrative, "a test"), summary: "a test")
      }
      return try GroupRun.run(
        ScenarioModel(
          Scenario(id: "test", name: "Test", question: "What if?", levers: levers),
          basis: try ScenarioBasis(
            evidence, years: SmallRun.years, groups: try GroupRun.source())))
    }
    // The same rates on a fifth more people in all years, those of the estimate among them, are the same plans.
    let (base, more) = (try run([]), try run([.population(variant: "more")]))
    let layout = base.store.layout
    let all = layout.plans(4, SeriesLayout.bands - 1, layout.space.needs)
    let (one, other) = (base.store.heads(all).reduce(0, +), more.store.heads(all).reduce(0, +))
    #expect(abs(Double(one - other)) < 0.02 * Double(one))
  }
}
