import DataImport
import TestSupport
import Testing
import Vocabulary

@Suite("Reading what a run wrote")
struct RunReaderTests {
  private let record = """
    {"tool": "sufficiency", "authority": {"name": "Smallshire", "dfe_code": "999"},
     "version": "0.1.0",
     "scenario": {"id": "baseline", "name": "Baseline", "question": "What if?"},
     "years": 10, "inputs": [{"path": "authority.yaml", "hash": "00ff"}],
     "seed": 18446744073709551615, "draws": 40, "base_census": 2025,
     "finished": "2025-11-21T07:56:35Z"}
    """
  private let plans = """
    january_census,age_band,need,mean,p05,p10,p25,p50,p75,p90,p95
    2026,All,ASD,1.00,1,1,1,1,1,1,1
    2026,All,All,410.25,395,400.5,405,410,415,420,425

    """
  private let flows = """
    january_census,flow,age_band,provision,mean,p05,p10,p25,p50,p75,p90,p95
    2026,ceased,All,All,1.00,1,1,1,1,1,1,1
    2026,new,All,All,60.00,50,52,55,60,65,68,70

    """

  private func run(_ folder: TemporaryFolder, in place: String) throws {
    try folder.write(record, to: "\(place)/run.json")
    try folder.write(plans, to: "\(place)/plans.csv")
    try folder.write(flows, to: "\(place)/flows.csv")
  }

  @Test("The baseline of the results is read, or the scenario that is named")
  func reading() throws {
    let folder = try TemporaryFolder()
    try run(folder, in: "small/baseline")
    for path in ["small", "small/baseline"] {
      let (read, findings) = RunReader.read("\(folder.path)/\(path)", otherwise: "run")
      let run = try #require(read, "\(findings)")
      #expect(run.authority == "Smallshire" && run.dfeCode == "999" && run.baseCensus == 2025)
      #expect(run.draws == 40 && run.seed == .max && run.known.isEmpty)
      #expect(run.plans == [2026: LikelyRange(low: 400.5, middle: 410, high: 420)])
      #expect(run.newPlans == [2026: LikelyRange(low: 52, middle: 60, high: 68)])
    }
  }

  @Test("The counts a run was conditioned on are those its anchors.csv lists")
  func known() throws {
    let folder = try TemporaryFolder()
    try run(folder, in: "small/baseline")
    try folder.write(
      "measure,date,actual\njanuary_total,2026-01-16,400\njanuary_total,2026-01-16,400\n",
      to: "small/baseline/anchors.csv")
    let read = RunReader.read("\(folder.path)/small", otherwise: "run").run
    let date = try #require(CalendarDate("2026-01-16"))
    #expect(read?.known == [PastRun.Known(.januaryTotal, date)])
  }

  @Test("Where there is no run, the finding says what to run first")
  func missing() throws {
    let folder = try TemporaryFolder()
    let (read, findings) = RunReader.read(
      "\(folder.path)/none", otherwise: "sufficiency run small")
    #expect(read == nil && findings.map(\.code) == ["IN-093"])
    #expect(findings.first?.remedy == "First: sufficiency run small")
  }

  @Test("A file that is not as the tool writes it is refused by name")
  func malformed() throws {
    for (file, text) in [
      ("run.json", "{"), ("plans.csv", "january_census,p10\n"), ("flows.csv", ""),
      ("plans.csv", plans.split(separator: "\n")[0] + "\n2026,All,All,x,x,x,x,x,x,x,x\n"),
    ] {
      let folder = try TemporaryFolder()
      try run(folder, in: "small/baseline")
      try folder.write(text, to: "small/baseline/\(file)")
      let (read, findings) = RunReader.read("\(folder.path)/small", otherwise: "run")
      #expect(read == nil, "\(file)")
      #expect(findings.contains { $0.severity == .error && $0.place.file.hasSuffix(file) })
    }
  }

  @Test("What is wrong with any file of a run is said in one go")
  func allAtOnce() throws {
    let folder = try TemporaryFolder()
    try run(folder, in: "small/baseline")
    for (file, text) in [("run.json", "{"), ("plans.csv", "a\n"), ("flows.csv", "a\n")] {
      try folder.write(text, to: "small/baseline/\(file)")
    }
    let findings = RunReader.read("\(folder.path)/small", otherwise: "run").findings
    #expect(findings.map(\.code) == ["IN-094", "IN-094", "IN-094"])
  }

  @Test("Counts are read with the frame of the folder alone; faults name the file that was given")
  func actuals() throws {
    let folder = try TemporaryFolder()
    try SmallAuthority.write(to: folder)
    try folder.write("spoilt", to: "evidence/population.csv")
    #expect(
      ActualsReader.read(folder: folder.path, file: nil).findings.map(\.code) == ["IN-002"])
    let header = "measure,date,value,status,source\n"
    try folder.write(header + "plans_issued,2025-06-30,30,derived,test\n", to: "counts.csv")
    let file = "\(folder.path)/counts.csv"
    let (actuals, findings) = ActualsReader.read(folder: folder.path, file: file)
    #expect(actuals?.anchors.map(\.value) == [30] && findings.isEmpty)
    #expect(actuals?.authority.dfeCode == "999")
    try folder.write(header + "plans_issued,2025-06-31,30,derived,test\n", to: "counts.csv")
    let refused = ActualsReader.read(folder: folder.path, file: file)
    #expect(refused.actuals == nil)
    #expect(refused.findings.map(\.place) == [.init(file, row: 2, column: "date")])
    let none = ActualsReader.read(folder: folder.path, file: "/nowhere.csv")
    #expect(none.actuals == nil && none.findings.map(\.place.file) == ["/nowhere.csv"])
  }
}
