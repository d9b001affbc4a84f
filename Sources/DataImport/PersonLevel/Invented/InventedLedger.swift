import Vocabulary

/// What a right import of an invented return counts.
struct InventedLedger {
  /// Plans by cell; the provision after the last is "not recorded".
  let cube: [PlanCell: Int]
  /// Plans by what became of them between the two censuses.
  private(set) var flows: [CensusFlows.Flow: Int] = [:]

  init(_ caseload: InventedCaseload) {
    cube = caseload.current.plans.reduce(into: [:]) { counts, plan in
      let cell = PlanCell(
        ncy: max(plan.ncy, NCY.range.lowerBound), need: plan.state.need,
        provision: plan.state.setting)
      counts[cell, default: 0] += 1
    }
    let before = Dictionary(
      caseload.previous.plans.map { ($0.person, $0.state) }, uniquingKeysWith: { first, _ in first }
    )
    for plan in caseload.current.plans {
      if let earlier = before[plan.person] {
        count(CensusFlows.Flow.kind(from: earlier, to: plan.state), plan.ncy, earlier, plan.state)
      } else {
        let reason = plan.isTransfer ? CensusFlows.transferIn : CensusFlows.new
        count(.joiner, plan.ncy, nil, plan.state, reason)
      }
    }
    for ending in caseload.current.endings {
      let isKnown = CeaseReason.number(of: ending.reason) != nil
      count(
        .leaver, ending.plan.ncy + 1, ending.plan.state, nil,
        isKnown ? ending.reason : CeaseReason.notRecorded)
    }
  }

  private mutating func count(
    _ kind: CensusFlows.Kind, _ ncy: Int, _ from: NeedAndSetting?, _ to: NeedAndSetting?,
    _ reason: String = ""
  ) {
    let flow = CensusFlows.Flow(
      kind: kind, ncy: max(ncy, NCY.range.lowerBound), from: from, to: to, reason: reason)
    flows[flow, default: 0] += 1
  }

  /// Plans by cell, as a file.
  func plans(_ codes: CodeLists) -> String {
    var file = CSVLines("ncy,need,provision,plans")
    for (cell, plans) in cube.sorted(by: { $0.key < $1.key }) {
      file.add([
        "\(cell.ncy)", codes.needs[cell.need].code, codes.recordedCode(cell.provision), "\(plans)",
      ])
    }
    return file.text
  }
}
