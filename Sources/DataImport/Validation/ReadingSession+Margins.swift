import Vocabulary

/// The sums of one file along one axis.
private struct Margin {
  let file: EvidenceFile
  let column: String
  let sums: [Double]
}

extension ReadingSession {
  /// The same plans counted in two files must give the same sums, exactly.
  ///
  /// All comparisons are made before any is reported, so that one fault does not hide another.
  mutating func validateMargins() {
    let disagreements =
      yearMargins() + provisionMargins() + needMargins() + historyMargins()
      + groupMargins()
    disagreements.forEach { report($0) }
  }

  private func yearMargins() -> [Finding] {
    guard let byNeed = evidence.local.plansByNCYNeed[base],
      let byProvision = evidence.local.plansByNCYProvision[base]
    else { return [] }
    return compare(
      Margin(file: .plansByNCYNeed, column: "ncy", sums: byNeed.rowSums),
      Margin(file: .plansByNCYProvision, column: "ncy", sums: byProvision.allRowSums),
      labels: NCY.range.map { "NCY \($0)" })
  }

  private func provisionMargins() -> [Finding] {
    guard let crossed = evidence.local.plansByNeedProvision[base],
      let byProvision = evidence.local.plansByNCYProvision[base]
    else { return [] }
    return compare(
      Margin(file: .plansByProvisionNeed, column: "provision", sums: crossed.allColumnSums),
      Margin(file: .plansByNCYProvision, column: "provision", sums: byProvision.allColumnSums),
      labels: provisionLabels)
  }

  private func needMargins() -> [Finding] {
    guard let crossed = evidence.local.plansByNeedProvision[base],
      let byNeed = evidence.local.plansByNCYNeed[base]
    else { return [] }
    return compare(
      Margin(file: .plansByProvisionNeed, column: "need", sums: crossed.allRowSums),
      Margin(file: .plansByNCYNeed, column: "need", sums: byNeed.columnSums),
      labels: evidence.codes.needs.map { "need \($0.code)" })
  }

  private func historyMargins() -> [Finding] {
    [base - 1, base].flatMap { year -> [Finding] in
      guard let history = evidence.local.plansByProvision[year],
        let table = evidence.local.plansByNCYProvision[year]
      else { return [] }
      return compare(
        Margin(file: .plansByProvision, column: "provision", sums: history),
        Margin(file: .plansByNCYProvision, column: "provision", sums: table.allColumnSums),
        labels: provisionLabels.map { "January \(year), \($0)" })
    }
  }

  /// The age groups of the last two censuses must be the sums of their years.
  private func groupMargins() -> [Finding] {
    [base - 1, base].flatMap { year -> [Finding] in
      guard let groups = evidence.local.plansByAgeGroup[year],
        let table = evidence.local.plansByNCYProvision[year]
      else { return [] }
      var sums = [Double](repeating: 0, count: groups.count)
      for (index, plans) in table.allRowSums.enumerated() {
        sums[AgeBand(ncy: NCY.at(index)).index] += plans
      }
      let known = groups.indices.filter { groups[$0] != nil }
      return compare(
        Margin(
          file: .plansByAgeGroup, column: "age_group", sums: known.map { groups[$0] ?? 0 }),
        Margin(file: .plansByNCYProvision, column: "ncy", sums: known.map { sums[$0] }),
        labels: known.map { "January \(year), \(AgeBand.allCases[$0].rawValue)" })
    }
  }

  private var provisionLabels: [String] {
    evidence.codes.provisions.map { "provision \($0.code)" }
      + ["provision \(Provision.notRecordedCode)"]
  }

  private func compare(_ left: Margin, _ right: Margin, labels: [String]) -> [Finding] {
    guard isSound(left.file), isSound(right.file) else { return [] }
    return zip(labels, zip(left.sums, right.sums)).filter { $1.0 != $1.1 }.map { label, sums in
      Finding(
        .marginsDisagree, at: .init(left.file.path, column: left.column),
        seen:
          "\(label): \(sums.0.headcount) plans here, \(sums.1.headcount) in \(right.file.path)",
        expected: "the same plans in both",
        remedy: "Correct one of the two; plans without a placement go to NOT-RECORDED.")
    }
  }
}

extension RecordedTable {
  /// The sum of each row, "not recorded" included.
  var allRowSums: [Double] { zip(known.rowSums, notRecorded).map { $0 + $1 } }

  /// The sum of each column, "not recorded" being the last.
  var allColumnSums: [Double] { known.columnSums + [notRecorded.reduce(0, +)] }
}

extension Double {
  /// A count as a person writes it.
  var headcount: String { String(Int(rounded())) }
}
