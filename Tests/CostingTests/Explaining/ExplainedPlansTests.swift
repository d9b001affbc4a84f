import Costing
import Testing
import Vocabulary

@Suite("Explained plans and children")
struct ExplainedPlansTests {
  private struct Expected {
    var quantity = Exact(0)
    var monthly = Exact(0)
    var amount = Exact(0)
    var stock = [Exact(0), Exact(0), Exact(0)]
  }

  /// What each row and provision has of a line, from the cells one by one.
  private func expected(
    _ explained: ExplainedDraws, _ rows: [UnitCostRow], _ line: String?, _ index: Int
  ) -> [String: Expected] {
    let naive = explained.authority.naive
    let year = explained.model.years[index].start
    var parts: [String: Expected] = [:]
    for (cell, provision, need) in naive.cells {
      for paid in naive.prices.paid(rows, provision, need, year)
      where line == nil || paid.row.line == line {
        let key = [provision, paid.row.need ?? "-", paid.row.band ?? "-"].joined(separator: ", ")
        var part = parts[key] ?? Expected()
        if line == nil {
          let plans = explained.mean { $0[index].stock.newPlans[cell] }
          part.quantity = part.quantity + plans
          part.monthly = part.quantity
          part.amount = part.amount + plans * Exact(paid.pence) * Exact(325, over: 5200)
        } else {
          func years(_ billing: Billing) -> Exact {
            let weights = NaiveWeights(billing, year)
            return explained.mean { weights.years($0[index].stock, cell) }
          }
          part.quantity = part.quantity + years(paid.row.billing)
          part.monthly = part.monthly + years(.monthly)
          part.amount = part.amount + Exact(paid.pence) * years(paid.row.billing)
          part.stock = [
            part.stock[0] + explained.mean { $0[index].stock.opening[cell] },
            part.stock[1] + explained.mean { $0[index].stock.september[cell] },
            part.stock[2] + explained.mean { $0[index].stock.even[cell] },
          ]
        }
        parts[key] = part
      }
    }
    return parts
  }

  private func expect(_ found: [PricedPart], _ expected: [String: Expected], _ line: String) {
    #expect(found.count == expected.count, "\(line): \(found.map(\.place))")
    for part in found {
      let key = [part.place, part.need ?? "-", part.band ?? "-"].joined(separator: ", ")
      guard let own = expected[key] else {
        Issue.record("\(line) has \(key)")
        continue
      }
      #expect(isNear(part.quantity, own.quantity), "\(line), \(key)")
      #expect(isNear(part.monthly, own.monthly), "\(line), \(key)")
      #expect(part.amount.pence == own.amount.rounded, "\(line), \(key)")
      if let stock = part.stock {
        let parts = [stock.opening, stock.september, stock.even]
        #expect(zip(parts, own.stock).allSatisfy { isNear($0, $1) }, "\(line), \(key)")
      }
    }
  }

  @Test func `plans of a line by provision and row, counted one by one`() throws {
    let explained = try ExplainedDraws(WholeAuthority())
    let finances = explained.authority.fixture.assumptions.finances
    for (index, _) in explained.model.years.enumerated() {
      for line in Set(finances.unitCosts.map(\.line)) {
        let (parts, _) = try explained.priced(line, index)
        expect(parts, expected(explained, finances.unitCosts, line, index), line)
        #expect(parts.allSatisfy { $0.stock != nil })
      }
      for line in Set(finances.transport.map(\.line)) {
        let rows = finances.transport.filter { $0.line == line }
        let (parts, _) = try explained.priced(line, index)
        expect(parts, expected(explained, rows, line, index), line)
      }
    }
  }

  @Test func `new plans are paid back for the weeks given, at the prices that they name`() throws {
    let explained = try ExplainedDraws(WholeAuthority())
    let finances = explained.authority.fixture.assumptions.finances
    for index in explained.model.years.indices {
      let basis = try explained.basis("back_pay", index)
      guard case .backPay(let parts, let prices, let weeks, _) = basis.parts else {
        Issue.record("no back-pay")
        continue
      }
      #expect(weeks == 3.25)
      expect(parts, expected(explained, finances.unitCosts, nil, index), "back_pay")
      #expect(parts.allSatisfy { $0.stock == nil })
      #expect(Set(parts.map(\.basis)) == Set(prices.indices), "every price is of a part")
      for part in parts {
        #expect(part.price == prices[part.basis].counted)
        #expect(prices[part.basis].label.contains(part.band ?? ""))
      }
    }
  }

