import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Which rows of a return count, where they can be read in more than one way.
struct CensusRuleTests {
  private let clean: PlanCensus
  private var pair: InventedPair

  init() throws {
    pair = try InventedPair.small()
    clean = try #require(try pair.readNow())
  }

  private func census() throws -> PlanCensus { try #require(try pair.readNow()) }

  private func flows() throws -> [CensusFlows.Flow: Int] {
    CensusFlows(from: try #require(try pair.readBefore()), to: try census()).counts
  }

  /// Adds rows at one end of a table.
  private mutating func add(_ rows: [InventedPair.Row], to table: String, first: Bool) {
    if first {
      pair.now[table]?.rows.insert(contentsOf: rows, at: 0)
    } else {
      pair.now[table]?.rows += rows
    }
  }

  @Test(arguments: [true, false])
  mutating func `an older plan's end says nothing of why the last one ceased`(first: Bool) throws {
    let usual = try flows()
    let ceased = (pair.now["named-plan"]?.rows ?? []).filter { $0["ceasedate"] != "" }
    #expect(ceased.count > 10)
    let older = ceased.enumerated().map { index, row in
      row.merging([
        "namedplantableid": "M-old\(index)", "startdate": "2012-Mar-01",
        "ceasedate": "2016-May-01", "ceasereason": "8",
      ]) { $1 }
    }
    add(older, to: "named-plan", first: first)
    #expect(try flows() == usual)
  }

  @Test mutating func `a plan that starts after the census takes nobody out of it`() throws {
    let later = (pair.now["named-plan"]?.rows ?? []).filter { $0["ceasedate"] == "" }.prefix(20)
    add(
      later.enumerated().map { index, row in
        row.merging(["namedplantableid": "M-next\(index)", "startdate": "2025-Feb-20"]) { $1 }
      }, to: "named-plan", first: true)
    let census = try census()
    #expect(census.cube == clean.cube && census.tally.counts[.planStartsAfterCensus] == 20)
  }

  @Test mutating func `somebody under two ids is one person, with one plan`() throws {
    let person = pair.stayer()
    pair.copy("person", ["persontableid": "P-x"]) { $0["persontableid"] == "P\(person)" }
    for (table, key, parent) in [
      ("requests", "R", "persontableid"), ("active-plans", "A", "requeststableid"),
      ("placement-detail", "D", "activeplanstableid"), ("sen-need", "N", "activeplanstableid"),
    ] {
      let letter = ["persontableid": "P", "requeststableid": "R", "activeplanstableid": "A"][parent]
      let id = table == "sen-need" ? "senneedtableid" : table.filter { $0 != "-" } + "tableid"
      pair.copy(table, [id: "\(key)-x", parent: "\(letter ?? "")-x"]) {
        $0[parent] == "\(letter ?? "")\(person)"
      }
    }
    let census = try census()
    #expect(census.cube == clean.cube)
    #expect(census.tally.counts[.personTwice] == 1 && census.tally.counts[.twoActivePlans] == 1)
  }

  @Test func `in a list two people who share a UPN are two`() throws {
    var lines = pair.invented.list.split(separator: "\n").map(String.init)
    let columns = lines[0].split(separator: ",").map(String.init)
    let upn = try #require(columns.firstIndex(of: "upn"))
    var other = cells(lines[40])
    other[upn] = cells(lines[1])[upn]
    lines[40] = other.joined(separator: ",")
    let register = try pair.register()
    func read(_ lines: [String]) throws -> PlanCensus {
      try #require(
        PersonLevelImport.read(
          tables: ["flat": lines.joined(separator: "\n") + "\n"], census: pair.invented.census,
          codes: SmallAuthority.codes, register: register, key: pair.key
        ).census)
    }
    #expect(try read(lines).cube == clean.cube)
    // The same row twice is one person, with one plan.
    #expect(try read(lines + [lines[2]]).cube == clean.cube)
  }

  private func cells(_ line: String) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  @Test mutating func `a cease date that cannot be read still says that the plan ceased`() throws {
    for index in pair.now["named-plan"]?.rows.indices ?? 0..<0
    where pair.now["named-plan"]?.rows[index]["ceasedate"] != "" {
      pair.now["named-plan"]?.rows[index]["ceasedate"] = "31/02/2024"
    }
    #expect(try census().cube == clean.cube)
  }

  @Test(arguments: [("0", true), ("", true), ("1", false), ("Yes", false)])
  mutating func `a child who moved away waits here no longer`(cell: String, waits: Bool) throws {
    for index in pair.now["requests"]?.rows.indices ?? 0..<0 {
      pair.now["requests"]?.rows[index]["exported"] = cell
    }
    let census = try census()
    #expect(census.waiting.count == (waits ? clean.waiting.count : 0))
    #expect(census.cube == clean.cube)
  }

  @Test mutating func `what is decided after the census was open on the day`() throws {
    for (table, day, outcome) in [
      ("requests", "requestoutcomedate", "requestoutcome"),
      ("assessment", "assessmentoutcomedate", "assessmentoutcome"),
    ] {
      for index in pair.now[table]?.rows.indices ?? 0..<0
      where pair.now[table]?.rows[index][day] == "" && pair.now[table]?.rows[index][outcome] == "" {
        pair.now[table]?.rows[index][day] = "2025-Jan-20"
        pair.now[table]?.rows[index][outcome] = "Y"
      }
    }
    #expect(Set(try census().waiting) == Set(clean.waiting))
  }

  @Test mutating func `a new request of a child with a plan is no new plan on its way`() throws {
    let person = pair.stayer()
    pair.copy(
      "requests",
      [
        "requeststableid": "R-x", "receiveddate": "2024-Dec-01", "requestoutcomedate": "",
        "requestoutcome": "",
      ]
    ) { $0["persontableid"] == "P\(person)" }
    #expect(try census().waiting.count == clean.waiting.count)
  }

  @Test mutating func `a URN that nobody knows is no base, and gives way to a type of setting`()
    throws
  {
    let codes = SmallAuthority.codes
    let special = try #require(codes.provision("SPEC-STATE"))
    let rows = (pair.now["placement-detail"]?.rows ?? []).indices
    let picked = rows.filter {
      let urn = Int(pair.now["placement-detail"]?.rows[$0]["urn"] ?? "") ?? 0
      return (urn - 900_000) / 10 == special
    }
    #expect(!picked.isEmpty)
    for index in picked {
      pair.now["placement-detail"]?.rows[index]["urn"] = "123456"
      pair.now["placement-detail"]?.rows[index]["senunitindicator"] = "1"
    }
    let unknown = try census()
    let lost = clean.plans.count { $0.provision == special }
    #expect(unknown.plans.count { $0.provision == special } == 0)
    #expect(
      unknown.plans.count { $0.provision == nil } - clean.plans.count { $0.provision == nil }
        == lost)
    #expect(unknown.tally.counts[.urnUnknown] == lost)
    for index in picked { pair.now["placement-detail"]?.rows[index]["sensetting"] = "EHE" }
    let home = try #require(codes.provision("EHE"))
    let typed = try census()
    #expect(
      typed.plans.count { $0.provision == home }
        - clean.plans.count { $0.provision == home } == lost)
  }

  @Test(arguments: ["placement-detail", "sen-need", "named-plan"])
  mutating func `of rows with the same id the same one is read in any order`(table: String) throws {
    let rows = pair.now[table]?.rows ?? []
    let id = pair.now[table]?.columns.first { $0.hasSuffix("tableid") } ?? ""
    let others = rows.indices.map { index in
      rows[(index + 7) % rows.count].merging([id: rows[index][id] ?? ""]) { $1 }
    }
    pair.now[table]?.rows = rows + others
    let appended = try census()
    pair.now[table]?.rows = others.reversed() + rows
    #expect(try census().cube == appended.cube)
    #expect(try census().tally.counts[.keyRepeated] == rows.count)
  }
}
