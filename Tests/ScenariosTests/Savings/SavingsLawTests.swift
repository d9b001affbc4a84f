import TestSupport
import Testing
import Vocabulary

@testable import Scenarios

@Suite("Savings lines add to the penny, whatever their order")
struct SavingsLawTests {
  private func expectSums(_ appraisal: SavingsAppraisal) {
    for year in appraisal.years {
      var totals: [[Money]] = []
      for basis in SavingsAppraisal.Basis.allCases {
        let rows = appraisal.rows.filter { $0.year == year && $0.basis == basis }
        let hasInteraction = basis == .standAlone
        #expect(rows.count == appraisal.lines.count + (hasInteraction ? 2 : 1))
        #expect(rows.contains { $0.item == .interaction } == hasInteraction)
        let columns: [(SavingsAppraisal.Row) -> Money] = [
          \.gross, \.atConfidence, \.atHalf, \.costToDeliver, \.transfer, \.matchingSpend, \.net,
          \.netAtConfidence, \.netAtHalf,
        ]
        let sums = columns.map { column in rows.dropLast().reduce(.zero) { $0 + column($1) } }
        #expect(rows.last.map { last in columns.map { $0(last) } } == sums)
        totals.append(sums)
        let thousands = SavingsAppraisal.thousands(rows.dropLast().map(\.gross))
        #expect(thousands.reduce(0, +) == Money.divided(sums[0].pence, by: 100_000))
      }
      #expect(totals[0] == totals[1], "both tables have the same total")
    }
  }

  @Test("Lines and interaction, and Shapley values, add to what the whole scenario avoids")
  func sums() throws {
    let run = try SavingsFixture.three()
    expectSums(SavingsAppraisal(run))
    let none = try SavingsFixture.costs(SavingsFixture.scenario([]))
    let levers = SavingsFixture.changes.flatMap(\.1)
    let all = try SavingsFixture.costs(SavingsFixture.scenario([], levers))
    let second = try SavingsFixture.costs(
      SavingsFixture.scenario([], SavingsFixture.changes[1].1))
    for year in run.years.indices {
      let effects = SavingsEffects(run, year: year)
      // The mitigated case is the scenario with all levers in one list: draw by draw, to the penny.
      #expect(effects.all == zip(none[year], all[year]).map { $0 - $1 })
      #expect(effects.alone[1] == zip(none[year], second[year]).map { $0 - $1 })
      for draw in effects.all.indices {
        #expect(effects.shared.reduce(0) { $0 + $1[draw] } == effects.all[draw])
        let alone = effects.alone.reduce(0) { $0 + $1[draw] }
        #expect(alone + effects.interaction[draw] == effects.all[draw])
      }
    }
    #expect(SavingsEffects(run, year: 2).all.allSatisfy { $0 > 0 })
    #expect(SavingsEffects(run, year: 2).interaction.contains { $0 != 0 })
  }

  @Test("A scenario's effect is that of its own levers and those of all its lines")
  func mitigated() throws {
    let changes = SavingsFixture.changes
    let scenario = SavingsFixture.scenario(
      [SavingsFixture.line("z", changes[1].1)], changes[2].1)
    let flat = SavingsFixture.scenario([], changes[2].1 + changes[1].1)
    #expect(try SavingsFixture.costs(scenario) == SavingsFixture.costs(flat))
  }

  @Test("The order of the lines in the file changes nothing")
  func order() throws {
    let lines = SavingsFixture.changes.map { SavingsFixture.line($0.0, $0.1) }
    let turned = SavingsFixture.scenario(lines.reversed())
    #expect(turned == SavingsFixture.scenario(lines))
    #expect(turned.allLevers == SavingsFixture.scenario(lines).allLevers)
    // A run is a function of the scenario; the command's test compares its bytes.
    let run = try SavingsFixture.three()
    #expect(turned == run.plan.scenario)
  }

