import NumericalCore
import Projection
import TestSupport
import Vocabulary

@testable import Scenarios

/// Totals that walk from some plans by band, with noise of the draw.
struct WalkingTotals: GroupTotalsSource {
  let start: [Int]
  let growth: [Double]

  func totals(_ address: DrawAddress, years: Int) -> GroupTotals {
    GroupTotals(
      (0..<years).map { year in
        start.indices.map { band in
          let u = address.uniform(year: year, cell: UInt64(band), purpose: 200)
          let size = (0...year).reduce(Double(start[band])) { plans, _ in plans * growth[band] }
          return Int(size * (0.85 + 0.3 * u))
        }
      })
  }
}

/// Runs of the small authority whose bands have totals of their own.
enum GroupRun {
  static let rising = [1.05, 1.1, 1.08, 1.0, 1.1]
  static let falling = [0.5, 0.4, 0.5, 0.3, 0.3]
  private static let evidence = Result { try SmallAuthority.evidence() }
  /// Fewer new plans, and more ceasing after sixteen.
  static let levers: [Lever.Change] = [
    .newPlanRate(multiply: 0.6, needs: nil, ncys: NCY.range, CensusWindow(starts: 2026)),
    .ceasingRate(multiply: 1.5, ncys: 12...21, CensusWindow(starts: 2026)),
  ]
  private static let made = Result {
    try [rising, falling].map { growth in
      (growth, try model([], growth: growth), try model(levers, growth: growth))
    }
  }

  /// A baseline and a scenario, shared by the tests: a model takes longer to estimate than to run.
  static func models(_ growth: [Double] = rising) throws -> (
    baseline: ScenarioModel, scenario: ScenarioModel
  ) {
    guard let models = try made.get().first(where: { $0.0 == growth }) else {
      return (try model([], growth: growth), try model(levers, growth: growth))
    }
    return (models.1, models.2)
  }

  static func model(_ levers: [Lever.Change], growth: [Double] = rising) throws -> ScenarioModel {
    let evidence = try evidence.get()
    let levers = levers.map {
      Lever(change: $0, provenance: Provenance(.illustrative, "a test"), summary: "a test")
    }
    return try ScenarioModel(
      Scenario(id: "test", name: "Test", question: "What if?", levers: levers),
      basis: try ScenarioBasis(evidence, years: SmallRun.years, groups: try source(growth)))
  }

  static func source(_ growth: [Double] = rising) throws -> WalkingTotals {
    let space = StateSpace(SmallAuthority.codes)
    var start = [Int](repeating: 0, count: AgeBand.allCases.count)
    let opening = try SmallRun.run(draws: 1).model.projection.assumptions.opening
    for (cell, heads) in opening.enumerated() {
      start[AgeBand(ncy: NCY.at(space.ncyIndex(of: cell))).index] += Int(heads)
    }
    return WalkingTotals(start: start, growth: growth)
  }

  static func run(
    _ model: ScenarioModel, draws: Int = 10, threads: Int = 1, seed: UInt64 = 2025,
    following ledger: GroupLedger? = nil
  ) -> ScenarioRun {
    ScenarioRun(
      model,
      options: RunOptions(draws: draws, seed: seed, years: SmallRun.years, threads: threads),
      following: ledger)
  }
}

/// True where two runs have the same heads and money.
func isSame(_ one: DrawStore, _ other: DrawStore) -> Bool {
  one.allHeads == other.allHeads && one.allPence == other.allPence
}

/// True where two runs have the same heads, money and counts of places.
func isSame(_ one: ScenarioRun, _ other: ScenarioRun) -> Bool {
  isSame(one.store, other.store) && one.places.all == other.places.all
}
