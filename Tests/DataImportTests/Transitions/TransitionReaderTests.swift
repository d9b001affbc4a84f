import DataImport
import Foundation
import TestSupport
import Testing
import Vocabulary

/// Reading transitions, and every way in which they can be wrong.
struct TransitionReaderTests {
  private func findings(
    _ replacing: [String: String], authority: String = ""
  ) -> [Finding] {
    SmallTransitions.read(authority: authority, replacing: replacing).findings
  }

  private func withRow(_ row: String) -> [String: String] {
    ["evidence/transitions.csv": SmallTransitions.transitions + row + "\n"]
  }

  @Test func `the small authority reads as it is written`() throws {
    let evidence = try SmallTransitions.evidence()
    #expect(evidence.needs == ["A", "B"])
    #expect(evidence.settings.map(\.code) == ["MAIN", "SPEC", "COLL", "HOME"])
    #expect(evidence.settings[2].ncys == 4...5 && evidence.settings[2].destinations == [0, 2])
    #expect(evidence.years == [2020, 2021, 2022] && evidence.baseCensus == 2023)
    let rows = SmallTransitions.transitions.split(separator: "\n").count - 1
    #expect(evidence.counts.reduce(0) { $0 + $1.people } == rows)
    #expect(
      evidence.counts.contains(
        TransitionCount(
          year: 2021, ncy: -1, from: nil, to: NeedAndSetting(need: 0, setting: 0), people: 6)))
    #expect(evidence.costs[NeedAndSetting(need: 1, setting: 0)] == Money(pence: 900_050))
    #expect(evidence.population[2026]?[5] == 1065 && evidence.lastPopulationYear == 2026)
    #expect(evidence.findings.isEmpty && evidence.inputs.count == 5)
  }

  @Test func `a byte order mark and CRLF change nothing, nor does the order of rows`() throws {
    let marked = SmallTransitions.tables.mapValues {
      "\u{FEFF}" + $0.split(separator: "\n").joined(separator: "\r\n") + "\r\n"
    }
    let files = Dictionary(uniqueKeysWithValues: marked.map { ("evidence/\($0).csv", $1) })
    let plain = try SmallTransitions.evidence()
    let other = try SmallTransitions.evidence(replacing: files)
    #expect(other.counts == plain.counts && other.costs == plain.costs)
    #expect(other.settings == plain.settings && other.population == plain.population)
    let lines = SmallTransitions.transitions.split(separator: "\n").map(String.init)
    let turned = ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n")
    let reversed = try SmallTransitions.evidence(replacing: ["evidence/transitions.csv": turned])
    #expect(reversed.counts == plain.counts)
  }

  @Test(arguments: [
    ("2022,MIAN,A,1,MAIN,A,2", "IN-100", "setting-1", "Did you mean MAIN?"),
    ("2022,MAIN,AA,1,MAIN,A,2", "IN-101", "need-1", "Did you mean A?"),
    ("2022,MAIN,A,1,MAIN,A,3", "IN-102", "academic-year-2", ""),
    ("2022,COLL,A,3,MAIN,A,4", "IN-103", "setting-1", ""),
    ("2022,MAIN,A,3,COLL,B,4", "IN-103", "setting-2", ""),
    ("2022,NONSEND,NONSEND,1,NONSEND,NONSEND,2", "IN-104", "setting-1", ""),
    ("2022,NONSEND,A,1,MAIN,A,2", "IN-105", "need-1", ""),
    ("2022,MAIN,A,1,MAIN,NONSEND,2", "IN-105", "setting-2", ""),
    ("2022,MAIN,A,30,MAIN,A,31", "IN-025", "academic-year-1", ""),
    ("22,MAIN,A,1,MAIN,A,2", "IN-025", "calendar-year", ""),
    ("2022,MAIN,A,one,MAIN,A,2", "IN-021", "academic-year-1", ""),
    ("2022,MAIN,A,,MAIN,A,2", "IN-021", "academic-year-1", ""),
    ("2022,MAIN,A,1,MAIN,A", "IN-010", "", ""),
  ])
  func `a row that is wrong is named`(
    row: String, code: String, column: String, remedy: String
  ) throws {
    let all = findings(withRow(row))
    #expect(all.count == 1, "\(all)")
    let finding = try #require(all.first)
    #expect(finding.code == code && finding.severity == .error)
    #expect(finding.place.file == "evidence/transitions.csv")
    #expect(finding.place.row == SmallTransitions.transitions.split(separator: "\n").count + 1)
    #expect(finding.place.column ?? "" == column)
    #expect(finding.remedy.hasPrefix(remedy), "\(finding.remedy)")
    #expect(FindingCatalogue.entry(code: code) != nil)
  }

  @Test func `a fault that many rows share is named once, with their number`() throws {
    let rows = Array(repeating: "2022,MIAN,A,1,MAIN,A,2", count: 400)
    let all = findings(withRow(rows.joined(separator: "\n")))
    #expect(all.count == 1 && all[0].seen == "'MIAN' in 400 rows")
  }

  @Test(arguments: [
    ("transitions", "calendar-year,", "year,", ["IN-013", "IN-014"]),
    ("valid-states", "setting->setting", "destinations", ["IN-013", "IN-014"]),
    ("valid-states", "\"MAIN,SPEC,COLL\"\nSPEC", "\"MAIN,SPCE\"\nSPEC", ["IN-100"]),
    ("valid-states", "HOME,other,0,5", "HOME,other,5,0", ["IN-026"]),
    ("valid-states", "HOME,other,0,5", "HOME,other,0,50", ["IN-025"]),
    ("valid-states", "HOME,other,0,5,B,HOME\n", "MAIN,other,0,5,B,MAIN\n", ["IN-030"]),
    ("valid-states", "\"A,B\"", "\"A,A\"", ["IN-075"]),
    ("population", "2021,3,1013", "2021,2,1013", ["IN-030"]),
    ("population", "2024,3,1043\n", "", ["IN-106"]),
    ("population", "2021,0,1010", "2021,0,5", ["IN-112"]),
    ("population", "2021,0,1010", "2021,0,many", ["IN-021"]),
    ("costs", "A,MAIN,8000\n", "A,MAIN,8000\nA,MAIN,9000\n", ["IN-030"]),
    ("costs", "A,MAIN,8000\n", "", ["IN-109"]),
    ("costs", "A,MAIN,8000\n", "A,MAIN,8000\nA,MANI,1\n", ["IN-100"]),
    ("costs", "A,MAIN,8000\n", "A,MAIN,8000\nC,MAIN,1\n", ["IN-101"]),
    ("costs", "A,MAIN,8000", "A,MAIN,-8000", ["IN-022"]),
    ("costs", "A,MAIN,8000", "A,MAIN,cheap", ["IN-021"]),
  ])
  func `a fault of the other files is named`(
    file: String, old: String, new: String, codes: [String]
  ) throws {
    let text = try #require(SmallTransitions.tables[file])
    try #require(text.contains(old), "the test is out of date")
    let range = try #require(text.firstRange(of: old))
    let changed = text.replacingCharacters(in: range, with: new)
    let all = findings(["evidence/\(file).csv": changed])
    for code in codes { #expect(all.contains { $0.code == code }, "\(code) not in \(all)") }
    #expect(all.contains { $0.severity == .error })
  }

  @Test func `a missing cost of what occurs names need and setting; of what may occur it warns`()
    throws
  {
    let missing = SmallTransitions.costs.replacing("B,SPEC,26000\n", with: "")
    let errors = findings(["evidence/costs.csv": missing])
    #expect(errors.map(\.seen) == ["no cost of need B in setting SPEC"])
    let possible = SmallTransitions.costs.replacing("A,SPEC,24000\n", with: "")
    let transitions = SmallTransitions.transitions.split(separator: "\n")
      .filter { !$0.contains("SPEC,A") }.joined(separator: "\n")
    let warnings = findings([
      "evidence/costs.csv": possible, "evidence/transitions.csv": transitions,
    ])
    #expect(warnings.map(\.code) == ["IN-110"] && warnings[0].severity == .warning)
    #expect(warnings[0].seen.contains("SPEC: A"))
  }

  @Test func `a run without costs is noted`() {
    var files = SmallTransitions.files()
    files["evidence/costs.csv"] = nil
    let (evidence, findings) = TransitionReader.read(
      contents: FolderContents(files: files.mapValues { Array($0.utf8) }))
    #expect(evidence?.costs.isEmpty == true)
    #expect(findings.map(\.code) == ["IN-080"])
  }

  @Test func `a population that ends early is refused, or held with a warning`() throws {
    let short = ["evidence/population.csv": SmallTransitions.population(2020...2024)]
    #expect(findings(short).map(\.code) == ["IN-107"])
    let held = findings(short, authority: "population_after_last_year: held\n")
    #expect(held.map(\.code) == ["IN-108"] && held[0].severity == .warning)
    #expect(held[0].remedy.contains("2024"))
  }

  @Test(arguments: [
    ("prior_strength: strong\n", "IN-074"), ("prior_strength: 0\n", "IN-074"),
    ("parameters: once\n", "IN-074"), ("population_after_last_year: keep\n", "IN-074"),
    ("base_census: 2023\n", "IN-072"), ("dfe_code: 12\n", "IN-074"),
  ])
  func `authority.yaml is read strictly`(line: String, code: String) {
    #expect(findings([:], authority: line).map(\.code) == [code])
  }

  @Test func `the frame of the projection is read`() throws {
    let frame = try SmallTransitions.evidence(
      authority: "prior_strength: estimated\nparameters: every_cohort_and_year\n"
    ).frame
    #expect(frame.priorStrength == .estimated && frame.redrawing == .everyCohortAndYear)
    #expect(try SmallTransitions.evidence().frame == TransitionFrame())
  }

  @Test func `every missing file is named in one go`() {
    let (evidence, findings) = TransitionReader.read(
      contents: FolderContents(files: ["authority.yaml": Array("basis: transitions".utf8)]))
    #expect(evidence == nil)
    #expect(Set(findings.filter { $0.code == "IN-002" }.map(\.place.file)).count == 3)
    #expect(findings.contains { $0.code == "IN-073" && $0.place.column == "name" })
  }

  @Test(.enabled(if: TransitionsDemo.isPresent, "\(ReferenceData.skipMessage)"))
  func `the demo reads without an error`() throws {
    let evidence = try TransitionsDemo.evidence()
    #expect(evidence.counts.reduce(0) { $0 + $1.people } == 8351)
    #expect(evidence.authority.horizon == 5 && evidence.settings.count == 19)
    #expect(evidence.findings.map(\.code) == ["IN-110"])
    #expect(try TransitionsDemo.evidence(holdsPopulation: true).authority.horizon == 10)
  }
}
