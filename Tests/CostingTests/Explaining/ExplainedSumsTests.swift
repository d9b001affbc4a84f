import Costing
import Testing
import Vocabulary

@Suite("Explained lines that no plan moves, steps and sums of draws")
struct ExplainedSumsTests {
  private func pressed() -> WholeAuthority {
    var authority = WholeAuthority()
    authority.fixture.assumptions.priceElasticity = 0.5
    authority.fixture.assumptions.basePlans = [90, 90, 10, 90, 90, 90, 70, 90]
    for row in authority.fixture.assumptions.finances.unitCosts.indices
    where authority.fixture.assumptions.finances.unitCosts[row].line == "fees_independent" {
      authority.fixture.assumptions.finances.unitCosts[row].uncertainty = 0.1
    }
    return authority
  }

  @Test func `sums of parts of the draws, added in any order, explain what all of them do`() throws
  {
    let explained = try ExplainedDraws(pressed(), draws: 6)
    let draws = explained.draws
    let thirds = [draws[..<1], draws[1..<4], draws[4...]].map {
      ExplainedDraws.sums(explained.model, Array($0))
    }
    for order in [[0, 1, 2], [2, 0, 1]] {
      var sums = AccountSums(explained.model)
      for position in order { sums.add(thirds[position]) }
      #expect(sums.draws == 6)
      for line in explained.model.lines.indices {
        for year in explained.model.years.indices {
          let one = try explained.model.basis(of: line, in: year, sums)
          let other = try explained.model.basis(of: line, in: year, explained.sums)
          #expect("\(one)" == "\(other)")
        }
      }
    }
  }

