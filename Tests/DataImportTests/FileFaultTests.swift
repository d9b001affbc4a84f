import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Faults of files and folders")
struct FileFaultTests {
  @Test("A folder that is not there is named")
  func missingFolder() {
    let (evidence, findings) = EvidenceReader.read(folder: "/nowhere/at/all")
    #expect(evidence == nil)
    #expect(findings.map(Mark.init) == [Mark("IN-001", ".", nil, nil)])
  }

  @Test("A missing evidence folder is one fault, not one for each file")
  func missingEvidence() throws {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    try folder.delete("evidence")
    let (_, findings) = EvidenceReader.read(folder: folder.path)
    #expect(findings.map(Mark.init) == [Mark("IN-001", "evidence", nil, nil)])
  }

  @Test(
    "A needed file that is missing is named",
    arguments: [
      "plans_by_ncy_provision", "plans_by_ncy_need", "plans_by_provision_need",
      "plans_by_provision", "new_plans_by_ncy_need", "new_plans_by_provision_need",
      "new_plans_by_age_provision", "ceased_by_ncy_reason", "ceased_by_provision",
      "flows_by_year", "population", "overflow", "inflation", "income",
    ])
  func missingFile(_ name: String) {
    var folder = SmallFolder()
    folder.files[SmallFolder.path(name)] = nil
    #expect(folder.faults().map(Mark.init) == [Mark("IN-002", SmallFolder.path(name), nil, nil)])
  }

  @Test("Without settings or costs a stage is skipped, which a note says")
  func skippedStages() throws {
    var folder = SmallFolder()
    for name in [
      "settings", "commissioned_places", "overflow", "waiting", "unit_costs", "other_costs",
      "inflation", "income", "assumptions",
    ] {
      folder.files[SmallFolder.path(name)] = nil
    }
    let (evidence, findings) = folder.read()
    #expect(evidence != nil)
    let skipped = findings.filter { $0.code == "IN-080" }
    #expect(skipped.map(\.place.file) == ["evidence/settings.csv", "evidence/unit_costs.csv"])
    #expect(skipped.allSatisfy { $0.severity == .note })
  }

  @Test("A missing, an unknown and a repeated column are named")
  func columns() {
    var folder = SmallFolder()
    folder.replace(SmallFolder.path("flows_by_year"), "measure", "meassure")
    let path = SmallFolder.path("flows_by_year")
    let faults = folder.faults()
    #expect(
      faults.map(Mark.init) == [
        Mark("IN-013", path, 1, "measure"), Mark("IN-014", path, 1, "meassure"),
      ])
    #expect(faults.last?.remedy.hasSuffix("Did you mean measure?") == true)
    folder = SmallFolder()
    folder.set("waiting", lines: folder.lines("waiting").map { $0 + ",source" })
    #expect(
      folder.faults().map(Mark.init) == [
        Mark("IN-012", SmallFolder.path("waiting"), 1, "source")
      ])
  }

  @Test("Text that is not UTF-8 and UTF-16 are named in their files")
  func encodings() throws {
    var files = SmallAuthority.files().mapValues { Array($0.utf8) }
    files["evidence/waiting.csv"] = [0xFF, 0xFE, 0x6E, 0x00]
    files["evidence/settings.csv"]?.append(contentsOf: [0x61, 0xC3, 0x0A])
    files["authority.yaml"] = [0x6E, 0xC3, 0x28]
    let (_, findings) = EvidenceReader.read(contents: FolderContents(files: files))
    let marks = findings.filter { $0.severity == .error }.map(Mark.init)
    #expect(marks.contains(Mark("IN-005", "evidence/waiting.csv", 1, nil)))
    #expect(marks.contains(Mark("IN-004", "evidence/settings.csv", 5, "setting")))
    #expect(marks.contains(Mark("IN-004", "authority.yaml", nil, nil)))
  }

  @Test("A folder in the place of a file, and a file nobody reads, are named")
  func oddFiles() throws {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    try folder.delete("evidence/waiting.csv")
    try folder.write("", to: "evidence/waiting.csv/x")
    try folder.write("a\n", to: "evidence/setings.csv")
    let (_, findings) = EvidenceReader.read(folder: folder.path)
    let faults = findings.filter { $0.severity > .note }
    #expect(
      faults.map(Mark.init) == [
        Mark("IN-015", "evidence/setings.csv", nil, nil),
        Mark("IN-003", "evidence/waiting.csv", nil, nil),
      ])
    #expect(faults.first?.remedy.hasSuffix("Did you mean settings.csv?") == true)
  }

  @Test("Faults of several files come in one go, by file and row")
  func severalFiles() {
    var folder = SmallFolder()
    folder.set("waiting", row: 3, "ncy", to: "99")
    folder.set("waiting", row: 2, "need", to: "ADS")
    folder.set("plans_by_ncy_need", row: 7, "plans", to: "x")
    folder.replace("authority.yaml", "horizon: 10", "horizon: ten")
    folder.files["evidence/income.csv"] = nil
    #expect(
      folder.faults().map(Mark.init) == [
        Mark("IN-074", "authority.yaml", 5, "horizon"),
        Mark("IN-002", "evidence/income.csv", nil, nil),
        Mark("IN-023", "evidence/plans_by_ncy_need.csv", 7, "plans"),
        Mark("IN-020", "evidence/waiting.csv", 2, "need"),
        Mark("IN-025", "evidence/waiting.csv", 3, "ncy"),
      ])
  }

  @Test("Scenario files are ignored, whatever they hold")
  func scenarioFiles() throws {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    try folder.write("]: not yaml", to: "broken.yaml")
    #expect(EvidenceReader.read(folder: folder.path).evidence != nil)
  }
}