  @Test func `each part names the price of its row, and the price how it came about`() throws {
    let authority = WholeAuthority()
    let explained = try ExplainedDraws(authority)
    let naive = authority.naive.prices
    let rows = authority.fixture.assumptions.finances.unitCosts
    for (index, year) in explained.model.years.enumerated() {
      for line in Set(rows.map(\.line)) {
        let (parts, prices) = try explained.priced(line, index)
        for part in parts {
          let price = prices[part.basis]
          let own = rows.filter { $0.line == line && $0.need == part.need && $0.band == part.band }
          let row = try #require(own.first { $0.provision == part.place } ?? own.last)
          #expect(price.given == row.amount && price.line == line)
          #expect(
            price.label
              == [row.provision ?? "All", row.need, row.band].compactMap { $0 }.joined(
                separator: ", "))
          let grown = naive.grown(
            row.amount, row.uplift ?? line, from: row.priceYear.start, to: year.start)
          #expect(price.grown == grown && part.price == price.counted)
          #expect(price.billing == row.billing && price.givenShare == row.share)
          #expect(
            price.healthShare == row.healthShare && price.socialCareShare == row.socialCareShare)
          expect(price.growth, row, year.start, grown)
        }
      }
    }
  }

  /// Each year between the two prices is there once, and their product makes the price.
  private func expect(_ growth: GrowthBasis, _ row: UnitCostRow, _ year: Int, _ grown: Money) {
    let (first, last) = (Swift.min(row.priceYear.start, year), Swift.max(row.priceYear.start, year))
    #expect(growth.steps.map(\.year.start) == Array((first + 1)..<(last + 1)))
    #expect(row.amount.grown(by: growth.factor) == grown)
    #expect(growth.steps.allSatisfy { $0.row?.percent == $0.percent })
  }

  @Test func `the moved shares and the cap of a band are told from their year on`() throws {
    let explained = try ExplainedDraws(WholeAuthority())
    for index in explained.model.years.indices {
      let (_, prices) = try explained.priced("fees_independent", index)
      let isMoved = index > 0
      #expect(prices.map(\.label) == ["IND, ASD, day", "IND, ASD, 52-week"])
      #expect(isNear(prices[0].share, Exact(isMoved ? 56 : 70, over: 100)))
      #expect(isNear(prices[1].share, Exact(isMoved ? 44 : 30, over: 100)))
      #expect(prices[0].cap == nil)
      #expect(prices[1].cap?.perYear == (isMoved ? Money(pounds: 190_000) : nil))
      #expect(prices[1].cap?.amount == (isMoved ? Money(pounds: 190_000) : nil))
      #expect(prices[1].capped == (isMoved ? Money(pounds: 190_000) : prices[1].grown))
    }
  }

  @Test func `a price that is the cap is not capped`() throws {
    var authority = WholeAuthority()
    let year = FinancialYear(start: 2026)
    let (_, free) = try ExplainedDraws(authority).priced("fees_independent", 0)
    for (less, isCapped) in [(0, false), (1, true)] {
      let cap = Money(pence: free[1].grown.pence - less)
      authority.fixture.assumptions.feeCaps = [
        FeeCap(line: "fees_independent", perYear: cap, from: firstYear)
      ]
      let (_, prices) = try ExplainedDraws(authority).priced("fees_independent", 0)
      #expect((prices[1].cap != nil) == isCapped && year > firstYear)
      #expect(prices[1].capped == cap)
    }
  }

  @Test func `children without a plan by row`() throws {
    let explained = try ExplainedDraws(WholeAuthority())
    let authority = explained.authority
    for (index, year) in explained.model.years.enumerated() {
      let (parts, prices) = try explained.priced(TopUpRow.line, index)
      #expect(parts.map(\.place) == ["Under 5", "5-10"] && parts.map(\.need) == [nil, "ASD"])
      for (row, part) in zip(authority.fixture.assumptions.finances.topUps.indices, parts) {
        let topUp = authority.fixture.assumptions.finances.topUps[row]
        let children = explained.mean { Exact($0[index].topUpYears24[row], over: 24) }
        let price = authority.naive.prices.grown(
          topUp.amount ?? .zero, TopUpRow.line, from: 2023, to: year.start)
        #expect(isNear(part.quantity, children) && isNear(part.monthly, children))
        #expect(part.price == price && part.basis == row)
        #expect(part.amount.pence == (children * Exact(price.pence)).rounded)
        #expect(prices[row].grown == price && prices[row].given == topUp.amount)
        #expect(prices[row].growth.steps.map(\.year.start) == Array(2024..<(year.start + 1)))
      }
    }
  }
}
