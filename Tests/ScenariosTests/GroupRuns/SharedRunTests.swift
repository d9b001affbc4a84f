import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

/// Scenarios with the same children are run once: nobody can tell from the results.
struct SharedRunTests {
  private static let dear: [Lever.Change] = [
    .costGrowth(line: nil, percent: 6, starts: FinancialYear(start: 2026)),
    .pricePressure(elasticity: 0.5),
  ]
  private static let year = FinancialYear(start: 2026)

  @Test func `what changes the account alone moves no child`() throws {
    let baseline = try GroupRun.models().baseline
    let money: [Lever.Change] = [
      .pricePressure(elasticity: 0.7), .costGrowth(line: nil, percent: 4, starts: Self.year),
      .incomeGrowth(line: "high_needs_block", percent: 2, starts: Self.year),
      .blockTransfer(percent: 0.5, starts: Self.year, ends: nil),
    ]
    let alone = GroupRun.run(baseline)
    #expect(money.filter { !$0.isMoneyAlone } == [])
    let run = GroupRun.run(try GroupRun.model(money), following: alone.ledger)
    #expect(run.store.allHeads == alone.store.allHeads)
    #expect(run.places.all == alone.places.all)
    #expect(run.store.allPence != alone.store.allPence)
  }

  @Test(arguments: [1, 3])
  func `scenarios run together are the same as one after another`(threads: Int) throws {
    let (baseline, changed) = try GroupRun.models()
    let models = [
      baseline, try GroupRun.model(Self.dear), changed,
      try GroupRun.model(GroupRun.levers + Self.dear),
    ]
    let groups = ScenarioRun.groups(models)
    #expect(groups.map(\.count) == [2, 2])
    let options = RunOptions(draws: 9, years: SmallRun.years, threads: threads)
    let ledger = ScenarioRun(baseline, options: options).ledger
    for group in groups {
      let together = ScenarioRun.runs(group, options: options, following: ledger)
      #expect(together.count == group.count)
      for (run, model) in zip(together, group) {
        let alone = ScenarioRun(model, options: options, following: ledger)
        #expect(isSame(run, alone))
        #expect(run.model.scenario == model.scenario)
      }
      #expect(together[0].store.allPence != together[1].store.allPence, "one of them is dearer")
    }
  }

  @Test func `scenarios that move children, or are cheapest, are run apart`() throws {
    let (baseline, changed) = try GroupRun.models()
    #expect(!baseline.sharesChildren(with: changed))
    #expect(baseline.sharesChildren(with: try GroupRun.model(Self.dear)))
    var evidence = try SmallAuthority.evidence()
    evidence.authority.allocation = .lowestCost
    let cheapest = try SmallRun.model([], years: 2, evidence: evidence)
    let dear = try SmallRun.model(Self.dear, years: 2, evidence: evidence)
    #expect(!cheapest.sharesChildren(with: dear))
    #expect(ScenarioRun.groups([cheapest, dear]).count == 2)
  }
}
