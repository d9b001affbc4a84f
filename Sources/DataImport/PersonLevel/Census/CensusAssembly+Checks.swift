import Vocabulary

extension CensusAssembly {
  mutating func countEndings() {
    for plan in rows.namedPlans {
      guard let ceased = plan.ceased, ceased <= today else { continue }
      census.endings.append(
        .init(person: rows.requests[plan.request].person, date: ceased, reason: plan.reason))
    }
  }

  /// Children on the way to a first plan, each once: in assessment, or else waiting for a decision.
  mutating func countWaiting() {
    var settled = Set(rows.activePlans.map { rows.requests[$0.request].person })
      .union(rows.namedPlans.filter(hasStarted).map { rows.requests[$0.request].person })
    let assessments = rows.assessments.filter(\.isOpen).map(\.request)
    let requests = rows.requests.indices.filter { rows.requests[$0].isOpen }
    for (stage, open) in [(ProcessStage.assessment, assessments), (.request, requests)] {
      let received = rows.requests.map { $0.received ?? Self.latest }
      for request in open.sorted(by: { received[$0] < received[$1] })
      where settled.insert(rows.requests[request].person).inserted {
        wait(stage, rows.requests[request])
      }
    }
  }

  private func hasStarted(_ plan: ReturnRows.NamedPlan) -> Bool {
    plan.start.map { $0 <= today } ?? true
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
