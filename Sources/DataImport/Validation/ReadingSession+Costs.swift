import Vocabulary

extension ReadingSession {
  /// Every provision with plans at the base census has a unit cost for each need.
  mutating func validateCosts() {
    guard isSound(.unitCosts), isSound(.plansByNCYProvision),
      let plans = evidence.local.plansByNCYProvision[base]?.known.columnSums
    else { return }
    let needs = evidence.codes.needs.map(\.code)
    for (provision, count) in zip(evidence.codes.provisions, plans) where count > 0 {
      let rows = evidence.finances.unitCosts.filter {
        $0.provision == provision.code || $0.provision == nil
      }
      let costed = Set(rows.compactMap(\.need))
      let missing = needs.filter { !costed.contains($0) }
      guard !rows.contains(where: { $0.need == nil }), !missing.isEmpty else { continue }
      report(
        .provisionUncosted, .unitCosts, "provision",
        seen: "\(count.headcount) plans in \(provision.code) and no row for "
          + (rows.isEmpty ? "it" : missing.joined(separator: ", ")),
        expected: "a row for the provision and need All",
        remedy: "Add the row; write 0 and say why if it costs the authority nothing.")
    }
  }
}
