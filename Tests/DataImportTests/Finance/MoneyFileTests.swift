import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Files of money")
struct MoneyFileTests {
  private static let outturn = "finance/outturn.csv"
  private static let header = "line,budget,outturn,closed_year,status,source\n"

  private func folder(_ path: String, _ text: String) -> SmallFolder {
    var folder = SmallFolder.short()
    folder.files[path] = text
    return folder
  }

  @Test(
    "finance/outturn.csv gives lines with budget, outturn and closed year; a budget may be left out"
  )
  func outturn() throws {
    let text =
      Self.header
      + "topup_special,1000.50,900,2024-25,published,a\nfees_independent,,7,2024-25,derived,b\n"
    let rows = try #require(folder(Self.outturn, text).read().evidence).finances.outturn
    #expect(rows.map(\.line) == ["topup_special", "fees_independent"])
    #expect(rows.map(\.budget) == [Money(pence: 100_050), nil])
    #expect(rows.map(\.outturn) == [Money(pounds: 900), Money(pounds: 7)])
    #expect(rows.allSatisfy { $0.year == FinancialYear(start: 2024) })
  }

  @Test(
    "Each fault of the outturn is named by row and column",
    arguments: [
      ("topup_special,,,2024-25,published,a", "IN-023", "outturn"),
      ("topup_special,,-1,2024-25,published,a", "IN-022", "outturn"),
      ("topup_special,x,1,2024-25,published,a", "IN-023", "budget"),
      ("topup_special,,1,2024/25,published,a", "IN-027", "closed_year"),
      ("topup_special,,1,2024-25,published,", "IN-028", "source"),
      (",,1,2024-25,published,a", "IN-029", "line"),
    ])
  func outturnFaults(row: String, code: String, column: String) {
    let faults = folder(Self.outturn, Self.header + row + "\n").faults()
    #expect(
      faults.contains {
        $0.code == code && $0.place.file == Self.outturn && $0.place.row == 2
          && $0.place.column == column
      }, "\(faults)")
  }

  @Test(
    "Bands, billing and what a cost includes are read; a file without the columns reads as before")
  func priceTerms() throws {
    var folder = SmallFolder.short()
    let plain = try #require(folder.read().evidence).finances.unitCosts
    #expect(plain.allSatisfy { $0.band == nil && $0.share == 1 && $0.billing == .monthly })
    let lines = folder.lines("unit_costs")
    let extra = ",band,share,health_share,social_care_share,billing,includes,uplift,uncertainty"
    folder.set("unit_costs", lines: [lines[0] + extra] + lines.dropFirst().map { $0 + ",,,,,,,," })
    folder.drop("unit_costs") { $0.contains(",IND-SPEC,") }
    let start = "fees_independent,IND-SPEC,All"
    folder.append(
      "unit_costs", start + ",50000,2025-26,illustrative,a,day,0.8,,,termly,\"tuition, meals\",,0.1"
    )
    folder.append(
      "unit_costs", start + ",250000,2025-26,illustrative,a,52-week,0.2,0.2,0.3,daily,,,0.1")
    let evidence = folder.read().evidence
    let rows = try #require(evidence, "\(folder.faults())").finances.unitCosts.filter {
      $0.provision == "IND-SPEC"
    }
    #expect(rows.map(\.band) == ["day", "52-week"])
    #expect(rows.map(\.share) == [0.8, 0.2] && rows.map(\.billing) == [.termly, .daily])
    #expect(rows.map(\.ownShare) == [1, 0.5] && rows.map(\.uncertainty) == [0.1, 0.1])
    #expect(rows[0].includes == "tuition, meals")
  }

  @Test(
    "A way of billing that is not known gets a suggestion, and an uncertainty above a half is refused"
  )
  func priceFaults() {
    var folder = SmallFolder.short()
    let lines = folder.lines("unit_costs")
    folder.set(
      "unit_costs",
      lines: [lines[0] + ",billing,uncertainty"]
        + lines.dropFirst().enumerated().map {
          $1 + ($0 == 0 ? ",termley,0.1" : $0 == 1 ? ",termly,0.6" : ",,")
        })
    let faults = folder.faults()
    #expect(faults.contains { $0.place.column == "billing" && $0.remedy.contains("termly") })
    #expect(faults.contains { $0.place.column == "uncertainty" && $0.place.row == 3 })
  }

  @Test("Places outside the register: known lines, known provisions to follow")
  func fundedPlaces() throws {
    let header = "line,academic_year,places,follows,status,source\n"
    let path = SmallFolder.path("funded_places")
    let sound = folder(
      path, header + "places_fe,2024/25,12,FE,published,a\nplaces_ap,2024/25,3,,published,a\n")
    let rows = try #require(sound.read().evidence).finances.fundedPlaces
    #expect(rows.map(\.places) == [12, 3] && rows.map(\.follows) == ["FE", nil])
    let faulty = folder(path, header + "places_pe,2024/25,12,EF,published,a\n").faults()
    #expect(Set(faulty.map(\.place.column)) == ["line", "follows"])
  }

  @Test("Transport has lines of its own")
  func transport() throws {
    let header = "line,provision,need,gbp_per_year,price_year,status,source\n"
    let path = SmallFolder.path("transport")
    let rows = try #require(
      folder(path, header + "transport_pre16,All,All,500,2025-26,illustrative,a\n").read().evidence
    ).finances.transport
    #expect(rows.count == 1 && rows[0].line == "transport_pre16" && rows[0].provision == nil)
    let faults = folder(path, header + "transport,All,All,500,2025-26,illustrative,a\n").faults()
    #expect(faults.map(\.place.column) == ["line"])
  }
}
