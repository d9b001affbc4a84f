import Costing
import Testing
import Vocabulary

/// Each assumption that nothing can be costed with, one at a time: what is on the edge is taken, what is just over it is named.
@Suite("Refused assumptions")
struct RefusalTests {
  private func refused(
    _ change: (inout Fixture) -> Void, _ words: String..., count: Int = 1,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var fixture = Fixture(years: 2)
    change(&fixture)
    let faults = try fixture.faults()
    #expect(faults.count == count, "\(faults)", sourceLocation: sourceLocation)
    for word in words {
      #expect(
        faults.contains { $0.contains(word) }, "\(word) in \(faults)",
        sourceLocation: sourceLocation)
    }
  }

  private func taken(
    _ change: (inout Fixture) -> Void, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    var fixture = Fixture(years: 2)
    change(&fixture)
    #expect(try fixture.faults() == [], sourceLocation: sourceLocation)
  }

  @Test func `growth above -100 and at most 100 percent`() throws {
    for percent in [100, -99.9, 0] {
      try taken {
        $0.assumptions.finances.inflation.append(Fixture.growth(nil, firstYear, percent))
      }
      try taken {
        $0.assumptions.incomeGrowth = [Fixture.growth("high_needs_block", firstYear, percent)]
      }
    }
    for percent in [100.1, -100, Double.nan, .infinity] {
      try refused(
        { $0.assumptions.finances.inflation.append(Fixture.growth(nil, firstYear, percent)) },
        "evidence/inflation.csv has \(percent) percent from 2025-26 for line All")
      try refused(
        { $0.assumptions.incomeGrowth = [Fixture.growth("high_needs_block", firstYear, percent)] },
        "income growth has \(percent) percent from 2025-26 for line high_needs_block")
    }
  }

  @Test func `a fee cap of nothing is one, of less is none`() throws {
    func cap(_ pence: Int, _ line: String = "topup_base") -> (inout Fixture) -> Void {
      {
        $0.assumptions.feeCaps = [FeeCap(line: line, perYear: Money(pence: pence), from: firstYear)]
      }
    }
    try taken(cap(0))
    try refused(cap(-1), "the fee cap of -0.01 on line topup_base caps nothing")
    try refused(cap(1, "places_base"), "on line places_base caps nothing", "topup_base, topup_spec")
  }

  @Test func `a transfer of the limit is taken, one above it or below nothing is not`() throws {
    func transfer(_ percent: Double) -> (inout Fixture) -> Void {
      {
        $0.assumptions.finances.income.append(
          Fixture.amount("schools_block", firstYear, pounds: 500_000_000))
        $0.assumptions.blockTransfers = [firstYear: percent]
      }
    }
    try taken(transfer(0.5))
    try taken(transfer(0))
    try refused(transfer(0.500001), "the block transfer of 0.500001 %")
    try refused(transfer(-0.000001), "is outside 0 to 0.5 %")
  }

  @Test
  func `a transfer of nothing needs no schools block, before the limit's first day as after it`()
    throws
  {
    try taken { $0.assumptions.blockTransfers = [firstYear: 0] }
    try refused(
      { $0.assumptions.blockTransfers = [firstYear: 0.01] },
      "no amount for line schools_block in 2025-26")
  }

  @Test func `settings and rows with codes of another folder`() throws {
    try refused(
      { $0.assumptions.settings = [Fixture.setting("S", .special, "XYZ")] },
      "setting S has provision XYZ: use a code of this folder")
    try refused(
      { $0.assumptions.finances.unitCosts.append(Fixture.cost("eotas", "XYZ", pounds: 1)) },
      "evidence/unit_costs.csv has a row for provision XYZ, need All: use codes of this folder")
    try refused(
      {
        $0.assumptions.finances.unitCosts.append(
          Fixture.cost("eotas", nil, need: "XYZ", pounds: 1))
      }, "has a row for provision All, need XYZ: use codes")
    try refused(
      {
        $0.assumptions.finances.unitCosts.append(
          Fixture.cost("eotas", "XYZ", need: "ASD", pounds: 1))
      }, "has a row for provision XYZ, need ASD: use codes")
  }

  /// Independent schools in two bands of half each, and a change to the second.
  private func bands(_ change: @escaping (inout UnitCostRow) -> Void) -> (inout Fixture) -> Void {
    { fixture in
      fixture.assumptions.finances.unitCosts.remove(at: 2)
      for band in ["day", "52-week"] {
        var row = Fixture.cost("fees_independent", "IND", pounds: 60_000)
        (row.band, row.share) = (band, 0.5)
        if band == "52-week" { change(&row) }
        fixture.assumptions.finances.unitCosts.append(row)
      }
    }
  }

  @Test func `shares of bands add to 1, to a millionth`() throws {
    try taken(bands { _ in })
    try taken(bands { $0.share = 0.500_000_9 })
    try taken(bands { $0.share = 0.499_999_1 })
    try refused(bands { $0.share = 0.500_001_1 }, "that add to 1.0000011")
    try refused(bands { $0.share = 0.499_998_9 }, "that add to 0.9999989")
    try refused(bands { $0.share = 1 }, "add to 1.5: make the shares of its bands add to 1")
  }

  @Test func `others pay at most the whole`() throws {
    try taken(bands { ($0.healthShare, $0.socialCareShare) = (0.6, 0.4) })
    try taken(bands { ($0.healthShare, $0.socialCareShare) = (1, 0) })
    try taken(bands { ($0.healthShare, $0.socialCareShare) = (0, 1 + 5e-10) })
    try refused(
      bands { ($0.healthShare, $0.socialCareShare) = (0.6, 0.400_001) },
      "provision IND, need All paid by health and social care above the whole")
    try refused(bands { $0.healthShare = 1 + 2e-9 }, "above the whole")
  }

  @Test func `bands have one line, one year of prices and names of their own`() throws {
    try refused(bands { $0.band = "day" }, "two rows for provision IND, need All")
    let row = { (line: String, prices: FinancialYear) in
      { (fixture: inout Fixture) in
        self.bands { _ in }(&fixture)
        var row = Fixture.cost(line, "IND", pounds: 60_000, prices: prices)
        (row.band, row.share) = ("52-week", 0.5)
        fixture.assumptions.finances.unitCosts[4] = row
      }
    }
    try refused(row("eotas", firstYear), "bands of different lines for provision IND, need All")
    try refused(
      row("fees_independent", FinancialYear(start: 2026)), "in the prices of 2025-26 and 2026-27")
  }

  @Test func `of a band at most all is moved, in one shift or several`() throws {
    func shifts(_ shares: Double..., band: String = "day") -> (inout Fixture) -> Void {
      let bands = bands { _ in }
      return {
        bands(&$0)
        $0.assumptions.bandShifts = shares.map {
          BandShift(
            provision: "IND", needs: nil, from: band, to: "52-week", share: $0, starts: firstYear)
        }
      }
    }
    try taken(shifts(1))
    try taken(shifts(0.6, 0.4))
    try taken(shifts(0.5, 0.5 + 5e-10))
    try refused(shifts(0.6, 0.5), "banding moves 1.1 of band day of provision IND, need All")
    try refused(shifts(1 + 2e-9), "move at most 1 of it")
    try refused(
      shifts(0.1, band: "weekly"),
      "has band weekly for provision IND: use one of 52-week, day")
  }

  @Test func `a shift of certain needs finds the rows of those needs alone`() throws {
    func shift(_ needs: Set<String>) -> (inout Fixture) -> Void {
      {
        for band in ["day", "52-week"] {
          var row = Fixture.cost("fees_independent", "IND", need: "ASD", pounds: 90_000)
          (row.band, row.share) = (band, 0.5)
          $0.assumptions.finances.unitCosts.append(row)
        }
        $0.assumptions.bandShifts = [
          BandShift(
            provision: "IND", needs: needs, from: "day", to: "52-week", share: 0.5,
            starts: firstYear)
        ]
      }
    }
    try taken(shift(["ASD"]))
    try taken(shift(["ASD", "SEMH"]))
    try refused(
      shift(["SEMH"]), "band day for provision IND, needs SEMH: use one of – it has no bands",
      "band 52-week for provision IND", count: 2)
  }

  @Test func `one uncertainty a line; an uplift has rows; each fault stands by itself`() throws {
    try taken {
      for row in $0.assumptions.finances.unitCosts.indices {
        $0.assumptions.finances.unitCosts[row].uncertainty = Double(row) / 10
      }
    }
    try refused(
      {
        for need in ["ASD", "SEMH"] {
          var row = Fixture.cost("fees_independent", "IND", need: need, pounds: 1)
          row.uncertainty = need == "ASD" ? 0.1 : 0.2
          $0.assumptions.finances.unitCosts.append(row)
        }
      }, "gives line fees_independent more than one uncertainty (0.0, 0.1, 0.2)")
    try refused(
      {
        var row = Fixture.cost("transport", nil, pounds: 1)
        row.uplift = "fuel"
        $0.assumptions.finances.transport = [row]
      }, "names the uplift fuel, which no row of evidence/inflation.csv has")
  }

  @Test
  func `years are named in which a line has no amount yet; a balance stands in the first year`()
    throws
  {
    try refused(
      {
        $0.assumptions.finances.otherCosts = [
          Fixture.amount("sensory", FinancialYear(start: 2026), pounds: 1)
        ]
      }, "evidence/other_costs.csv has no amount for line sensory in 2025-26 or before")
    for income in [
      [FinancialYear(start: 2026)], [FinancialYear(start: 2024)], [firstYear, firstYear],
    ] {
      let rows = income.filter { $0 == firstYear }.count
      try refused(
        {
          $0.assumptions.finances.income.removeLast()
          $0.assumptions.finances.income += income.map {
            Fixture.amount("opening_balance", $0, pounds: 1)
          }
        }, "evidence/income.csv has \(rows) rows for line opening_balance in 2025-26")
    }
  }

  @Test func `places of an academic year that has none yet, by line`() throws {
    func funded(_ starts: [Int]) -> (inout Fixture) -> Void {
      {
        $0.assumptions.finances.fundedPlaces = starts.map {
          WholeAuthority.funded(.alternativeProvision, $0, 10)
        }
      }
    }
    try taken(funded([2024]))
    try refused(funded([2025]), "no places for line places_ap in 2024/25 or before")
    try refused(
      funded([2026, 2027]), "in 2024/25 or before", "in 2025/26 or before", count: 2)
  }

  @Test func `an outturn of one year, whose plans are known, on lines that make something of it`()
    throws
  {
    let closed = FinancialYear(start: 2024)
    func outturn(
      _ rows: [(String, FinancialYear)], plans: FinancialYear? = closed, asd: Int = 1
    ) -> (inout Fixture) -> Void {
      {
        $0.assumptions.finances.inflation = [Fixture.growth(nil, FinancialYear(start: 2020), 0)]
        $0.assumptions.finances.otherCosts = [Fixture.amount("therapies", closed, pounds: 1)]
        $0.assumptions.finances.outturn = rows.map {
          OutturnRow(
            line: $0, budget: nil, outturn: Money(pence: 1), year: $1, provenance: published)
        }
        $0.assumptions.closedYear = plans.map {
          CostedYear(
            year: $0, stock: PlanStock(steady: [asd, 0, 0, 0, 0, 0, 0, 0]), before: [], after: [])
        }
      }
    }
    let later = FinancialYear(start: 2025)
    try taken(outturn([("topup_special", closed), ("therapies", closed)]))
    try taken(outturn([("topup_special;topup_base", closed)]))
    try refused(
      outturn([("topup_special", closed), ("therapies", later)]),
      "finance/outturn.csv closes 2024-25, 2025-26: give the last closed year alone")
    try refused(
      outturn([("topup_special", closed)], plans: later),
      "closes 2024-25, and the plans of January 2024 and 2025 are not both")
    try refused(
      outturn([("topup_special;therapies", closed)]),
      "gives line therapies together with others")
    try refused(
      outturn([("topup_special;therapy", closed)]), "has a row for line therapy, which the account")
    try refused(outturn([("topup_special", closed)], asd: 0), "make 0.00 of it")
    try refused(outturn([("topup_base", closed)]), "has 0.01 for line topup_base in 2024-25")
  }

  @Test func `a fault of several years and rows is told once`() throws {
    try refused(
      {
        $0.years = (2025...2029).map { FinancialYear(start: $0) }
        $0.assumptions.finances.inflation = [
          Fixture.growth("topup_base", firstYear, 1), Fixture.growth("topup_special", firstYear, 1),
          Fixture.growth("fees_independent", firstYear, 1),
        ]
      }, "no percent for line fees_specialist_post16 in 2026-27")
  }
}
