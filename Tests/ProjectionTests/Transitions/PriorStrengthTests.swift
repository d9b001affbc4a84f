import Foundation
import Projection
import TestSupport
import Testing
import Vocabulary

/// How far a state's rate is drawn to the rate of its national curriculum year.
struct PriorStrengthTests {
  /// Counts of one academic year: eight settings whose own rates differ, one of 3 plans and one of 300 far from the rest.
  private static func evidence(rates: [(plans: Int, leave: Int)]) -> TransitionEvidence {
    var evidence = TransitionEvidence(
      authority: LocalAuthority(
        name: "Invented", dfeCode: "", onsCode: "", baseCensus: 2024, horizon: 1,
        firstFinancialYear: FinancialYear(start: 2024), populationVariant: ""))
    evidence.needs = ["A"]
    let all = Array(rates.indices)
    evidence.settings = all.map {
      TransitionSetting(code: "S\($0)", group: "g", ncys: 0...1, needs: [0], destinations: all)
    }
    evidence.years = [2023]
    evidence.population = [2023: [0: 9000, 1: 9000]]
    evidence.counts = rates.enumerated().flatMap { index, rate in
      let place = NeedAndSetting(need: 0, setting: index)
      return [
        TransitionCount(year: 2023, ncy: 0, from: place, to: nil, people: rate.leave),
        TransitionCount(
          year: 2023, ncy: 0, from: place, to: place, people: rate.plans - rate.leave),
      ]
    }
    return evidence
  }

  private static let rates = [
    (plans: 3, leave: 2), (plans: 300, leave: 90), (plans: 120, leave: 18), (plans: 150, leave: 12),
    (plans: 200, leave: 30), (plans: 80, leave: 4), (plans: 160, leave: 32), (plans: 90, leave: 9),
  ]

  private func leaving(_ estimate: PooledTransitions) -> [Double] {
    estimate.states.range(ncy: 0).map { estimate.leaving[$0].mean }
  }

  @Test func `with the estimated strength 3 plans sit near the year's rate, 300 near their own`() {
    let estimate = PooledTransitions(Self.evidence(rates: Self.rates), strength: .estimated)
    let plans = Self.rates.reduce(0) { $0 + $1.plans }
    let year = Double(Self.rates.reduce(0) { $0 + $1.leave }) / Double(plans)
    let means = leaving(estimate)
    print("strength \(estimate.strengths.leaving): of 3 plans \(means[0]), of 300 \(means[1])")
    #expect(abs(means[0] - year) < 0.25 * abs(2.0 / 3 - year))
    #expect(abs(means[1] - 0.3) < 0.15 * abs(0.3 - year))
    #expect((5.0...60).contains(estimate.strengths.leaving))
  }

  @Test func `the fixed strength of the peer hardly draws at all`() {
    let estimate = PooledTransitions(Self.evidence(rates: Self.rates))
    let means = leaving(estimate)
    #expect(estimate.strengths == (1, 1))
    #expect(abs(means[0] - (2 + 193.5 / 1104 * 1) / 4) < 0.01)
  }

  @Test func `states that do not differ beyond chance are given one rate`() {
    let alike = Array(repeating: (plans: 100, leave: 10), count: 8) + [(plans: 3, leave: 0)]
    let estimate = PooledTransitions(Self.evidence(rates: alike), strength: .estimated)
    #expect(estimate.strengths.leaving > 10_000)
    for mean in leaving(estimate) { #expect(abs(mean - 0.1) < 0.005) }
  }

  @Test func `the strength found is the most likely of those around it`() {
    let evidence = Self.evidence(rates: Self.rates)
    let best = PooledTransitions(evidence, strength: .estimated).strengths.leaving
    func likelihood(_ strength: Double) -> Double {
      let year = (197.0 + 0.5) / (1103 + 1)
      return Self.rates.reduce(0) { sum, rate in
        sum + rising(strength * year, rate.leave)
          + rising(strength * (1 - year), rate.plans - rate.leave) - rising(strength, rate.plans)
      }
    }
    func rising(_ start: Double, _ steps: Int) -> Double {
      (0..<steps).reduce(0.0) { $0 + log(start + Double($1)) }
    }
    for other in [0.5, 0.8, 0.95, 1.05, 1.25, 2] {
      #expect(likelihood(best) >= likelihood(best * other))
    }
  }

  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `the demo's estimated strengths are printed and may be set`() throws {
    let evidence = try TransitionsDemo.evidence()
    let estimated = PooledTransitions(evidence, strength: .estimated)
    print("demo: \(estimated.strengths)")
    #expect(abs(estimated.strengths.leaving - 5.80) < 0.01)
    #expect(abs(estimated.strengths.moving - 3.35) < 0.01)
    let set = PooledTransitions(evidence, strength: .fixed(estimated.strengths.leaving))
    #expect(set.leaving == estimated.leaving)
  }
}
