import NumericalCore
import Testing
import Vocabulary

@testable import Projection

/// Some children with top-up without a plan, and new plans in plenty.
enum TopUps {
  static let codes = CodeLists()
  static let plenty = NewPlanTable(
    Array(repeating: Array(repeating: 1_000_000, count: codes.needs.count), count: 5))

  static func row(_ band: AgeBand, _ need: String?, _ children: Int) -> TopUpRow {
    TopUpRow(
      cell: TopUpCell(band, need: need), children: children, amount: Money(pounds: 6000),
      priceYear: FinancialYear(start: 2025), provenance: Provenance(.illustrative, "a test"))
  }

  static let rows = [
    row(.under5, "SLCN", 60), row(.under5, nil, 34), row(.from5to10, "SLCN", 106),
    row(.from5to10, "ASD", 110), row(.from5to10, nil, 90), row(.from11to15, "ASD", 90),
    row(.from11to15, nil, 94), row(.from16to19, nil, 2),
  ]

  static func stock(
    _ rows: [TopUpRow] = rows, population: [[Double]] = [],
    _ change: (inout TopUpSettings) -> Void = { _ in }
  ) -> TopUpStock {
    var settings = TopUpSettings()
    change(&settings)
    return TopUpStock(
      TopUpAssumptions(rows: rows, codes: codes, settings: settings, population: population))
  }

  static func path(
    _ stock: TopUpStock, draw: Int, years: Int, newPlans: NewPlanTable = plenty
  ) -> [TopUpYear] {
    var path = TopUpDraw(stock, address: DrawAddress(seed: 2025, draw: UInt32(draw)))
    return (0..<years).map { path.step(year: $0, newPlans: newPlans) }
  }
}

@Suite("The stock of top-up without a plan")
struct TopUpStockTests {
  @Test("Heads are conserved in every cell, year and draw, and nobody ages twice")
  func conservation() {
    let stock = TopUps.stock()
    for draw in 0..<200 {
      var opening = TopUps.rows.map(\.children)
      for year in TopUps.path(stock, draw: draw, years: 8) {
        #expect(year.opening == opening)
        for cell in opening.indices {
          let came: Int = year.opening[cell] + year.agedIn[cell] + year.entered[cell]
          let went: Int = year.agedOn[cell] + year.converted[cell] + year.left[cell]
          #expect(came - went == year.closing[cell])
          #expect(year.ended[cell] <= year.agedOn[cell] && year.agedOn[cell] <= opening[cell])
          #expect(year.closing[cell] >= 0)
        }
        let going: Int = year.agedOn.reduce(0, +) - year.ended.reduce(0, +)
        #expect(going == year.agedIn.reduce(0, +))
        opening = year.closing
      }
    }
  }

  @Test("The expected stock of every cell stays that of the base census")
  func balance() {
    let stock = TopUps.stock()
    let (draws, years) = (4000, 6)
    var sums = [Double](repeating: 0, count: TopUps.rows.count)
    var squares = sums
    for draw in 0..<draws {
      let last = TopUps.path(stock, draw: draw, years: years)[years - 1].closing
      for cell in sums.indices {
        sums[cell] += Double(last[cell])
        squares[cell] += Double(last[cell] * last[cell])
      }
    }
    for cell in sums.indices {
      let mean = sums[cell] / Double(draws)
      let error = ((squares[cell] / Double(draws) - mean * mean) / Double(draws)).squareRoot()
      let base = Double(TopUps.rows[cell].children)
      #expect(abs(mean - base) < 4 * error, "\(TopUps.rows[cell].cell.name): \(mean) of \(base)")
    }
  }

  @Test("Where more grow into a cell than it holds, the rest lose the top-up and none enter")
  func continuing() {
    let stock = TopUps.stock()
    let last = TopUps.rows.count - 1
    #expect(stock.continuing[last] < 0.1 && stock.continuing[last] > 0)
    #expect(stock.entering[last] == 0)
    #expect(stock.continuing.dropLast().allSatisfy { $0 == 1 })
    #expect(stock.log.filter { $0.name == "topup_continuing" }.map(\.scope) == ["16-19, All"])
  }

  @Test("Children go to the cell of their need, else to that of all needs, else out")
  func destinations() {
    #expect(TopUps.stock().next == [2, 4, 6, 5, 6, 7, 7, nil])
  }

  @Test("Entries follow their factor and the population of the band")
  func entries() {
    let base = TopUps.stock()
    var growth = [Double](repeating: 1, count: 5)
    growth[AgeBand.from5to10.index] = 1.5
    let grown = TopUps.stock(population: [growth]) { $0.entryFactor = 2 }
    for cell in TopUps.rows.indices {
      let times = TopUps.rows[cell].cell.band == .from5to10 ? 3.0 : 2.0
      let expected = times * base.entering[cell]
      #expect(abs(grown.entering(cell, year: 0) - expected) <= 1e-9 * expected)
      #expect(grown.entering(cell, year: 1) == grown.entering[cell])
    }
    let none = TopUps.stock { $0.entryFactor = 0 }
    #expect(TopUps.path(none, draw: 1, years: 3).allSatisfy { $0.entered.allSatisfy { $0 == 0 } })
  }

