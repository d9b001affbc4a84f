import DataImport
import NumericalCore
import Projection
import Scenarios
import TestSupport
import Testing
import Vocabulary

/// Invented people have the tables of the folder they are like.
struct InventingTests {
  /// Plans by NCY, need and provision of a caseload.
  private struct Tables {
    let byNeed: CrossTable
    let byProvision: CrossTable
    let pairs: CrossTable

    init(_ caseload: InventedCaseload, _ codes: CodeLists) {
      let (needs, provisions) = (codes.needs.count, codes.provisions.count + 1)
      var byNeed = CrossTable(rows: NCY.count, columns: needs)
      var byProvision = CrossTable(rows: NCY.count, columns: provisions)
      var pairs = CrossTable(rows: needs, columns: provisions)
      for plan in caseload.current.plans {
        byNeed[NCY.index(plan.ncy), plan.state.need] += 1
        byProvision[NCY.index(plan.ncy), plan.state.setting] += 1
        pairs[plan.state.need, plan.state.setting] += 1
      }
      (self.byNeed, self.byProvision, self.pairs) = (byNeed, byProvision, pairs)
    }
  }

  private func joined(_ table: RecordedTable) -> CrossTable {
    var result = CrossTable(rows: table.known.rows, columns: table.known.columns + 1)
    result.values = (0..<table.known.rows).flatMap { table.known.row($0) + [table.notRecorded[$0]] }
    return result
  }

  private func largestDifference(_ one: CrossTable, _ other: CrossTable) -> Double {
    zip(one.values, other.values).reduce(0) { max($0, abs($1.0 - $1.1)) }
  }

  /// How many plans, the folder's 300 among them, and how far need × provision may be from the folder's in proportion.
  @Test(arguments: [(300, 1.0), (299, 1), (160, 2), (7, 5), (1, 1), (4000, 3)])
  func `tables by year are the folder's to the head, or in proportion`(
    plans: Int, deviation: Double
  ) throws {
    let evidence = try SmallAuthority.evidence()
    let year = evidence.authority.baseCensus
    let byNeed = try #require(evidence.local.plansByNCYNeed[year])
    let byProvision = joined(try #require(evidence.local.plansByNCYProvision[year]))
    var pairs = joined(try #require(evidence.local.plansByNeedProvision[year]))
    let caseload = try InventedCaseload(like: evidence, plans: plans)
    let tables = Tables(caseload, evidence.codes)
    let totals = apportioned(plans, like: byNeed.rowSums)
    for (index, total) in totals.enumerated() {
      #expect(
        tables.byNeed.row(index).map { Int($0) }
          == apportioned(total, like: Array(byNeed.row(index))))
      #expect(
        tables.byProvision.row(index).map { Int($0) }
          == apportioned(total, like: Array(byProvision.row(index))))
    }
    let isFolders = Double(plans) == byNeed.total
    #expect(!isFolders || (tables.byNeed == byNeed && tables.byProvision == byProvision))
    for index in pairs.values.indices { pairs.values[index] *= Double(plans) / byNeed.total }
    #expect(largestDifference(tables.pairs, pairs) <= deviation)
  }

  @Test func `the same seed gives the same bytes, another one others`() throws {
    let evidence = try SmallAuthority.evidence()
    func made(_ seed: UInt64) throws -> InventedReturn {
      InventedReturn(
        try InventedCaseload(like: evidence, plans: 200, seed: seed), codes: evidence.codes)
    }
    let one = try made(1)
    let (again, other) = (try made(1), try made(2))
    #expect(again.tables == one.tables && again.previousTables == one.previousTables)
    #expect(other.tables != one.tables && other.cube == one.cube)
  }

