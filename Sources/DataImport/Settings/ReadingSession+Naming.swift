import Vocabulary

extension ReadingSession {
  /// Who is named an independent school, whatever places there are.
  mutating func readIndependentNaming() {
    let rows = rows(of: .independentNaming) { $0.independentNaming() }
    evidence.independentNaming = rows.map(\.value).sorted {
      ($0.need ?? "", $0.phase.rawValue) < ($1.need ?? "", $1.phase.rawValue)
    }
    if isSound(.independentNaming) { rows.forEach { requireAll($0, among: rows.map(\.value)) } }
  }

  /// One finding for a phase, at its first row.
  private mutating func requireAll(
    _ row: Located<IndependentNaming>, among rows: [IndependentNaming]
  ) {
    let phase = rows.filter { $0.phase == row.value.phase }
    guard !phase.contains(where: { $0.need == nil }), phase.first == row.value else { return }
    report(
      Finding(
        .namingLacksAll,
        at: .init(EvidenceFile.independentNaming.path, row: row.row, column: "need"),
        seen: "phase \(row.value.phase.rawValue) without a row for need All",
        expected: "a row for need All in every phase that is named",
        remedy: "Add the row; its share holds for needs that have none of their own."))
  }
}

extension Row {
  fileprivate mutating func independentNaming() -> IndependentNaming? {
    let (need, phase, share) = (needScope(), phase(), share())
    guard let provenance = provenance(among: Provenance.Status.judged), let need, let phase,
      let share
    else { return nil }
    return IndependentNaming(need: need.code, phase: phase, share: share, provenance: provenance)
  }
}
