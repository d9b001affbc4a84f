import Testing
import Vocabulary

@testable import Projection

/// Expected leavers on the plans a run starts from, derived again from the published rows.
struct ExpectedLeaversTests {
  /// Leavers of one single NCY in a calendar year.
  private func leavers(_ figures: PublishedFigures, _ year: Int, _ ncy: Int) -> Double? {
    figures.ceasedByNCY[year]?.filter { $0.span == ncy...ncy }.reduce(0) { $0 + $1.count }
  }

  private func plans(_ figures: PublishedFigures, _ census: Int, _ ncy: Int) -> Double {
    guard let table = figures.plansByNCYProvision[census] else { return 0 }
    let row = NCY.index(ncy)
    return table.known.row(row).reduce(0, +) + table.notRecorded[row]
  }

  /// Leavers and those who could leave, over the years that the authority's leavers are published for.
  private func exposed(_ evidence: Evidence, _ ncy: Int) throws -> (events: Double, plans: Double) {
    let totals = [2023, 2024].map { evidence.local.plansByProvision[$0]?.reduce(0, +) ?? 0 }
    let now = plans(evidence.local, 2024, ncy - 1)
    let last = try #require(leavers(evidence.local, 2024, ncy))
    guard let earlier = leavers(evidence.local, 2023, ncy) else { return (last, now) }
    return (last + earlier * totals[1] / totals[0], 2 * now)
  }

  @Test(
    "Each year of age leaves at its own published rate, England's at the local level beside it with the weight printed",
    arguments: Folder.allCases)
  func rates(folder: Folder) throws {
    let evidence = try folder.evidence()
    let estimate = try Estimate(evidence, years: 1)
    let assumptions = estimate.assumptions
    let cohorts = try Cohorts(
      evidence.local, closingCensus: 2025, space: StateSpace(evidence.codes))
    let margin = estimate.parts.leaving.pooled.byNCY
    for ncy in 0...15 {
      let own = try exposed(evidence, ncy)
      let national =
        try #require(leavers(evidence.england, 2024, ncy)) / plans(evidence.england, 2024, ncy - 1)
      #expect(abs(margin.england[NCY.index(ncy)] - national) < 1e-9)
      let kind = ncy < 12 ? StrengthKind.leaving : .leavingPost16
      let strength = try #require(estimate.strengths.first { $0.kind == kind }).value
      let prior = margin.prior[NCY.index(ncy)]
      let rate = (own.events + strength * prior) / (own.plans + strength)
      let row = cohorts.closing.row(NCY.index(ncy - 1))
      let width = assumptions.space.provisions
      let expected = zip(row, 0..<width).reduce(0.0) { sum, pair in
        let index = NCY.index(ncy) * width + pair.1
        return sum + pair.0 * (assumptions.ceasing[index] + assumptions.transferOut[index])
      }
      #expect(abs(expected / row.reduce(0, +) - rate) < 1e-6, "NCY \(ncy)")
    }
  }

  @Test(
    "England's rates at the local level differ from England's by one factor on the odds, up to Year 11 and after",
    arguments: Folder.allCases)
  func levels(folder: Folder) throws {
    let evidence = try folder.evidence()
    let margin = try Estimate(evidence, years: 1).parts.leaving.pooled.byNCY
    for years in [1...11, 12...15] {
      let ratios = years.map { ncy -> Double in
        let (prior, there) = (margin.prior[NCY.index(ncy)], margin.england[NCY.index(ncy)])
        return prior / (1 - prior) / (there / (1 - there))
      }
      for ratio in ratios { #expect(abs(ratio / ratios[0] - 1) < 1e-9) }
    }
    let heads = margin.prior.indices.filter { $0 >= NCY.index(12) }
    let expected = heads.reduce(0) { $0 + margin.prior[$1] * margin.exposure[$1] }
    #expect(abs(expected - heads.reduce(0) { $0 + margin.events[$1] }) < 1e-6)
  }

  @Test("A level without weight or evidence changes nothing, and is a number")
  func level() {
    let shrinkage = Shrinkage(strength: 0)
    #expect(shrinkage.level(events: 0, expected: 0) == 1)
    #expect(shrinkage.level(events: 3, expected: 2) == 1.5)
    #expect(shrinkage.rate(events: 0, exposure: 0, england: 0.25) == 0.25)
  }
}
