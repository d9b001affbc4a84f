import NumericalCore
import Projection
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("A run and the forecaster say the same")
struct ForecastRunTests {
  @Test("The group quantiles of a run are those of the backtest's forecaster on the same evidence")
  func quantiles() throws {
    let evidence = try SmallAuthority.evidence()
    let years = 4
    let draws = 60
    let baseline = Scenario(
      id: Scenario.baselineID, name: "Baseline", question: "", levers: [])
    let model = try ScenarioModel(baseline, evidence: evidence, years: years)
    let run = ScenarioRun(
      model, options: RunOptions(draws: draws, seed: 2025, years: years, threads: 2))
    let trend = try AuthorityTrend(evidence, origin: evidence.authority.baseCensus, years: years)
    for year in 0..<years {
      for band in AgeBand.allCases.indices {
        let expected = (0..<UInt32(draws)).map { draw in
          Int64(
            trend.forecaster.totals(DrawAddress(seed: 2025, draw: draw), years: years)[year, band])
        }
        let series = run.store.layout.plans(year + 1, band, run.model.space.needs)
        #expect(run.store.heads(series) == expected)
        #expect(
          run.store.summary(heads: series).quantiles == DrawStore.summary(expected).quantiles)
      }
    }
  }

  @Test("Published errors exist for every size of authority, a year to three ahead")
  func pastErrors() {
    for size in PastErrors.Size.allCases {
      let rows = PastErrors.published.rows.filter { $0.size == size }
      #expect(rows.map(\.horizon) == [1, 2, 3])
      #expect(rows.allSatisfy { $0.count > 30 && $0.medianError > 0 && $0.coverage > 0.5 })
    }
    #expect(PastErrors.published.rows(plans: 7196).first?.size == .large)
  }
}
