import TestSupport
import Testing
import Vocabulary

@testable import DataImport

/// Every reader is given spoilt files. A reader that is not in the table is not tried: whoever adds one adds its line and its trial.
///
/// | reader | files | suite |
/// |---|---|---|
/// | `CSVReader` | any CSV | FolderMutationTests |
/// | `EvidenceReader` | authority.yaml, every file of `EvidenceFile.all` | FolderMutationTests |
/// | `ReturnTablesReader`, `TemplateLabels` | crosswalks, codes and lines; a template's sheet | FolderMutationTests |
/// | `ActualsReader`, `RunReader` | anchors.csv, authority.yaml; run.json, plans, flows, anchors of a run | PastRunMutationTests |
/// | `ResultsReader` | run.json and tables of a run | PastRunMutationTests |
/// | `LabelsReader` | labels.yaml | FolderMutationTests |
/// | `PanelReader` | panel, flows, population of a backtest | PastRunMutationTests |
/// | `TransitionReader` | authority.yaml and the four files, as a folder and as a directory | TransitionMutationTests |
/// | `ReleaseReader` | the release's tables in two layouts | ReleaseMutationTests |
/// | `ReleasePopulation`, `SchoolRegister` | population in four layouts; edubasealldata | ReleaseMutationTests |
/// | `PersonLevelImport` | nine tables, the list, those of the census before | PersonLevelMutationTests |
/// | `PostcodeAreas`, `SchoolRegister` | postcodes, register of schools | PersonLevelMutationTests |
/// | `ScenarioReader`, `TransitionScenarioReader` | scenario YAML with levers and savings | ScenarioMutationTests |
@Suite("Mutated folders")
struct FolderMutationTests {
  static let isKnown = { @Sendable (code: String) in FindingCatalogue.entry(code: code) != nil }

  /// The small authority with the first rows of each table only, and rows of every file that it lacks.
  private static let files: [String: [UInt8]] = {
    var files = SmallFinance.files().merging(SmallFolder.withPlaces().files) { $1 }
    for (file, published) in EvidenceFile.returns {
      files[file.path] = String(decoding: published, as: UTF8.self)
    }
    files.merge(rare) { $1 }
    return files.filter { $0.key.hasSuffix(".csv") || $0.key == FolderContents.authorityPath }
      .mapValues { text in
        Array(text.split(separator: "\n").prefix(10).map { $0 + "\n" }.joined().utf8)
      }
  }()

  private static let rare = [
    "evidence/anchors.csv": """
    measure,date,value,status,source
    january_total,2026-01-16,400,derived,count
    month_end_total,2026-02-28,401,derived,count

    """,
    "evidence/plans_by_ncy_need_provision.csv": """
    january_census,ncy,need,provision,plans,status,source
    2025,1,ASD,MAIN,3,derived,return
    2025,2,SEMH,NOT-RECORDED,4,derived,return

    """,
    "evidence/in_process.csv": """
    january_census,stage,ncy,weeks,children,status,source
    2025,request,3,0-6,2,derived,return
    2025,assessment,-2,over 20,5,derived,return

    """,
    "evidence/unit_costs_england.csv": """
    line,gbp_per_year,price_year,status,source
    topup_early_years;topup_mainstream,8561.38,2021-22,derived,an outturn
    topup_special,14419.22,2021-22,derived,an outturn

    """,
    "evidence/neighbours.csv": """
    group,name,january_census,measure,provision,value,source
    own,Small,2022,plans,MAIN,100,a release
    own,Small,2022,population_2_18,All,10000,an estimate
    neighbour,Other,2022,plans,NOT-RECORDED,3,a release

    """,
    "finance/dsg_blocks.csv": """
    block,financial_year,income,spending,opening_balance,status,source
    schools,2025-26,1000000,990000,5000,published,the account
    central,2025-26,20000,20000,,published,the account

    """,
    "evidence/topup_without_plan.csv": """
    age_group,need,children,gbp_per_year,price_year,status,source
    5-10,All,9,4000.50,2024-25,derived,b
    5-10,ASD,3,6000,2025-26,published,c

    """,
  ]

  @Test func `every file that is known is spoilt`() {
    let known = EvidenceFile.all.map(\.path)
    #expect(known.filter { Self.files[$0] == nil } == [])
  }