  @Test func `steps are the means of what pressure and prices of the draws add`() throws {
    let authority = pressed()
    let model = try authority.model()
    let factors = [0.93, 1.02, 1.11, 0.87, 1.05].map { factor in
      model.priceUncertainty.map { $0.line == "fees_independent" ? factor : 1 }
    }
    let explained = try ExplainedDraws(authority, factors: factors)
    let place = try #require(
      model.priceUncertainty.firstIndex { $0.line == "fees_independent" })
    for index in model.years.indices {
      var sums = (made: 0, pressed: 0, drawn: 0)
      for (draw, costed) in explained.draws.enumerated() {
        let made = authority.naive.driven(costed, index)["fees_independent"] ?? 0
        let pressed = authority.naive.pressed(costed, index)["fees_independent"] ?? 0
        sums.made += made
        sums.pressed += pressed
        sums.drawn += (Exact(pressed) * Exact(decimal: factors[draw][place])).rounded
      }
      let basis = try explained.basis("fees_independent", index)
      #expect(
        basis.steps == [
          LineBasis.Step(
            .pricePressure(elasticity: 0.5),
            Money(pence: Exact(sums.pressed - sums.made, over: 5).rounded)),
          LineBasis.Step(
            .priceDraws(standardError: 0.1),
            Money(pence: Exact(sums.drawn - sums.pressed, over: 5).rounded)),
        ])
      #expect(basis.mean.pence == Exact(sums.drawn, over: 5).rounded)
      #expect(abs(basis.rounding.pence) <= 3)
    }
  }

  @Test func `lines without pressure, tie or uncertainty have no step`() throws {
    let explained = try ExplainedDraws(pressed(), draws: 2)
    for (line, name) in explained.model.lines.map(\.name).enumerated()
    where name != "fees_independent" {
      #expect(try explained.model.basis(of: line, in: 1, explained.sums).steps.isEmpty, "\(name)")
    }
    let plain = try ExplainedDraws(WholeAuthority(), draws: 2)
    #expect(try plain.basis("fees_independent", 1).steps.isEmpty)
  }

  @Test func `a carried line is the last amount given and each year's growth since`() throws {
    let explained = try ExplainedDraws(WholeAuthority(), draws: 2)
    let expected: [String: [(given: Int, since: Int)]] = [
      "therapies": (0..<4).map { (98_765, 2023 + 0 * $0) },
      "sensory_service": [(9_871, 2026), (12_347, 2027), (12_347, 2027), (12_347, 2027)],
      "other_income": Array(repeating: (250_003, 2026), count: 4),
      "high_needs_block": Array(repeating: (100_000_000, 2026), count: 4),
    ]
    for (line, rows) in expected {
      for (index, year) in explained.model.years.enumerated() {
        let basis = try explained.basis(line, index)
        guard case .carried(let carried) = basis.parts else {
          Issue.record("\(line) is not carried")
          continue
        }
        #expect(carried.given.amount == Money(pounds: rows[index].given))
        #expect(
          carried.growth.steps.map(\.year.start) == Array(rows[index].since..<(year.start + 1)))
        #expect(carried.amount == basis.mean && carried.given.line == line)
        #expect(carried.given.amount.grown(by: carried.growth.factor) == carried.amount)
      }
    }
  }

  @Test func `income without growth grows by nothing, which no row says`() throws {
    var authority = WholeAuthority()
    authority.fixture.assumptions.incomeGrowth = []
    let explained = try ExplainedDraws(authority, draws: 1)
    guard case .carried(let carried) = try explained.basis("other_income", 3).parts else {
      Issue.record("not carried")
      return
    }
    #expect(carried.growth.steps.map(\.percent) == [0, 0, 0])
    #expect(carried.growth.steps.allSatisfy { $0.row == nil })
    #expect(carried.amount == Money(pounds: 250_003))
  }

  @Test func `a transfer names its percent and the block of its year; none is nothing of nothing`()
    throws
  {
    let explained = try ExplainedDraws(WholeAuthority(), draws: 1)
    for (index, percent) in [0.5, 0, 0.3, 0].enumerated() {
      guard
        case .transfer(let found, let block, let amount) = try explained.basis(
          "block_transfer", index
        ).parts
      else {
        Issue.record("no transfer")
        continue
      }
      let income = explained.authority.naive.income(explained.draws[0], index)
      #expect(found == percent && (block == nil) == (percent == 0))
      #expect(amount.pence == income["block_transfer"])
      if let block {
        #expect(block.given.line == "schools_block")
        #expect(amount.pence == (Exact(block.amount.pence) * Exact(decimal: percent / 100)).rounded)
      }
    }
  }

  @Test func `pupils elsewhere are those before the year and those at the allocation`() throws {
    let explained = try ExplainedDraws(WholeAuthority())
    let naive = explained.authority.naive
    for index in explained.model.years.indices {
      guard
        case .importExport(let basis) = try explained.basis("import_export_adjustment", index).parts
      else {
        Issue.record("no adjustment")
        continue
      }
      let pupils = explained.mean { naive.exported($0[index].before) }
      #expect(basis.allocated == 2025)
      #expect(isNear(basis.pupils, pupils))
      #expect(isNear(basis.atAllocation, explained.mean { naive.exported($0[0].before) }))
      #expect(basis.amount.pence == explained.mean { naive.importExport($0, index) }.rounded)
      switch (index, basis.reason) {
      case (0, .given), (2, nil), (3, nil): break
      case (1, .rolledOver(let rule)): #expect(rule.name == Rule.blockRollover && rule.value == "1")
      default: Issue.record("year \(index): \(String(describing: basis.reason))")
      }
    }
  }

  @Test func `totals name the lines that they add, with their signs, and the years they carry`()
    throws
  {
    let explained = try ExplainedDraws(WholeAuthority())
    let (model, index) = (explained.model, 2)
    func mean(_ line: String, _ year: Int) throws -> Int {
      try explained.basis(line, year).mean.pence
    }
    func names(_ kind: AccountLine.Kind) -> [String] {
      model.lines.filter { $0.kind == kind }.map(\.name)
    }
    func parts(_ line: String) throws -> [SummedPart] {
      guard case .sum(let parts, _) = try explained.basis(line, index).parts else { return [] }
      return parts
    }
    let costs = try names(.cost).map { SummedPart($0, Money(pence: try mean($0, index))) }
    let incomes = try names(.income).map { SummedPart($0, Money(pence: try mean($0, index))) }
    let taken = try names(.cost).map { SummedPart($0, Money(pence: -(try mean($0, index)))) }
    #expect(try parts("total_cost") == costs)
    #expect(try parts("total_income") == incomes)
    #expect(try parts("in_year_balance") == incomes + taken)
    let carried = try (0...index).flatMap { year in
      [
        SummedPart(
          "total_income, \(model.years[year])", Money(pence: try mean("total_income", year))),
        SummedPart(
          "total_cost, \(model.years[year])", Money(pence: -(try mean("total_cost", year)))),
      ]
    }
    #expect(
      try parts("cumulative_balance")
        == [SummedPart("opening_balance, 1 April 2025", Money(pounds: -1_000_000))] + carried)
    guard case .sum(_, let opening) = try explained.basis("cumulative_balance", index).parts else {
      return
    }
    #expect(opening == published)
  }
}
