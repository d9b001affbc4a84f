import NumericalCore
import Testing

@testable import Projection

/// Invented cells whose true strength is known.
private struct SimulatedField {
  var stream: DrawStream

  init(_ seed: Int, _ name: String) {
    stream = DrawStream(
      DrawAddress(seed: UInt64(seed), draw: 0), year: 0, cell: stableHash(name), purpose: 99)
  }

  /// Counts whose means differ from `mean` by Gamma factors.
  mutating func counts(_ cells: Int, strength: Double) -> [CountCell] {
    (0..<cells).map { _ in
      let mean = 0.5 + 40 * stream.next() * stream.next()
      let own = gamma(shape: strength, scale: mean / strength, using: &stream)
      return CountCell(
        events: Double(poissonQuantile(stream.next(), mean: own)), mean: mean)
    }
  }

  /// Events whose chances differ from `rate` by a Beta law.
  mutating func shares(_ cells: Int, strength: Double) -> [ShareCell] {
    (0..<cells).map { _ in
      let (rate, heads) = (0.02 + 0.5 * stream.next(), 5 + Int(400 * stream.next()))
      let own = beta(strength * rate, strength * (1 - rate), using: &stream)
      let events = binomialQuantile(stream.next(), trials: heads, probability: own)
      return ShareCell(events: Double(events), exposure: Double(heads), rate: rate)
    }
  }

  /// Outcomes whose shares differ by a Dirichlet law.
  mutating func outcomes(_ cells: Int, strength: Double) -> [OutcomeCell] {
    (0..<cells).compactMap { _ in
      let shares = dirichlet([3, 2, 1, 1, 0.5], using: &stream)
      let events = dirichletMultinomial(
        20 + Int(200 * stream.next()), alphas: shares.map { strength * $0 }, using: &stream)
      return OutcomeCell(events: events.map(Double.init), shares: shares)
    }
  }
}

/// The marginal likelihoods, and the strengths under which cells are most likely.
struct StrengthTests {
  /// Off by at most 3 standard errors of the logarithm.
  private func recovers(_ found: Strength, _ truth: Double) throws {
    #expect(found.source == .estimated)
    let error = try #require(found.logError)
    let distance = (logarithm(found.value) - logarithm(truth)) / error
    #expect(abs(distance) <= 3, "\(found.value) for \(truth), \(distance) standard errors")
    #expect(error < 1)
  }

  @Test(arguments: 1...4, [4.0, 30, 150])
  func `a simulated field gives its true strength within three standard errors`(
    seed: Int, truth: Double
  ) throws {
    var field = SimulatedField(seed, "strength \(truth)")
    try recovers(
      StrengthSearch(.newPlansByNeed, field.counts(800, strength: truth)).strength(), truth)
    try recovers(StrengthSearch(.leaving, field.shares(400, strength: truth)).strength(), truth)
    try recovers(
      StrengthSearch(.firstProvision, field.outcomes(200, strength: truth)).strength(), truth)
  }

