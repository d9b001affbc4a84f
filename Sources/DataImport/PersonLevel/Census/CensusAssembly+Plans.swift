import Vocabulary

extension CensusAssembly {
  mutating func countPlans() {
    var plans: [Int: [PlanCensus.Plan]] = [:]
    var requests: Set<Int> = []
    for plan in rows.namedPlans where plan.start.map({ $0 > today }) ?? false {
      census.tally.add(.planStartsAfterCensus, at: plan.place)
    }
    for (index, active) in rows.activePlans.enumerated() {
      requests.insert(active.request)
      guard isInForce(active) else { continue }
      let plan = plan(active, index: index)
      plans[plan.person, default: []].append(plan)
    }
    for (request, index) in named where !requests.contains(request) {
      guard let plan = withoutRecord(rows.namedPlans[index]) else { continue }
      plans[plan.person, default: []].append(plan)
    }
    for person in plans.keys.sorted() { keepOne(of: plans[person] ?? []) }
  }

  /// One plan a person: the latest start counts, then the first in the order of the code lists, whatever the order of rows.
  mutating func keepOne(of plans: [PlanCensus.Plan]) {
    let order = { (plan: PlanCensus.Plan) in
      (plan.start ?? Self.earliest, -(plan.provision ?? Int.max), -plan.need)
    }
    guard let first = plans.max(by: { order($0) < order($1) }) else { return }
    for plan in plans.dropFirst() { census.tally.add(.twoActivePlans, at: plan.place) }
    census.planCount += 1
    census.candidateCount += plans.count
    if knownNCY(first.person) != nil { census.plans.append(first) }
  }

  /// The national curriculum year of somebody who can have a plan: born, and not over 25.
  func knownNCY(_ person: Int) -> Int? {
    rows.people[person].ncy.flatMap { $0 <= NCY.range.upperBound ? $0 : nil }
  }

  mutating func isInForce(_ active: ReturnRows.ActivePlan) -> Bool {
    guard let plan = named[active.request].map({ rows.namedPlans[$0] }) else {
      if !active.isTransfer { census.tally.add(.activeWithoutNamedPlan, at: active.place) }
      return true
    }
    if let ceased = plan.ceased, ceased <= today {
      census.tally.add(.ceasedButActive, at: active.place)
      return false
    }
    return plan.start.map { $0 <= today } ?? true
  }

  mutating func plan(_ active: ReturnRows.ActivePlan, index: Int) -> PlanCensus.Plan {
    let person = rows.requests[active.request].person
    let ncy = knownNCY(person)
    let plan = named[active.request]
    return PlanCensus.Plan(
      person: person, ncy: ncy ?? 0, need: need(of: index, active),
      provision: provision(of: index, active, ncy: ncy),
      named: plan.flatMap { namedPlace($0, ncy) },
      start: plan.flatMap { rows.namedPlans[$0].start }, isTransfer: active.isTransfer,
      place: active.place)
  }

  /// A plan in force that the table of active plans lacks.
  mutating func withoutRecord(_ plan: ReturnRows.NamedPlan) -> PlanCensus.Plan? {
    if let ceased = plan.ceased, ceased <= today { return nil }
    if let start = plan.start, start > today { return nil }
    census.tally.add(.planWithoutActiveRecord, at: plan.place)
    let person = rows.requests[plan.request].person
    return PlanCensus.Plan(
      person: person, ncy: rows.people[person].ncy ?? 0, need: unknownNeed, provision: nil,
      named: nil, start: plan.start, isTransfer: false, place: plan.place)
  }

  /// The provision a plan names: of several the first in the order of the code list.
  func namedPlace(_ plan: Int, _ ncy: Int?) -> Int? {
    let places = (details[plan] ?? []).filter { $0.rank == 1 && $0.setting.code != "OTH" }
      .compactMap { register.provision(of: $0.setting, ncy: ncy).provision }
    return places.min()
  }

  var unknownNeed: Int { census.codes.need("UNKNOWN") ?? census.codes.needs.count - 1 }
}
