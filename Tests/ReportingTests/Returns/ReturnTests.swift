import TestSupport
import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite("Returns")
struct ReturnTests {
  private static let columns = ["unmitigated_adding", "mitigated_adding"]

  @Test func `keys are unique and made of title, breakdown, label and year`() throws {
    for made in [try ReturnFixture.dsgPlan(), try .lsrp(), try .s251()] {
      let keys = made.table.rows.compactMap { $0["key"] }
      #expect(Set(keys).count == keys.count && keys.count == made.table.rows.count)
      for row in made.table.rows {
        let parts = ["table", "breakdown", "row", "year"].compactMap { row[$0] }
        #expect(row["key"] == parts.joined(separator: ": "))
      }
    }
    let scap = try ReturnFixture.scap().table.rows.compactMap { $0["key"] }
    #expect(Set(scap).count == scap.count)
  }

  @Test func `the rows of a DSG plan's sheet add to its total, and the sheets to all plans`() throws
  {
    let made = try ReturnFixture.dsgPlan()
    for census in 0...ReturnFixture.years {
      let year = String(made.runs[0].model.baseCensus + census)
      for (run, column) in Self.columns.enumerated() {
        var all = 0
        for (sheet, title) in ReturnLabels.dsgSheets.enumerated() {
          let ages = made.rows(["table": title, "year": year, "breakdown": "age group"])
          let needs = made.rows(["table": title, "year": year, "breakdown": "primary need"])
          let bands = ReturnLabels.ageGroups(ofSheet: sheet).map {
            ReturnLabels.ageGroups[$0.index]
          }
          #expect(ages.map { $0["row"] } == bands + ["TOTAL"])
          #expect(needs.map { $0["row"] } == ReturnLabels.needs + ["TOTAL"])
          for rows in [ages, needs] {
            #expect([rows[rows.count - 1]].sum(column) == rows.dropLast().map { $0 }.sum(column))
          }
          all += [needs[needs.count - 1]].sum(column)
        }
        #expect(all == made.plans(run, census: census))
      }
    }
    #expect(made.table.rows.allSatisfy { $0["basis"] == "age at 31 August (NCY = age - 4)" })
  }

  @Test func `mitigations say what they do to plans, placements and cost`() throws {
    let made = try ReturnFixture.dsgPlan()
    let block = made.rows(["table": "Mitigations"])
    let model = made.runs[0].model
    #expect(
      block.count == (ReturnFixture.years + 1) * 8 + model.financialYears.count)
    for row in block {
      let numbers = ["unmitigated_adding", "mitigated_adding", "effect_adding"].map {
        Int(row[$0] ?? "") ?? 0
      }
      #expect(numbers[1] - numbers[0] == numbers[2], "\(row)")
    }
    let line = try #require(model.accountLines.firstIndex { $0.name == "total_cost" })
    let cost = try #require(block.last)
    let year = model.financialYears.count - 1
    let pence = made.runs.map { $0.store.summary(pence: year * model.accountLines.count + line) }
    #expect(
      cost["unmitigated_adding"]
        == String(Money.divided(Int(pence[0].sum), by: 100 * ReturnFixture.draws)))
    #expect(cost["year"] == "\(model.financialYears[year])")
  }

  @Test func `LSRP table 6 is table 5.1 less top-up without a plan, and 7.n add to 6`() throws {
    let made = try ReturnFixture.lsrp()
    for census in 0...ReturnFixture.years {
      let year = String(made.runs[0].model.baseCensus + census)
      for (run, column) in Self.columns.enumerated() {
        func total(_ table: String, _ breakdown: String) -> Int {
          made.rows(["table": table, "breakdown": breakdown, "year": year])
            .filter { $0["row"] != "TOTAL" }.sum(column)
        }
        let titles = ReturnLabels.lsrpTables
        let topUps = total(titles[0], "of which receiving top-up without a plan")
        #expect(topUps > 0)
        #expect(total(titles[1], "provision") == made.plans(run, census: census))
        #expect(total(titles[0], "age group") - topUps == total(titles[1], "provision"))
        #expect(total(titles[2], "primary need") == total(titles[1], "provision"))
        let first = made.rows([
          "table": titles[1], "row": ReturnLabels.lsrpProvisions[0], "year": year,
        ])
        #expect(
          total(ReturnLabels.lsrpNeedTables[0].title, "primary need") == first.sum(column))
        let pair = ReturnLabels.lsrpProvisions[3]
        #expect(
          total(ReturnLabels.lsrpNeedTables[2].title, "primary need")
            == made.rows(["table": titles[1], "row": pair, "year": year]).sum(column))
      }
    }
    #expect(made.assumptions.rows.contains { $0["assumption"]?.hasPrefix("added:") ?? false })
  }

  @Test func `years outside the run are blank and say why`() throws {
    let made = try ReturnFixture.lsrp()
    let base = made.runs[0].model.baseCensus
    // Mitigations have the years of the run alone, requests are of calendar years.
    let rows = made.table.rows.filter {
      !["Mitigations", RequestTable.title].contains($0["table"])
    }
    for row in rows {
      let year = try #require(row["year"].flatMap(Int.init))
      let isHere = (base...(base + ReturnFixture.years)).contains(year)
      #expect((row["unmitigated_median"] == "") == !isHere)
      #expect(isHere || row["note"]?.contains("the run") ?? false)
    }
    #expect(Set(rows.compactMap { $0["year"] }).count == 5)
  }

  @Test func `age in year moves the edges of the bands, not the children`() throws {
    let (august, inYear) = (try ReturnFixture.lsrp(), try ReturnFixture.inYear())
    let (store, year) = (inYear.runs[0].store, String(inYear.runs[0].model.baseCensus + 1))
    let edges = [-2...(-1), 0...5, 6...10, 11...14, 15...21]
    for (band, ncys) in edges.enumerated() {
      let heads = ncys.map {
        store.heads(store.layout.plansByNCY(1, NCY.index($0), store.layout.space.needs))
      }
      let draws = AddingUp.sum(heads, draws: ReturnFixture.draws).sorted()
      let rows = inYear.rows([
        "breakdown": "age group", "row": ReturnLabels.ageGroups[band], "year": year,
      ])
      #expect(rows.map { $0["unmitigated_median"] } == [String(draws[draws.count / 2])])
      #expect(rows[0]["basis"] == "age in year (NCY = age - 5)")
    }
    let table6 = ["table": ReturnLabels.lsrpTables[1]]
    #expect(
      august.rows(table6).map { $0["unmitigated_adding"] }
        == inYear.rows(table6).map { $0["unmitigated_adding"] })
    #expect(
      inYear.assumptions.rows.contains { $0["assumption"]?.hasPrefix("not added:") ?? false })
  }
}

extension ReturnFixture.Made {
  fileprivate static func lsrp() throws -> Self { try ReturnFixture.lsrp() }
  fileprivate static func s251() throws -> Self { try ReturnFixture.s251() }
}