  @Test(arguments: [0.3, 4, 90])
  func `each likelihood is a probability: it adds to 1 over all counts`(strength: Double) throws {
    var (counts, constant) = (0.0, 0.0)
    for count in 0...1500 {
      if count > 0 { constant += logarithm(7.5 / Double(count)) }
      let cell = CountCell(events: Double(count), mean: 7.5)
      counts += exponential(cell.logLikelihood(strength) + constant)
    }
    #expect(abs(counts - 1) < 1e-9)
    let shares = (0...25).reduce(0.0) { sum, count in
      let cell = ShareCell(events: Double(count), exposure: 25, rate: 0.2)
      return sum
        + exponential(
          cell.logLikelihood(strength) + factorial(25) - factorial(count) - factorial(25 - count))
    }
    #expect(abs(shares - 1) < 1e-9)
    var outcomes = 0.0
    for first in 0...9 {
      for second in 0...(9 - first) {
        let events = [first, second, 9 - first - second]
        let cell = try #require(
          OutcomeCell(events: events.map(Double.init), shares: [0.5, 0.3, 0.2]))
        outcomes += exponential(
          cell.logLikelihood(strength) + factorial(9) - events.reduce(0) { $0 + factorial($1) })
      }
    }
    #expect(abs(outcomes - 1) < 1e-9)
  }

  private func factorial(_ count: Int) -> Double {
    count < 2 ? 0 : (2...count).reduce(0) { $0 + logarithm(Double($1)) }
  }

  @Test func `two outcomes are events among the exposed`() throws {
    for (events, heads, rate, strength) in [(3.0, 40.0, 0.1, 12.0), (0, 9, 0.4, 0.5)] {
      let share = ShareCell(events: events, exposure: heads, rate: rate)
      let outcome = try #require(
        OutcomeCell(events: [events, heads - events], shares: [rate, 1 - rate]))
      #expect(abs(share.logLikelihood(strength) - outcome.logLikelihood(strength)) < 1e-9)
    }
  }

  @Test func `no maximum inside the bounds: the end is taken and it says so`() {
    let same = (1...30).map {
      ShareCell(events: Double($0) * 10, exposure: Double($0) * 50, rate: 0.2)
    }
    let most = StrengthSearch(.leaving, same).strength()
    #expect(most.source == .atMost && most.value == StrengthSearch.bounds.upperBound)
    #expect(most.standardError == nil)
    // All or nobody, whatever England's rate: nothing can be learned from it.
    let opposite = (1...30).map {
      ShareCell(events: $0 % 2 == 0 ? 1000 : 0, exposure: 1000, rate: 0.5)
    }
    let least = StrengthSearch(.leaving, opposite).strength()
    #expect(least.source == .atLeast && least.value == StrengthSearch.bounds.lowerBound)
  }

  @Test func `cells that say nothing are not counted, and too few fall back`() {
    let silent = [
      ShareCell(events: 0, exposure: 0, rate: 0.2), ShareCell(events: 4, exposure: 9, rate: 0),
      ShareCell(events: 9, exposure: 9, rate: 1), ShareCell(events: 1, exposure: 9, rate: 0.3),
    ]
    let strength = StrengthSearch(.leaving, silent).strength()
    #expect(strength.source == .uninformed && strength.cells == 1 && strength.value == 30)
    #expect(StrengthSearch(.moveLevel, [CountCell]()).strength().value == 4)
    #expect(OutcomeCell(events: [3, 0], shares: [1, 0]) == nil)
  }

  @Test func `a folder's strength goes before the estimate, one of a kind before one of all`() {
    var settings = EstimationSettings()
    let search = { StrengthSearch(.leaving, [ShareCell]()) }
    #expect(settings.strength(.leaving, search).source == .uninformed)
    settings.shrinkagePlans = 12
    settings.levelEvents = 2
    settings.strengths[.leavingPost16] = 7
    #expect(settings.given(.leaving) == 12 && settings.given(.leavingPost16) == 7)
    #expect(settings.given(.moveLevel) == 2)
    let given = settings.strength(.leavingPost16, search)
    #expect(given.source == .given && given.value == 7 && given.standardError == nil)
  }

  @Test func `the least strength that is allowed to a folder is 0: own rates`() {
    let none = Shrinkage(strength: 0)
    #expect(none.rate(events: 2, exposure: 8, england: 1) == 0.25)
    #expect(none.rate(events: 0, exposure: 0, england: 0.25) == 0.25)
    #expect(none.ownWeight(0) == 0 && none.ownWeight(5) == 1)
    #expect(none.count(3, mean: 2) == 3 && none.count(3, mean: 0) == 0)
  }

  @Test func `England at the local level explains the local total, in the same order of shares`() {
    let shares = [0.0, 0.02, 0.1, 0.5, 1]
    let heads = [10.0, 300, 200, 100, 4]
    let moved = broughtToLevel(shares, exposure: heads, events: 150)
    let sum = zip(moved, heads).reduce(0) { $0 + $1.0 * $1.1 }
    #expect(abs(sum - 150) < 1e-6)
    #expect(moved[0] == 0 && moved[4] == 1 && moved == moved.sorted())
    let none = broughtToLevel(shares, exposure: heads, events: 0)
    #expect(none[1] > 0 && none.allSatisfy(\.isFinite))
    #expect(broughtToLevel(shares, exposure: [0, 0, 0, 0, 0], events: 3) == shares)
  }

  @Test func `spans that overlap are one`() {
    #expect(merged([3...3, -2...(-1), 16...21, 17...21, 3...3]) == [-2...(-1), 3...3, 16...21])
    #expect(merged([]).isEmpty)
  }
}
