import Foundation
import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Counts, runs and panels lie on the disk: the spoilt file is written where it is looked for.
@Suite("Mutated runs and panels")
struct PastRunMutationTests {
  private static func bytes(_ texts: [String: String]) -> [String: [UInt8]] {
    texts.mapValues { Array($0.utf8) }
  }

  /// Findings with the folder taken off their files.
  private static func local(_ findings: [Finding], _ folder: TemporaryFolder) -> [Finding] {
    findings.map { finding in
      var place = finding.place
      place.file = place.file.replacing("\(folder.path)/", with: "")
      return finding.moved(to: place)
    }
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the reader of a run`() throws {
    let files = Self.bytes([
      "run.json": """
      {"tool": "sufficiency", "authority": {"name": "Smallshire", "dfe_code": "999"},
       "version": "0.1.0",
       "scenario": {"id": "baseline", "name": "Baseline", "question": "What if?"},
       "years": 10, "inputs": [{"path": "authority.yaml", "hash": "00ff"}],
       "seed": 18446744073709551615, "draws": 40, "base_census": 2025, "finished": "2025-11-21"}
      """,
      "plans.csv":
        "january_census,age_band,need,p10,p50,p90\n2026,All,ASD,1,1,1\n2026,All,All,400.5,410,420\n",
      "flows.csv":
        "january_census,flow,age_band,provision,p10,p50,p90\n2026,new,All,All,52,60,68\n",
      "anchors.csv": "measure,date,actual\njanuary_total,2026-01-16,400\n",
    ])
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    #expect(RunReader.read(folder.path, otherwise: "run").run != nil)
    var trial = ReaderTrial("run", files, isKnown: FolderMutationTests.isKnown)
    // A list of counts that cannot be read leaves the run as it is, and says so.
    trial.mayGiveBoth = true
    let failures = try trial.failures(700) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      defer { try? folder.write(files[name] ?? [], to: name) }
      let (run, findings) = RunReader.read(folder.path, otherwise: "run")
      let isSilent = run == nil && findings.isEmpty
      return Reading(
        Self.local(findings, folder), isAccepted: run != nil,
        faults: isSilent ? ["refused without a word"] : [])
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the reader of results`() throws {
    let record = """
      {"tool": "sufficiency", "version": "0.1.0", "authority": {"name": "Small", "dfe_code": "999"},
       "scenario": {"id": "baseline", "name": "Baseline", "question": "What if?"}, "years": 10,
       "seed": 1, "draws": 40, "base_census": 2025, "finished": "2025-11-21", "inputs": []}
      """
    let files = Self.bytes([
      "baseline/run.json": record, "other/run.json": record,
      "baseline/plans.csv": "january_census,need,p50\n2026,ASD,1\n2026,All,\"2,5\"\n",
      "comparison.csv": "scenario,item,p50\nother,All,1\n",
    ])
    let trial = ReaderTrial("results", files, isKnown: FolderMutationTests.isKnown)
    let failures = trial.failures(500) { spoilt, _ in
      let (results, findings) = ResultsReader.read(
        texts: spoilt.mapValues { String(decoding: $0, as: UTF8.self) }, files: ["plans.csv"])
      let tables = (results?.scenarios ?? []).flatMap { $0.tables.values }
      let isRagged = tables.contains { table in
        table.rows.contains { $0.count != table.columns.count }
      }
      return Reading(
        findings.map { $0.moved(to: .init(String($0.place.file.dropFirst()), row: $0.place.row)) },
        isAccepted: results != nil, faults: isRagged ? ["a row of another width"] : [])
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the reader of later counts`() throws {
    let files = Self.bytes([
      "authority.yaml": SmallAuthority.files()["authority.yaml"] ?? "",
      "evidence/anchors.csv": """
      measure,date,value,status,source
      january_total,2026-01-16,400,derived,count
      plans_issued,2025-06-30,30,derived,count

      """,
    ])
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    #expect(ActualsReader.read(folder: folder.path, file: nil).actuals?.anchors.count == 2)
    let trial = ReaderTrial("actuals", files, isKnown: FolderMutationTests.isKnown)
    let failures = try trial.failures(700) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      defer { try? folder.write(files[name] ?? [], to: name) }
      let (actuals, findings) = ActualsReader.read(folder: folder.path, file: nil)
      return Reading(findings, isAccepted: actuals != nil)
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the reader of a panel`() throws {
    let files = Self.bytes([
      "panel.csv": """
      region,geography,la_code,year,age_group,value
      N,la,E1,2019,Under 5,10
      N,la,E1,2019,5-10,x
      N,la,E1,2019,Total,50
      N,la,E2,2020,11-15,7
      N,england,E9,2019,Total,5000

      """,
      "flows.csv": """
      geography,la_code,year,measure,value
      la,E1,2018,new_plans_and_statements_in_year,7
      la,E1,2018,requests_for_assessment_in_year,12

      """,
      "population.csv": "geography,la_code,year,value\nla,E1,2018,9000\nla,E2,2018,z\n",
    ])
    let folder = try TemporaryFolder()
    for (name, bytes) in files { try folder.write(bytes, to: name) }
    let paths = ["panel", "flows", "population"].map { "\(folder.path)/\($0).csv" }
    let given = PanelReader.Files(plans: paths[0], flows: paths[1], population: paths[2])
    #expect(PanelReader.read(given).panel?.authorities.count == 2)
    let trial = ReaderTrial("panel", files, isKnown: FolderMutationTests.isKnown)
    let failures = try trial.failures(1_500) { spoilt, name in
      try folder.write(spoilt[name] ?? [], to: name)
      defer { try? folder.write(files[name] ?? [], to: name) }
      let (panel, findings) = PanelReader.read(given)
      return Reading(
        Self.local(findings, folder), isAccepted: panel != nil,
        faults: panel.map(Self.faults) ?? [])
    }
    #expect(failures == [])
  }

  /// No figure is negative or no number.
  private static func faults(_ panel: GroupPanel) -> [String] {
    let figures = panel.authorities.flatMap { history in
      history.plans.values.joined().compactMap(\.self) + history.totals.values
        + history.newPlans.values + history.requests.values + history.population.values
    }
    return figures.allSatisfy { $0 >= 0 && $0.isFinite } ? [] : ["accepted, but a figure is none"]
  }
}
