import Scenarios
import Testing
import Vocabulary

@testable import Reporting

@Suite struct PlaceSummaryTests {
  private func text(_ evidence: Evidence, _ run: ScenarioRun) -> String {
    RunSummary.text(
      authority: evidence.authority, digests: [ScenarioDigest(run)], comparisons: [],
      findings: PlaceFigures(run).findings, options: run.options, seconds: 1, outputFolder: "out")
  }

  @Test func theWorstOfTheReviewAreInTheSummary() throws {
    let made = try PlacesFixture.made()
    let text = text(made.run.model.evidence, made.run)
    #expect(text.contains("Without the place they need"))
    let rows = made.table("review.csv").rows.filter {
      $0["academic_year"] == "2028/29" && $0["area"] == "All" && $0["need"] != "All"
        && $0["phase"] != "All" && $0.number("without_p80") >= 0.5 && $0.number("rank") <= 3
    }
    #expect(!rows.isEmpty)
    #expect(text.contains("places short in 2028/29 (review.csv), the most first:"))
    for row in rows {
      let name = try #require(row["words"]?.firstRange(of: ", all areas"))
      let start = try #require(row["words"]?[..<name.lowerBound])
      #expect(text.contains("    \(start): "))
    }
    #expect(!text.contains("Comparator for officers"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 100 })
  }

  @Test func theCheapestAllocationIsForOfficers() throws {
    let run = try PlacesFixture.local().run
    let text = text(run.model.evidence, run)
    #expect(text.contains("Comparator for officers: not for scrutiny or forum."))
  }

  @Test func itWarnsWhereThereIsEnoughOnlyAboveThePlaces() throws {
    let bare = try PlacesFixture.bare()
    let finding = try #require(bare.figures.findings.first)
    #expect(finding.code == "PL-020" && finding.severity == .warning)
    #expect(finding.place.column == "stretch")
    let rows = bare.table("findings.csv").rows
    #expect(rows.contains { $0.has(["code": "PL-020", "seen": finding.seen]) })
    #expect(text(bare.run.model.evidence, bare.run).contains("PL-020"))
    // Schools that may take 5 % more at the most are not enough for anybody.
    #expect(try PlacesFixture.made().figures.findings.isEmpty)
  }

  @Test func itWarnsExactlyWhereTheCeilingDecides() throws {
    let bare = try PlacesFixture.bare()
    let (run, sufficiency) = (bare.run, bare.figures.sufficiency)
    for (provision, position) in run.places.shape.provisions.enumerated() {
      let item = run.model.space.codes.provisions[position]
      let settings = run.model.settings.indices.filter {
        run.model.settings[$0].provision == item.code
      }
      let years = (0..<sufficiency.years).filter { year in
        let row = sufficiency.row(sufficiency.rows.total, year: year, provision: provision)
        let needed = Double(row.census.p80) / 100
        // Three times a whole number of places needs no rounding.
        let places = settings.reduce(Int64(0)) { sum, setting in
          run.places.places(year: year, setting: setting).reduce(sum, +)
        }
        let mean = Double(places) / Double(run.places.draws)
        return needed > mean && needed <= 3 * mean
      }
      let finding = bare.figures.findings.first { $0.seen.hasPrefix(item.name) }
      let labels = years.map { AcademicYear(start: run.model.baseCensus + $0).description }
      #expect((finding == nil) == labels.isEmpty)
      #expect(labels.allSatisfy { finding?.seen.contains($0) ?? false })
    }
  }

  @Test(arguments: [(0, 2), (5, 2), (-5, 2), (1250, 2), (100, 2), (7, 0), (-120, 2), (1, 4)])
  func numbersAreWrittenAsDigitsPrintsThem(units: Int, decimals: Int) {
    func text(_ cell: CSVCell) -> String {
      var bytes: [UInt8] = []
      cell.write(to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    let fixed = decimals == 0 ? "\(units)" : Digits.fixed(units, decimals: decimals)
    #expect(text(.decimal(units, decimals: decimals)) == fixed)
    #expect(text(.trimmed(units, decimals: decimals)) == Digits.trimmed(fixed))
    #expect(text(.whole(units)) == "\(units)")
    #expect(text(.empty).isEmpty && text(.text("a,b")) == "\"a,b\"")
  }
}
