import Testing
import Vocabulary

@testable import Scenarios

/// The mean of the months' stocks, against the months added up one by one.
struct MonthlyStockTests {
  private let space = StateSpace(CodeLists())

  /// Twice the sum of the stocks in the middle of April to March: 3 to 14 months after the January census.
  private func monthByMonth(opening: Int, september: Int, even: Int) -> Double {
    (3...14).reduce(0.0) { sum, month in
      // April is 3 months on, September 8.
      let moved = month >= 8 ? september : 0
      return sum + 2 * (Double(opening + moved) + Double(even) * Double(month) / 12)
    }
  }

  @Test func `the mean over the year is that of its twelve months`() {
    let cell = space.cell(NCY.index(8), 4, 1)
    for (opening, closing, arrived, ceased, out, lost) in [
      (100, 100, 0, 0, 0, 0), (100, 160, 60, 0, 0, 0), (80, 95, 12, 5, 2, 1), (0, 9, 4, 0, 0, 0),
      (50, 0, 0, 20, 10, 0),
    ] {
      var demand = Demand(space)
      demand.ceased[cell] = Int32(ceased)
      demand.out[cell] = Int32(out)
      demand.lost[cell] = Int32(lost)
      var placements = Placements(PlaceSpace(space, provisions: []), settings: 0)
      placements.attended[cell] = Int32(closing)
      placements.arrived[Seeking.newPlan.rawValue][cell] = Int32(arrived)
      var stock = [Int32](repeating: 0, count: space.count)
      stock[cell] = Int32(opening)
      let even = arrived - ceased - out - lost
      let exact = monthByMonth(
        opening: opening, september: closing - opening - even, even: even)
      let values = PlanStock(space, opening: stock, demand, placements).planYears24
      #expect(abs(Double(values[4 * space.provisions + 1]) - exact) < 1e-9)
      #expect(values.reduce(0, +) == values[4 * space.provisions + 1])
    }
  }

  @Test func `a child placed in September at sixty thousand pounds costs thirty-five thousand`() {
    let cell = space.cell(NCY.index(8), 4, 1)
    let placements = {
      var result = Placements(PlaceSpace(space, provisions: []), settings: 0)
      result.attended[cell] = 1
      return result
    }()
    let stock = [Int32](repeating: 0, count: space.count)
    let values = PlanStock(space, opening: stock, Demand(space), placements).planYears24
    let pence = values.reduce(0, +) * Money(pounds: 60_000).pence
    #expect(Money(pence: Money.divided(pence, by: 24)) == Money(pounds: 35_000))
  }
}
