import Vocabulary

extension Evidence {
  /// Changes the figures of one geography in place.
  mutating func update(_ geography: Geography, _ change: (inout PublishedFigures) -> Void) {
    switch geography {
    case .authority: change(&local)
    case .england: change(&england)
    }
  }

  /// The figures of one geography.
  func figures(_ geography: Geography) -> PublishedFigures {
    switch geography {
    case .authority: local
    case .england: england
    }
  }
}

extension RecordedTable {
  /// Puts a figure at a provision, the one after the last being "not recorded".
  mutating func put(_ count: Double, row: Int, provision: Int) {
    if provision < known.columns {
      known[row, provision] = count
    } else {
      notRecorded[row] = count
    }
  }
}

/// A count of plans with the two positions it stands at.
struct PlanCount {
  let geography: Geography
  let year: Int
  let row: Int
  let column: Int
  let plans: Double
}

extension ReadingSession {
  /// Plans at a January census.
  mutating func readPublishedPlans() {
    readPlansByNCYProvision()
    readPlansByNCYNeed()
    readPlansByProvisionNeed()
    readPlansByProvision()
    readPlansByAgeGroup()
  }

  private mutating func readPlansByNCYProvision() {
    let width = evidence.codes.provisions.count
    let counts = rows(of: .plansByNCYProvision) { row in
      let (geography, year) = (row.geography(), row.year("january_census"))
      let (ncy, provision) = (row.ncy(), row.recordedProvision())
      return row.planCount(geography, year, ncy.map(NCY.index), provision)
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.plansByNCYProvision[
          count.year, default: RecordedTable(rows: NCY.count, provisions: width)
        ].put(count.plans, row: count.row, provision: count.column)
      }
    }
  }

  private mutating func readPlansByNCYNeed() {
    let width = evidence.codes.needs.count
    let counts = rows(of: .plansByNCYNeed) { row in
      let (geography, year) = (row.geography(), row.year("january_census"))
      let (ncy, need) = (row.ncy(), row.need())
      return row.planCount(geography, year, ncy.map(NCY.index), need)
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.plansByNCYNeed[count.year, default: CrossTable(rows: NCY.count, columns: width)][
          count.row, count.column] = count.plans
      }
    }
  }

  private mutating func readPlansByProvisionNeed() {
    let (needs, width) = (evidence.codes.needs.count, evidence.codes.provisions.count)
    let counts = rows(of: .plansByProvisionNeed) { row in
      let (geography, year) = (row.geography(), row.year("january_census"))
      let (provision, need) = (row.recordedProvision(), row.need())
      return row.planCount(geography, year, need, provision)
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.plansByNeedProvision[
          count.year, default: RecordedTable(rows: needs, provisions: width)
        ].put(count.plans, row: count.row, provision: count.column)
      }
    }
  }

  private mutating func readPlansByProvision() {
    let width = evidence.codes.provisions.count + 1
    let counts = rows(of: .plansByProvision) { row in
      let (geography, year) = (row.geography(), row.year("january_census"))
      return row.planCount(geography, year, 0, row.recordedProvision())
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.plansByProvision[count.year, default: Array(repeating: 0, count: width)][
          count.column] = count.plans
      }
    }
  }

  private mutating func readPlansByAgeGroup() {
    let groups = AgeBand.allCases.map(\.rawValue)
    let counts = rows(of: .plansByAgeGroup) { row in
      let (geography, year) = (row.geography(), row.year("january_census"))
      let band = row.code("age_group", among: groups).flatMap(groups.firstIndex)
      return row.planCount(geography, year, 0, band)
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.plansByAgeGroup[count.year, default: Array(repeating: nil, count: groups.count)][
          count.column] = count.plans
      }
    }
  }
}

extension Row {
  /// Reads the count and source, and puts the row together if nothing is missing.
  mutating func planCount(
    _ geography: Geography?, _ year: Int?, _ position: Int?, _ column: Int?
  ) -> PlanCount? {
    let plans = count("plans", upTo: Self.mostPlans)
    guard source() != nil, let geography, let year, let position, let column, let plans
    else { return nil }
    return PlanCount(
      geography: geography, year: year, row: position, column: column, plans: Double(plans))
  }
}
