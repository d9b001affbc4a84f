import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("The block of years without an allocation, low and high")
struct AllocationRangeTests {
  private static let draws = 5

  private func run(
    low: Double, high: Double, levers: [Lever.Change] = []
  ) throws -> (run: ScenarioRun, outlook: DeficitOutlook) {
    var evidence = try SmallAuthority.evidence()
    let assumed = Provenance(.assumption, "a test")
    evidence.assumptions["block_growth_low"] = (low, assumed)
    evidence.assumptions["block_growth_high"] = (high, assumed)
    let run = try SmallRun.run(levers, draws: Self.draws, evidence: evidence)
    return (run, DeficitOutlook(run))
  }

  private func spread(
    _ item: DeficitOutlook.Item, _ year: FinancialYear, _ outlook: DeficitOutlook
  ) throws -> Spread {
    try #require(outlook.rows.first { $0.item == item && $0.year == year }).spread
  }

  /// Growth of the block by a lever from 2025-26 on; the evidence gives it up to some year.
  private func growing(_ percent: Double) -> [Lever.Change] {
    [.incomeGrowth(line: "high_needs_block", percent: percent, starts: FinancialYear(start: 2025))]
  }

  @Test(arguments: [0.0, 2.5])
  func `where both are the central growth, both are the central case to the penny`(
    percent: Double
  ) throws {
    let (run, outlook) = try run(
      low: percent, high: percent, levers: percent == 0 ? [] : growing(percent))
    let lines = run.model.accountLines
    let block = try #require(lines.firstIndex { $0.name == "high_needs_block" })
    for (index, year) in run.model.financialYears.enumerated() {
      let central = run.store.summary(pence: index * lines.count + block, tails: true)
      for item in [DeficitOutlook.Item.blockLow, .blockHigh] {
        #expect(try spread(item, year, outlook) == central)
      }
      let balance = try spread(.cumulative, year, outlook)
      for item in [DeficitOutlook.Item.cumulativeLow, .cumulativeHigh] {
        #expect(try spread(item, year, outlook) == balance)
      }
    }
  }

  @Test func `given years are as given, later ones compound, and every draw shifts alike`() throws {
    let (run, outlook) = try run(low: -1, high: 3)
    let last = try #require(outlook.lastAllocation)
    let amount = try #require(
      run.model.evidence.finances.income.first {
        $0.line == "high_needs_block" && $0.year == last
      }
    ).amount
    let years = run.model.financialYears
    #expect(years.contains { $0 > last }, "no year without an allocation")
    var shift = 0
    for year in years {
      let ahead = max(0, year.start - last.start)
      let grown = Double(amount.pence) * (0..<ahead).reduce(1.0) { factor, _ in factor * 1.03 }
      let block = try spread(.blockHigh, year, outlook)
      if year >= last {
        #expect(block.sum == Int64(Self.draws) * Int64(grown.rounded()))
        shift += Int(grown.rounded()) - amount.pence
      }
      let (central, high) = (
        try spread(.cumulative, year, outlook), try spread(.cumulativeHigh, year, outlook)
      )
      for (quantile, other) in zip(central.quantiles, high.quantiles) {
        #expect(abs(other - quantile - Double(shift)) < 0.5)
      }
    }
  }

  @Test func `a block that grows more leaves no lower a balance`() throws {
    let outlooks = try [-2.0, 0, 1.5, 6].map { try run(low: $0, high: $0 + 1).outlook }
    for outlook in outlooks {
      for row in outlook.rows where row.item == .cumulativeLow {
        #expect(row.spread.sum <= (try spread(.cumulativeHigh, row.year, outlook)).sum)
      }
    }
    for (less, more) in zip(outlooks, outlooks.dropFirst()) {
      for row in less.rows where [.blockLow, .cumulativeLow].contains(row.item) {
        let other = try spread(row.item, row.year, more)
        #expect(row.spread.sum <= other.sum)
        #expect(less.lastAllocation.map { row.year <= $0 } ?? true || row.spread.sum < other.sum)
      }
    }
  }

  @Test func `without a folder's own figures they are 0 and 3, named assumptions`() throws {
    let terms = DeficitTerms()
    #expect(terms.blockGrowthLow == 0 && terms.blockGrowthHigh == 3)
    let log = terms.log([:]).filter { $0.name.hasPrefix("block_growth") }
    #expect(log.count == 2)
    #expect(log.allSatisfy { $0.provenance.status == .assumption })
    #expect(log.allSatisfy { $0.provenance.source.contains("not a forecast") })
    #expect(ScenarioModel.knownAssumptions["block_growth_high"]?.contains(3) ?? false)
  }
}
