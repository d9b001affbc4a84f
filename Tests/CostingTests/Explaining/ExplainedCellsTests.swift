import Costing
import Testing
import Vocabulary

@Suite("Explained cells that few are in")
struct ExplainedCellsTests {
  private let none = Array(repeating: 0, count: 8)
  private let one = [1, 0, 0, 0, 0, 0, 0, 0]

  /// The parts of special schools' top-up where cell 0 has this stock and no other has anybody.
  private func parts(_ stock: PlanStock, _ line: String = "topup_special") throws -> [PricedPart] {
    var fixture = Fixture()
    fixture.assumptions.backPay = (weeks: 10, provenance: published)
    let model = try fixture.model()
    let costed = [CostedYear(year: firstYear, stock: stock, before: [], after: [])]
    let line = try #require(model.lines.firstIndex { $0.name == line })
    let sums = ExplainedDraws.sums(model, [costed])
    switch try model.basis(of: line, in: 0, sums).parts {
    case .priced(let parts, _), .backPay(let parts, _, _, _): return parts
    default: return []
    }
  }

  @Test func `one plan of any kind is enough for a part, and nobody makes none`() throws {
    #expect(try parts(PlanStock(steady: none)).isEmpty)
    let stocks = [
      PlanStock(opening: one, september: none, even: none, newPlans: none),
      PlanStock(opening: none, september: one, even: none, newPlans: none),
      PlanStock(opening: none, september: none, even: one, newPlans: none),
      PlanStock(opening: none, september: none, even: none, newPlans: one),
    ]
    // 24, 14 and 17 parts of 24 of a plan; new plans cost what they are paid back.
    for (stock, quantity) in zip(stocks, [24, 14, 17, 0]) {
      let parts = try parts(stock)
      #expect(parts.count == 1 && parts[0].place == "SPEC")
      #expect(isNear(parts[0].quantity, Exact(quantity, over: 24)))
    }
  }

  @Test func `back-pay has a part where there are new plans alone, and none where nothing is paid`()
    throws
  {
    let fresh = PlanStock(opening: one, september: none, even: none, newPlans: none)
    #expect(try parts(fresh, "back_pay").isEmpty)
    let new = PlanStock(opening: none, september: none, even: none, newPlans: one)
    let parts = try parts(new, "back_pay")
    #expect(parts.map(\.quantity) == [1])
    // 10 weeks of 52 of £12,000.
    #expect(parts.map(\.amount) == [Money(pence: 230_769)])
  }

  @Test func `new plans of a row that costs nothing are in no part`() throws {
    var fixture = Fixture()
    fixture.assumptions.backPay = (weeks: 10, provenance: published)
    fixture.assumptions.finances.unitCosts[0] = Fixture.cost("topup_special", "SPEC", pounds: 0)
    let model = try fixture.model()
    let stock = PlanStock(
      opening: none, september: none, even: none, newPlans: [3, 2, 0, 0, 0, 0, 0, 0])
    let sums = ExplainedDraws.sums(
      model, [[CostedYear(year: firstYear, stock: stock, before: [], after: [])]])
    let line = try #require(model.lines.firstIndex { $0.name == "back_pay" })
    guard case .backPay(let parts, let prices, _, _) = try model.basis(of: line, in: 0, sums).parts
    else {
      Issue.record("no back-pay")
      return
    }
    #expect(parts.map(\.place) == ["DSP"] && prices.map(\.label) == ["DSP"])
    #expect(parts[0].basis == 0)
  }
}
