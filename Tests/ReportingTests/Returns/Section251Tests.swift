import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import Reporting
@testable import Scenarios

@Suite("Section 251, gross and net of recoupment")
struct Section251Tests {
  private static let variants = ["unmitigated", "mitigated"]

  /// The tool's own table with another share recouped of the places it does not know.
  private static func tables(recouped: [String: String]) throws -> ReturnTables {
    let own = try String(
      contentsOfFile: Repository.path("Sources/DataImport/Returns/s251_lines.csv"),
      encoding: .utf8)
    let lines = own.split(separator: "\n").map { line in
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      guard let share = recouped[String(cells[0])] else { return String(line) }
      return (cells[..<3].map(String.init) + [share] + cells[4...].map(String.init))
        .joined(separator: ",")
    }
    let (tables, findings) = ReturnMapping.read([
      "evidence/s251_lines.csv": lines.joined(separator: "\n") + "\n"
    ])
    return try #require(tables, "\(findings.map(\.message))")
  }

  private static let places = [
    "places_special": "0.5878", "places_base": "0.4759", "places_post16": "1", "places_ap": "0",
  ]

  private func made(_ tables: ReturnTables, _ runs: [ScenarioRun]? = nil) throws -> ReadTable {
    let runs = try runs ?? ReturnFixture.s251().runs
    let files = ReturnFiles.files(
      ReturnRequest(.s251, tables: tables), unmitigated: ReturnDraws(runs[0]),
      mitigated: runs.count > 1 ? ReturnDraws(runs[1]) : nil)
    return ReadTable(files[0].text)
  }

  private func number(_ row: [String: String], _ column: String) throws -> Int {
    try #require(Int(row[column] ?? ""), "\(column) of \(row["key"] ?? "")")
  }

