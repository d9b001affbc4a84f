import TestSupport
import Vocabulary

@testable import DataImport

/// The plans of the small authority given to people who are nobody, with changes by rule: no draw decides anything.
enum HandMadeCaseload {
  static let small = made(every: 1)
  /// A twenty-fifth of the plans, for readers that are tried again and again.
  static let few = made(every: 25)

  private static let census = SmallAuthority.baseCensus

  private static func made(every step: Int) -> InventedCaseload {
    var caseload = InventedCaseload(census: census)
    let all = InventedAuthority.stock(census).cells.flatMap { cell in
      Array(repeating: cell, count: cell.plans)
    }
    let cells = stride(from: 0, to: all.count, by: step).map { all[$0] }
    for (index, cell) in cells.enumerated() {
      let plan = plan(index, cell)
      caseload.current.plans.append(plan)
      if index % 8 != 7 { caseload.previous.plans.append(earlier(plan, index, cells)) }
    }
    addLeavers(&caseload, cells, of: max(1, 3 / step))
    for index in 0..<max(2, 24 / step) {
      caseload.current.waiting.append(waiting(index, person: 1001 + index))
    }
    return caseload
  }

  /// Every eighth begins in the year before, every fortieth with another authority.
  private static func plan(_ index: Int, _ cell: InventedCube.Cell) -> InventedCaseload.Plan {
    let main = SmallAuthority.codes.provision("MAIN")
    let isTransfer = index % 40 == 39
    return InventedCaseload.Plan(
      person: index + 1, birth: birth(cell.ncy, index), ncy: cell.ncy,
      state: NeedAndSetting(need: cell.need, setting: cell.provision),
      wanted: cell.provision == main && !isTransfer && index % 3 == 0
        ? SmallAuthority.codes.provision("SPEC-STATE") : nil,
      start: .census(census - (index % 8 == 7 ? 1 : 2)).adding(days: 30 + index),
      isTransfer: isTransfer)
  }

  /// Every tenth was where its neighbour is, every fiftieth had its need.
  private static func earlier(
    _ plan: InventedCaseload.Plan, _ index: Int, _ cells: [InventedCube.Cell]
  ) -> InventedCaseload.Plan {
    let other = cells[(index + 20) % cells.count]
    return InventedCaseload.Plan(
      person: plan.person, birth: plan.birth, ncy: plan.ncy - 1,
      state: NeedAndSetting(
        need: index % 50 == 5 ? other.need : plan.state.need,
        setting: index % 10 == 5 ? other.provision : plan.state.setting),
      start: plan.start)
  }

  /// Some for each reason.
  private static func addLeavers(
    _ caseload: inout InventedCaseload, _ cells: [InventedCube.Cell], of count: Int
  ) {
    for (index, reason) in CeaseReason.words.values.sorted().enumerated() {
      for number in 0..<count {
        let cell = cells[(index * 3 + number) * 11 % cells.count]
        let plan = InventedCaseload.Plan(
          person: 501 + index * 3 + number, birth: birth(cell.ncy, index, census: census - 1),
          ncy: cell.ncy, state: NeedAndSetting(need: cell.need, setting: cell.provision),
          start: .census(census - 2).adding(days: 20))
        caseload.previous.plans.append(plan)
        caseload.current.endings.append(
          .init(plan: plan, date: .census(census - 1).adding(days: 50 + index), reason: reason))
      }
    }
  }

  /// By turns a request of up to eleven weeks and an assessment of up to 29.
  private static func waiting(_ index: Int, person: Int) -> InventedCaseload.Waiting {
    let isRequest = index % 2 == 0
    let received = CalendarDate.census(census).adding(
      days: -7 * (isRequest ? index / 2 : index + 6))
    return InventedCaseload.Waiting(
      person: person, birth: birth(index % 11, index), received: received,
      decided: isRequest ? nil : received.adding(days: 42))
  }

  /// From 1 September of the year that belongs to a national curriculum year on.
  private static func birth(
    _ ncy: Int, _ index: Int, census: Int = census
  ) -> CalendarDate {
    .census(census - 1 - NCY.age(ncy)).adding(days: index % 365 - 137)
  }
}