  @Test(.timeLimit(.minutes(60)))
  func `no bytes spoil the CSV reader, and every record has its cells`() {
    let text = "code,name,n\nA,\"x, \"\"y\"\"\",1\r\nB,\"two\nlines\",2\nC,é,3\n"
    let trial = ReaderTrial("CSV", ["a.csv": Array(text.utf8)], isKnown: Self.isKnown)
    let failures = trial.failures(6_000) { files, _ in
      let (table, findings) = CSVReader.read(files["a.csv"] ?? [], file: "a.csv")
      let cells = (table?.records ?? 2..<2).flatMap { record in
        (table?.columns.indices ?? 0..<0).map { table?.text(record: record, column: $0) }
      }
      let isWhole = cells.count == (table?.records.count ?? 0) * (table?.columns.count ?? 0)
      // Faults of rows leave a table whose sound rows may be read.
      let isSound = table.map { $0.records.allSatisfy($0.isSound) } ?? false
      return Reading(
        findings, isAccepted: isSound && !findings.contains { $0.severity == .error },
        faults: isWhole ? [] : ["cells that are not there"])
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes of one file spoil the folder's reader`() {
    let frame = FolderContents.authorityPath
    var trial = ReaderTrial("folder", Self.files, isKnown: Self.isKnown)
    trial.otherPlaces += EvidenceFile.all.map(\.path)
    // Alone beside authority.yaml: other files are missing, so that nothing may be accepted.
    let failures = trial.failures(4_800) { files, spoilt in
      let contents = FolderContents(files: files.filter { [frame, spoilt].contains($0.key) })
      let (evidence, findings) = EvidenceReader.read(contents: contents)
      return Reading(findings, isAccepted: evidence != nil)
    }
    #expect(failures == [])
  }

  /// Beside all other files, so that checks across files are reached.
  @Test(.timeLimit(.minutes(60)))
  func `what is accepted of a whole folder adds up`() {
    let sound = SmallFolder.withPlaces(.short()).files.mapValues { Array($0.utf8) }
    let csv = sound.filter { $0.key.hasSuffix(".csv") || $0.key == FolderContents.authorityPath }
    var trial = ReaderTrial("whole folder", csv, isKnown: Self.isKnown)
    trial.otherPlaces += EvidenceFile.all.map(\.path)
    let failures = trial.failures(300) { files, _ in
      let (evidence, findings) = EvidenceReader.read(contents: FolderContents(files: files))
      return Reading(
        findings, isAccepted: evidence != nil, faults: evidence.map(Self.faults) ?? [])
    }
    #expect(failures == [])
  }

  /// Plans by year × provision, year × need and need × provision are the same plans, none of them negative.
  private static func faults(_ evidence: Evidence) -> [String] {
    let base = evidence.authority.baseCensus
    let (local, finding) = (evidence.local, { (text: String) in "accepted, but \(text)" })
    let totals = [
      local.plansByNCYProvision[base]?.total, local.plansByNCYNeed[base]?.total,
      local.plansByNeedProvision[base]?.total, local.plansByProvision[base]?.reduce(0, +),
    ].compactMap(\.self)
    var faults: [String] = []
    if Set(totals).count > 1 { faults.append(finding("plans do not add: \(totals)")) }
    if totals.contains(where: { $0 < 0 || !$0.isFinite }) { faults.append(finding("no plans")) }
    if evidence.settings.contains(where: { $0.baseRoll < 0 }) { faults.append(finding("a roll")) }
    return faults
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil the tables of returns`() {
    let tables = Self.files.filter { path, _ in
      EvidenceFile.returns.contains { $0.file.path == path }
    }
    let trial = ReaderTrial("returns", tables, isKnown: Self.isKnown)
    let failures = trial.failures(400) { files, spoilt in
      let contents = FolderContents(files: files.filter { $0.key == spoilt })
      let (tables, findings) = ReturnTablesReader.read(contents: contents, codes: CodeLists())
      return Reading(findings, isAccepted: tables != nil)
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `no bytes spoil local names`() {
    let text = "provisions:\n  DSP: Resource base & unit\nneeds:\n  SLCN: 'Speech: language'\n"
    #expect(LabelsReader.read(Array(text.utf8), codes: CodeLists()).findings.isEmpty)
    let trial = ReaderTrial(
      "labels", [LabelsReader.file: Array(text.utf8)], isKnown: Self.isKnown)
    let failures = trial.failures(500) { files, _ in
      let (labels, findings) = LabelsReader.read(
        files[LabelsReader.file] ?? [], codes: CodeLists())
      let names = Array(labels.provisions.values) + labels.needs.values
      return Reading(
        findings, isAccepted: !findings.contains { $0.severity == .error },
        faults: names.contains("") ? ["an empty name"] : [])
    }
    #expect(failures == [])
  }

  @Test(.timeLimit(.minutes(60))) func `any bytes are a template's sheet`() {
    let text = "row,label,2025\n1,Total,\n2,\"Mainstream, \"\"own\"\"\",\n\nSome,Title\n"
    let trial = ReaderTrial("template", ["sheet.csv": Array(text.utf8)], isKnown: Self.isKnown)
    let failures = trial.failures(700) { files, _ in
      let labels = TemplateLabels.labels(files["sheet.csv"] ?? [])
      let isSound = Set(labels).count == labels.count && !labels.contains("")
      return Reading([], isAccepted: true, faults: isSound ? [] : ["a label twice, or none"])
    }
    #expect(failures == [])
  }
}