  @Test("Lines that do nothing differ by exactly £0.00")
  func nothing() throws {
    let window = CensusWindow(starts: 2026)
    let run = try SavingsFixture.run(
      SavingsFixture.scenario([
        SavingsFixture.line("x", [.newPlanRate(multiply: 1, needs: nil, ncys: NCY.range, window)]),
        SavingsFixture.line("y", []),
      ]))
    let rows = SavingsAppraisal(run).rows
    #expect(rows.count == run.years.count * 7)
    for row in rows {
      #expect(row.gross == .zero && row.atConfidence == .zero && row.atHalf == .zero)
      #expect(row.spread.quantiles.allSatisfy { $0 == 0 })
    }
    // What is left is the cost of delivery: two lines at £10,000.01 once and £300 a year from 2026-27.
    let nets = rows.filter { $0.item == .all && $0.basis == .shapley }.map(\.net.pence)
    #expect(nets == [0, -2_060_002, -60_000])
  }

  @Test("More than eight lines are sampled, said so, and add up; the same children run once")
  func sampled() throws {
    let lines = SavingsFixture.changes.map { SavingsFixture.line($0.0, $0.1) }
    let run = try SavingsFixture.run(SavingsFixture.scenario(lines), exactLimit: 2)
    #expect(run.plan.method == .sampled(orders: 32))
    let appraisal = SavingsAppraisal(run)
    expectSums(appraisal)
    let exact = SavingsAppraisal(try SavingsFixture.three())
    #expect(exact.method == .exact(sets: 8))
    for (row, other) in zip(appraisal.rows, exact.rows) {
      if row.basis == .standAlone || row.item == .all { #expect(row.gross == other.gross) }
    }
    let evidence = try SmallAuthority.evidence()
    let plan = try SavingsPlan(SavingsFixture.scenario(lines), evidence: evidence, seed: 1)
    #expect(plan.batches == [[0, 4], [1, 5], [2, 6], [3, 7]], "the third line moves no child")
    let nine = SavingsFixture.scenario((1...9).map { SavingsFixture.line("l\($0)", []) })
    let many = try SavingsPlan(nine, evidence: evidence, seed: 1)
    #expect(many.method == .sampled(orders: 32))
    #expect(throws: SavingsRun.Fault.none("test")) {
      try SavingsPlan(SavingsFixture.scenario([]), evidence: evidence, seed: 1)
    }
  }

  @Test("Confidence, half, budgets and transfers are the line's; a matched transfer is nil")
  func terms() throws {
    var (one, two) = (
      SavingsFixture.line("a", SavingsFixture.changes[2].1), SavingsFixture.line("b", [])
    )
    let year = FinancialYear(start: 2026)
    one.budget = [year: Money(pounds: 50_000)]
    two.budget = [year: Money(pounds: 7)]
    one.blockTransfer = .init(percent: 0.5, hasMatchingSpend: true, approvedBy: nil)
    two.blockTransfer = .init(percent: 0.1, hasMatchingSpend: false, approvedBy: nil)
    var evidence = try SmallAuthority.evidence()
    evidence.finances.income.removeAll { $0.line == "schools_block" }
    let scenario = SavingsFixture.scenario([one, two])
    let options = SavingsFixture.options
    let plan = try SavingsPlan(scenario, evidence: evidence, seed: 1)
    #expect(throws: SavingsRun.Fault.noSchoolsBlock("a", year)) {
      try SavingsRun(plan, evidence: evidence, options: options)
    }
    evidence.finances.income.append(
      YearlyAmount(
        line: "schools_block", year: FinancialYear(start: 2025), amount: Money(pounds: 1_000_000),
        provenance: Provenance(.illustrative, "a test")))
    let run = try SavingsRun(plan, evidence: evidence, options: options)
    let rows = SavingsAppraisal(run).rows.filter { $0.year == year && $0.basis == .shapley }
    #expect(rows.map(\.isSaving) == [true, true, true])
    #expect(rows.map(\.budget?.pence) == [5_000_000, 700, 5_000_700])
    #expect(rows.map(\.transfer.pence) == [500_000, 100_000, 600_000])
    #expect(rows.map(\.matchingSpend.pence) == [500_000, 0, 500_000])
    #expect(rows[0].net == rows[0].gross - rows[0].costToDeliver)
    #expect(rows[1].net == Money(pence: 100_000) - rows[1].costToDeliver)
    #expect(rows[0].atConfidence == rows[0].gross.grown(by: 0.7))
    #expect(abs(2 * rows[0].atHalf.pence - rows[0].gross.pence) <= 1)
    let later = SavingsAppraisal(run).rows.filter { $0.year > year }
    #expect(later.allSatisfy { !$0.isSaving && $0.budget == nil }, "no budget, cost avoided")
  }
}
