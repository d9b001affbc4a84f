import Vocabulary

extension ReturnReader {
  /// Takes a row of a list apart into what the nine tables would have said.
  mutating func readFlatRow(_ cells: SEN2Table, _ record: Int) {
    let index = person(of: cells, record)
    let received = date(cells, record, "receiveddate")
    let decided = date(cells, record, "requestoutcomedate")
    rows.requests.append(
      .init(
        person: index, received: received, decided: decided, isOpen: false,
        place: cells.place(record)))
    let request = rows.requests.count - 1
    let plan = addNamedPlan(
      cells, record, request: request, start: date(cells, record, "startdate"))
    let named = setting(cells, record, prefix: "named_")
    if named != SettingCell() {
      rows.planDetails.append(.init(namedPlan: plan, rank: 1, setting: named))
    }
    // A list has those who have left among the rest; only the nine tables can contradict themselves.
    if let ceased = rows.namedPlans[plan].ceased, ceased <= SEN2Date(census) { return }
    rows.activePlans.append(
      .init(
        request: request, isTransfer: cells.cell(record, "transferla") != nil,
        place: cells.place(record)))
    addPlacementAndNeed(cells, record)
  }

  private mutating func addPlacementAndNeed(_ cells: SEN2Table, _ record: Int) {
    let active = rows.activePlans.count - 1
    if setting(cells, record) != SettingCell() {
      rows.placements.append(placement(cells, record, active, rank: 1))
    }
    if let need = cells.text(record, "sentype") {
      rows.needs.append(
        .init(
          activePlan: active, rank: 1, need: codes.need(need.uppercased()),
          place: cells.place(record, "sentype")))
    }
  }

  /// The person of a row: one that an earlier row has, where UPN or ULN and the date of birth say so.
  private mutating func person(of cells: SEN2Table, _ record: Int) -> Int {
    let person = person(cells, record)
    if let known = person.identity.flatMap({ peopleByIdentity[$0] }) { return known }
    rows.people.append(person)
    if let identity = person.identity { peopleByIdentity[identity] = rows.people.count - 1 }
    return rows.people.count - 1
  }
}