  @Test func `new and ceased plans are as many as are published, and nobody is lost`() throws {
    let evidence = try SmallAuthority.evidence()
    let caseload = try InventedCaseload(like: evidence, plans: 300)
    let earlier = Set(caseload.previous.plans.map(\.person))
    let joiners = caseload.current.plans.filter { !earlier.contains($0.person) }
    let published = evidence.local.flowsByYear
    #expect(joiners.count { !$0.isTransfer } == published["new_plans"]?[2024].map { Int($0) })
    #expect(caseload.current.endings.count == published["ceased"]?[2024].map { Int($0) })
    for count in evidence.local.ceasedByNCY[2024] ?? [] {
      let found = caseload.current.endings.count {
        $0.reason == count.reason && count.span.contains($0.plan.ncy + 1)
      }
      #expect(found == Int(count.count), "\(count)")
    }
    let away = caseload.current.endings.count { $0.reason == CeasedCount.transferReason }
    #expect(joiners.count(where: \.isTransfer) == away)
    #expect(earlier.count == caseload.previous.plans.count)
    #expect(
      caseload.previous.plans.count
        == caseload.current.plans.count - joiners.count + caseload.current.endings.count)
    for plan in joiners { #expect(plan.start > caseload.previous.date) }
  }

  @Test func `an import finds what was invented`() throws {
    let evidence = try SmallAuthority.evidence()
    let caseload = try InventedCaseload(like: evidence, plans: 450, seed: 3)
    let made = InventedReturn(caseload, codes: evidence.codes)
    let key = LinkKey(low: 1, high: 2)
    let now = try imported(made.tables, made, on: made.census, evidence, key)
    let before = try imported(made.previousTables, made, on: made.previousCensus, evidence, key)
    #expect(now.cube == made.cube && now.countedPlans == 450)
    #expect(CensusFlows(from: before, to: now).counts == made.flows)
    #expect(Set(now.tally.counts.keys).isSubset(of: [.needMissing, .placementMissing]))
  }

  private func imported(
    _ tables: [String: String], _ made: InventedReturn, on day: CalendarDate, _ evidence: Evidence,
    _ key: LinkKey
  ) throws -> PlanCensus {
    let folder = try TemporaryFolder()
    try folder.write(made.schools, to: "schools.csv")
    var register = SettingRegister(codes: evidence.codes)
    let schools = SchoolRegister.read(file: "\(folder.path)/schools.csv", for: .provisions)
    register.add(try #require(schools.register), codes: evidence.codes)
    let read = PersonLevelImport.read(
      tables: tables, census: day, codes: evidence.codes, register: register, key: key)
    return try #require(read.census, "\(read.findings.map(\.message))")
  }

  @Test func `children in process are those that flows imply, and no count of them surprises`()
    throws
  {
    let evidence = try #require(
      EvidenceReader.read(folder: Repository.path("scenarios/leicestershire")).evidence)
    let pipeline = try #require(PipelineEstimate(evidence).pipeline)
    let published = try #require(evidence.local.plansByNCYNeed[2025])
    let caseload = try InventedCaseload(like: evidence, plans: Int(published.total))
    let pairs = joined(try #require(evidence.local.plansByNeedProvision[2025]))
    #expect(largestDifference(Tables(caseload, evidence.codes).pairs, pairs) <= 1)
    let made = InventedReturn(caseload, codes: evidence.codes)
    let census = try imported(made.tables, made, on: made.census, evidence, .random())
    let files = PersonLevelFolder(
      census, flows: nil, report: QualityReport([census], flows: nil)
    ).files
    let counted = try #require(files.first { $0.path == "evidence/in_process.csv" }?.text)
    let children = inProcess(counted)
    #expect(abs(children.inAssessment - pipeline.inProcess) <= 0.02 * pipeline.inProcess)
    #expect(children.awaitingDecision == pipeline.undecided.rounded())
    var later = evidence
    later.local.inProcess = [2025: children]
    let codes = PipelineEstimate(later).findings.map(\.code)
    #expect(codes.contains("PR-064") && !codes.contains("PR-066"))
  }

  private func inProcess(_ text: String) -> InProcessCount {
    text.split(separator: "\n").dropFirst().reduce(into: InProcessCount()) { count, line in
      let cells = line.split(separator: ",")
      let children = Double(cells[4]) ?? 0
      if cells[1] == "request" {
        count.awaitingDecision += children
      } else {
        count.inAssessment += children
      }
    }
  }
}
