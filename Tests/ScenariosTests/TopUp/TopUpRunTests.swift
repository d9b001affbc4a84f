import Projection
import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Top-up without a plan in a run")
struct TopUpRunTests {
  private func evidence(_ rows: [TopUpRow]? = nil) throws -> Evidence {
    var evidence = try SmallAuthority.evidence()
    if let rows { evidence.finances.topUps = rows }
    return evidence
  }

  private func tenfold() throws -> [TopUpRow] {
    try evidence().finances.topUps.map {
      TopUpRow(
        cell: $0.cell, children: 10 * $0.children, amount: $0.amount, priceYear: $0.priceYear,
        provenance: $0.provenance)
    }
  }

  private var all: (band: Int, need: Int) {
    (SeriesLayout.bands - 1, StateSpace(SmallAuthority.codes).needs)
  }

  @Test func `they are never in a count of plans, whatever their number`() throws {
    let without = try SmallRun.run([], evidence: evidence([]))
    for rows in [try evidence().finances.topUps, try tenfold()] {
      let with = try SmallRun.run([], evidence: evidence(rows))
      let plans = without.store.layout.count
      #expect(with.store.layout.count > plans && !without.store.layout.hasTopUps)
      for series in 0..<plans { #expect(with.store.heads(series) == without.store.heads(series)) }
      #expect(with.places.all == without.places.all)
      for line in with.model.accountLines where line.kind == .cost && line.name != TopUpRow.line {
        #expect(
          pence(with, line.name) == pence(without, line.name), "\(line.name)")
      }
    }
  }

  @Test func `children before, entered, converted and left give children, in every draw`() throws {
    let store = try SmallRun.run(draws: 12).store
    let (band, need) = all
    for census in 1...SmallRun.years {
      let parts = SeriesLayout.TopUpMeasure.allCases.map {
        store.heads(store.layout.topUps(census, $0, band, need))
      }
      let before = store.heads(store.layout.topUps(census - 1, .children, band, need))
      for draw in before.indices {
        #expect(
          before[draw] + parts[1][draw] - parts[2][draw] - parts[3][draw] == parts[0][draw])
      }
      #expect(parts[1].contains { $0 > 0 } && parts[3].contains { $0 > 0 })
    }
    #expect(store.heads(store.layout.topUps(0, .children, band, need)).allSatisfy { $0 == 47 })
  }

  @Test func `bands add to their total, for each need and for all`() throws {
    let store = try SmallRun.run(draws: 12).store
    for census in 0...SmallRun.years {
      for need in 0...all.need {
        let bands = (0..<all.band).map {
          store.heads(store.layout.topUps(census, .children, $0, need))
        }
        let total = store.heads(store.layout.topUps(census, .children, all.band, need))
        for draw in total.indices { #expect(bands.reduce(0) { $0 + $1[draw] } == total[draw]) }
      }
    }
  }

  @Test func `no more convert than get a plan, by band`() throws {
    let run = try SmallRun.run([], draws: 12, evidence: evidence(tenfold()))
    let layout = run.store.layout
    for year in 0..<SmallRun.years {
      for band in 0..<all.band {
        let converted = run.store.heads(layout.topUps(year + 1, .converted, band, all.need))
        let new = run.store.heads(layout.flows(year, .new, band, layout.space.provisions))
        #expect(zip(converted, new).allSatisfy { $0 <= $1 })
      }
    }
  }

  @Test func `one thread equals eight`() throws {
    #expect(
      try SmallRun.run(threads: 8).store.allHeads == SmallRun.run(threads: 1).store.allHeads)
  }

  @Test func `levers on prices, fees and places change no head of them`() throws {
    let base = try SmallRun.run(draws: 4)
    let lever = Lever.Change.costGrowth(
      line: TopUpRow.line, percent: 50, starts: FinancialYear(start: 2026))
    let changed = try SmallRun.run([lever], draws: 4)
    #expect(changed.store.allHeads == base.store.allHeads)
    let years = base.model.financialYears.count
    let (own, other) = (pence(base, TopUpRow.line), pence(changed, TopUpRow.line))
    #expect(own[0] == other[0])
    #expect(zip(own[years - 1], other[years - 1]).allSatisfy { $0 < $1 })
  }

  @Test func `mean children times unit cost is the line, to the penny`() throws {
    let run = try SmallRun.run(draws: 12)
    let stock = try #require(run.model.topUps)
    // All cost 4,000 in 2025-26 prices; the first year's stock is worked out from the series.
    #expect(stock.assumptions.rows.allSatisfy { $0.amount == Money(pounds: 4000) })
    let layout = run.store.layout
    func heads(_ measure: SeriesLayout.TopUpMeasure) -> [Int64] {
      run.store.heads(layout.topUps(1, measure, all.band, all.need))
    }
    for (draw, amount) in pence(run, TopUpRow.line)[0].enumerated() {
      // Those who grow past the last row leave in September (14), the others evenly (17).
      let most = 24 * 47 + 17 * (heads(.entered)[draw] - heads(.converted)[draw])
      let range = (most - 17 * heads(.left)[draw])...(most - 14 * heads(.left)[draw])
      #expect(range.contains((amount * 24 + 200_000) / 400_000))
    }
  }

  @Test func `the names of its assumptions are known, and logged`() throws {
    for item in TopUpSettings.catalogue {
      #expect(ScenarioModel.knownAssumptions[item.name] != nil)
    }
    let names = Set(try SmallRun.run(draws: 1).model.log.map(\.name))
    #expect(
      names.isSuperset(of: [
        "topup_conversion_share", "topup_exit_share", "topup_entry_factor", "topup_children",
        "topup_entries", "topup_ageing", "topup_unit_cost",
      ]))
  }

  /// The draws of a line, by financial year.
  private func pence(_ run: ScenarioRun, _ line: String) -> [[Int64]] {
    let lines = run.model.accountLines
    guard let position = lines.firstIndex(where: { $0.name == line }) else { return [] }
    return run.model.financialYears.indices.map { run.store.pence($0 * lines.count + position) }
  }
}
