import Vocabulary

extension ReadingSession {
  /// The measures of `flows_by_year.csv`.
  static let measures = [
    "new_plans", "ceased", "ceased_transfer", "requests", "requests_refused",
    "decided_to_assess", "assessments", "plans_issued", "plans_issued_within_20_weeks",
  ]

  /// Flows of a calendar year.
  mutating func readFlows() {
    readNewPlansByNCYNeed()
    readNewPlansByProvisionNeed()
    readNewPlansByAgeProvision()
    readCeasedByNCYReason()
    readCeasedByProvision()
    readFlowsByYear()
  }

  private mutating func readNewPlansByNCYNeed() {
    let counts = rows(of: .newPlansByNCYNeed) { row in
      let (geography, year) = (row.geography(), row.year("calendar_year"))
      let span = row.span("ncy_from", "ncy_to", in: NCY.range)
      return row.spanCount(geography, year, span, row.need())
    }
    reportOverlaps(counts, in: .newPlansByNCYNeed, column: "ncy_from")
    for count in counts.map(\.value).sorted() {
      evidence.update(count.geography) {
        $0.newPlansByNCYNeed[count.year, default: []].append(
          PooledCount(span: count.span, category: count.category, count: count.plans))
      }
    }
  }

  private mutating func readNewPlansByProvisionNeed() {
    let (needs, width) = (evidence.codes.needs.count, evidence.codes.provisions.count)
    let counts = rows(of: .newPlansByProvisionNeed) { row in
      let (geography, year) = (row.geography(), row.year("calendar_year"))
      let (provision, need) = (row.recordedProvision(), row.need())
      return row.planCount(geography, year, need, provision)
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.newPlansByNeedProvision[
          count.year, default: RecordedTable(rows: needs, provisions: width)
        ].put(count.plans, row: count.row, provision: count.column)
      }
    }
  }

  private mutating func readNewPlansByAgeProvision() {
    let width = evidence.codes.provisions.count
    let counts = rows(of: .newPlansByAgeProvision) { row in
      let (geography, year) = (row.geography(), row.year("calendar_year"))
      let span = row.span("age_from", "age_to", in: Self.ages)
      return row.spanCount(geography, year, span, row.recordedProvision())
    }
    reportOverlaps(counts, in: .newPlansByAgeProvision, column: "age_from")
    for count in counts.map(\.value).sorted() {
      let category = count.category < width ? count.category : nil
      evidence.update(count.geography) {
        $0.newPlansByAgeProvision[count.year, default: []].append(
          PooledCount(span: count.span, category: category, count: count.plans))
      }
    }
  }

  private mutating func readCeasedByProvision() {
    let width = evidence.codes.provisions.count + 1
    let counts = rows(of: .ceasedByProvision) { row in
      let (geography, year) = (row.geography(), row.year("calendar_year"))
      return row.planCount(geography, year, 0, row.recordedProvision())
    }
    for count in counts.map(\.value) {
      evidence.update(count.geography) {
        $0.ceasedByProvision[count.year, default: Array(repeating: 0, count: width)][
          count.column] = count.plans
      }
    }
  }

  private mutating func readFlowsByYear() {
    let totals = rows(of: .flowsByYear) { row -> (Geography, Int, String, Double)? in
      let (geography, year) = (row.geography(), row.year("calendar_year"))
      let (measure, value) = (
        row.code("measure", among: Self.measures), row.count("value", upTo: Row.mostPlans)
      )
      guard row.source() != nil, let geography, let year, let measure, let value
      else { return nil }
      return (geography, year, measure, Double(value))
    }
    for (geography, year, measure, value) in totals.map(\.value) {
      evidence.update(geography) { $0.flowsByYear[measure, default: [:]][year] = value }
    }
  }
}
