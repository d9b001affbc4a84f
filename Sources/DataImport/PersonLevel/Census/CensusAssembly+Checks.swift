import Vocabulary

extension CensusAssembly {
  mutating func countEndings() {
    for plan in rows.namedPlans {
      guard let ceased = plan.ceased, ceased <= today else { continue }
      census.endings.append(
        .init(person: rows.requests[plan.request].person, date: ceased, reason: plan.reason))
    }
  }

  mutating func countWaiting() {
    let assessed = Set(rows.assessments.map(\.request))
    let planned = Set(rows.activePlans.map(\.request)).union(rows.namedPlans.map(\.request))
    for (index, request) in rows.requests.enumerated()
    where request.isOpen && !assessed.contains(index) && !planned.contains(index) {
      wait(.request, request)
    }
    for assessment in rows.assessments
    where assessment.isOpen && !planned.contains(assessment.request) {
      wait(.assessment, rows.requests[assessment.request])
    }
  }

  mutating func wait(_ stage: ProcessStage, _ request: ReturnRows.Request) {
    guard request.received.map({ $0 <= today }) ?? true, let ncy = knownNCY(request.person)
    else { return }
    let since = request.received.flatMap {
      CalendarDate(year: $0.year, month: $0.month, day: $0.day)
    }
    census.waiting.append(
      .init(
        stage: stage, ncy: max(ncy, NCY.range.lowerBound),
        weeks: since.map { census.date.days(since: $0) / 7 }))
  }

  mutating func checkPeople() {
    let asked = Set(rows.requests.map(\.person))
    for person in rows.people.indices where !asked.contains(person) {
      census.tally.add(.personWithoutRequest)
    }
  }

  /// Shares that say of a whole return that it is not to be leant on.
  mutating func checkShares() {
    let all = max(1, census.plans.count)
    let unknown = census.plans.count { $0.need == unknownNeed }
    let moderate = census.codes.need("MLD").map { need in
      census.plans.count { $0.need == need }
    }
    let unplaced = census.plans.count { $0.provision == nil }
    if unknown * 20 > all { census.tally.add(.needMissingShareHigh) }
    if (moderate ?? 0) * 5 > all { census.tally.add(.mldShareHigh) }
    if unplaced * 20 > all { census.tally.add(.placementShareHigh) }
  }

  static let earliest = SEN2Date(.census(1990))
  static let latest = SEN2Date(.census(2100))
}
