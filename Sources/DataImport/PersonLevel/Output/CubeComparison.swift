import Vocabulary

/// How far a table by NCY, need and provision is from the published margins, in plans.
struct CubeComparison {
  /// Plans of the cube less those published.
  let total: Int
  /// Plans that would have to change year or need, and year or provision.
  let byNeed: Int
  let byProvision: Int

  var agrees: Bool { total == 0 && byNeed == 0 && byProvision == 0 }

  /// Nil where the published tables of the census are missing.
  init?(_ cube: RecordedTable, _ figures: PublishedFigures, census: Int) {
    guard let byNeed = figures.plansByNCYNeed[census],
      let byProvision = figures.plansByNCYProvision[census]
    else { return nil }
    let needs = byNeed.columns
    let provisions = byProvision.known.columns
    var (needGap, provisionGap, total) = (0.0, 0.0, 0.0)
    for ncy in 0..<NCY.count {
      let rows = (0..<needs).map { ncy * needs + $0 }
      for (need, row) in rows.enumerated() {
        let plans = cube.known.row(row).reduce(0, +) + cube.notRecorded[row]
        needGap += max(0, plans - byNeed[ncy, need])
        total += plans - byNeed[ncy, need]
      }
      for provision in 0..<provisions {
        let plans = rows.reduce(0) { $0 + cube.known[$1, provision] }
        provisionGap += max(0, plans - byProvision.known[ncy, provision])
      }
    }
    self.total = Int(total.rounded())
    self.byNeed = Int(needGap.rounded())
    self.byProvision = Int(provisionGap.rounded())
  }

  /// What a reader should know of it; nil where all agrees.
  var finding: Finding? {
    guard !agrees else { return nil }
    let flag = SEN2Flag.cubeDisagrees
    return Finding(
      flag.kind, at: .init(EvidenceFile.plansByNCYNeedProvision.path),
      seen:
        "\(total) plans more than published (less where negative); \(byNeed) above their year and"
        + " need, \(byProvision) above their year and provision",
      expected: "the sums of plans_by_ncy_need.csv and plans_by_ncy_provision.csv",
      remedy: flag.entry.effectText)
  }
}

extension PlanCensus {
  /// The cube as evidence holds it: rows are years times needs.
  func recordedTable() -> RecordedTable {
    var table = RecordedTable(
      rows: NCY.count * codes.needs.count, provisions: codes.provisions.count)
    for (cell, plans) in cube {
      table.put(
        Double(plans), row: NCY.index(cell.ncy) * codes.needs.count + cell.need,
        provision: cell.provision)
    }
    return table
  }
}
