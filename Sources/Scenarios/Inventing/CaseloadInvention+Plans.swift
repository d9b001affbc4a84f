import NumericalCore
import Vocabulary

extension CaseloadInvention {
  private typealias Plan = InventedCaseload.Plan

  /// Everybody with a plan at the census, and the plan they had a year before.
  mutating func addPlans() {
    let new = newPlans()
    let transfers = transfers(besides: new)
    let special = evidence.codes.provision("SPEC-STATE") ?? evidence.codes.provision(of: .special)
    let main = evidence.codes.provision("MAIN") ?? evidence.codes.provision(of: .mainstream)
    let byYear = Dictionary(grouping: seats, by: \.ncy)
    for (index, seat) in seats.enumerated() {
      let (isNew, isTransfer) = (new.contains(index), transfers.contains(index))
      let wantsSpecial =
        seat.state.setting == main && !isTransfer && (0...13).contains(seat.ncy)
        && draw.uniform(.naming, seat.key) < 0.03
      let plan = Plan(
        person: nextPerson(), birth: draw.birth(seat.ncy, census: year, seat.key), ncy: seat.ncy,
        state: seat.state, wanted: wantsSpecial ? special : nil,
        start: draw.day(of: isNew || isTransfer ? year - 1 : year - 2, .start, seat.key),
        isTransfer: isTransfer)
      caseload.current.plans.append(plan)
      guard !isNew, !isTransfer else { continue }
      caseload.previous.plans.append(earlier(plan, seat, byYear: byYear))
    }
  }

  /// The same plan a year before: mostly where it is now, or where others of that year are.
  private func earlier(_ plan: Plan, _ seat: Seat, byYear: [Int: [Seat]]) -> Plan {
    let isMover =
      draw.uniform(.moving, seat.key) < (Phase.isTransfer(entering: plan.ncy) ? 0.25 : 0.06)
    let origin = isMover ? draw.pick(byYear[plan.ncy - 1] ?? [], .origin, seat.key) : nil
    let changesNeed = draw.uniform(.changingNeed, seat.key) < 0.02
    let former = changesNeed ? draw.pick(byYear[plan.ncy] ?? [], .formerNeed, seat.key) : nil
    return Plan(
      person: plan.person, birth: plan.birth, ncy: plan.ncy - 1,
      state: NeedAndSetting(
        need: former?.state.need ?? seat.state.need,
        setting: origin?.state.setting ?? seat.state.setting),
      start: plan.start)
  }

  /// Positions of seats whose plan is new: in each year as many as are published.
  private func newPlans() -> Set<Int> {
    let published = (evidence.local.newPlansByNCYNeed[year - 1] ?? []).reduce(
      into: [ClosedRange<Int>: Double]()
    ) { $0[$1.span, default: 0] += $1.count }
    let spans = published.sorted { $0.key.lowerBound < $1.key.lowerBound }
    let total = total("new_plans") ?? published.values.reduce(0, +)
    let counts = apportioned(scaled(total), like: spans.map(\.value))
    return zip(spans.map(\.key), counts).reduce(into: []) { result, item in
      let members = seats.indices.filter { item.0.contains(seats[$0].ncy) }
      result.formUnion(first(item.1, of: members, .new))
    }
  }

  /// As many as go to other authorities come from them.
  private func transfers(besides new: Set<Int>) -> Set<Int> {
    let away = ceased.filter { $0.reason == CeasedCount.transferReason }.reduce(0) { $0 + $1.plans }
    return Set(first(away, of: seats.indices.filter { !new.contains($0) }, .transfer))
  }

  private func first(
    _ count: Int, of positions: [Int], _ purpose: InventionDraw.Purpose
  ) -> ArraySlice<Int> {
    positions.map { (draw.uniform(purpose, seats[$0].key), $0) }.sorted { $0 < $1 }.map(\.1)
      .prefix(count)
  }

  private func total(_ measure: String) -> Double? {
    evidence.local.flowsByYear[measure]?[year - 1]
  }

  /// Plans that ceased, in proportion to the plans invented.
  private var ceased: [(span: ClosedRange<Int>, reason: String, plans: Int)] {
    let published = (evidence.local.ceasedByNCY[year - 1] ?? []).sorted {
      ($0.span.lowerBound, $0.reason) < ($1.span.lowerBound, $1.reason)
    }
    let total = total("ceased") ?? published.reduce(0) { $0 + $1.count }
    let plans = apportioned(scaled(total), like: published.map(\.count))
    return zip(published, plans).map { ($0.span, $0.reason, $1) }
  }

  /// Plans of the census before that have ceased: with need and provision of somebody of that year.
  mutating func addLeavers() {
    for (span, reason, plans) in ceased {
      let members = leaving(span, reason)
      for index in 0..<plans {
        let name = "leaver|\(span.lowerBound)|\(span.upperBound)|\(reason)"
        let key = mixed(stableHash(name), UInt64(index))
        guard let seat = draw.pick(members, .leaver, key) else { continue }
        let plan = Plan(
          person: nextPerson(), birth: draw.birth(seat.ncy, census: year - 1, key), ncy: seat.ncy,
          state: seat.state, start: draw.day(of: year - 2, .start, key))
        caseload.previous.plans.append(plan)
        caseload.current.endings.append(
          .init(plan: plan, date: draw.day(of: year - 1, .end, key), reason: reason))
      }
    }
  }

  /// Plans of those who enter the years of a span; who has reached the oldest age enters its last.
  private func leaving(_ span: ClosedRange<Int>, _ reason: String) -> [Seat] {
    let last = reason == "max_age" ? seats.filter { $0.ncy + 1 == span.upperBound } : []
    let members = last.isEmpty ? seats.filter { span.contains($0.ncy + 1) } : last
    return members.isEmpty ? seats : members
  }
}
