import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("The gap between totals and expectation is shared by variance")
struct GapSharingTests {
  /// The totals that the model itself expects after a year, by averaging draws without totals.
  private func ownTotals(_ assumptions: ProjectionAssumptions, draws: Int) -> [Double] {
    let model = ProjectionModel(assumptions)
    var sums = [Double](repeating: 0, count: AgeBand.allCases.count)
    for draw in 0..<draws {
      let item = observed(model, draw: UInt32(draw), seed: 99)[0]
      for (band, heads) in bandTotals(item.closing, model.space).enumerated() {
        sums[band] += Double(heads) / Double(draws)
      }
    }
    return sums
  }

  @Test("A source that says what the model expects leaves odds and new plans nearly alone")
  func ownExpectationIsLeftAlone() {
    var invented = Invented(seed: 31)
    invented.size = 8
    invented.years = 1
    var assumptions = invented.assumptions().withoutParameterUncertainty
    let expected = ownTotals(assumptions, draws: 200)
    let plain = ProjectionModel(assumptions)
    assumptions.groups = FixedTotals(heads: [expected.map { Int($0.rounded()) }])
    let model = ProjectionModel(assumptions)
    let draws = (0..<100).map { FollowedDraw(model, draw: UInt32($0)) }
    for band in AgeBand.allCases.indices {
      let items = draws.map { $0.adjustments[0][band] }
      // The gap is the rounding and the error of the mean: a few heads of some thousand.
      #expect(items.allSatisfy { abs($0.leavingOdds - 1) < 0.03 })
      let mean = items.reduce(0) { $0 + Double($1.newPlans) } / 100
      let expected = plain.newPlanSpread.totals[0][band] * exponential(0.06 * 0.8)
      #expect(abs(mean - expected) < 0.03 * expected + 4 * (expected / 100).squareRoot())
      let ended = items.reduce(0) { $0 + Double($1.ended) } / 100
      let among = items.reduce(0) { $0 + Double($1.among) } / 100
      #expect(abs(ended) < 0.05 * among)
    }
  }

  @Test("Where new plans are sure the gap is made by leavers, and the other way round")
  func theSurerSideGivesWayLess() {
    func odds(newPlans: Double, ceasing: Double) -> [Double] {
      var invented = Invented(seed: 32)
      invented.size = 8
      invented.years = 1
      var assumptions = invented.assumptions().withoutParameterUncertainty
      let totals = ownTotals(assumptions, draws: 50).map { Int(0.9 * $0) }
      assumptions.groups = FixedTotals(heads: [totals])
      assumptions.trend.noise = Noise(level: 0, year: newPlans)
      assumptions.ceasingNoise = Noise(level: 0, year: ceasing)
      let model = ProjectionModel(assumptions)
      let draws = (0..<40).map { FollowedDraw(model, draw: UInt32($0)).adjustments[0] }
      return (0..<5).map { band in draws.reduce(0) { $0 + $1[band].leavingOdds / 40 } }
    }
    let (loose, tight) = (odds(newPlans: 0.02, ceasing: 0.4), odds(newPlans: 0.4, ceasing: 0.02))
    #expect(zip(loose, tight).allSatisfy { $0 > $1 && $1 > 0.99 })
  }

  @Test("New plans and leavers given the total have the spread of their joint distribution")
  func splitsVary() {
    var invented = Invented(seed: 33)
    invented.size = 20
    invented.years = 1
    var assumptions = invented.assumptions().withoutParameterUncertainty
    let totals = ownTotals(assumptions, draws: 50).map { Int($0.rounded()) }
    assumptions.trend.noise = Noise(level: 0, year: 0.1)
    assumptions.ceasingNoise = Noise(level: 0, year: 0.2)
    let plain = ProjectionModel(assumptions)
    assumptions.groups = FixedTotals(heads: [totals])
    let model = ProjectionModel(assumptions)
    let draws = 600
    let counts = (0..<draws).map { FollowedDraw(model, draw: UInt32($0)).adjustments[0] }
    let aged = shifted(assumptions.opening, model.space)
    for band in AgeBand.allCases.indices {
      let outlook = LeavingOutlook(
        plain, band: band, aged: aged, odds: 1, residual: assumptions.residual, year: 0)
      let prior = outlook.expectation(odds: 1)
      let new = plain.newPlanSpread.totals[0][band] * exponential(0.06 * 0.8)
      let (a, b) = (new * new * 0.01 + new, prior.slope * prior.slope * 0.04 + prior.variance)
      let expected = a * b / (a + b)
      let values = counts.map { Double($0[band].newPlans) }
      let mean = values.reduce(0, +) / Double(draws)
      let seen = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(draws - 1)
      // Given their difference two normal numbers have the variance ab / (a + b); the odds are not linear, hence the tenth.
      let error = 4 * (2 / Double(draws)).squareRoot()
      #expect(abs(seen / expected - 1) < error + 0.1, "\(band): \(seen) for \(expected)")
    }
  }

  @Test("The odds are solved for within their bound, and stop there")
  func oddsAreBounded() {
    let model = ProjectionModel(Invented(seed: 34).assumptions())
    let aged = shifted(model.assumptions.opening, model.space)
    let outlook = LeavingOutlook(model, band: 2, aged: aged, odds: 1, residual: 0, year: 0)
    let all = outlook.expectation(odds: 1).survivors
    for share in [0.7, 0.9, 1, 1.05] {
      let found = outlook.expectation(odds: outlook.odds(expecting: share * all)).survivors
      #expect(abs(found - share * all) < 1e-5)
    }
    #expect(abs(outlook.odds(expecting: 0) - LeavingOutlook.bound) < 1e-6)
    #expect(abs(outlook.odds(expecting: 100 * all) - 1 / LeavingOutlook.bound) < 1e-6)
  }

  @Test("A backlog adds its plans to what the year expects; levers scale it with the rest")
  func backlogAdds() {
    var assumptions = Invented(seed: 35).assumptions().withoutParameterUncertainty
    func expected(_ assumptions: ProjectionAssumptions, _ year: Int) -> Double {
      let model = ProjectionModel(assumptions)
      let draw = ProjectionDraw(model, address: DrawAddress(seed: 1, draw: 1))
      return model.newPlanSpread.totals[year].reduce(0, +) * draw.newPlanFactor(year)
    }
    assumptions.newPlanFactor = assumptions.newPlanFactor.map { $0.map { _ in 1 } }
    let plain = (0..<3).map { expected(assumptions, $0) }
    assumptions.backlog = [40, 0]
    // The rows' people are whole heads, the backlog's measure is not.
    #expect(abs(expected(assumptions, 0) - plain[0] - 40) < 0.5)
    #expect(expected(assumptions, 1) == plain[1] && expected(assumptions, 2) == plain[2])
    let with = expected(assumptions, 0)
    assumptions.newPlanFactor = assumptions.newPlanFactor.map { $0.map { _ in 0.5 } }
    #expect(abs(expected(assumptions, 0) - with / 2) < 1e-9)
  }
}
