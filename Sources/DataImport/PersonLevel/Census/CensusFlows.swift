public import Vocabulary

/// What became of plans between two censuses.
public struct CensusFlows: Sendable {
  /// One kind of change, with the state before and after; nil where there was no plan.
  public struct Flow: Hashable, Comparable, Sendable {
    /// What happened: joiner, leaver, stayer, mover, need_change, mover_and_need_change.
    public let kind: Kind
    /// The national curriculum year at the closing census.
    public let ncy: Int
    /// Positions of need and provision at the opening census.
    public let from: NeedAndSetting?
    /// The same at the closing census.
    public let to: NeedAndSetting?
    /// `transfer_in` or `new` of joiners, DfE's reason of leavers; empty for the rest.
    public let reason: String

    /// Names a flow.
    public init(
      kind: Kind, ncy: Int, from: NeedAndSetting?, to: NeedAndSetting?, reason: String
    ) {
      (self.kind, self.ncy, self.from, self.to, self.reason) = (kind, ncy, from, to, reason)
    }

    /// The kind of a plan that is there at both censuses.
    public static func kind(from: NeedAndSetting, to: NeedAndSetting) -> Kind {
      switch (from.need == to.need, from.setting == to.setting) {
      case (true, true): .stayer
      case (true, false): .mover
      case (false, true): .needChange
      case (false, false): .moverAndNeedChange
      }
    }

    /// By kind, year and states.
    public static func < (left: Self, right: Self) -> Bool {
      left.order.lexicographicallyPrecedes(right.order)
    }

    private var order: [Int] {
      let ends = [from?.need, from?.setting, to?.need, to?.setting].map { $0 ?? -1 }
      return [Kind.allCases.firstIndex(of: kind) ?? 0, ncy] + ends + reason.utf8.map(Int.init)
    }
  }

  /// The kinds of change.
  public enum Kind: String, CaseIterable, Sendable {
    case joiner, leaver, stayer, mover
    case needChange = "need_change"
    case moverAndNeedChange = "mover_and_need_change"
  }

  /// One person's change, for transitions: the year is not held at -2.
  struct Step {
    let closingNCY: Int
    let from: NeedAndSetting?
    let to: NeedAndSetting?
  }

  /// The January of the opening census.
  public let opening: Int
  /// The January of the closing census.
  public let closing: Int
  /// Plans by flow.
  public private(set) var counts: [Flow: Int] = [:]
  /// Flags of the link.
  public private(set) var tally = SEN2Tally()
  private(set) var steps: [Step] = []

  /// Plans by kind of change, in one line.
  public var summary: String {
    let sums = counts.reduce(into: [Kind: Int]()) { $0[$1.key.kind, default: 0] += $1.value }
    let words = Kind.allCases.map { "\(sums[$0] ?? 0) \($0.rawValue)" }
    return "From January \(opening) to January \(closing): \(words.joined(separator: ", "))."
  }

  /// The reason of joiners that were transferred in.
  public static let transferIn = "transfer_in"
  /// The reason of all other joiners.
  public static let new = "new"

  /// Links two censuses by UPN, then by ULN, then by name and date of birth.
  public init(from before: PlanCensus, to after: PlanCensus) {
    (opening, closing) = (before.date.year, after.date.year)
    let width = after.codes.provisions.count
    let pairs = LinkedPlans(before, after)
    for (old, new) in pairs.both { add(old, new, width: width) }
    for plan in pairs.joiners { add(joiner: plan, width: width, since: before.date) }
    for (plan, ending) in pairs.leavers { add(leaver: plan, ending, width: width) }
  }

  private static func state(_ plan: PlanCensus.Plan, _ width: Int) -> NeedAndSetting {
    NeedAndSetting(need: plan.need, setting: plan.provision ?? width)
  }

  private mutating func add(_ old: PlanCensus.Plan, _ new: PlanCensus.Plan, width: Int) {
    if new.ncy != old.ncy + closing - opening { tally.add(.birthDateChanged, at: new.place) }
    let (from, to) = (Self.state(old, width), Self.state(new, width))
    count(Flow.kind(from: from, to: to), new.ncy, from, to, "")
  }

