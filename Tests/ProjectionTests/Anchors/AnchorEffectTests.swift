import NumericalCore
import Testing
import Vocabulary

@testable import Projection

@Suite("What anchors say and leave out")
struct AnchorEffectTests {
  private typealias Shared = AnchoringTests

  @Test(
    "Plans issued above the expected pace raise the next census, the more the later in the year")
  func plansIssued() throws {
    let forecaster = try Shared.forecaster(1)
    let before = Shared.range(Shared.totals(forecaster)[0])
    let newPlans = 0.15 * before.middle
    var moves: [Double] = []
    var widths: [Double] = []
    for date in ["2019-02-28", "2019-06-30", "2019-12-31"] {
      let day = try #require(CalendarDate(date))
      let source = Shared.anchored(
        forecaster,
        [try Shared.anchor(.plansIssued, date, 1.3 * newPlans * day.shareOfYear)],
        newPlans: [newPlans])
      let after = Shared.range(Shared.totals(source)[0])
      moves.append(after.middle - before.middle)
      widths.append(after.high - after.low)
    }
    #expect(0 < moves[0] && moves[0] < moves[1] && moves[1] < moves[2], "\(moves)")
    #expect(moves[2] < 0.3 * newPlans * 1.1, "not more than the surprise itself")
    #expect(widths[2] < widths[1] && widths[1] < widths[0], "\(widths)")
    #expect(widths[0] < 1.05 * (before.high - before.low))
  }

  @Test("The error of plans issued falls to what leavers leave open")
  func issuedError() throws {
    let expected = AnchoringExpectation(
      [AnchoringState(opening: 1000, plans: [[220, 220, 220, 220, 220]])], newPlans: [200])
    let dates = ["2019-01-31", "2019-06-30", "2019-12-31"]
    let sigmas = try dates.map { date in
      let anchor = try Shared.anchor(
        .plansIssued, date, 200 * (try #require(CalendarDate(date))).shareOfYear)
      return try #require(AnchoringGrowth(anchor, year: 0, expected)).sigma(AnchorSettings())
    }
    #expect(sigmas[0] > sigmas[1] && sigmas[1] > sigmas[2])
    // Leavers: 1000 + 200 - 1100 = 100, with an error of 15 and their own chance of 10.
    #expect(abs(sigmas[2] - 325.0.squareRoot() / 1100) < 1e-12)
    // Mid-year: 200 plans at a half: chance 200, pace 200 · 0.2 · 184/365.
    let left = 184.0 / 365
    let variance = 200 * left / (1 - left) + (200 * 0.2 * left) * (200 * 0.2 * left) + 325
    #expect(abs(sigmas[1] / (variance.squareRoot() / 1100) - 1) < 0.02, "whole plans")
  }

  @Test("Plans issued at the pace that the forecast itself needs change no middle")
  func ownPace() throws {
    let forecaster = try Shared.forecaster(2)
    let before = Shared.range(Shared.totals(forecaster)[0])
    let opening = forecaster.opening.plans.reduce(0, +)
    let newPlans = AnchoredForecaster.expectedNewPlans(forecaster, leavers: [0.06 * opening, 0])
    #expect(abs(newPlans[0] / (before.middle - 0.94 * opening) - 1) < 0.03)
    let share = try #require(CalendarDate("2019-09-30")).shareOfYear
    let source = Shared.anchored(
      forecaster, [try Shared.anchor(.plansIssued, "2019-09-30", share * newPlans[0])],
      newPlans: newPlans)
    let after = Shared.range(Shared.totals(source)[0])
    #expect(abs(after.middle / before.middle - 1) < 0.003)
    #expect(after.high - after.low < before.high - before.low)
  }

  @Test("The effect says what was counted, then the next three censuses, before and after")
  func effects() throws {
    let forecaster = try Shared.forecaster()
    let middle = Shared.range(Shared.totals(forecaster)[0]).middle
    let source = Shared.anchored(
      forecaster,
      try [
        Shared.anchor(.januaryTotal, "2020-01-16", 1.04 * middle),
        Shared.anchor(.monthEndTotal, "2022-12-31", 1.5 * middle),
      ], years: 2)
    let (first, second) = (source.effects[0], source.effects[1])
    #expect(first.changes.map(\.census) == [nil, 2021, 2022, 2023])
    #expect(abs(first.changes[0].after.middle / (1.04 * middle) - 1) < 0.001)
    #expect(first.changes[0].before.low < first.changes[0].after.low)
    #expect(second.changes.map(\.census) == [nil, 2023])
    #expect(first.changes[3].after == second.changes[1].before, "the chain has no gap")
  }

  @Test("Four month ends weigh no more than the last of them: they share a system")
  func manyMonths() throws {
    let forecaster = try Shared.forecaster()
    let middle = Shared.range(Shared.totals(forecaster)[0]).middle
    let opening = forecaster.opening.plans.reduce(0, +)
    let months = try ["2019-09-30", "2019-10-31", "2019-11-30", "2019-12-31"].map { date in
      let share = try Shared.anchor(.monthEndTotal, date, 0).elapsed
      return try Shared.anchor(
        .monthEndTotal, date, opening * exponential(share * logarithm(middle / opening)))
    }
    func width(_ anchors: [Anchor]) -> Double {
      let source = Shared.anchored(forecaster, anchors)
      let range = Shared.range(Shared.totals(source, draws: 1000)[0])
      return range.high - range.low
    }
    let ratio = width(months) / width([months[3]])
    #expect((0.93...1.3).contains(ratio), "\(ratio)")
  }

  @Test("What says nothing of the run is left out with a finding")
  func leftOut() throws {
    let forecaster = try Shared.forecaster()
    let source = Shared.anchored(
      forecaster,
      try [
        Shared.anchor(.januaryTotal, "2019-01-31", 500),
        Shared.anchor(.monthEndTotal, "2018-12-31", 500),
        Shared.anchor(.plansIssued, "2019-03-31", 60),
        Shared.anchor(.plansIssued, "2019-06-30", 120),
        Shared.anchor(.plansIssued, "2020-06-30", 120),
      ], newPlans: [250])
    #expect(source.effects.map(\.anchor.date.description) == ["2019-06-30"])
    #expect(source.findings.map(\.code).sorted() == ["PR-050", "PR-050", "PR-051", "PR-052"])
  }

  @Test("The names of the assumptions are read and logged")
  func settings() {
    let provenance = Provenance(.derived, "our reconciliation")
    let given = ["anchor_caseload_difference": (value: 0.003, provenance: provenance)]
    let settings = AnchorSettings(given)
    #expect(settings.caseloadDifference == 0.003 && settings.revision == 0.001)
    let log = settings.log(given)
    #expect(log.map(\.name).sorted() == AnchorSettings.bounds.keys.sorted())
    #expect(log.first { $0.value == "0.003" }?.provenance == provenance)
  }
}
