import Vocabulary

/// Puts the rows of a return together: which plans are in force on the census day, where and with which need.
struct CensusAssembly {
  let rows: ReturnRows
  let register: SettingRegister
  let today: SEN2Date
  var census: PlanCensus
  let placements: [[ReturnRows.Placement]]
  let needs: [[ReturnRows.NeedRow]]
  /// The named plan of each request, the one that had started last by the census.
  let named: [Int: Int]
  let details: [Int: [ReturnRows.PlanDetail]]

  static func made(
    _ rows: ReturnRows, date: CalendarDate, codes: CodeLists, register: SettingRegister,
    areas: [String]
  ) -> PlanCensus {
    var assembly = CensusAssembly(
      rows, date: date, codes: codes, register: register, areas: areas)
    assembly.countPlans()
    assembly.countEndings()
    assembly.countWaiting()
    assembly.checkPeople()
    assembly.checkShares()
    return assembly.census
  }

  private init(
    _ rows: ReturnRows, date: CalendarDate, codes: CodeLists, register: SettingRegister,
    areas: [String]
  ) {
    (self.rows, self.register, today) = (rows, register, SEN2Date(date))
    census = PlanCensus(rows, date: date, codes: codes, areas: areas)
    placements = Self.grouped(rows.placements, into: rows.activePlans.count, by: \.activePlan)
    needs = Self.grouped(rows.needs, into: rows.activePlans.count, by: \.activePlan)
    details = Dictionary(grouping: rows.planDetails, by: \.namedPlan)
    named = rows.namedPlans.indices.reduce(into: [:]) { latest, index in
      let plan = rows.namedPlans[index]
      guard let other = latest[plan.request].map({ rows.namedPlans[$0] }) else {
        latest[plan.request] = index
        return
      }
      let today = SEN2Date(date)
      if Self.order(other, today) < Self.order(plan, today) { latest[plan.request] = index }
    }
  }

  /// One that has started counts before one that has not, then the later start; of two with the same, the one still in force.
  private static func order(
    _ plan: ReturnRows.NamedPlan, _ today: SEN2Date
  ) -> (Int, SEN2Date, SEN2Date, Int) {
    let (first, last) = (earliest, latest)
    let start = plan.start ?? first
    return (start <= today ? 1 : 0, start, plan.ceased ?? last, plan.reason ?? 0)
  }

  private static func grouped<Item>(
    _ items: [Item], into count: Int, by owner: (Item) -> Int
  ) -> [[Item]] {
    items.reduce(into: Array(repeating: [], count: count)) { $0[owner($1)].append($1) }
  }
}