  @Test("Nobody converts or leaves where shares are 0, everybody does where they are 1")
  func extremes() {
    let still = TopUps.stock {
      ($0.conversion, $0.exit) = (0, 0)
    }
    for year in TopUps.path(still, draw: 3, years: 4) {
      #expect(year.converted.allSatisfy { $0 == 0 } && year.left.allSatisfy { $0 == 0 })
    }
    let all = TopUps.stock { $0.conversion = 1 }
    for year in TopUps.path(all, draw: 3, years: 4) {
      #expect(year.closing == year.entered && year.left.allSatisfy { $0 == 0 })
    }
  }

  @Test("The order of rows, draws and years asked for changes no bit")
  func order() {
    let stock = TopUps.stock()
    let reversed = TopUps.stock(TopUps.rows.reversed())
    for draw in [9, 2, 5] {
      let path = TopUps.path(stock, draw: draw, years: 5)
      #expect(path == TopUps.path(stock, draw: draw, years: 5))
      #expect(
        path.map(\.closing)
          == TopUps.path(reversed, draw: draw, years: 5).map { $0.closing.reversed() })
    }
  }

  @Test("A folder's assumptions take the place of the tool's, and the log says from where")
  func overrides() {
    let given = Provenance(.published, "our records")
    let settings = TopUpSettings(["topup_conversion_share": (value: 0.25, provenance: given)])
    #expect(settings.conversion == 0.25 && settings.exit == TopUpSettings().exit)
    for item in TopUpSettings.catalogue {
      #expect(settings.value(item.name) != nil && TopUpSettings.bounds[item.name] != nil)
    }
    #expect(settings.value("topup") == nil)
    let log = TopUps.stock().log
    #expect(
      log.filter { $0.name.hasSuffix("_share") }.allSatisfy {
        $0.provenance.status == .illustrative
      })
    #expect(log.filter { $0.name == "topup_children" }.count == TopUps.rows.count)
    #expect(log.filter { $0.name == "topup_ageing" }.map(\.value) == ["1/3", "1/6", "1/5", "1/4"])
  }
}

@Suite("Conversions are a part of new plans")
struct TopUpConversionTests {
  private func table(_ plans: [(AgeBand, String, Int)]) -> NewPlanTable {
    var table = Array(
      repeating: Array(repeating: 0, count: TopUps.codes.needs.count), count: 5)
    for (band, need, count) in plans {
      if let position = TopUps.codes.need(need) { table[band.index][position] += count }
    }
    return NewPlanTable(table)
  }

  @Test("No more children convert than get a plan, by band and need, in any draw")
  func limit() {
    let stock = TopUps.stock { $0.conversion = 0.5 }
    let plans = table([(.from5to10, "SLCN", 3), (.from5to10, "ASD", 4), (.from11to15, "MLD", 2)])
    for draw in 0..<50 {
      for year in TopUps.path(stock, draw: draw, years: 4, newPlans: plans) {
        #expect(year.converted[0] == 0 && year.converted[1] == 0)
        #expect(year.converted[2] <= 3 && year.converted[3] <= 4)
        #expect(year.converted[2...4].reduce(0, +) <= 7)
        #expect(year.converted[5] == 0 && year.converted[6] <= 2)
        #expect(year.closing.allSatisfy { $0 >= 0 })
      }
    }
  }

  @Test("New plans are counted at the closing census, whatever provision is wanted")
  func counted() {
    let space = StateSpace(TopUps.codes)
    var demand = Demand(space)
    let need = TopUps.codes.need("ASD") ?? 0
    demand.coming[Seeking.newPlan.rawValue][space.cell(NCY.index(6), need, 0)] = 2
    demand.coming[Seeking.newPlan.rawValue][space.cell(NCY.index(1), need, 3)] = 1
    demand.coming[Seeking.newPlan.rawValue][space.cell(NCY.index(7), need, 3)] = 5
    demand.coming[Seeking.transferIn.rawValue][space.cell(NCY.index(3), need, 0)] = 9
    #expect(
      NewPlanTable(demand, space) == table([(.from5to10, "ASD", 3), (.from11to15, "ASD", 5)]))
  }

  @Test("Mean children over the months: even flows count 17/24 of a year, September's 7/12")
  func months() {
    var year = TopUpYear(cells: 1)
    year.opening = [10]
    #expect(year.childYears24 == [240])
    year.entered = [4]
    year.left = [1]
    year.converted = [1]
    #expect(year.childYears24 == [240 + 34])
    year.agedOn = [2]
    year.ended = [1]
    year.agedIn = [3]
    #expect(year.childYears24 == [240 + 34 + 14])
  }
}
