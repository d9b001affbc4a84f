import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Top-up without a plan")
struct TopUpReadingTests {
  private static let file = "topup_without_plan"
  private static let header =
    "age_group,need,children,gbp_per_year,price_year,status,source"

  private func folder(_ rows: String...) -> SmallFolder {
    var folder = SmallFolder()
    folder.set(Self.file, lines: [Self.header] + rows)
    return folder
  }

  private func mark(_ code: String, _ row: Int?, _ column: String?) -> Mark {
    Mark(code, SmallFolder.path(Self.file), row, column)
  }

  @Test("Rows are read by band and need, in an order of their own")
  func rows() throws {
    let folder = folder(
      "11-15,All,7,5000,2025-26,illustrative,a", "5-10,All,9,4000.50,2024-25,derived,b",
      "5-10,ASD,3,6000,2025-26,published,c", "Under 5,SLCN,0,0,2025-26,published,d")
    let rows = try #require(folder.read().evidence).finances.topUps
    #expect(
      rows.map(\.cell.name) == ["Under 5, SLCN", "5-10, ASD", "5-10, All", "11-15, All"])
    #expect(rows.map(\.children) == [0, 3, 9, 7])
    #expect(rows.map(\.amount) == [0, 600_000, 400_050, 500_000].map { Money(pence: $0) })
    #expect(rows[2].priceYear == FinancialYear(start: 2024))
    #expect(rows[2].provenance == Provenance(.derived, "b"))
  }

  @Test("Without the file nothing is read and nothing is said")
  func absent() throws {
    var folder = SmallFolder()
    folder.files[SmallFolder.path(Self.file)] = nil
    let (evidence, findings) = folder.read()
    #expect(try #require(evidence).finances.topUps.isEmpty)
    #expect(!findings.contains { $0.place.file == SmallFolder.path(Self.file) })
  }

  @Test(
    "Each fault is named by row and column",
    arguments: [
      ("5-9,All,1,1,2025-26,published,a", "IN-020", "age_group"),
      ("5-10,AUT,1,1,2025-26,published,a", "IN-020", "need"),
      ("5-10,All,-1,1,2025-26,published,a", "IN-022", "children"),
      ("5-10,All,1.5,1,2025-26,published,a", "IN-024", "children"),
      ("5-10,All,1000001,1,2025-26,published,a", "IN-025", "children"),
      ("5-10,All,1,-1,2025-26,published,a", "IN-022", "gbp_per_year"),
      ("5-10,All,1,10000000.01,2025-26,published,a", "IN-025", "gbp_per_year"),
      ("5-10,All,1,c,2025-26,published,a", "IN-023", "gbp_per_year"),
      ("5-10,All,1,1,2025,published,a", "IN-027", "price_year"),
      ("5-10,All,1,1,2025-26,guess,a", "IN-020", "status"),
      ("5-10,All,1,1,2025-26,published,", "IN-028", "source"),
    ])
  func faults(row: String, code: String, column: String) {
    #expect(folder(row).faults().map(Mark.init) == [mark(code, 2, column)])
  }

  @Test("The same band and need twice is refused")
  func twice() {
    let row = "5-10,All,1,1,2025-26,published,a"
    #expect(folder(row, row).faults().map(Mark.init) == [mark("IN-030", 3, nil)])
  }

  @Test("A missing cost is an error that names the cell, where there is an account")
  func uncosted() throws {
    var folder = folder("5-10,ASD,3,,2025-26,published,a")
    let faults = folder.faults()
    #expect(faults.map(Mark.init) == [mark("IN-064", 2, "gbp_per_year")])
    #expect(faults.first?.seen == "no cost of 5-10, ASD")
    for file in ["unit_costs", "inflation", "income"] {
      folder.files[SmallFolder.path(file)] = nil
    }
    let rows = try #require(folder.read().evidence).finances.topUps
    #expect(rows.map(\.amount) == [nil])
  }

  @Test("The file takes the place of the line in other_costs.csv, with a warning")
  func replacesLine() throws {
    var folder = folder("5-10,All,9,4000,2025-26,illustrative,a")
    folder.append("other_costs", "topup_without_plan,2025-26,36000,illustrative,b")
    let (evidence, _) = folder.read()
    let finances = try #require(evidence).finances
    #expect(finances.otherCosts.map(\.line) == ["sen_support_services"])
    #expect(finances.topUps.map(\.children) == [9])
    #expect(
      folder.faults().map(Mark.init) == [
        Mark("IN-063", SmallFolder.path("other_costs"), nil, "line")
      ])
    #expect(folder.faults().map(\.severity) == [.warning])
  }

  @Test("A file without rows leaves the line of other_costs.csv as it is")
  func emptyFileLeavesLine() throws {
    var folder = folder()
    folder.append("other_costs", "topup_without_plan,2025-26,36000,illustrative,b")
    let finances = try #require(folder.read().evidence).finances
    #expect(finances.otherCosts.map(\.line).contains("topup_without_plan"))
    #expect(folder.faults().isEmpty)
  }

  @Test("Prices may grow on the line")
  func inflation() {
    var folder = folder("5-10,All,9,4000,2025-26,illustrative,a")
    folder.append("inflation", "topup_without_plan,2026-27,4,illustrative,b")
    #expect(folder.faults().isEmpty)
  }
}
