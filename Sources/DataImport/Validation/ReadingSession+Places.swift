import Vocabulary

extension ReadingSession {
  /// The rolls of a provision's settings must add to its published plans, "not recorded" apart.
  mutating func validateRolls() {
    guard isSound(.settings), isSound(.plansByNCYProvision),
      let published = evidence.local.plansByNCYProvision[base]?.known.columnSums
    else { return }
    let settings = Dictionary(grouping: evidence.settings, by: \.provision)
    for (index, provision) in evidence.codes.provisions.enumerated() {
      guard let settings = settings[provision.code] else { continue }
      let roll = settings.reduce(0) { $0 + $1.baseRoll }
      guard Double(roll) != published[index] else { continue }
      report(
        .rollsDisagree, .settings, "base_roll",
        seen: "\(provision.code): rolls add to \(roll)",
        expected:
          "\(published[index].headcount), the plans of \(EvidenceFile.plansByNCYProvision.path)"
          + " in January \(base)",
        remedy: "Correct a roll, or add the settings that are missing (also those elsewhere).")
    }
  }

  /// Shares add to 1, and there are rows for all needs wherever rows are looked for.
  mutating func validateOverflow() {
    guard isSound(.overflow) else { return }
    let groups = Dictionary(grouping: evidence.overflow) { OverflowGroup($0) }
    for (group, rows) in groups {
      let sum = rows.reduce(0) { $0 + $1.share }
      guard abs(sum - 1) > 1e-9 else { continue }
      report(
        .sharesDoNotAdd, .overflow, "share", seen: "\(group.description): \(sum)",
        expected: "shares that add to 1",
        remedy: "Correct the shares of that wanted provision, need and phase.")
    }
    guard !evidence.settings.isEmpty else { return }
    let needed =
      Phase.allCases.map { OverflowGroup(wanted: nil, need: nil, phase: $0) }
      + groups.keys.map { OverflowGroup(wanted: $0.wanted, need: nil, phase: $0.phase) }
    for group in Set(needed) where groups[group] == nil {
      report(
        .overflowLacksAll, .overflow, "need", seen: "no row for \(group.description)",
        expected: "rows for need All, wanted All in every phase",
        remedy: "Add rows that say where children of other needs go.")
    }
  }

  /// Nobody waits who has no plan: by need and NCY, and by NCY and provision attended.
  mutating func validateWaiting() {
    guard isSound(.waiting) else { return }
    if isSound(.plansByNCYNeed), let plans = evidence.local.plansByNCYNeed[base] {
      let codes = evidence.codes.needs.map(\.code)
      reportWaiting("need", codes, \.need) { plans[NCY.index($0), $1] }
    }
    if isSound(.plansByNCYProvision), let plans = evidence.local.plansByNCYProvision[base] {
      let codes = evidence.codes.provisions.map(\.code)
      reportWaiting("attending", codes, \.attending) {
        plans.known[NCY.index($0), $1] + plans.notRecorded[NCY.index($0)]
      }
    }
  }

  private mutating func reportWaiting(
    _ column: String, _ codes: [String], _ key: (WaitingRow) -> Int, _ plans: (Int, Int) -> Double
  ) {
    let groups = Dictionary(grouping: evidence.waiting) { [$0.ncy, key($0)] }
    for (group, rows) in groups {
      let children = rows.reduce(0) { $0 + $1.children }
      guard Double(children) > plans(group[0], group[1]) else { continue }
      report(
        .moreWaitingThanPlans, .waiting, column,
        seen: "\(children) children waiting at NCY \(group[0]) with \(column) \(codes[group[1]])",
        expected: "at most the \(plans(group[0], group[1]).headcount) plans there",
        remedy: "Lower the children waiting, or put them at another year.")
    }
  }
}

/// The rows among which a child's destination is drawn.
private struct OverflowGroup: Hashable {
  let wanted: String?
  let need: String?
  let phase: Phase

  var description: String {
    "wanted \(wanted ?? Scope.allWord), need \(need ?? Scope.allWord), phase \(phase.rawValue)"
  }
}

extension OverflowGroup {
  init(_ row: OverflowRow) { self.init(wanted: row.wanted, need: row.need, phase: row.phase) }
}
