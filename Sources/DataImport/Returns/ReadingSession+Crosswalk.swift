import Vocabulary

extension ReadingSession {
  /// Where each provision and year stands in each return.
  ///
  /// - Parameter isOwn: true for the folder's file; the tool's own has rows for provisions that a folder may not have.
  mutating func readCrosswalk(isOwn: Bool) -> [CrosswalkRow] {
    let rows = rows(of: .crosswalk) { $0.crosswalkRow(isOwn: isOwn) }
    guard isSound(.crosswalk) else { return [] }
    for row in rows { checkAges(row) }
    for provision in evidence.codes.provisions {
      checkCoverage(provision.code, rows.filter { $0.value.provision == provision.code })
    }
    return rows.map(\.value)
  }

  /// Every year of a provision has one row.
  private mutating func checkCoverage(_ provision: String, _ rows: [Located<CrosswalkRow>]) {
    for (index, row) in rows.enumerated() {
      guard let earlier = rows[..<index].first(where: { $0.value.ncys.overlaps(row.value.ncys) })
      else { continue }
      report(
        Finding(
          .stateMappedTwice,
          at: .init(EvidenceFile.crosswalk.path, row: row.row, column: "ncy_from"),
          seen: "years of \(provision) that row \(earlier.row) maps too",
          expected: "one row for each provision and year",
          remedy: "Change ncy_from and ncy_to, or delete one of the rows."))
    }
    let open = NCY.range.filter { ncy in !rows.contains { $0.value.ncys.contains(ncy) } }
    guard let first = open.first else { return }
    report(
      Finding(
        .stateUnmapped, at: .init(EvidenceFile.crosswalk.path, column: "provision"),
        seen: "no row for \(provision) in \(open.count) years, the first of them NCY \(first)",
        expected: "one row for each provision and year from NCY -2 to 21",
        remedy: "Write the row; the file of a folder replaces the tool's own whole."))
  }

  /// The sheet has a row for the children's age.
  private mutating func checkAges(_ row: Located<CrosswalkRow>) {
    let bands = ReturnLabels.ageGroups(ofSheet: row.value.dsgSheet)
    guard let ncy = row.value.ncys.first(where: { !bands.contains(AgeBand(ncy: $0)) }) else {
      return
    }
    report(
      Finding(
        .sheetWithoutAgeGroup,
        at: .init(EvidenceFile.crosswalk.path, row: row.row, column: "dsg_plan"),
        seen: "NCY \(ncy) on a sheet that begins at age 16", expected: "a sheet for their age",
        remedy: "Put the years below 12 into a row of their own, on another sheet."))
  }

  /// Where each need stands in tables by need.
  mutating func readCrosswalkNeeds(isOwn: Bool) -> [NeedRow] {
    let rows = rows(of: .crosswalkNeeds) { $0.needRow(isOwn: isOwn) }.map(\.value)
    guard isSound(.crosswalkNeeds) else { return [] }
    for need in evidence.codes.needs where !rows.contains(where: { $0.need == need.code }) {
      report(
        Finding(
          .needUnmapped, at: .init(EvidenceFile.crosswalkNeeds.path, column: "need"),
          seen: "no row for \(need.code)", expected: "a row for each need",
          remedy: "Write the row; the file of a folder replaces the tool's own whole."))
    }
    return rows
  }

  /// The codes of planning areas: primary, then secondary.
  mutating func readSCAPCodes() -> [SCAPArea] {
    let rows = rows(of: .scapCodes) { $0.scapArea() }.map(\.value)
    guard isSound(.scapCodes) else { return [] }
    return SCAPArea.phases.flatMap { phase in
      SCAPProvision.allCases.compactMap { provision in
        let area = rows.first { $0.phase == phase && $0.provision == provision }
        if area == nil { reportNoCode(phase, provision) }
        return area
      }
    }
  }

  private mutating func reportNoCode(_ phase: Phase, _ provision: SCAPProvision) {
    report(
      Finding(
        .areaWithoutCode, at: .init(EvidenceFile.scapCodes.path, column: "code"),
        seen: "no code for \(phase.rawValue) \(provision.rawValue)",
        expected: "a code for each of the eight planning areas",
        remedy: "Write the row; the file of a folder replaces the tool's own whole."))
  }

  /// The shares of the lines of the account.
  mutating func readSection251Lines() -> [LineShare] {
    let rows = rows(of: .section251Lines) { $0.lineShare() }
    guard isSound(.section251Lines) else { return [] }
    for (index, row) in rows.enumerated()
    where !rows[..<index].contains(where: { $0.value.line == row.value.line }) {
      let sum = rows.reduce(0) { $0 + ($1.value.line == row.value.line ? $1.value.share : 0) }
      guard sum != LineShare.whole else { continue }
      report(
        Finding(
          .lineSharesDoNotAdd,
          at: .init(EvidenceFile.section251Lines.path, row: row.row, column: "share"),
          seen: "shares of \(row.value.line) that add to \(Double(sum) / Double(LineShare.whole))",
          expected: "shares that add to 1", remedy: "Correct the shares of the line."))
    }
    return rows.map(\.value)
  }
}
