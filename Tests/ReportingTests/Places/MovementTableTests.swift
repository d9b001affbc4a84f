import Scenarios
import Testing
import Vocabulary

@testable import Reporting

@Suite struct MovementTableTests {
  @Test func whoFoundNothingWhereTheyLookedIsWhoDidNotGoAsTheyWanted() throws {
    let made = try PlacesFixture.made()
    func sums(_ name: String) -> [[String?]: Double] {
      let names = ["academic_year", "wanted", "need", "phase", "area"]
      return made.table(name).rows.filter { $0["went"] != "as wanted" }
        .reduce(into: [:]) { sums, row in
          sums[names.map { row[$0] }, default: 0] += row.number("mean")
        }
    }
    let (went, unplaced) = (sums("overflow.csv"), sums("unplaced.csv"))
    #expect(Set(went.keys) == Set(unplaced.keys))
    for (key, mean) in went { #expect(abs(mean - (unplaced[key] ?? -1)) < 0.001) }
  }

  @Test func whatItCostsMoreIsWhatThePlacementsCost() throws {
    let made = try PlacesFixture.made()
    let codes = made.run.model.space.codes
    let firstYear = made.run.model.baseCensus
    for row in made.table("overflow.csv").rows {
      let start = try #require(Int(row["academic_year"]?.prefix(4) ?? ""))
      let year = FinancialYear(start: start)
      let need = try #require(codes.need(row["need"] ?? ""))
      func cost(_ code: String) throws -> Double {
        let provision = try #require(codes.provision(code))
        let money = try #require(
          made.run.model.placementCost(need: need, provision: provision, in: year))
        return Double(money.pence) / 100
      }
      #expect(start >= firstYear)
      let (went, mean) = (row["went"] ?? "", row.number("mean"))
      let extra = row.number("extra_gbp")
      let asked = try cost(row["wanted"] ?? "")
      // The mean has four decimals, so the product may be off by half of the last.
      func isNear(_ each: Double) -> Bool { abs(extra - mean * each) <= abs(each) * 0.0001 + 0.02 }
      switch went {
      case "as wanted", "other authority": #expect(extra == 0)
      case "over number": #expect(extra > 0)
      case "awaiting a setting": #expect(try isNear(cost("NONE") - asked))
      case "held while waiting":
        let held = ["early_years": "EY-PVI", "post16": "FE"][row["phase"] ?? ""] ?? "MAIN"
        #expect(try isNear(cost(held) - asked))
      default: #expect(try isNear(cost(went) - asked))
      }
    }
  }

  @Test func withoutMoneyThereIsNoExtraCost() throws {
    let bare = try PlacesFixture.bare()
    for name in ["overflow.csv", "commissioning.csv"] {
      let table = bare.table(name)
      let money = table.header.filter { $0.contains("gbp") }
      #expect(!table.rows.isEmpty && !money.isEmpty)
      #expect(table.rows.allSatisfy { row in money.allSatisfy { row[$0] == "" } })
    }
  }

  @Test func childrenNotInABaseAreThoseOfTheSpecialSchools() throws {
    let made = try PlacesFixture.made()
    let (run, rows) = (made.run, made.table("not_in_a_base.csv").rows)
    let shape = run.places.shape
    let special = try #require(
      shape.provisions.firstIndex { run.model.space.codes.provisions[$0].kind == .special })
    for (year, label) in ["2025/26", "2026/27", "2027/28", "2028/29"].enumerated() {
      func mean(_ counts: [Placements.Count]) -> Double {
        let first = special * shape.leavesPerProvision
        let sum = (first..<(first + shape.leavesPerProvision)).reduce(0) { sum, leaf in
          counts.reduce(sum) { $0 + run.places.sum($1, year: year, leaf: leaf) }
        }
        return Double(sum) / Double(run.places.draws)
      }
      func written(_ group: String) -> Double {
        rows.filter { $0.has(["academic_year": label, "group": group]) }
          .reduce(0) { $0 + $1.number("mean") }
      }
      #expect(abs(written("in a state special school") - mean([.attending])) < 0.05)
      #expect(abs(written("without a special place") - mean([.waiting, .elsewhere])) < 0.05)
    }
    // The small authority's base serves three needs, from Reception to Year 11, and is within reach of everybody.
    for row in rows where row["group"] != "looked for a base" {
      let isServed = ["ASD", "HI", "SLCN"].contains(row["need"] ?? "")
      let reasons = ["no base for the year group", "too far", "the plan names a special school"]
      #expect(
        isServed
          ? reasons.contains(row["reason"] ?? "") : row["reason"] == "no base for the need")
    }
  }
}
