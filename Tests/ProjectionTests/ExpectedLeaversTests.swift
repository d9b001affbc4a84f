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

  @Test(
    "Each year of age leaves at the mean published rate of the last years, 30 plans of England's beside it",
    arguments: Folder.allCases)
  func rates(folder: Folder) throws {
    let evidence = try folder.evidence()
    let assumptions = try Estimate(evidence, years: 1).assumptions
    let totals = [2023, 2024].map { evidence.local.plansByProvision[$0]?.reduce(0, +) ?? 0 }
    for ncy in 0...15 {
      let exposed = plans(evidence.local, 2024, ncy - 1)
      var events = [try #require(leavers(evidence.local, 2024, ncy))]
      if let earlier = leavers(evidence.local, 2023, ncy) {
        events.append(earlier * totals[1] / totals[0])
      }
      let national =
        try #require(leavers(evidence.england, 2024, ncy)) / plans(evidence.england, 2024, ncy - 1)
      let mean = events.reduce(0, +) / Double(events.count)
      let rate = (mean + 30 * national) / (exposed + 30)
      let cohorts = try Cohorts(
        evidence.local, closingCensus: 2025, space: StateSpace(evidence.codes))
      let row = cohorts.closing.row(NCY.index(ncy - 1))
      let width = assumptions.space.provisions
      let expected = zip(row, 0..<width).reduce(0.0) { sum, pair in
        let index = NCY.index(ncy) * width + pair.1
        return sum + pair.0 * (assumptions.ceasing[index] + assumptions.transferOut[index])
      }
      #expect(abs(expected / row.reduce(0, +) - rate) < 1e-6, "NCY \(ncy)")
    }
  }

  @Test("A level without weight or evidence changes nothing, and is a number")
  func level() {
    let shrinkage = Shrinkage(strength: 0, levelEvents: 0)
    #expect(shrinkage.level(events: 0, expected: 0) == 1)
    #expect(shrinkage.level(events: 3, expected: 2) == 1.5)
    #expect(shrinkage.rate(events: 0, exposure: 0, england: 0.25) == 0.25)
  }
}
