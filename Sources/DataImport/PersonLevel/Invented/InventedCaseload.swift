import Vocabulary

/// People who are nobody, their plans at a census and a year before, and what became of them.
struct InventedCaseload {
  struct Plan {
    let person: Int
    let birth: SEN2Date
    /// The national curriculum year at the census, not held at -2.
    let ncy: Int
    let need: Int
    /// The provision after the last is "not recorded".
    let provision: Int
    /// What the plan names, where that is not what is attended.
    var wanted: Int?
    let start: SEN2Date
    var isTransfer = false
  }

  struct Ending {
    let plan: Plan
    let date: SEN2Date
    let reason: Int
  }

  struct Waiting {
    let person: Int
    let birth: SEN2Date
    let received: SEN2Date
    /// Nil for a request that is not decided.
    let decided: SEN2Date?
  }

  /// One January.
  struct Census {
    let date: CalendarDate
    var plans: [Plan] = []
    var endings: [Ending] = []
    var waiting: [Waiting] = []
  }

  private(set) var current: Census
  private(set) var previous: Census
  /// What happened between the two, to be found again.
  private(set) var flows: [CensusFlows.Flow: Int] = [:]
  private var numbers: SeededNumbers
  private var people = 0
  private let mainstream: Int?
  private let special: Int?
  private let year: Int

  /// Makes people for the plans of a cube.
  init(_ cube: [PlanCell: Int], census: CalendarDate, codes: CodeLists, seed: UInt64) {
    let before =
      CalendarDate(year: census.year - 1, month: census.month, day: min(census.day, 28))
      ?? .census(census.year - 1)
    (current, previous) = (Census(date: census), Census(date: before))
    numbers = SeededNumbers(seed: seed)
    mainstream = codes.provision("MAIN") ?? codes.provision(of: .mainstream)
    special = codes.provision("SPEC-STATE") ?? codes.provision(of: .special)
    year = census.year
    let states = cube.sorted { $0.key < $1.key }.flatMap { cell, plans in
      Array(repeating: cell, count: plans)
    }
    for state in states { add(state, others: states) }
    addLeavers(states)
    addWaiting(states)
  }

  private mutating func add(_ state: PlanCell, others: [PlanCell]) {
    let birth = birth(state.ncy, at: current.date)
    people += 1
    let isNew = state.ncy == -2 || numbers.isHit(state.ncy <= 1 ? 0.5 : 0.12)
    var plan = Plan(
      person: people, birth: birth, ncy: state.ncy, need: state.need,
      provision: state.provision, start: day(of: isNew ? year - 1 : year - 2))
    if state.provision == mainstream, (0...13).contains(state.ncy), numbers.isHit(0.03) {
      plan.wanted = special
    }
    if isNew {
      plan.isTransfer = numbers.isHit(0.1)
      if plan.isTransfer { plan.wanted = nil }
      count(nil, plan, plan.isTransfer ? CensusFlows.transferIn : CensusFlows.new)
    } else {
      addEarlier(plan, others: others)
    }
    current.plans.append(plan)
  }

  /// The same plan a year before: mostly where it is now.
  private mutating func addEarlier(_ plan: Plan, others: [PlanCell]) {
    let changes = [0, 7, 12].contains(plan.ncy) ? 0.25 : 0.06
    let isMover = numbers.isHit(changes)
    let hasOtherNeed = numbers.isHit(0.02)
    let other = others[numbers.below(others.count)]
    let earlier = Plan(
      person: plan.person, birth: plan.birth, ncy: plan.ncy - 1,
      need: hasOtherNeed ? other.need : plan.need,
      provision: isMover ? other.provision : plan.provision, start: plan.start)
    previous.plans.append(earlier)
    count(earlier, plan, "")
  }

  private mutating func addLeavers(_ states: [PlanCell]) {
    for _ in 0..<(states.count * 7 / 100) {
      let state = states[numbers.below(states.count)]
      people += 1
      let plan = Plan(
        person: people, birth: birth(state.ncy, at: previous.date), ncy: state.ncy,
        need: state.need, provision: state.provision, start: day(of: year - 2))
      previous.plans.append(plan)
      let reason = reason(of: plan)
      current.endings.append(Ending(plan: plan, date: day(of: year - 1), reason: reason))
      count(plan, nil, CeaseReason.words[reason] ?? CeaseReason.notRecorded)
    }
  }

  private mutating func reason(of plan: Plan) -> Int {
    if plan.ncy >= NCY.range.upperBound { return 1 }
    let reasons = plan.ncy < 11 ? [5, 5, 5, 2, 7] : [3, 4, 6, 2, 5, 9]
    return reasons[numbers.below(reasons.count)]
  }

  private mutating func addWaiting(_ states: [PlanCell]) {
    for index in 0..<(states.count * 6 / 100) {
      let state = states[numbers.below(states.count)]
      people += 1
      let isRequest = index % 2 == 0
      let received = SEN2Date(
        year: year - 1, month: (isRequest ? 11 : 7) + numbers.below(2), day: 1 + numbers.below(28))
      guard let received else { continue }
      let decided = isRequest ? nil : SEN2Date(year: year - 1, month: 10, day: received.day)
      current.waiting.append(
        Waiting(
          person: people, birth: birth(max(-1, state.ncy), at: current.date), received: received,
          decided: decided))
    }
  }

  private mutating func count(_ from: Plan?, _ to: Plan?, _ reason: String) {
    let (old, new) = (from.map(Self.state), to.map(Self.state))
    let kind: CensusFlows.Kind
    switch (old, new) {
    case (nil, _): kind = .joiner
    case (_, nil): kind = .leaver
    case (let old?, let new?): kind = CensusFlows.Flow.kind(from: old, to: new)
    }
    let ncy = to?.ncy ?? ((from?.ncy ?? 0) + 1)
    let flow = CensusFlows.Flow(
      kind: kind, ncy: max(ncy, NCY.range.lowerBound), from: old, to: new, reason: reason)
    flows[flow, default: 0] += 1
  }

  private static func state(_ plan: Plan) -> NeedAndSetting {
    NeedAndSetting(need: plan.need, setting: plan.provision)
  }

  /// A day of birth that puts somebody into a national curriculum year.
  private mutating func birth(_ ncy: Int, at date: CalendarDate) -> SEN2Date {
    let first = date.year - 1 - NCY.age(ncy) - 1
    let month = 1 + numbers.below(12)
    let day = 1 + numbers.below(28)
    return SEN2Date(year: month >= 9 ? first : first + 1, month: month, day: day)
      ?? SEN2Date(date)
  }

  /// A day of a year after its census: February to December.
  private mutating func day(of year: Int) -> SEN2Date {
    SEN2Date(year: year, month: 2 + numbers.below(11), day: 1 + numbers.below(28))
      ?? SEN2Date(.census(year))
  }
}