  @Test func `lines add to the account's total cost, income to its income`() throws {
    let made = try ReturnFixture.s251()
    let model = made.runs[0].model
    for (index, year) in model.financialYears.enumerated() {
      for (run, name) in zip(made.runs, Self.variants) {
        for (kind, sum) in [("cost", "total_cost"), ("income", "total_income")] {
          let rows = made.rows(["year": "\(year)", "breakdown": kind])
          let total = try #require(rows.last)
          let line = try #require(model.accountLines.firstIndex { $0.name == sum })
          let pence = run.store.pence(index * model.accountLines.count + line)
          let mean = Money.divided(Int(pence.reduce(0, +)), by: 100 * pence.count)
          #expect(total["row"] == sum && [total].sum("\(name)_gross") == mean)
          #expect(rows.dropLast().map { $0 }.sum("\(name)_gross") == mean)
          let middle = pence.sorted()[pence.count / 2]
          #expect(try number(total, "\(name)_gross_median") == Money.divided(Int(middle), by: 100))
        }
      }
    }
    #expect(
      made.rows(["row": "1.2.1 top-up – maintained"]).allSatisfy {
        $0["note"] == "the split is illustrative"
      })
    let blank = made.table.rows.filter { $0["unmitigated_gross"] == "" }
    #expect(blank.allSatisfy { $0["note"] == "no line of the account is put here" })
    #expect(made.assumptions.rows.contains { $0["assumption"]?.hasPrefix("gross") ?? false })
    #expect(!made.table.rows.contains { $0["row"]?.hasPrefix("2.1.") ?? false }, "no such line")
  }

  @Test func `gross less recouped is net, and the balance is the same both ways`() throws {
    let table = try made(try Self.tables(recouped: Self.places))
    for year in Set(table.rows.compactMap { $0["year"] }) {
      for name in Self.variants + ["effect"] {
        func row(_ label: String) throws -> [String: String] {
          try #require(table.rows.first { $0["year"] == year && $0["row"] == label })
        }
        func total(_ part: String) throws -> [Int] {
          try ["total_cost", "total_income", "in_year_balance"].map {
            try number(try row($0), "\(name)_\(part)")
          }
        }
        let (gross, recouped, net) = (
          try total("gross"), try total("recouped"), try total("net")
        )
        #expect(zip(gross, recouped).map { $0 - $1 } == net)
        #expect(gross[1] - gross[0] == gross[2] && net[1] - net[0] == gross[2])
        #expect(net[2] == gross[2] && recouped[0] == recouped[1])
        #expect(name == "effect" || recouped[0] > 0)
        for kind in ["cost", "income"] {
          let rows = table.rows.filter {
            $0["year"] == year && $0["breakdown"] == kind && $0["unmitigated_gross"] != ""
          }
          for row in rows {
            let cells = try ["gross", "recouped", "net"].map { try number(row, "\(name)_\($0)") }
            #expect(cells[0] - cells[1] == cells[2], "\(row["key"] ?? "")")
          }
          for part in ["gross", "recouped", "net"] {
            let lines = rows.dropLast().map { $0 }.sum("\(name)_\(part)")
            #expect(lines == (try number(try #require(rows.last), "\(name)_\(part)")), "\(part)")
          }
        }
      }
    }
    let block = table.rows.filter { $0["row"] == "high_needs_block" }
    #expect(block.allSatisfy { Int($0["unmitigated_recouped"] ?? "") ?? 0 > 0 })
  }

  @Test func `where what is recouped is not known net is empty, and a note says of what`() throws {
    let table = try made(ReturnMapping.tables())
    for label in ["1.0.2 place funding in ISB", "total_cost", "high_needs_block", "total_income"] {
      let rows = table.rows.filter { $0["row"] == label }
      #expect(!rows.isEmpty)
      for row in rows {
        #expect(row["unmitigated_net"] == "" && row["unmitigated_recouped"] == "")
        #expect(row["note"]?.contains("not known of places_special, places_base") ?? false)
      }
    }
    for row in table.rows where row["row"] == "1.2.3 top-up & other – non-maintained & independent"
    {
      #expect(row["unmitigated_recouped"] == "0")
      #expect(row["unmitigated_net"] == row["unmitigated_gross"])
    }
    let balance = try #require(table.rows.first { $0["row"] == "in_year_balance" })
    #expect(balance["unmitigated_net"] == balance["unmitigated_gross"], "whatever is recouped")
  }

  @Test func `what is put outside the block is printed below, and in no total`() throws {
    var evidence = try SmallAuthority.evidence()
    let line = try #require(evidence.finances.otherCosts.first)
    evidence.finances.otherCosts.append(
      YearlyAmount(
        line: "transport_pre16", year: line.year, amount: Money(pounds: 1_234_567),
        provenance: line.provenance))
    let model = try ScenarioModel(
      Scenario(id: Scenario.baselineID, name: "B", question: "Q"), evidence: evidence, years: 2)
    let run = ScenarioRun(model, options: RunOptions(draws: 3, years: 2))
    let table = try made(try Self.tables(recouped: Self.places), [run])
    let memos = table.rows.filter { $0["breakdown"] == "memo" }
    #expect(memos.map { $0["row"] } == Array(repeating: "2.1.4 SEN transport pre-16", count: 2))
    #expect(memos.allSatisfy { $0["note"]?.contains("not in the high needs block") ?? false })
    let lines = model.accountLines
    let position = try #require(lines.firstIndex { $0.name == "total_cost" })
    for (index, year) in model.financialYears.enumerated() {
      let pence = run.store.pence(index * lines.count + position)
      let mean = Money.divided(Int(pence.reduce(0, +)), by: 100 * pence.count)
      let rows = table.rows.filter { $0["year"] == "\(year)" }
      let memo = try number(try #require(rows.last), "unmitigated_gross")
      #expect(memo > 1_000_000 && rows.last?["breakdown"] == "memo")
      let total = try number(
        try #require(rows.first { $0["row"] == "total_cost" }), "unmitigated_gross")
      #expect(abs(total - (mean - memo)) <= 1)
    }
  }

  @Test func `a share recouped outside 0 to 1 is refused; without the column none is known`() throws
  {
    let header = "line,code,share,recouped,status,source\n"
    let (none, findings) = ReturnMapping.read([
      "evidence/s251_lines.csv": header + "places_special,1.0.2,1,1.5,derived,test\n"
    ])
    #expect(none == nil && findings.contains { $0.place.column == "recouped" })
    let (tables, _) = ReturnMapping.read([
      "evidence/s251_lines.csv":
        "line,code,share,status,source\nplaces_special,1.0.2,1,derived,test\n"
    ])
    #expect(tables?.lines.map(\.recouped) == [nil])
    let own = try ReturnMapping.tables().lines
    #expect(own.filter { $0.recouped == LineShare.whole }.map(\.line) == ["places_fe"])
    let unknown = own.filter { $0.recouped == nil }.map(\.line)
    #expect(unknown == ["places_special", "places_base", "places_post16", "places_ap"])
    for line in ["back_pay", "transport_pre16", "transport_16_18", "transport_19_25"] {
      #expect(own.contains { $0.line == line })
    }
  }
}
