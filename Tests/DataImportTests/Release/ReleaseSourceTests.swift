import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Every figure of a made folder can be followed to its published file, and what is invented says so.
@Suite("Sources of a made folder")
struct ReleaseSourceTests {
  private func sources(_ made: ReleaseFolder) throws -> [[String: String]] {
    let bytes = try #require(made.files.first { $0.path == "sources.csv" }?.bytes)
    let table = try #require(CSVReader.read(bytes, file: "sources.csv").table)
    return table.records.map { record in
      Dictionary(
        uniqueKeysWithValues: table.columns.indices.map {
          (table.columns[$0], table.text(record: record, column: $0))
        })
    }
  }

  @Test func `each evidence file names published files, columns, rules and hashes`() throws {
    let fixture = try ReleaseFixture()
    let made = try fixture.made()
    let rows = try sources(made)
    for file in made.files where file.path.hasPrefix("evidence/") {
      #expect(rows.contains { $0["evidence_file"] == file.path }, "\(file.path)")
    }
    let dsp = rows.first {
      $0["evidence_file"] == "evidence/plans_by_ncy_provision.csv" && $0["code"] == "MAIN"
    }
    #expect(dsp?["columns"] == "mainstream_la_maintained + mainstream_academy")
    #expect(dsp?["published_file"] == "caseload.csv" && dsp?["release"] == "2025")
    let text = try fixture.folder.read("release/caseload.csv")
    #expect(dsp?["hash"] == ContentHash.text(Array(text.utf8)))
    let ceased = rows.first { $0["evidence_file"] == "evidence/ceased_by_ncy_reason.csv" }
    #expect(ceased?["rule"]?.contains("age at ceasing less 4 taken as NCY") == true)
    #expect(rows.contains { $0["evidence_file"] == "labels of placements" && $0["code"] == "DSP" })
  }

  @Test func `age groups name the table they are summed from`() throws {
    let text = try ReleaseFixture().made().text("plans_by_age_group")
    #expect(text.contains("2025, caseload, summed from single years of age"))
    #expect(!text.contains("caseload by age, plans and statements"))
  }

  @Test func `findings are kept with the columns of a run's`() {
    let finding = Finding(
      .releasePartMissing, at: .init("a.csv", row: 7, column: "b"), seen: "c, d", expected: "e",
      remedy: "")
    let file = ReleaseFolder.findingsFile([finding])
    #expect(file.path == "import-findings.csv")
    let text = String(decoding: file.bytes, as: UTF8.self)
    #expect(text.hasPrefix("severity,code,file,row,column,seen,expected,done,remedy\n"))
    #expect(text.contains("\nwarning,REL-018,a.csv,7,b,\"c, d\",e,"))
  }

  @Test func `an invented population says so each time it is read`() throws {
    let made = try ReleaseFixture().made()
    let text = made.text("population")
    #expect(text.hasPrefix("geography,variant,mid_year,age,population,status,source\n"))
    #expect(text.contains(",100000,illustrative,\"illustrative: no population given"))
    let found = try made.evidence().findings.filter { $0.code == "IN-081" }
    #expect(
      found.contains {
        $0.place.file == "evidence/population.csv" && $0.seen == "312 of 312 rows are illustrative"
      })
  }

  @Test func `a folder that cannot be read hides no other`() throws {
    struct Refused: Error {}
    let folder = try TemporaryFolder()
    for path in ["a.csv", "good/b.CSV", "shut/c.csv", "good/d.txt"] {
      try folder.write("x", to: path)
    }
    let listing = ReleaseListing { path in
      if path.hasSuffix("/shut") { throw Refused() }
      return try FileManager.default.contentsOfDirectory(atPath: path)
    }
    let found = listing.files(below: folder.path)
    #expect(found.files == ["a.csv", "good/b.CSV"].map { "\(folder.path)/\($0)" })
    #expect(found.unreadable == ["\(folder.path)/shut"])
  }

  @Test func `a name that is no authority's brings up those that share a word of it`() throws {
    let names =
      ["Barnet", "Camden", "Leicester", "Leicestershire", "Westminster"]
      + (0..<20).map { "Place \($0)" }
    var figures = ReleaseFigures()
    for (index, name) in names.enumerated() {
      var area = ReleaseFigures.Area(code: "\(100 + index)")
      area.name = name
      figures.areas[area.code] = area
    }
    let near = figures.authority("Leicester City").finding
    #expect(near?.remedy == "Near is: 102 Leicester.")
    let none = figures.authority("Atlantis City Council").finding
    #expect(none?.remedy.contains("Barnet") == false)
    #expect(none?.remedy.contains("No name is near") == true)
  }

  @Test func `an authority that ends before the others is told its own last census`() throws {
    var tables = SmallRelease().tables()
    for (name, rows) in tables {
      let isStock = rows[1][1] == "Academic year"
      tables[name] = rows.filter {
        $0[8] != "992" || (isStock && $0[0] == "202324" && $0[11] == "All EHC plans")
      }
    }
    let fixture = try ReleaseFixture(
      tables.mapValues { rows in
        rows.map { $0.map { "\"\($0)\"" }.joined(separator: ",") + "\n" }.joined()
      })
    let made = try fixture.made("992")
    #expect(made.isRefused)
    #expect(
      made.findings[0].seen.contains(
        "no figure of January 2025; its own last is that of January 2024"))
  }
}
