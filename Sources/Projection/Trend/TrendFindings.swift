import Vocabulary

/// What is odd about a history that a forecast is made from, and the rule that was followed.
enum TrendFindings {
  static func of(_ history: GroupHistory, origin: Int, opening: GroupOpening?) -> [Finding] {
    guard let opening else { return [ended(history, origin)] }
    return late(history, origin) + missing(history, origin, opening) + gaps(history, origin)
      + disagreement(history, origin)
  }

  private static func disagreement(_ history: GroupHistory, _ origin: Int) -> [Finding] {
    guard let total = history.totals[origin], total > 0,
      let groups = history.plans[origin], groups.allSatisfy({ $0 != nil })
    else { return [] }
    let sum = groups.reduce(0) { $0 + ($1 ?? 0) }
    guard abs(sum / total - 1) > 0.01 else { return [] }
    return [
      finding(
        .groupsApart, history,
        seen: "groups of \(Int(sum)) and a total of \(Int(min(total, 1e9))) in \(origin)",
        expected: "groups that add to the total",
        remedy: "Compare both with the published table.")
    ]
  }

  private static func finding(
    _ kind: FindingKind, _ history: GroupHistory, seen: String,
    expected: String, remedy: String
  ) -> Finding {
    Finding(
      kind, at: Finding.Place("panel", column: history.code), seen: seen,
      expected: expected, remedy: remedy)
  }

  private static func ended(_ history: GroupHistory, _ origin: Int) -> Finding {
    let last = history.totals.keys.max().map { "plans up to \($0)" } ?? "no plans before \(origin)"
    return finding(
      .codeEnded, history, seen: "\(last), none in \(origin)",
      expected: "plans at the origin",
      remedy: "The code has ended or not begun: its successor has a code of its own.")
  }

  /// The rule of fewer than four years: what is not known counts as England's.
  private static func late(_ history: GroupHistory, _ origin: Int) -> [Finding] {
    let years = history.plans.keys.filter { $0 <= origin }.count
    guard years < 4 else { return [] }
    return [
      finding(
        .historyShort, history, seen: "\(years) years of plans up to \(origin)",
        expected: "four or more",
        remedy: "Add earlier censuses, if they are published.")
    ]
  }

  private static func missing(
    _ history: GroupHistory, _ origin: Int, _ opening: GroupOpening
  ) -> [Finding] {
    AgeBand.allCases.indices.compactMap { band in
      let name = AgeBand.allCases[band].rawValue
      let rule: String
      switch opening.basis[band] {
      case .published: return nil
      case .share: rule = "Its last published share of the total was used."
      case .grown: rule = "Its last published count was grown as the nation's."
      case .nation: rule = "No count was ever published: it has the nation's share of the total."
      case .none:
        rule = "Neither a count nor a total was ever published: the group counts as empty."
      }
      return finding(
        .ageGroupMissing, history, seen: "no \(name) in \(origin)", expected: "a count",
        remedy: "\(rule) Add the count, if it is published.")
    }
  }

  private static func gaps(_ history: GroupHistory, _ origin: Int) -> [Finding] {
    let years = history.plans.keys.filter { $0 <= origin }.sorted()
    guard let first = years.first else { return [] }
    let absent = (first...origin).filter { history.plans[$0] == nil }
    guard !absent.isEmpty else { return [] }
    return [
      finding(
        .historyGap, history,
        seen: "no age groups in \(absent.map(String.init).joined(separator: ", "))",
        expected: "every year from \(first)",
        remedy: "Add the missing years, if they are published.")
    ]
  }
}