  private mutating func add(joiner plan: PlanCensus.Plan, width: Int, since: CalendarDate) {
    if !plan.isTransfer, let start = plan.start, start <= SEN2Date(since) {
      tally.add(.joinerStartedBefore, at: plan.place)
    }
    count(
      .joiner, plan.ncy, nil, Self.state(plan, width),
      plan.isTransfer ? Self.transferIn : Self.new)
  }

  private mutating func add(
    leaver plan: PlanCensus.Plan, _ ending: PlanCensus.Ending?, width: Int
  ) {
    if ending == nil { tally.add(.leaverWithoutRecord) }
    let reason = ending?.reason.flatMap { CeaseReason.words[$0] } ?? CeaseReason.notRecorded
    count(.leaver, plan.ncy + closing - opening, Self.state(plan, width), nil, reason)
  }

  private mutating func count(
    _ kind: Kind, _ ncy: Int, _ from: NeedAndSetting?, _ to: NeedAndSetting?, _ reason: String
  ) {
    let held = max(ncy, NCY.range.lowerBound)
    counts[Flow(kind: kind, ncy: held, from: from, to: to, reason: reason), default: 0] += 1
    steps.append(Step(closingNCY: ncy, from: from, to: to))
  }
}

/// Plans of two censuses that belong to the same person.
private struct LinkedPlans {
  private(set) var both: [(PlanCensus.Plan, PlanCensus.Plan)] = []
  private(set) var joiners: [PlanCensus.Plan] = []
  private(set) var leavers: [(PlanCensus.Plan, PlanCensus.Ending?)] = []

  init(_ before: PlanCensus, _ after: PlanCensus) {
    let old = before.plans.map { before.links[$0.person] }
    let new = after.plans.map { after.links[$0.person] }
    let partner = Self.partners(of: new, among: old)
    var isTaken = Array(repeating: false, count: old.count)
    for (index, plan) in after.plans.enumerated() {
      guard let other = partner[index] else {
        joiners.append(plan)
        continue
      }
      isTaken[other] = true
      both.append((before.plans[other], plan))
    }
    let left = before.plans.indices.filter { !isTaken[$0] }
    let ended = Self.endings(after, since: before.date)
    let endings = Self.partners(
      of: left.map { old[$0] }, among: ended.map { after.links[$0.person] })
    leavers = zip(left, endings).map { (before.plans[$0], $1.map { ended[$0] }) }
  }

  /// The last ending of each person. One of more than a year before the opening census ended an older plan; one within the year
  /// was recorded late.
  private static func endings(
    _ after: PlanCensus, since opening: CalendarDate
  ) -> [PlanCensus.Ending] {
    let first = CalendarDate(year: opening.year - 1, month: opening.month, day: 1)
    let earliest = SEN2Date(first ?? .census(opening.year - 1))
    let order = { (ending: PlanCensus.Ending) in (ending.date, ending.reason ?? 0) }
    var last: [Int: PlanCensus.Ending] = [:]
    for ending in after.endings where ending.date >= earliest {
      if last[ending.person].map({ order($0) < order(ending) }) ?? true {
        last[ending.person] = ending
      }
    }
    return last.keys.sorted().compactMap { last[$0] }
  }

  /// For each link the position of its partner; the better link goes first.
  private static func partners(
    of links: [ReturnRows.Link], among others: [ReturnRows.Link]
  ) -> [Int?] {
    var found: [Int?] = Array(repeating: nil, count: links.count)
    var taken: Set<Int> = []
    for part in [\ReturnRows.Link.upn, \.uln, \.nameAndBirth] {
      let positions = Dictionary(
        others.indices.compactMap { index in others[index][keyPath: part].map { ($0, index) } },
        uniquingKeysWith: { first, _ in first })
      for index in links.indices where found[index] == nil {
        guard let other = links[index][keyPath: part].flatMap({ positions[$0] }),
          taken.insert(other).inserted
        else { continue }
        found[index] = other
      }
    }
    return found
  }
}
