import Vocabulary

extension EvidenceFile {
  /// Plans by NCY, need and provision of a person-level return.
  static let plansByNCYNeedProvision = EvidenceFile(
    name: "plans_by_ncy_need_provision",
    columns: ["january_census", "ncy", "need", "provision", "plans", "status", "source"],
    keys: [["january_census", "ncy", "need", "provision"]], necessity: .never)
}

extension ReadingSession {
  /// The three-way table that a person-level return gives; without it the opening table is raked.
  mutating func readPlanCube() {
    let (needs, width) = (evidence.codes.needs.count, evidence.codes.provisions.count)
    let counts = rows(of: .plansByNCYNeedProvision) { row -> PlanCount? in
      let (year, ncy, need) = (row.year("january_census"), row.ncy(), row.need())
      let (provision, plans) = (row.recordedProvision(), row.count("plans", upTo: Row.mostPlans))
      guard row.provenance() != nil, let year, let ncy, let need, let provision, let plans
      else { return nil }
      return PlanCount(
        geography: .authority, year: year, row: NCY.index(ncy) * needs + need, column: provision,
        plans: Double(plans))
    }
    for count in counts.map(\.value) {
      evidence.local.plansByNCYNeedProvision[
        count.year, default: RecordedTable(rows: NCY.count * needs, provisions: width)
      ].put(count.plans, row: count.row, provision: count.column)
    }
  }

  /// Says how far the table is from the published margins of the base census.
  mutating func validatePlanCube() {
    let year = evidence.authority.baseCensus
    let counts = evidence.local.plansByNCYNeedProvision
    if isSound(.plansByNCYNeedProvision), counts[year] == nil {
      report(
        Finding(
          .cubeWithoutCensus, at: .init(EvidenceFile.plansByNCYNeedProvision.path),
          seen: "no plans of January \(year)", expected: "a count of the base census",
          remedy: "Count the plans of January \(year), or leave the file out."))
    }
    guard isSound(.plansByNCYNeedProvision), isSound(.plansByNCYNeed),
      isSound(.plansByNCYProvision),
      let cube = counts[year],
      let finding = CubeComparison(cube, evidence.local, census: year)?.finding
    else { return }
    report(finding)
  }
}
