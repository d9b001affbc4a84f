import Vocabulary

extension ReleaseEvidence {
  /// DfE's age of a new plan's child is that of the 31 August before the year: a year less than at the closing census.
  func newPlansByNCYNeed() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("needs_newplans") else { return rows }
    let basis = "\(kind.table), age at 31 August \(base - 2) plus 1"
    for span in wholeSpans(kind, base - 1) {
      for (code, plans, derived) in known(span.row, kind) where plans > 0 {
        rows.add(
          name, "\(base - 1)", "\(span.from)", "\(span.to)", code, "\(plans)",
          Self.source(span.row.release, basis + derived))
      }
    }
    return rows
  }

  func newPlansByAgeProvision() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("newplans") else { return rows }
    for span in wholeSpans(kind, base - 1) {
      for (code, plans, derived) in known(span.row, kind) where plans > 0 {
        rows.add(
          name, "\(base - 1)", "\(span.from)", "\(span.to)", code, "\(plans)",
          Self.source(span.row.release, "\(kind.table), age when plan started" + derived))
      }
    }
    return rows
  }

  func ceasedByNCYReason() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("ceased_plans") else { return rows }
    let years = [base - 2, base - 1]
    let leavesOut = years.contains { (area.row(kind, $0, .unknownAge)?.total ?? 0) > 0 }
    let table = kind.table + (leavesOut ? "; age unknown left out" : "")
    for year in years {
      for span in wholeSpans(kind, year) {
        for (code, plans, derived) in known(span.row, kind) where plans > 0 {
          rows.add(
            name, "\(year)", "\(span.from)", "\(span.to)", code, "\(plans)",
            Self.source(span.row.release, table + derived))
        }
      }
    }
    return rows
  }

  func ceasedByProvision() -> EvidenceRows {
    var rows = EvidenceRows()
    guard let kind = kind("ceased_plans") else { return rows }
    for year in [base - 2, base - 1] {
      var sums: [String: Int] = [:]
      var release = 0
      for (label, row) in wholePlacements(kind, year) {
        guard let provision = figures.layout.placements[label], let plans = row.total
        else { continue }
        sums[provision, default: 0] += plans
        release = max(release, row.release)
      }
      for provision in provisions {
        guard let plans = sums[provision], plans > 0 else { continue }
        rows.add(
          name, "\(year)", provision, "\(plans)",
          Self.source(release, "\(kind.table) by placement"))
      }
    }
    return rows
  }

  /// Every year before the base census that is published; a year that is not is missing, and the run copes.
  func flowsByYear() -> EvidenceRows {
    var rows = EvidenceRows()
    let measured = figures.layout.measures.compactMap { measure in
      kind(measure.kind).map { (measure, $0) }
    }
    let years = Set(measured.flatMap { _, kind in area.years(kind) { $0 == .total } })
    for year in years.sorted() where year < base {
      for (measure, kind) in measured {
        guard let row = area.row(kind, year, .total), let value = value(measure, row, kind)
        else { continue }
        rows.add(
          name, "\(year)", measure.name, "\(value)",
          Self.source(row.release, measure.table + (measure.column == "total" ? row.remark : "")))
      }
    }
    return rows
  }

  private func value(
    _ measure: ReleaseLayout.Measure, _ row: ReleaseFigures.Row, _ kind: ReleaseKind
  ) -> Int? {
    if measure.column == "total" { return row.total }
    return figures.codes(kind).firstIndex(of: measure.column).flatMap { row.figures[$0] }
  }
}
